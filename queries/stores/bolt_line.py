"""A line to a Neo4j: whatever is asked over it ends, with the answer or with a clear error.

The driver waits for an answer as long as the connection stands, and a connection may stand long after the server
behind it is gone. So everything is asked in a thread of its own that can be told to stop, and while an answer is
awaited the server is asked over another connection whether it is still there. A long question to a living server goes
on; one to a dead server ends within `PATIENCE + PULSE` seconds. What is stopped takes its connection with
it, and the server rolls back what was begun there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import CancelledError
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, SessionExpired

from queries.stores import bolt_failures
from queries.stores.bolt_address import Place

CONNECT = 3.5  # seconds for a server to greet us
PATIENCE = 1.0  # seconds without an answer until the server is asked whether it is there
PULSE = 3.0  # seconds for it to say so
RETRY = 2.0  # seconds in which a transaction that lost its connection, or lost against another, is tried again
ELECTION = 30.0  # the same for a cluster, which may have to find a new leader first
FETCH = 1000  # rows that come at once
_PARTING = 1.0  # seconds to end a connection in good order

T = TypeVar("T")
Work = Callable[[neo4j.AsyncDriver], Coroutine[Any, Any, T]]


class Line:
    """An open driver and the thread in which it lives. BackendUnavailable where the server does not answer."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.bookmarks = neo4j.AsyncGraphDatabase.bookmark_manager()
        self._driver: neo4j.AsyncDriver | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="bolt", daemon=True)
        self._thread.start()
        try:
            self._call(self._open())
        except BaseException:
            self.close()
            raise

    def do(self, work: Work[T]) -> T:
        """What `work` makes of the driver; in our own words where it fails."""
        return self._call(self._watched(work))

    def session(self, driver: neo4j.AsyncDriver, *, reading: bool, fetch_size: int = FETCH) -> neo4j.AsyncSession:
        """A session that sees what was written over this line before."""
        return driver.session(
            database=self.place.database,
            default_access_mode=neo4j.READ_ACCESS if reading else neo4j.WRITE_ACCESS,
            bookmark_manager=self.bookmarks,
            fetch_size=fetch_size,
        )

    def close(self) -> None:
        """End all connections and the thread; a second time does nothing."""
        if not self._loop.is_closed():
            with suppress(CancelledError):
                asyncio.run_coroutine_threadsafe(self._part(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _call(self, coroutine: Coroutine[Any, Any, T]) -> T:
        if self._loop.is_closed():
            coroutine.close()
            raise bolt_failures.gone(self.place)
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        try:
            return future.result()
        except (Neo4jError, DriverError, OSError, ExceptionGroup) as error:
            raise bolt_failures.of_server(self.place, error) from error
        finally:
            future.cancel()

    async def _open(self) -> None:
        _silence()
        place = self.place
        self._driver = neo4j.AsyncGraphDatabase.driver(
            place.uri,
            auth=None if place.user is None else neo4j.basic_auth(place.user, place.password),
            connection_timeout=CONNECT,
            connection_acquisition_timeout=CONNECT,
            max_transaction_retry_time=ELECTION if place.is_cluster else RETRY,
            warn_notification_severity=neo4j.NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
            user_agent="cancu",
        )
        await self._greeted(CONNECT)

    async def _greeted(self, seconds: float) -> None:
        assert self._driver is not None
        async with asyncio.timeout(seconds):
            try:
                await self._driver.verify_connectivity()
            except SessionExpired:  # a connection from before broke; whether a new one can be made says more
                await self._driver.verify_connectivity()

    async def _watched(self, work: Work[T]) -> T:
        assert self._driver is not None
        task = asyncio.ensure_future(work(self._driver))
        try:
            while not (await asyncio.wait({task}, timeout=PATIENCE))[0]:
                await self._greeted(PULSE)
            return task.result()
        finally:
            await _ended(task)

    async def _part(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=_PARTING)
        if self._driver is not None:
            with suppress(DriverError, Neo4jError, OSError):
                async with asyncio.timeout(_PARTING):
                    await self._driver.close()


async def _ended(task: asyncio.Task[Any]) -> None:
    """Stop a task that still runs, and hear what it says at its end, so that nobody complains it was not heard."""
    if not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=_PARTING)
    if task.done() and not task.cancelled():
        task.exception()


def _silence() -> None:
    """The driver's own log says again what our errors say."""
    log = logging.getLogger("neo4j")
    log.addHandler(logging.NullHandler())
    log.propagate = False
