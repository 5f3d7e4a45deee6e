"""Who acts: the registry of bodies, kinds of local bodies, groups and places, with their periods and changes.

Names are canonical Vietnamese ("Ủy ban nhân dân tỉnh Quảng Trị", "Sở Nội vụ tỉnh Quảng Trị", "Bộ Công an");
look-up does not count diacritics, letter case or white space. Local bodies and groups belong to a place,
and a place is told from another of the same name by the year it was established ("quang-tri-1989").
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from ontology.bodies import (
    CITY,
    PROVINCE,
    Body,
    Change,
    Group,
    LocalBody,
    Place,
    Registry,
    registry,
    slug,
)
from ontology.document_number import DocumentNumber

__all__ = [
    "Body",
    "Change",
    "Group",
    "LocalBody",
    "Place",
    "Registry",
    "agency_slug",
    "english",
    "full_name",
    "issuer_of_symbol",
    "look_up",
    "members",
    "place",
    "places",
    "registry",
    "slug",
    "successor",
    "with_place",
    "without_home",
]  # fmt: skip

_OF_THE_COUNTRY = ("Việt Nam", "Trung ương")
_ASSEMBLED = (("Ủy ban nhân dân", "ubnd"), ("Hội đồng nhân dân", "hdnd"))


def _key(text: str) -> str:
    return slug(text.replace("&", " và "))


@cache
def _by_name() -> dict[str, Body | LocalBody | Group]:
    """Names and aliases; a canonical name goes before an alias, a central body before a local one."""
    known = registry()
    entries: dict[str, Body | LocalBody | Group] = {}
    for body in known.all_bodies:
        entries.setdefault(_key(body.name), body)
    for group in known.groups:
        entries.setdefault(_key(group.name), group)
    for entry in (*known.all_bodies, *known.groups):
        for alias in entry.aliases:
            entries.setdefault(_key(alias), entry)
    return entries


def look_up(name: str) -> Body | LocalBody | Group | None:
    """The entry with this name or alias; the name must be whole, without place."""
    return _by_name().get(_key(name))


@cache
def _by_symbol() -> dict[str, tuple[Body | LocalBody, ...]]:
    found: dict[str, tuple[Body | LocalBody, ...]] = {}
    for body in registry().all_bodies:
        for symbol in body.symbols:
            spelt = (symbol, f"So{symbol[1:]}") if body.kind == "department" else (symbol,)
            for key in {key for form in spelt for key in (form, _symbol_key(form))}:
                found[key] = (*found.get(key, ()), body)
    return found


def _symbol_key(symbol: str) -> str:
    return slug(symbol).replace("-", "")


@cache
def _places_by_name() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for unit in registry().places:
        for key in {slug(name) for name in (unit.name, *unit.aliases)}:
            found[key] = (*found.get(key, ()), unit)
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

    None where it was none yet; the last one where it was none any more. Without a day: the only one of its
    name, or, of several, a place whose period is not known ("quang-tri").
    """
    found = places(name)
    if on is not None:
        found = tuple(p for p in found if p.since is None or p.since <= on)[-1:]
    if len(found) <= 1:
        return found[0] if found else None
    return replace(found[-1], id=slug(found[-1].name), since=None, until=None, merged_into=None)


def members(group: Group) -> tuple[Body | LocalBody, ...]:
    """The bodies of a group that still exist, by their kinds or by name; none where the registry does not know."""
    named = [entry for entry in map(look_up, group.members) if isinstance(entry, Body | LocalBody)]
    bodies = registry().bodies if group.national else registry().local_bodies
    alike = [body for body in bodies if body.kind in group.kinds and body.until is None]
    return tuple(dict.fromkeys((*alike, *named)))


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


@lru_cache(maxsize=1 << 12)
def issuer_of_symbol(number: DocumentNumber | str, where: Place | None = None, on: date | None = None) -> str | None:
    """The issuer that a number or symbol tells, with its place; several issuers joined by ", ".

    "76/NQ-CP" -> "Chính phủ"; "3647/QĐ-UBND" in Quảng Trị -> "Ủy ban nhân dân tỉnh Quảng Trị". None where
    the symbol is not known, where it needs a place and none is given, or where it fits several bodies that
    existed `on` that day.
    """
    parsed = DocumentNumber.find(number) if isinstance(number, str) else number
    symbols = list(parsed.agencies) if parsed is not None else [str(number)]
    found: list[str] = []
    while symbols:
        first, *symbols = symbols
        name = _named_by(first, where, on)
        if name is None and symbols:  # a hyphen inside one symbol: "BGD-ĐT"
            name = _named_by(first + symbols.pop(0), where, on)
        if name is None:
            return None
        found.append(name)
    return ", ".join(found) or None


def _named_by(symbol: str, where: Place | None, on: date | None) -> str | None:
    known = _by_symbol()
    candidates = known.get(symbol) or known.get(_symbol_key(symbol), ())  # TƯ is not TU
    if on is not None and len(candidates) > 1:
        candidates = tuple(b for b in candidates if (b.since or on) <= on < (b.until or date.max))
    names = {name for body in candidates if (name := full_name(body, where)) is not None}
    if not candidates:
        return _tax_office(symbol)
    return names.pop() if len(names) == 1 else None


def _tax_office(symbol: str) -> str | None:
    """ "VLO" -> "Thuế tỉnh Vĩnh Long": the tax offices of 2025 sign with the code of their province."""
    name = registry().tax_offices.get(symbol)
    return f"Thuế {places(name)[-1].label}" if name is not None else None


def _without_place(name: str) -> tuple[str, str | None]:
    """Splits a full name into the name before its place, and the place: ("Ủy ban nhân dân tỉnh", "Quảng Trị")."""
    words = name.split()
    for cut in range(max(1, len(words) - 5), len(words)):
        tail = " ".join(words[cut:])
        if tail[0].isupper() and places(tail):
            return " ".join(words[:cut]).rstrip(" -,"), tail
    return name, None


def _national(name: str) -> bool:
    entry = look_up(name)
    if isinstance(entry, Group):
        return entry.national
    return isinstance(entry, Body) or (entry is None and name.endswith(_OF_THE_COUNTRY))


def agency_slug(name: str, where: Place | None, on: date | None = None, within: str | None = None) -> str:
    """What an agency's identifier is made of.

    Bodies of the whole country by name alone ("bo-cong-an"); the others with the place and its period
    ("so-noi-vu-quang-tri-1989"). The place in the name goes before `where`. `within` is the agency whose
    rooms and offices are meant where the name alone tells nothing ("Phòng Nội chính" of which office).
    """
    if _national(name):
        return slug(name)
    stem, tail = _without_place(name)
    named = place(tail, on) if tail is not None else None
    where, stem = (named, stem) if named is not None else (where, name)
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
    name, congress, ordinal = name.partition(" lần thứ ")
    return _placed(name, where) + congress + ordinal


def without_home(name: str, home: str) -> str:
    """The name without the document's own province, except where the name keeps its place: an authority, a paper.

    "Công an tỉnh Quảng Trị" -> "Công an tỉnh", "Sở Nội vụ tỉnh Quảng Trị" -> "Sở Nội vụ".
    """
    if name.startswith("Các "):  # "Các cơ quan, đơn vị đóng trên địa bàn thành phố Hà Nội"
        return name
    stem, tail = _without_place(name)
    level = next((word for word in (PROVINCE, CITY) if stem.endswith(f" {word}")), None)
    if tail is None or level is None or slug(tail) != slug(home):
        return name
    bare = stem.removesuffix(f" {level}")
    entry = look_up(bare)
    if isinstance(entry, LocalBody):
        return name if entry.place else (stem if entry.level else bare)
    return stem


def _of_a_province(name: str) -> bool:
    return "Tỉnh ủy" in name or name.endswith(f" {PROVINCE}")


def _placed(name: str, where: Place | None) -> str:
    if where is None or _without_place(name)[1] is not None:
        return name
    entry = look_up(name)
    if isinstance(entry, LocalBody) and entry.kind == "party" and where.type == CITY and _of_a_province(name):
        return name  # a province's, in a document of the city that took it in
    if isinstance(entry, LocalBody):
        return full_name(entry, where) or name
    if name.endswith((f" {PROVINCE}", f" {CITY}")):
        return f"{name} {where.name}" if name.endswith(f" {where.type}") else name
    return name
