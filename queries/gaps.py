"""What is spoken of but not held, and which references stay open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries import catalog
from queries.conflicts import pair_documents, slips
from queries.documents import Card, cards
from queries.results import Statement, statements
from queries.stores.protocols import Iri, SparqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A document to obtain: `stated` counts the documents that name it, `inferred` those that only seem to.

    Several cards: one number with two dates of the same day and month, so that one of them is a slip.
    """

    cards: tuple[Card, ...]
    stated: int
    inferred: int
    mentions: int


def missing(store: SparqlStore) -> tuple[Missing, ...]:
    """Documents cited but not held, most cited first."""
    counted = {str(row["document"]): row for row in catalog.rows(store, "missing")}
    known = cards(store, counted)
    found = []
    for group in _together(counted, {pair_documents(pair) for pair in slips(store)}):
        rows = [counted[document] for document in group]
        sums = {column: sum(int(row[column] or 0) for row in rows) for column in ("stated", "inferred", "mentions")}
        found.append(Missing(cards=tuple(known[document] for document in group), **sums))
    return tuple(sorted(found, key=_order))


def _together(documents: Iterable[str], pairs: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    group: dict[str, tuple[str, ...]] = {document: (document,) for document in documents}
    for one, other in sorted(pairs):
        if one in group and other in group and group[one] is not group[other]:
            joined = group[one] + group[other]
            group.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(group.values()))


def _order(each: Missing) -> tuple[int, int, int, str]:
    return -each.stated, -each.inferred, -each.mentions, each.cards[0].name


def mentions(store: SparqlStore, document: str) -> tuple[Statement, ...]:
    """Who speaks of a document and in which sentence."""
    return statements(catalog.rows(store, "relations", document=Iri(document)))
