"""The corpus view for analysts: `/overview`, and the whole graph as data, made once for each state of the store."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from queries.stores.protocols import Store
from viz import corpus
from viz.web.held import StateNow, StoreNow
from viz.web.overview_told import SCRIPTS, told
from viz.web.pages import Lang, page, static

area = APIRouter()
DATA = "/overview.json"


@dataclass(frozen=True, slots=True)
class _Packed:
    """The data as they are sent."""

    plain: bytes
    small: bytes
    tag: str


@area.get("/overview", include_in_schema=False)
def overview(request: Request, store: StoreNow, lang: Lang) -> HTMLResponse:
    """The picture; what it shows is fetched beside."""
    worker = static("vendor/graph-worker.js")
    return page(request, "overview.html", told=told(store, lang), scripts=SCRIPTS, worker=worker, address=DATA)


@area.get(DATA, include_in_schema=False)
def data(request: Request, state: StateNow) -> Response:
    """The documents and their ties by column; unchanged ones are not sent again."""
    found = state.derived("overview", _packed)
    headers = {"etag": found.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == found.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.small, media_type="application/json", headers={**headers, "content-encoding": "gzip"})
    return Response(found.plain, media_type="application/json", headers=headers)


def _packed(store: Store) -> _Packed:
    plain = corpus.kept(store).encode("utf-8")
    return _Packed(plain, gzip.compress(plain, 6, mtime=0), f'"{sha256(plain).hexdigest()[:16]}"')
