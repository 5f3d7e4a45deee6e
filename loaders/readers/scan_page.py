"""One page read: its parts recognised one after the other, and written down as text with its words' sureness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from loaders.extract.patterns import compiled
from loaders.readers import scan_rules, scan_zones
from loaders.readers.scan_engine import Box, Sight, Word
from loaders.readers.scan_picture import arrays, coarse, ink, prepared
from loaders.readers.scan_rules import Grid
from loaders.readers.scan_voting import settled
from loaders.readers.scan_writing import Line, Part, Row, Written, sureness, written
from loaders.readers.scan_zones import Columns
from ontology.folding import folded

if TYPE_CHECKING:
    from PIL.Image import Image

    from loaders.readers.scan_picture import Dots, Prepared

# Words of the head or the end of a document, whatever marks the recogniser lost.
HEAD_OR_END = compiled(
    r"cong hoa x|doc lap\s*-|dang cong san|^so\s*:|^so\s*\d*\s*/|noi nhan|kinh gui|^(?:tm|kt|tl|tuq|q)\s*[.,]\s*\p{L}"
    r"|,\s*ngay.*thang.*nam|chu tich$|giam doc$|bo truong$|thu truong$|vien truong$|thu tuong$"
)
GOOD = 0.8  # mean sureness below which a page may lie on its side or stand on its head
TURNS = (180, 90, 270)
DIRT = 0.5  # sureness below which signs without a letter or a digit are specks
SIGNS = frozenset({"./.", "-", "+", "–"})
SPECKS = frozenset("|^`´¨~°⁄_\\<>{}[]•·*#")  # what dirt and broken marks are taken for
STROKES = frozenset("lIi|!ỉí")
SCRAWL = 0.35  # mean sureness below which a line is a signature or a stamp, not print


def read(picture: Image) -> Written:
    """The text of a page, upright or turned by quarters."""
    sight, parts = _parts(prepared(picture))
    best = sureness(parts)
    for turn in TURNS if best < GOOD else ():
        turned = _parts(prepared(picture.rotate(turn, expand=True)))
        if (sure := sureness(turned[1])) > best:
            (sight, parts), best = turned, sure
    for part in parts:
        part.settle(partial(settled, sight))
    return written(parts)


def _parts(ready: Prepared) -> tuple[Sight, list[Part]]:
    """What stands on a page, at a first look."""
    from PIL import Image as Pictures

    np = arrays()
    marks = ink(ready.grey)
    lines = scan_rules.drawn(marks, ready.dots)
    tables = scan_rules.grids(lines, ready.dots)
    clean = np.array(ready.grey)
    clean[lines.dots] = 255
    marks &= ~lines.dots
    sight = Sight(Pictures.fromarray(clean), ready.dots)
    found: list[Part] = []
    for zone in scan_zones.zones(coarse(marks), tables, ready.dots):
        if isinstance(zone, Grid):
            found.append(Part(rows=_rows(sight, zone, marks)))
        elif isinstance(zone, Columns):
            found += _columns(sight, zone)
        else:
            found.append(Part(lines=_lines(sight, zone), width=(zone.left, zone.right)))
    return sight, [part for part in found if part.lines or part.rows]


def _columns(sight: Sight, zone: Columns) -> Iterator[Part]:
    """Head or end of a document, column after column; anything else line by line over the whole width."""
    sides = [_lines(sight, box) for box in zone]
    if any(HEAD_OR_END.search(folded(_said(line))) for side in sides for line in side):
        yield from (Part(lines=side, columns=True) for side in sides)
    else:
        whole = zone.whole
        loose = min(len(side) for side in sides) > 1
        yield Part(lines=_lines(sight, whole), width=(whole.left, whole.right), loose=loose)


def _lines(sight: Sight, box: Box) -> list[Line]:
    words = [word for word in sight.words(box, one_block=True) if _is_print(word)]
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    return [line for line in lines if sum(word.sure for word in line) / len(line) >= SCRAWL]


def _is_print(word: Word) -> bool:
    if any(map(str.isalnum, word.text)) or word.text in SIGNS:
        return True
    return word.sure >= DIRT and not set(word.text) & SPECKS


def _said(line: Line) -> str:
    return " ".join(word.text for word in line)


def _rows(sight: Sight, grid: Grid, marks: Dots) -> list[Row]:
    rows: list[Row] = [[[] for _ in range(grid.columns)] for _ in range(grid.rows)]
    for cell in grid.cells:
        box = cell.box
        if marks[box.top : box.bottom, box.left : box.right].sum() > 8:
            rows[cell.top][cell.left] = _cell(sight, box)
    _count(rows)
    titles = {cell.top for cell in grid.cells if cell.right - cell.left == grid.columns}
    return [row[:1] if at in titles else row for at, row in enumerate(rows) if any(row)]


def _count(rows: Sequence[Row]) -> None:
    """A lone stroke before rows that are numbered 2, 3 … is a 1: the recogniser sees a letter in it."""
    for row, after in pairwise(rows):
        if row[0] and _said(row[0]).strip(".") in STROKES and _said(after[0]).strip(".") == "2":
            row[0] = [row[0][0]._replace(text="1", sure=min(row[0][0].sure, DIRT))]


def _cell(sight: Sight, box: Box) -> Line:
    for one_block in (True, False):
        words = [word for word in sight.words(box, one_block=one_block) if _is_print(word)]
        if words:
            return words
    return []
