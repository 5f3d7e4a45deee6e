"""SKOS concept schemes made from the reviewed word lists: kinds of documents, indices, areas of reform."""

from __future__ import annotations

from collections.abc import Iterable

from ontology import iri, turtle
from ontology.namespaces import RDFS, SKOS, VB
from ontology.vocabulary import DocumentKind, GovernanceIndex, ReformArea, document_kinds, indices, reform_areas

_MADE = "Made from data/{}.toml by `python -m ontology.build`: change that file, not this one."


def document_types_ttl() -> str:
    """data/document_types.ttl."""
    scheme = _scheme("document-kinds", "Loại văn bản", "Kinds of documents")
    return turtle.document(_MADE.format("document_types"), [scheme, *map(_kind, document_kinds())])


def indices_ttl() -> str:
    """data/indices.ttl."""
    scheme = _scheme("indices", "Chỉ số quản trị, điều hành", "Governance indices")
    return turtle.document(_MADE.format("indices"), [scheme, *map(_index, indices())])


def reform_areas_ttl() -> str:
    """data/reform_areas.ttl."""
    scheme = _scheme("reform-areas", "Lĩnh vực cải cách hành chính", "Areas of public administration reform")
    return turtle.document(_MADE.format("reform_areas"), [scheme, *map(_area, reform_areas())])


def labels(vi: str, en: str) -> list[tuple[str, Iterable[str]]]:
    """The name of a concept in both languages, for SKOS and for plain RDF tools."""
    written = [turtle.words(vi, "vi"), turtle.words(en, "en")]
    return [(RDFS.label, written), (SKOS.prefLabel, written)]


def _scheme(name: str, vi: str, en: str) -> str:
    return turtle.block(iri.scheme(name), [SKOS.ConceptScheme], labels(vi, en))


def _kind(kind: DocumentKind) -> str:
    return turtle.block(
        iri.kind(kind.vi),
        [VB.DocumentKind, SKOS.Concept],
        [
            *labels(kind.vi, kind.en),
            (SKOS.inScheme, [turtle.name(iri.scheme("document-kinds"))]),
            (SKOS.notation, [turtle.plain(kind.code)] if kind.code else []),
            (SKOS.broader, [turtle.name(f"{iri.BASE}kind/{kind.broader}")] if kind.broader else []),
            (VB.regime, [turtle.name(_regime(regime)) for regime in kind.regimes]),
            (SKOS.note, [turtle.words(kind.note, "en")] if kind.note else []),
        ],
    )


def _regime(name: str) -> str:
    return VB.nationalAssembly if name == "national_assembly" else VB.terms[name]


def _index(index: GovernanceIndex) -> str:
    notes = [
        turtle.words(note, lang) for note, lang in ((index.note_vi, "vi"), (index.note_en, "en")) if note is not None
    ]
    return turtle.block(
        iri.index(index.code),
        [VB.GovernanceIndex, SKOS.Concept],
        [
            *labels(index.vi, index.en),
            (SKOS.inScheme, [turtle.name(iri.scheme("indices"))]),
            (SKOS.notation, [turtle.plain(index.code)]),
            (SKOS.altLabel, [turtle.words(alias, "vi") for alias in index.aliases if alias != index.vi]),
            (VB.publisherName, [turtle.words(index.publisher, "vi")] if index.publisher else []),
            (SKOS.note, notes),
        ],
    )


def _area(area: ReformArea) -> str:
    return turtle.block(
        iri.reform_area(area.slug),
        [VB.ReformArea, SKOS.Concept],
        [
            *labels(area.vi, area.en),
            (SKOS.inScheme, [turtle.name(iri.scheme("reform-areas"))]),
            (SKOS.altLabel, [turtle.words(alias, "vi") for alias in area.aliases]),
        ],
    )
