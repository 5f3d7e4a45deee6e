"""Text files: bytes to characters, nothing changed; what is no text is refused by name."""

from __future__ import annotations

from pathlib import Path

from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

# The first bytes of formats that are no plain text although people call them documents.
FORMATS = (
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
)
UTF16 = (b"\xff\xfe", b"\xfe\xff")
CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
SAMPLE = 65536
MEDIA_TYPE = "text/plain"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that can be opened; a pipe or a device, which might never end, is refused."""
    if path.exists() and not path.is_file():
        raise InputRefused(path.name, Refusal.UNREADABLE)
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputRefused(path.name, Refusal.UNREADABLE, error.strerror or "") from error


def recognises(_: bytes, /) -> bool:
    """Any bytes: this reader comes last, and refuses what is no text."""
    return True


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The characters of a text file in UTF-8, or UTF-16 with its mark; InputRefused for all else."""
    if not data.strip():
        raise InputRefused(name, Refusal.EMPTY)
    if data.startswith(FORMATS):
        raise InputRefused(name, Refusal.UNSUPPORTED)
    encoding = "utf-16" if data.startswith(UTF16) else "utf-8"
    if encoding == "utf-8" and _is_binary(data[:SAMPLE]):
        raise InputRefused(name, Refusal.BINARY)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputRefused(name, Refusal.UNKNOWN_ENCODING, f"byte {error.start}") from error
    if not any(c.isalpha() for c in text):
        raise InputRefused(name, Refusal.EMPTY)
    return Reading(text=text, media_type=MEDIA_TYPE)


def _is_binary(sample: bytes) -> bool:
    return b"\x00" in sample or len(sample) - len(sample.translate(None, CONTROL)) > len(sample) // 50
