"""What people would wait for, found when documents have come in and kept for those who ask."""

from __future__ import annotations

from queries import catalog, known_conflicts, known_names, search, standing
from queries.stores.protocols import Keeping, Store

# Behind `cancu conflicts`, `cancu missing` and the board of tasks; what is looked up by name: `known_names`.
_WAITED_FOR = (
    "two_dates", "two_numbers", "late_citations", "definitions", "missing", "speakers", "deadlines", "open_references",
)  # fmt: skip


def prepare(store: Store) -> None:
    """Ask what goes through everything, once for the generation; nothing where the store keeps no answers."""
    if isinstance(store, Keeping):
        for name in _WAITED_FOR:
            catalog.rows(store, name)
        known_names.names(store)
        known_names.of_files(store, "")
        known_conflicts.found(store)
        standing.standing(store, search.index(store))
