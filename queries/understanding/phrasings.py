"""How people put the questions of the catalogue: sets of phrases, and phrasings made of them (phrasings.toml)."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from ontology.folding import folded

_CHOICES = {"(": ")", "[": "]"}
ANY_RELATION = "*"
NONE = "-"  # the marks of a word that was typed without any on purpose


@dataclass(frozen=True, slots=True)
class Word:
    """A word without diacritics, and the diacritics it bears in a fixed order: "hoá" and "hóa" are one."""

    bare: str
    marks: str

    def fits(self, typed: Word) -> bool:
        """Whether someone who typed that may have meant this word: diacritics may be left out, not be others."""
        return self.bare == typed.bare and (typed.marks in ("", self.marks) or (typed.marks == NONE and not self.marks))


@cache
def word(text: str) -> Word:
    """A single word as typed."""
    letters = unicodedata.normalize("NFD", text.lower())
    return Word(folded(text), "".join(sorted(each for each in letters if unicodedata.combining(each) or each == "đ")))


Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a phrasing: a phrase of one of `sets`, or a thing of the kind `slot`; it fills `binds`."""

    sets: tuple[str, ...] = ()
    slot: str | None = None
    binds: str | None = None


@dataclass(frozen=True, slots=True)
class Phrasing:
    text: str
    elements: tuple[Element, ...]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One way in which a named question is asked, `example` for those whose text was not understood."""

    name: str
    asks: tuple[str, ...]  # the named questions that answer it
    example: Mapping[str, str]
    phrasings: tuple[Phrasing, ...]
    also: tuple[Element, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    bars: frozenset[str] = frozenset()
    keeps: frozenset[str] = frozenset()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The sets a phrase belongs to, found by its first word."""

    phrases: Mapping[str, tuple[tuple[Phrase, str], ...]]
    silent: Mapping[str, tuple[Phrase, ...]]
    turning: Mapping[str, tuple[Phrase, ...]]
    plain: frozenset[str]  # words that bear no diacritics


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("queries.understanding").joinpath("phrasings.toml").read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """All sets of phrases."""
    table = _table()
    found: dict[str, list[tuple[Phrase, str]]] = {}
    for name, texts in (*table["words"].items(), *table["relations"].items()):
        for phrase in _phrases(texts):
            found.setdefault(phrase[0].bare, []).append((phrase, name))
    silent, turning = _by_first(table["silent"]["words"]), _by_first(table["silent"]["turning"])
    named = (phrase for each in found.values() for phrase, _ in each)
    phrases = (*named, *(phrase for each in silent.values() for phrase in each))
    plain = frozenset(each.bare for phrase in phrases for each in phrase if not each.marks)
    return Lexicon({first: tuple(each) for first, each in found.items()}, silent, turning, plain)


def _by_first(texts: Iterable[str]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in _phrases(texts):
        found.setdefault(phrase[0].bare, []).append(phrase)
    return {first: tuple(each) for first, each in found.items()}


def _phrases(texts: Iterable[str]) -> Iterator[Phrase]:
    """Every way to read the texts, each once."""
    spelt = dict.fromkeys(" ".join(each.split()) for text in texts for each in spellings(text))
    return (tuple(word(each) for each in text.split()) for text in spelt if text)


def spellings(text: str) -> list[str]:
    """All that a text with choices stands for: "(a|b) [c]" -> "a c", "a", "b c", "b"."""
    parts: list[list[str]] = []
    at = 0
    while at < len(text):
        if text[at] in _CHOICES:
            stop = _closing(text, at)
            options = [each for option in _options(text[at + 1 : stop]) for each in spellings(option)]
            parts.append([*options, ""] if text[at] == "[" else options)
            at = stop + 1
        else:
            stop = min((text.find(each, at) % (len(text) + 1) for each in _CHOICES), default=len(text))
            parts.append([text[at:stop]])
            at = stop
    return ["".join(each) for each in product(*parts)]


def _closing(text: str, at: int) -> int:
    """Where the bracket that opens at a place closes; ValueError where it does not."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] in _CHOICES) - (text[place] in _CHOICES.values())
        if not depth:
            return place
    raise ValueError(f"a bracket is left open: {text}")


def _options(inner: str) -> list[str]:
    options, depth = [""], 0
    for letter in inner:
        depth += (letter in _CHOICES) - (letter in _CHOICES.values())
        if letter == "|" and not depth:
            options.append("")
        else:
            options[-1] += letter
    return options


@cache
def declared() -> tuple[Declared, ...]:
    """The questions in the order in which they are tried."""
    return tuple(_declared(row) for row in _table()["question"])


def _declared(row: Mapping[str, Any]) -> Declared:
    phrasings = [Phrasing(text, _elements(text), True) for text in row.get("ordered", ())]
    phrasings += [Phrasing(text, _elements(text), False) for text in row.get("together", ())]
    return Declared(
        name=row["name"],
        asks=tuple(row.get("asks", [row["name"]])),
        example={"vi": row["vi"], "en": row["en"]},
        phrasings=tuple(phrasings),
        also=tuple(element for text in row.get("also", ()) for element in _elements(text)),
        fixed=row.get("fixed", {}),
        bars=frozenset(row.get("bars", ())),
        keeps=frozenset(row.get("keeps", ())),
        words=row.get("words", False),
    )


def _elements(text: str) -> tuple[Element, ...]:
    return tuple(_element(each) for each in text.split())


def _element(text: str) -> Element:
    """ "<who>", "<role:raise+plan>", "{index}", "{root:document}"; ValueError where a set does not exist."""
    binds, colon, name = text[1:-1].rpartition(":")
    if text.startswith("{"):
        return Element(slot=name, binds=binds if colon else name)
    table = _table()
    relations = tuple(table["relations"])
    sets = relations if name == ANY_RELATION else tuple(name.split("+"))
    unknown = [each for each in sets if each not in table["words"] and each not in relations]
    if unknown or not text.startswith("<"):
        raise ValueError(f"{text}: no such set of phrases")
    return Element(sets=sets, binds=binds or None)
