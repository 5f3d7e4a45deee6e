"""One document with all that is known of it, `/doc/<path of its IRI>`, and its relations page by page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi import Path as PathParameter
from fastapi.responses import RedirectResponse, Response

from ontology import iri
from ontology.namespaces import DCTERMS, ELI, VB
from queries import known_names
from queries.documents import Card, written_date
from viz.web.document.leaves import drawn
from viz.web.document.marks import OURS, entry, field_entry
from viz.web.document.relations import listed, said_in
from viz.web.document.view import view
from viz.web.failing import NotThere
from viz.web.held import StateNow, held
from viz.web.known_cards import cards
from viz.web.pages import address, page, with_parameters

area = APIRouter()
NAMES = {"kind": VB.kind, "issuer": ELI.passed_by, "date": ELI.date_document, "title": DCTERMS.title}
Path = Annotated[str, "what follows …/id/document/"]
FileName = Annotated[str | None, Query(max_length=400)]


@area.get("/doc", include_in_schema=False)
def of_file(request: Request, state: StateNow, file: Annotated[str, Query(max_length=400)]) -> Response:
    """The document that a file holds; where several files are called so, all of them to choose from."""
    wanted = file.lower()
    found = {document for name, document in known_names.of_files(state.store, wanted) if name == wanted}
    if len(found) == 1:
        where = with_parameters(address(found.pop()), {"file": file})
        return RedirectResponse(where, 302)
    if not found:
        raise NotThere(
            f"Kho không có tệp “{file}”. Tìm theo số hoặc tên văn bản ở ô tìm kiếm.",
            f"The store has no file “{file}”. Search for the number or the name of the document.",
        )
    named = sorted(cards(state, found).values(), key=lambda card: card.name)
    return page(request, "document_choice.html", file=file, found=named)


@area.get("/doc/{path:path}/relations", include_in_schema=False)
def relations(
    request: Request,
    state: StateNow,
    path: Path,
    direction: Annotated[str, Query(pattern="^(in|out)$")] = "in",
    relation: Annotated[str | None, Query(max_length=40, pattern="^[A-Za-z]*$")] = None,
    page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> Response:
    """All documents in relation with one, fifty at a time."""
    card = _card(state, path)
    found = listed(state, card.iri, outgoing=direction == "out", relation=relation or None, page=page_)
    return page(
        request, "document_relations.html", card=card, found=found, direction=direction, relation=relation or None,
        term=VB.terms.get,
    )  # fmt: skip


@area.get("/doc/{path:path}/said/{name}", include_in_schema=False)
def said(
    request: Request,
    state: StateNow,
    path: Path,
    name: Annotated[str, PathParameter(pattern="^statement-[0-9a-f-]{1,80}$")],
) -> Response:
    """One statement of a document, where its page does not list them all."""
    card = _card(state, path)
    found = said_in(state, card.iri, f"{iri.BASE}{name.replace('-', '/', 1)}")
    if found is None:
        raise NotThere("Văn bản không có điều này.", "The document says no such thing.")
    return page(request, "document_said.html", card=card, said=found[0], cards=found[1], name=name)


@area.get("/doc/{path:path}/lineage", include_in_schema=False)
def lineage(path: Path) -> Response:
    """The picture of its lineage."""
    return RedirectResponse(with_parameters("/lineage", {"ref": f"{iri.BASE}document/{path}"}), 302)


@area.get("/doc/{path:path}", include_in_schema=False)
def show(request: Request, state: StateNow, path: Path, file: FileName = None) -> Response:
    """The page of a document, held or only cited."""
    shown = view(state, held(request).address, _card(state, path), file)
    return page(
        request, "document.html", doc=shown, card=shown.card, cards=shown.cards, names=NAMES, term=VB.terms.get,
        entry=entry, field_entry=field_entry, written=written_date, marks_of_ours=OURS, drawn=drawn,
    )  # fmt: skip


def _card(state: StateNow, path: str) -> Card:
    """The card of the document with this path; NotThere where nothing is said of it."""
    name = f"{iri.BASE}document/{path}"
    card = cards(state, [name])[name] if _is_path(path) else None
    if card is None or not (card.held or card.kind or card.number or card.resolved or card.titles or _is_named(card)):
        raise NotThere(
            "Kho không có văn bản nào ở địa chỉ này. Tìm theo số, trích yếu hoặc cơ quan ở ô tìm kiếm đầu trang.",
            "The store has no document at this address. Search for its number, title or issuer at the top of the page.",
        )
    return card


def _is_path(path: str) -> bool:
    """Whether it can be the path of a document: letters a to z, digits, hyphens and slashes."""
    return bool(path) and len(path) < 400 and all(c.isascii() and (c.isalnum() or c in "-/_.") for c in path)


def _is_named(card: Card) -> bool:
    return card.label != card.iri.rsplit("/", 1)[-1]
