"""A line to a Neo4j: whatever is asked over it ends, with the answer or with a clear error.

The driver waits for an answer as long as the connection stands, and a connection may stand long after the server
behind it is gone. So everything is asked in a thread of its own, and while its answer is awaited the server is asked
over another connection whether it is still there. A long question to a living server goes on; one to a dead server
ends within `PATIENCE + PULSE` seconds. What is given up loses its connections, and the server rolls back what was
begun there. (The driver's asynchronous form can be stopped more simply, and takes three times as long for its rows.)
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, SessionExpired

from queries.stores.bolt import failures
from queries.stores.bolt.address import Place

CONNECT = 3.5  # seconds for a server to greet us
PATIENCE = 1.0  # seconds without an answer until the server is asked whether it is there
PULSE = 3.0  # seconds for it to say so
RETRY = 2.0  # seconds in which a transaction that lost its connection, or lost against another, is tried again
ELECTION = 30.0  # the same for a cluster, which may have to find a new leader first
FETCH = 1000  # rows that come at once
_PARTING = 0.5  # seconds to end connections in good order

T = TypeVar("T")
Work = Callable[[neo4j.Driver], T]


class Late(Exception):
    """The time given to a piece of work was over."""


class GivenUp(Exception):
    """Nobody waits for this piece of work any more."""


class Line:
    """An open driver, made again when it had to be given up. BackendUnavailable where the server does not answer."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()
        self._driver: neo4j.Driver | None = None
        self._closed = False
        self._lock = Lock()
        _silence()
        try:
            self._told(lambda: self._done(_greet, CONNECT, is_long=False))
        except BaseException:
            self.close()
            raise

    def do(self, work: Work[T], *, seconds: float = float("inf")) -> T:
        """What `work` makes of the driver; Late after so many seconds, else in our own words where it fails."""
        return self._told(lambda: self._done(work, seconds, is_long=True))

    def transact(self, work: Callable[[neo4j.ManagedTransaction], T], *, reading: bool, seconds: float) -> T:
        """Do the work in a transaction, which may be tried several times; the server ends it after so many seconds."""

        def within(driver: neo4j.Driver) -> T:
            @neo4j.unit_of_work(timeout=seconds)
            def attempt(tx: neo4j.ManagedTransaction) -> T:
                if driver is not self._driver:  # else it would be tried again after its failure was told
                    raise GivenUp
                return work(tx)

            with self.session(driver, reading=reading) as session:
                return (session.execute_read if reading else session.execute_write)(attempt)

        return self.do(within)

    def session(self, driver: neo4j.Driver, *, reading: bool, fetch_size: int = FETCH) -> neo4j.Session:
        """A session that sees what was written over this line before."""
        return driver.session(
            database=self.place.database,
            default_access_mode=neo4j.READ_ACCESS if reading else neo4j.WRITE_ACCESS,
            bookmark_manager=self.bookmarks,
            fetch_size=fetch_size,
        )

    def close(self) -> None:
        """End all connections; a second time does nothing."""
        self._closed = True
        self._give_up()

    def _told(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise failures.gone(self.place)
        try:
            return work()
        except (Neo4jError, DriverError, OSError, ExceptionGroup) as error:
            raise failures.of_server(self.place, error) from error

    def _done(self, work: Work[T], seconds: float, *, is_long: bool) -> T:
        """Do the work aside; while it is long, hear from time to time whether the server is there."""
        end = monotonic() + seconds
        driver = self._dialled()
        answer = _aside(lambda: work(driver))
        try:
            while not wait({answer}, min(PATIENCE, max(end - monotonic(), 0)) if is_long else seconds).done:
                if monotonic() >= end:
                    raise Late if is_long else TimeoutError
                self._hear(driver, answer)
        finally:
            if not answer.done():
                self._give_up()
                wait({answer}, _PARTING)
        return answer.result()

    def _hear(self, driver: neo4j.Driver, answer: Future[T]) -> None:
        pulse = _aside(lambda: _greet(driver))
        either: set[Future[Any]] = {answer, pulse}
        wait(either, PULSE, FIRST_COMPLETED)
        if answer.done():
            return
        if not pulse.done():
            raise TimeoutError
        pulse.result()

    def _dialled(self) -> neo4j.Driver:
        place = self.place
        with self._lock:
            if self._driver is None:
                self._driver = neo4j.GraphDatabase.driver(
                    place.uri,
                    auth=None if place.user is None else neo4j.basic_auth(place.user, place.password),
                    connection_timeout=CONNECT,
                    connection_acquisition_timeout=CONNECT,
                    max_transaction_retry_time=ELECTION if place.is_cluster else RETRY,
                    warn_notification_severity=neo4j.NotificationMinimumSeverity.OFF,
                    telemetry_disabled=True,
                    user_agent="cancu",
                )
            return self._driver

    def _give_up(self) -> None:
        """Close the driver with all its connections, those that are waited for too."""
        with self._lock:
            driver, self._driver = self._driver, None
        if driver is not None:
            wait({_aside(driver.close)}, _PARTING)


def _greet(driver: neo4j.Driver) -> None:
    try:
        driver.verify_connectivity()
    except SessionExpired:  # a connection from before broke; whether a new one can be made says more
        driver.verify_connectivity()


def _aside(work: Callable[[], T]) -> Future[T]:
    """Do something in a thread of its own, which does not keep the program from ending."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001  told to whoever waits
            future.set_exception(error)

    Thread(target=run, name="bolt", daemon=True).start()
    return future


def _silence() -> None:
    """The driver's own log says again what our errors say."""
    log = logging.getLogger("neo4j")
    log.addHandler(logging.NullHandler())
    log.propagate = False
