"""From an agency's name as typed to the agencies of the store that bear it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ontology.authority import Place, look_up, registry
from ontology.bodies import CITY, PROVINCE
from ontology.errors import UsageError
from ontology.folding import folded
from queries import catalog
from queries.results import Row
from queries.stores.protocols import Iri, Store

_LEVELS = (folded(PROVINCE), folded(CITY))


class NoSuchAgency(UsageError):
    """A name that no agency of the store bears."""

    def __init__(self, name: str, nearest: list[str]) -> None:
        told = "; ".join(nearest)
        super().__init__(
            f"Không văn bản nào trong kho nói tới cơ quan “{name}”." + (f" Gần nhất: {told}." if told else ""),
            f"No document here speaks of an agency “{name}”." + (f" The nearest: {told}." if told else ""),
        )


def find(store: Store, name: str) -> dict[Iri, str]:
    """All agencies of that name or alias, with or without their province: several provinces may have one."""
    if name.startswith(("http://", "https://")):
        return {Iri(name): name.rsplit("/", 1)[-1]}
    known = look_up(name) or look_up(name.removesuffix(f" {PROVINCE}"))
    called = [name, *([known.name] if known else [])]
    everywhere = [_in_place(each, place) for each in called for place in registry().places]
    found = _agencies(catalog.rows(store, "agencies", called=[*called, *everywhere]))
    return found or _by_folded_name(store, {folded(each) for each in called}, name)


def _in_place(name: str, place: Place) -> str:
    """ "Sở Nội vụ" or "Văn phòng Ủy ban nhân dân tỉnh" with the name of a province."""
    return f"{name.removesuffix(f' {place.type}')} {place.label}"


def _agencies(rows: Iterable[Row]) -> dict[Iri, str]:
    return {Iri(str(row["agency"])): str(row["name"]) for row in rows}


def _by_folded_name(store: Store, wanted: set[str], name: str) -> dict[Iri, str]:
    """As typed without diacritics, or with the place of another level behind it."""
    every = _agencies(catalog.rows(store, "agencies"))
    bare = [word.removesuffix(f" {level}") for word in wanted for level in _LEVELS]
    beginnings = tuple(f"{word} {level} " for word in bare for level in _LEVELS)
    found = {
        agency: label
        for agency, label in every.items()
        if folded(label) in wanted or folded(label).startswith(beginnings)
    }
    if not found:
        close = get_close_matches(folded(name), {folded(label): label for label in every.values()}, 5, 0.6)
        raise NoSuchAgency(name, [label for label in sorted(set(every.values())) if folded(label) in close])
    return found
