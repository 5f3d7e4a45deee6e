"""Who must do what by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ontology.folding import folded
from ontology.namespaces import VB
from queries import catalog
from queries.periods import Period, period
from queries.results import Quotation, Row, text
from queries.stores.protocols import Iri, Store, Value

ROLES = {"lead": VB.leadAgency, "coordinate": VB.coordinatingAgency}

_WITHIN = timedelta(days=366)  # a deadline "before" a stretch of time lies up to a year before its end


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A task as a document assigns it. `deadline` is "2023-11-30", "2023-12", "2023-Q1" or "2023"."""

    task: str
    document: str
    section: str | None
    description: str
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    deadline: str | None
    deadline_text: str | None
    deliverable: str | None
    confidence: float | None
    quotation: Quotation | None

    @property
    def last_day(self) -> str | None:
        """The last day there is for it: of "trước quý IV/2023" the last of September."""
        return last_day(self.deadline, self.deadline_text)


def last_day(deadline: str | None, as_written: str | None) -> str | None:
    """The last day there is before a deadline, as a document has it."""
    if deadline is None:
        return None
    whole = period(deadline)
    if whole.first == whole.last or "truoc" not in folded(as_written or "").split():
        return whole.last
    return period(f"trước {deadline}").last


def tasks(
    store: Store,
    *,
    agencies: Iterable[Iri] | None = None,
    role: str | None = None,
    document: str | None = None,
    due: Period | None = None,
    words: str = "",
) -> tuple[Assignment, ...]:
    """Tasks by agency, role ("lead", "coordinate"), document, period and words; those without a deadline last."""
    given: dict[str, Value | list[Iri] | None] = {
        "agency": None if agencies is None else list(agencies),
        "role": None if role is None else Iri(ROLES[role]),
        "document": None if document is None else Iri(document),
    }
    if due is None or agencies is not None or document is not None:  # few tasks, whose deadlines are looked at here
        rows = catalog.rows(store, "tasks", **given)
    else:
        until = due.last and str(date.fromisoformat(due.last) + _WITHIN)
        rows = catalog.rows(store, "tasks_due", due_from=due.first, due_until=until, **given)
    chosen = (task for task in assignments(rows) if speaks_of(task, words) and (due is None or _is_due(task, due)))
    return tuple(sorted(chosen, key=_order))


def assignments(rows: Iterable[Row]) -> list[Assignment]:
    """The tasks of an answer, each of which stands in several rows, one for an agency."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["task"]), []).append(row)
    return [_assignment(each) for each in found.values()]


def _assignment(rows: Sequence[Row]) -> Assignment:
    """A task from its rows, one for each agency."""
    row = rows[0]
    return Assignment(
        task=str(row["task"]),
        document=str(row["document"]),
        section=text(row["section"]),
        description=str(row["description"]),
        lead=_names(rows, VB.leadAgency),
        coordinate=_names(rows, VB.coordinatingAgency),
        deadline=text(row["deadline"]),
        deadline_text=text(row["deadline_text"]),
        deliverable=text(row["deliverable"]),
        confidence=float(row["confidence"] or 0),
        quotation=Quotation.of(row),
    )


def _is_due(task: Assignment, due: Period) -> bool:
    """Whether its last day, or the end of the time it names, lies in the period."""
    return task.deadline is not None and lies_in(due, task.last_day, period(task.deadline).last)


def lies_in(due: Period, *days: str | None) -> bool:
    """Whether one of these days lies in the period."""
    return any((due.first or "") <= day <= (due.last or "9999") for day in days if day)


def _names(rows: Iterable[Row], role: str) -> tuple[str, ...]:
    return tuple(sorted({str(row["acting_name"]) for row in rows if row["as"] == role}))


def speaks_of(task: Assignment, words: str) -> bool:
    """Whether the task's own words hold all of these, diacritics or not."""
    said = folded(" ".join(filter(None, (task.description, task.deliverable, task.deadline_text))))
    return all(word in said for word in folded(words).split())


def _order(task: Assignment) -> tuple[bool, str, str, int]:
    """By the last day there is for it: the first quarter lies before April."""
    start = task.quotation.start if task.quotation else 0
    return task.deadline is None, task.last_day or "", task.document, start
