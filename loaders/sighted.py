"""Words that were recognised in pictures: how far a stretch of text can be trusted for what was seen of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import prod

from loaders.source import Sighted

GOOD = 0.8  # a word recognised as surely as that is taken as it stands


class Sight:
    """The words of one file, in their order."""

    def __init__(self, words: tuple[Sighted, ...]) -> None:
        self._words = words

    def sure(self, start: int, end: int) -> float:
        """How sure the words between two offsets are on the average, well recognised ones wholly; 1 without any."""
        found = self._between(start, end)
        return sum(found) / len(found) if found else 1.0

    def whole(self, start: int, end: int) -> float:
        """How sure it is that every word between two offsets is right."""
        return prod(self._between(start, end))

    def _between(self, start: int, end: int) -> list[float]:
        first = bisect_right(self._words, start, key=lambda word: word.end)
        last = bisect_left(self._words, end, key=lambda word: word.start)
        return [1.0 if word.sure >= GOOD else word.sure for word in self._words[first:last]]
