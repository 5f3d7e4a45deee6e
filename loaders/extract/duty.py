"""A directive found in prose, whom it or the words above it charge, and whether names say who is meant."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extract.actors import Kind, Opening
from loaders.extract.openers import generic

_KIND = 3  # words of a name that says no more than a kind


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a heading or lead-in charges; `rule` names how they were found, `words` are those of a lead-in."""

    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    rule: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One directive at start:end of the text; `above` is the lead-in whose time limit holds for it too."""

    block: int
    start: int
    end: int
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    rule: str
    confidence: float
    above: str = ""


def same(it: Opening, names: tuple[str, ...]) -> bool:
    """Whether a later sentence goes on with all of the agencies; one of several is charged by itself."""
    return set(it.names) == set(names) or (set(it.names) <= set(names) and it.kind is not Kind.SUBJECT)


def vague(it: Opening) -> bool:
    """Whether the names are words for a kind only: "Các đơn vị", not "Cơ quan y tế"."""
    return generic(it.names) and (it.known or all(len(name.split()) <= _KIND for name in it.names))


def grouped(names: tuple[str, ...]) -> bool:
    """Whether all are groups: "Các bộ, ngành, địa phương"."""
    return all(name.startswith("Các ") for name in names)


def rule_of(it: Opening) -> str:
    return it.kind.value if it.known else "unlisted"
