"""Tasks by their deadlines alone, of which there may be very many; the words are read of those that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from queries import catalog
from queries.periods import period
from queries.results import Row, text
from queries.stores.protocols import Iri, Store
from queries.tasks import ROLES, Assignment, assignments, last_day

_AT_ONCE = 500  # tasks whose words are read by one question


@dataclass(frozen=True, slots=True)
class Due:
    """A task and when it is due; `end`: of the time that is named, `last_day`: the last there is (before it, maybe)."""

    task: str
    document: str
    as_written: str | None
    last_day: str | None
    end: str | None


def every(store: Store) -> tuple[Due, ...]:
    """All tasks by deadline, those without one last."""
    return _in_order(catalog.rows(store, "deadlines"))


def listed(
    store: Store, *, agencies: Iterable[str] | None = None, role: str | None = None, document: str | None = None
) -> tuple[Due, ...]:
    """The tasks of agencies, a role ("lead", "coordinate"), a document, in that order."""
    rows = catalog.rows(
        store,
        "deadlines_of",
        agency=None if agencies is None else [Iri(agency) for agency in agencies],
        role=None if role is None else Iri(ROLES[role]),
        document=None if document is None else Iri(document),
    )
    return _in_order(rows)


def of_index(store: Store, index: str) -> tuple[Due, ...]:
    """The tasks whose sentence speaks of an index, by deadline."""
    return _in_order(catalog.rows(store, "tasks_of_index", index=Iri(index)))


def read(store: Store, tasks: Iterable[Due]) -> Iterator[Assignment]:
    """What these tasks say, in their order."""
    rest = iter(tasks)
    while some := list(islice(rest, _AT_ONCE)):
        rows = catalog.rows(store, "told_tasks", task=[Iri(each.task) for each in some])
        found = {each.task: each for each in assignments(rows)}
        yield from (found[each.task] for each in some if each.task in found)


def _in_order(rows: Iterable[Row]) -> tuple[Due, ...]:
    return tuple(sorted(_of_rows(rows), key=_order))


def _of_rows(rows: Iterable[Row]) -> Iterator[Due]:
    """One for each task; what is said of many of them is kept once."""
    seen: set[str] = set()
    known: dict[Sequence[str | None], tuple[str | None, str | None, str | None]] = {}
    documents: dict[str, str] = {}
    for row in rows:
        task, document = str(row["task"]), str(row["document"])
        if task in seen:
            continue
        seen.add(task)
        said = (text(row["deadline"]), text(row["deadline_text"]))
        if said not in known:
            known[said] = (said[1], last_day(*said), period(said[0]).last if said[0] else None)
        yield Due(task, documents.setdefault(document, document), *known[said])


def _order(due: Due) -> tuple[bool, str, bool, str, int]:
    """By the last day; of those without one first those of which anything is said; then as they stand in the text."""
    place = due.task.rpartition("-")[2]
    return (
        due.last_day is None, due.last_day or "", due.last_day is None and not due.as_written, due.document,
        int(place) if place.isdigit() else 0,
    )  # fmt: skip
