"""Which column a document stands in: bands of years, the older to the left, bases left of what rests on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Link = tuple[str, str]  # (the newer document, its basis)
ROOMY = 7  # so many documents fill a band; sparser years share one
TALL = 16  # rows of a column at most
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of years with its columns, oldest first; `years` is empty where the date is unknown."""

    years: tuple[int, ...]
    columns: tuple[tuple[str, ...], ...]


def year_of(date: str | None) -> int | None:
    """The year of an ISO date of any precision."""
    found = _YEAR.match(date or "")
    return int(found.group()) if found else None


def assumed_years(years: Mapping[str, int | None], links: Sequence[Link]) -> dict[str, int | None]:
    """Years for drawing: an undated document stands by the newest of its bases, else by the oldest that cites it."""
    known = dict(years)
    bases: dict[str, list[str]] = defaultdict(list)
    citing: dict[str, list[str]] = defaultdict(list)
    for newer, basis in links:
        bases[newer].append(basis)
        citing[basis].append(newer)
    for _ in known:
        found = _dated(known, bases, max) or _dated(known, citing, min)
        if not found:
            break
        known.update(found)
    return known


def _dated(
    known: Mapping[str, int | None], beside: Mapping[str, Sequence[str]], pick: Callable[[list[int]], int]
) -> dict[str, int | None]:
    """The year that each undated document takes from its dated neighbours."""
    found: dict[str, int | None] = {}
    for document in (name for name, year in known.items() if year is None):
        dated = [year for other in beside[document] if (year := known.get(other)) is not None]
        if dated:
            found[document] = pick(dated)
    return found


def bands(years: Mapping[str, int | None], links: Sequence[Link]) -> list[Band]:
    """The documents in bands and columns, left to right; those of unknown date come first."""
    by_year: dict[int | None, list[str]] = defaultdict(list)
    for document, year in years.items():
        by_year[year].append(document)
    groups = _shared([(year, by_year[year]) for year in sorted(y for y in by_year if y is not None)], links)
    undated = by_year.get(None)
    if undated:
        groups.insert(0, ((), undated))
    return [Band(when, tuple(_columns(members, links))) for when, members in groups]


def _shared(
    by_year: Sequence[tuple[int | None, list[str]]], links: Sequence[Link]
) -> list[tuple[tuple[int, ...], list[str]]]:
    """Neighbouring sparse years put together, as long as none rests on another of the same band."""
    groups: list[tuple[tuple[int, ...], list[str]]] = []
    for year, members in by_year:
        assert year is not None
        if groups:
            years, others = groups[-1]
            if len(others) + len(members) <= ROOMY and not _linked(others, members, links):
                groups[-1] = ((*years, year), [*others, *members])
                continue
        groups.append(((year,), list(members)))
    return groups


def _linked(some: Iterable[str], others: Iterable[str], links: Iterable[Link]) -> bool:
    left, right = set(some), set(others)
    return any((a in left and b in right) or (a in right and b in left) for a, b in links)


def _columns(members: Sequence[str], links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Longest way first: a document stands right of all of its bases in the band; tall columns are split."""
    inside = set(members)
    bases: dict[str, list[str]] = {member: [] for member in members}
    for newer, basis in links:
        if newer in inside and basis in inside and newer != basis:
            bases[newer].append(basis)
    rank = _depths(bases)
    columns: dict[int, list[str]] = defaultdict(list)
    for member in members:
        columns[rank[member]].append(member)
    return [tuple(part) for depth in sorted(columns) for part in _evenly(columns[depth])]


def _depths(bases: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many steps of bases lie under each document; a step that closes a circle is left out."""
    depth: dict[str, int] = {}
    for start in bases:
        stack, open_ = [start], set[Hashable]()
        while stack:
            top = stack[-1]
            if top in depth:
                stack.pop()
                continue
            open_.add(top)
            waiting = [basis for basis in bases[top] if basis not in depth and basis not in open_]
            if waiting:
                stack.append(waiting[0])
                continue
            depth[top] = 1 + max((depth[basis] for basis in bases[top] if basis in depth), default=-1)
            stack.pop()
    return depth


def _evenly(column: Sequence[str]) -> list[Sequence[str]]:
    parts = -(-len(column) // TALL)
    size = -(-len(column) // parts)
    return [column[at : at + size] for at in range(0, len(column), size)]
