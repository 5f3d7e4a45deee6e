"""Cards of documents, remembered for a state of the store: a law that thousands of files cite is read once."""

from __future__ import annotations

from collections.abc import Iterable

from queries import documents
from queries.documents import Card
from viz.web.held import State

MOST = 20_000


def cards(state: State, wanted: Iterable[str]) -> dict[str, Card]:
    """The cards of these documents by IRI."""
    known = state.derived("cards", lambda _: dict[str, Card]())
    names = list(dict.fromkeys(wanted))
    found = {name: card for name in names if (card := known.get(name))}
    found |= documents.cards(state.store, [name for name in names if name not in found])
    if len(known) + len(found) > MOST:
        known.clear()
    known.update(found)
    return found
