"""The document's part of a web page as text: paragraphs, numbered lists, tables.

A paragraph is a line, with an empty one after it. A table that only lays out the head, the end or the whole page is
read cell after cell; any other is written one row a line between bars, which is how tables stand in text files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.layout import HEAD_OR_END
from loaders.readers import word_tables
from loaders.readers.numbering import whole, written
from loaders.readers.web_page_lines import Lines, plain
from loaders.readers.web_page_tree import VERBATIM, Node, Words
from loaders.readers.word_tables import WIDEST, Cell

LONGEST = 10_000  # rows that one cell may span
MOST = 0.7  # of a table's text in one cell: the table lays out the page
MANY_LINES = 8
END = Node("")
CELLS = ("td", "th")
SECTIONS = frozenset("thead tbody tfoot form div center".split())
BLANKS = compiled(r" *[\t\r\n\f][ \t\r\n\f]*|  +", holds=("\n", "\r", "\t", "  ", "\f"))
COLUMNS = compiled(r"(?:\x{A0}\s*){5,}|\t", holds="\u00a0\t")
FORMS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
    "none": "none",
}


def text_of(node: Node, lines: Lines) -> str:
    """The text of a block whose lines were counted."""
    found = list(_Writing(lines).blocks(node, apart=True))
    kept = [line for i, line in enumerate(found) if line or (i and found[i - 1])]
    return "\n".join(kept).strip("\n") + "\n"


class _Place(NamedTuple):
    """A place in a table's row; `node` None where a cell of an earlier row reaches down to it."""

    node: Node | None
    span: int


class _Writing:
    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def blocks(self, node: Node, *, apart: bool, mark: str = "") -> Iterator[str]:
        """The lines of a block; set `apart`, an empty one follows each paragraph. `mark` precedes the first words."""
        said: list[str] = []
        counts = _Counts(node)
        for each in (*node.inside, END):
            if not isinstance(each, Node):
                said.append("\n" if each is None else _words(each, verbatim=node.tag in VERBATIM))
                continue
            own = list(_paragraph("".join(said)))
            said.clear()
            if own:
                yield mark + own[0]
                yield from own[1:]
                yield from [""] * apart
                mark = ""
            count = counts.mark(each)
            if each.first < each.last:
                yield from self._inner(each, apart=apart, mark=mark + count)
                mark = ""

    def _inner(self, node: Node, *, apart: bool, mark: str) -> Iterator[str]:
        if node.tag != "table":
            yield from self.blocks(node, apart=apart, mark=mark)
            return
        if mark:
            yield mark.rstrip()
        yield from self._table(node, apart=apart)

    def _table(self, table: Node, *, apart: bool) -> Iterator[str]:
        rows, around = _rows(table)
        for each in around:
            yield from self._inner(each, apart=apart, mark="")
        if self._lays_out_all(table, rows):
            yield ""
            yield from (line for row in rows for cell in row for line in self.blocks(cell, apart=apart))
            yield ""
        else:
            yield from word_tables.lines_of([[self._cell(place) for place in row] for row in _spread(rows)])

    def _lays_out_all(self, table: Node, rows: list[list[Node]]) -> bool:
        """Whether the table places the page, not data: one column, or a cell with nearly all that it says."""
        filled = [[cell for cell in row if cell.first < cell.last] for row in rows]
        if all(len(row) <= 1 for row in filled):
            return True
        sizes = [(self._chars(cell), cell.last - cell.first) for row in filled for cell in row]
        largest, count = max(sizes)
        return largest > MOST * self._chars(table) and count > MANY_LINES

    def _chars(self, node: Node) -> int:
        return self._lines.chars[node.last] - self._lines.chars[node.first]

    def _cell(self, place: _Place) -> Cell:
        if place.node is None:
            return Cell([], place.span)
        if not place.node.first < place.node.last:
            return Cell(list(_numbers(place.node)), place.span)
        return Cell(list(self.blocks(place.node, apart=False)), place.span)


class _Counts:
    """What stands before the items of a list; nothing before other blocks."""

    def __init__(self, node: Node) -> None:
        kind = node.attrs.get("marker") or node.attrs.get("type", "")
        self._form = FORMS.get(kind, "decimal" if node.tag == "ol" else "bullet")
        self._next = whole(node.attrs.get("start"), 1)

    def mark(self, item: Node) -> str:
        if item.tag != "li":
            return ""
        count = whole(item.attrs.get("value"), self._next)
        self._next = count + 1
        if "none" in (self._form, item.attrs.get("marker")):
            return ""
        return "- " if self._form == "bullet" else written(count, self._form) + ". "


def _numbers(node: Node) -> Iterator[str]:
    """What is seen of lists whose items are empty: the rows of a table may be counted by them."""
    counts = _Counts(node)
    for each in node.inside:
        if isinstance(each, Node):
            mark = counts.mark(each).strip()
            yield from (mark,) * (mark[:-1].isalnum())
            yield from _numbers(each)


def _words(words: Words, *, verbatim: bool) -> str:
    return words.words if verbatim else BLANKS.sub(" ", words.words)


def _paragraph(words: str) -> Iterator[str]:
    """The lines of a paragraph; the two columns of a head that only blanks part are two lines."""
    lines = [list(_pieces(line)) for line in words.strip(" \n\t\u00a0").split("\n")]
    if lines == [[]]:
        return
    for pieces in lines:
        if any(HEAD_OR_END.search(piece) for piece in pieces[1:]):
            yield from pieces
        else:
            yield " ".join(pieces)


def _pieces(line: str) -> Iterator[str]:
    at = 0
    for gap in COLUMNS.finditer(line):
        if piece := plain(line[at : gap.start()]):
            yield piece
        at = gap.end()
    if piece := plain(line[at:]):
        yield piece


def _rows(table: Node) -> tuple[list[list[Node]], list[Node]]:
    """The cells of each row, and what stands in the table outside of them: its caption, stray blocks."""
    rows: list[list[Node]] = []
    around: list[Node] = [Node("div", inside=_stray(table), first=table.first, last=table.last)]
    loose: list[Node] = []
    for each in table.inside:
        if not isinstance(each, Node):
            continue
        if each.tag in CELLS:
            loose.append(each)
        elif each.tag == "tr":
            rows.append([cell for cell in each.inside if isinstance(cell, Node)])
        elif each.tag in SECTIONS:
            inner, further = _rows(each)
            rows += inner
            around += further
        else:
            around.append(each)
    return ([*rows, loose] if loose else rows), around


def _stray(table: Node) -> list[Node | Words | None]:
    return [each for each in table.inside if isinstance(each, Words) and plain(each.words)]


def _spread(rows: list[list[Node]]) -> Iterator[list[_Place]]:
    """The rows with empty cells where one of an earlier row reaches down."""
    down: dict[int, tuple[int, int]] = {}  # column -> the row after the last one reached, columns
    for at, row in enumerate(rows):
        cells: list[_Place] = []
        column = 0
        for node in row:
            while column in down and down[column][0] > at:
                cells.append(_Place(None, down[column][1]))
                column += down[column][1]
            span = min(max(1, whole(node.attrs.get("colspan"), 1)), max(1, WIDEST - column))
            reach = min(whole(node.attrs.get("rowspan"), 1) or LONGEST, LONGEST)
            if reach > 1:
                down[column] = at + reach, span
            cells.append(_Place(node, span))
            column += span
        if row:
            cells += [
                _Place(None, span) for begin, (until, span) in sorted(down.items()) if begin >= column and until > at
            ]
        yield cells
