"""The vocabulary for readers: classes, relations, properties and individuals with their labels and explanations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.namespaces import OWL, PREFIXES, RDF, RDFS, SKOS, VB
from queries.stores.answers import GRAPHS

_GROUPS = (
    ("classes", (OWL.Class,)),
    ("relations", (OWL.ObjectProperty,)),
    ("properties", (OWL.DatatypeProperty, OWL.AnnotationProperty)),
)
_LABELS = (RDFS.label, SKOS.prefLabel)
_COMMENTS = (RDFS.comment, SKOS.definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the vocabulary; `name` without its prefix."""

    name: str
    label: str
    comment: str


def written(media: str) -> bytes:
    """The vocabulary in one of the forms of triples."""
    return ox.serialize(_triples(), format=GRAPHS[media], prefixes=PREFIXES) or b""


@cache
def groups(lang: str) -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The terms by group, each in the order of the file; individuals last."""
    kinds: dict[str, set[str]] = {}
    for triple in _triples():
        if isinstance(triple.subject, ox.NamedNode) and triple.predicate.value == RDF.type:
            kinds.setdefault(triple.subject.value, set()).add(str(getattr(triple.object, "value", "")))
    ours = [name for name in kinds if name.startswith(VB.base)]
    found = [
        (group, tuple(_term(name, lang) for name in ours if kinds[name] & set(wanted))) for group, wanted in _GROUPS
    ]
    named = {wanted for _, each in _GROUPS for wanted in each}
    rest = tuple(_term(name, lang) for name in ours if not kinds[name] & named)
    return (*found, ("individuals", rest))


def _term(name: str, lang: str) -> Term:
    return Term(name=name.removeprefix(VB.base), label=_said(name, _LABELS, lang), comment=_said(name, _COMMENTS, lang))


def _said(name: str, properties: Sequence[str], lang: str) -> str:
    return _texts().get((name, lang), {}).get(properties[0]) or _texts().get((name, lang), {}).get(properties[1], "")


@cache
def _texts() -> dict[tuple[str, str], dict[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for triple in _triples():
        if (
            isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.Literal)
            and triple.object.language
        ):
            key = (triple.subject.value, triple.object.language)
            found.setdefault(key, {})[triple.predicate.value] = triple.object.value
    return found


@cache
def _triples() -> tuple[ox.Triple, ...]:
    text = files("ontology").joinpath("data", "cancu.ttl").read_bytes()
    return tuple(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))
