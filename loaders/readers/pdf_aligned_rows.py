"""Rows of tables without ruled lines between their columns, and what tells them from words that only stand so.

A row begins where a number stands in the first column and the numbers count up; without numbers, where a line fills
the columns. Ruled lines between rows part them too. What is not certain is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.extract.patterns import compiled
from loaders.readers.pdf_lines import Piece

NUMBER = compiled(r"^\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6}|[A-HĐ])\)?[.)]?$", ignore_case=False)
SECTION = compiled(r"^(?:[IVXL]{1,6}|[A-HĐ]|\d{1,2})[.)]?\s+\p{Lu}", ignore_case=False)
ORDINAL = compiled(r"^(?:stt|tt|số\s*tt|số thứ tự)\.?$")
NAME = compiled(
    r"^(?:stt|tt|số\s*tt|số thứ tự|nội dung|nhiệm vụ|công việc|tên|họ và tên|chức (?:vụ|danh)|cơ quan|đơn vị|chủ trì"
    r"|phối hợp|thời (?:gian|hạn)|tiến độ|hoàn thành|sản phẩm|kết quả|ghi chú|số lượng|kinh phí|địa (?:chỉ|điểm|bàn)"
    r"|chỉ tiêu|mục tiêu|lĩnh vực|danh mục|diện tích"
    r"|tổng (?:số|cộng)|cấp|năm|đvt|thực hiện|người|trách nhiệm)(?:\P{L}|$)"
)
FIGURE = compiled(r"^[-–(]?\d[\d.,/%\s]*\)?%?$|^[-–x]$")
SPACE = 1.15  # of the distance of lines: more parts rows
HIGHEST = 6  # lines of a heading
CENTRED = 0.2  # of the rows, or more, go on in the middle of a sentence beside their number: it stands centred

Cells = tuple[str, ...]


@dataclass(slots=True)
class Band:
    """Lines with the same gaps: `titles` run over the columns; a ruled line lies above each of `cuts`."""

    lines: list[list[Piece]]
    xs: tuple[float, ...]
    titles: set[int]
    cuts: set[int]
    top: float = field(init=False)

    def __post_init__(self) -> None:
        self.top = min(p.top for p in self.lines[0])

    def cells(self, at: int) -> Cells:
        """The words of a line, column by column; all in the first where it is a title."""
        said = [""] * (len(self.xs) - 1)
        for piece in self.lines[at]:
            middle = (piece.left + piece.right) / 2
            column = 0 if at in self.titles else sum(x < middle for x in self.xs[1:-1])
            said[column] = f"{said[column]} {piece.text}".strip()
        return tuple(said)


def rows_of(band: Band) -> list[Cells]:
    """The rows, the heading first; none where the lines make no certain table."""
    said = [band.cells(at) for at in range(len(band.lines))]
    if len(band.cuts) >= 2:
        made = _ruled(band, said)
        if made:
            return made
    numbered = [at for at, cells in enumerate(said) if _is_numbered(band, at, cells)]
    spaced = _spaced(band, said, numbered)
    if spaced:
        return spaced
    return _numbered(band, said, numbered) if len(numbered) >= 2 else _filled(band, said)


def rows_on(band: Band, heads: Sequence[Cells]) -> list[Cells]:
    """The rows of what may be the rest of a table whose columns and first rows are known; without its heading."""
    said = [band.cells(at) for at in range(len(band.lines))]
    for head in heads:
        del band.lines[: _repeats(said, head)]
        said = said[-len(band.lines) :] if band.lines else []
    numbered = [at for at, cells in enumerate(said) if _is_numbered(band, at, cells)]
    whole = [at for at in numbered if sum(map(bool, said[at])) >= min(3, len(band.xs) - 1)]
    if not whole or not _is_list(said, numbered):
        return []
    starts = [0, *numbered] if numbered[0] else numbered
    return [row for row in _merged(band, said, starts) if any(row)]


def _repeats(said: Sequence[Cells], head: Cells) -> int:
    """How many of the first lines say a row of the heading again."""
    for count in range(1, min(HIGHEST, len(said)) + 1):
        again = [" ".join(filter(None, column)) for column in zip(*said[:count], strict=True)]
        if [words.casefold() for words in again] == [words.casefold() for words in head]:
            return count
    return 0


def _is_numbered(band: Band, at: int, cells: Cells) -> bool:
    return at not in band.titles and NUMBER.search(cells[0]) is not None


def _names(head: Sequence[Cells]) -> int:
    """How many of the columns bear a name such as a table's columns bear."""
    columns = [" ".join(filter(None, column)) for column in zip(*head, strict=True)]
    return sum(NAME.search(said) is not None for said in columns)


def _numbered(band: Band, said: Sequence[Cells], numbered: Sequence[int]) -> list[Cells]:
    """The rows of a list that is numbered."""
    head = said[: min([numbered[0], *band.titles])]
    columns = len(band.xs) - 1
    named = bool(head) and _names(head) >= 2 and (columns > 2 or any(ORDINAL.search(c[0]) for c in head))
    if not _is_list(said, numbered) or len(head) > HIGHEST:
        return []
    if not named and (head or columns < 3 or len(numbered) < 3 or not _are_full(said, numbered)):
        return []
    first = len(head)
    starts = sorted({0, first, *numbered, *band.titles})
    return list(_merged(band, said, starts))


def _spaced(band: Band, said: Sequence[Cells], numbered: Sequence[int]) -> list[Cells]:
    """The rows where space parts them and each holds one number, wherever it stands beside its lines."""
    bases = [line[0].base for line in band.lines]
    pitch = min((b - a for a, b in _below(band, said, bases)), default=0.0)
    starts = [0, *(at for at in range(1, len(bases)) if bases[at] - bases[at - 1] > SPACE * pitch)]
    counts = [sum(start <= at < end for at in numbered) for start, end in pairwise([*starts, len(said)])]
    head = said[: starts[1]] if len(starts) > 1 else []
    if not pitch or band.titles or len(counts) < 3 or counts[0] or any(count != 1 for count in counts[1:]):
        return []
    figures = [int(n) for at in numbered if (n := said[at][0].strip("().")).isdecimal()]
    named = _names(head) >= 2 and (len(band.xs) > 3 or any(ORDINAL.search(cells[0]) for cells in head))
    return list(_merged(band, said, starts)) if named and _restarts(figures) else []


def _below(band: Band, said: Sequence[Cells], bases: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Where lines of one cell or of two cells below each other stand."""
    for column in range(len(band.xs) - 1):
        yield from pairwise([base for base, cells in zip(bases, said, strict=True) if cells[column]])


def _are_full(said: Sequence[Cells], numbered: Sequence[int]) -> bool:
    return all(sum(map(bool, said[at])) >= 3 for at in numbered)


def _is_list(said: Sequence[Cells], numbered: Sequence[int]) -> bool:
    """Whether the numbers count up, and stand by the first line of their rows."""
    figures = [int(n) for at in numbered if (n := said[at][0].strip("().")).isdecimal()]
    steps = [b - a for a, b in pairwise(figures)]
    if sum(step != 1 for step in steps) > 0.2 * len(steps) and not _restarts(figures):
        return False
    beside = [next(filter(None, said[at][1:]), "") for at in numbered]
    lower = sum(not words or words[0].islower() for words in beside)
    return lower <= CENTRED * len(numbered)


def _restarts(figures: Sequence[int]) -> bool:
    """Whether numbers count up and begin again with 1."""
    return all(b in (a + 1, 1) for a, b in pairwise(figures))


def _filled(band: Band, said: Sequence[Cells]) -> list[Cells]:
    """The rows of a table without numbers: each line that fills the columns, with the lines below that do not."""
    columns = len(band.xs) - 1
    full = [at for at, cells in enumerate(said) if all(cells)]
    if columns < 3 or len(full) < 3 or full[0] or band.titles:
        return []
    figures = sum(_is_of_figures([said[at][column] for at in full[1:]]) for column in range(1, columns))
    named = _names(said[:1]) >= 2
    if not (figures >= 2 or (figures and named)) or any(cells[0] and not all(cells) for cells in said):
        return []
    return list(_merged(band, said, full))


def _is_of_figures(column: Sequence[str]) -> bool:
    return sum(FIGURE.search(said) is not None for said in column) >= 0.8 * len(column)


def _ruled(band: Band, said: Sequence[Cells]) -> list[Cells]:
    """The rows between ruled lines; those of a part with several numbers by their numbers."""
    head = said[: min(band.cuts)]
    columns = len(band.xs) - 1
    if columns == 2 and not (_names(head) == 2 and any(ORDINAL.search(c[0]) for c in head)):
        return []
    if columns > 2 and not _names(head) and len(band.cuts) < 3:
        return []
    edges = sorted({0, *band.cuts, len(said)})
    starts: list[int] = []
    for start, end in pairwise(edges):
        numbered = [at for at in range(start, end) if _is_numbered(band, at, said[at])]
        starts += [start] if len(numbered) < 2 else sorted({start, *numbered})
    made = list(_merged(band, said, starts))
    return made if sum(sum(map(bool, row)) > 1 for row in made) >= 3 else []


def _merged(band: Band, said: Sequence[Cells], starts: Sequence[int]) -> Iterator[Cells]:
    """Lines to rows: each from one of `starts` up to the next."""
    for start, end in pairwise([*starts, len(said)]):
        row = tuple(" ".join(filter(None, column)) for column in zip(*said[start:end], strict=True))
        yield (" ".join(filter(None, row)),) if start in band.titles else row
