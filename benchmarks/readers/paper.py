"""A text laid out as offices lay it out (NĐ 30/2020/NĐ-CP, Phụ lục I): two columns at head and end, ruled tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from loaders.normalize import normalize
from loaders.outline import Block, Level, Outline, Part, Table
from loaders.segment import segment

# Where the right column of a head begins, also in texts that ran both columns together or lost their marks.
MOTTO = re.compile(
    r"C[ỘO]NG H[ÒO][ÀA] X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A|(?:Đ[ộo]c|Poc) l[ậa]p\s*-|ĐẢNG CỘNG SẢN VIỆT NAM|"
    r"\b(?:TP\.? ?)?[A-ZÀ-ỸĐ][a-zà-ỹđ]+(?:[ -][A-ZÀ-ỸĐ][a-zà-ỹđ]+){0,3},\s*ng[àa]y\s[\d\s….]*th[áa]ng"
)
ABOUT = re.compile(r"V/v|Số|S[ốo]:")
# Room that is left to be filled in by hand.
BLANKS = (
    (re.compile(r"^(Số:) /"), r"\1           /"),
    (re.compile(r"\bngày tháng"), "ngày       tháng"),
    (re.compile(r"\btháng năm"), "tháng       năm"),
)
CONTENTS = re.compile(r"^(?:[IVX]+\.|\d+\.|[A-Z]\.)\s")
LONG_TITLE = 300  # letters: a longer paragraph of the head is no title
WIDE = 5  # columns of a table for which a page is turned


class Look(StrEnum):
    """How a paragraph is printed."""

    TITLE = "title"  # bold, centred
    HEADING = "heading"  # bold
    BASIS = "basis"  # italic
    BODY = "body"
    LINE = "line"  # as it stands, not justified


@dataclass(frozen=True)
class Paragraph:
    words: str
    look: Look


@dataclass(frozen=True)
class Columns:
    """Rows of a head or an end: the lines of the left cell and of the right one."""

    rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    end: bool


@dataclass(frozen=True)
class Grid:
    rows: tuple[tuple[str, ...], ...]
    header: int

    @property
    def wide(self) -> bool:
        return max(len(row) for row in self.rows) >= WIDE


Piece = Paragraph | Columns | Grid


def paper(text: str) -> list[Piece]:
    """The pieces of a document, from its text as a file holds it; words that were misread stay misread."""
    outline = segment(normalize(text))
    blocks = list(outline.blocks)
    after = _head_end(outline, blocks)
    pieces: list[Piece] = [_head(outline, blocks[:after])] if after else []
    placed: list[tuple[int, Piece]] = [(t.start, piece) for t in outline.tables for piece in _table(outline, t)]
    for tail, group in groupby(blocks[after:], key=lambda b: b.part in (Part.RECIPIENTS, Part.SIGNATURE)):
        run = list(group)
        if tail and len(run) > 1:
            placed.append((run[0].start, _end(outline, run)))
        else:
            placed += [(b.start, Paragraph(_words(outline, b), _look(outline, b))) for b in run]
    return pieces + [piece for _, piece in sorted(placed, key=lambda each: each[0])]


def _words(outline: Outline, block: Block) -> str:
    return " ".join(outline.text.chars[block.start : block.end].split())


def _head_end(outline: Outline, blocks: Sequence[Block]) -> int:
    """How many of the first blocks stand in the two columns of the head, 0 where there is no such head."""
    after = 0
    for i, block in enumerate(blocks[:12]):
        words = _words(outline, block)
        if block.part is Part.HEAD and len(words) < 160 and MOTTO.search(words):
            after = i + 1
    if after and after < len(blocks) and ABOUT.match(_words(outline, blocks[after])):
        after += 1
    return after


def _head(outline: Outline, blocks: Sequence[Block]) -> Columns:
    left: list[str] = []
    right: list[str] = []
    for block in blocks:
        words = _words(outline, block)
        motto = MOTTO.search(words)
        if motto is None:
            left.append(words)
            continue
        left += [words[: motto.start()].strip()] * bool(words[: motto.start()].strip())
        right.append(words[motto.start() :])
    number = next((i for i, line in enumerate(left) if ABOUT.match(line)), len(left))
    date = len(right) - 1 if len(right) > 2 else len(right)
    left, right = ([_with_room(line) for line in lines] for lines in (left, right))
    rows = ((tuple(left[:number]), tuple(right[:date])), (tuple(left[number:]), tuple(right[date:])))
    return Columns(tuple(row for row in rows if any(row)), end=False)


def _with_room(line: str) -> str:
    for blank, room in BLANKS:
        line = blank.sub(room, line)
    return line


def _end(outline: Outline, blocks: Sequence[Block]) -> Columns:
    left = tuple(_words(outline, b) for b in blocks if b.part is Part.RECIPIENTS)
    right = tuple(_words(outline, b) for b in blocks if b.part is Part.SIGNATURE)
    return Columns(((left, right),), end=True)


def _look(outline: Outline, block: Block) -> Look:
    words = _words(outline, block)
    if block.level is Level.PLAIN and words.isupper() and len(words) < 300:
        return Look.TITLE
    if block.part is Part.BASIS:
        return Look.BASIS
    short = len(words) < LONG_TITLE
    if block.level in (Level.CHAPTER, Level.PART) or (block.part is Part.HEAD and block.level is Level.PLAIN and short):
        return Look.TITLE
    return Look.HEADING if block.heading and len(words) < 120 and CONTENTS.match(words) else Look.BODY


def _table(outline: Outline, table: Table) -> Iterator[Piece]:
    if table.regular:
        rows = tuple(tuple(outline.cell(cell) for cell in row.cells) for row in table.rows)
        yield Grid(rows, table.header)
        return
    for row in table.rows:
        for start, end in row.cells[0].spans:
            yield Paragraph(" ".join(outline.text.chars[start:end].split()), Look.LINE)
