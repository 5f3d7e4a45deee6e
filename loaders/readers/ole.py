"""The directory of an OLE compound file: which program a document of the old Office kinds belongs to."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
ENTRY = 128
FREE = 0xFFFFFFFA  # from here on a number of a sector is none
MOST_ENTRIES = 4_096


class Directory:
    """The names of the streams, each with its first sector; ValueError for what is cut off or nonsense."""

    def __init__(self, data: bytes) -> None:
        if len(data) < HEADER:
            raise ValueError("no header")
        self._data = data
        shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
        if shift not in (9, 12):
            raise ValueError("size of sectors")
        self._size = 1 << shift
        self._fat = [n for n in struct.unpack_from("<109I", data, 76) if n < FREE]
        self.streams = dict(self._entries(first))

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a stream that is too large to be kept among the small ones."""
        return self._sector(self.streams[name])[:length]

    def _entries(self, sector: int) -> Iterator[tuple[str, int]]:
        seen: set[int] = set()
        while sector < FREE and sector not in seen and len(seen) * self._size < MOST_ENTRIES * ENTRY:
            seen.add(sector)
            block = self._sector(sector)
            for at in range(0, len(block) - ENTRY + 1, ENTRY):
                length = min(struct.unpack_from("<H", block, at + 64)[0], 64)
                name = block[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
                if name and block[at + 66]:
                    yield name, struct.unpack_from("<I", block, at + 116)[0]
            sector = self._next(sector)

    def _next(self, sector: int) -> int:
        each = self._size // 4
        if sector // each >= len(self._fat):
            return FREE
        number: int = struct.unpack_from("<I", self._sector(self._fat[sector // each]), sector % each * 4)[0]
        return number

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        block = self._data[start : start + self._size]
        if len(block) < min(self._size, HEADER):
            raise ValueError("cut off")
        return block.ljust(self._size, b"\0")
