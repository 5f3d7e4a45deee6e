"""The words of a text as the language model counts them: syllables, numbers, and the ends of sentences.

Addresses, labels of items and rubble (letters and signs thrown together by a reader) end a sentence too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loaders.extract.patterns import compiled

BOUNDARY = "."
NUMBER = "0"

_LETTER = r"[\p{L}\p{M}\d&€¢¥£§@]"
_HORN = r"[oOuU]['’]"
TOKEN = compiled(
    # addresses
    r"\S{0,60}(?:://|www\.|[A-Za-z\d]@[A-Za-z\d_.-]+\.[A-Za-z]|\.gov\.|\.vn(?:[^A-Za-z]|$))\S*"
    # rubble
    r"|\S{0,40}[\p{L}\d][:;?!{}<>^~=]+\p{L}\S*|\S{0,40}\p{Lu}\(\p{L}{1,2}\)\S*"
    r"|\S{0,40}\p{L}[.,‘’']+\p{L}+[.,:;?!‘’']+\p{L}\S*"
    # labels
    r"|\p{L}\)"
    # symbols and numbers
    r"|\d+(?:/\d{4})?/\p{Lu}[\p{L}\d&]*(?:[-/–][\p{L}\d&]+)*"
    r"|\d+-\p{Lu}{2,}\p{L}?/\p{Lu}+"
    r"|/\p{Lu}{2,}(?:-[\p{L}\d&]+)*"
    r"|\d+(?:[.,/:]\d+)+%?"
    # words
    rf"|(?:{_HORN}|[\p{{L}}\p{{M}}\d¥¢€])(?:{_HORN}|{_LETTER})*"
    # ends of sentences
    r"|[.;:!?|]|\n[ \t]*\n",
    ignore_case=False,
)
SIGNS = frozenset(".,;:!?/|()<>{}=^~‘\n")


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
        word = _known_as(seen)
        if word != BOUNDARY or last != BOUNDARY:
            start = match.start()
            yield Token(start, start + len(seen), seen, word)
        last = word


def _known_as(seen: str) -> str:
    if seen.isalpha() or SIGNS.isdisjoint(seen):
        return NUMBER if seen.isdecimal() else seen.lower()
    return NUMBER if seen[0].isdecimal() or seen[0] == "/" else BOUNDARY
