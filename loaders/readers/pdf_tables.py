"""Rows of ruled tables: the words of their cells, what a page break cut, what is repeated after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.readers.pdf_file import Glyph
from loaders.readers.pdf_grid import NEAR, Grid
from loaders.readers.pdf_lines import pieces
from loaders.readers.pdf_rows import in_rows
from loaders.readers.word_tables import Cell, lines_of

ENDED = ".;:!?/"
Row = tuple[Cell, ...]


@dataclass(slots=True)
class Table:
    """`xs` are the edges of its columns; `top` and `bottom` its place on the page."""

    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: list[Row] = field(default_factory=list)

    @classmethod
    def of_words(cls, xs: tuple[float, ...], top: float, bottom: float, rows: Iterable[Sequence[str]]) -> Table:
        """The table of rows given as the words of their cells; a row of one cell runs over all columns."""
        made: list[Row] = []
        for row in rows:
            span = len(xs) - 1 if len(row) == 1 else 1
            made.append(tuple(Cell([words] if words else [], span) for words in row))
        return cls(xs, top, bottom, made)

    def words(self) -> list[tuple[str, ...]]:
        """The words of its cells, row by row."""
        return [tuple(map(_words, row)) for row in self.rows]

    def lines(self) -> Iterator[str]:
        """One line for each row; of a table that only lays out, the lines of its cells."""
        return lines_of(self.rows)


def filled(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[Table, list[Glyph]]:
    """The table with its words, and the letters that stand outside it."""
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        place = grid.at((glyph.left + glyph.right) / 2, glyph.base - 0.3 * glyph.size)
        if place is None:
            outside.append(glyph)
        else:
            inside.setdefault(grid.cells[place[0]][place[1]], []).append(glyph)
    said = {number: list(in_rows(pieces(letters))) for number, letters in inside.items()}
    table = Table(grid.xs, grid.ys[0], grid.ys[-1])
    shown: set[int] = set()
    for numbers in grid.cells:
        row = tuple(_cells(numbers, said, shown))
        shown.update(numbers)
        if any(cell.lines for cell in row):
            table.rows.append(row)
    return table, outside


def _cells(numbers: Sequence[int], said: dict[int, list[str]], shown: set[int]) -> Iterator[Cell]:
    """The cells of a row; one merged with the row above is empty."""
    at = 0
    while at < len(numbers):
        end = at
        while end < len(numbers) and numbers[end] == numbers[at]:
            end += 1
        yield Cell([] if numbers[at] in shown else said.get(numbers[at], []), end - at)
        at = end


def goes_on(before: Table, after: Table) -> bool:
    """Whether a table at the head of a page is the rest of the one at the foot of the page before."""
    if len(before.xs) != len(after.xs):
        return False
    shift = after.xs[0] - before.xs[0]  # odd and even pages may have other margins
    return all(abs(b - a - shift) <= 2 * NEAR for a, b in zip(before.xs, after.xs, strict=True))


def join(before: Table, after: Table) -> None:
    """Put the rest of a table to its beginning: a repeated heading goes, a row that was cut is made whole."""
    rows = list(after.rows)
    heads = _repeated(before.rows, rows)
    rows = rows[heads:]
    if rows and len(before.rows) > max(1, heads) and _was_cut(before.rows, rows[0]):
        before.rows[-1] = tuple(
            Cell(a.lines + b.lines, a.span) for a, b in zip(before.rows[-1], rows.pop(0), strict=True)
        )
    before.rows += rows
    after.rows.clear()


def _repeated(before: Sequence[Row], after: Sequence[Row]) -> int:
    """How many of the first rows are the heading again."""
    count = 0
    for a, b in zip(before, after, strict=False):
        if [_words(c).casefold() for c in a] != [_words(c).casefold() for c in b]:
            break
        count += 1
    return count


def _was_cut(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row goes on with the last one: it lacks what every row begins with, or goes on in a sentence."""
    last = rows[-1]
    if [c.span for c in last] != [c.span for c in row]:
        return False
    before, after = [_words(c) for c in last], [_words(c) for c in row]
    if any(map(_runs_on, before, after)):
        return not before[0] or not after[0] or _runs_on(before[0], after[0])
    begun = sum(1 for each in rows[1:] if _words(each[0]))
    return not after[0] and bool(before[0]) and begun > 0.9 * len(rows[1:])


def _runs_on(a: str, b: str) -> bool:
    return bool(a) and b[:1].islower() and a[-1] not in ENDED


def _words(cell: Cell) -> str:
    return " ".join(" ".join(cell.lines).split())
