"""What one named graph says, as the part of the property graph that belongs to it.

    part(iri, quads) -> GraphPart

A store holds the union of the parts of its graphs; replacing a graph replaces its part and nothing else. Labels,
edge types and properties are those of ontology.stored_graph. Statuses, roles, kinds and relations stay full IRIs,
dates stay ISO texts, decimals become floats. Equal quads give equal parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ontology.namespaces import RDF, RDFS
from ontology.projection import ValueType
from ontology.stored_graph import (
    GRAPH,
    OWNER,
    TERM,
    EdgeType,
    Field,
    by_class,
    edge_types,
    label_of,
    labels,
)  # fmt: skip

if TYPE_CHECKING:
    import pyoxigraph as ox

    Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    About = dict[str, list[Object]]  # objects by predicate
    Facts = dict[str, About]

Plain = str | int | float
Values = Mapping[str, Plain | tuple[Plain, ...]]


@dataclass(frozen=True, slots=True)
class Node:
    """A node that belongs to one graph: its properties, among them `graph`; those that are several by nature as tuples.

    The node of the graph itself, labelled Graph, has no property `graph`.
    """

    iri: str
    label: str
    properties: Values


@dataclass(frozen=True, slots=True)
class Mention:
    """What the graph says of a shared node, every property a tuple of sorted values; nothing where it only names it."""

    iri: str
    label: str
    properties: Mapping[str, tuple[Plain, ...]]


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes known by label and IRI. A stated one has the IRI of its statement as a property.

    Within a part, `type`, both ends and the statement tell it from every other edge.
    """

    type: str
    source: str
    source_label: str
    target: str
    target_label: str
    properties: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class GraphPart:
    """All that one named graph adds to the property graph; every end of an edge is among the nodes named here.

    `strangers`: nodes that belong to another graph and are only named by this one (label and IRI), such as the
    quotations on which the graph of links rests.
    """

    graph: Node
    nodes: tuple[Node, ...]
    mentions: tuple[Mention, ...]
    strangers: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]


def part(graph: str, quads: Iterable[ox.Quad]) -> GraphPart:
    """The part of the graph with this IRI; quads about the graph itself, such as those of the ledger, describe it."""
    facts = _facts(quads)
    named = {iri: label for iri, about in facts.items() if (label := _label(iri, about)) is not None and iri != graph}
    edges = tuple(sorted(_edges(graph, facts, named), key=_place))
    owned = {iri: label for iri, label in named.items() if not labels()[label].shared}
    shared = {iri: label for iri, label in named.items() if labels()[label].shared}
    strangers = set()
    for edge in edges:
        if labels()[edge.target_label].shared:
            shared.setdefault(edge.target, edge.target_label)
        elif edge.target not in owned:
            strangers.add((edge.target_label, edge.target))
    return GraphPart(
        graph=Node(graph, GRAPH, _own(facts, graph, GRAPH)),
        nodes=tuple(Node(iri, owned[iri], {OWNER: graph, **_own(facts, iri, owned[iri])}) for iri in sorted(owned)),
        mentions=tuple(Mention(iri, shared[iri], _said(facts, iri, shared[iri])) for iri in sorted(shared)),
        strangers=tuple(sorted(strangers)),
        edges=edges,
    )


def smallest(mentions: Iterable[Mention]) -> dict[str, Plain]:
    """What a shared node carries itself, by what all graphs say of it: the smallest value of each property."""
    found: dict[str, Plain] = {}
    for mention in mentions:
        for name, values in mention.properties.items():
            if name in _carried(mention.label):
                found[name] = min(found.get(name, values[0]), values[0])
    return found


@cache
def _carried(label: str) -> frozenset[str]:
    return frozenset(field.name for field in labels()[label].carried)


# -- nodes -----------------------------------------------------------------------------------


def _facts(quads: Iterable[ox.Quad]) -> Facts:
    facts: Facts = {}
    for quad in quads:
        facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)  # type: ignore[union-attr]
    return facts


def _label(iri: str, about: About) -> str | None:
    """By the form of the IRI, else by its class; any other thing that has a name is a term."""
    known = label_of(iri)
    if known is not None:
        return known
    classes = sorted(_plain(term) for term in about.get(RDF.type, ()))
    found = next((by_class()[name] for name in classes if name in by_class()), None)
    return found or (TERM if RDFS.label in about else None)


def _own(facts: Facts, iri: str, label: str) -> dict[str, Plain | tuple[Plain, ...]]:
    """The properties of a node that belongs to the graph; of several values the smallest, but for lists."""
    found = _values(facts, iri, label)
    return {field.name: values if field.several else values[0] for field, values in found}


def _said(facts: Facts, iri: str, label: str) -> dict[str, tuple[Plain, ...]]:
    return {field.name: values for field, values in _values(facts, iri, label)}


def _values(facts: Facts, iri: str, label: str) -> Iterator[tuple[Field, tuple[Plain, ...]]]:
    fields = _by_first_step(label)
    for predicate, terms in facts.get(iri, {}).items():
        for field in fields.get(predicate, ()):
            if values := _converted(facts, field, terms):
                yield field, values


@cache
def _by_first_step(label: str) -> Mapping[str, list[Field]]:
    found: dict[str, list[Field]] = {}
    for field in labels()[label].fields:
        found.setdefault(field.path[0], []).append(field)
    return found


def _converted(facts: Facts, field: Field, terms: list[Object]) -> tuple[Plain, ...]:
    """The values at the end of the field's path, sorted, each once."""
    if field.type is ValueType.TEXT and len(terms) == len(field.path) == 1 and field.language is None:
        return (_plain(terms[0]),)
    for step in field.path[1:]:
        terms = [value for term in terms for value in facts.get(_plain(term), {}).get(step, ())]
    if field.language is not None:
        terms = [term for term in terms if _language(term) == field.language]
    if len(terms) == 1:
        return (_value(field.type, terms[0]),)
    return tuple(sorted({_value(field.type, term) for term in terms}))


def _language(term: Object) -> str:
    return getattr(term, "language", None) or "vi"


def _value(kind: ValueType, term: Object) -> Plain:
    text = _plain(term)
    return text if kind is ValueType.TEXT else int(text) if kind is ValueType.INTEGER else float(text)


def _plain(term: Object) -> str:
    value = getattr(term, "value", None)
    return value if isinstance(value, str) else str(term)


# -- edges -----------------------------------------------------------------------------------


@cache
def _by_predicate() -> Mapping[str, EdgeType]:
    return {kind.iri: kind for kind in edge_types().values()}


def _edges(graph: str, facts: Facts, named: Mapping[str, str]) -> Iterator[Edge]:
    kinds, stated = _by_predicate(), _statements(facts, named)
    for iri, label in named.items():
        for predicate, terms in facts[iri].items():
            kind = kinds.get(predicate)
            for target in _names(terms) if kind is not None else ():
                assert kind is not None
                end = _end(kind, label, target, named)
                if end is not None:
                    proof = stated.get((iri, predicate, target), _UNPROVED) if kind.stated else _UNPROVED
                    for properties in _properties(graph, kind, facts, proof):
                        yield Edge(kind.name, iri, label, target, end, properties)


def _names(terms: list[Object]) -> Iterable[str]:
    """The IRIs among the objects of a predicate, each once."""
    return dict.fromkeys(_plain(term) for term in terms if not hasattr(term, "datatype"))


_UNPROVED = ("",)


def _end(kind: EdgeType, source: str, target: str, named: Mapping[str, str]) -> str | None:
    """The label of an edge's target; None where the two cannot be joined by an edge of this type."""
    possible = [end for begin, end in kind.ends if begin == source]
    known = named.get(target) or label_of(target) or (possible[0] if len(possible) == 1 else None)
    return known if known in possible else None


def _statements(facts: Facts, named: Mapping[str, str]) -> dict[tuple[str, str, str], list[str]]:
    """The statements of the graph by subject, predicate and object, where all three are names."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for iri, label in named.items():
        if label == "Statement":
            about = facts[iri]
            subject, predicate, target = (min(map(_plain, about.get(key, ())), default="") for key in _TRIPLE)
            found.setdefault((subject, predicate, target), []).append(iri)
    return found


_TRIPLE = (RDF.subject, RDF.predicate, RDF.object)


def _properties(graph: str, kind: EdgeType, facts: Facts, statements: Iterable[str]) -> Iterator[dict[str, Plain]]:
    """The properties of each edge that stands for one direct triple."""
    for statement in statements:
        found: dict[str, Plain] = {"statement": statement} if statement else {}
        if kind.fields:
            found[OWNER] = graph
        for field in kind.fields if statement else ():
            terms = facts[statement].get(field.path[0], []) if field.path else []
            if values := _converted(facts, field, terms):
                found[field.name] = values[0]
        yield found


def _place(edge: Edge) -> tuple[str, str, str, str]:
    return edge.type, edge.source, edge.target, str(edge.properties.get("statement", ""))
