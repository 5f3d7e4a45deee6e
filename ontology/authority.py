"""Who acts: the registry of bodies, kinds of local bodies, groups and places, with their periods and changes.

Names are canonical Vietnamese ("Ủy ban nhân dân tỉnh Quảng Trị", "Sở Nội vụ tỉnh Quảng Trị", "Bộ Công an");
look-up does not count diacritics, letter case or white space. Local bodies and groups belong to a place,
and a place is told from another of the same name by the year it was established ("quang-tri-1989").
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ontology.document_number import DocumentNumber
from ontology.folding import folded

PROVINCE, CITY = "tỉnh", "thành phố"
_ASSEMBLED = (("Ủy ban nhân dân", "ubnd"), ("Hội đồng nhân dân", "hdnd"))


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
    """Agencies addressed together; members by name, or by the kind of body, where they are known."""

    name: str
    en: str
    kinds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
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


@cache
def registry() -> Registry:
    """Everything in the data file."""
    data = tomllib.loads(files("ontology").joinpath("data/agencies.toml").read_text("utf-8"))
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
    ended = [
        replace(u, until=when, merged_into=new.id) if u.name in members and u.until is None else u for u in units
    ]
    return ended if new is standing else [*ended, new]


def slug(text: str) -> str:
    """Letters and figures without diacritics, joined by hyphens."""
    bare = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded(text))
    return "-".join(bare.split())


def _key(text: str) -> str:
    return slug(text.replace("&", " và "))


@cache
def _by_name() -> dict[str, Body | LocalBody | Group]:
    """Names and aliases; a canonical name goes before an alias, a central body before a local one."""
    known = registry()
    entries: dict[str, Body | LocalBody | Group] = {}
    named: tuple[Body | LocalBody | Group, ...] = (*known.bodies, *known.local_bodies, *known.groups)
    for entry in named:
        entries.setdefault(_key(entry.name), entry)
    for body in (*known.bodies, *known.local_bodies):
        for alias in body.aliases:
            entries.setdefault(_key(alias), body)
    return entries


def look_up(name: str) -> Body | LocalBody | Group | None:
    """The entry with this name or alias; the name must be whole, without place."""
    return _by_name().get(_key(name))


@cache
def _by_symbol() -> dict[str, tuple[Body | LocalBody, ...]]:
    found: dict[str, tuple[Body | LocalBody, ...]] = {}
    for body in (*registry().bodies, *registry().local_bodies):
        for symbol in body.symbols:
            for key in {symbol, _symbol_key(symbol)}:
                found[key] = (*found.get(key, ()), body)
    return found


def _symbol_key(symbol: str) -> str:
    return slug(symbol).replace("-", "")


@cache
def _places_by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for unit in registry().places:
        for name in (unit.name, *unit.aliases):
            found[slug(name)] = (*found.get(slug(name), ()), unit)
    return found


def places(name: str) -> tuple[Place, ...]:
    """All periods of the province or city of this name, oldest first: "tỉnh Quảng Trị", "TP.HCM", "hue"."""
    key = slug(name)
    for prefix in ("tinh-", "thanh-pho-", "tp-"):
        if key.startswith(prefix):
            key = key.removeprefix(prefix)
    return _places_by_name().get(key, ())


def place(name: str, on: date | None = None) -> Place | None:
    """The province or city of this name on that day.

    Without a day, or on a day when it was none: the only one there is; where there are several, a place
    whose period is not known ("quang-tri").
    """
    found = places(name)
    if on is not None:
        standing = [p for p in found if (p.since is None or p.since <= on) and (p.until is None or on < p.until)]
        found = tuple(standing) or found
    if len(found) <= 1:
        return found[0] if found else None
    return replace(found[-1], id=slug(found[-1].name), since=None, until=None, merged_into=None)


def full_name(body: Body | LocalBody | Group, where: Place | None) -> str | None:
    """The name with its place: "Sở Nội vụ tỉnh Quảng Trị"; None for a local body without a place."""
    if isinstance(body, Body):
        return body.name
    if where is None:
        return None
    name = body.name
    if isinstance(body, LocalBody) and body.kind == "party":
        if where.type == CITY:
            name = name.replace("Tỉnh ủy", "Thành ủy").replace("Đảng bộ tỉnh", "Đảng bộ thành phố")
        return f"{name} {where.name}"
    return f"{name} {where.label}"


def issuer_of_symbol(number: DocumentNumber | str, where: Place | None = None) -> str | None:
    """The issuer that a number or symbol tells, with its place; several issuers joined by ", ".

    "76/NQ-CP" -> "Chính phủ"; "3647/QĐ-UBND" in Quảng Trị -> "Ủy ban nhân dân tỉnh Quảng Trị". None where
    the symbol is not known, where it needs a place and none is given, or where it fits several bodies.
    """
    parsed = DocumentNumber.find(number) if isinstance(number, str) else number
    symbols = parsed.agencies if parsed is not None else (str(number),)
    names = [_named_by(symbol, where) for symbol in symbols]
    found = [name for name in names if name is not None]
    return ", ".join(found) if found and len(found) == len(names) else None


def _named_by(symbol: str, where: Place | None) -> str | None:
    known = _by_symbol()
    candidates = known.get(symbol) or known.get(_symbol_key(symbol), ())  # TƯ is not TU
    names = {name for body in candidates if (name := full_name(body, where)) is not None}
    return names.pop() if len(names) == 1 else None


def _without_place(name: str) -> tuple[str, str | None]:
    """Splits a full name into the name before its place, and the place: ("Ủy ban nhân dân tỉnh", "Quảng Trị")."""
    words = name.split()
    for cut in range(max(1, len(words) - 5), len(words)):
        tail = " ".join(words[cut:])
        if tail[0].isupper() and places(tail):
            return " ".join(words[:cut]).rstrip(" -,"), tail
    return name, None


def agency_slug(name: str, where: Place | None, on: date | None = None, within: str | None = None) -> str:
    """What an agency's identifier is made of.

    Bodies of the whole country by name alone ("bo-cong-an"); the others with the place and its period
    ("so-noi-vu-quang-tri-1989"). The place in the name goes before `where`. `within` is the agency whose
    rooms and offices are meant where the name alone tells nothing ("Phòng Nội chính" of which office).
    """
    if isinstance(look_up(name), Body):
        return slug(name)
    stem, tail = _without_place(name)
    if tail is not None:
        where = place(tail, on)
    for level in (PROVINCE, CITY):
        bare = stem.removesuffix(f" {level}")
        entry = look_up(bare) if bare != stem else None
        if isinstance(entry, LocalBody) and not entry.level:
            stem = bare
    for words, short in _ASSEMBLED:
        stem = stem.replace(words, short)
    parts = [slug(stem), where.id if where else ""]
    if within is not None and look_up(stem) is None:
        parts = [slug(stem), agency_slug(within, where, on)]
    return "-".join(part for part in parts if part)


def successor(name: str, on: date, where: Place | None = None) -> str:
    """Who does on that day what the named agency did: follows the changes up to it; the same name where none."""
    while (step := _change(name, on, where)) is not None:
        name = step.after
    return name


def _change(name: str, on: date, where: Place | None) -> Change | None:
    for change in registry().changes:
        here = change.place is None or (where is not None and change.place in (where.id, slug(where.name)))
        if change.before == name and change.date <= on and here:
            return change
    return None


def english(name: str) -> str | None:
    """The English name of an agency by its canonical name, with its place; None where it is not known."""
    entry = look_up(name)
    if entry is not None:
        return entry.en
    stem, tail = _without_place(name)
    for candidate in (stem, stem.removesuffix(f" {PROVINCE}"), stem.removesuffix(f" {CITY}")):
        entry = look_up(candidate)
        if entry is not None:
            where = place(tail) if tail else None
            return f"{entry.en} of {where.english}" if where else entry.en
    return None


def with_place(name: str, named: str | None, where: Place | None) -> str:
    """A canonical name with its place written out: the place its words name, else the document's own.

    "Sở Nội vụ" -> "Sở Nội vụ tỉnh Quảng Trị", "Công an tỉnh" -> "Công an tỉnh Quảng Trị"; names that have
    no place of a province (ministries, districts, groups) stay as they are.
    """
    where = (place(named) if named else None) or where
    if where is None or _without_place(name)[1] is not None:
        return name
    entry = look_up(name)
    if isinstance(entry, LocalBody):
        return full_name(entry, where) or name
    if name.endswith((f" {PROVINCE}", f" {CITY}")):
        return f"{name} {where.name}" if name.endswith(f" {where.type}") else name
    return name
