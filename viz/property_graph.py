"""The triples of a store as nodes and edges with properties, by the projection that the ontology declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ontology.namespaces import RDF, VB
from ontology.projection import EdgeKind, NodeKind, Property, ValueType, edges, nodes

if TYPE_CHECKING:
    import pyoxigraph as ox

    Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    Facts = dict[str, dict[str, list[Term]]]  # objects by subject and predicate

Plain = str | int | float
_SEVERAL = " | "  # between the values of a property that has more than one
_TAKEN = frozenset("iri kind id source relation target".split())  # names of what is no property: those get a "_"


@dataclass(frozen=True, slots=True)
class Node:
    iri: str
    label: str
    properties: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Edge:
    """`id` is the statement's IRI where there is one."""

    id: str
    source: str
    target: str
    name: str
    properties: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes by label and IRI, edges by name and ends: always in the same order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def projected(quads: Iterable[ox.Quad]) -> PropertyGraph:
    """The property graph of these quads, whatever graphs they stand in."""
    facts = _facts(quads)
    found = {iri: Node(iri, kind.label, _values(facts, iri, kind.properties)) for iri, kind in _kinds(facts).items()}
    joined: dict[str, Edge] = {}
    for kind, source, target, statement in _links(facts):
        if _fits(kind, found.get(source), found.get(target)):
            # A single graph may name a thing that only another graph describes.
            found.setdefault(target, Node(target, kind.target, {}))
            properties = _values(facts, statement, kind.properties) if statement else {}
            edge = Edge(statement or f"{source} {kind.name} {target}", source, target, kind.name, properties)
            joined.setdefault(edge.id, edge)
    return PropertyGraph(
        nodes=tuple(sorted(found.values(), key=lambda node: (node.label, node.iri))),
        edges=tuple(sorted(joined.values(), key=lambda edge: (edge.name, edge.source, edge.target, edge.id))),
    )


def _fits(kind: EdgeKind, source: Node | None, target: Node | None) -> bool:
    """Whether an edge of this kind may join the two; a target that is not described may be of any kind."""
    return source is not None and source.label == kind.source and (target is None or target.label == kind.target)


def _facts(quads: Iterable[ox.Quad]) -> Facts:
    """The objects by subject and predicate, without repetition, in a fixed order."""
    facts: Facts = {}
    for quad in quads:
        said = facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])  # type: ignore[union-attr]
        if quad.object not in said:
            said.append(quad.object)
    for about in facts.values():
        for said in about.values():
            said.sort(key=str)
    return facts


def _kinds(facts: Facts) -> dict[str, NodeKind]:
    by_class = {name: kind for kind in nodes() for name in kind.classes}
    found: dict[str, NodeKind] = {}
    for iri, about in facts.items():
        kinds = [by_class[name] for term in about.get(RDF.type, ()) if (name := _plain(term)) in by_class]
        if kinds:
            found[iri] = min(kinds, key=lambda kind: nodes().index(kind))
    return found


def _links(facts: Facts) -> Iterator[tuple[EdgeKind, str, str, str]]:
    """Each edge there may be: its kind, both ends, and the statement that it stands for ("" where none)."""
    stated, direct = _by_predicate(stated=True), _by_predicate(stated=False)
    for iri, about in facts.items():
        for predicate, said in about.items():
            for kind in direct.get(predicate, ()):
                yield from ((kind, iri, _plain(target), "") for target in said)
        if any(_plain(term) == VB.Statement for term in about.get(RDF.type, ())):
            for kind in (kind for term in about.get(RDF.predicate, ()) for kind in stated.get(_plain(term), ())):
                ends = product(about.get(RDF.subject, ()), about.get(RDF.object, ()))
                yield from ((kind, _plain(source), _plain(target), iri) for source, target in ends)


def _by_predicate(*, stated: bool) -> dict[str, list[EdgeKind]]:
    found: dict[str, list[EdgeKind]] = {}
    for kind in edges():
        if kind.stated is stated:
            found.setdefault(kind.iri, []).append(kind)
    return found


def _values(facts: Facts, iri: str, properties: Sequence[Property]) -> dict[str, Plain]:
    found = {prop.name: _value(facts, iri, prop) for prop in properties}
    return {f"{name}_" if name in _TAKEN else name: value for name, value in found.items() if value is not None}


def _value(facts: Facts, iri: str, prop: Property) -> Plain | None:
    """All texts of a property; of numbers, and of what stands behind another node, the first."""
    *way, last = prop.path
    here = iri
    for step in way:
        following = facts.get(here, {}).get(step, [])
        if not following:
            return None
        here = _plain(following[0])
    said = _in_vietnamese(facts.get(here, {}).get(last, []))
    if not said:
        return None
    if prop.type is ValueType.TEXT:
        texts = [_text(facts, term) for term in said]
        return texts[0] if way else _SEVERAL.join(dict.fromkeys(texts))
    return int(_plain(said[0])) if prop.type is ValueType.INTEGER else float(_plain(said[0]))


def _in_vietnamese(said: Sequence[Term]) -> list[Term]:
    return [term for term in said if getattr(term, "language", None) in (None, "vi")] or list(said)


def _text(facts: Facts, term: Term) -> str:
    """A term of our vocabulary by its own name ("Stated"), a file by its name; other things by their IRI."""
    value = _plain(term)
    names = facts.get(value, {}).get(VB.fileName)
    return _plain(names[0]) if names else value.removeprefix(VB.base)


def _plain(term: Term) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)
