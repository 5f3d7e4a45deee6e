"""Bodies, groups, places and changes of Vietnamese public administration, as the data file lists them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from ontology import data_files
from ontology.folding import folded

PROVINCE, CITY = "tỉnh", "thành phố"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body of the whole country; `since` the first day it existed, `until` the first day it no longer did."""

    name: str
    en: str
    kind: str  # state | party | ministry | agency | mass
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalBody:
    """A kind of body that every place of a level has; the place itself comes from the text.

    `level`: the name is followed by tỉnh, huyện, xã …; `place`: its canonical name keeps the place;
    `common`: without the word for the level it is a common noun, or the name of another body.
    """

    name: str
    en: str
    kind: str  # authority | party | department | office
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    level: bool = False
    place: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Agencies addressed together, also called `aliases`; members by name, or by kind of body, where known.

    `national`: the same agencies wherever the document comes from.
    """

    name: str
    en: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    national: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A province or city under the central government during one period; `since` None: period not known."""

    id: str
    name: str
    type: str  # tỉnh | thành phố
    since: date | None
    until: date | None = None
    merged_into: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """ "tỉnh Quảng Trị"."""
        return f"{self.type} {self.name}"

    @property
    def english(self) -> str:
        return f"{self.name} {'Province' if self.type == PROVINCE else 'City'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From `date` on, `after` does what `before` did; in one place, or everywhere."""

    date: date
    before: str
    after: str
    place: str | None
    source: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Registry:
    bodies: tuple[Body, ...]
    local_bodies: tuple[LocalBody, ...]
    groups: tuple[Group, ...]
    places: tuple[Place, ...]
    changes: tuple[Change, ...]
    tax_offices: dict[str, str]  # code in document numbers -> province

    @property
    def all_bodies(self) -> tuple[Body | LocalBody, ...]:
        """Those of the whole country before the local ones."""
        bodies: list[Body | LocalBody] = [*self.bodies, *self.local_bodies]
        return tuple(bodies)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(data_files.text("ontology", "agencies.toml"))


@cache
def language() -> dict[str, list[str]]:
    """The words that names of agencies are made of, by what they do in them."""
    words: dict[str, list[str]] = _data()["language"]
    return words


@cache
def registry() -> Registry:
    """All that the data file knows of bodies, groups, places and changes."""
    data = _data()
    return Registry(
        bodies=tuple(Body(**_entry(b), kind=part["kind"]) for part in data["central"] for b in part["bodies"]),
        local_bodies=tuple(
            LocalBody(**_entry(b), kind=part["kind"], level=part.get("level", False), place=part.get("place", False))
            for part in data["local"]
            for b in part["bodies"]
        ),
        groups=tuple(Group(**_entry(group)) for group in data["group"]),
        places=tuple(
            replace(unit, aliases=tuple(data["place_aliases"].get(unit.name, ())))
            for unit in _places(data["established"], data["merged"])
        ),
        changes=tuple(
            Change(
                date=entry["date"], before=before, after=after,
                place=entry.get("place"), source=entry["source"], note=entry.get("note"),
            )
            for entry in data["change"]
            for before, after in entry["pairs"]
        ),
        tax_offices=data["tax_offices"],
    )  # fmt: skip


def _entry(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}


def _unit(label: str, since: date) -> Place:
    kind = CITY if label.startswith(CITY) else PROVINCE
    name = label.removeprefix(kind).strip()
    return Place(id=f"{slug(name)}-{since.year}", name=name, type=kind, since=since)


def _places(established: dict[str, list[str]], merged: dict[str, dict[str, list[str]]]) -> tuple[Place, ...]:
    """Units in the order of their beginning; a merger ends its members and begins a unit of its own."""
    units = [_unit(label, date.fromisoformat(day)) for day, labels in established.items() for label in labels]
    for day, mergers in merged.items():
        when = date.fromisoformat(day)
        for label, members in mergers.items():
            units = _merge(units, _unit(label, when), members, when)
    return tuple(units)


def _merge(units: list[Place], new: Place, members: list[str], when: date) -> list[Place]:
    standing = next((u for u in units if u.name == new.name and u.until is None), None)
    if standing is not None and standing.name not in members:  # it only took others in
        new = standing
    ended = [replace(u, until=when, merged_into=new.id) if u.name in members and u.until is None else u for u in units]
    return ended if new is standing else [*ended, new]


@lru_cache(maxsize=1 << 14)
def slug(text: str) -> str:
    """Letters and figures without diacritics, joined by hyphens."""
    bare = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded(text))
    return "-".join(bare.split())
