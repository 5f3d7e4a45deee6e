"""The graph as a property graph sees it: which classes are nodes and which statements are edges.

Follows from the annotations projectedAs, projectedFrom and projectedTo in data/cancu.ttl. Every node has its
IRI as key. A relation between documents becomes one edge for each statement, with the statement's quotation,
confidence and status as properties of the edge; a link is an edge without properties.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ontology.declarations import Term, relations, terms
from ontology.namespaces import OA, VB, XSD

KEY = "iri"


class ValueType(StrEnum):
    """How a value is kept outside RDF; dates stay ISO strings, for they may be partial."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """`path`: the predicates from the node (or the statement) to the value; an IRI at its end is a name."""

    name: str
    path: tuple[str, ...]
    type: ValueType


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKind:
    """Nodes of the resources of `classes`; their key is the IRI."""

    label: str
    classes: tuple[str, ...]
    properties: tuple[Property, ...]
    title_vi: str
    title_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeKind:
    """Edges of the predicate `iri` between nodes labelled `source` and `target`.

    `stated`: each edge is a vb:Statement, read from its rdf:subject, rdf:predicate and rdf:object, and
    `properties` are those of the statement; otherwise the edge is the direct triple.
    """

    name: str
    iri: str
    source: str
    target: str
    stated: bool
    properties: tuple[Property, ...]
    title_vi: str
    title_en: str
    inverse_vi: str
    inverse_en: str


@cache
def nodes() -> tuple[NodeKind, ...]:
    """All kinds of nodes, in the order of the ontology."""
    labels = _labels()
    return tuple(
        NodeKind(
            label=label,
            classes=tuple(iri for iri, name in labels.items() if name == label),
            properties=tuple(prop for iri, name in labels.items() if name == label for prop in _properties(iri)),
            title_vi=terms()[_first(labels, label)].label["vi"],
            title_en=terms()[_first(labels, label)].label["en"],
        )
        for label in dict.fromkeys(labels.values())
    )


@cache
def edges() -> tuple[EdgeKind, ...]:
    """All kinds of edges: the relations between documents, then the links."""
    stated = {relation.iri for relation in relations()} | {VB.resolvedTo}
    labels = _labels()
    return tuple(
        EdgeKind(
            name=term.projected or term.name,
            iri=term.iri,
            source=labels[source],
            target=labels[target],
            stated=term.iri in stated,
            properties=_properties(VB.Statement) if term.iri in stated else (),
            title_vi=term.label["vi"],
            title_en=term.label["en"],
            inverse_vi=term.inverse_label["vi"],
            inverse_en=term.inverse_label["en"],
        )
        for term in terms().values()
        for source in term.sources
        for target in term.targets
    )


def _labels() -> dict[str, str]:
    """Label of the nodes of each class; the class that names the label comes first."""
    classes = [term for term in terms().values() if term.projected and not term.sources]
    ordered = sorted(classes, key=lambda term: term.iri == VB.AgencyGroup)
    return {term.iri: term.projected for term in ordered if term.projected}


def _first(labels: dict[str, str], label: str) -> str:
    return next(iri for iri, name in labels.items() if name == label)


def _properties(holder: str) -> tuple[Property, ...]:
    """The values of a class, and those of its evidence where it has any."""
    own = [_property(term) for term in terms().values() if _is_value_of(term, holder)]
    if holder in terms()[VB.evidence].sources:
        quoted = [term for term in terms().values() if _is_value_of(term, OA.TextQuoteSelector)]
        own += [_property(term, VB.evidence) for term in quoted]
    return tuple(own)


def _is_value_of(term: Term, holder: str) -> bool:
    return term.projected is not None and holder in term.sources and not term.targets


def _property(term: Term, *before: str) -> Property:
    types = {XSD.integer: ValueType.INTEGER, XSD.decimal: ValueType.DECIMAL}
    kind = next((types[iri] for iri in term.range if iri in types), ValueType.TEXT)
    return Property(name=term.projected or term.name, path=(*before, term.iri), type=kind)
