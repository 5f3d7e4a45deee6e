"""One named graph in a Neo4j, replaced by another state of it within the transaction that is given.

What belongs to the graph is deleted and made anew; nodes that both states have stay, for other graphs may point to
them. A shared node carries the smallest of what all graphs say of it. To find that out by asking all of them would
cost more with every graph that cites it, so what a graph adds is compared with what the node carries, and all are
asked only when the graph takes back the very value that the node carries. No two writers do this at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ontology import iri
from ontology.stored_graph import KEY
from queries.property_graph import GraphPart, Mention, Node, Plain, smallest
from queries.stores.bolt import statements

if TYPE_CHECKING:
    from neo4j import ManagedTransaction as Transaction

BATCH = 5000  # rows in one statement: more would only take more of the server's memory

Name = tuple[str, str]  # label and IRI
Numbers = dict[Name, str]  # the server's own number of each node


@dataclass(frozen=True, slots=True)
class _Held:
    """What the graph said of a shared node so far, what the node carries, and their numbers."""

    said: Mapping[str, tuple[Plain, ...]]
    carried: Mapping[str, Plain]
    mention: str
    node: str


def replace(tx: Transaction, part: GraphPart, *, links_due: bool | None = None) -> bool:
    """Make the graph hold exactly this part; false where there is no store.

    `links_due`: whether from now on the links across documents have to be made again; None leaves that as it is.
    """
    claimed = _claimed(tx, part.graph, links_due)
    if claimed is None:
        return False
    before: dict[Name, _Held] = {}
    named: list[Name] = []
    if claimed:
        before = _mentioned(tx, part.graph.iri)
        named = _dropped(tx, part.graph.iri, part.nodes)
    numbers = _put_nodes(tx, part)
    numbers |= _put_mentions(tx, part, before)
    _put_edges(tx, part, numbers)
    _take_back(tx, part.mentions, before)
    for label, names in _by_label((name, name[1]) for name in named):
        _each(tx, statements.forget_named_only(label), names)
    return True


def remove(tx: Transaction, graph: str) -> bool:
    """Take the graph out, with all that nobody else speaks of; false where there is no store."""
    done = replace(tx, GraphPart(Node(graph, "Graph", {}), (), (), (), ()), links_due=True)
    tx.run("MATCH (g:Graph {iri: $iri}) DELETE g", {"iri": graph}).consume()
    return done


# -- what was there --------------------------------------------------------------------------


def _claimed(tx: Transaction, graph: Node, links_due: bool | None) -> bool | None:
    """Whether the graph was there; None where there is no store."""
    values = {"iri": graph.iri, "row": {KEY: graph.iri, **graph.properties}, "store": iri.LEDGER, "due": links_due}
    found = tx.run(statements.CLAIM, values).single()
    return None if found is None else bool(found["there"])


def _mentioned(tx: Transaction, graph: str) -> dict[Name, _Held]:
    found = tx.run(statements.MENTIONED, {"iri": graph})
    return {
        (row["label"], row["iri"]): _Held(
            {name: tuple(values) for name, values in row["said"].items()}, row["carried"], row["mention"], row["node"]
        )
        for row in found
    }


def _dropped(tx: Transaction, graph: str, staying: Sequence[Node]) -> list[Name]:
    """Delete the graph's edges, and its nodes that do not come again; the bare names to which it pointed.

    A node to which another graph points stays as a bare name.
    """
    held: Numbers = {}
    for label in statements.owned_labels():
        for row in tx.run(statements.owned(label), {"iri": graph}):
            held[label, row["iri"]] = row["node"]
    named = [(str(row["label"]), str(row["iri"])) for row in _each(tx, statements.NAMED_ONLY, held.values())]
    _each(tx, statements.CLEAR_NODES, held.values())
    for kind in statements.shared_edges():
        tx.run(statements.clear_shared(kind), {"iri": graph}).consume()
    gone = held.keys() - {(node.label, node.iri) for node in staying}
    _each(tx, statements.DROP_NODES, [held[name] for name in sorted(gone)])
    _each(tx, statements.BARE_NODES, [held[name] for name in sorted(gone)])
    return named


def _take_back(tx: Transaction, mentions: Sequence[Mention], before: Mapping[Name, _Held]) -> None:
    """Forget what the graph no longer says of shared nodes, and the nodes of which nobody speaks any more."""
    now = {(mention.label, mention.iri): mention for mention in mentions}
    gone = [held for name, held in before.items() if name not in now]
    _each(tx, statements.UNMENTION, [held.mention for held in gone])
    _each(tx, statements.DROP_UNSPOKEN_OF, [held.node for held in gone])
    lost = ((name, held.node) for name, held in before.items() if _carried_alone(name, held, now.get(name)))
    for label, nodes in _by_label(lost):
        _each(tx, statements.carry_again(label), nodes)


def _carried_alone(name: Name, held: _Held, now: Mention | None) -> bool:
    """Whether the node carries a value that only this graph may have said, and no longer says."""
    said, says = smallest([Mention(name[1], name[0], held.said)]), smallest([now] if now else [])
    return any(says.get(key) != value == held.carried.get(key) for key, value in said.items())


# -- what comes ------------------------------------------------------------------------------


def _put_nodes(tx: Transaction, part: GraphPart) -> Numbers:
    """Make the graph's own nodes, and find those of other graphs to which it points."""
    numbers: Numbers = {}
    own = (((node.label, node.iri), {KEY: node.iri, **_listed(node.properties)}) for node in part.nodes)
    for label, rows in _by_label(own):
        numbers |= _numbers(label, _each(tx, statements.put_nodes(label), rows))
    for label, rows in _by_label((name, {KEY: name[1]}) for name in part.strangers):
        numbers |= _numbers(label, _each(tx, statements.put_bare(label), rows))
    return numbers


def _put_mentions(tx: Transaction, part: GraphPart, before: Mapping[Name, _Held]) -> Numbers:
    """Say of shared nodes what the graph says; what it said before in the same words is left alone."""
    numbers = {name: held.node for name, held in before.items()}
    carried = {name: held.carried for name, held in before.items()}
    said = {(mention.label, mention.iri): mention for mention in part.mentions}
    new = ((name, {KEY: name[1], "said": _listed(said[name].properties)}) for name in said.keys() - before.keys())
    for label, rows in _by_label(new):
        for row in _each(tx, statements.mention(label), rows, part.graph.iri):
            numbers[label, row["iri"]], carried[label, row["iri"]] = row["node"], row["carried"]
    other = [name for name in said.keys() & before.keys() if said[name].properties != before[name].said]
    changed = [{"mention": before[name].mention, "said": _listed(said[name].properties)} for name in sorted(other)]
    _each(tx, statements.MENTION_AGAIN, changed)
    _each(tx, statements.CARRY, list(_smaller(said, carried, numbers)))
    return numbers


def _smaller(
    said: Mapping[Name, Mention], carried: Mapping[Name, Mapping[str, Plain]], numbers: Numbers
) -> Iterator[dict[str, Any]]:
    """What nodes are to carry of which the graph says less than all others do."""
    for name in sorted(said):
        now = carried[name]
        less = {
            key: value
            for key, value in smallest([said[name]]).items()
            if key not in now or value < now[key]  # type: ignore[operator]
        }
        if less:
            yield {"node": numbers[name], "carried": {**now, **less}}


def _put_edges(tx: Transaction, part: GraphPart, numbers: Numbers) -> None:
    by_kind: dict[str, list[Any]] = {}
    for edge in part.edges:
        row = [numbers[edge.source_label, edge.source], numbers[edge.target_label, edge.target], edge.properties]
        by_kind.setdefault(edge.type, []).append(row)
    for kind, rows in by_kind.items():
        _each(tx, statements.put_edges(kind), rows)


# -- rows ------------------------------------------------------------------------------------


def _listed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in properties.items()}


def _numbers(label: str, rows: Iterable[Mapping[str, Any]]) -> Numbers:
    return {(label, str(row["iri"])): str(row["node"]) for row in rows}


def _by_label(rows: Iterable[tuple[Name, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Rows by the label of their node, in the order of the IRIs."""
    found: dict[str, list[Any]] = {}
    for (label, _), row in sorted(rows, key=lambda pair: pair[0]):
        found.setdefault(label, []).append(row)
    yield from found.items()


def _each(tx: Transaction, text: str, rows: Iterable[Any], graph: str = "") -> list[Mapping[str, Any]]:
    """Run a statement for all rows, some thousands at a time; what it returns."""
    found: list[Mapping[str, Any]] = []
    remaining = list(rows)
    for start in range(0, len(remaining), BATCH):
        found += tx.run(text, {"rows": remaining[start : start + BATCH], "iri": graph})
    return found
