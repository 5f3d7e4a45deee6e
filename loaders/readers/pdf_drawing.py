"""Ruled lines and pictures on a page of a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from ctypes import byref, c_float, c_int
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

SAME: Matrix = (1, 0, 0, 1, 0, 0)
THICKEST = 4.0  # points: a filled strip no thicker is a ruled line
SHORTEST = 2.0
MOST_OBJECTS = 60_000  # of a page; maps and plans hold more, and no tables
DEEPEST = 6  # forms within forms


class Rule(NamedTuple):
    """A line along an edge of the page, from `start` to `end` at `at`: of the height if it lies, else of the width."""

    lies: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """`whole` says whether all of the page was looked at."""

    rules: list[Rule] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    whole: bool = True


class _Path(NamedTuple):
    points: list[tuple[float, float]]
    closed: bool


def drawn_on(page: Any, view: Callable[[Box], Box]) -> Drawn:
    """What is drawn on a page besides letters; `view` gives places as they are looked at."""
    found = Drawn()
    for index, (item, matrix) in enumerate(_objects(page)):
        if index >= MOST_OBJECTS:
            found.whole = False
            break
        _add(found, item, matrix, view)
    return found


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """All objects of a page, those in forms with the place of their form."""
    import pypdfium2.raw as pdfium

    waiting = [(iter(_children(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page.raw)), SAME)]
    while waiting:
        items, matrix = waiting[-1]
        item = next(items, None)
        if item is None:
            waiting.pop()
        elif pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, matrix
        elif len(waiting) < DEEPEST:
            inside = _children(pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, item)
            waiting.append((iter(inside), _times(_matrix(pdfium, item), matrix)))


def _children(count: Callable[[Any], int], get: Callable[[Any, int], Any], parent: Any) -> Iterator[Any]:
    return (get(parent, i) for i in range(max(0, count(parent))))


def _matrix(pdfium: Any, item: Any) -> Matrix:
    told = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, byref(told)):
        return SAME
    return (told.a, told.b, told.c, told.d, told.e, told.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = point
    return (by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5])


def _add(found: Drawn, item: Any, matrix: Matrix, view: Callable[[Box], Box]) -> None:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.pictures.append(view(_bounds(_unit_square(), _times(_matrix(pdfium, item), matrix))))
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        to_page = _times(_matrix(pdfium, item), matrix)
        fill, stroke = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
        for path in _paths(pdfium, item):
            points = [_moved(point, to_page) for point in path.points]
            found.rules += _rules(points, path.closed, bool(stroke.value), view)


def _unit_square() -> list[tuple[float, float]]:
    return [(0, 0), (1, 0), (1, 1), (0, 1)]


def _bounds(points: list[tuple[float, float]], matrix: Matrix = SAME) -> Box:
    moved = [_moved(point, matrix) for point in points]
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return min(xs), min(ys), max(xs), max(ys)


def _paths(pdfium: Any, item: Any) -> Iterator[_Path]:
    """The parts of a path that are made of straight lines only."""
    points: list[tuple[float, float]] = []
    straight, closed = True, False
    x, y = c_float(), c_float()
    for i in range(max(0, pdfium.FPDFPath_CountSegments(item))):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield _Path(points, closed)
            points, straight, closed = [], True, False
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        points.append((x.value, y.value))
        straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if straight and len(points) > 1:
        yield _Path(points, closed)


def _rules(
    points: list[tuple[float, float]], closed: bool, stroked: bool, view: Callable[[Box], Box]
) -> Iterator[Rule]:
    """The ruled lines that a path draws: a thin strip as one, the edges of what is drawn and not only filled."""
    whole = view(_bounds(points))
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= THICKEST:
        yield from _rule(whole)
    elif stroked:
        ends = [*points, points[0]] if closed else points
        for a, b in pairwise(ends):
            side = view(_bounds([a, b]))
            if min(side[2] - side[0], side[3] - side[1]) <= 1:
                yield from _rule(side)


def _rule(box: Box) -> Iterator[Rule]:
    left, top, right, bottom = box
    if max(right - left, bottom - top) >= SHORTEST:
        lies = right - left >= bottom - top
        yield Rule(True, (top + bottom) / 2, left, right) if lies else Rule(False, (left + right) / 2, top, bottom)
