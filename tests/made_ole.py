"""Small OLE compound files, as the old Office programs wrote them, made in the tests themselves."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from loaders.readers.ole import MAGIC

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each in sectors of its own; the first is the directory's, after the table."""
    count = len(streams) + 1
    folders = -(-count // 4)
    table, blocks = [FAT], []
    table += [at + 1 for at in range(1, folders)] + [END]
    entries = [_entry("Root Entry", 5, END, 0)]
    for name, content in streams.items():
        padded = content.ljust(4096, b"\0")
        first = len(table)
        sectors = -(-len(padded) // SECTOR)
        table += [first + i + 1 for i in range(sectors - 1)] + [END]
        blocks.append(padded.ljust(sectors * SECTOR, b"\0"))
        entries.append(_entry(name, 2, first, len(padded)))
    head = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", 1, 1, 0, 4096, END, 0, END, 0, 0) + struct.pack("<I", FREE) * 108
    directory = b"".join(entries).ljust(folders * SECTOR, b"\0")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + fat + directory + b"".join(blocks)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, FREE, FREE)
    rest = links + bytes(36) + struct.pack("<IQ", first, size)
    return words.ljust(64, b"\0") + struct.pack("<HBB", len(words), kind, 1) + rest


def word(flags: int = 0, version: int = 0xC1) -> bytes:
    """The beginning of a Word document's main stream."""
    return struct.pack("<HH6xH", 0xA5EC, version, flags)
