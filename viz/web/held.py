"""The store as it is now: opened once for each state of it, with what pages derive from the whole of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock, RLock
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from queries.stores import opening
from queries.stores.layout import StoreFolder
from queries.stores.protocols import Asked, Rows, Store

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

MOST_REMEMBERED = 2_000  # things of which sentences are kept for the next who asks


class OneAtATime:
    """A store whose engine must not be asked by two threads at once."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, RLock()

    def answer(self, asked: Asked) -> Rows:
        with self._lock:
            return self._store.answer(asked)

    def close(self) -> None:
        with self._lock:
            self._store.close()


class State:
    """One state of the store; what is derived from it is made once."""

    def __init__(self, version: str, store: Store) -> None:
        self.version, self.store = version, store
        self._derived: dict[object, Any] = {}
        self._locks: dict[object, Lock] = {}

    def derived(self, key: object, make: Callable[[Store], T]) -> T:
        """What follows from the whole store: made by the first who asks, others wait for it.

        The key tells it from what else `make`'s module derives: two areas may choose the same words.
        """
        place = (make.__module__, key)
        with self._locks.setdefault(place, Lock()):
            if place not in self._derived:
                self._derived[place] = make(self.store)
        found: T = self._derived[place]
        return found

    def remembered(
        self, name: str, things: Sequence[K], find: Callable[[list[K]], Mapping[K, V]], most: int = MOST_REMEMBERED
    ) -> dict[K, V]:
        """What was found of these things before, and now of the others; what is kept of earlier pages is bounded."""
        known: dict[K, V] = self.derived(("remembered", name), lambda _: {})
        result = {each: known[each] for each in things if each in known}
        found = find([each for each in things if each not in result])
        if len(known) > most:
            known.clear()
        known.update(found)
        return result | dict(found)


class Held:
    """Gives the newest state. An earlier one lives as long as a request still reads it.

    Only a store in a folder tells when it has changed; what is derived from a server's store is made for each request.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._engine = opening.engine(address)
        self._lock = Lock()
        self._state: State | None = None

    def now(self) -> State:
        """The newest state; StoreDamaged or BackendUnavailable where there is none."""
        with self._lock:
            version = self._version()
            if self._state is None or self._state.version != version:
                self._state = State(version, self._opened())
            elif not version:
                self._state = State(version, self._state.store)
            return self._state

    def close(self) -> None:
        """Let go of the store: the server ends."""
        with self._lock:
            if self._state is not None:
                self._state.store.close()
                self._state = None

    def _version(self) -> str:
        if self._engine in ("oxigraph", "ladybug"):
            folder = StoreFolder(opening.folder(self.address))
            return str(folder.current() or "")
        return ""

    def _opened(self) -> Store:
        store = opening.open_reader(self.address)
        return store if self._engine == "oxigraph" else OneAtATime(store)


def held(request: Request) -> Held:
    found: Held = request.app.state.held
    return found


def _state(request: Request) -> State:
    return held(request).now()


def _store(request: Request) -> Store:
    return held(request).now().store


StateNow = Annotated[State, Depends(_state)]
StoreNow = Annotated[Store, Depends(_store)]
