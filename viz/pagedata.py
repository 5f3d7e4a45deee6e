"""What the page knows, as plain JSON: documents, relations with their quotations, bands, words, styles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries.documents import written_date
from queries.results import Quotation
from viz.columns import year_of
from viz.graph import Conflict, DocumentNode, Network, Owner, Relation
from viz.layout import CURVE, HEIGHT, WIDTH, Layout, laid_out
from viz.style import MAYBE, kind_style, strength


@dataclass(frozen=True, slots=True)
class Strand:
    """All that joins two documents: `relations` by their place in the network, the most telling first."""

    newer: str
    basis: str
    relations: tuple[int, ...]


def drawn(network: Network) -> tuple[Layout, list[Strand]]:
    """The layout, and what runs along each of its ways."""
    years = {document.iri: _year(document) for document in network.documents}
    dates = {document.iri: document.dates[:1] for document in network.documents}
    pairs: dict[tuple[str, str, bool], list[int]] = defaultdict(list)
    for number, relation in enumerate(network.relations):
        ends = (relation.source, relation.target)
        if relation.uncertain:  # has no direction of its own: drawn from the newer one, as all others are
            basis, newer = sorted(ends, key=dates.__getitem__)
            ends = newer, basis
        pairs[(*ends, relation.uncertain)].append(number)
    strands = [Strand(newer, basis, _by_strength(network, found)) for (newer, basis, _), found in pairs.items()]
    doubtful = {number for number, (_, _, uncertain) in enumerate(pairs) if uncertain}
    return laid_out(years, [(strand.newer, strand.basis) for strand in strands], doubtful), strands


def _by_strength(network: Network, found: list[int]) -> tuple[int, ...]:
    return tuple(sorted(found, key=lambda number: (strength(network.relations[number].relation), number)))


def _year(document: DocumentNode) -> int | None:
    return year_of(document.dates[0]) if document.dates else None


def page_data(network: Network, layout: Layout, words: Mapping[str, str], lang: str) -> dict[str, Any]:
    """The data of the page; documents and relations are named by their place in the lists."""
    number = {document.iri: at for at, document in enumerate(network.documents)}
    relation_words = {**network.words, MAYBE: words["maybe"]}
    return {
        "lang": lang,
        "words": dict(words),
        "relationWords": relation_words,
        "relationOrder": sorted({r.relation for r in network.relations}, key=lambda name: (strength(name), name)),
        "documents": [_document(document, lang) for document in network.documents],
        "relations": [_relation(relation, number, network.conflicts) for relation in network.relations],
        "conflicts": [_conflict(conflict, number) for conflict in network.conflicts],
        "owners": [_owner(owner, number) for owner in network.owners],
        "indices": [{"code": index.code, "name": index.name} for index in network.indices],
        "kinds": _kinds(network, lang),
        "bands": [{"years": list(s.years), "left": round(s.left), "right": round(s.right)} for s in layout.stripes],
        "extent": {"top": round(layout.top), "bottom": round(layout.bottom)},
        "box": {"width": WIDTH, "height": HEIGHT, "bow": CURVE},
        "focus": number.get(network.focus or ""),
        "leftOut": network.left_out,
    }


def _document(document: DocumentNode, lang: str) -> dict[str, Any]:
    return {
        "iri": document.iri,
        "label": document.label,
        "kind": kind_style(document.kind, lang).slug,
        "number": document.number,
        "title": document.title,
        "dates": [written_date(date) for date in document.dates],
        "dateInferred": document.date_inferred,
        "issuer": document.issuer,
        "issuerInferred": document.issuer_inferred,
        "held": document.held,
        "file": document.file,
        "gap": document.gap,
    }


def _relation(relation: Relation, number: dict[str, int], conflicts: tuple[Conflict, ...]) -> dict[str, Any]:
    ends = {relation.source, relation.target}
    quoted = set(relation.quotations)
    return {
        "source": number[relation.source],
        "target": number[relation.target],
        "relation": relation.relation,
        "speaker": relation.speaker,
        "quotations": [_quotation(quotation) for quotation in relation.quotations],
        "confidence": relation.confidence,
        "inferred": relation.inferred,
        "because": relation.because,
        "rule": relation.rule,
        "surface": relation.surface,
        "provision": relation.provision,
        "source_provision": relation.source_provision,
        "uncertain": relation.uncertain,
        "conflicts": [
            at
            for at, conflict in enumerate(conflicts)
            if ends & set(conflict.involves) and quoted & set(conflict.quotations)
        ],
    }


def _owner(owner: Owner, number: dict[str, int]) -> dict[str, Any]:
    return {
        "agency": owner.agency,
        "index": owner.index,
        "role": owner.role,
        "document": number.get(owner.document),
        "quotations": [_quotation(quotation) for quotation in owner.quotations],
        "inferred": owner.inferred,
        "because": owner.because,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {"text": quotation.sentence, "file": quotation.file, "start": quotation.start, "end": quotation.end}


def _conflict(conflict: Conflict, number: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "label": conflict.label,
        "involves": [number[iri] for iri in conflict.involves if iri in number],
        "quotations": [_quotation(quotation) for quotation in conflict.quotations],
    }


def _kinds(network: Network, lang: str) -> list[dict[str, Any]]:
    """The styles of the kinds that occur, the most frequent first: the legend."""
    counted = Counter(kind_style(document.kind, lang) for document in network.documents)
    return [
        {
            "slug": style.slug,
            "name": style.name,
            "code": style.code,
            "fill": style.fill,
            "darkLine": style.dark_line,
            "count": count,
        }
        for style, count in sorted(counted.items(), key=lambda item: (-item[1], item[0].name))
    ]
