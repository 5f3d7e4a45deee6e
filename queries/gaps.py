"""What is spoken of but not held, and which references stay open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queries import catalog
from queries.conflicts import pair_documents, slips
from queries.documents import Card, cards
from queries.results import Statement, statements
from queries.stores.protocols import Iri, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A document to obtain: `stated` counts the documents that name it, `inferred` those that only seem to.

    Several cards: one number with two dates of the same day and month, so that one of them is a slip.
    """

    cards: tuple[Card, ...]
    speakers: tuple[str, ...]  # the documents that speak of it
    stated: int
    inferred: int
    mentions: int


def missing(store: Store) -> tuple[Missing, ...]:
    """Documents cited but not held, most cited first."""
    counted = {str(row["document"]): row for row in catalog.rows(store, "missing")}
    known, speaking = cards(store, counted), _speakers(store)
    found = []
    for group in _together(counted, {pair_documents(pair) for pair in slips(store)}):
        rows = [counted[document] for document in group]
        sums = {column: sum(int(row[column] or 0) for row in rows) for column in ("stated", "inferred", "mentions")}
        speakers = {speaker for document in group for speaker in speaking.get(document, ())}
        named = tuple(known[document] for document in group)
        found.append(Missing(cards=named, speakers=tuple(sorted(speakers)), **sums))
    return tuple(sorted(found, key=_order))


def count(store: Store) -> int:
    """How many documents `missing` names."""
    documents = [str(row["document"]) for row in catalog.rows(store, "missing")]
    return len(_together(documents, {pair_documents(pair) for pair in slips(store)}))


def _speakers(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in catalog.rows(store, "speakers"):
        found.setdefault(str(row["document"]), []).append(str(row["speaker"]))
    return found


def _together(documents: Iterable[str], pairs: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    group: dict[str, tuple[str, ...]] = {document: (document,) for document in documents}
    for one, other in sorted(pairs):
        if one in group and other in group and group[one] is not group[other]:
            joined = group[one] + group[other]
            group.update(dict.fromkeys(joined, joined))
    return list(dict.fromkeys(group.values()))


def _order(each: Missing) -> tuple[int, int, int, str]:
    return -each.stated, -each.inferred, -each.mentions, each.cards[0].name


def mentions(store: Store, documents: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
    """Who speaks of each of these documents and in which sentence."""
    wanted = [Iri(document) for document in documents]
    said: dict[str, tuple[Statement, ...]] = dict.fromkeys(wanted, ())
    for statement in statements(catalog.rows(store, "relations", document=wanted)) if wanted else ():
        for end in {statement.subject, statement.object} & set(said):
            said[end] = (*said[end], statement)
    return said
