"""One document with all that is known of it: `/doc/<path of its IRI>`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology import iri
from queries import documents
from viz.web.failing import NotThere
from viz.web.held import StoreNow
from viz.web.pages import page

area = APIRouter()


@area.get("/doc/{path:path}", include_in_schema=False)
def show(request: Request, store: StoreNow, path: str) -> Response:
    """The page of a document, held or only cited."""
    name = f"{iri.BASE}document/{path}"
    card = documents.cards(store, [name])[name]
    if not (card.held or card.kind or card.number or card.resolved or card.titles):
        raise NotThere("Kho không có văn bản này.", "There is no such document in the store.")
    acting, acted_upon = documents.relations(store, name)
    ends = {end for said in (*acting, *acted_upon) for end in (said.subject, said.object, said.speaker)}
    return page(
        request, "document.html", card=card, fields=documents.fields(store, name), acting=acting,
        acted_upon=acted_upon, cards=documents.cards(store, {name, *ends}),
    )  # fmt: skip
