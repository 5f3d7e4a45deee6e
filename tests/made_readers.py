"""Readers that do what no reader should; each is told by the first word of its file."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from loaders import reading
from loaders.apart_limits import GROWN
from loaders.source import Heard, Reading, unheard


def _segfault() -> None:
    ctypes.string_at(0)


def _loop() -> None:
    while True:
        pass


def _eat() -> None:
    kept = []
    while True:
        kept.append(b"x" * (16 << 20))


def _flood() -> None:
    for handle in range(3, 250):
        try:
            while True:
                os.write(handle, b"\0" * 65536)
        except OSError:
            continue


def _outlive() -> None:
    """Leaves a process behind, in a group of its own, that would go on for ever."""
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
    raise ValueError(str(os.getpid()))


def _divide() -> None:
    raise ZeroDivisionError("of ours")


def _exit() -> None:
    os._exit(0)


def _leave() -> None:
    sys.exit(0)


def _connect() -> None:
    socket.create_connection(("127.0.0.1", 9))


def _open() -> None:
    Path("/etc/hostname").read_text("utf-8")


def _start() -> None:
    subprocess.run(["true"], check=True)


def _who() -> str:
    return str(os.getpid())


def _grow() -> None:
    bytes(GROWN + (64 << 20)).replace(b"\0", b"\1")


def _write() -> None:
    Path("written-by-a-reader").write_text("x")


_DEEDS: dict[bytes, Callable[[], str | None]] = {
    b"!segfault": _segfault,
    b"!abort": os.abort,
    b"!loop": _loop,
    b"!eat": _eat,
    b"!flood": _flood,
    b"!outlive": _outlive,
    b"!divide": _divide,
    b"!exit": _exit,
    b"!leave": _leave,
    b"!connect": _connect,
    b"!open": _open,
    b"!start": _start,
    b"!write": _write,
    b"!who": _who,
    b"!grow": _grow,
}


class _Doing:
    """A reader as a module is one."""

    __name__ = "tests.made_readers.plain_text"

    def recognises(self, data: bytes, /) -> bool:
        return data.startswith(b"!")

    def read(self, name: str, data: bytes, heard: Heard = unheard, /) -> Reading:
        return Reading(text=_DEEDS[data.split()[0]]() or f"{name} đã đọc", media_type="text/plain")


class _Paged(_Doing):
    """Takes form feeds for the ends of pages, and tells of each."""

    __name__ = "tests.made_readers.paged"

    def recognises(self, data: bytes, /) -> bool:
        return data.startswith(b"?pages")

    def read(self, name: str, data: bytes, heard: Heard = unheard, /) -> Reading:
        text = data.decode("utf-8").removeprefix("?pages")
        pages = (0, *(at + 1 for at, letter in enumerate(text) if letter == "\f"))
        for page in range(len(pages)):
            heard(page + 1, len(pages))
        warning = "trang 2 mờ / page 2 is faint"
        return Reading(text=text, media_type="text/plain", pages=pages, warnings=(warning,))


READERS = (_Doing(), _Paged(), *reading.READERS)
