"""The order of boxes and ways within each column, with few crossings, and their heights."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Item = str | tuple[int, int]  # a document, or the place kept for a way (number of the way, column)
SWEEPS = 12
AIR = 26  # between two boxes
NARROW = 22  # between two ways: one line of text


@dataclass(frozen=True, slots=True)
class Lane:
    """A link from the newer document to its basis with the places it takes in the columns between."""

    newer: str
    basis: str
    crossed: tuple[tuple[int, int], ...]

    @property
    def stops(self) -> tuple[Item, ...]:
        """All items that the way touches, in its direction."""
        return (self.newer, *self.crossed, self.basis)


Columns = list[list[Item]]


def arranged(columns: Sequence[Sequence[Item]], lanes: Sequence[Lane]) -> Columns:
    """The columns ordered so that the ways cross as little as a few sweeps of barycentres can reach."""
    beside = _neighbours(columns, lanes)
    current = [list(column) for column in columns]
    best, fewest = current, _crossings(current, beside)
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        current = _swept(current, beside, forward)
        crossings = _crossings(current, beside)
        if crossings < fewest:
            best, fewest = current, crossings
    return best


Neighbours = Mapping[Item, tuple[list[Item], list[Item]]]  # those in the column to the left, to the right


def _neighbours(columns: Sequence[Sequence[Item]], lanes: Sequence[Lane]) -> Neighbours:
    column_of = {item: at for at, column in enumerate(columns) for item in column}
    beside: dict[Item, tuple[list[Item], list[Item]]] = {item: ([], []) for item in column_of}
    for lane in lanes:
        stops = lane.stops
        for one, other in pairwise(stops):
            step = column_of[other] - column_of[one]
            if step:
                beside[one][step > 0].append(other)
                beside[other][step < 0].append(one)
    return beside


def _swept(columns: Columns, beside: Neighbours, forward: bool) -> Columns:
    swept = [list(column) for column in columns]
    order = range(len(swept)) if forward else range(len(swept) - 1, -1, -1)
    share = _shares(swept)
    for at in order:
        column = swept[at]
        wish = {item: _mean([share[n] for n in beside[item][not forward]], share[item]) for item in column}
        column.sort(key=lambda item: wish[item])
        share.update(_shares([column]))
    return swept


def _shares(columns: Sequence[Sequence[Item]]) -> dict[Item, float]:
    """How far down its column each item stands, 0..1: columns of different length become comparable."""
    return {item: (at + 0.5) / len(column) for column in columns for at, item in enumerate(column)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(columns: Columns, beside: Neighbours) -> int:
    total = 0
    for left, right in pairwise(columns):
        rank = {item: at for at, item in enumerate(right)}
        seen: list[int] = []
        for item in left:
            ends = sorted(rank[other] for other in beside[item][1])
            total += sum(len(seen) - bisect_left(seen, end + 1) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def heights(columns: Columns, lanes: Sequence[Lane], box: float) -> dict[Item, float]:
    """The height of each item: as level with its neighbours as the order and the distances allow."""
    beside = _neighbours(columns, lanes)
    height: dict[Item, float] = {}
    for column in columns:
        height.update(_settled(column, dict.fromkeys(column, 0.0), box))
    weight: dict[Item, float] = defaultdict(lambda: 1.0)
    for lane in lanes:
        weight.update(dict.fromkeys(lane.crossed, 3.0))  # a straight long way is easier to follow than a centred box
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else columns[::-1]:
            wish = {item: _mean([height[n] for side in beside[item] for n in side], height[item]) for item in column}
            height.update(_settled(column, wish, box, weight))
    return height


def _settled(
    column: Sequence[Item], wish: Mapping[Item, float], box: float, weight: Mapping[Item, float] | None = None
) -> dict[Item, float]:
    """Heights nearest to the wishes (least squares) that keep the order and the distances: pooled violators."""
    offsets = [0.0]
    for one, other in pairwise(column):
        offsets.append(offsets[-1] + _distance(one, other, box))
    pools: list[tuple[float, float, int]] = []  # weighted sum, weight, members
    for item, offset in zip(column, offsets, strict=True):
        w = weight[item] if weight is not None else 1.0
        pool = ((wish[item] - offset) * w, w, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1], last[2] + pool[2])
        pools.append(pool)
    base = [total / w for total, w, members in pools for _ in range(members)]
    return {item: base[at] + offsets[at] for at, item in enumerate(column)}


def _distance(one: Item, other: Item, box: float) -> float:
    boxes = isinstance(one, str) + isinstance(other, str)
    return (box + AIR, box / 2 + NARROW, NARROW)[2 - boxes]
