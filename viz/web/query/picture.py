"""A small picture of an answer that joins things: nodes and arrows with their places, to be drawn as SVG."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from queries.stores.protocols import Store
from viz.web import naming
from viz.web.query import results as query_results
from viz.web.query.results import Answer

MOST = 60  # things; beyond, a picture of this size shows nothing
WIDTH, HEIGHT = 1000, 560
_MARGIN = 70
_LONGEST = 24  # characters beneath a node
_RADIUS = 9
_EDGE = 110
_SPREAD = 55  # from the middle of a part, for each of its things
_IN_ROW = 10  # things


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    x: float
    y: float
    name: str
    label: str
    href: str
    document: bool

    @property
    def anchor(self) -> str:
        """Which way its name runs: into the picture."""
        return "start" if self.x < _EDGE else "end" if self.x > WIDTH - _EDGE else "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`beyond`: how many things there are where they are too many; then nothing is drawn."""

    nodes: tuple[Node, ...] = ()
    lines: tuple[Line, ...] = ()
    beyond: int = 0
    width: int = WIDTH
    height: int = HEIGHT


def drawn(store: Store, answer: Answer) -> Picture | None:
    """The picture of an answer; None where nothing in it is joined."""
    pairs = answer.pairs
    things = query_results.documents(pairs)
    if not pairs:
        return None
    if len(things) > MOST:
        return Picture(beyond=len(things))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(things)
    graph.add_edges_from((one, other) for one, _, other in pairs)
    at = _places(graph)
    names = naming.names(store, things)
    return Picture(
        nodes=tuple(_node(name, at[name], names.get(name) or naming.short(name)) for name in things),
        lines=tuple(_line(at[one], at[other], label) for one, label, other in pairs),
    )


def _places(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Where each thing stands: what hangs together in a box of its own, as wide as it has things."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    rows = _rows([len(part) for part in parts])
    found: dict[str, tuple[float, float]] = {}
    for at, (first, last) in enumerate(rows):
        total = sum(len(part) + 1 for part in parts[first:last])
        left, high = 0.0, HEIGHT / len(rows)
        for part in parts[first:last]:
            wide = WIDTH * (len(part) + 1) / total
            laid = nx.spring_layout(graph.subgraph(sorted(part)), seed=7, k=2.2 / len(part) ** 0.5, iterations=90)
            for name, (x, y) in laid.items():
                found[name] = (
                    left + wide / 2 + float(x) * min(max(wide / 2 - _MARGIN, 10), _SPREAD * len(part)),
                    high * (at + 0.45) + float(y) * max(high / 2 - _MARGIN / 2, 10),
                )
            left += wide
    return found


def _rows(sizes: list[int]) -> list[tuple[int, int]]:
    """The parts broken into rows of about a dozen things each."""
    rows, first, taken = [], 0, 0
    for at, size in enumerate(sizes):
        taken += size + 1
        if taken >= _IN_ROW or at == len(sizes) - 1:
            rows.append((first, at + 1))
            first, taken = at + 1, 0
    return rows


def _node(thing: str, at: tuple[float, float], name: str) -> Node:
    label = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    return Node(
        x=round(at[0], 1), y=round(at[1], 1), name=name, label=label, href=naming.href(thing),
        document="/document/" in thing,
    )  # fmt: skip


def _line(start: tuple[float, float], end: tuple[float, float], label: str) -> Line:
    """An arrow from edge to edge of its nodes."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    fx, fy = dx / length * (_RADIUS + 3), dy / length * (_RADIUS + 3)
    ends = [round(each, 1) for each in (start[0] + fx, start[1] + fy, end[0] - fx, end[1] - fy)]
    return Line(x1=ends[0], y1=ends[1], x2=ends[2], y2=ends[3], label=label)
