"""What of a page is read together: blocks of full width, two columns side by side, ruled tables.

Only the head and the end of an administrative document stand in two columns. They are found by the white strip
between them, which runs through all their lines; what is set so and is neither is told apart once it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.readers.scan_engine import Box
from loaders.readers.scan_picture import COARSE, arrays
from loaders.readers.scan_rules import Grid

if TYPE_CHECKING:
    from loaders.readers.scan_picture import Dots

GAP = 0.27  # inches of white between columns; the widest blank of a justified line is narrower
STRIP = 0.12  # inches of white that must run through all lines of two columns
MARKS = 0.07, 0.04  # inches: a lower stretch so near another are the marks over its letters, no line of print
NEAR = 0.35  # inches below two columns within which a line on the left still belongs to them
SIGNED = 2.2  # inches that a signature may take, above the name on the right
SHORTEST = 0.06  # inches: what is smaller each way is dirt
EDGE = 0.25  # inches from the edge of the picture where shadows of the copier stand
SHADOW = 0.6  # of a row or column near the edge that is dark in a shadow

Span = tuple[int, int]


class Columns(NamedTuple):
    """Two parts of a page side by side."""

    left: Box
    right: Box

    @property
    def whole(self) -> Box:
        a, b = self
        return Box(a.left, min(a.top, b.top), b.right, max(a.bottom, b.bottom))


Zone = Box | Columns | Grid


class _Band(NamedTuple):
    """A stretch of lines without white between them, and where across the page they stand."""

    top: int
    bottom: int
    spans: tuple[Span, ...]


def zones(ink: Dots, tables: Sequence[Grid], dots: int) -> list[Zone]:
    """The parts of a page in reading order; `ink` is coarse and without the lines of tables."""
    ink = _without_shadows(ink, dots / COARSE)
    found: list[Zone] = []
    top = 0
    for table in tables:
        if table.box.top // COARSE < top:
            continue  # a table beside another
        found += _between(ink, top, table.box.top // COARSE, dots / COARSE)
        found.append(table)
        found += _beside(ink, table.box, dots / COARSE)
        top = table.box.bottom // COARSE + 1
    return [*found, *_between(ink, top, ink.shape[0], dots / COARSE)]


def _without_shadows(ink: Dots, inch: float) -> Dots:
    np = arrays()
    made = np.array(ink)
    edge = round(EDGE * inch)
    for view in (made, made[::-1], made.T, made.T[::-1]):
        if len(view) < 4 * edge:
            continue
        dark = np.flatnonzero(view[:edge].mean(axis=1) > SHADOW)
        if len(dark):
            view[: int(dark[-1]) + 1] = False
    cleared: Dots = made
    return cleared


def _beside(ink: Dots, table: Box, inch: float) -> Iterator[Box]:
    """Writing to the left or right of a table."""
    top, bottom = table.top // COARSE, table.bottom // COARSE
    for left, right in ((0, table.left // COARSE - 2), (table.right // COARSE + 3, ink.shape[1])):
        if right - left > SHORTEST * inch:
            for band in _bands(ink[top:bottom, left:right], inch):
                spans = band.spans[0][0] + left, band.spans[-1][1] + left
                yield _box(_Band(band.top + top, band.bottom + top, (spans,)), inch)


def _between(ink: Dots, top: int, bottom: int, inch: float) -> Iterator[Box | Columns]:
    """The blocks and columns between two places of the page."""
    bands = [b._replace(top=b.top + top, bottom=b.bottom + top) for b in _bands(ink[top:bottom], inch)]
    run: list[_Band] = []
    while bands:
        count, strip = _columns_at(bands, inch)
        if not count:
            run.append(bands.pop(0))
            continue
        if run:
            yield _block(run, inch)
            run = []
        yield _split(bands[:count], strip, inch)
        del bands[:count]
    if run:
        yield _block(run, inch)


def _bands(ink: Dots, inch: float) -> Iterator[_Band]:
    np = arrays()
    for top, bottom in _with_marks(list(_stretches(ink.any(axis=1), 0)), inch):
        spans = tuple(_stretches(ink[top:bottom].any(axis=0), round(GAP * inch)))
        spans = tuple(s for s in spans if max(s[1] - s[0], bottom - top) > SHORTEST * inch)
        if spans and np.count_nonzero(ink[top:bottom]) > 3:
            yield _Band(top, bottom, spans)


def _with_marks(stretches: Sequence[Span], inch: float) -> Iterator[Span]:
    """Lines of print together with the marks above and below their letters, where white parts these."""
    low, near = (length * inch for length in MARKS)
    held: Span | None = None
    for top, bottom in stretches:
        if held is not None and top - held[1] <= near and min(held[1] - held[0], bottom - top) < low:
            held = held[0], bottom
            continue
        if held is not None:
            yield held
        held = top, bottom
    if held is not None:
        yield held


def _stretches(written: Any, gap: int) -> Iterator[Span]:
    """Where something is written, white of at most `gap` counting as none."""
    np = arrays()
    places = np.flatnonzero(written)
    if not len(places):
        return
    breaks = np.flatnonzero(np.diff(places) > gap + 1)
    starts = [int(places[0]), *(int(places[i + 1]) for i in breaks)]
    ends = [*(int(places[i]) + 1 for i in breaks), int(places[-1]) + 1]
    yield from zip(starts, ends, strict=True)


def _columns_at(bands: Sequence[_Band], inch: float) -> tuple[int, Span]:
    """How many of the next bands stand in two columns, and the white strip between these."""
    gaps = [(a[1], b[0]) for a, b in zip(bands[0].spans, bands[0].spans[1:], strict=False)]
    reached = [_reach(bands, gap, inch) for gap in gaps]
    if not reached:
        return 0, (0, 0)
    _, count, strip = max(reached, key=lambda each: (each[0], each[2][1] - each[2][0]))
    return count, strip


def _reach(bands: Sequence[_Band], strip: Span, inch: float) -> tuple[int, int, Span]:
    """How many bands have something on both sides of a strip, how many belong to the columns, the strip left."""
    both = count = 0
    foot = bands[0].bottom
    for at, band in enumerate(bands):
        narrowed = _narrowed(band, strip, inch)
        if narrowed is None:
            break
        left, right = band.spans[0][0] < narrowed[0], band.spans[-1][1] > narrowed[1]
        room = NEAR if left else SIGNED
        if band.top - foot > room * inch and not (left and right and at == 0):
            break
        strip, foot, count = narrowed, band.bottom, at + 1
        both += left and right
    return both, count, strip


def _narrowed(band: _Band, strip: Span, inch: float) -> Span | None:
    """What of a strip stays white in a band, None where too little."""
    white = [(0, band.spans[0][0]), *((a[1], b[0]) for a, b in zip(band.spans, band.spans[1:], strict=False))]
    white.append((band.spans[-1][1], max(strip[1], band.spans[-1][1])))
    shared = [(max(a, strip[0]), min(b, strip[1])) for a, b in white]
    widest = max(shared, key=lambda each: each[1] - each[0])
    return widest if widest[1] - widest[0] >= STRIP * inch else None


def _block(bands: Sequence[_Band], inch: float) -> Box:
    left, right = min(b.spans[0][0] for b in bands), max(b.spans[-1][1] for b in bands)
    return _box(_Band(bands[0].top, bands[-1].bottom, ((left, right),)), inch)


def _split(bands: Sequence[_Band], strip: Span, inch: float) -> Columns:
    sides: tuple[list[_Band], list[_Band]] = ([], [])
    for band in bands:
        for side, spans in zip(sides, _parted(band, strip), strict=True):
            if spans:
                side.append(band._replace(spans=spans))
    return Columns(*(_block(side, inch) for side in sides))


def _parted(band: _Band, strip: Span) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    left = tuple(span for span in band.spans if span[0] < strip[0])
    return left, tuple(span for span in band.spans if span[0] >= strip[0])


def _box(band: _Band, inch: float) -> Box:
    """In dots of the picture, with a little white around."""
    room = max(round(0.04 * inch), 1)
    (left, right), *_ = band.spans
    return Box(
        max(left - room, 0) * COARSE,
        max(band.top - room, 0) * COARSE,
        (right + room) * COARSE,
        (band.bottom + room) * COARSE,
    )
