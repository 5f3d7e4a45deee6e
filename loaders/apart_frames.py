"""What processes say to one another through a pipe: a JSON object, and bytes that belong to it."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator, Mapping
from typing import Any

_SIZES = struct.Struct(">II")
_CHUNK = 1 << 16

Frame = tuple[dict[str, Any], bytes]


class OutOfBounds(Exception):
    """More was said than is allowed, or what nobody can understand."""


def send(pipe: int, said: Mapping[str, Any], payload: bytes = b"") -> None:
    """Say it all; OSError where nobody listens."""
    for part in packed(said, payload):
        left = memoryview(part)
        while left:
            left = left[os.write(pipe, left) :]


def packed(said: Mapping[str, Any], payload: bytes = b"") -> tuple[bytes, bytes]:
    """What goes through the pipe, one after the other."""
    header = json.dumps(said).encode("ascii")
    return _SIZES.pack(len(header), len(payload)) + header, payload


class Incoming:
    """Takes in what comes, piece by piece, at most `most` bytes in all."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._buffer = bytearray()

    def take(self, pipe: int) -> bool:
        """Take in what is there; False at the end of the pipe."""
        data = os.read(pipe, _CHUNK)
        self._left -= len(data)
        if self._left < 0:
            self._buffer.clear()
            raise OutOfBounds
        self._buffer += data
        return bool(data)

    @property
    def holds_more(self) -> bool:
        """Whether something has come that `frames` has not given."""
        return bool(self._buffer)

    def next(self, pipe: int) -> Frame | None:
        """Wait for what comes whole; None where no more will come."""
        while True:
            for frame in self.frames():
                return frame
            if not self.take(pipe):
                return None

    def frames(self) -> Iterator[Frame]:
        """What has come whole so far, each once."""
        while len(self._buffer) >= _SIZES.size:
            header, payload = _SIZES.unpack_from(self._buffer)
            start = _SIZES.size + header
            if start + payload > len(self._buffer) + self._left:
                raise OutOfBounds
            if len(self._buffer) < start + payload:
                return
            said = _object(bytes(self._buffer[_SIZES.size : start]))
            with memoryview(self._buffer) as view:
                told = bytes(view[start : start + payload])
            del self._buffer[: start + payload]
            yield said, told


def _object(header: bytes) -> dict[str, Any]:
    try:
        said = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise OutOfBounds from error
    if not isinstance(said, dict):
        raise OutOfBounds
    return said
