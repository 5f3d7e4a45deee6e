"""Tables whose cells stand one a line: "STT", the names of the columns, then every cell of every row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extract.patterns import compiled
from loaders.outline import Cell, Row

Span = tuple[int, int]

_NUMBER = compiled(r"^(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVXL]{1,6}(?:\.\d{1,2})?|[A-HĐ])\s*[.)]?$", ignore_case=False)
_COLUMN = compiled(
    r"nội dung|nhiệm vụ|công việc|giải pháp|hoạt động|chủ trì|phối hợp|thực hiện|thời gian|thời hạn|tiến độ|hoàn thành"
    r"|sản phẩm|kết quả|đầu ra|ghi chú|chỉ tiêu|đơn vị|cơ quan|kinh phí|lĩnh vực|tên "
)
_OUTSIDE = compiled(
    r"^(?:STT|TT|Stt|Số TT|PHỤ LỤC|Phụ lục|Nơi nhận|(?:TM|KT|TL)\.|Ghi chú:|[IVXL]{1,6}\.\s"
    r"|Điều \d+\.|(?:Chương|Mục) [IVX\d]|\d{1,2}\. (?:Các |Danh mục |Nhóm ))",
    ignore_case=False,
)
_WIDEST = 9  # columns; more short lines than that are no heading
_LONGEST = 80  # characters of the name of a column
_DEEPEST = 40  # lines of one row, cells with lists included


@dataclass(frozen=True, slots=True)
class Listing:
    """`rows[0]` holds the names of the columns; `after` is one past the last line used."""

    rows: tuple[Row, ...]
    after: int


def listing_at(chars: str, lines: Sequence[Span], at: int) -> Listing | None:
    """The table whose first heading cell is line `at`; None where the lines after it are not the rest of one."""
    first = _first_number(chars, lines, at)
    if first is None:
        return None
    heads = [chars[s:e] for s, e in lines[at:first]]
    if sum(1 for head in heads[1:] if _COLUMN.search(head)) < 2:
        return None
    rows = [_row(lines[at:first])]
    begin = first
    while begin < len(lines) and _NUMBER.search(chars[slice(*lines[begin])].strip()):
        end = _row_end(chars, lines, begin, len(heads))
        rows.append(_row(lines[begin:end]))
        begin = end
    return Listing(tuple(rows), begin) if len(rows) > 2 else None


def _first_number(chars: str, lines: Sequence[Span], at: int) -> int | None:
    for i in range(at + 1, min(at + _WIDEST + 1, len(lines))):
        words = chars[slice(*lines[i])].strip()
        if _NUMBER.search(words):
            return i if i - at >= 3 else None
        if len(words) > _LONGEST:
            return None
    return None


def _row_end(chars: str, lines: Sequence[Span], begin: int, columns: int) -> int:
    """The line of the next row number; the last row holds no more lines than there are columns."""
    for i in range(begin + 1, min(begin + _DEEPEST, len(lines))):
        words = chars[slice(*lines[i])].strip()
        if _NUMBER.search(words):
            return i
        if _OUTSIDE.search(words):
            return min(i, begin + columns)
    return min(begin + columns, len(lines))


def _row(lines: Sequence[Span]) -> Row:
    return Row(start=lines[0][0], end=lines[-1][1], cells=tuple(Cell(spans=(line,)) for line in lines))
