"""The search index and the state of the corpus for pages: made once for each state of the store.

A store that does not tell when it changed gets them anew when they have become old.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Depends, Request

from queries import search
from queries.search import Index
from queries.search_hits import Hit
from queries.standing import Standing, standing
from queries.stores.protocols import Store
from viz.web.held import Held, held
from viz.web.pages import address, with_parameters

AGE = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class Known:
    """What is derived from the whole of a store for these pages."""

    index: Index
    standing: Standing


_LOCK = Lock()
_AGED: WeakKeyDictionary[Held, tuple[float, Known]] = WeakKeyDictionary()


def _known(request: Request) -> Known:
    now = held(request).now()
    if now.version:
        return now.derived("search", _make)
    with _LOCK:
        made, known = _AGED.get(held(request), (0.0, None))
        if known is None or time.monotonic() - made > AGE:
            known = _make(now.store)
            _AGED[held(request)] = time.monotonic(), known
        return known


def _make(store: Store) -> Known:
    index = search.index(store)
    return Known(index, standing(store, index))


KnownNow = Annotated[Known, Depends(_known)]


def where(hit: Hit) -> str:
    """The address of what was found: its page, or the marked place in its document."""
    if hit.kind in ("document", "agency"):
        return address(hit.iri)
    shown = with_parameters(address(hit.document), {"file": hit.file if hit.files > 1 else None})
    return f"{shown}#c{hit.start}"
