"""The property graph as a store keeps it: the projection of the exports, and with it the proof.

Follows from projectedAs, projectedFrom, projectedTo and from storedAs, storedFrom, storedTo in data/cancu.ttl.
A node of a shared kind is spoken of by several graphs: what each graph says of it stands, as lists, on an edge
MENTIONS from the node of the graph; the node itself carries the smallest of the values. All other nodes belong
to one graph, which their property `graph` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ontology import iri
from ontology.declarations import Term, relations, terms
from ontology.namespaces import OA, RDFS, VB, XSD
from ontology.projection import ValueType

GRAPH = "Graph"
TERM = "Term"
MENTIONS = "MENTIONS"
KEY = "iri"
OWNER = "graph"  # the property that names the graph which a node or an edge belongs to


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A property of nodes or edges. `path`: the predicates to its value, none where it is not read from a triple.

    `language`: only values of this language; "vi" also takes those without any. `several`: a list by nature.
    """

    name: str
    type: ValueType
    path: tuple[str, ...] = ()
    language: str | None = None
    several: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A kind of nodes. A shared node has `fields` as lists on MENTIONS; those not `several` on itself too."""

    name: str
    classes: tuple[str, ...]
    shared: bool
    fields: tuple[Field, ...]

    @property
    def carried(self) -> tuple[Field, ...]:
        """The fields that stand on the node itself."""
        return tuple(field for field in self.fields if not (self.shared and field.several))


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeType:
    """Edges of the predicate `iri` between nodes of the labels in `ends`.

    `stated`: one edge for each statement that says so in the graph of the edge, or one without a statement.
    """

    name: str
    iri: str
    ends: tuple[tuple[str, str], ...]
    stated: bool
    fields: tuple[Field, ...]


_OF_STATED = (
    Field(name="statement", type=ValueType.TEXT),
    Field(name=OWNER, type=ValueType.TEXT),
    Field(name="status", type=ValueType.TEXT, path=(VB.status,)),
    Field(name="speaker", type=ValueType.TEXT, path=(VB.speaker,)),
    Field(name="confidence", type=ValueType.DECIMAL, path=(VB.confidence,)),
    Field(name="quote", type=ValueType.TEXT, path=(VB.evidence, OA.exact)),
)
_OF_SHARED = (Field(name=OWNER, type=ValueType.TEXT),)
_FILE_NAME = Field(name="file", type=ValueType.TEXT, path=(VB.sourceFile, VB.fileName))


@cache
def labels() -> Mapping[str, Label]:
    """All kinds of nodes by label, in the order of the ontology."""
    by_class = {
        term.iri: name for term in terms().values() if not _sources(term) and (name := term.projected or _name(term))
    }
    found = {}
    for name in dict.fromkeys(by_class.values()):
        classes = tuple(iri for iri, label in by_class.items() if label == name)
        shared = any(terms()[each].shared for each in classes)
        fields = tuple({field.name: field for each in classes for field in _fields(each, shared=shared)}.values())
        found[name] = Label(name=name, classes=classes, shared=shared, fields=fields)
    return found


@cache
def edge_types() -> Mapping[str, EdgeType]:
    """All types of edges but MENTIONS, by name, in the order of the ontology."""
    stated = {relation.iri for relation in relations()} | {VB.resolvedTo}
    label_of = {iri: label for label in labels().values() for iri in label.classes}
    found = {}
    for term in terms().values():
        ends = [(label_of[a], label_of[b]) for a in _sources(term) for b in (*term.targets, *term.stored_targets)]
        if ends:
            fields = _OF_STATED if term.iri in stated else _OF_SHARED if ends[0][0].shared else ()
            name = re.sub("(?=[A-Z])", "_", _name(term) or term.projected or "").upper()
            pairs = tuple(dict.fromkeys((a.name, b.name) for a, b in ends))
            found[name] = EdgeType(name=name, iri=term.iri, ends=pairs, stated=term.iri in stated, fields=fields)
    return found


@cache
def by_segment() -> Mapping[str, str]:
    """The label of nodes by the first part of their identifier."""
    found = ((terms()[each].segment, label.name) for label in labels().values() for each in label.classes)
    return {segment: name for segment, name in found if segment is not None}


@cache
def by_class() -> Mapping[str, str]:
    """The label of nodes by their class; every other thing that has a name is a term."""
    return {each: label.name for label in labels().values() for each in label.classes if each != RDFS.Resource}


def label_of(name: str) -> str | None:
    """The label of the node with this IRI, by its form alone: the same in every graph; None where it tells nothing."""
    if not name.startswith(iri.BASE):
        return None
    return by_segment().get(name[len(iri.BASE) :].partition("/")[0])


def _sources(term: Term) -> tuple[str, ...]:
    return (*term.sources, *term.stored_sources)


def _name(term: Term) -> str:
    return term.stored.get("", "")


def _fields(holder: str, *, shared: bool) -> Iterator[Field]:
    """What stands on nodes of a class: its values; what it links to, for shared nodes."""
    for term in terms().values():
        if holder in _sources(term) and (shared or not term.targets) and not _is_edge_only(term):
            yield from _named(term)
    if holder == OA.TextQuoteSelector:
        yield _FILE_NAME


def _is_edge_only(term: Term) -> bool:
    """Relations between documents are read from their edges, quotations from the evidence."""
    return term.iri in {VB.evidence, VB.resolvedTo, *(relation.iri for relation in relations())}


def _named(term: Term) -> Iterator[Field]:
    types = {XSD.integer: ValueType.INTEGER, XSD.decimal: ValueType.DECIMAL}
    kind = next((types[iri] for iri in term.range if iri in types), ValueType.TEXT)
    own = {} if term.targets else term.stored  # that of a link names the edge
    for language, name in (own or {"": term.projected or term.name}).items():
        yield Field(name=name, type=kind, path=(term.iri,), language=language or None, several=term.several)
