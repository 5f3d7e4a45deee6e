"""The files that pages are made with: ours, and those of libraries we ship (static/vendor)."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException

from viz.web.pages import static

area = APIRouter()
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_FOR_EVER = "public, max-age=31536000, immutable"


@area.get("/static/{name:path}", include_in_schema=False)
def file(request: Request, name: str) -> Response:
    """A file by its name in viz/web/static, or in viz/static/vendor."""
    folder = ("static",) if name.startswith("vendor/") else ("web", "static")
    with as_file(files("viz").joinpath(*folder)) as root:
        path = (root / name).resolve()
        if not path.is_relative_to(Path(root).resolve()) or path.suffix not in _TYPES or not path.is_file():
            raise HTTPException(404)
        current = static(name).endswith(f"?{request.url.query}")
        headers = {"cache-control": _FOR_EVER if current else "no-cache"}
        return FileResponse(path, media_type=_TYPES[path.suffix], headers=headers)
