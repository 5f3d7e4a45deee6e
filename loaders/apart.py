"""Files are read apart from this process, each in a child of its own behind walls: `apart_server` is what runs there.

    with readers(1) as reading:
        source = reading.text("a.docx", data)

Whatever a file does, it has one outcome: what was asked for; InputRefused; DocumentDefect. Nothing that a child says
is trusted further than that: it is JSON and bytes, no more of them than `apart_limits` allows.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from loaders.apart_lane import Lane, Order
from loaders.source import Heard, Sighted, SourceFile, unheard
from ontology import confinement
from ontology.errors import DocumentDefect, InputRefused, Refusal

READERS = "loaders.reading"
LEAVING = 5.0  # seconds
AHEAD = 64  # files

F = TypeVar("F")
T = TypeVar("T")


def cores() -> int:
    """How many files can be read at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def readers(files: int, count: int | None = None, known: str | None = None) -> Iterator[Readers]:
    """Processes that read so many files, ended with the block.

    `count`: how many at a time, else as many as there are cores; `known`: the module whose READERS are asked.
    """
    reading = begun(files, count, known)
    try:
        yield reading
    finally:
        reading.end()


def begun(files: int, count: int | None = None, known: str | None = None) -> Readers:
    """As `readers`, to be ended by the caller."""
    count = max(1, min(files, count or cores()))
    return Readers(count, files, known or READERS)


class Readers:
    """Get it from `readers` or `begun`. May be asked from any thread; what finds no process free waits for one."""

    def __init__(self, count: int, files: int, known: str) -> None:
        self._arguments = (known, str(files))
        self._ended = threading.Event()
        self._groups: list[subprocess.Popen[bytes]] = []
        self._free: SimpleQueue[Lane] = SimpleQueue()
        self._pool = ThreadPoolExecutor(count)
        self._prepared: set[str] = set()
        for lane in self._started(count):
            self._free.put(lane)

    def text(self, name: str, data: bytes, heard: Heard = unheard) -> SourceFile:
        """The file's own text."""
        header, payload = self._carry_out(Order(name, "text"), data, heard)
        return _source(name, header, payload)

    def record(self, name: str, data: bytes, heard: Heard = unheard) -> tuple[SourceFile, str]:
        """The text, and what it says as a line of JSON (`ontology.record_json`)."""
        header, payload = self._carry_out(Order(name, "record"), data, heard)
        text = int(header["text"])
        return _source(name, header, payload[:text]), payload[text:].decode("utf-8", "surrogatepass")

    def quads(self, name: str, data: bytes, heard: Heard = unheard) -> tuple[SourceFile, bytes]:
        """The text, and what it says as the named graph of the file, N-Quads."""
        header, payload = self._carry_out(Order(name, "quads"), data, heard)
        text = int(header["text"])
        return _source(name, header, payload[:text]), payload[text:]

    def begin(self, work: Callable[[], T]) -> Future[T]:
        """Let a thread of ours do this; as many at a time as files can be read."""
        return self._pool.submit(work)

    def in_turn(self, files: Iterable[F], work: Callable[[F], T]) -> Iterator[tuple[F, Future[T]]]:
        """Each of the files, in their order, with what will come of it; AHEAD of them at most are begun."""
        waiting: deque[tuple[F, Future[T]]] = deque()
        for file in files:
            waiting.append((file, self.begin(partial(work, file))))
            if len(waiting) > AHEAD:
                yield waiting.popleft()
        yield from waiting

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        self._ended.set()
        for group in self._groups:
            _signal(group, signal.SIGTERM)
        for group in self._groups:
            try:
                group.wait(LEAVING)
            except subprocess.TimeoutExpired:
                _signal(group, signal.SIGKILL)
                group.wait()
        self._pool.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()

    def _carry_out(self, order: Order, data: bytes, heard: Heard) -> tuple[dict[str, Any], bytes]:
        lane = self._free.get()
        try:
            ended = lane.carry_out(order, data, tuple(self._prepared), heard)
            self._prepared |= {ended.kind} if ended.kind else set()
            return _outcome(order.name, ended.said, ended.why)
        finally:
            self._free.put(self._replaced(lane))

    def _replaced(self, lane: Lane) -> Lane:
        if lane.alive or self._ended.is_set():
            return lane
        lane.close()
        return self._started(1)[0]

    def _started(self, count: int) -> list[Lane]:
        lanes, theirs = zip(*(Lane.made() for _ in range(count)), strict=True)
        arguments = [",".join(map(str, pipes)) for pipes in theirs]
        try:
            group = subprocess.Popen(
                [sys.executable, "-P", "-m", "loaders.apart_server", *self._arguments, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=confinement.of_child(),
                pass_fds=[pipe for pipes in theirs for pipe in pipes],
                start_new_session=True,  # an interruption at the terminal is ours to pass on
            )
        finally:
            for pipes in theirs:
                for pipe in pipes:
                    os.close(pipe)
        self._groups.append(group)
        return list(lanes)


def _signal(group: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group.pid, sign)


def _outcome(
    name: str, said: tuple[dict[str, Any], bytes] | None, why: tuple[Refusal, str]
) -> tuple[dict[str, Any], bytes]:
    """What was asked for, or the error that the child told or that its end amounts to."""
    match said:
        case ({"done": dict(header)}, payload):
            return header, payload
        case ({"refused": {"name": str(named), "code": str(code), "detail": str(detail)}}, _):
            raise InputRefused(named, Refusal(code), detail)
        case ({"defect": {"kind": str(kind), "detail": str(detail)}}, _):
            raise DocumentDefect(name, kind, detail)
    raise InputRefused(name, *why)


def _source(name: str, header: dict[str, Any], payload: bytes) -> SourceFile:
    return SourceFile(
        name=name,
        sha256=str(header["sha256"]),
        media_type=str(header["media_type"]),
        text=payload.decode("utf-8", "surrogatepass"),
        pages=tuple(map(int, header["pages"])),
        words=tuple(Sighted(int(start), int(end), float(sure)) for start, end, sure in header["words"]),
        warnings=tuple(map(str, header["warnings"])),
    )
