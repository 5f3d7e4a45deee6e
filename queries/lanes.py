"""Users' queries on a server: few at once, each in a process that is ended when its time is over.

The processes are those of `queries.supervision`, begun ahead so that a query finds the engine ready. One that has
answered in SPARQL stays, behind its walls, for the next query on the same state of the store; one that was ended is
replaced. Named questions never wait here.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from threading import Condition
from typing import IO, Any

from ontology import confinement
from ontology.errors import CancuError, QueryLimit, StoreBusy
from queries import supervision
from queries.supervision import Order

AT_ONCE = 2
WAITING = 4  # queries that may wait for one of those to end
PATIENCE = 5.0  # seconds that they wait
STARTING = 20.0  # seconds that a process may take until it hears, beside the query's own time
_GRACE = 0.5  # seconds beyond a process's own clock until it is ended from outside
_LOOK = 0.1  # seconds between two looks at whether anybody still waits for the answer
_SERVED = 50  # queries, then a process makes way for a fresh one

Cancelled = Callable[[], bool]


def _never() -> bool:
    return False


class _Child:
    """A process that answers one order after the other; None in `key` until it has begun with one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [*supervision.COMMAND, "ahead"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=confinement.of_child(),
        )  # fmt: skip
        self.key: tuple[str, ...] | None = None
        self.served = 0

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                _open(stream).close()

    def carry_out(self, order: Order, cancelled: Cancelled) -> tuple[dict[str, Any], bytes]:
        """What the process tells; QueryLimit where it ends, or is ended, before it has told everything."""
        answer = _Answer(time.monotonic() + order.seconds + _GRACE + (0 if self.served else STARTING), cancelled)
        self.served += 1
        try:
            stdin = _open(self._process.stdin)
            stdin.write(json.dumps(asdict(order)).encode("ascii") + b"\n")
            stdin.flush()
            line, rest = answer.line(_open(self._process.stdout).fileno())
            told = json.loads(line)
            return told, answer.rest(_open(self._process.stdout).fileno(), rest, int(told["bytes"]))
        except (BrokenPipeError, EOFError):
            raise self._last_words(order) from None
        except TimeoutError:
            raise supervision.over_time(order.seconds) from None

    def _last_words(self, order: Order) -> QueryLimit:
        with suppress(subprocess.TimeoutExpired):
            if self._process.wait(_GRACE) == -signal.SIGALRM:
                return supervision.over_time(order.seconds)
        return supervision.brought_down()


class _Answer:
    """Reads from a pipe until a moment, or until nobody waits any more."""

    def __init__(self, until: float, cancelled: Cancelled) -> None:
        self._until, self._cancelled = until, cancelled

    def line(self, pipe: int) -> tuple[bytes, bytes]:
        """The first line, and what came with it."""
        taken = b""
        while b"\n" not in taken:
            taken += self._more(pipe)
        line, _, rest = taken.partition(b"\n")
        return line, rest

    def rest(self, pipe: int, begun: bytes, size: int) -> bytes:
        parts, missing = [begun], size - len(begun)
        while missing > 0:
            parts.append(self._more(pipe))
            missing -= len(parts[-1])
        return b"".join(parts)

    def _more(self, pipe: int) -> bytes:
        while (left := self._until - time.monotonic()) > 0:
            if self._cancelled():
                raise TimeoutError
            if select.select([pipe], [], [], min(left, _LOOK))[0]:
                part = os.read(pipe, 1 << 20)
                if not part:
                    raise EOFError
                return part
        raise TimeoutError


class Lanes:
    """At most `at_once` queries run and `waiting` wait; StoreBusy at once for what comes beyond."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._at_once, self._waiting = at_once, waiting
        self._free = Condition()
        self._running = self._queued = 0
        self._idle: list[_Child] = []
        self._end = weakref.finalize(self, _end_all, self._idle)

    def rows(self, order: Order, state: str, cancelled: Cancelled = _never) -> supervision.Answered:
        """The rows of a query; errors as for `supervision.carry_out`. `state`: tells states of the store apart."""
        told, _ = self._told(replace(order, wanted=None), state, cancelled)
        return supervision.rows_of(told)

    def written(self, order: Order, state: str, cancelled: Cancelled = _never) -> supervision.Written:
        """The answer in the form that is wanted."""
        return supervision.written(*self._told(order, state, cancelled))

    @property
    def full(self) -> bool:
        """Whether a further query would have to wait."""
        with self._free:
            return self._running >= self._at_once

    def ready(self) -> None:
        """Begin a process ahead of the first query."""
        with self._free:
            if not self._idle:
                self._idle.append(_Child())

    def close(self) -> None:
        """End every process that waits for a query."""
        with self._free:
            _end_all(self._idle)

    def _told(self, order: Order, state: str, cancelled: Cancelled) -> tuple[dict[str, Any], bytes]:
        key = (order.language, order.folder, state, str(order.memory))
        with self._place():
            child = self._child(key)
            try:
                found = child.carry_out(order, cancelled)
            except BaseException:
                child.end()
                raise
            self._put_back(child)
        return found

    @contextmanager
    def _place(self) -> Iterator[None]:
        with self._free:
            if self._running >= self._at_once and self._queued >= self._waiting:
                raise _busy()
            self._queued += 1
            came = self._free.wait_for(lambda: self._running < self._at_once, PATIENCE)
            self._queued -= 1
            if not came:
                raise _busy()
            self._running += 1
        try:
            yield
        finally:
            with self._free:
                self._running -= 1
                self._free.notify()

    def _child(self, key: tuple[str, ...]) -> _Child:
        """One that knows this state of the store, else a fresh one; those of earlier states are ended."""
        with self._free:
            known = [child for child in self._idle if child.alive and child.key in (None, key)]
            for child in self._idle:
                if child not in known:
                    child.end()
            known.sort(key=lambda child: child.key is None)
            chosen = known.pop(0) if known else _Child()
            self._idle[:] = known
        chosen.key = key
        return chosen

    def _put_back(self, child: _Child) -> None:
        if child.served >= _SERVED or (child.key or ("",))[0] != "sparql":
            child.end()
            return
        with self._free:
            self._idle.append(child)


def _end_all(children: list[_Child]) -> None:
    while children:
        children.pop().end()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _busy() -> CancuError:
    return StoreBusy(
        "Đang có quá nhiều truy vấn. Chờ vài giây rồi gửi lại.", "Too many queries at once. Try again in a few seconds."
    )
