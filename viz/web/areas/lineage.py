"""The lineage of a document as a picture: `/lineage`, and the same as files, `/lineage.svg` and `/lineage.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from queries import catalog
from queries.documents import Card, cards, written_date
from queries.results import Statement
from queries.stores.protocols import Store
from queries.walks import MAX_DOCUMENTS
from viz.tables import guarded
from viz.web.failing import NotThere
from viz.web.held import State, StateNow
from viz.web.lineage import found as lineage_found
from viz.web.lineage.asked import Asked, AskedNow
from viz.web.lineage.choice import LIMIT, MOST, Fold
from viz.web.lineage.found import Meant, View
from viz.web.lineage.looks import SAMPLES
from viz.web.lineage.picture import Picture
from viz.web.lineage.said import Said
from viz.web.lineage.svg import drawn
from viz.web.pages import Lang, page
from viz.web.proofs import Proofs
from viz.web.wording import Words

area = APIRouter()
_EXAMPLES = 5
_BOM = "\ufeff"  # by which Excel knows UTF-8
_COLUMNS = (
    "source", "relation", "target", "status", "confidence", "speaker", "source_provision", "provision", "quotation",
    "file", "start", "end", "because",
)  # fmt: skip


@area.get("/lineage", include_in_schema=False)
def show(request: Request, state: StateNow, asked: AskedNow, lang: Lang) -> Response:
    """The picture of one document's lineage; without one, a field to name it."""
    start, goal = (lineage_found.meant(state.store, text) for text in (asked.ref, asked.to))
    same = bool(start.card and goal.card and start.card.iri == goal.card.iri)
    if not start.card or (asked.to and not goal.card) or same:
        return _beginning(request, state, asked, start, goal, same)
    view, said = _view(request, state, asked, start.card, goal.card, lang)
    title = said.t("lineage.picture_of", name=start.card.name)
    picture = drawn(view.picture, said, _links(asked, view.picture), title)
    return page(
        request, "lineage.html", asked=asked, view=view, said=said, picture=picture, samples=SAMPLES, most=MOST,
        usual=LIMIT, picked_node=view.picture.node(asked.select), picked_edge=view.picture.edge(asked.select),
        read_at_most=MAX_DOCUMENTS,
    )  # fmt: skip


@area.get("/lineage.svg", include_in_schema=False)
def as_svg(request: Request, state: StateNow, asked: AskedNow, lang: Lang) -> Response:
    """The picture as a file that needs nothing else."""
    view, said = _named(request, state, asked, lang)
    picture = drawn(view.picture, said, title=said.t("lineage.picture_of", name=view.start.name))
    return _file(picture.text, "image/svg+xml", "svg")


@area.get("/lineage.csv", include_in_schema=False)
def as_csv(request: Request, state: StateNow, asked: AskedNow, lang: Lang) -> Response:
    """Every statement that the filters leave, folded or not, one a line for each quotation."""
    view, said = _named(request, state, asked, lang)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(said.t("lineage.column_" + name) for name in _COLUMNS)
    for step in view.chosen.listed:
        for statement in step.statements:
            writer.writerows([guarded(cell) for cell in row] for row in _rows(statement, said))
    return _file(_BOM + out.getvalue(), "text/csv; charset=utf-8", "csv")


def _rows(statement: Statement, said: Said) -> Iterator[list[str | int | float]]:
    known = said.t("lineage.inferred" if statement.inferred else "lineage.stated")
    begun: list[str | int | float] = [
        said.name(statement.subject), said.relation(statement.relation), said.name(statement.object), known,
        "" if statement.confidence is None else statement.confidence, said.name(statement.speaker),
        statement.source_provision or "", statement.provision or "",
    ]  # fmt: skip
    because = statement.because or ""
    for each in statement.quotations:
        yield [*begun, each.sentence, each.file, each.start, each.end, because]
    if not statement.quotations:
        yield [*begun, "", "", "", "", because]


def _file(text: str, media_type: str, suffix: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="can-cu.{suffix}"', "cache-control": "no-cache"}
    return Response(text.encode("utf-8"), media_type=media_type, headers=headers)


def _view(request: Request, state: State, asked: Asked, start: Card, goal: Card | None, lang: str) -> tuple[View, Said]:
    t, proofs = Words(lang), Proofs(request, lang)
    view = lineage_found.view(state, asked, start, goal, t, proofs.word)
    known = dict(view.found.cards)
    if view.between:
        known |= view.between.trace.cards
    return view, Said(t, proofs.word, known)


def _named(request: Request, state: State, asked: Asked, lang: str) -> tuple[View, Said]:
    """What a file shows; NotThere unless each reference means one document."""
    start, goal = (lineage_found.meant(state.store, text) for text in (asked.ref, asked.to))
    for each in (start, goal):
        if each.card is None and (each.text or each is start):
            raise NotThere(
                f"“{each.text}” không chỉ đúng một văn bản. Chọn văn bản ở trang /lineage trước.",
                f"“{each.text}” does not mean exactly one document. Choose it on the page /lineage first.",
            )
    assert start.card is not None
    return _view(request, state, asked, start.card, goal.card, lang)


def _links(asked: Asked, picture: Picture) -> dict[str, str]:
    """Where a click leads: a fold opens, anything else is told of."""
    folds: dict[str, Fold] = {node.key: node.fold for node in picture.nodes if node.fold}
    folds |= {edge.key: edge.fold for edge in picture.edges if edge.fold}
    keys = [*(node.key for node in picture.nodes), *(edge.key for edge in picture.edges)]
    return {key: asked.unfolding(folds[key].key) if key in folds else asked.address(select=key) for key in keys}


def _beginning(request: Request, state: State, asked: Asked, start: Meant, goal: Meant, same: bool) -> Response:
    missing = any(each.text and not each.card and not each.several for each in (start, goal))
    return page(
        request, "lineage_start.html", status=404 if missing else 200, asked=asked, start=start, goal=goal, same=same,
        examples=state.derived("lineage examples", _examples), date=written_date,
    )  # fmt: skip


def _examples(store: Store) -> tuple[Card, ...]:
    """Some documents that are held, and those that others speak of most."""
    held = dict.fromkeys(str(row["document"]) for row in catalog.rows(store, "of_file", beginning=""))
    cited = [str(row["document"]) for row in islice(catalog.rows(store, "missing"), _EXAMPLES)]
    return tuple(cards(store, [*islice(held, _EXAMPLES), *cited]).values())
