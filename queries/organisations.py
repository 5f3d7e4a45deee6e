"""One agency: what it is called, what the registry knows of it, what it issued and what it was charged with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.authority import Body, Change, Group, LocalBody, Place, full_name, look_up, registry
from ontology.iri import BASE
from queries.search import Index
from queries.search_hits import Hit

_PREFIX = f"{BASE}agency/"
_ISSUED = "FROM document WHERE issuer = ? AND means IS NULL"
_CHARGED = "FROM charged JOIN task ON task.id = charged.task WHERE charged.agency = ? AND charged.role = ?"
ROLES = {"lead": "leadAgency", "coordinate": "coordinatingAgency"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An agency by its names; `entry` is what the registry has under its name, `place` its province and period."""

    iri: str
    name: str
    called: tuple[str, ...]
    entry: Body | LocalBody | Group | None
    place: Place | None


def organisation(index: Index, iri: str) -> Organisation | None:
    """The agency of that name in the graph; None where no document and no registry speaks of it."""
    rows = index.rows("SELECT name, called FROM agency WHERE iri = ?", iri)
    if not rows:
        return None
    name, called = rows[0]
    place = _place(iri.removeprefix(_PREFIX))
    others = tuple(each for each in dict.fromkeys(called.split("\n")) if each != name)
    return Organisation(iri=iri, name=name, called=others, entry=_entry(name, place), place=place)


def _place(slug: str) -> Place | None:
    """The place whose identifier an agency's ends with: "so-noi-vu-quang-tri-1989"."""
    fitting = (place for place in registry().places if slug.endswith(f"-{place.id}"))
    return max(fitting, key=lambda place: len(place.id), default=None)


def _entry(name: str, place: Place | None) -> Body | LocalBody | Group | None:
    """What the registry has for a name that may bear its place: "Sở Nội vụ tỉnh Quảng Trị"."""
    found = look_up(name)
    if found is not None or place is None:
        return found
    known: list[LocalBody | Group] = [*registry().local_bodies, *registry().groups]
    fitting = (body for body in known if full_name(body, place) == name)
    return next(fitting, None) or look_up(name.removesuffix(f" {place.label}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change that concerns an agency: `other` came before it, or after it; `iri` of that one where it has one."""

    change: Change
    other: str
    iri: str | None


def before(index: Index, agency: Organisation) -> tuple[Step, ...]:
    """What went into the agency, as the registry has it."""
    return _once(_steps(index, agency, of="after"))


def after(index: Index, agency: Organisation) -> tuple[Step, ...]:
    """Where the agency's work went, as the registry has it."""
    return _once(_steps(index, agency, of="before"))


def _once(steps: Iterator[Step]) -> tuple[Step, ...]:
    """Each agency once: what holds for its place before what holds everywhere."""
    found = sorted(steps, key=lambda step: step.change.place is None)
    return tuple({step.other: step for step in reversed(found)}.values())[::-1]


def _steps(index: Index, agency: Organisation, of: str) -> Iterator[Step]:
    bare = agency.entry.name if agency.entry else agency.name
    for change in registry().changes:
        if getattr(change, of) != bare or change.place not in (None, agency.place and agency.place.id):
            continue
        other = change.before if of == "after" else change.after
        entry = look_up(other)
        name = (full_name(entry, agency.place) if entry else None) or other
        rows = index.rows("SELECT iri FROM agency WHERE name = ? ORDER BY id LIMIT 2", name)
        yield Step(change=change, other=name, iri=rows[0][0] if len(rows) == 1 else None)


def issued(index: Index, agency: str, most: int, start: int = 0) -> tuple[tuple[Hit, ...], int, int]:
    """Documents that it issued, the newest first, from `start` on; how many there are, and how many of them held."""
    text = f"SELECT id {_ISSUED} ORDER BY date IS NULL, date DESC, id LIMIT ? OFFSET ?"
    count, held = index.rows(f"SELECT count(*), count(*) FILTER (WHERE files > 0) {_ISSUED}", agency)[0]
    return index.hits("document", text, agency, most, start), count, held


def charged(index: Index, agency: str, role: str, most: int) -> tuple[tuple[Hit, ...], int]:
    """Tasks that it leads or coordinates ("lead", "coordinate"), those with a deadline first; how many there are."""
    text = f"SELECT task.id {_CHARGED} ORDER BY task.deadline IS NULL, task.deadline, task.id LIMIT ?"
    count = index.rows(f"SELECT count(*) {_CHARGED}", agency, ROLES[role])[0][0]
    return index.hits("task", text, agency, ROLES[role], most), count
