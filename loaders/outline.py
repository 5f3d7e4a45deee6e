"""The parts of a document: blocks with their markers and headings, tables with their cells.

Offsets count characters of the normalised `Text`; `Text.source_span` leads back to the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from loaders.text import Text


class Part(StrEnum):
    """Where in a document a block stands (NĐ 30/2020/NĐ-CP, Điều 8)."""

    HEAD = "head"
    BASIS = "basis"
    BODY = "body"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"
    APPENDIX = "appendix"


class Level(StrEnum):
    """Kinds of markers, from the widest to the narrowest; PLAIN has none."""

    PART = "part"  # Phần thứ nhất
    CHAPTER = "chapter"  # Chương I
    SECTION = "section"  # Mục 1
    ROMAN = "roman"  # I.
    ARTICLE = "article"  # Điều 1.
    DECIMAL = "decimal"  # 1.   1.2.
    LETTER = "letter"  # a)
    POINT = "point"  # (i)   (1)
    DASH = "dash"  # -
    PLUS = "plus"  # +
    PLAIN = "plain"


class Block(NamedTuple):
    """One paragraph, item or heading.

    `start` is where its marker begins, `content` where its words begin, `end` where they end.
    `marker` is as written without punctuation ("I", "1.2", "a", "-", "Điều 3"), "" for a plain paragraph.
    `parent` is the index of the heading or item it stands under, None at the top.
    `heading` is true where other blocks stand under it.
    """

    start: int
    content: int
    end: int
    part: Part
    level: Level
    marker: str
    parent: int | None
    heading: bool


class Cell(NamedTuple):
    """A table cell; one broken over lines or pages has several spans."""

    spans: tuple[tuple[int, int], ...]


class Row(NamedTuple):
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`header` rows come first in `rows`; rows broken over pages are already joined.

    `regular` is false where the columns were lost (scans): the cells are then only pieces of lines.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    header: int
    parent: int | None
    part: Part
    regular: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    text: Text
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    under: dict[int | None, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        under: dict[int | None, list[int]] = {}
        for i, block in enumerate(self.blocks):
            under.setdefault(block.parent, []).append(i)
        object.__setattr__(self, "under", under)

    def words(self, block: Block) -> str:
        """The block's words without its marker."""
        return self.text.chars[block.content : block.end]

    def cell(self, cell: Cell) -> str:
        """The cell's words, its pieces joined by a space."""
        return " ".join(self.text.chars[s:e].strip() for s, e in cell.spans).strip()

    def children(self, index: int) -> list[int]:
        return self.under.get(index, [])

    def ancestors(self, index: int) -> list[int]:
        """Indices of the headings above a block, nearest first."""
        found = []
        parent = self.blocks[index].parent
        while parent is not None:
            found.append(parent)
            parent = self.blocks[parent].parent
        return found

    def section(self, index: int) -> str | None:
        """The path of markers as written, bullets left out: "IV.2.a"; None at the top.

        Articles count through a whole document: the chapters above them are no part of the path.
        """
        path: list[str] = []
        for i in [index, *self.ancestors(index)]:
            block = self.blocks[i]
            if block.level in (Level.DASH, Level.PLUS, Level.PLAIN):
                continue
            if not (path and path[-1].startswith(f"{block.marker}.")):  # "1.1" tells already that it is under "1"
                path.append(block.marker)
            if block.level is Level.ARTICLE:
                break
        return ".".join(reversed(path)) or None
