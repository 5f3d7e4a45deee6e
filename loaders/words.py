"""The words of a text as the language model counts them: syllables, numbers, and the ends of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loaders.extract.patterns import compiled

BOUNDARY = "."
NUMBER = "0"

_LETTER = r"[\p{L}\p{M}\d&€¢¥£§]"
_HORN = r"[oOuU]['’]"
TOKEN = compiled(
    r"(?P<address>\S*(?:://|www\.|@\w|\.gov\.|\.vn\b)\S*)"
    r"|(?P<number>\d+(?:/\d{4})?/\p{Lu}[\p{L}\d&]*(?:[-/–][\p{L}\d&]+)*"
    r"|\d+-\p{Lu}{2,}\p{L}?/\p{Lu}+"
    r"|/\p{Lu}{2,}(?:-[\p{L}\d&]+)*"
    r"|\d+(?:[.,/:]\d+)+%?)"
    rf"|(?P<word>(?:{_HORN}|[\p{{L}}\p{{M}}\d¥])(?:{_HORN}|{_LETTER})*)"
    r"|(?P<boundary>[.;:!?|]|\n[ \t]*\n)",
    ignore_case=False,
)


class Token(NamedTuple):
    """`seen` as it stands in the text; `word` what the language model knows it as."""

    start: int
    end: int
    seen: str
    word: str


def tokens(text: str) -> Iterator[Token]:
    """Words, numbers and boundaries in order; other characters join what stands on both sides of them."""
    last = BOUNDARY
    for match in TOKEN.finditer(text):
        seen = match.group()
        word = _known_as(match.lastgroup or "", seen)
        if word != BOUNDARY or last != BOUNDARY:
            yield Token(match.start(), match.end(), seen, word)
        last = word


def _known_as(kind: str, seen: str) -> str:
    if kind == "word":
        return NUMBER if seen.isdecimal() else seen.lower()
    return BOUNDARY if kind in ("boundary", "address") else NUMBER
