"""Everything that is known of one document, for whoever tells it: the command, pages, programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries import documents, reviews, tasks
from queries.documents import Card, Field
from queries.results import Statement
from queries.reviews import Review
from queries.stores.protocols import Store
from queries.tasks import Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that is known of one document; what is said of a nickname of a document is said of the document."""

    card: Card
    fields: tuple[Field, ...]
    warnings: tuple[str, ...]
    acting: tuple[Statement, ...]
    acted_upon: tuple[Statement, ...]
    tasks: tuple[Assignment, ...]
    cards: dict[str, Card]
    reviews: Mapping[str, Review]  # by statement


def all_known(store: Store, card: Card) -> Known:
    """What a document says, what is said of it, and the tasks in it."""
    acting, acted_upon = documents.relations(store, card.iri)
    ends = {end for said in (*acting, *acted_upon) for end in (said.subject, said.object, said.speaker)}
    cards = documents.cards(store, {card.iri, *ends})
    return Known(
        card=card,
        fields=documents.fields(store, card.iri),
        warnings=documents.warnings(store, card.iri),
        acting=tuple(said for said in acting if not cards[said.object].resolved),
        acted_upon=tuple(said for said in acted_upon if not cards[said.subject].resolved),
        tasks=tasks.tasks(store, document=card.iri),
        cards=cards,
        reviews=reviews.reviews_of(store, (said.iri for said in (*acting, *acted_upon))),
    )
