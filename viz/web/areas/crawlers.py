"""What search engines are told: nothing unless it is served openly; then which pages there are, and where."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.exceptions import HTTPException

from queries import catalog
from queries.stores.protocols import Store
from viz.web.held import State, StateNow
from viz.web.pages import address
from viz.web.serving import serving

area = APIRouter()
IN_A_PART = 50_000  # the most that a sitemap may hold
_PAGES = ("/", "/indices", "/gaps", "/overview", "/ontology", "/api")
# What is made anew for each question, and what only people or programs need.
_NOT_FOR_CRAWLERS = ("/sparql", "/query", "/search", "/suggest", "/api/v1/", "/data/", "/upload", "/review", "/lineage")
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@area.api_route("/robots.txt", methods=["GET", "HEAD"], include_in_schema=False)
def robots(request: Request) -> Response:
    """Everything is closed unless the server is there for all."""
    if not serving(request).public:
        return PlainTextResponse("User-agent: *\nDisallow: /\n")
    closed = "".join(f"Disallow: {path}\n" for path in _NOT_FOR_CRAWLERS)
    return PlainTextResponse(f"User-agent: *\n{closed}Allow: /\nSitemap: {_site(request)}/sitemap.xml\n")


@area.api_route("/sitemap.xml", methods=["GET", "HEAD"], include_in_schema=False)
def sitemap(request: Request, state: StateNow) -> Response:
    """The parts of the sitemap."""
    parts = range(1, -(-len(_addresses(request, state)) // IN_A_PART) + 1)
    listed = "".join(f"<sitemap><loc>{_site(request)}/sitemap-{part}.xml</loc></sitemap>" for part in parts)
    return _xml(f"<sitemapindex {_XMLNS}>{listed}</sitemapindex>")


@area.api_route("/sitemap-{part:int}.xml", methods=["GET", "HEAD"], include_in_schema=False)
def sitemap_part(request: Request, state: StateNow, part: int) -> Response:
    """The addresses of one part."""
    found = _addresses(request, state)[(part - 1) * IN_A_PART : part * IN_A_PART] if part > 0 else []
    if not found:
        raise HTTPException(404)
    listed = "".join(f"<url><loc>{escape(_site(request) + where)}</loc></url>" for where in found)
    return _xml(f"<urlset {_XMLNS}>{listed}</urlset>")


def _addresses(request: Request, state: State) -> list[str]:
    if not serving(request).public:
        raise HTTPException(404)
    return state.derived("sitemap", _every)


def _every(store: Store) -> list[str]:
    """The pages of documents that are held, and of agencies."""
    held = {str(row["document"]) for row in catalog.rows(store, "of_file", beginning="")}
    agencies = {str(row["agency"]) for row in catalog.rows(store, "agencies")}
    return [*_PAGES, *map(address, sorted(held)), *map(address, sorted(agencies))]


def _site(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _xml(text: str) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', media_type="application/xml")
