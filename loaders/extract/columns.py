"""What the columns of a table of tasks hold, by their names; and which cell belongs to which where cells were lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from loaders.extract import agencies, deadlines
from loaders.extract.patterns import compiled
from loaders.extract.task_words import any_of, choice
from loaders.outline import Cell, Outline, Row, Table

KINDS = ("number", "partner", "lead", "deadline", "product", "other", "task")
BOTH = "both"  # lead and partners in one column
ACTORS = ("lead", "partner", BOTH)

_HEAD = compiled(rf"^[^\p{{L}}]*{choice('groups', 'head')}(?:[^\p{{L}}]|$)")
_BULLET = compiled(r"^\s*[-–+•*]")
_MARK = compiled(r"\s*[\[(]\d{1,2}[\])]|\s+\d$")
_SPAN = compiled(
    r"^[^\p{L}\d]*(?:\p{L}+\s+){0,4}\d+(?:[.,]\d+)?\s*(?:ngày|giờ|phút|tháng|h)(?:\s+làm\s+việc)?(?:[^\p{L}/]|$)"
)
_TOLD = compiled(r"^giờ hành chính|^\d{1,3}(?:[.,]\d+)?$")
_SOMEWHEN = compiled(
    r"^(?:[\p{L}-]+[\s,]+){0,5}(?:giai\s+đoạn\s+20\d\d|(?:từ|sau|đầu|trong|và)\s+(?:năm|quý|tháng)\s+[\dIV])"
    r"|(?:thường\s+xuyên|liên\s+tục|h[àằ]ng\s+năm)\.?$|^sau\s+khi|^khi\s+có"
)
_LONGEST_TIME = 80
_FIT, _MISFIT, _WEAK = 2.0, -1.0, 0.4
_FILLED = 0.5  # a column that got something
_NO_LEAD = -1.0  # the one column that a row of tasks hardly ever leaves empty
_RUN_ON = -0.6  # a line that goes on with the cell of the line before although nothing shows it
_NEW_LIST = -0.8  # a list that opens within a cell of names


@dataclass(frozen=True, slots=True)
class Columns:
    """`kinds`: what each column holds, in order; work and one of the actors are always among them."""

    kinds: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.kinds)

    def at(self, kind: str) -> int | None:
        return self.kinds.index(kind) if kind in self.kinds else None


def named(outline: Outline, table: Table) -> Columns | None:
    """The columns of a table of tasks by their heading; None where the heading is another table's."""
    heads = _heads(outline, table)
    if not heads or any(any_of("columns", "foreign").search(head) for head in heads):
        return None
    kinds: list[str] = []
    for head in heads:
        kind = _kind(head)
        kinds.append("other" if kind in kinds else kind)
    if "task" not in kinds or not any(actor in kinds for actor in ACTORS):
        return None
    return Columns(tuple(kinds))


def _kind(head: str) -> str:
    if any_of("columns", "partner").search(head) and any_of("columns", "chair").search(head):
        return BOTH
    return next((kind for kind in KINDS if any_of("columns", kind).search(head)), "other")


def _heads(outline: Outline, table: Table) -> list[str]:
    """The names of the columns; a name over several columns is joined to each of the names below it."""
    rows = [[_MARK.sub("", outline.cell(cell)) for cell in row.cells] for row in table.rows[: table.header]]
    rows = [row for row in rows if sum(map(bool, row)) > 1 and not all(_is_count(head) for head in row)]
    if not rows:
        return []
    heads = rows[0]
    for below in rows[1:]:
        heads = _joined(heads, below)
    return heads


def _is_count(head: str) -> bool:
    return head.strip("() ").isdigit()


def _joined(heads: list[str], below: list[str]) -> list[str]:
    if len(below) == len(heads):  # cells that a name spans are empty
        spanned = ""
        made = []
        for head, under in zip(heads, below, strict=True):
            spanned = head or (spanned if under else "")
            made.append(_under(spanned, under))
        return made
    at = next((i for i, head in enumerate(heads) if any_of("columns", "wide").search(head)), None)
    if at is None or len(below) < 2:
        return heads
    return [*heads[:at], *(_under(heads[at], under) for under in below), *heads[at + 1 :]]


def _under(head: str, under: str) -> str:
    """The name of a column by the two names that stand over it; the lower one counts where it says enough."""
    return under if _kind(under) != "other" else f"{head} {under}".strip()


def is_foreign(outline: Outline, rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the rows tell steps of a procedure, each with the hours it takes, or work that is already done."""
    at = columns.at("deadline")
    spans = done = 0
    for row in rows:
        cells = [words for cell in row.cells if (words := outline.cell(cell))]
        told = cells[-2:] if at is None or len(row.cells) != columns.count else [outline.cell(row.cells[at])]
        spans += any(len(w) < _LONGEST_TIME and (_SPAN.search(w) or _TOLD.search(w.casefold())) for w in told)
        done += any(any_of("columns", "done").search(w) for w in cells[2:])
        if cells and any_of("columns", "step").search(cells[0]):
            return True
    return len(rows) > 1 and (2 * spans > len(rows) or 2 * done > len(rows))


def placed(outline: Outline, row: Row, columns: Columns) -> dict[str, Cell]:
    """Cells by what they hold, so that their words fit best: for rows that lost cells or hold lists line by line."""
    kinds = tuple(kind for kind in columns.kinds if kind != "number")
    words = [outline.cell(cell) for cell in row.cells]
    places = fitted(words, kinds)
    held: dict[str, Cell] = {}
    for k, group in groupby(range(len(words)), key=lambda c: places[c]):
        cells = list(group)
        if kinds[k] != "other":
            held[kinds[k]] = Cell(spans=tuple(span for c in cells for span in row.cells[c].spans))
    return held


def fitted(cells: Sequence[str], kinds: tuple[str, ...]) -> list[int]:
    """For each cell or line the column it stands in, in the order of the columns."""
    fits = [_fits(words, kinds) for words in cells]
    best: list[list[tuple[float, int]]] = []  # for each cell and column: the score so far, the column before
    for c, words in enumerate(cells):
        if not c:
            best.append([(fits[0][k] + _FILLED + _without(kinds[:k]), -1) for k in range(len(kinds))])
            continue
        run_on = _run_on(cells[c - 1], words)
        best.append([_best_before(best[-1], k, kinds, fits[c][k], run_on) for k in range(len(kinds))])
    if not best:
        return []
    ends = [score + _without(kinds[k + 1 :]) for k, (score, _) in enumerate(best[-1])]
    place = ends.index(max(ends))
    places = [place]
    for c in range(len(cells) - 1, 0, -1):
        place = best[c][place][1]
        places.insert(0, place)
    return places


def _best_before(
    before: list[tuple[float, int]], k: int, kinds: tuple[str, ...], fit: float, run_on: float
) -> tuple[float, int]:
    """The best score that ends in column k, and the column of the cell before."""
    options = [(before[j][0] + _FILLED + _without(kinds[j + 1 : k]), j) for j in range(k)]
    options.append((before[k][0] + run_on, k))
    score, j = max(options)
    return score + fit, j


def _run_on(before: str, words: str) -> float:
    """What it costs that a line goes on with the cell of the line before."""
    if _BULLET.search(words):
        return 0.0 if _BULLET.search(before) or before.rstrip().endswith(":") else _NEW_LIST
    return -0.1 if before.rstrip().endswith((";", ",")) or words[:1].islower() else _RUN_ON


def _without(kinds: tuple[str, ...]) -> float:
    """What it costs to leave the columns empty."""
    return sum((_NO_LEAD for kind in kinds if kind in ("lead", BOTH, "task")), 0.0)


def _fits(words: str, kinds: tuple[str, ...]) -> list[float]:
    """How well the words could stand in each column."""
    named, timed = names_agencies(words), tells_time(words)
    of = {"lead": named, "partner": named, BOTH: named, "deadline": timed}
    other = _MISFIT if named or timed else _WEAK
    return [(_FIT if of[kind] else _MISFIT) if kind in of else other for kind in kinds]


@lru_cache(maxsize=2048)
def names_agencies(words: str) -> bool:
    """Whether a cell names agencies and little else."""
    if any_of("columns", "no_actor").search(words):
        return False
    found = agencies.find(words)
    mostly = bool(found) and found[0].start < 12 and sum(m.end - m.start for m in found) > 0.5 * len(words)
    return mostly or (len(words) < _LONGEST_TIME and _HEAD.search(words) is not None and not tells_time(words))


@lru_cache(maxsize=2048)
def tells_time(words: str) -> bool:
    """Whether a cell says when: a date, a span of time, or that it comes back."""
    if len(words) >= _LONGEST_TIME:
        return False
    return (
        deadlines.of_cell(words)[0] is not None
        or bool(deadlines.find(words))
        or words.casefold().startswith("theo kế hoạch")
        or _SOMEWHEN.search(words) is not None
    )
