"""Places for the documents of a large graph: what is related stands together, the same graph always the same way.

Documents push each other away and relations pull them together, as in ForceAtlas2 (Jacomy and others, 2014) with
LinLog pulling (Noack, 2009) and gravity that grows with the distance. The pushing is reckoned on a mesh, by one
convolution a round, so that it costs the same however many documents there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

CELLS = 128  # of the mesh, each way
_SEED = 1
_GOLDEN = math.pi * (3 - math.sqrt(5))
PUSH, GRAVITY = 12.0, 1 / 400  # as in the page, where ForceAtlas2 goes on (overview-arrange.js)
ROUNDS = 160
_FARTHEST = 40.0  # a round


def communities(count: int, ties: Sequence[tuple[int, int]]) -> list[int]:
    """The community of each document, 0 the largest; what no relation joins to others is one of its own."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for one, other in ties:
        weight = graph.edges[one, other]["weight"] + 1 if graph.has_edge(one, other) else 1
        graph.add_edge(one, other, weight=weight)
    found = sorted((sorted(each) for each in nx.community.louvain_communities(graph, seed=_SEED)), key=_by_size)
    of = [0] * count
    for number, members in enumerate(found):
        for member in members:
            of[member] = number
    return of


def _by_size(members: list[int]) -> tuple[int, int]:
    return -len(members), members[0]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each document stands; the middle is (0, 0). `apart` stand in rings around what hangs together most."""

    spots: list[tuple[float, float]]
    apart: set[int]


def places(of: Sequence[int], ties: Sequence[tuple[int, int]], *, rounds: int = ROUNDS) -> Places:
    """Places by communities and relations."""
    import numpy as np

    if not of:
        return Places([], set())
    ends = np.array(ties, dtype=np.int64).reshape(-1, 2)
    mass = 1.0 + np.bincount(ends.ravel(), minlength=len(of))
    islands = _islands(len(of), ties)
    core = np.array(islands[0])
    place = np.full(len(of), -1)
    place[core] = np.arange(len(core))
    within = place[ends][(place[ends] >= 0).all(axis=1)]
    spots = np.zeros((len(of), 2))
    spots[core] = _settled(_packed([of[each] for each in core], mass[core]), mass[core], within, rounds)
    _ringed(spots, islands[0], islands[1:])
    return Places([(float(x), float(y)) for x, y in spots], {each for island in islands[1:] for each in island})


def _islands(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The documents that relations join, directly or not, the largest group first."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph(list(ties))
    graph.add_nodes_from(range(count))
    return sorted((sorted(each) for each in nx.connected_components(graph)), key=_by_size)


def _ringed(spots: Floats, core: Sequence[int], islands: Sequence[Sequence[int]]) -> None:
    """Put small groups around the core, each a small disc, ring after ring."""
    import numpy as np

    away = np.hypot(*spots[core].T)
    radius = float(np.percentile(away, 98))
    gap = max(radius / 40, 14.0)
    rest = list(islands)
    while rest:
        radius += gap + gap * math.sqrt(len(rest[0])) / 2
        room, ring = 2 * math.pi * radius, 0
        while ring < len(rest) and room > 0:
            room -= gap * (math.sqrt(len(rest[ring])) + 1)
            ring += 1
        spare, angle = max(room, 0.0) / ring, 0.0
        for island in rest[:ring]:
            wide = (gap * (math.sqrt(len(island)) + 1) + spare) / radius
            _disc(spots, island, (radius, angle + wide / 2), gap * 0.45)
            angle += wide
        radius += gap * math.sqrt(len(rest[0])) / 2
        rest = rest[ring:]


def _disc(spots: Floats, members: Sequence[int], middle: tuple[float, float], gap: float) -> None:
    """Members around a middle (distance and angle from the origin), the first at its centre."""
    away, angle = middle
    for place, document in enumerate(members):
        turn, out = place * _GOLDEN, math.sqrt(place) * gap
        spots[document] = (
            math.cos(angle) * away + math.cos(turn) * out,
            math.sin(angle) * away + math.sin(turn) * out,
        )


def _packed(of: Sequence[int], mass: Floats) -> Floats:
    """Communities side by side, the largest in the middle, each a disc with its most related document at the centre."""
    import numpy as np

    spots, taken = np.zeros((len(of), 2)), 0.0
    members: dict[int, list[int]] = {}
    for document in sorted(range(len(of)), key=lambda each: (-mass[each], each)):
        members.setdefault(of[document], []).append(document)
    for number, community in sorted(members.items()):
        far = math.sqrt(taken + len(community) / 2) * 14 if number else 0.0
        _disc(spots, community, (far, number * _GOLDEN), 10)
        taken += len(community)
    return spots


def _settled(spots: Floats, mass: Floats, ends: Floats, rounds: int) -> Floats:
    """The places after so many rounds; each document goes as far as it does not swing to and fro."""
    import numpy as np

    pull, push = _Pull(len(mass), ends), _Push(mass)
    before, speed = np.zeros_like(spots), 1.0
    for _ in range(rounds):
        force = pull(spots) + push(spots) * PUSH - spots * (GRAVITY * PUSH * mass[:, None])
        swing = mass * np.hypot(*(force - before).T)
        effect = mass * np.hypot(*(force + before).T) / 2
        wanted = float(effect.sum()) / (float(swing.sum()) + 1e-9)
        speed = min(wanted, speed * 1.5)
        step = np.minimum(speed / (1.0 + np.sqrt(speed * swing)), _FARTHEST / (np.hypot(*force.T) + 1e-9))
        spots = spots + force * step[:, None]
        before = force
    middle: Floats = spots - spots.mean(axis=0)
    return middle


class _Pull:
    """Relations draw their two documents together, a little more the farther they are (LinLog, Noack 2009)."""

    def __init__(self, count: int, ends: Floats) -> None:
        self._count, self._from, self._to = count, ends[:, 0], ends[:, 1]

    def __call__(self, spots: Floats) -> Floats:
        import numpy as np

        apart = spots[self._to] - spots[self._from]
        far = np.hypot(*apart.T)[:, None] + 1e-6
        apart *= np.log1p(far) / far
        drawn = [
            np.bincount(self._from, apart[:, way], self._count) - np.bincount(self._to, apart[:, way], self._count)
            for way in (0, 1)
        ]
        return np.stack(drawn, axis=1)


class _Push:
    """Every document pushes every other away, by their relations and the nearer the more."""

    def __init__(self, mass: Floats) -> None:
        import numpy as np

        self._mass = mass
        steps = np.fft.fftfreq(2 * CELLS, 1 / (2 * CELLS))
        x, y = np.meshgrid(steps, steps, indexing="ij")
        squared = x**2 + y**2 + 0.35
        self._kernels = [np.fft.rfft2(way / squared) for way in (x, y)]

    def __call__(self, spots: Floats) -> Floats:
        import numpy as np

        low = spots.min(axis=0)
        side = float((spots.max(axis=0) - low).max()) / (CELLS - 2) + 1e-6
        at = (spots - low) / side
        cell = at.astype(np.int64)
        part = at - cell
        corners = [
            ((cell[:, 0] + i) * CELLS + cell[:, 1] + j, abs(1 - i - part[:, 0]) * abs(1 - j - part[:, 1]))
            for i in (0, 1)
            for j in (0, 1)
        ]
        mesh = sum(np.bincount(where, self._mass * share, CELLS * CELLS) for where, share in corners)
        spread = np.fft.rfft2(np.asarray(mesh).reshape(CELLS, CELLS), s=(2 * CELLS, 2 * CELLS))
        force = []
        for kernel in self._kernels:
            field = np.fft.irfft2(spread * kernel, s=(2 * CELLS, 2 * CELLS))[:CELLS, :CELLS].ravel()
            force.append(sum(field[where] * share for where, share in corners))
        return np.stack(force, axis=1) * (self._mass / side)[:, None]
