"""One file at a time, read by the child of a process that this one speaks with through three pipes."""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from loaders import apart_limits
from loaders.apart_frames import Frame, Incoming, OutOfBounds, send
from loaders.source import Heard
from ontology.errors import CancuError, Refusal

STARTING = 120.0  # seconds until a process is there that reads; it takes one, on a machine that has nothing else to do
GRACE = 2.0  # seconds beyond a child's own clock until it is ended from outside
LAST_WORDS = ("done", "refused", "defect")
OVER_TIME = (signal.SIGALRM, signal.SIGXCPU)
OUT_OF_MEMORY = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS)  # how libraries end that get none


class Order(NamedTuple):
    name: str
    job: str


class Ended(NamedTuple):
    """What a child said last, if anything, and why it is to be refused if it did not; the kind of file it told."""

    said: Frame | None
    why: tuple[Refusal, str]
    kind: str


@dataclass(slots=True)
class _Watched:
    """A child at work: what it has told so far, and until when it may work."""

    heard: Heard
    incoming: Incoming = field(default_factory=lambda: Incoming(apart_limits.MOST_TOLD + (1 << 20)))
    limits: apart_limits.Limits = apart_limits.ORDINARY
    kind: str = ""
    characters: int = 0
    said: Frame | None = None
    begun: float = field(default_factory=time.monotonic)
    heard_last: float = field(default_factory=time.monotonic)

    @property
    def allowed(self) -> int:
        return self.limits.allowed(self.characters)

    @property
    def left(self) -> float:
        """Seconds until it is ended from outside."""
        until = min(self.heard_last + apart_limits.WAITING * self.allowed, self.begun + apart_limits.LONGEST)
        return until + GRACE - time.monotonic()

    def take(self, pipe: int) -> bool:
        more = self.incoming.take(pipe)
        for frame in self.incoming.frames():
            self._note(frame)
        return more

    def _note(self, frame: Frame) -> None:
        match frame[0]:
            case {"kind": str(kind)}:
                self.kind, self.limits = kind, apart_limits.of_kind(kind)
            case {"pages": int(done), "of": int(of)}:
                self.heard_last = time.monotonic()
                self.heard(done, of)
            case {"characters": int(characters)}:
                self.characters, self.heard_last = characters, time.monotonic()
            case said if any(word in said for word in LAST_WORDS):
                self.said = frame
            case _:
                raise OutOfBounds

    def why(self, ended: int, largest: int) -> tuple[Refusal, str]:
        """What an end without a word amounts to: `ended` is the exit code, or minus the signal."""
        memory = self.limits.memory
        if -ended in OVER_TIME:
            return Refusal.TOO_LARGE, f"> {self.allowed} s"
        if -ended == signal.SIGKILL or (-ended in OUT_OF_MEMORY and largest > memory // 2):
            return Refusal.TOO_LARGE, f"> {memory >> 20} MB"
        return Refusal.CRASHED, f"signal {-ended}" if ended < 0 else f"exit {ended}"


class Lane:
    """This process's ends of the pipes; `alive` until nobody answers any more."""

    def __init__(self, orders: int, answers: int, status: int) -> None:
        self._orders, self._answers, self._status = orders, answers, status
        self.alive = True

    @classmethod
    def made(cls) -> tuple[Lane, tuple[int, int, int]]:
        """A lane, and the other ends of its pipes."""
        theirs_in, orders = os.pipe()
        answers, theirs_out = os.pipe()
        status, theirs_status = os.pipe()
        os.set_blocking(answers, False)
        return cls(orders, answers, status), (theirs_in, theirs_out, theirs_status)

    def close(self) -> None:
        for pipe in (self._orders, self._answers, self._status):
            os.close(pipe)

    def carry_out(self, order: Order, data: bytes, prepared: tuple[str, ...], heard: Heard) -> Ended:
        """What became of a file. CancuError where no process can be started that would read it.

        What a child has not done that has read other files is done once more, by one that has read none.
        """
        ended, fresh = self._carried_out(order, data, prepared, heard)
        return ended if ended.said or fresh or not self.alive else self._carried_out(order, data, prepared, heard)[0]

    def _carried_out(self, order: Order, data: bytes, prepared: tuple[str, ...], heard: Heard) -> tuple[Ended, bool]:
        """What became of a file, and whether the child had read no other."""
        try:
            send(self._orders, {**order._asdict(), "prepared": prepared}, data)
        except BrokenPipeError:
            self.alive = False
        status = Incoming(1 << 20)
        begun = self._told("begun", status, STARTING) if self.alive else None
        if begun is None:
            self.alive = False
            raise CancuError(
                "Không khởi động được tiến trình đọc tệp. Chạy `cancu doctor` để kiểm tra cài đặt.",
                "The process that reads files does not start. Run `cancu doctor` to check the installation.",
            )
        return self._watched(_Watched(heard), status), begun["fresh"]

    def _watched(self, child: _Watched, status: Incoming) -> Ended:
        ended = None
        try:
            if not self._ends(child, status):
                why = Refusal.TOO_LARGE, f"> {child.allowed} s"
            elif ended := self._told("ended", status, apart_limits.WAITING + GRACE):
                self._drain(child)
                why = child.why(ended["ended"], ended["largest"])
            else:
                why = Refusal.CRASHED, "exit"
        except OutOfBounds:
            ended, why = None, (Refusal.TOO_LARGE, f"> {apart_limits.MOST_TOLD >> 20} MB")
        if ended and not ended["ended"] and child.said:
            return Ended(child.said, why, child.kind)
        self._clear(status)
        return Ended(None, why, child.kind)

    def _clear(self, status: Incoming) -> None:
        """Leave nothing of the child, nor of what it said."""
        with suppress(BrokenPipeError):
            send(self._orders, {"end": True})
        self.alive = self._told("gone", status, apart_limits.WAITING + GRACE) is not None
        with suppress(BlockingIOError):
            while self.alive and os.read(self._answers, 1 << 16):
                pass

    def _ends(self, child: _Watched, status: Incoming) -> bool:
        """Whether it ends in its time; takes in what it says."""
        while child.left > 0:
            if status.holds_more:  # its beginning and its end were told in one breath
                return True
            ready, _, _ = select.select([self._answers, self._status], [], [], child.left)
            if self._status in ready or (self._answers in ready and not child.take(self._answers)):
                return True
        return False

    def _drain(self, child: _Watched) -> None:
        """Take in the rest of what a child said that has ended."""
        with suppress(BlockingIOError):
            while child.take(self._answers):
                pass

    def _told(self, word: str, status: Incoming, seconds: float) -> dict[str, Any] | None:
        """What the process says next with this word that reads; None where it says nothing any more."""
        until = time.monotonic() + seconds
        try:
            while True:
                for frame, _ in status.frames():
                    if word in frame:
                        return frame
                ready, _, _ = select.select([self._status], [], [], max(until - time.monotonic(), 0))
                if not ready or not status.take(self._status):
                    return None
        except OutOfBounds:
            return None
