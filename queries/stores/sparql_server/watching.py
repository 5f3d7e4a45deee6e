"""Watching over a request: whether its server still lives, and whether its time is over.

A question may take minutes on a healthy server, while a dead one is to be told within seconds. So the server
is asked something small beside the request; when that is not answered either, the connection is cut.
Cutting also ends what no timeout of a socket ends: a server that sends a byte now and then.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from time import monotonic
from types import TracebackType

PULSE = 1.0  # seconds between two looks
SPEED = 1024  # bytes in one pulse that show a living server


class Fate(Enum):
    """Why a request was cut."""

    SILENT = auto()
    LATE = auto()


class Watch:
    """Cuts `connection` when `ping` was not answered for `silence` seconds, or after `seconds` in any case.

    `ping(hold)` asks the server something small over a connection of its own and says whether it answered;
    it puts that connection into `hold`, so that it is cut when the watch ends.
    """

    def __init__(
        self,
        connection: socket.socket,
        ping: Callable[[list[socket.socket]], bool],
        *,
        silence: float,
        seconds: float,
    ) -> None:
        self.fate: Fate | None = None
        self._connection = connection
        self._ping = ping
        self._silence = silence
        self._alive = monotonic()
        self._end = self._alive + seconds
        self._received = self._seen = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._pinging: threading.Thread | None = None
        self._held: list[socket.socket] = []

    def __enter__(self) -> Watch:
        threading.Thread(target=self._look, name="watch", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._over.set()
        for connection in self._held:
            _end(connection)

    def received(self, count: int) -> None:
        """So many bytes of the answer have come."""
        self._received += count

    def _look(self) -> None:
        while not self._over.wait(self._pause()):
            now = monotonic()
            if self._received - self._seen >= SPEED:
                self._alive, self._seen = now, self._received
            if now >= self._end:
                return self._cut(Fate.LATE)
            if now >= self._alive + self._silence:
                return self._cut(Fate.SILENT)
            if self._pinging is None or not self._pinging.is_alive():
                self._pinging = threading.Thread(target=self._ask, name="ping", daemon=True)
                self._pinging.start()
        return None

    def _pause(self) -> float:
        return max(0.0, min(PULSE, min(self._end, self._alive + self._silence) - monotonic()))

    def _ask(self) -> None:
        if self._ping(self._held):
            self._alive = monotonic()

    def _cut(self, fate: Fate) -> None:
        with self._lock:
            if not self._over.is_set():
                self.fate = fate
                _end(self._connection)


def _end(connection: socket.socket) -> None:
    """Wake whoever waits for this connection; closing it would not."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
