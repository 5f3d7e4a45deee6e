"""The original file of a document, for downloading: its bytes as they came, never shown by the browser."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from queries import known_names
from queries.document_parts import files
from viz.web.document.text import folder
from viz.web.failing import NotThere
from viz.web.held import StoreNow, held

area = APIRouter()
Hash = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


@area.get("/file/{sha256}", include_in_schema=False)
def original(request: Request, store: StoreNow, sha256: Hash) -> Response:
    """The file of this hash, if it is one of the store's documents and its bytes are kept here."""
    kept = folder(held(request).address)
    documents = {document for known, document in known_names.of_files(store, sha256) if known == sha256} if kept else ()
    names = [file.name for document in documents for file in files(store, document) if file.sha256 == sha256]
    content = kept.original(sha256) if kept and names else None
    if content is None:
        raise NotThere(
            "Kho này không giữ bản gốc của tệp. Hỏi nơi đã nạp văn bản.",
            "This store does not keep the original of that file. Ask where the document was loaded.",
        )
    return Response(content, media_type="application/octet-stream", headers=_as_attachment(names[0]))


def _as_attachment(name: str) -> dict[str, str]:
    """The header that lets a browser save the file under its name (RFC 6266, RFC 5987) and do nothing else."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name) or "file"
    return {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "x-content-type-options": "nosniff",
        "cache-control": "private, max-age=3600",
    }
