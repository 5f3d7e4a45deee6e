"""The words that names of agencies are made of, from the registry's data file, as tries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import re2

from loaders.extract.agency_words import Trie, Words, longest, phrase, trie
from loaders.extract.patterns import compiled
from ontology import authority
from ontology.bodies import Body, LocalBody, language

_LANGUAGE = language()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `end` (not included) name the agency `name`; `place` is the province they name.

    `open`: a local body whose level was not said; `group`: a group named by nouns.
    """

    first: int
    end: int
    name: str
    place: str | None = None
    open: bool = False
    group: bool = False


def _set(name: str) -> Trie:
    return trie((words, words) for words in _LANGUAGE[name])


def _registered() -> Trie:
    """Names and aliases; several bodies where they share one."""
    values: dict[str, list[Body | LocalBody]] = {}
    for body in authority.registry().all_bodies:
        for name in (body.name, *body.aliases):
            values.setdefault(" ".join(phrase(name)), []).append(body)
    return trie(values.items())


NAMES = _registered()
LEVELS = _set("levels")
DETERMINERS = _set("determiners")
HEADS = _set("heads")
COMMITTEES = _set("committees")
TITLES = _set("titles")
HONORIFICS = _set("honorifics")
NOUNS = _set("nouns")
ACTORS = frozenset(_LANGUAGE["actors"])
SINGULAR = frozenset(_LANGUAGE["singular"])
SINGLY = frozenset(_LANGUAGE["singly"])
QUALIFIERS = _set("qualifiers")
FIELDS = _set("fields")
REGIONS = _set("regions")
STOPS = _set("stops")
ORDERS = _set("orders")
SITES = _set("sites")
PURPOSES = _set("purposes")
OF_THE_STATE = _set("of_the_state")
NEVER = _set("never")
SKIPPED = _set("skipped")
PLACES = trie((name, p.name) for p in reversed(authority.registry().places) for name in (p.name, *p.aliases))
JOINTS = frozenset({",", "và", "/", "hoặc", "&"})
SHARED_HEADS = ("sở", "bộ")


def _begin(words: list[str]) -> str:
    """A pattern for the first three words of a phrase."""
    pattern = words[0]
    for before, word in pairwise(words[:3]):
        pattern += r"\s+" + word if before.isalnum() and word.isalnum() else r"\s*" + re2.escape(word)
    return pattern


def _anchors() -> str:
    """The first words of everything that can begin a name, or must be passed over."""
    names = [name for body in authority.registry().all_bodies for name in (body.name, *body.aliases)]
    groups = [f"{word} {noun}" for word in _LANGUAGE["determiners"] for noun in _LANGUAGE["nouns"]]
    groups += [f"các {head}" for head in _LANGUAGE["heads"]]
    groups += [f"{word} {title}" for word in _LANGUAGE["determiners"] for title in _LANGUAGE["titles"]]
    others = [word for kind in ("titles", "honorifics", "heads", "actors", "skipped") for word in _LANGUAGE[kind]]
    firsts = {_begin(phrase(name)) for name in (*names, *groups, *others)}
    return "|".join(sorted(firsts, key=lambda begin: (-len(begin), begin)))


# the word edge stands in the pattern, or "vp ubnd" inside "PCVP UBND" would hide "UBND"
ANCHORS = compiled(rf"(?:^|[^\p{{L}}\p{{N}}])(?:{_anchors()})", ignore_case=False)
CAPITAL_ONLY = frozenset(head for head in _LANGUAGE["heads"] if " " not in head) - ACTORS


def after_joint(words: Words, at: int) -> int:
    """The word behind ",", "và" …, or `at` where there is none."""
    end = at
    while words.key(end) in JOINTS:
        end += 1
    return end


def begins_agency(words: Words, at: int) -> bool:
    """Whether a name of its own begins here."""
    end, head = longest(HEADS, words, at)
    if words.capital(at) and (longest(TITLES, words, at)[1] is not None or (head is not None and words.capital(end))):
        return True
    return longest(NAMES, words, at)[1] is not None
