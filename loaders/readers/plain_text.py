"""Text files: bytes to characters, no word changed; what is no text is refused by name."""

from __future__ import annotations

from pathlib import Path

from loaders.readers import encodings
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
MOST = 20_000_000  # characters: no document comes near, and all that follows takes many times as much memory
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
    """The characters of a text file, in Unicode or an older encoding of Vietnamese; InputRefused for all else."""
    if not data.strip():
        raise InputRefused(name, Refusal.EMPTY)
    if data.startswith(FORMATS):
        raise InputRefused(name, Refusal.UNSUPPORTED)
    if len(data) > 4 * MOST:
        raise InputRefused(name, Refusal.TOO_LARGE)
    read = encodings.decoded(name, data)
    if len(read.text) > MOST:
        raise InputRefused(name, Refusal.TOO_LARGE)
    if not any(c.isalpha() for c in read.text):
        raise InputRefused(name, Refusal.EMPTY)
    return Reading(text=read.text, media_type=MEDIA_TYPE, warnings=read.warnings)
