"""A text cut into what a page shows: leaves, lines and rows, and in them marks nested so that none crosses another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Range = tuple[int, int, int]  # first and last character, number of the mark
UNSURE = -1


class Token(NamedTuple):
    """A piece of text; the beginning of a mark (`first`: its very beginning); or, neither of them, the end of one."""

    text: str = ""
    mark: int | None = None
    first: bool = False


class Block(NamedTuple):
    """A line of the text, or a row of a table: one piece a cell."""

    cells: tuple[tuple[Token, ...], ...]
    is_row: bool


class Leaf(NamedTuple):
    """What stands on one page; `number` is 0 where the file has no pages."""

    number: int
    blocks: tuple[Block, ...]


def leaves(text: str, pages: Sequence[int], ranges: Iterable[Range]) -> Iterator[Leaf]:
    """The text page by page. Of two marks at one place the one given first lies beneath."""
    nested = _Nested(text, ranges)
    starts = list(pages) or [0]
    for number, (start, end) in enumerate(pairwise([*starts, len(text)]), start=1):
        blocks = tuple(_blocks(text, start, end, nested))
        yield Leaf(number if pages else 0, blocks)


def _blocks(text: str, start: int, end: int, nested: _Nested) -> Iterator[Block]:
    at = start
    for line in text[start:end].split("\n"):
        last = at + len(line)
        words = line.strip("\f\r ")
        if words.startswith("| ") and words.endswith("|") and len(words) > 2:
            yield Block(tuple(nested.tokens(a, b) for a, b in _cells(text, at, last)), is_row=True)
        else:
            yield Block((nested.tokens(at, last),), is_row=False)
        at = last + 1


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bars = [at for at in range(start, end) if text[at] == "|"]
    for left, right in pairwise(bars):
        cell = text[left + 1 : right]
        lead = len(cell) - len(cell.lstrip())
        yield left + 1 + min(lead, len(cell)), max(left + 1 + lead, right - (len(cell) - len(cell.rstrip())))


class _Nested:
    """The marks of a text, to be asked for stretch by stretch, in their order."""

    def __init__(self, text: str, ranges: Iterable[Range]) -> None:
        self._text = text
        self._ranges = sorted(enumerate(ranges), key=lambda each: each[1][0])
        self._starts = [each[0] for _, each in self._ranges]
        self._next = 0
        self._open: list[tuple[int, Range]] = []
        self._begun: set[int] = set()

    def tokens(self, start: int, end: int) -> tuple[Token, ...]:
        """The pieces of text[start:end], and where marks begin and end."""
        reach = bisect_left(self._starts, end)
        self._open += self._ranges[self._next : reach] if reach > self._next else []
        self._next = max(self._next, reach)
        self._open = [each for each in self._open if each[1][1] > start]
        if not self._open:
            words = self._text[start:end].replace("\f", "")
            return (Token(text=words),) if words else ()
        edges = {start, end}
        for _, (first, last, _mark) in self._open:
            edges |= {min(max(first, start), end), min(last, end)}
        return tuple(self._between(sorted(edges)))

    def _between(self, edges: list[int]) -> Iterator[Token]:
        stack: list[int] = []
        for left, right in pairwise(edges):
            wanted = self._over(left, right)
            kept = 0
            while kept < min(len(stack), len(wanted)) and stack[kept] == wanted[kept]:
                kept += 1
            yield from (Token() for _ in stack[kept:])
            for mark in wanted[kept:]:
                yield Token(mark=mark, first=mark not in self._begun)
                self._begun.add(mark)
            stack = wanted
            if words := self._text[left:right].replace("\f", ""):
                yield Token(text=words)
        yield from (Token() for _ in stack)

    def _over(self, left: int, right: int) -> list[int]:
        """The marks over a piece, the lowest first; a mark of several stretches once."""
        over = sorted((order, mark) for order, (first, last, mark) in self._open if first <= left and right <= last)
        return list(dict.fromkeys(mark for _, mark in over))
