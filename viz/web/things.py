"""The page of any thing of the graph: what is said of it, each value a link where it is a thing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import OA, RDF, RDFS, SKOS
from queries.descriptions import Description
from viz.web import naming
from viz.web.held import State

_LONGEST = 1000  # characters of a value
_SHOWN = 100  # things that name it, for each property
_LABELS = (RDFS.label, SKOS.prefLabel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """`href`: where it leads, "" for a text; `kind`: its datatype or language."""

    text: str
    href: str = ""
    iri: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    iri: str
    label: str
    values: tuple[Value, ...]
    more: int = 0  # values that are not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """`sentences`: the words that prove it; `pointing`: what names it; `cut`: more does than was looked at."""

    iri: str
    name: str
    kinds: tuple[str, ...]
    properties: tuple[Property, ...]
    sentences: tuple[str, ...]
    pointing: tuple[Property, ...]
    cut: bool


def shown(state: State, known: Description, lang: str) -> Thing:
    """What is known of a thing, for a reader."""
    objects = [each.object for each in known.own]
    iris = [each.value for each in objects if isinstance(each, ox.NamedNode)]
    speakers = [each.subject.value for each in known.pointing if isinstance(each.subject, ox.NamedNode)]
    names = naming.names(state.store, [*iris, *speakers[: _SHOWN * 4], known.iri])
    words = naming.terms(state, lang)
    own = _grouped((each.predicate.value, each.object) for each in known.own)
    pointing = _grouped((each.predicate.value, each.subject) for each in known.pointing)
    kinds = own.pop(RDF.type, [])
    return Thing(
        iri=known.iri,
        name=_name(known, names, lang),
        kinds=tuple(_value(each, names, words).text for each in kinds),
        properties=tuple(_property(name, values, names, words, back=False) for name, values in own.items()),
        sentences=tuple(
            t.object.value for t in known.proof if t.predicate.value == OA.exact and isinstance(t.object, ox.Literal)
        ),
        pointing=tuple(_property(name, values, names, words, back=True) for name, values in pointing.items()),
        cut=known.cut,
    )


def _grouped(pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for name, value in sorted(pairs, key=lambda pair: (pair[0] not in _LABELS, pair[0], str(pair[1]))):
        found.setdefault(name, []).append(value)
    return found


def _property(
    name: str, values: Sequence[object], names: dict[str, str], words: naming.Labels, *, back: bool
) -> Property:
    label = words.get(name, (naming.short(name),) * 2)[back]
    return Property(
        iri=name,
        label=label,
        values=tuple(_value(each, names, words) for each in values[:_SHOWN]),
        more=max(len(values) - _SHOWN, 0),
    )


def _value(term: object, names: dict[str, str], words: naming.Labels) -> Value:
    if isinstance(term, ox.NamedNode):
        text = names.get(term.value) or words.get(term.value, (naming.short(term.value),))[0]
        return Value(text=text, href=naming.href(term.value), iri=term.value)
    if isinstance(term, ox.Literal):
        text = term.value if len(term.value) <= _LONGEST else f"{term.value[:_LONGEST]} …"
        return Value(text=text, kind=term.language or "")
    return Value(text=str(term))


def _name(known: Description, names: dict[str, str], lang: str) -> str:
    labels = [t.object for t in known.own if t.predicate.value in _LABELS and isinstance(t.object, ox.Literal)]
    own = next((each.value for each in labels if each.language == lang), None)
    return own or names.get(known.iri) or naming.short(known.iri)
