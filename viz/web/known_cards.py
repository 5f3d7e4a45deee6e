"""Cards of documents, remembered for a state of the store: a law that thousands of files cite is read once."""

from __future__ import annotations

from collections.abc import Iterable

from queries import documents
from queries.documents import Card
from viz.web.held import State

MOST = 20_000


def cards(state: State, wanted: Iterable[str]) -> dict[str, Card]:
    """The cards of these documents by IRI."""
    return state.remembered(
        "cards", list(dict.fromkeys(wanted)), lambda those: documents.cards(state.store, those), MOST
    )
