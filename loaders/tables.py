"""Tables that a text holds as lines: cells between tabs or pipes, cells one a line, columns lost in a scan.

`find` reads all tables of a text; `is_row`, `opens` and `parse` are its parts for a caller that walks lines itself.
Tables come with `part` BODY and no parent: where they stand is for the segmenter to say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.extract.patterns import compiled
from loaders.listing import listing_at
from loaders.outline import Cell, Part, Row, Table
from loaders.text import Text

Span = tuple[int, int]

_RULE = compiled(r"^[\s|:+=-]*-{2,}[\s|:+=-]*$")
_NUMBERING = compiled(r"^\(?(?:\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-HĐ])\)?[.)]?$", ignore_case=False)
_ORDINAL = compiled(r"^(?:stt|tt|số tt|số thứ tự|sott|s[oốô]\s*tt)\.?$", begins="st")
_NOISE = compiled(r"^\s*(?:\d{1,3}|https?://\S+)?\s*$")
_LOST = compiled(
    r"^[^\p{L}]*(?:STT|TT)\s.*(?:n[oộ]i\s*dung|nhi[eệ]m\s*v[uụ]|c[oô]ng\s*vi[eệ]c).*"
    r"(?:ch[uủ]\s*tr[iì]|th[uự]c\s*hi[eệ]n|ph[oố]i\s*h[oợ]p|th[oờ]i\s*(?:gian|h[aạ]n))"
)
_LOST_END = compiled(
    r"^\s*(?:n[oơ]i\s*nh[aậ]n[^\p{L}]|(?:TM|KT|TL)\.|PH[UỤ]\s*L[UỤ]C|(?:I|II|III|IV|V|VI)\.\s)", ignore_case=False
)
_LOST_NUMBER = compiled(r"^\s*(?:\d{1,2}\s*[.)]?|[^\p{L}\s|-]{1,2})\s*\|")
_PAGE_EDGE = 160  # characters of what stands at the foot and the head of a page
_HEADING = compiled(r"(?:^|\n)\s*(?:(?:[IVXL]{1,6}|\d{1,2})\.|Điều|PHỤ LỤC|Phụ lục|Biểu|BIỂU)\s", ignore_case=False)
_CAPITAL = compiled(r"^\s*\p{Lu}(?:\p{Ll}|\s)", ignore_case=False)


def is_row(line: str) -> bool:
    """Whether a line looks like one row of a table with tabs or pipes."""
    bare = line.strip()
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 2:
        return True
    return line.count("\t") >= 2 or bare.count(" | ") >= 2


def opens(line: str) -> bool:
    """Whether a line is the heading of a table whose columns a scan has lost."""
    return len(line) < 160 and "tt" in line.lower() and not is_row(line) and _LOST.search(line) is not None


def find(text: Text) -> tuple[Table, ...]:
    """All tables of the text, in order."""
    lines = list(_lines(text.chars))
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        table, after = _table_at(text, lines, at)
        if table is not None and tables and _goes_on(text.chars, tables[-1], table):
            table = _with_rows(tables.pop(), table)
        if table is not None:
            tables.append(table)
        at = max(after, at + 1)
    return tuple(tables)


def _goes_on(chars: str, before: Table, table: Table) -> bool:
    """Whether a table without names of columns is the rest of the one before, with only a page's edge between."""
    if table.header or not (before.regular and before.header) or len(before.rows[0].cells) != len(table.rows[0].cells):
        return False
    between = chars[before.end : table.start]
    return len(between) < _PAGE_EDGE and not _HEADING.search(between)


def _with_rows(before: Table, table: Table) -> Table:
    return replace(before, end=table.end, rows=(*before.rows, *table.rows))


def parse(text: Text, lines: Sequence[Span]) -> Table | None:
    """The table that these candidate lines make, None where they make none (less than two rows)."""
    if lines and opens(text.chars[slice(*lines[0])]):
        return _irregular(text, lines)
    raw = [_row(text.chars, line) for line in lines if not _RULE.search(text.chars[slice(*line)])]
    raw = [row for row in raw if row.cells]
    if len(raw) < 2 or max(len(row.cells) for row in raw) < 2:
        return None
    header = _header_rows(text.chars, raw)
    return _made(_joined(text.chars, raw, header), header)


def _table_at(text: Text, lines: list[Span], at: int) -> tuple[Table | None, int]:
    line = text.chars[slice(*lines[at])]
    if is_row(line):
        after = _run_end(text.chars, lines, at)
        return parse(text, lines[at:after]), after
    if opens(line):
        after = _lost_end(text.chars, lines, at)
        return parse(text, lines[at:after]), after
    listing = listing_at(text.chars, lines, at) if _ORDINAL.search(line.strip()) else None
    if listing is not None:
        return _made(listing.rows, 1), listing.after
    return None, at + 1


def _made(rows: Sequence[Row], header: int, *, regular: bool = True) -> Table:
    return Table(
        start=rows[0].start,
        end=rows[-1].end,
        rows=tuple(rows),
        header=header,
        parent=None,
        part=Part.BODY,
        regular=regular,
    )


def _lines(chars: str) -> Iterator[Span]:
    """Lines that are not blank, without their line end."""
    start = 0
    for line in chars.splitlines(keepends=True):
        end = start + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        if line.strip():
            yield start, end
        start += len(line)


def _run_end(chars: str, lines: list[Span], at: int) -> int:
    """One past the last line of the run of rows; page numbers and addresses between rows are passed over."""
    after = at + 1
    look = after
    while look < len(lines) and look - after < 3:
        line = chars[slice(*lines[look])]
        if is_row(line):
            after = look + 1
        elif not _NOISE.search(line):
            break
        look += 1
    return after


def _row(chars: str, line: Span) -> Row:
    """A line cut into cells; a leading empty cell before a row number is a shifted row."""
    start, end = line
    words = chars[start:end]
    mark = "\t" if words.count("\t") >= 2 else "|"
    if mark not in words:
        return Row(start=start, end=end, cells=())
    lead = len(words) - len(words.lstrip(" |")) if mark == "|" and words.lstrip().startswith("|") else 0
    lead = words.index("|") + 1 if lead else 0
    body = words[lead:].rstrip().removesuffix("|") if lead else words
    cells: list[Cell] = []
    at = start + lead
    for piece in body.split(mark):
        cells.append(_cell(chars, at, at + len(piece)))
        at += len(piece) + 1
    while len(cells) > 1 and not cells[0].spans and _NUMBERING.search(_words(chars, cells[1])):
        del cells[0]
    return Row(start=start, end=end, cells=tuple(cells))


def _cell(chars: str, start: int, end: int) -> Cell:
    words = chars[start:end]
    if not words.strip():
        return Cell(spans=())
    start += len(words) - len(words.lstrip())
    return Cell(spans=((start, start + len(words.strip())),))


def _words(chars: str, cell: Cell) -> str:
    return " ".join(chars[s:e] for s, e in cell.spans)


def _header_rows(chars: str, rows: Sequence[Row]) -> int:
    """How many rows head the table: names of columns, names under them, the row of column numbers."""
    base = _names_at(chars, rows)
    first = [_words(chars, c) for c in rows[base].cells]
    if _NUMBERING.search(first[0]) or any(c.replace(".", "").replace(",", "").isdigit() for c in first[1:]):
        return 0
    count = base + 1
    if len(rows) > count + 1 and _heads_further(chars, rows[count], rows[count + 1]):
        count += 1
    if len(rows) > count and _counts_columns(chars, rows[count]):
        count += 1
    return count


def _names_at(chars: str, rows: Sequence[Row]) -> int:
    """Which of the first rows names the columns; titles may stand over it."""
    for i, row in enumerate(rows[:3]):
        if any(_ORDINAL.search(_words(chars, cell)) for cell in row.cells):
            return i
    return 0


def _heads_further(chars: str, row: Row, after: Row) -> bool:
    """A row of names under the first heading row: short cells, no number of its own, a numbered row behind it."""
    words = [_words(chars, c) for c in row.cells]
    numbered = bool(_NUMBERING.search(_words(chars, after.cells[0])))
    plain = all(len(w) < 60 and not any(ch.isdigit() for ch in w[:1]) for w in words)
    return len(words) > 1 and plain and numbered and not _NUMBERING.search(words[0])


def _counts_columns(chars: str, row: Row) -> bool:
    words = [_words(chars, c).strip("() ") for c in row.cells]
    return len(words) > 2 and words == [str(i + 1) for i in range(len(words))]


def _joined(chars: str, rows: Sequence[Row], header: int) -> list[Row]:
    """Rows with what a page break cut from them; a heading row repeated after the break is dropped."""
    heads = [[_words(chars, c).casefold() for c in row.cells] for row in rows[:header]]
    made = list(rows[:header])
    for row in rows[header:]:
        if [_words(chars, c).casefold() for c in row.cells] in heads:
            continue
        if len(made) > header and _continues(chars, made[-1], row):
            made[-1] = _extended(made[-1], row)
        else:
            made.append(row)
    return made


def _continues(chars: str, before: Row, row: Row) -> bool:
    """An empty first cell, as many cells as above, and a cell that goes on in the middle of a sentence."""
    if row.cells[0].spans or len(row.cells) != len(before.cells):
        return False
    return any(chars[s : s + 1].islower() for cell in row.cells for s, _ in cell.spans[:1])


def _extended(before: Row, row: Row) -> Row:
    cells = tuple(Cell(spans=a.spans + b.spans) for a, b in zip(before.cells, row.cells, strict=True))
    return Row(start=before.start, end=row.end, cells=cells)


def _lost_end(chars: str, lines: list[Span], at: int) -> int:
    for after in range(at + 1, len(lines)):
        if _LOST_END.search(chars[slice(*lines[after])]):
            return after
    return len(lines)


def _irregular(text: Text, lines: Sequence[Span]) -> Table | None:
    """Rows of a table without columns: each holds a line with a row number, and begins at the capital before it."""
    numbered = [i for i, line in enumerate(lines) if i and _LOST_NUMBER.search(text.chars[slice(*line)])]
    numbered = [i for k, i in enumerate(numbered) if not k or i - numbered[k - 1] > 1]
    if not numbered:
        return None
    begins = [1]
    for before, number in itertools.pairwise(numbered):
        capitals = [i for i in range(before + 1, number + 1) if _CAPITAL.search(text.chars[slice(*lines[i])])]
        begins.append(capitals[-1] if capitals else before + 1)
    rows = [_line_row(lines[:1])]
    rows += [_line_row(lines[a:b]) for a, b in zip(begins, [*begins[1:], len(lines)], strict=True)]
    return _made(rows, 1, regular=False)


def _line_row(lines: Sequence[Span]) -> Row:
    return Row(start=lines[0][0], end=lines[-1][1], cells=(Cell(spans=tuple(lines)),))
