"""The contradictions of the store for pages and programs: found once for each state, their words read when shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from queries import conflicts, known_conflicts
from queries.conflicts import Conflict, Found
from viz.web.held import State


def every(state: State) -> Sequence[Found]:
    """All of them, without their words."""
    return state.derived("every", known_conflicts.found)


def by_document(state: State) -> Mapping[str, Sequence[Found]]:
    """Those in which each document (or index) takes part."""
    return state.derived("by document", lambda _: _by_document(every(state)))


def told(state: State, some: Sequence[Found]) -> list[Conflict]:
    """These with the words of both sides."""

    def find(those: list[Found]) -> dict[Found, Conflict]:
        return dict(zip(those, conflicts.told(state.store, those), strict=True))

    known = state.remembered("contradictions", some, find)
    return [known[each] for each in some]


def concerning(state: State, documents: Iterable[str]) -> list[Conflict]:
    """Those in which one of these documents takes part, with their words."""
    parts = by_document(state)
    return told(state, list(dict.fromkeys(each for name in sorted(documents) for each in parts.get(name, ()))))


def _by_document(some: Iterable[Found]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for each in some:
        for about in dict.fromkeys((each.one, each.other)):
            found.setdefault(about, []).append(each)
    return found
