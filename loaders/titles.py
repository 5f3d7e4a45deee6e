"""When two titles mean one document: abbreviations written out, diacritics and words of no weight left out.

read("Kế hoạch CCHC giai đoạn 2021-2025", None, "quang tri").same(read(…))
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from loaders.extract.patterns import compiled
from ontology import data_files, iri
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.vocabulary import document_kinds

PREFIX_WORDS = 3  # a shortened title must keep as many words to point at anything
_SHORT_FORM = compiled(r"\(\p{Lu}[\p{Lu}\d&-]*\)", ignore_case=False)  # "(CCHC)" behind the words it stands for
_NOT_WORDS = compiled(r"[^\p{L}\d/]+")


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(data_files.text("loaders", name))


_RULES = _data("titles.toml")
_DROPPED = frozenset(_RULES["dropped"])
_LEADING = tuple(tuple(phrase.split()) for phrase in _RULES["leading"])
_SAME = tuple((tuple(longer.split()), tuple(shorter.split())) for longer, shorter in _RULES["same"].items())
_PLACE_WORDS = tuple(tuple(phrase.split()) for phrase in _RULES["place_words"])
_OWN_PLACE = tuple(tuple(phrase.split()) for phrase in _RULES["own_place"])
_CENTRAL = tuple(tuple(phrase.split()) for phrase in _RULES["central_issuers"])
_LOCAL = tuple(tuple(phrase.split()) for phrase in _RULES["local_issuers"])
_LEVELS = (("tinh",), ("thanh", "pho"))

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """`kind` "ke hoach", None where neither the title nor its document tells; `words` the rest, in order.

    `local`: it speaks of a province's own ("… của tỉnh", "… của Tỉnh ủy"), whose name goes without saying.
    """

    kind: str | None
    words: Words
    local: bool = field(default=False, compare=False)

    @property
    def figures(self) -> frozenset[str]:
        return frozenset(word for word in self.words if word.isdigit())

    @property
    def by_name_alone(self) -> bool:
        """Whether the name can tell which document is meant: a law's cannot."""
        return bool(self.words) and self.kind is not None and self.kind not in _RULES["never_by_name"]

    def same(self, other: Title) -> bool:
        return self.kind is not None and self.kind == other.kind and bool(self.words) and self.words == other.words

    def shortens(self, other: Title) -> bool:
        """Whether it is the beginning of the other title: "Kế hoạch CCHC 2021-2025" without "định hướng …"."""
        length = len(self.words)
        shorter = PREFIX_WORDS <= length < len(other.words) and other.words[:length] == self.words
        return shorter and self.kind is not None and self.kind == other.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTitle:
    """A name whose document is known from outside any corpus."""

    titles: tuple[Title, ...]
    type: str
    number: DocumentNumber
    date: str
    issuer: str


def same_issuers(one: str | None, other: str | None) -> bool:
    """Whether two agencies are one as far as titles go: the Government and the Prime Minister."""
    return any({one, other} <= {iri.BASE + name for name in group} for group in _RULES["same_issuer"])


@cache
def known_titles() -> tuple[KnownTitle, ...]:
    return tuple(
        KnownTitle(
            titles=tuple(read(name, entry["kind"], None) for name in entry["names"]),
            type=entry["type"],
            number=DocumentNumber.parse(entry["number"]),
            date=entry["date"],
            issuer=entry["issuer"],
        )
        for entry in _data("known_titles.toml")["title"]
    )


@lru_cache(maxsize=1 << 16)
def read(title: str, kind: str | None, place: str | None) -> Title:
    """A title for comparison.

    `kind` of the document as a Vietnamese name, used where the title does not begin with one itself;
    `place` the folded name of the province that speaks ("quang tri"): its own name goes without saying.
    """
    words = _without_leading(_words(title))
    own = next((name for name in _kinds() if words[: len(name)] == name), ())
    whole = words[len(own) :]
    words = _without_issuer(_without_place(_without_leading(whole), place), _LOCAL)
    for phrase in _OWN_PLACE:
        words = _replaced(words, phrase, ())
    local = words != _without_leading(whole)
    words = _without_leading(_without_issuer(words, _CENTRAL))
    for longer, shorter in _SAME:
        words = _replaced(words, longer, shorter)
    told = " ".join(own) or (folded(kind) if kind else None)
    return Title(told, tuple(word for word in words if word not in _DROPPED), local)


def _words(title: str) -> Words:
    written_out = iri.expanded(_SHORT_FORM.sub(" ", title))
    return tuple(word.strip("/") for word in _NOT_WORDS.sub(" ", folded(written_out)).split() if word.strip("/"))


@cache
def _kinds() -> tuple[Words, ...]:
    names = {*_RULES["kinds"], *(folded(kind.vi) for kind in document_kinds())}
    return tuple(sorted((tuple(name.split()) for name in names), key=len, reverse=True))


def _without_leading(words: Words) -> Words:
    while found := next((phrase for phrase in _LEADING if words[: len(phrase)] == phrase), ()):
        words = words[len(found) :]
    return words


def _without_issuer(words: Words, issuers: tuple[Words, ...]) -> Words:
    """ "(Nghị quyết) của Tỉnh ủy về …", "(Chương trình) … của Chính phủ": at the beginning or the end."""
    first = next((phrase for phrase in issuers if words[: len(phrase)] == phrase), ())
    words = words[len(first) :]
    last = next((phrase for phrase in issuers if words[-len(phrase) :] == phrase), ())
    return words[: len(words) - len(last)]


def _without_place(words: Words, place: str | None) -> Words:
    named = tuple((*level, *place.split()) for level in _LEVELS) if place else ()
    for phrase in (*((*before, *name) for before in _PLACE_WORDS for name in named), *named):
        words = _replaced(words, phrase, ())
    return words


def _replaced(words: Words, old: Words, new: Words) -> Words:
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at : at + len(old)] == old:
            kept.extend(new)
            at += len(old)
        else:
            kept.append(words[at])
            at += 1
    return tuple(kept)
