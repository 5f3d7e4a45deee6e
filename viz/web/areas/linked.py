"""Linked data: every IRI of the graph leads to a page for people or to its triples for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated, cast

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from ontology import iri
from queries import descriptions
from queries.descriptions import Description
from queries.stores import opening
from queries.stores.protocols import SparqlStore
from viz.web import fresh, naming, running, vocabulary_page
from viz.web.failing import NotThere
from viz.web.held import State, StateNow, held
from viz.web.negotiation import chosen
from viz.web.pages import Lang, page
from viz.web.things import shown

area = APIRouter()
FORMS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_PAGES = {"document": "doc", "agency": "agency"}
_VARY = {"vary": "accept"}
Named = Annotated[str, Path(min_length=1, max_length=400, pattern=r"^[A-Za-z0-9][A-Za-z0-9/._-]*$")]


@area.api_route("/id/{name:path}", methods=["GET", "HEAD"], include_in_schema=False)
def identified(request: Request, state: StateNow, name: Named) -> Response:
    """From a thing to what tells of it."""
    _known(request, state, name)
    media = chosen(request.headers.get("accept", ""), ("text/html", "application/xhtml+xml", *FORMS.values()))
    if not media:
        raise HTTPException(406)
    ending = next((each for each, offered in FORMS.items() if offered == media), "")
    return RedirectResponse(_data(name, ending) if ending else _page(name), 303, headers={**_VARY, **_links(name)})


@area.api_route("/data/{name:path}", methods=["GET", "HEAD"], include_in_schema=False)
def data(request: Request, state: StateNow, name: Named) -> Response:
    """The triples about a thing; the ending tells the form."""
    thing, _, ending = name.rpartition(".")
    if ending not in FORMS:
        raise _unknown(name)
    tag = fresh.mark(state, name)
    if fresh.unchanged(request, tag):
        return fresh.not_modified(tag)
    known = _known(request, state, thing)
    headers = {"content-type": FORMS[ending], "link": f'<{known.iri}>; rel="describes"', "cache-control": "no-cache"}
    return Response(known.written(FORMS[ending]), headers={**headers, **({"etag": tag} if tag else {})})


@area.api_route("/thing/{name:path}", methods=["GET", "HEAD"], include_in_schema=False)
def thing(request: Request, state: StateNow, lang: Lang, name: Named) -> Response:
    """The page of a thing that has no page of its own kind."""
    known = _known(request, state, name)
    response = page(
        request,
        "thing.html",
        naming=naming,
        thing=shown(state, known, lang),
        forms={ending: _data(name, ending) for ending in FORMS},
    )
    response.headers.update(_links(name))
    return response


@area.api_route("/ontology{ending}", methods=["GET", "HEAD"], include_in_schema=False)
@area.api_route("/ontology", methods=["GET", "HEAD"], include_in_schema=False)
def ontology(request: Request, lang: Lang, ending: str = "") -> Response:
    """The vocabulary, for people and for programs."""
    if ending:
        if ending.removeprefix(".") not in FORMS or not ending.startswith("."):
            raise HTTPException(404)
        media = FORMS[ending.removeprefix(".")]
    else:
        media = chosen(request.headers.get("accept", ""), ("text/html", "application/xhtml+xml", *FORMS.values()))
    if not media:
        raise HTTPException(406)
    if media in FORMS.values():
        return Response(vocabulary_page.written(media), headers={**_VARY, "content-type": media})
    response = page(
        request, "ontology.html", groups=vocabulary_page.groups(lang), forms={e: f"/ontology.{e}" for e in FORMS}
    )
    response.headers.update(_VARY)
    return response


def _known(request: Request, state: State, name: str) -> Description:
    """What is known of a thing; NotThere where nothing is."""
    with _rdf(request, state) as store:
        found = descriptions.described(store, iri.BASE + name)
    if found is None:
        raise _unknown(name)
    return found


@contextmanager
def _rdf(request: Request, state: State) -> Iterator[SparqlStore]:
    """The store as one that gives triples; NotThere where it holds none."""
    address = running.in_sparql(request)
    match opening.engine(held(request).address):
        case "oxigraph":
            yield cast("SparqlStore", state.store)
        case "ladybug":
            yield state.derived("rdf", lambda _: opening.open_rdf(address))
        case _:
            with closing(opening.open_rdf(address)) as store:
                yield store


def _page(name: str) -> str:
    kind, _, rest = name.partition("/")
    return f"/{_PAGES[kind]}/{rest}" if kind in _PAGES else f"/thing/{name}"


def _data(name: str, ending: str) -> str:
    return f"/data/{name}.{ending}"


def _links(name: str) -> dict[str, str]:
    """The other forms of the same, for a Link header."""
    links = [f'<{_data(name, ending)}>; rel="alternate"; type="{media}"' for ending, media in FORMS.items()]
    return {"link": ", ".join(links)}


def _unknown(name: str) -> NotThere:
    return NotThere(
        f"Trong kho không có gì mang định danh “{name}”.", f"Nothing in the store is identified by “{name}”."
    )
