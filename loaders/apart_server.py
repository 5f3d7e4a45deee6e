"""The processes that read: `python -m loaders.apart_server READERS FILES LANE…`, made by `loaders.apart`.

The first one makes ready what every document needs and forks the lanes; a lane forks a child for each file, ends it
when it is told to, and says how it ended. All have one thread each. A lane is named by its three pipes, "4,7,9":
orders come in by the first, children answer on the second, the lane says on the third when they begin and end.

A child that has done with its file may be given the next one, for what it has found out about words and patterns serves
that too. A lane that is told to end has no child afterwards, and says so.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import NamedTuple, NoReturn

from loaders import apart_child
from loaders.apart_frames import Frame, Incoming, packed, send
from loaders.extract import patterns
from ontology import confinement


class Pipes(NamedTuple):
    orders: int
    answers: int
    status: int


TAKING = 10.0  # seconds in which a child has taken its next file
MANY = 8  # files a lane, from which on it pays to have every pattern compiled


def main(known: str, files: int, lanes: list[Pipes]) -> None:
    """Forks the lanes and waits for their end; so many `files` are to come."""
    readers = import_module(known)
    apart_child.furnish()
    if files > len(lanes):
        apart_child.rehearse()
    if files > MANY * len(lanes):
        patterns.compile_all()
    gc.freeze()
    for lane in lanes:
        if os.fork() == 0:
            try:
                _close(each for each in lanes if each != lane)
                _Lane(lane, readers.READERS).run()
            finally:
                os._exit(1)
    _close(lanes)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _close(lanes: Iterable[Pipes]) -> None:
    for lane in lanes:
        for pipe in lane:
            os.close(pipe)


class _Lane:
    """One file after the other, read by children."""

    def __init__(self, pipes: Pipes, readers: apart_child.Known) -> None:
        self._pipes = pipes
        self._readers = readers
        self._incoming = Incoming(sys.maxsize)
        self._child = 0
        self._onward, _ = socket.socketpair()
        self._woken, self._wakes = os.pipe()
        for pipe in (self._woken, self._wakes):
            os.set_blocking(pipe, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, self._leave)
        confinement.end_with_parent(signal.SIGTERM)
        confinement.take_orphans()

    def run(self) -> NoReturn:
        try:
            while (order := self._incoming.next(self._pipes.orders)) is not None:
                if "job" in order[0]:
                    self._carry_out(order)
                else:
                    self._end_all()
                    send(self._pipes.status, {"gone": True})
                del order  # its bytes
        except OSError:
            pass  # nobody is there any more
        self._leave()

    def _leave(self, _signal: int = 0, _frame: FrameType | None = None) -> NoReturn:
        self._end_all()
        os._exit(0)

    def _carry_out(self, order: Frame) -> None:
        fresh = not self._goes_on(order)
        if fresh:
            self._end_all()
            self._fork(order)
        send(self._pipes.status, {"begun": True, "fresh": fresh})
        ended, largest = self._wait()
        send(self._pipes.status, {"ended": ended, "largest": largest})

    def _goes_on(self, order: Frame) -> bool:
        """Whether the child that has read the file before has taken this one."""
        try:
            for part in packed(*order) if self._child else ():
                self._onward.sendall(part)
        except OSError:
            return False
        return bool(self._child)

    def _fork(self, order: Frame) -> None:
        apart_child.prepare(self._readers, order[0].get("prepared", ()))
        self._onward.close()
        self._onward, theirs = socket.socketpair()
        self._onward.settimeout(TAKING)
        self._child = os.fork()
        if not self._child:
            self._become_child()
            apart_child.live(order, self._readers, self._pipes.answers, theirs.fileno())
        theirs.close()
        with suppress(OSError):  # the child does it too: whichever is first
            os.setpgid(self._child, self._child)

    def _become_child(self) -> None:
        os.setpgid(0, 0)
        confinement.end_with_parent(signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(each, signal.SIG_DFL)
        os.dup2(1, 2)
        self._onward.close()
        for pipe in (self._pipes.orders, self._pipes.status, self._woken, self._wakes):
            os.close(pipe)

    def _wait(self) -> tuple[int, int]:
        """How the child ended (its exit code, or minus the signal), and its size in bytes; 0, 0 where it goes on."""
        watched = [self._pipes.orders, self._woken, self._onward.fileno()]
        while True:
            ended, status, used = os.wait4(self._child, os.WNOHANG)
            if ended:
                self._end_all()
                return os.waitstatus_to_exitcode(status), confinement.largest(used)
            ready, _, _ = select.select(watched, [], [])
            if self._woken in ready:
                os.read(self._woken, 512)
            if self._pipes.orders in ready:  # whatever it is, this child is not waited for any more
                os.killpg(self._child, signal.SIGKILL)
                watched = [self._woken]
            elif self._onward.fileno() in ready:
                if (word := os.read(self._onward.fileno(), 512)) == apart_child.NEXT:
                    return 0, 0
                watched.remove(self._onward.fileno())
                if word:
                    os.killpg(self._child, signal.SIGKILL)

    def _end_all(self) -> None:
        """End the child and whatever it has started, be it in a group of its own."""
        if self._child:
            with suppress(OSError):
                os.killpg(self._child, signal.SIGKILL)
            self._child = 0
        while left := confinement.children():
            for each in left:
                with suppress(OSError):
                    os.kill(each, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(sys.argv[1], int(sys.argv[2]), [Pipes(*map(int, each.split(","))) for each in sys.argv[3:]])
