"""Where the words of the relations stand: on their own line, over no box and over no other word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise

from viz.layout import CURVE, HEIGHT, WIDTH, Layout, Point, Way

Rect = tuple[float, float, float, float]  # left, top, right, bottom
TALL = 15  # of a word with its ground
_STEP = 11  # between two places tried
_CELL = 40
_AIR = 2
_TRIED = 24  # free places of one word
_CROWDED = 1_000_000


def curve(way: Way) -> list[tuple[Point, Point, Point, Point]]:
    """The way as cubic curves; a level stretch is one whose points lie on it."""
    points = way.points
    if len(points) == 2 and points[0][0] == points[1][0]:  # two boxes of one column: a bow to the left
        (x, y), (u, v) = points
        return [((x, y), (x - CURVE, y), (u - CURVE, v), (u, v))]
    return [(a, ((a[0] + b[0]) / 2, a[1]), ((a[0] + b[0]) / 2, b[1]), b) for a, b in pairwise(points)]


def along(way: Way) -> list[Point]:
    """Points of the way at even steps."""
    found: list[Point] = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in curve(way):
        parts = max(2, round((abs(dx - ax) + abs(dy - ay)) / _STEP))
        for n in range(parts):
            t = n / parts
            u = 1 - t
            w = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
            found.append((w[0] * ax + w[1] * bx + w[2] * cx + w[3] * dx, w[0] * ay + w[1] * by + w[2] * cy + w[3] * dy))
    return [*found, way.points[-1]]


def box(place: Point) -> Rect:
    """The box of a document around its centre."""
    return place[0] - WIDTH / 2, place[1] - HEIGHT / 2, place[0] + WIDTH / 2, place[1] + HEIGHT / 2


class _Taken:
    """Rectangles that are taken, and the ways that pass a place; asked by place."""

    def __init__(self) -> None:
        self._rects: dict[tuple[int, int], list[Rect]] = defaultdict(list)
        self._passing: dict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)

    def take(self, rect: Rect) -> None:
        for cell in _cells(rect):
            self._rects[cell].append(rect)

    def pass_by(self, number: int, points: Iterable[Point]) -> None:
        for x, y in points:
            self._passing[int(x // _CELL), int(y // _CELL)].append((x, y, number))

    def is_free(self, rect: Rect) -> bool:
        return not any(_meet(rect, other) for cell in _cells(rect) for other in self._rects[cell])

    def passing(self, rect: Rect, number: int) -> int:
        """How many points of other ways a word there would cover."""
        near = (each for cell in _cells(rect) for each in self._passing[cell])
        return sum(n != number and rect[0] < x < rect[2] and rect[1] < y < rect[3] for x, y, n in near)


def _cells(rect: Rect) -> Iterable[tuple[int, int]]:
    for x in range(int(rect[0] // _CELL), int(rect[2] // _CELL) + 1):
        for y in range(int(rect[1] // _CELL), int(rect[3] // _CELL) + 1):
            yield x, y


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def placed(layout: Layout, widths: Mapping[int, float], more: Sequence[Rect] = ()) -> dict[int, Point]:
    """The middle of each word, by the place of its way; a word that has no room is not there."""
    taken = _Taken()
    for rect in (*map(box, layout.places.values()), *more):
        taken.take((rect[0] - _AIR, rect[1] - _AIR, rect[2] + _AIR, rect[3] + _AIR))
    lines = {number: along(layout.ways[number]) for number in widths}
    for number, points in lines.items():
        taken.pass_by(number, points)
    found: dict[int, Point] = {}
    for number in sorted(widths, key=lambda n: (len(lines[n]), n)):  # short ways have the least choice
        place = _best(taken, number, layout.ways[number].word, lines[number], widths[number])
        if place is not None:
            found[number] = place
            taken.take(_around(place, widths[number]))
    return found


def _around(place: Point, wide: float) -> Rect:
    return place[0] - wide / 2, place[1] - TALL / 2, place[0] + wide / 2, place[1] + TALL / 2


def _best(taken: _Taken, number: int, wish: Point, points: Sequence[Point], wide: float) -> Point | None:
    """Of the free places near the one wished for, that which covers least of other lines."""
    tried = [wish, *sorted(points, key=lambda p: abs(p[0] - wish[0]) + 2 * abs(p[1] - wish[1]))]
    best, least = None, _CROWDED
    free = (p for p in tried if taken.is_free(_around(p, wide)))
    for place in islice(free, _TRIED):
        covered = taken.passing(_around(place, wide), number)
        if covered < least:
            best, least = place, covered
        if not covered:
            break
    return best
