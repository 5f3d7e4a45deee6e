"""Pages of letters to pages of text: first each by itself, then what depends on several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.readers import pdf_notes
from loaders.readers.pdf_aligned import aligned, without
from loaders.readers.pdf_columns import Line, in_order
from loaders.readers.pdf_drawing import Rule
from loaders.readers.pdf_file import Sheet
from loaders.readers.pdf_grid import grids
from loaders.readers.pdf_letters import completed
from loaders.readers.pdf_lines import Piece, pieces
from loaders.readers.pdf_margins import furniture, is_known, without_stamps
from loaders.readers.pdf_paragraphs import contents, margins, parted, runs_over, whole
from loaders.readers.pdf_rows import rows, words
from loaders.readers.pdf_tables import Table, filled, goes_on, join


@dataclass(slots=True)
class Leaf:
    """A page on the way to its text."""

    height: float = 0.0
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    older: frozenset[str] = frozenset()
    rules: list[Rule] = field(default_factory=list)  # that may stand above notes


def laid_out(sheet: Sheet, before: Leaf | None = None) -> Leaf:
    """The tables of a page, and the pieces of lines outside them; tables of the page `before` may go on."""
    glyphs = sheet.glyphs
    tables = []
    for grid in grids(sheet.drawn.rules):
        table, glyphs = filled(grid, glyphs)
        if table.rows:
            tables.append(table)
    found = pieces(glyphs)
    more = aligned(glyphs, found, sheet.drawn.rules, _open_table(before, tables))
    if more:
        found = list(without(found, more))
        tables = sorted([*tables, *more], key=lambda table: table.top)
    found = [piece._replace(text=completed(piece.text, sheet.older)) for piece in found]
    above = pdf_notes.rules_above(sheet.drawn.rules, sheet.width, sheet.height)
    return Leaf(sheet.height, without_stamps(found), tables, sheet.older, above)


def _open_table(before: Leaf | None, tables: Sequence[Table]) -> Table | None:
    """The table at the foot of the page before, with at most what stands around a text below it."""
    if before is None or not before.tables or (tables and goes_on(before.tables[-1], tables[0])):
        return None
    last = before.tables[-1]
    below = [p for p in before.pieces if p.base > last.bottom]
    return last if all(is_known(words(row)) for row in rows(below)) else None


def texts(leaves: Sequence[Leaf]) -> list[str]:
    """The text of each page; of a paragraph that goes on over pages each page has its part of one line."""
    dropped = furniture([(leaf.height, leaf.pieces) for leaf in leaves])
    for leaf, gone in zip(leaves, dropped, strict=True):
        leaf.pieces = [piece for piece in leaf.pieces if piece not in gone]
    notes = [_taken_notes(leaf) for leaf in leaves]
    pdf_notes.joined(notes)
    _join_tables(leaves)
    pages = [list(_lines(leaf)) for leaf in leaves]
    listed = contents([line for page in pages for line in page])
    pages = [[line for line in page if line not in listed] for page in pages]
    edges = [margins(page) for page in pages]
    pages = [whole(page, edge) for page, edge in zip(pages, edges, strict=True)]
    open_ends = [
        bool(a and b) and runs_over(a[-1], b[0], *around)
        for (a, b), around in zip(pairwise(pages), pairwise(edges), strict=True)
    ]
    open_ends.append(False)
    pages = pdf_notes.placed(pages, notes, open_ends[: len(pages)])
    ends = ["" if is_open else "\n" for is_open in open_ends]
    said = [_text(page, end) for page, end in zip(pages, ends, strict=False)]
    return [completed(text, leaf.older) for text, leaf in zip(said, leaves, strict=True)]


def _taken_notes(leaf: Leaf) -> list[Line]:
    """The notes at the foot of a page, which then stand no longer among its pieces."""
    lowest = max((table.bottom for table in leaf.tables), default=0.0)
    rules = [rule for rule in leaf.rules if rule.at > lowest + 2]
    inside = [piece for piece in leaf.pieces if piece.base > lowest]
    kept, notes = pdf_notes.parted(inside, rules, leaf.height)
    if notes:
        leaf.pieces = [piece for piece in leaf.pieces if piece.base <= lowest] + kept
    return notes


def _join_tables(leaves: Sequence[Leaf]) -> None:
    """Tables that go on over a page are one, as long as no text stands between."""
    before: Table | None = None
    for leaf in leaves:
        for table in leaf.tables:
            is_first = table is leaf.tables[0] and not any(p.base < table.top for p in leaf.pieces)
            if before is not None and is_first and goes_on(before, table):
                join(before, table)
            else:
                before = table
        if leaf.pieces and (not leaf.tables or any(p.base > leaf.tables[-1].bottom for p in leaf.pieces)):
            before = None


def _lines(leaf: Leaf) -> Iterator[Line]:
    """The lines and the rows of a page, from the top."""
    waiting = leaf.pieces
    for table in leaf.tables:
        yield from parted(in_order(p for p in waiting if p.base < table.top + 2))
        waiting = [p for p in waiting if p.base >= table.top + 2]
        for i, said in enumerate(line for line in table.lines() if line):
            yield Line(said, table.xs[0], table.xs[-1], table.top, 0.0, table.xs[0], apart=i == 0, fixed=True)
    below = parted(in_order(waiting))
    yield from (line._replace(apart=line.apart or bool(i == 0 and leaf.tables)) for i, line in enumerate(below))


def _text(lines: Sequence[Line], end: str) -> str:
    """The lines of a page, an empty one before what stands apart."""
    return "\n".join(f"\n{line.text}" if line.apart and i else line.text for i, line in enumerate(lines)) + end
