"""The lineage as a picture knows it: boxes, lines between them, their places; nothing of how they look."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from queries.conflicts import Conflict
from queries.documents import Card
from queries.lineage import Break, Step
from queries.results import Quotation, Statement
from queries.surroundings import Doubt, Surroundings
from queries.walks import LINEAGE
from viz.layout import Layout, laid_out
from viz.web.lineage.choice import Chosen, Fold, key_of, year


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document, or with `fold` many in one box. `end`: the way up breaks here."""

    key: str
    card: Card | None = None
    fold: Fold | None = None
    end: Break | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    focus: bool = False
    on_path: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line from `newer` to `basis` (keys of nodes): what the one says of the other, the firmest first, or a doubt."""

    key: str
    newer: str
    basis: str
    statements: tuple[Statement, ...] = ()
    doubt: Doubt | None = None
    fold: Fold | None = None
    conflicts: tuple[Conflict, ...] = ()
    on_path: bool = False

    @property
    def strong(self) -> bool:
        """Whether it hands authority on."""
        return bool(self.statements) and self.statements[0].relation in LINEAGE

    @property
    def inferred(self) -> bool:
        return bool(self.statements) and self.statements[0].inferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Nodes in the order of their distance, edges, and where they stand; `layout.ways` are in the order of `edges`."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    layout: Layout
    left_out: int = 0

    def node(self, key: str) -> Node | None:
        return next((each for each in self.nodes if each.key == key), None)

    def edge(self, key: str) -> Edge | None:
        return next((each for each in self.edges if each.key == key), None)


def composed(found: Surroundings, kept: Chosen, path: Sequence[str] = ()) -> Picture:
    """The picture of what was chosen; `path`: the documents of a way to be shown, one after the other."""
    steps = list(pairwise(path))
    ends = {each.document: each for each in found.ends}
    nodes = [_node(found, name, ends.get(name), path) for name in kept.documents]
    nodes += [Node(key=fold.key, fold=fold) for fold in kept.folds]
    edges = [_edge(step, found.conflicts, steps) for step in kept.steps]
    edges += [_doubt(doubt, found) for doubt in kept.doubts]
    edges += [_of_fold(fold, kept.listed) for fold in kept.folds]
    years = {node.key: _year(node, found) for node in nodes}
    doubtful = {number for number, edge in enumerate(edges) if edge.doubt}
    layout = laid_out(years, [(edge.newer, edge.basis) for edge in edges], doubtful)
    return Picture(nodes=tuple(nodes), edges=tuple(edges), layout=layout, left_out=kept.left_out)


def _node(found: Surroundings, name: str, end: Break | None, path: Collection[str]) -> Node:
    return Node(
        key=key_of(name),
        card=found.cards[name],
        end=end,
        reason=found.reasons.get(name),
        candidates=found.candidates.get(name, ()),
        conflicts=tuple(each for each in found.conflicts if name in (each.one.about, each.other.about)),
        focus=name == found.start,
        on_path=name in path,
    )


def _edge(step: Step, conflicts: Iterable[Conflict], path: Collection[tuple[str, str]]) -> Edge:
    newer, basis = step.statement.subject, step.statement.object
    said = frozenset(quotation for each in step.statements for quotation in each.quotations)
    return Edge(
        key=f"{key_of(newer)}~{key_of(basis)}",
        newer=key_of(newer),
        basis=key_of(basis),
        statements=step.statements,
        conflicts=tuple(each for each in conflicts if _shares(each, {newer, basis}, said)),
        on_path=(newer, basis) in path or (basis, newer) in path,
    )


def _shares(conflict: Conflict, ends: set[str], said: frozenset[Quotation]) -> bool:
    """Whether a contradiction concerns one of the ends and quotes the same words."""
    quoted = {*conflict.one.quotations, *conflict.other.quotations}
    return bool(ends & {conflict.one.about, conflict.other.about}) and bool(said & quoted)


def _doubt(doubt: Doubt, found: Surroundings) -> Edge:
    """It has no direction of its own: drawn from the newer one, as all others are."""
    basis, newer = sorted((doubt.one, doubt.other), key=lambda name: (found.cards[name].date or "", name))
    return Edge(key=f"{key_of(newer)}~~{key_of(basis)}", newer=key_of(newer), basis=key_of(basis), doubt=doubt)


def _of_fold(fold: Fold, steps: Iterable[Step]) -> Edge:
    said = [s for step in steps if _within(step, fold) for s in step.statements[:1]]
    parent = key_of(fold.parent)
    newer, basis = (parent, fold.key) if fold.above else (fold.key, parent)
    return Edge(key=f"{newer}~{basis}", newer=newer, basis=basis, fold=fold, statements=tuple(said))


def _within(step: Step, fold: Fold) -> bool:
    one, other = (step.start, step.end) if fold.above else (step.end, step.start)
    return one == fold.parent and other in fold.documents


def _year(node: Node, found: Surroundings) -> int | None:
    if node.card is not None:
        return year(node.card)
    assert node.fold is not None
    years = [when for name in node.fold.documents if (when := year(found.cards[name])) is not None]
    return (max if node.fold.above else min)(years, default=None)


def relations(edge: Edge) -> list[str]:
    """The relations (IRIs) that an edge says, each once, the firmest first."""
    return list(dict.fromkeys(each.relation for each in edge.statements))
