"""Who answers for which index, in which role, and who that is at a later date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ontology.authority import Change, look_up, registry
from ontology.iri import BASE
from ontology.namespaces import VB
from ontology.vocabulary import indices
from queries import catalog
from queries.results import Quotation, Row, text
from queries.stores.protocols import Iri, Store

# The roles that make an owner; to speak of an index in public does not.
OWNING = (VB.Raise, VB.Plan, VB.Assess)
ROLES = (*OWNING, VB.Communicate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """An agency's role for an index, as a document assigns it; agency, index, role, document are IRIs.

    `place` is the identifier of the agency's province and period ("quang-tri-1989").
    """

    agency: str
    agency_name: str
    group: bool  # several agencies addressed together
    place: str | None
    index: str
    role: str
    document: str
    inferred: bool
    because: str | None
    confidence: float | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """The answer for one index: `owning` is empty where no document names an owner."""

    index: str
    owning: tuple[Duty, ...]
    communicating: tuple[Duty, ...]

    @property
    def all(self) -> tuple[Duty, ...]:
        return self.owning + self.communicating


def everyone(store: Store) -> tuple[Owners, ...]:
    """The answer for every index of the register, in its order, also for those of which no document speaks."""
    found = _duties(catalog.rows(store, "ownership"))
    return tuple(_owners(f"{BASE}index/{each.slug}", found) for each in indices())


def owners(store: Store, index: str) -> Owners:
    """Who raises, plans, assesses and communicates an index."""
    return _owners(index, _duties(catalog.rows(store, "owners", index=Iri(index))))


def _owners(index: str, found: Iterable[Duty]) -> Owners:
    about = [duty for duty in found if duty.index == index]
    return Owners(
        index=index,
        owning=tuple(duty for duty in about if duty.role in OWNING),
        communicating=tuple(duty for duty in about if duty.role not in OWNING),
    )


def duties(store: Store, agencies: Iterable[str]) -> tuple[Duty, ...]:
    """All that agencies answer for."""
    return _duties(catalog.rows(store, "duties", agency=[Iri(agency) for agency in agencies]))


def _duties(rows: Iterable[Row]) -> tuple[Duty, ...]:
    found: dict[str, Duty] = {}
    for row in rows:
        found.setdefault(str(row["responsibility"]), _duty(row))
    return tuple(sorted(found.values(), key=_order))


def _order(duty: Duty) -> tuple[str, int, bool, str]:
    """By index and role, single agencies before groups."""
    return duty.index, ROLES.index(duty.role), duty.group, duty.agency_name


def _duty(row: Row) -> Duty:
    quotation = Quotation.of(row)
    place = text(row["place"])
    confidence = row["confidence"]
    return Duty(
        agency=str(row["agency"]),
        agency_name=text(row["agency_name"]) or str(row["agency"]).rsplit("/", 1)[-1],
        group=bool(row["group"]),
        place=place and place.rsplit("/", 1)[-1],
        index=str(row["index"]),
        role=str(row["role"]),
        document=str(row["document"]),
        inferred=row["status"] == VB.Inferred,
        because=text(row["because"]),
        confidence=None if confidence is None else float(confidence),
        quotations=(quotation,) if quotation else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An agency's work went to `after` on that day, as the registry has it: an inference about any one duty."""

    day: date
    before: str
    after: str
    source: str


def successions(duty: Duty, on: date) -> tuple[Succession, ...]:
    """The changes that lead from the agency a document names to the one that does its work on that day."""
    name, found = duty.agency_name, []
    while (step := _change(name, on, duty.place)) is not None:
        after = step.after + name.removeprefix(step.before)
        found.append(Succession(day=step.date, before=name, after=after, source=step.source))
        name = after
    return tuple(found)


def _change(name: str, on: date, place: str | None) -> Change | None:
    """The first change of this agency up to that day; those of a place count there only."""
    fitting = (
        change
        for change in registry().changes
        if change.date <= on and change.place in (None, place) and _is(name, change.before)
    )
    return next(fitting, None)


def _is(name: str, body: str) -> bool:
    """Whether a name is that of the body, or of the body of some province: "Sở Nội vụ tỉnh Quảng Trị"."""
    return name == body or name.startswith((f"{body} tỉnh ", f"{body} thành phố "))


def merged(duty: Duty, on: date) -> tuple[date, str, str] | None:
    """The day, the old and the new name, where the agency's province was another one in law by then."""
    units = {unit.id: unit for unit in registry().places}
    was = units.get(duty.place or "")
    if was is None or was.until is None or was.until > on or was.merged_into is None:
        return None
    return was.until, was.label, units[was.merged_into].label


def ended(duty: Duty, on: date) -> date | None:
    """The day from which the agency no longer exists, where no change tells who carries on; None where it stands."""
    if successions(duty, on):
        return None
    known = look_up(duty.agency_name)
    return known.until if known and known.until and known.until <= on else None
