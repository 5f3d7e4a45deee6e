"""Tasks from tables: columns known by their names, a task for every row that is no title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.extract import agencies, deadlines, scan_rows
from loaders.extract.columns import fitted
from loaders.extract.patterns import compiled
from loaders.extract.task_words import any_of
from loaders.outline import Cell, Outline, Row, Table
from loaders.text import Text
from ontology.model import Piece, Task

KINDS = ("number", "partner", "lead", "deadline", "product", "other", "task")
_NUMBER = compiled(
    r"^\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXL]{1,6}(?:\.\d{1,2})?|[A-HĐ]|[a-zđ])\)?\s*[.)]?$", ignore_case=False
)
_TITLE = compiled(r"^(?:[IVXL]{1,6}|[A-HĐ])\s*[.)]?(?:\s|$)", ignore_case=False)
_DONE = compiled(r"^[-+*\s]*(?:đã|đang|chưa|hoàn\s+thành(?:\s*$|\s+\d)|đạt\s+\d)(?:[^\p{L}]|$)")
_LETTER = compiled(r"\p{L}")
_BULLET = compiled(r"^[-+•*]\s*")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; `task` and one of the actors are always known."""

    of: dict[str, int]
    count: int


def read(outline: Outline, table: Table, issued: deadlines.Issued, known: Sequence[str] = ()) -> Iterator[Task]:
    """The tasks of a table; none where it is no list of tasks (no column of work, or none of actors).

    `known`: the agencies that the document charges elsewhere.
    """
    if not table.regular:
        yield from _lost(outline, table, known)
        return
    columns = _columns(outline, table)
    if columns is None:
        return
    section = _place(outline, table)
    title: str | None = None
    above: Task | None = None
    for row in table.rows[table.header :]:
        if _is_title(outline, row, columns):
            title = _title(outline, row)
            continue
        task = _task(outline, row, columns, ".".join(x for x in (section, title) if x) or None, issued, above)
        if task is not None:
            yield task
            above = task


def _columns(outline: Outline, table: Table) -> Columns | None:
    heads = [outline.cell(cell) for row in table.rows[: table.header] for cell in row.cells][:20]
    first = [outline.cell(cell) for cell in table.rows[0].cells] if table.rows else []
    if not table.header or any(any_of("columns", "foreign").search(head) for head in heads):
        return None
    of: dict[str, int] = {}
    for i, head in enumerate(first):
        kind = next((k for k in KINDS if any_of("columns", k).search(head)), None)
        if kind and kind not in of:
            of[kind] = i
    if "task" not in of or not ("lead" in of or "partner" in of) or _reports(outline, table, of.get("product")):
        return None
    return Columns(of, len(first))


def _reports(outline: Outline, table: Table, results: int | None) -> bool:
    """Whether the results are those of work already done: "Đã ban hành …", "Đang thực hiện"."""
    if results is None:
        return False
    rows = table.rows[table.header :]
    said = [w for row in rows if results < len(row.cells) and (w := outline.cell(row.cells[results]))]
    done = sum(1 for words in said if _DONE.search(words))
    return len(said) > 1 and 2 * done > len(said)


def _place(outline: Outline, table: Table) -> str | None:
    if table.parent is None:
        return "Phụ lục" if table.part.value == "appendix" else None
    return outline.section(table.parent) or ("Phụ lục" if table.part.value == "appendix" else None)


def _is_title(outline: Outline, row: Row, columns: Columns) -> bool:
    """A row that only names a group of tasks: one cell of words, or a roman number before it."""
    cells = [outline.cell(c) for c in row.cells]
    filled = [c for c in cells if c and not _NUMBER.search(c)]
    if not filled:
        return True
    if len(filled) == 1:
        return (
            len(cells) < columns.count
            or (bool(cells[0]) and _TITLE.search(cells[0]) is not None)
            or filled[0].isupper()
        )
    return False


def _title(outline: Outline, row: Row) -> str | None:
    cells = [outline.cell(c) for c in row.cells if outline.cell(c)]
    if not cells:
        return None
    return cells[0].split()[0].rstrip(".)") if _NUMBER.search(cells[0].split()[0]) else None


def _task(
    outline: Outline, row: Row, columns: Columns, section: str | None, issued: deadlines.Issued, above: Task | None
) -> Task | None:
    cells = _assigned(outline, row, columns)
    work = cells.get("task")
    if work is None or not work.spans or not _LETTER.search(outline.cell(work)) or outline.cell(work).isupper():
        return None
    lead, coordinate = _names(outline, cells.get("lead")), _names(outline, cells.get("partner"))
    if not lead and not coordinate and above is not None and "lead" not in cells:
        lead, coordinate = above.lead, above.coordinate  # one cell that spans several rows
    value, words = deadlines.of_cell(outline.cell(cells["deadline"]), issued) if "deadline" in cells else (None, None)
    whole = len(row.cells) == columns.count
    start, end, pieces = _quoted(outline.text, work)
    return Task(
        description=_folded(outline.text.chars[slice(*start_of(work))]),
        start=start,
        end=end,
        lead=lead,
        coordinate=tuple(n for n in coordinate if n not in lead),
        deadline=value,
        deadline_text=words,
        deliverable=_words(outline, cells.get("product")),
        section=_numbered(section, outline, row),
        rule="table-row" if whole else "table-row-with-lost-cells",
        confidence=(0.95 if whole else 0.7) if lead else 0.5,
        pieces=pieces,
    )


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


def _assigned(outline: Outline, row: Row, columns: Columns) -> dict[str, Cell]:
    """Cells by what they hold: by position where the row is whole, by their words where cells were lost."""
    cells = list(row.cells)
    if len(cells) == columns.count:
        return {kind: cells[i] for kind, i in columns.of.items() if i < len(cells)}
    if cells and _NUMBER.search(outline.cell(cells[0])):
        cells = cells[1:]
    order = [kind for _, kind in sorted((i, k) for k, i in columns.of.items() if k != "number")]
    if not cells or order[0] != "task":
        return {}
    chosen = fitted(tuple(outline.cell(c) for c in cells[1:]), tuple(order[1:]))
    return {"task": cells[0]} | {kind: cells[i + 1] for kind, i in chosen.items()}


def _names(outline: Outline, cell: Cell | None) -> tuple[str, ...]:
    """The agencies of a cell, a list or several lines."""
    if cell is None or not cell.spans:
        return ()
    words = outline.cell(cell)
    if not _LETTER.search(words):
        return ()
    pieces = [_BULLET.sub("", outline.text.chars[s:e].strip()) for s, e in cell.spans]
    names = agencies.listed("; ".join(pieces) if len(pieces) > 1 and words.startswith("-") else words)
    return tuple(name for name in names if len(name) > 3 and not _NUMBER.search(name))


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
