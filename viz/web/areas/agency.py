"""One agency: its names, what became of it, what it issued, what it must do, which indices it answers for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ontology import iri
from ontology.vocabulary import indices
from queries import documents, organisations, responsibility
from queries.search_words import Typed
from viz.web.failing import NotThere
from viz.web.finding import KnownNow, where
from viz.web.held import StoreNow
from viz.web.pages import page

area = APIRouter()
_ISSUED = 20
_TASKS = 20
_LONGEST = 400  # letters of a task


@area.get("/agency/{path:path}", include_in_schema=False)
def show(
    request: Request,
    known: KnownNow,
    store: StoreNow,
    path: str,
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """The page of an agency."""
    index = known.index
    agency = organisations.organisation(index, f"{iri.BASE}agency/{path}")
    if agency is None:
        raise NotThere("Không văn bản nào trong kho nói tới cơ quan này.", "No document here speaks of this agency.")
    duties = responsibility.duties(store, [agency.iri])
    hits, count, held = organisations.issued(index, agency.iri, _ISSUED, (number - 1) * _ISSUED)
    return page(
        request, "agency.html", agency=agency, before=organisations.before(index, agency),
        after=organisations.after(index, agency), issued=hits, count=count, held=held, number=number,
        pages=max(1, -(-count // _ISSUED)), duties=duties, cards=documents.cards(store, {d.document for d in duties}),
        charged={role: organisations.charged(index, agency.iri, role, _TASKS) for role in organisations.ROLES},
        index_names={f"{iri.BASE}index/{each.slug}": each for each in indices()}, typed=Typed(""), where=where,
        width=_LONGEST,
    )  # fmt: skip
