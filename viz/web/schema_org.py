"""Documents and agencies in the words that search engines know (schema.org), for pages that are served openly."""

from __future__ import annotations

from queries.documents import Card

_CONTEXT = "https://schema.org"


def legislation(card: Card, url: str) -> dict[str, object]:
    """A document; what is not known is left out."""
    told: dict[str, object | None] = {
        "@context": _CONTEXT,
        "@type": "Legislation",
        "@id": card.iri,
        "url": url,
        "name": card.name,
        "description": card.title,
        "legislationIdentifier": card.number,
        "legislationType": card.kind,
        "legislationDate": card.date,
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": card.issuer} if card.issuer else None,
        "legislationJurisdiction": "VN",
        "inLanguage": "vi",
    }
    return {key: value for key, value in told.items() if value is not None}


def agency(iri: str, name: str, url: str) -> dict[str, object]:
    """An agency."""
    return {"@context": _CONTEXT, "@type": "GovernmentOrganization", "@id": iri, "url": url, "name": name}
