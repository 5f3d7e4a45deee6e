"""Ruled tables in the picture of a page: the lines drawn on it, and the cells between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from loaders.readers.scan_engine import Box
from loaders.readers.scan_picture import arrays

if TYPE_CHECKING:
    from loaders.readers.scan_picture import Dots

ACROSS, DOWN = 0.4, 0.3  # inches of an unbroken line: no letter is so wide, none so tall
UNBROKEN = 0.94  # of its length; copiers leave gaps
THICKEST = 0.06  # inches: a broader one is a bar or a photograph
TOUCH = 0.06  # inches between lines that meet
SAME = 0.08  # inches between places that count as one edge
OPEN = 0.25  # inches by which lines reach past the last one across them where a table has no edge of its own
COVERED = 0.6  # of a cell's side that is drawn where another cell begins
MOST_CELLS = 3_000


Area = tuple[int, int, int, int]


class Rule(NamedTuple):
    """A drawn line: `at` is where it lies, `start` and `end` are how far it reaches, `thick` how broad it is."""

    at: int
    start: int
    end: int
    thick: int


class Drawn(NamedTuple):
    """The lines of a page, level and upright, and the dots that they cover."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    dots: Dots


class Cell(NamedTuple):
    """A cell of a ruled table: from row to row and from column to column, both without the last."""

    top: int
    bottom: int
    left: int
    right: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its place on the page, how many rows and columns, its cells in reading order."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def drawn(ink: Dots, dots: int) -> Drawn:
    """The lines of a page of so many dots per inch."""
    np = arrays()
    thickest = round(THICKEST * dots)
    across = tuple(_rules(_long(_thickened(ink), round(ACROSS * dots)), thickest))
    down = tuple(_rules(_long(_thickened(ink.T), round(DOWN * dots)), thickest))
    covered = np.zeros_like(ink)
    for rules, view in ((across, covered), (down, covered.T)):
        for rule in rules:
            half = rule.thick // 2 + 1
            view[max(rule.at - half, 0) : rule.at + half + 1, max(rule.start - 2, 0) : rule.end + 2] = True
    return Drawn(across, down, covered)


def _thickened(ink: Dots) -> Dots:
    """Each dot with the ones above and below: a line that is a little askew stays one line."""
    made = ink.copy()
    made[1:] |= ink[:-1]
    made[:-1] |= ink[1:]
    return made


def _long(ink: Dots, length: int) -> Dots:
    """The dots of unbroken level stretches of at least that length."""
    np = arrays()
    if ink.shape[1] <= length:
        none: Dots = np.zeros_like(ink)
        return none
    counts = np.cumsum(np.pad(ink, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = counts[:, length:] - counts[:, :-length] >= UNBROKEN * length
    around = np.cumsum(np.pad(full, ((0, 0), (length, length - 1))), axis=1, dtype=np.int32)
    near: Dots = around[:, length:] > around[:, :-length]
    return near & ink


def _rules(dots: Dots, thickest: int) -> Iterator[Rule]:
    """The lines among these dots: stretches that lie close above one another."""
    open_rules: list[list[int]] = []  # first row, last row, start, end
    for row, stretches in _stretches(dots):
        for rule in [each for each in open_rules if each[1] < row - 2]:
            open_rules.remove(rule)
            yield from _rule(rule, thickest)
        for start, end in stretches:
            touching = [each for each in open_rules if start <= each[3] + 2 and each[2] <= end + 2]
            for each in touching:
                open_rules.remove(each)
            open_rules.append(
                [
                    min([row, *(each[0] for each in touching)]),
                    row,
                    min([start, *(each[2] for each in touching)]),
                    max([end, *(each[3] for each in touching)]),
                ]
            )
    for rule in open_rules:
        yield from _rule(rule, thickest)


def _stretches(dots: Dots) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Row by row, the stretches that are written on."""
    np = arrays()
    for row in np.flatnonzero(dots.any(axis=1)):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], dots[row].astype(np.int8), [0]))))
        yield int(row), [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _rule(found: Sequence[int], thickest: int) -> Iterator[Rule]:
    first, last, start, end = found
    if last - first + 1 <= thickest + 2:  # thickened by two
        yield Rule((first + last) // 2, start, end, last - first + 1)


def grids(lines: Drawn, dots: int) -> list[Grid]:
    """The ruled tables of a page, from the top."""
    found = [grid for group in _meeting(lines, dots * TOUCH) for grid in _grid(*group, dots)]
    return sorted(found, key=lambda grid: (grid.box.top, grid.box.left))


def _meeting(lines: Drawn, touch: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that meet one another."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for down in lines.down:
        met = [a for a in lines.across if _within(down.at, a, touch) and _within(a.at, down, touch)]
        joined: tuple[list[Rule], list[Rule]] = (met, [down])
        for group in [each for each in groups if any(a in each[0] for a in met)]:
            groups.remove(group)
            joined = (list(dict.fromkeys([*group[0], *joined[0]])), [*group[1], *joined[1]])
        groups.append(joined)
    return groups


def _within(place: int, rule: Rule, touch: float) -> bool:
    return rule.start - touch <= place <= rule.end + touch


def _grid(across: list[Rule], down: list[Rule], dots: int) -> Iterator[Grid]:
    if len(across) < 2:
        return
    ys = _edges((r.at for r in across), down, dots)
    xs = _edges((r.at for r in down), across, dots)
    rows, columns = len(ys) - 1, len(xs) - 1
    if columns < 2 or rows < 1 or rows * columns > MOST_CELLS:
        return
    areas = _areas(rows, columns, _sides(across, down, ys, xs, dots))
    cells = tuple(Cell(*area, _box(area, xs, ys)) for area in areas)
    if len(cells) > 1:
        yield Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), rows, columns, cells)


def _box(area: Area, xs: Sequence[int], ys: Sequence[int]) -> Box:
    """From line to line: these are wiped out before anything is read, and letters may touch them."""
    top, bottom, left, right = area
    return Box(xs[left], ys[top], xs[right], ys[bottom])


def _edges(places: Iterable[int], crossing: Sequence[Rule], dots: int) -> list[int]:
    """Where rows or columns part, and where the lines across them end when no line closes the table there."""
    found: list[list[int]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= SAME * dots:
            found[-1].append(place)
        else:
            found.append([place])
    edges = [sum(group) // len(group) for group in found]
    first, last = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    before = [first] if edges[0] - first > OPEN * dots else []
    after = [last] if last - edges[-1] > OPEN * dots else []
    return [*before, *edges, *after]


def _sides(
    across: list[Rule], down: list[Rule], ys: list[int], xs: list[int], dots: int
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The cells (row, column) that have no line to their right, and those that have none below."""
    cells = [(row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)]
    near = SAME * dots
    open_right = {
        (row, column)
        for row, column in cells
        if column + 2 < len(xs) and not _is_drawn(down, xs[column + 1], ys[row], ys[row + 1], near)
    }
    open_below = {
        (row, column)
        for row, column in cells
        if row + 2 < len(ys) and not _is_drawn(across, ys[row + 1], xs[column], xs[column + 1], near)
    }
    return open_right, open_below


def _is_drawn(rules: Sequence[Rule], at: int, start: int, end: int, near: float) -> bool:
    there = sum(max(min(r.end, end) - max(r.start, start), 0) for r in rules if abs(r.at - at) <= near)
    return there >= COVERED * (end - start)


def _areas(rows: int, columns: int, open_sides: tuple[set[tuple[int, int]], set[tuple[int, int]]]) -> list[Area]:
    """Top, bottom, left, right of each cell; what is joined but makes no rectangle stays apart."""
    open_right, open_below = open_sides
    left = {(row, column) for row in range(rows) for column in range(columns)}
    areas = []
    while left:
        first = min(left)
        group, todo = set(), [first]
        while todo:
            row, column = here = todo.pop()
            if here in group:
                continue
            group.add(here)
            todo += [(row, column + 1)] * (here in open_right) + [(row + 1, column)] * (here in open_below)
            todo += [(row, column - 1)] * ((row, column - 1) in open_right)
            todo += [(row - 1, column)] * ((row - 1, column) in open_below)
        ys, xs = [y for y, _ in group], [x for _, x in group]
        area = (min(ys), max(ys) + 1, min(xs), max(xs) + 1)
        if (area[1] - area[0]) * (area[3] - area[2]) == len(group):
            areas.append(area)
        else:
            areas += [(y, y + 1, x, x + 1) for y, x in sorted(group)]
        left -= group
    return sorted(areas, key=lambda each: (each[0], each[2]))
