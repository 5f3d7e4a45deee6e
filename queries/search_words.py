"""What a person types as questions to the full-text index, and where its words stand in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.document_number import DocumentNumber
from ontology.folding import folded

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"\S+")
_LONGEST = 400  # letters of what is typed that are looked at
_MOST_WORDS = 16
_NUMBER_WORDS = 4  # a number may be typed with spaces inside
_SAYS_NOTHING = frozenset("so ngay thang nam cua".split())  # beside a number: "số 76/NQ-CP ngày … của …"


def words(text: str) -> list[str]:
    """The words and figures of a text without diacritics, in small letters."""
    return _WORD.findall(folded(text))


def spelt_words(text: str) -> list[str]:
    """The words and figures of a text as they are spelt, in small letters."""
    return _WORD.findall(_composed(text))


def glued(text: str) -> str:
    """A number in the one form in which it is found however it is punctuated: "05/NQ-CP" -> "5nqcp"."""
    return "".join(words(text)).lstrip("0")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text; `found`: it is one of the words looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True)
class Typed:
    """What was typed, ready to be looked up: anything at all may have been typed."""

    text: str

    @cached_property
    def bare(self) -> tuple[str, ...]:
        return tuple(words(self.text[:_LONGEST])[:_MOST_WORDS])

    @cached_property
    def spelt(self) -> tuple[str, ...]:
        """Word by word as typed; the same as `bare` where that cannot be told."""
        found = tuple(spelt_words(self.text[:_LONGEST])[:_MOST_WORDS])
        return found if len(found) == len(self.bare) else self.bare

    @property
    def with_diacritics(self) -> bool:
        return self.spelt != self.bare

    @cached_property
    def numbers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each reading as one document number, glued, with the other words that say something."""
        found: dict[tuple[str, tuple[str, ...]], None] = {}
        if self.bare and self.bare[0][0].isdigit():
            found[glued(" ".join(self.bare)), ()] = None
        typed = self.text[:_LONGEST].split()[:_MOST_WORDS]
        for length in range(_NUMBER_WORDS, 0, -1):
            for at in range(len(typed) - length + 1):
                number = DocumentNumber.find("".join(typed[at : at + length]))
                if number is not None and not number.blank:
                    others = words(" ".join(typed[:at] + typed[at + length :]))
                    found[glued(number.key), tuple(word for word in others if word not in _SAYS_NOTHING)] = None
        return tuple(reading for reading in found if reading[0])

    def stands_in(self, text: str) -> bool:
        """Whether every word stands in a text as it was typed, with its diacritics."""
        said = f" {' '.join(spelt_words(text))}"
        return all(f" {word}" in said for word in self.spelt)

    def marked(self, text: str) -> tuple[Part, ...]:
        """The text in parts, the words looked for apart."""
        return tuple(_parts(text, self._places(text)))

    def snippet(self, text: str, width: int) -> tuple[Part, ...]:
        """As `marked`, of a stretch of about so many letters round the first words that are found."""
        places = self._places(text)
        if len(text) <= width:
            return tuple(_parts(text, places))
        start = _densest(places, width)
        start = 0 if start < width // 3 else text.rfind(" ", 0, start - width // 5) + 1
        end = len(text) if start + width >= len(text) else max(text.rfind(" ", 0, start + width), start + 1)
        inside = [(max(at, start) - start, min(to, end) - start) for at, to in places if at < end and to > start]
        shown = list(_parts(text[start:end], inside))
        return (*([Part("… ")] if start else []), *shown, *([Part(" …")] if end < len(text) else []))

    def _places(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand, in the order of the text, none over another."""
        if not self.bare:
            return []
        found = [(chunk.start(), chunk.end()) for chunk in _CHUNK.finditer(text) if self._is_number(chunk[0])]
        rest = [run for run in _runs(text) if not any(at <= run[0] < to for at, to in found)]
        return sorted([*found, *self._words_among(text, rest)])

    def _words_among(self, text: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The words as they were spelt; where one of them does not stand there so, whatever the diacritics."""
        spelt = [(run, _composed(text[slice(*run)])) for run in runs]
        if all(any(word.startswith(typed) for _, word in spelt) for typed in self.spelt):
            return [run for run, word in spelt if word.startswith(self.spelt)]
        return [run for run, word in spelt if folded(word).startswith(self.bare)]

    def _is_number(self, chunk: str) -> bool:
        """Whether a chunk, "76/NQ-CP", begins with the number that was typed in another way, "76nq"."""
        if len(self.numbers) == 0 or not any(letter.isdigit() for letter in chunk):
            return False
        return any(not number.isdigit() and glued(chunk).startswith(number) for number, _ in self.numbers)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text as it is, with loose combining marks inside them."""
    start = None
    for at, letter in enumerate(text):
        if letter.isalnum() or (start is not None and unicodedata.combining(letter)):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def _parts(text: str, places: list[tuple[int, int]]) -> Iterator[Part]:
    done = 0
    for start, end in places:
        if start > done:
            yield Part(text[done:start])
        yield Part(text[start:end], True)
        done = end
    if done < len(text):
        yield Part(text[done:])


def _densest(places: list[tuple[int, int]], width: int) -> int:
    """Where the stretch begins that holds most of the words."""
    best, at = 0, 0
    for start, _ in places:
        held = sum(start <= other < start + width for other, _ in places[:200])
        if held > best:
            best, at = held, start
    return at
