"""Who answers for which index: the matrix of indices and roles, and one index with all that is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from ontology.iri import BASE
from ontology.vocabulary import GovernanceIndex
from ontology.vocabulary import indices as known_indices
from queries import catalog, conflicts, deadlines, documents, parameters
from queries.responsibility import ROLES, Duty, Owners, everyone
from queries.results import Quotation, Row
from queries.stores.protocols import Iri, Store
from viz.web import days, failing
from viz.web.held import State, StateNow
from viz.web.holders import Holder, by_agency, differing, holder, now
from viz.web.pages import Lang, page
from viz.web.proofs import Proofs
from viz.web.sheets import csv_file
from viz.web.task_board import speaking_of
from viz.web.wording import Words

area = APIRouter()
SHOWN = 6  # agencies in a cell of the matrix; more stand on the index's own page
FIRST = 10  # tasks on an index's page; all of them stand on the board
MOST = 200  # agencies of one role on an index's page
INTERNAL = "cchc-noi-bo"  # no index of a province: named only where a document speaks of it
COLUMNS = (
    "index", "agency", "role", "as_of", "document", "status", "confidence", "because", "sentence", "file", "start",
    "end",
)  # fmt: skip

AsOf = Annotated[str | None, Query(max_length=40)]
Index = Annotated[str, Query(max_length=80)]


class Line:
    """One index in the matrix: the first of its holders by role and how many there are, its targets."""

    def __init__(self, index: GovernanceIndex, owners: Owners, targets: Sequence[Row], on: date | None) -> None:
        self.index, self.owners, self.targets, self._on = index, owners, targets, on
        by_role = {role: [duty for duty in owners.all if duty.role == role] for role in ROLES}
        self.differing = {role for role, duties in by_role.items() if differing(duties)}
        self._agencies = {role: by_agency(duties) for role, duties in by_role.items()}
        self.counts = {role: len(agencies) for role, agencies in self._agencies.items()}
        self.cells: dict[str, list[Holder]] = {}

    def show(self, most: int) -> None:
        """Look up what became of the first agencies of each role."""
        self.cells = {role: [holder(each, self._on) for each in those[:most]] for role, those in self._agencies.items()}


@area.get("/indices", include_in_schema=False)
def indices(request: Request, state: StateNow, as_of: AsOf = None, index: Index = "") -> Response:
    """The matrix, or one index with all that is said of it."""
    on = _on(as_of)
    lines = _lines(state, on, index)
    for line in lines:
        line.show(MOST if index else SHOWN)
    shown: dict[str, Any] = {
        "on": on,
        "as_of": _written(on),
        "roles": ROLES,
        "lines": lines,
        "known": known_indices(),
        "joined": _joined(lines),
    }
    if not index:
        return page(request, "indices.html", shown=SHOWN, cards=_cards(state.store, lines), **shown)
    return page(request, "index.html", line=lines[0], most=MOST, **_said(state, lines[0]), **shown)


@area.get("/indices.csv", include_in_schema=False)
def as_csv(request: Request, state: StateNow, lang: Lang, as_of: AsOf = None, index: Index = "") -> Response:
    """Every responsibility with its sentence; a row without an agency for an index that nobody is named for."""
    on = _on(as_of)
    lines = _lines(state, on, index)
    words, proofs = Words(lang), Proofs(request, lang)
    cards = documents.cards(state.store, {duty.document for line in lines for duty in line.owners.all})
    rows: list[Sequence[object]] = []
    for line in lines:
        if not line.owners.owning:
            rows.append((line.index.code, None, None, None, None, words("indices.nobody"), *[None] * 6))
        rows += [_row(duty, on, cards[duty.document].name, words, proofs.word(duty.role)) for duty in line.owners.all]
    return csv_file("chi-so.csv", COLUMNS, rows)


def _on(as_of: str | None) -> date | None:
    """Today unless a day was asked for; None where the names are wanted as written."""
    if as_of is None:
        return days.today()
    return days.day(as_of) if as_of.strip() else None


def _written(on: date | None) -> str:
    return str(on) if on else ""


def _lines(state: State, on: date | None, wanted: str) -> list[Line]:
    """The indices asked for; NotThere where no index is called so."""
    chosen = _index(wanted) if wanted else None
    every = {owners.index: owners for owners in state.derived("ownership", everyone)}
    targets = state.derived("targets of indices", _targets)
    known = [(each, every[_iri(each)]) for each in known_indices() if chosen in (None, _iri(each))]
    shown = [(each, owners) for each, owners in known if owners.all or each.slug != INTERNAL or chosen]
    return [Line(each, owners, targets.get(owners.index, ()), on) for each, owners in shown]


def _index(wanted: str) -> Iri:
    found = parameters.index(wanted)
    if found is None:
        raise failing.NotThere(f"Không có chỉ số “{wanted}”.", f"There is no index “{wanted}”.")
    return found


def _joined(lines: Iterable[Line]) -> list[tuple[date, str, str]]:
    """The provinces that are parts of others by the day asked for, each once."""
    found = (holder.joined for line in lines for cell in line.cells.values() for holder in cell)
    return sorted({each for each in found if each is not None})


def _iri(index: GovernanceIndex) -> str:
    return f"{BASE}index/{index.slug}"


def _targets(store: Store) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in catalog.rows(store, "targets", index=[Iri(_iri(each)) for each in known_indices()]):
        found.setdefault(str(row["of_index"]), []).append(row)
    return found


def _cards(store: Store, lines: Iterable[Line]) -> dict[str, documents.Card]:
    """The documents that the shown cells speak of."""
    shown: Iterable[Holder] = (each for line in lines for cell in line.cells.values() for each in cell)
    return documents.cards(store, {duty.document for each in shown for duty in each.duties})


def _said(state: State, line: Line) -> dict[str, Any]:
    """Targets and explanations of one index, and the indices that are explained with the same words."""
    store, index = state.store, line.owners.index
    explained = [row for row in catalog.rows(store, "definitions", index=Iri(index)) if row["definition"]]
    meanings = state.derived("one meaning", conflicts.one_meaning)
    alike = [each for each in meanings if index in (each.one.about, each.other.about)]
    due = speaking_of(state, index)
    tasks = list(deadlines.read(store, due[:FIRST]))
    spoken = {str(row["document"]) for row in (*line.targets, *explained)} | {task.document for task in tasks}
    return {
        "targets": [(row, Quotation.of(row)) for row in line.targets],
        "explained": [(row, Quotation.of(row)) for row in explained],
        "alike": alike,
        "tasks": tasks,
        "tasks_count": len(due),
        "index_name": parameters.index_name,
        "cards": _cards(store, [line]) | documents.cards(store, spoken),
    }


def _row(duty: Duty, on: date | None, document: str, words: Words, role: str) -> tuple[object, ...]:
    first = duty.quotations[0] if duty.quotations else None
    sentences = " … ".join(each.sentence for each in duty.quotations) or None
    return (
        parameters.index_name(duty.index), duty.agency_name, role, now(duty, on),
        document, words("indices.inferred" if duty.inferred else "indices.stated"), duty.confidence, duty.because,
        sentences, *((first.file, first.start, first.end) if first else (None, None, None)),
    )  # fmt: skip
