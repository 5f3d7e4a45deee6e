"""What short mentions take from the full ones of the same document, and from the document itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from ontology.document_number import DocumentNumber
from ontology.model import INFERRED, Citation, Metadata

CONSOLIDATED = "VBHN"  # the code of consolidated texts


class Said(NamedTuple):
    """What one mention says of its document; `inferred`: the issuer is."""

    date: str | None
    issuer: str | None
    inferred: bool


def with_own_issuer(found: list[Citation], metadata: Metadata) -> list[Citation]:
    """A symbol that nobody knows but that is the document's own names its own issuer."""
    own = DocumentNumber.find(metadata.number.value) if metadata.number else None
    if own is None or metadata.issuer is None or not own.agency:
        return found
    issuer = metadata.issuer.value
    return [
        replace(c, issuer=issuer, issuer_assertion=INFERRED) if c.issuer is None and _agency(c) == own.agency else c
        for c in found
    ]


def _agency(citation: Citation) -> str | None:
    number = DocumentNumber.find(citation.number) if citation.number else None
    return number.agency if number else None


def with_full_mentions(found: list[Citation]) -> list[Citation]:
    """Short forms take date and issuer from the one full mention of the same number in the document."""
    result = []
    keyed: dict[str, dict[Said, None]] = defaultdict(dict)
    for citation in found:
        if citation.kind == "numbered" and citation.number:
            said = Said(citation.date, citation.issuer, citation.issuer_assertion is not None)
            keyed[_key(citation.number)][said] = None
    for citation in found:
        full = list(keyed.get(_key(citation.number or ""), ()))
        result.append(_inherit(citation, full) if citation.kind == "numbered" else citation)
    return result


def _key(number: str) -> str:
    parsed = DocumentNumber.find(number)
    return parsed.key if parsed else number


def _inherit(citation: Citation, full: list[Said]) -> Citation:
    days = {
        c.date
        for c in full
        if c.date
        and (citation.issuer is None or c.issuer in (citation.issuer, None) or citation.issuer_assertion or c.inferred)
    }
    if citation.date is None and len(days) == 1:
        citation = replace(
            citation,
            date=days.pop(),
            date_assertion=INFERRED,
            because="the same number is dated elsewhere in this document",
        )
    stated = {c.issuer for c in full if c.issuer and not c.inferred}
    if (citation.issuer is None or citation.issuer_assertion) and len(stated) == 1:
        citation = replace(citation, issuer=stated.pop(), issuer_assertion=INFERRED)
    return citation


def with_consolidated(found: list[Citation], metadata: Metadata) -> list[Citation]:
    """A consolidated text opens with the document that it consolidates and those that amended that one."""
    own = DocumentNumber.find(metadata.number.value) if metadata.number else None
    first = next((c for c in found if c.kind == "numbered" and c.start == c.sentence_start), None)
    if own is None or own.code != CONSOLIDATED or first is None:
        return found
    joined = {first.number, *(a.source for a in first.also)}
    return [
        replace(c, specific="consolidates") if c.number in joined and (c.source, c.relation) == ("this", "cites") else c
        for c in found
    ]
