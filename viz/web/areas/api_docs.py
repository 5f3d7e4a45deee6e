"""What the JSON API offers: as OpenAPI for programs, and as a page for those who write them."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from viz.web.areas import api
from viz.web.pages import page

area = APIRouter()
WHERE = "/api/v1/openapi.json"
_ABOUT = (
    "What the documents of the store say, with the sentences that prove it. For reading only. Lists are paged by "
    "`limit` and `offset`; answers bear an ETag that changes with the store. Errors are one object, `error`, with a "
    "code and what to do in Vietnamese and English. SPARQL is at `/sparql`, linked data at `/id/…` and `/data/…`."
)


@cache
def described() -> dict[str, Any]:
    """The description, OpenAPI 3.1."""
    told = get_openapi(title="Căn cứ", version="1", openapi_version="3.1.0", description=_ABOUT, routes=api.area.routes)
    for path in told["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)  # what is not valid is told as 400
    for name in ("HTTPValidationError", "ValidationError"):
        told["components"]["schemas"].pop(name, None)
    return told


@area.get(WHERE, include_in_schema=False)
def openapi() -> Response:
    return JSONResponse(described())


@area.get("/api", include_in_schema=False)
def for_people(request: Request) -> Response:
    """The page that shows the same."""
    told = described()
    operations = [(path, each["get"]) for path, each in told["paths"].items()]
    return page(
        request, "api.html", where=WHERE, operations=operations, schemas=told["components"]["schemas"], kind=_kind,
        anchor=_anchor, tried=_TRIED,
    )  # fmt: skip


_TRIED = {
    "/api/v1/documents/{path}": "",
    "/api/v1/search": "/api/v1/search?q=cải+cách",
    "/api/v1/lineage": "",
    "/api/v1/questions/{name}": "/api/v1/questions/most_cited?limit=5",
}


def _kind(schema: dict[str, Any]) -> str:
    """A schema in one word: "string", "Document[]", "string | null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"{_kind(schema['items'])}[]"
    return (
        " | ".join(map(str, schema["enum"]))
        if "enum" in schema
        else str(schema.get("format") or schema.get("type", "any"))
    )


def _anchor(kind: str) -> str:
    """The schema that a kind leads to; "" for plain ones."""
    names = [name for name in kind.replace("[]", "").split(" | ") if name in described()["components"]["schemas"]]
    return names[0] if names else ""
