"""Tables drawn with lines: where their cells are, merged ones too."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.readers.pdf_drawing import Rule

NEAR = 3.0  # points: lines that meet, double lines, the two halves of one line
MOST_RULES = 4_000  # after joining; a plan or a map, no table
MOST_BOXES = 40_000
OVERHANG = 8.0  # points by which lines run past the outermost line across: that side is not drawn


@dataclass(frozen=True, slots=True)
class Grid:
    """`cells[i][j]` is the number of the cell at row i and column j: the same for all places of a merged one."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of a point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return (row, column) if inside else None

    def holds(self, other: Grid) -> bool:
        """Whether another grid lies within this one."""
        return (
            self.xs[0] - NEAR <= other.xs[0]
            and other.xs[-1] <= self.xs[-1] + NEAR
            and self.ys[0] - NEAR <= other.ys[0]
            and other.ys[-1] <= self.ys[-1] + NEAR
        )


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that the lines draw, from the top; a frame around text and a ruled list of one column are none."""
    every = list(rules)
    lying, standing = _joined(r for r in every if r.lies), _joined(r for r in every if not r.lies)
    if not lying or not standing or len(lying) + len(standing) > MOST_RULES:
        return []
    made = [_grid(*parts) for parts in _connected(lying, standing)]
    found = sorted((g for g in made if g is not None), key=lambda g: -(g.xs[-1] - g.xs[0]) * (g.ys[-1] - g.ys[0]))
    kept: list[Grid] = []
    for grid in found:
        if not any(outer.holds(grid) for outer in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.ys[0], g.xs[0]))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice, as one."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [rule for group in groups for rule in _in_one_line(group)]


def _in_one_line(group: list[Rule]) -> list[Rule]:
    at = sum(r.at * (r.end - r.start) for r in group) / max(sum(r.end - r.start for r in group), 1e-6)
    spans: list[tuple[float, float]] = []
    for rule in sorted(group, key=lambda r: r.start):
        if spans and rule.start <= spans[-1][1] + NEAR:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return [Rule(group[0].lies, at, start, end) for start, end in spans]


def _connected(lying: list[Rule], standing: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch one another, with those across."""
    parent = list(range(len(lying) + len(standing)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    heights = [rule.at for rule in lying]
    for k, rule in enumerate(standing, len(lying)):
        for i in range(bisect_left(heights, rule.start - NEAR), bisect_right(heights, rule.end + NEAR)):
            if lying[i].start - NEAR <= rule.at <= lying[i].end + NEAR:
                parent[root(i)] = root(k)
    parts: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate([*lying, *standing]):
        parts[root(i)][0 if rule.lies else 1].append(rule)
    return [both for both in parts.values() if both[0] and both[1]]


def _grid(lying: list[Rule], standing: list[Rule]) -> Grid | None:
    xs = _places(standing, lying)
    ys = _places(lying, standing)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > MOST_BOXES:
        return None
    beside = _borders(standing, xs, ys)
    below = _borders(lying, ys, xs)
    cells = _numbered(rows, columns, beside, below)
    return Grid(tuple(xs), tuple(ys), cells) if _is_table(cells) else None


def _places(rules: Sequence[Rule], across: Sequence[Rule]) -> list[float]:
    """Where the lines stand, and the ends of those across where no line closes them."""
    places = sorted(rule.at for rule in rules)
    first, last = min(r.start for r in across), max(r.end for r in across)
    if first < places[0] - OVERHANG:
        places.insert(0, first)
    if last > places[-1] + OVERHANG:
        places.append(last)
    kept = places[:1]
    for place in places[1:]:
        if place - kept[-1] > NEAR:
            kept.append(place)
    return kept


def _borders(rules: Sequence[Rule], places: Sequence[float], across: Sequence[float]) -> set[tuple[int, int]]:
    """(place, stretch) wherever a line stands at a place for most of a stretch between two places across."""
    found: set[tuple[int, int]] = set()
    for rule in rules:
        place = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        first = max(0, bisect_right(across, rule.start) - 1)
        for stretch in range(first, len(across) - 1):
            start, end = across[stretch], across[stretch + 1]
            if start >= rule.end:
                break
            if min(end, rule.end) - max(start, rule.start) > 0.6 * (end - start):
                found.add((place, stretch))
    return found


def _numbered(
    rows: int, columns: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]
) -> tuple[tuple[int, ...], ...]:
    """Places with no line between them are one cell."""
    numbers = [[-1] * columns for _ in range(rows)]
    count = 0
    for i in range(rows):
        for j in range(columns):
            if numbers[i][j] >= 0:
                continue
            waiting = [(i, j)]
            numbers[i][j] = count
            while waiting:
                y, x = waiting.pop()
                for row, column, border in _neighbours(y, x, beside, below):
                    inside = 0 <= row < rows and 0 <= column < columns
                    if inside and not border and numbers[row][column] < 0:
                        numbers[row][column] = count
                        waiting.append((row, column))
            count += 1
    return tuple(map(tuple, numbers))


def _neighbours(
    y: int, x: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]
) -> tuple[tuple[int, int, bool], ...]:
    return (
        (y, x - 1, (x, y) in beside),
        (y, x + 1, (x + 1, y) in beside),
        (y - 1, x, (y, x) in below),
        (y + 1, x, (y + 1, x) in below),
    )


def _is_table(cells: tuple[tuple[int, ...], ...]) -> bool:
    """Whether there are two cells side by side, and cells are rectangles: boxes of a chart leave odd shapes between."""
    places: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, row in enumerate(cells):
        for j, number in enumerate(row):
            places[number].append((i, j))
    odd = sum(len(each) for each in places.values() if not _is_rectangle(each))
    beside = any(a != b for row in cells for a, b in pairwise(row))
    return beside and odd <= 0.2 * len(cells) * len(cells[0])


def _is_rectangle(places: list[tuple[int, int]]) -> bool:
    ys, xs = [y for y, _ in places], [x for _, x in places]
    return len(places) == (max(ys) - min(ys) + 1) * (max(xs) - min(xs) + 1)
