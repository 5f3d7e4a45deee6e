"""Recognising who acts: names of agencies, their heads who stand for them, and groups of agencies.

Works on clean text with its diacritics. Names come out canonical: written out, without the province for
the offices of a province ("Sở Nội vụ"), with it for its authorities where it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from loaders.extract.agency_grammar import listed_pieces, mention, named_pieces
from loaders.extract.agency_levels import provinces as named_provinces
from loaders.extract.agency_lexicon import ANCHORS, CAPITAL_ONLY, NAMES, SKIPPED, Piece
from loaders.extract.agency_words import Words, keyed, longest
from loaders.extract.patterns import whole
from ontology import authority
from ontology.authority import Place

_LOOK_BEHIND, _LOOK_AHEAD = 32, 400


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """`text[start:end]` names the agency; `place` where the words name a province or city."""

    start: int
    end: int
    name: str
    place: str | None = None


def find(text: str) -> list[AgencyMention]:
    """All agencies named, in order, none overlapping another; text in characters."""
    return list(_scan(text, keyed(text)))


def _scan(text: str, keys: str) -> Iterator[AgencyMention]:
    done = 0
    for anchor in ANCHORS.finditer(keys):
        start, stop = anchor.span()
        start += not keys[start].isalnum()
        alone = text[start].islower() and keys[start:stop] in CAPITAL_ONLY
        if start < done or alone or not whole(keys, start, stop):
            continue
        words = Words(text, start)
        pieces, end = _first(words, stop)
        yield from (_spanned(words, piece) for piece in pieces)
        done = max(done, words.ends[end - 1] if end else 0)


def _first(words: Words, stop: int) -> tuple[list[Piece], int]:
    """The agency at the first word, or at a later one before character `stop`; and the word to go on from."""
    at = 0
    while words.key(at) and words.starts[at] < stop:
        passed, phrase = longest(SKIPPED, words, at)
        if phrase is not None:
            return [], passed
        pieces = mention(words, at)
        if pieces:
            return pieces, pieces[-1].end
        at = max(at + 1, longest(NAMES, words, at)[0])  # "Chi cục Thuế" of no place is not "Cục Thuế"
    return [], 0


def match(text: str, at: int) -> AgencyMention | None:
    """The longest agency name that begins exactly at `at`."""
    if not at < len(text) or text[at].isspace() or (at and text[at - 1].isalnum() and text[at].isalnum()):
        return None
    begin = max(0, at - _LOOK_BEHIND)
    window = text[begin : at + _LOOK_AHEAD]
    words = Words(window, at - begin)
    pieces = mention(words, 0)
    if not pieces:
        return None
    found = _spanned(words, pieces[0])
    return replace(found, start=begin + found.start, end=begin + found.end)


def provinces(text: str, at: int) -> list[AgencyMention]:
    """The provinces and cities named at `at`, each by itself; they act only where an order is given to them."""
    words = Words(text, at)
    found = [_spanned(words, piece) for piece in named_provinces(words, 0)]
    return [replace(it, name=it.name[:1].upper() + it.name[1:], place=None) for it in found]


def _spanned(words: Words, piece: Piece) -> AgencyMention:
    return AgencyMention(words.starts[piece.first], words.ends[piece.end - 1], piece.name, piece.place)


def listed(text: str) -> list[str]:
    """The canonical names in a list such as a heading or a table cell, each once."""
    return list(dict.fromkeys(piece.name for piece in listed_pieces(Words(text))))


@lru_cache(maxsize=1 << 12)
def issuer(words: str, place: Place | None = None) -> str | None:
    """The full canonical name of an issuer with its place, several joined by ", "; None where none is named.

    "UBND tỉnh" in Quảng Trị -> "Ủy ban nhân dân tỉnh Quảng Trị"; "Bộ trưởng Bộ Công an" -> "Bộ Công an".
    """
    names = [authority.with_place(piece.name, piece.place, place) for piece in named_pieces(Words(words))]
    return ", ".join(dict.fromkeys(names)) or None
