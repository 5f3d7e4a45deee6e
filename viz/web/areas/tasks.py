"""The board of tasks: who must do what by when, as of a day; and the same as a calendar and a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from ontology import iri
from ontology.errors import UsageError
from ontology.vocabulary import indices
from queries import documents
from queries.references import SeveralDocuments
from queries.tasks import Assignment
from viz.calendar import calendar
from viz.web.failing import status_of
from viz.web.held import State, StateNow
from viz.web.pages import page
from viz.web.sheets import attached, csv_file, joined
from viz.web.task_board import AT_ONCE, GROUPS, MOST_TAKEN, Board, Wanted, told

area = APIRouter()
COLUMNS = (
    "deadline", "deadline_text", "last_day", "description", "lead", "coordinate", "deliverable", "document", "section",
    "confidence", "sentence", "file", "start", "end",
)  # fmt: skip

Asked = Annotated[Wanted, Depends()]


@area.get("/tasks", include_in_schema=False)
def tasks(request: Request, state: StateNow, wanted: Asked) -> Response:
    """A page of the tasks; what cannot be answered is told above the form."""
    try:
        board, on = Board.of(state, wanted), wanted.on
    except UsageError as error:
        return _trouble(request, wanted, error)
    every = board.shown(wanted)
    pages = max(1, -(-len(every) // AT_ONCE))
    number = min(wanted.page, pages)
    due = every[(number - 1) * AT_ONCE : number * AT_ONCE]
    shown, cards = told(state.store, due)
    most = board.documents
    named = [wanted.document] if wanted.document.startswith(iri.BASE) else []
    cards |= documents.cards(state.store, [*named, *(document for document, _ in most)])
    return page(
        request, "tasks.html", board=board, wanted=wanted, trouble=None, meant=(), on=on, groups=GROUPS, tasks=shown,
        group_of={each.task: board.group(each) for each in due}, cards=cards, most=most, count=len(every),
        number=number, pages=pages, indices_known=indices(), first=(number - 1) * AT_ONCE + 1, most_taken=MOST_TAKEN,
    )  # fmt: skip


def _trouble(request: Request, wanted: Wanted, error: UsageError) -> Response:
    """The page with what is wrong with the question; documents to choose from where it fits several."""
    several = error.found if isinstance(error, SeveralDocuments) else ()
    said = {"vi": error.message_vi.partition("\n")[0], "en": error.message_en.partition("\n")[0]}
    return page(
        request, "tasks.html", status=200 if several else status_of(error)[0], board=None, wanted=wanted, trouble=said,
        meant=several[:20], indices_known=indices(),
    )  # fmt: skip


@area.get("/tasks.csv", include_in_schema=False)
def as_csv(state: StateNow, wanted: Asked) -> Response:
    """The same tasks as a spreadsheet."""
    found, cards = _taken(state, wanted)
    return csv_file("nhiem-vu.csv", COLUMNS, (_row(task, cards[task.document].name) for task in found))


@area.get("/tasks.ics", include_in_schema=False)
def as_calendar(state: StateNow, wanted: Asked) -> Response:
    """The same tasks, as far as they have a deadline, as a calendar."""
    return attached(calendar(*_taken(state, wanted)), "nhiem-vu.ics", "text/calendar; charset=utf-8")


def _taken(state: State, wanted: Wanted) -> tuple[list[Assignment], dict[str, documents.Card]]:
    return told(state.store, Board.of(state, wanted).shown(wanted)[:MOST_TAKEN])


def _row(task: Assignment, document: str) -> Sequence[object]:
    words = task.quotation
    place = (words.sentence, words.file, words.start, words.end) if words else (None,) * 4
    return (
        task.deadline, task.deadline_text, task.last_day, task.description, joined(task.lead),
        joined(task.coordinate), task.deliverable, document, task.section, task.confidence, *place,
    )  # fmt: skip
