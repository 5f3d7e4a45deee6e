"""What data/cancu.ttl declares, as plain values: for legends, reference pages, projections and tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.namespaces import OWL, RDF, RDFS, SKOS, VB


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class, property or individual; texts by language, "vi" and "en".

    `types`, `broader` (superclasses, superproperties), `matches`, `domain`, `range` and the projection's
    `sources` and `targets` are IRIs; `projected` is the name in the property graph, None where there is none.
    The fields that begin with `stored` say the same of stores that answer questions, where they differ from exports;
    `stored` is the name there, by the language of the values that it takes ("" for all of them).
    """

    iri: str
    types: tuple[str, ...]
    label: Mapping[str, str]
    comment: Mapping[str, str]
    inverse_label: Mapping[str, str]
    broader: tuple[str, ...]
    matches: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    projected: str | None
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    stored: Mapping[str, str]
    stored_sources: tuple[str, ...]
    stored_targets: tuple[str, ...]
    shared: bool
    several: bool
    segment: str | None

    @property
    def name(self) -> str:
        """The last part of the IRI: "implements"."""
        return local_name(self.iri)

    @property
    def own(self) -> bool:
        """Whether it is a word of ours, and not of a published vocabulary."""
        return self.iri.startswith(VB.base)

    @property
    def is_class(self) -> bool:
        return OWL.Class in self.types

    @property
    def is_property(self) -> bool:
        kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property}
        return not kinds.isdisjoint(self.types)


def local_name(iri: str) -> str:
    """What stands behind the last "#" or "/"."""
    return iri.replace("#", "/").rpartition("/")[2]


@cache
def terms() -> Mapping[str, Term]:
    """All terms by IRI, in the order of the file; foreign terms are those of which the file says something."""
    import pyoxigraph as ox

    facts: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    source = files("ontology").joinpath("data", "cancu.ttl").read_bytes()
    for quad in ox.parse(source, format=ox.RdfFormat.TURTLE):
        target = quad.object
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(target, ox.NamedNode | ox.Literal)
        language = (target.language or "") if isinstance(target, ox.Literal) else ""
        facts[quad.subject.value][quad.predicate.value].append((language, target.value))
    ontology = VB.base.rstrip("#")
    return {iri: _term(iri, said) for iri, said in facts.items() if iri != ontology}


def _term(iri: str, said: Mapping[str, list[tuple[str, str]]]) -> Term:
    def values(predicate: str) -> tuple[str, ...]:
        return tuple(value for _, value in said.get(predicate, ()))

    projected = values(VB.projectedAs)
    return Term(
        iri=iri,
        types=values(RDF.type),
        label=dict(said.get(RDFS.label, ())),
        comment=dict(said.get(RDFS.comment, ())),
        inverse_label=dict(said.get(VB.inverseLabel, ())),
        broader=values(RDFS.subClassOf) + values(RDFS.subPropertyOf),
        matches=values(SKOS.closeMatch),
        domain=values(RDFS.domain),
        range=values(RDFS.range),
        projected=projected[0] if projected else None,
        sources=values(VB.projectedFrom),
        targets=values(VB.projectedTo),
        stored=dict(said.get(VB.storedAs, ())),
        stored_sources=values(VB.storedFrom),
        stored_targets=values(VB.storedTo),
        shared="true" in values(VB.storedShared),
        several="true" in values(VB.storedSeverally),
        segment=next(iter(values(VB.namedUnder)), None),
    )


@cache
def relations() -> tuple[Term, ...]:
    """The relations between documents, the general one left out, in the order of the file."""
    found = {VB.relatesTo}
    for term in terms().values():
        if not found.isdisjoint(term.broader):
            found.add(term.iri)
    return tuple(term for term in terms().values() if term.iri in found and term.iri != VB.relatesTo)


def label(iri: str, lang: str = "vi", *, inverse: bool = False) -> str:
    """The words for a term, read forwards or the other way round; the last part of the IRI where it has none."""
    term = terms().get(iri)
    words = (term.inverse_label if inverse else term.label) if term else {}
    return words.get(lang) or local_name(iri)
