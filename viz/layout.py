"""Places for documents and ways for relations, computed once so that a browser only draws.

Lengths are in units of the drawing: at 100 % one unit is one pixel. A way is a list of points; between two of the
same height it is straight, between others a curve that leaves and arrives level; from a box to another of the same
column it is a bow to the left, its guides CURVE away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from viz.columns import Band, Link, assumed_years, bands
from viz.ordering import Item, Lane, arranged, heights

WIDTH, HEIGHT = 184, 62  # of a document's box
GAP = 164  # between columns: room for a curve and for the relation word
CURVE = 64  # the part of a gap in which a way changes its height
ARROW = 14  # kept free of the word
MARGIN = 28  # of a band beside its columns
PORT = 13  # between two ways at the same side of a box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stripe:
    """A band of years as drawn, from `left` to `right`."""

    years: tuple[int, ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Way:
    """How a relation runs from the newer document to its basis, and where its word stands."""

    points: tuple[Point, ...]
    word: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of the boxes, ways in the order of the links, bands; `top` and `bottom` enclose all."""

    places: Mapping[str, Point]
    ways: tuple[Way, ...]
    stripes: tuple[Stripe, ...]
    top: float = 0.0
    bottom: float = 0.0


def laid_out(years: Mapping[str, int | None], links: Sequence[Link], doubtful: Collection[int] = frozenset()) -> Layout:
    """A layered drawing of documents with their years (None where unknown); links lead to the basis.

    The `doubtful` ones, by their place among the links, say nothing of which document is older.
    """
    certain = [link for number, link in enumerate(links) if number not in doubtful]
    found = bands(assumed_years(years, links), certain)
    columns = [column for band in found for column in band.columns]
    if not columns:
        return Layout({}, (), ())
    column_of = {document: at for at, column in enumerate(columns) for document in column}
    lanes = [_lane(index, link, column_of) for index, link in enumerate(links)]
    ordered = arranged([_items(column, at, lanes) for at, column in enumerate(columns)], lanes)
    height = heights(ordered, lanes, HEIGHT)
    xs, stripes = _across(found)
    places = {document: (xs[column_of[document]], height[document]) for document in column_of}
    ways = _ways(lanes, column_of, xs, height)
    edge = HEIGHT / 2 + MARGIN
    low = min(height.values()) - edge
    return Layout(places, ways, stripes, low, max(height.values()) + edge)


def _lane(index: int, link: Link, column_of: Mapping[str, int]) -> Lane:
    """The link with a place kept free for it in every column that it crosses."""
    newer, basis = link
    here, there = column_of[newer], column_of[basis]
    step = 1 if there > here else -1
    crossed = tuple((index, column) for column in range(here + step, there, step))
    return Lane(newer, basis, crossed)


def _items(column: Sequence[str], at: int, lanes: Sequence[Lane]) -> list[Item]:
    return [*column, *(place for lane in lanes for place in lane.crossed if place[1] == at)]


def _across(found: Sequence[Band]) -> tuple[list[float], tuple[Stripe, ...]]:
    """The middle of each column, and the bands around them."""
    xs: list[float] = []
    stripes: list[Stripe] = []
    left = 0.0
    for band in found:
        first = left + GAP / 2
        middles = [first + WIDTH / 2 + number * (WIDTH + GAP) for number in range(len(band.columns))]
        xs.extend(middles)
        right = middles[-1] + WIDTH / 2 + GAP / 2
        stripes.append(Stripe(band.years, left, right))
        left = right
    return xs, tuple(stripes)


def _ways(
    lanes: Sequence[Lane], column_of: Mapping[str, int], xs: Sequence[float], height: Mapping[Item, float]
) -> tuple[Way, ...]:
    ports = _ports(lanes, column_of, height)
    crowd: dict[tuple[str, int], int] = defaultdict(int)
    for lane in lanes:
        start, end = _sides(lane, column_of)
        crowd[lane.newer, start] += 1
        crowd[lane.basis, end] += 1
    ways = []
    for number, lane in enumerate(lanes):
        start, end = _sides(lane, column_of)
        out = (xs[column_of[lane.newer]] + start * WIDTH / 2, ports[number, lane.newer])
        into = (xs[column_of[lane.basis]] + end * WIDTH / 2, ports[number, lane.basis])
        crossed = [(xs[column], height[number, column]) for _, column in lane.crossed]
        late = crowd[lane.newer, start] < crowd[lane.basis, end]
        ways.append(_way(out, into, crossed, start, end, late))
    return tuple(ways)


def _sides(lane: Lane, column_of: Mapping[str, int]) -> tuple[int, int]:
    """-1 for the left side of a box, 1 for the right: where the way leaves, where it arrives."""
    here, there = column_of[lane.newer], column_of[lane.basis]
    if here == there:
        return -1, -1
    return (-1, 1) if here > there else (1, -1)


def _ports(
    lanes: Sequence[Lane], column_of: Mapping[str, int], height: Mapping[Item, float]
) -> dict[tuple[int, str], float]:
    """The height at which each way touches its two boxes, in the order in which the ways fan out."""
    meeting: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
    for number, lane in enumerate(lanes):
        start, end = _sides(lane, column_of)
        first = height[lane.crossed[0]] if lane.crossed else height[lane.basis]
        last = height[lane.crossed[-1]] if lane.crossed else height[lane.newer]
        meeting[lane.newer, start].append((first, number))
        meeting[lane.basis, end].append((last, number))
    ports: dict[tuple[int, str], float] = {}
    for (document, _), ways in meeting.items():
        spread = min(PORT, (HEIGHT - 14) / max(1, len(ways) - 1))
        for at, (_, number) in enumerate(sorted(ways)):
            ports[number, document] = height[document] + (at - (len(ways) - 1) / 2) * spread
    return ports


def _way(out: Point, into: Point, crossed: Sequence[Point], start: int, end: int, late: bool) -> Way:
    """From box to box through the free places; the word stands on a level stretch of its own height."""
    if start == end:
        return Way((out, into), (out[0] + start * CURVE * 0.75, (out[1] + into[1]) / 2))  # the bow's furthest point
    points = [out]
    for x, y in crossed:
        points += [(x - start * WIDTH / 2, y), (x + start * WIDTH / 2, y)]
    if crossed:
        # The first gap is crossed at once, so the word finds its level stretch beside the box that is passed.
        middle = crossed[len(crossed) // 2]
        return Way((*points, into), middle)
    if late:  # several ways end in this box: the words stand where they still lie apart, near their start
        bend = into[0] + end * CURVE
        return Way((out, (bend, out[1]), into), ((out[0] + bend) / 2, out[1]))
    bend = out[0] + start * CURVE
    return Way((out, (bend, into[1]), into), ((bend + into[0] + end * ARROW) / 2, into[1]))
