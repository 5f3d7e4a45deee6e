"""Tables of a Word document: those that hold data, row by row; those that only lay out, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.layout import HEAD_OR_END
from ontology.folding import folded

WIDEST = 63  # columns of a table in Word
LAYOUT = 3  # a table with more columns holds data
COUNTED = frozenset({"stt", "tt", "số tt", "số thứ tự", "thứ tự"})  # what heads the first column of a list
# The same heads where a scan's reader had lost all diacritics.
BARE_HEAD = compiled(r"cong hoa xa hoi chu nghia|^\s*(?:noi nhan|kinh gui)\s*:")


class Cell(NamedTuple):
    """The lines of a cell, and how many columns it spans."""

    lines: list[str]
    span: int


Row = Sequence[Cell]


def lines_of(rows: Sequence[Row]) -> Iterator[str]:
    """The lines of a table, with an empty one before and after."""
    yield ""
    yield from _columns(rows) if _only_lays_out(rows) else filter(None, map(line_of, rows))
    yield ""


def _only_lays_out(rows: Sequence[Row]) -> bool:
    widest = max((sum(any(cell.lines) for cell in row) for row in rows), default=0)
    if widest <= 1:
        return True
    lines = [line for row in rows for cell in row for line in cell.lines]
    heads = {" ".join(row[0].lines).strip(" .").lower() for row in rows[:2] if row}
    return widest <= LAYOUT and not heads & COUNTED and any(map(_is_head_or_end, lines))


def _is_head_or_end(line: str) -> bool:
    return bool(HEAD_OR_END.search(line) or BARE_HEAD.search(folded(line)))


def _columns(rows: Iterable[Row]) -> Iterator[str]:
    """What stands side by side is read column after column, down to a row that runs over all of them."""
    open_rows: list[Row] = []
    for row in rows:
        if len(row) == 1:
            yield from _side_by_side(open_rows)
            open_rows = []
            yield from row[0].lines
        else:
            open_rows.append(row)
    yield from _side_by_side(open_rows)


def _side_by_side(rows: Sequence[Row]) -> Iterator[str]:
    many = max((sum(any(cell.lines) for cell in row) for row in rows), default=0)
    columns: list[list[str]] = [[] for _ in range(many)]
    for row in rows:
        for at, cell in _placed(row, many):
            columns[at] += cell.lines
    for column in columns:
        yield from column


def _placed(row: Row, many: int) -> Iterator[tuple[int, Cell]]:
    """The filled cells with the column each belongs to: in their order, or by where a lonely one stands."""
    filled = [cell for cell in row if any(cell.lines)]
    if len(filled) == many:
        yield from enumerate(filled)
        return
    width = sum(cell.span for cell in row)
    left = 0
    for cell in row:
        if any(cell.lines):
            yield min(many - 1, int((left + cell.span / 2) * many / width)), cell
        left += cell.span


def line_of(row: Row) -> str:
    """One line for a row; a cell over several columns leaves the others empty, unless the row is only a title."""
    words = [(" ".join(" ".join(lines).replace("|", " ").split()), span) for lines, span in row]
    filled = [i for i, (said, _) in enumerate(words) if said]
    if not filled:
        return ""
    is_title = len(words) <= 2 and filled[-1] == len(words) - 1 and words[-1][1] > 1
    shown = [said for said, _ in words] if is_title else [c for said, span in words for c in (said, *[""] * (span - 1))]
    return "| " + " | ".join(shown) + " |"
