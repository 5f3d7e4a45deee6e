"""The order in which the lines of a page are read: line by line, but column by column where there are columns.

Two columns stand at the head and the end of a Vietnamese document, known by what they hold, and on pages set in
two columns of full lines. Anything else with gaps in it is read across.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.layout import HEAD_OR_END
from loaders.readers.pdf_lines import Piece
from loaders.readers.pdf_rows import rows, words
from loaders.syllables import fold

Gap = tuple[float, float]
GUTTER = 0.8  # of the letters' size: the least width between columns
LEAD = 3  # lines of one column before the first line that both have
ITEM = compiled(r"^(?:[-–—+•*]|nơi nhận|kính gửi|lưu\s*:)")
NEXT = 2.4  # of the size: the farthest that the next line of a column stands
FAR = 1e9
UNMARKED = compiled(r"cong hoa xa hoi chu nghia|dang cong san viet nam|^noi nhan\s*:|^kinh gui\s*:")  # marks lost
NEWSPAPER = 10  # strips: a page set in columns holds no fewer
FULL = 0.75  # of a column's width, filled by most lines of a text set in columns


class Line(NamedTuple):
    """A line of text on a page, or several joined: `left` is the leftmost, `opens` and `right` its last line's ends.

    `apart`: a paragraph begins; `fixed`: a line by itself, a row of a table or a line of a head or an end.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    opens: float
    apart: bool = False
    fixed: bool = False


@dataclass(slots=True)
class _Strip:
    """Pieces that overlap in height, and the widths between which none of them stands."""

    pieces: list[Piece]
    gaps: list[Gap]

    @property
    def top(self) -> float:
        return min(p.top for p in self.pieces)

    @property
    def bottom(self) -> float:
        return max(p.bottom for p in self.pieces)


def in_order(pieces: Iterable[Piece]) -> list[Line]:
    """The lines in the order in which they are read."""
    strips = [_Strip(each, _gaps(each)) for each in _overlapping(sorted(pieces, key=lambda p: (p.top, p.left)))]
    found: list[Line] = []
    at = 0
    while at < len(strips):
        end, gutter = _band(strips, at)
        inside = [piece for strip in strips[at:end] for piece in strip.pieces]
        if gutter is None:
            found += _lines(inside)
        else:
            middle = (gutter[0] + gutter[1]) / 2
            lead, inside = _before_columns(strips[at:end], middle)
            found += _lines(lead)
            found += _columns(*_sides(inside, middle))
        at = end
    return found


def _before_columns(strips: Iterable[_Strip], middle: float) -> tuple[list[Piece], list[Piece]]:
    """The lines on the left above the first on the right, such as the end of a paragraph; and the rest."""
    lead: list[Piece] = []
    rest: list[Piece] = []
    for strip in strips:
        is_lead = not rest and all(p.left < middle for p in strip.pieces)
        (lead if is_lead else rest).extend(strip.pieces)
    return lead, rest


def _sides(pieces: Iterable[Piece], middle: float) -> tuple[list[Piece], list[Piece]]:
    sides: tuple[list[Piece], list[Piece]] = [], []
    for piece in pieces:
        sides[piece.left >= middle].append(piece)
    return sides


def _columns(left: list[Piece], right: list[Piece]) -> Iterator[Line]:
    """One column, then the other; those of running text are given the same margins."""
    if _is_newspaper((left, right)):
        shift = min(p.left for p in right) - min(p.left for p in left)
        yield from _lines(left)
        yield from _lines(p._replace(left=p.left - shift, right=p.right - shift) for p in right)
        return
    lines = _items(_lines(left))
    yield from (line._replace(fixed=True) for line in lines)
    yield from (line._replace(fixed=True, apart=i == 0) for i, line in enumerate(_lines(right)))


def _items(lines: Iterable[Line]) -> list[Line]:
    """The lines of a column, an item of a list (a recipient) in one."""
    found: list[Line] = []
    for line in lines:
        if found and found[-1].text.startswith("- ") and not ITEM.search(line.text):
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {line.text}", base=line.base)
        else:
            found.append(line)
    return found


def _overlapping(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    bottom = 0.0
    for piece in pieces:
        if group and piece.top > bottom - 0.15 * piece.size:
            yield group
            group = []
        bottom = max(bottom, piece.base) if group else piece.base
        group.append(piece)
    if group:
        yield group


def _gaps(pieces: Sequence[Piece]) -> list[Gap]:
    gaps: list[Gap] = []
    right = -FAR
    for piece in sorted(pieces, key=lambda p: p.left):
        if piece.left > right:
            gaps.append((right, piece.left))
        right = max(right, piece.right)
    return [*gaps, (right, FAR)]


def _band(strips: Sequence[_Strip], at: int) -> tuple[int, Gap | None]:
    """One past the strips that are read together from `at` on, and the gutter between their columns if any."""
    seed = at
    while seed < min(at + LEAD, len(strips) - 1) and len(strips[seed].gaps) <= 2:
        if _is_far(strips[seed], strips[seed + 1]):
            return at + 1, None
        seed += 1
    size = max(p.size for p in strips[seed].pieces)
    gutters = [gap for gap in strips[seed].gaps[1:-1] if gap[1] - gap[0] >= GUTTER * size]
    for strip in strips[at:seed]:
        gutters = _shared(gutters, strip.gaps, size)
    return _whole(strips, at, seed, gutters, size) if gutters else (at + 1, None)


def _is_far(strip: _Strip, after: _Strip) -> bool:
    return after.top - strip.bottom > NEXT * max(p.size for p in after.pieces)


def _whole(strips: Sequence[_Strip], first: int, seed: int, gutters: list[Gap], size: float) -> tuple[int, Gap | None]:
    """The band grown downwards while its gutter stays open."""
    end = seed + 1
    while end < len(strips):
        shared = _shared(gutters, strips[end].gaps, size)
        if not shared or _leaves_left(strips, first, end, shared):
            break
        gutters, end = shared, end + 1
    gutter = max(gutters, key=lambda gap: gap[1] - gap[0])
    inside = [piece for strip in strips[first:end] for piece in strip.pieces]
    sides = _sides(inside, (gutter[0] + gutter[1]) / 2)
    if _is_head_or_end(sides) or _is_newspaper(sides):
        return end, gutter
    return first + 1, None


def _shared(gutters: Iterable[Gap], gaps: Iterable[Gap], size: float) -> list[Gap]:
    """Where gutters and gaps are open together."""
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in gutters for b in gaps]
    return [gap for gap in both if gap[1] - gap[0] >= GUTTER * size]


def _leaves_left(strips: Sequence[_Strip], first: int, at: int, gutters: Sequence[Gap]) -> bool:
    """Whether only the left column would go on, and stands too far below its last line to be part of it."""
    middle = (gutters[0][0] + gutters[0][1]) / 2
    if any(p.left >= middle for p in strips[at].pieces):
        return False
    before = [p.base for strip in strips[first:at] for p in strip.pieces if p.left < middle]
    next_line = min(strips[at].pieces, key=lambda p: p.base)
    return not before or next_line.base - max(before) > NEXT * next_line.size


def _is_head_or_end(sides: tuple[list[Piece], list[Piece]]) -> bool:
    said = [words(row) for side in sides for row in rows(side)]
    begun = [line for line in said if not line[0].islower()]  # "số 71/2020/QH14" within a paragraph is no head
    return any(HEAD_OR_END.search(line) or UNMARKED.search(fold(line)) for line in begun)


def _is_newspaper(sides: tuple[list[Piece], list[Piece]]) -> bool:
    """Whether both sides are full lines of running text."""
    return all(_is_text(rows(side)) for side in sides)


def _is_text(lines: list[list[Piece]]) -> bool:
    if len(lines) < NEWSPAPER:
        return False
    left, right = min(row[0].left for row in lines), max(row[-1].right for row in lines)
    full = sum(1 for row in lines if row[-1].right - row[0].left > FULL * (right - left))
    return full > FULL * len(lines)


def _lines(pieces: Iterable[Piece]) -> Iterator[Line]:
    for row in rows(pieces):
        size = max(p.size for p in row)
        yield Line(words(row), row[0].left, row[-1].right, row[0].base, size, row[0].left)
