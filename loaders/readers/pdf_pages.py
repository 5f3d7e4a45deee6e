"""Pages of letters to pages of text: first each by itself, then what depends on several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.readers.pdf_columns import Line, in_order
from loaders.readers.pdf_file import Sheet
from loaders.readers.pdf_grid import grids
from loaders.readers.pdf_lines import Piece, pieces
from loaders.readers.pdf_margins import furniture, without_stamps
from loaders.readers.pdf_paragraphs import contents, parted
from loaders.readers.pdf_tables import Table, filled, goes_on, join

Block = list[Line] | Table


@dataclass(slots=True)
class Leaf:
    """A page on the way to its text."""

    height: float = 0.0
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def laid_out(sheet: Sheet) -> Leaf:
    """The tables of a page, and the pieces of lines outside them."""
    glyphs = sheet.glyphs
    tables = []
    for grid in grids(sheet.drawn.rules):
        table, glyphs = filled(grid, glyphs)
        if table.rows:
            tables.append(table)
    return Leaf(sheet.height, without_stamps(pieces(glyphs)), tables)


def texts(leaves: Sequence[Leaf]) -> list[str]:
    """The text of each page."""
    dropped = furniture([(leaf.height, leaf.pieces) for leaf in leaves])
    for leaf, gone in zip(leaves, dropped, strict=True):
        leaf.pieces = [piece for piece in leaf.pieces if piece not in gone]
    _join_tables(leaves)
    pages = [list(_blocks(leaf)) for leaf in leaves]
    listed = contents([line for page in pages for block in page if isinstance(block, list) for line in block])
    return ["\n".join(_lines(page, listed)) + "\n" for page in pages]


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


def _blocks(leaf: Leaf) -> Iterator[Block]:
    """The lines and the tables of a page, from the top."""
    waiting = leaf.pieces
    for table in leaf.tables:
        yield in_order(p for p in waiting if p.base < table.top + 2)
        waiting = [p for p in waiting if p.base >= table.top + 2]
        yield table
    yield in_order(waiting)


def _lines(page: Sequence[Block], listed: set[Line]) -> Iterator[str]:
    for block in page:
        if isinstance(block, Table):
            yield from block.lines()
            continue
        for line in parted([line for line in block if line not in listed]):
            yield from [""] * line.apart
            yield line.text
