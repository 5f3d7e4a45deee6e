"""Tasks from tables: columns known by their names, a task for every row that is no title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from loaders.extract import cell_actors, columns, deadlines, scan_rows, time_forms
from loaders.extract.cell_actors import Actors
from loaders.extract.columns import Columns
from loaders.extract.patterns import compiled
from loaders.extract.task_words import any_of
from loaders.outline import Cell, Outline, Row, Table
from loaders.text import Text
from ontology.model import Piece, Task

_NUMBER = compiled(
    r"^\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}(?:\.\d{1,2})?|[A-HĐ]|[a-zđ])\)?\s*[.)]?$", ignore_case=False
)
_TITLE = compiled(r"^(?:[IVXL]{1,6}|[A-HĐ])\s*[.)]?(?:\s|$)", ignore_case=False)
_LETTER = compiled(r"\p{L}")
_SURE, _RATHER, _DOUBTFUL = 0.95, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row by what they hold; `whole` where their places tell it."""

    of: dict[str, Cell]
    whole: bool


def read(outline: Outline, table: Table, issued: time_forms.Issued, known: Sequence[str] = ()) -> Iterator[Task]:
    """The tasks of a table; none where it is no list of tasks (no column of work, or none of actors).

    `known`: the agencies that the document charges elsewhere.
    """
    if not table.regular:
        yield from _lost(outline, table, known)
        return
    heading = columns.named(outline, table)
    rows = table.rows[table.header :]
    if heading is None or not rows or columns.is_foreign(outline, rows, heading):
        return
    section = _place(outline, table)
    title: str | None = None
    above: Task | None = None
    for row, after in zip_longest(rows, rows[1:]):
        if _is_title(outline, row, after, heading):
            title = _title(outline, row)
            above = None
            continue
        where = ".".join(x for x in (section, title) if x) or None
        task = _task(outline, row, heading, where, issued, above)
        if task is not None:
            yield task
            above = task


def _place(outline: Outline, table: Table) -> str | None:
    if table.parent is None:
        return "Phụ lục" if table.part.value == "appendix" else None
    return outline.section(table.parent) or ("Phụ lục" if table.part.value == "appendix" else None)


def _is_title(outline: Outline, row: Row, after: Row | None, heading: Columns) -> bool:
    """A row that only names a group of tasks: one cell of words, or a roman number before it."""
    cells = [outline.cell(c) for c in row.cells]
    filled = [c for c in cells if c and not _NUMBER.search(c)]
    if not filled:
        return True
    if len(filled) > 1:
        ranked = _TITLE.search(cells[0]) is not None and _NUMBER.search(cells[0]) is not None
        return ranked and _is_listing(outline, row) and not any(_tells(c) for c in filled)
    return (
        len(cells) < heading.count
        or (bool(cells[0]) and _TITLE.search(cells[0]) is not None)
        or filled[0].isupper()
        or (
            after is not None and outline.cell(after.cells[0]).startswith(cells[0].rstrip(".") + ".") and bool(cells[0])
        )
    )


def _tells(words: str) -> bool:
    return columns.names_agencies(words) or columns.tells_time(words)


def _is_listing(outline: Outline, row: Row) -> bool:
    """Whether the cells stand one a line: nothing but their order shows the columns then."""
    return "\n" in outline.text.chars[row.start : row.end]


def _title(outline: Outline, row: Row) -> str | None:
    cells = [outline.cell(c) for c in row.cells if outline.cell(c)]
    if not cells:
        return None
    return cells[0].split()[0].rstrip(".)") if _NUMBER.search(cells[0].split()[0]) else None


def _task(
    outline: Outline, row: Row, heading: Columns, section: str | None, issued: time_forms.Issued, above: Task | None
) -> Task | None:
    cells = _assigned(outline, row, heading)
    work = cells.of.get("task")
    if work is None or not work.spans or not _LETTER.search(outline.cell(work)) or outline.cell(work).isupper():
        return None
    actors = _actors(outline, cells)
    value, words = _time(outline, cells, issued)
    carried = not actors and above is not None and _carries(outline, row, cells)
    if carried and above is not None:  # one cell that spans several rows
        actors = Actors(above.lead, above.coordinate)
        value, words = (value, words) if words or not cells.whole else (above.deadline, above.deadline_text)
    if not actors:
        return None
    start, end, pieces = _quoted(outline.text, work)
    sure = (_SURE if cells.whole and actors.sure and not carried else _RATHER) if actors.lead else _DOUBTFUL
    return Task(
        description=_folded(outline.text.chars[slice(*start_of(work))]),
        start=start,
        end=end,
        lead=actors.lead,
        coordinate=actors.coordinate,
        deadline=value,
        deadline_text=words,
        deliverable=_words(outline, cells.of.get("product")),
        section=_numbered(section, outline, row),
        rule="table-row" if cells.whole else "table-row-with-lost-cells",
        confidence=sure,
        pieces=pieces,
    )


def _time(outline: Outline, cells: _Cells, issued: time_forms.Issued) -> tuple[str | None, str | None]:
    return deadlines.of_cell(outline.cell(cells.of["deadline"]), issued) if "deadline" in cells.of else (None, None)


def _carries(outline: Outline, row: Row, cells: _Cells) -> bool:
    """Whether nobody is named because a cell above spans this row too: it is empty, lost, or says so."""
    if _is_listing(outline, row):
        return False
    return all(
        not (words := outline.cell(cells.of[kind])) or any_of("columns", "same").search(words) is not None
        for kind in columns.ACTORS
        if kind in cells.of
    )


def _actors(outline: Outline, cells: _Cells) -> Actors:
    def pieces(kind: str) -> list[str]:
        cell = cells.of.get(kind)
        return [outline.text.chars[s:e].strip() for s, e in cell.spans] if cell is not None else []

    if pieces("both"):
        return cell_actors.of_both(pieces("both"))
    found = cell_actors.of_lead(pieces("lead"))
    partners = cell_actors.of_partners(pieces("partner"))
    together = tuple(n for n in dict.fromkeys((*found.coordinate, *partners)) if n not in found.lead)
    return Actors(found.lead, together, found.sure)


def _assigned(outline: Outline, row: Row, heading: Columns) -> _Cells:
    """Cells by what they hold: by position where the row is whole, by their words where cells were lost."""
    if len(row.cells) == heading.count:
        held = {kind: cell for kind, cell in zip(heading.kinds, row.cells, strict=True) if kind != "other"}
        if not _is_listing(outline, row) or _fits(outline, held):
            return _Cells(held, whole=True)
    cells = row.cells
    if cells and "number" in heading.kinds and _NUMBER.search(outline.cell(cells[0])):
        cells = cells[1:]
    lines = Row(start=row.start, end=row.end, cells=cells)
    held = columns.placed(outline, lines, heading)
    if "task" in held:
        held["task"] = _joined(outline, held["task"])
    return _Cells(held, whole=False)


def _fits(outline: Outline, held: dict[str, Cell]) -> bool:
    """Whether the actors' cells name agencies, the time's tells a time, and no other does."""
    for kind, cell in held.items():
        words = outline.cell(cell)
        if kind in columns.ACTORS and not columns.names_agencies(words):
            return False
        if kind == "deadline" and columns.names_agencies(words):
            return False
        if kind == "task" and _tells(words):
            return False
    return True


def _joined(outline: Outline, cell: Cell) -> Cell:
    """Lines that follow each other are one stretch of the text."""
    spans = [cell.spans[0]]
    for start, end in cell.spans[1:]:
        if outline.text.chars[spans[-1][1] : start].strip():
            spans.append((start, end))
        else:
            spans[-1] = (spans[-1][0], end)
    return Cell(spans=tuple(spans))


def start_of(cell: Cell) -> tuple[int, int]:
    """The stretch that is quoted: the first piece of the cell, up to where it is broken."""
    return cell.spans[0]


def _quoted(text: Text, cell: Cell) -> tuple[int, int, tuple[Piece, ...]]:
    start, end = text.source_span(*start_of(cell))
    pieces = []
    for span in cell.spans[1:]:
        begin, stop = text.source_span(*span)
        pieces.append(Piece(start=begin, end=stop, text=_folded(text.chars[slice(*span)])))
    return start, end, tuple(pieces)


def _numbered(section: str | None, outline: Outline, row: Row) -> str | None:
    number = outline.cell(row.cells[0]).rstrip(".)") if row.cells else ""
    if number and _NUMBER.search(number):
        return f"{section}.{number}" if section else number
    return section


def _words(outline: Outline, cell: Cell | None) -> str | None:
    words = _folded(outline.cell(cell)) if cell is not None else ""
    return words if _LETTER.search(words) else None


def _lost(outline: Outline, table: Table, known: Sequence[str]) -> Iterator[Task]:
    """Rows of a scan whose columns are lost: the row as it stands, and who and when where that can be read."""
    chars = outline.text.chars
    head = _folded(" ".join(chars[row.start : row.end] for row in table.rows[: table.header]))
    for row in table.rows[table.header :]:
        seen = scan_rows.read(head, chars[row.start : row.end], known)
        start, end = outline.text.source_span(row.start, row.end)
        yield Task(
            description=_folded(chars[row.start : row.end]),
            start=start,
            end=end,
            lead=seen.lead,
            coordinate=seen.coordinate,
            deadline=seen.deadline,
            deadline_text=seen.deadline_text,
            deliverable=None,
            section=_place(outline, table),
            rule="table-row-of-a-scan",
            confidence=0.35 if seen.lead else 0.3,
        )


def _folded(text: str) -> str:
    return " ".join(text.split())
