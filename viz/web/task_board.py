"""Which tasks a planner asked for, and how they fall into groups by their deadlines as of a day."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal

from fastapi import Query

from ontology.errors import UsageError
from queries import agencies, deadlines, documents, parameters, references
from queries.deadlines import Due
from queries.periods import Period, period
from queries.stores.protocols import Store
from queries.tasks import Assignment, lies_in, speaks_of
from viz.web import days
from viz.web.held import State

GROUPS = ("overdue", "soon", "later", "recurring", "none")
SOON = timedelta(days=30)
AT_ONCE = 50  # tasks of a page
MOST_READ = 2_000  # tasks in which words are looked for; of more the words are not read
MOST_TAKEN = 10_000  # tasks of a file to take away
_COUNTED = 20_000  # tasks of which the documents are counted
_DOCUMENTS = 8

Text = Annotated[str, Query(max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was asked for, as typed."""

    agency: Text = ""
    role: Literal["", "lead", "coordinate"] = ""
    due: Text = ""
    since: Annotated[str, Query(alias="from", max_length=40)] = ""
    until: Annotated[str, Query(alias="to", max_length=40)] = ""
    as_of: Annotated[str, Query(max_length=40)] = ""
    index: Text = ""
    document: Text = ""
    q: Text = ""
    group: Literal["", "overdue", "soon", "later", "recurring", "none"] = ""
    sort: Literal["", "latest", "document"] = ""
    view: Literal["", "table"] = ""
    page: Annotated[int, Query(ge=1, le=100_000)] = 1

    @property
    def on(self) -> date:
        """The day by which tasks are overdue."""
        return days.day(self.as_of) if self.as_of.strip() else days.today()

    @property
    def time(self) -> Period | None:
        """The days between which tasks are to be due; None for any, also for those without a deadline."""
        if self.due.strip():
            return period(self.due)
        first, last = self.since.strip(), self.until.strip()
        if not first and not last:
            return None
        return Period(period(first).first if first else None, period(last).last if last else None)

    def parameters(self, **changed: object) -> dict[str, object]:
        """The same question as parameters of an address, with these changed; what is empty is left out there."""
        given: dict[str, object] = {
            "agency": self.agency, "role": self.role, "due": self.due, "from": self.since, "to": self.until,
            "as_of": self.as_of, "index": self.index, "document": self.document, "q": self.q, "group": self.group,
            "sort": self.sort, "view": self.view,
        }  # fmt: skip
        return given | changed


class TooMany(UsageError):
    """Words are looked for in more tasks than are read for one page."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"Tìm từ trong {count} nhiệm vụ là quá nhiều. Chọn thêm cơ quan, văn bản hoặc thời hạn.",
            f"{count} tasks are too many to look for words in. Add an agency, a document or a time.",
        )


class RoleOfNobody(UsageError):
    """A role is asked for, and neither an agency nor a document in which it is held."""

    def __init__(self) -> None:
        super().__init__(
            "Vai chủ trì, phối hợp là của một cơ quan. Chọn thêm cơ quan hoặc văn bản.",
            "Leading and coordinating are roles of an agency. Add an agency or a document.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The tasks that were asked for, by deadline; `groups` cuts them by the day. `agencies`: who bears the name."""

    found: Sequence[Due]
    groups: Mapping[str, Sequence[Due]]
    agencies: Mapping[str, str]

    @classmethod
    def of(cls, state: State, wanted: Wanted) -> Board:
        """UsageError (a name that nobody bears, a time that is none, too many to read) tells what is wrong."""
        store = state.store
        named = _named(store, wanted.agency)
        found = _in_time(_narrowed(state, wanted, list(named)), wanted.time)
        if wanted.q.strip():
            found = _speaking(store, found, wanted.q)
        return cls(found=found, groups=_grouped(found, wanted.on), agencies=named)

    def shown(self, wanted: Wanted) -> Sequence[Due]:
        """The tasks of the group asked for, in the order asked for."""
        chosen = self.groups[wanted.group] if wanted.group else self.found
        if wanted.sort == "latest":
            dated = [each for each in chosen if each.last_day]
            return [*reversed(dated), *(each for each in chosen if not each.last_day)]
        if wanted.sort == "document":
            return sorted(chosen, key=lambda each: each.document)
        return chosen

    def group(self, due: Due) -> str:
        """The group that a task of these is in."""
        return next(name for name, those in self.groups.items() if _holds(those, due))

    @property
    def documents(self) -> list[tuple[str, int]]:
        """The documents that assign most of these tasks, with their numbers; none where there are very many tasks."""
        if len(self.found) > _COUNTED:
            return []
        return Counter(each.document for each in self.found).most_common(_DOCUMENTS)


def _named(store: Store, typed: str) -> dict[str, str]:
    """The agencies that a name or IRI means, with their names."""
    found = {str(iri): name for iri, name in agencies.find(store, typed).items()} if typed.strip() else {}
    return found | documents.names(store, found) if typed.startswith("http") else found


def speaking_of(state: State, index: str) -> Sequence[Due]:
    """The tasks whose sentence speaks of an index, by deadline."""
    return state.derived(("tasks of index", index), lambda store: deadlines.of_index(store, index))


def _narrowed(state: State, wanted: Wanted, named: list[str]) -> Sequence[Due]:
    """The tasks of the agency, role, document and index, in order."""
    store, of_index = state.store, None
    if wanted.index.strip():
        index = parameters.index(wanted.index)
        if index is None:
            raise UsageError(f"Không có chỉ số “{wanted.index}”.", f"There is no index “{wanted.index}”.")
        of_index = speaking_of(state, index)
    document = references.find(store, wanted.document).iri if wanted.document.strip() else None
    if not (named or document):
        if wanted.role:
            raise RoleOfNobody
        return state.derived("deadlines", deadlines.every) if of_index is None else of_index
    found = deadlines.listed(store, agencies=named or None, role=wanted.role or None, document=document)
    if of_index is None:
        return found
    about = {each.task for each in of_index}
    return [each for each in found if each.task in about]


def _in_time(found: Sequence[Due], time: Period | None) -> Sequence[Due]:
    if time is None:
        return found
    return [each for each in found if lies_in(time, each.last_day, each.end)]


def _speaking(store: Store, found: Sequence[Due], words: str) -> Sequence[Due]:
    """Those whose own words hold all of these."""
    if len(found) > MOST_READ:
        raise TooMany(len(found))
    speaking = {task.task for task in deadlines.read(store, found) if speaks_of(task, words)}
    return [each for each in found if each.task in speaking]


def _grouped(found: Sequence[Due], on: date) -> dict[str, Sequence[Due]]:
    """Cut where the days change: they come by deadline, those without a day last."""
    undated = bisect_left(found, True, key=lambda each: each.last_day is None)
    cuts = [bisect_left(found, str(day), 0, undated, key=lambda each: each.last_day or "") for day in _ends(on)]
    silent = bisect_left(found, True, undated, key=lambda each: not each.as_written)
    places = [0, *cuts, undated, silent, len(found)]
    return {name: found[first:last] for name, (first, last) in zip(GROUPS, pairwise(places), strict=True)}


def _ends(on: date) -> Iterator[date]:
    """The first day that is not overdue, and the first that is not soon."""
    yield on
    yield on + SOON + timedelta(days=1)


def _holds(those: Sequence[Due], due: Due) -> bool:
    """Whether a task lies between the first and the last of a group."""
    if not those:
        return False
    return _rank(those[0]) <= _rank(due) <= _rank(those[-1])


def _rank(due: Due) -> tuple[bool, str, bool]:
    return due.last_day is None, due.last_day or "", due.last_day is None and not due.as_written


def told(store: Store, some: Sequence[Due]) -> tuple[list[Assignment], dict[str, documents.Card]]:
    """What these tasks say, and their documents."""
    tasks = list(deadlines.read(store, some))
    return tasks, documents.cards(store, {task.document for task in tasks})
