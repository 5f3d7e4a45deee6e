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
        """What became of a file. CancuError where no process can be started that would read it."""
        try:
            send(self._orders, {**order._asdict(), "prepared": prepared}, data)
        except BrokenPipeError:
            self.alive = False
        status = Incoming(1 << 20)
        begun = self._told(status, STARTING) if self.alive else None
        if begun is None:
            self.alive = False
            raise CancuError(
                "Không khởi động được tiến trình đọc tệp. Chạy `cancu doctor` để kiểm tra cài đặt.",
                "The process that reads files does not start. Run `cancu doctor` to check the installation.",
            )
        return self._watched(_Watched(heard), status)

    def _watched(self, child: _Watched, status: Incoming) -> Ended:
        over: tuple[Refusal, str] | None = None
        try:
            if not self._ends(child, status):
                over = Refusal.TOO_LARGE, f"> {child.allowed} s"
        except OutOfBounds:
            over = Refusal.TOO_LARGE, f"> {apart_limits.MOST_TOLD >> 20} MB"
        if over:
            with suppress(BrokenPipeError):
                send(self._orders, {"end": True})
        ended = self._told(status, apart_limits.WAITING + GRACE)
        if ended is None:
            self.alive = False
            return Ended(None, over or (Refusal.CRASHED, "exit"), child.kind)
        if over:
            self._spill()
        why = over or self._drained(child) or child.why(int(ended.get("ended", 0)), int(ended.get("largest", 0)))
        return Ended(None if over or ended.get("ended") else child.said, why, child.kind)

    def _ends(self, child: _Watched, status: Incoming) -> bool:
        """Whether it ends in its time; takes in what it says."""
        while child.left > 0:
            if status.holds_more:  # its beginning and its end were told in one breath
                return True
            ready, _, _ = select.select([self._answers, self._status], [], [], child.left)
            if self._status in ready or (self._answers in ready and not child.take(self._answers)):
                return True
        return False

    def _drained(self, child: _Watched) -> tuple[Refusal, str] | None:
        """Take in the rest of what a child said that is no more."""
        try:
            with suppress(BlockingIOError):
                while child.take(self._answers):
                    pass
        except OutOfBounds:
            self._spill()
            return Refusal.TOO_LARGE, f"> {apart_limits.MOST_TOLD >> 20} MB"
        return None

    def _spill(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._answers, 1 << 16):
                pass

    def _told(self, status: Incoming, seconds: float) -> dict[str, Any] | None:
        """What the process says next that reads; None where it says nothing any more."""
        until = time.monotonic() + seconds
        try:
            while True:
                for frame, _ in status.frames():
                    return frame
                ready, _, _ = select.select([self._status], [], [], max(until - time.monotonic(), 0))
                if not ready or not status.take(self._status):
                    return None
        except OutOfBounds:
            return None
