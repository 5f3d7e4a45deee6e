"""What is spoken of but not held, and which references stay open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.namespaces import VB
from queries import catalog
from queries.conflicts import pair_documents, slips
from queries.documents import Card, cards
from queries.results import Quotation, Row, Statement, quotations, statements
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


@dataclass(frozen=True, slots=True)
class Counted:
    """Documents to obtain by name only, with the same numbers: several where one of two dates is a slip."""

    documents: tuple[str, ...]
    stated: int
    inferred: int
    mentions: int


def counted(store: Store) -> tuple[Counted, ...]:
    """Documents cited but not held, most cited first; what they are called is not looked up."""
    known = {str(row["document"]): row for row in catalog.rows(store, "missing")}
    found = []
    for group in _together(known, {pair_documents(pair) for pair in slips(store)}):
        rows = [known[document] for document in group]
        sums = (sum(int(row[column] or 0) for row in rows) for column in ("stated", "inferred", "mentions"))
        found.append(Counted(group, *sums))
    return tuple(sorted(found, key=lambda each: (-each.stated, -each.inferred, -each.mentions, each.documents)))


def missing(store: Store) -> tuple[Missing, ...]:
    """Documents cited but not held, most cited first."""
    found = counted(store)
    known, speaking = cards(store, (document for each in found for document in each.documents)), _speakers(store)
    named = (
        Missing(
            cards=tuple(known[document] for document in each.documents),
            speakers=tuple(sorted({who for document in each.documents for who in speaking.get(document, ())})),
            stated=each.stated,
            inferred=each.inferred,
            mentions=each.mentions,
        )
        for each in found
    )
    return tuple(sorted(named, key=_order))


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


def first_words(store: Store, documents: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
    """The sentences of one statement about each of these documents, of thousands maybe; a stated one if there is."""
    wanted = [Iri(document) for document in documents]
    rows = catalog.rows(store, "first_mention", document=wanted) if wanted else ()
    first: dict[str, str] = {}
    for row in rows:
        if row["status"] == VB.Stated or str(row["document"]) not in first:
            first[str(row["document"])] = str(row["statement"])
    words = quotations(store, first.values())
    return {document: words.get(statement, ()) for document, statement in first.items()}


@dataclass(frozen=True, slots=True)
class OpenReference:
    """A reference of which it is not known what document it means; `about` is what stands for it in the graph."""

    about: str
    reason: str  # IRI of the term
    places: int


def open_references(store: Store) -> tuple[OpenReference, ...]:
    """What could not be resolved, most often met first."""
    rows = catalog.rows(store, "open_references")
    return tuple(OpenReference(str(row["about"]), str(row["reason"]), int(row["places"] or 0)) for row in rows)


@dataclass(frozen=True, slots=True)
class Told:
    """Where an open reference stands, and the documents it may mean."""

    candidates: tuple[str, ...]
    quotations: tuple[Quotation, ...]


def told(store: Store, references: Iterable[str]) -> dict[str, Told]:
    """The places and candidates of these open references, by what stands for them."""
    wanted = [Iri(about) for about in references]
    found: dict[str, list[Row]] = {}
    for row in catalog.rows(store, "gaps", about=wanted) if wanted else ():
        found.setdefault(str(row["about"]), []).append(row)
    return {
        about: Told(
            candidates=tuple(sorted({str(row["candidate"]) for row in rows if row["candidate"]})),
            quotations=tuple(sorted({words for row in rows if (words := Quotation.of(row))})),
        )
        for about, rows in found.items()
    }
