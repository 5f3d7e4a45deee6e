"""A file's bytes, or why there are none: what never ends, is out of all measure, or is being written is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from loaders.apart_limits import MOST_BYTES
from ontology.errors import InputRefused, Refusal


def shown(path: Path | str) -> str:
    """The name of a file; bytes that are no characters are written "\\xff"."""
    return os.fsencode(Path(path).name).decode("utf-8", "backslashreplace")


def read_bytes(path: Path, *, found: bool = False, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file, whole as at one moment; InputRefused says why there are none.

    `found`: nobody named it, it was found in a folder; then a link is no file. A file that changes while it is read
    is tried once more.
    """
    for _ in range(2):
        data = _attempt(path, found=found, most=most)
        if data is not None:
            return data
    raise InputRefused(shown(path), Refusal.CHANGED)


def _attempt(path: Path, *, found: bool, most: int) -> bytes | None:
    """The bytes; None where the file changed meanwhile."""
    try:
        _check(path, path.stat(follow_symlinks=not found), most)  # a device may not even be opened
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (os.O_NOFOLLOW if found else 0))
        with os.fdopen(handle, "rb", buffering=0):
            before = os.fstat(handle)
            _check(path, before, most)
            data = _whole(handle, before.st_size + 1)
            after = os.fstat(handle)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise InputRefused(shown(path), Refusal.UNREADABLE, said or "") from error
    same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
    return data if same and len(data) == before.st_size else None


def _check(path: Path, status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):  # the files of a folder that can be read are named themselves
        raise InputRefused(shown(path), Refusal.UNREADABLE)
    if not stat.S_ISREG(status.st_mode):
        raise InputRefused(shown(path), Refusal.NOT_A_FILE)
    if status.st_size > most:
        raise InputRefused(shown(path), Refusal.TOO_LARGE, f"> {most >> 20} MB")


def _whole(handle: int, most: int) -> bytes:
    """What there is, at most so many bytes: one reading need not give all."""
    pieces: list[bytes] = []
    while most and (piece := os.read(handle, most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)
