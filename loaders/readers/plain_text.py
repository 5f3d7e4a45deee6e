"""Text files: bytes to characters, no word changed; what is no text is refused by name."""

from __future__ import annotations

from loaders.readers import encodings
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

# The first bytes of formats that no reader knows although people send documents in them.
FORMATS = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"RIFF": "RIFF, WebP",
    b"\x00\x00\x00\x0cjP": "JPEG 2000",
    b"\x00\x00\x01\x00": "ICO",
    b"AT&TFORM": "DjVu",
    b"%!PS": "PostScript",
    b"\xffWPC": "WordPerfect",
    b"\x7fELF": "ELF",
    b"MZ": "EXE",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "OLE",
    b"PK\x03\x04": "ZIP",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
WORDS = ("BM", "MZ", "RIFF", "BZh")  # which a text may begin with too
MOST = 20_000_000  # characters: no document comes near, and all that follows takes many times as much memory
BEGINNING = 256
MEDIA_TYPE = "text/plain"


def recognises(_: bytes, /) -> bool:
    """Any bytes: this reader comes last, and refuses what is no text."""
    return True


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The characters of a text file, in Unicode or an older encoding of Vietnamese; InputRefused for all else."""
    if not data.strip():
        raise InputRefused(name, Refusal.EMPTY)
    kind = _other_format(data)
    if kind:
        raise InputRefused(name, Refusal.UNSUPPORTED, kind)
    if len(data) > 4 * MOST:
        raise InputRefused(name, Refusal.TOO_LARGE)
    read = encodings.decoded(name, data)
    if len(read.text) > MOST:
        raise InputRefused(name, Refusal.TOO_LARGE)
    if not any(c.isalpha() for c in read.text):
        raise InputRefused(name, Refusal.EMPTY)
    return Reading(text=read.text, media_type=MEDIA_TYPE, warnings=read.warnings)


def _other_format(data: bytes) -> str:
    """What the bytes are instead of text; "" where nothing tells."""
    begin = data[:BEGINNING]
    kind = next((name for magic, name in FORMATS.items() if begin.startswith(magic)), "")
    if kind and begin[:4].decode("latin-1").startswith(WORDS) and b"\x00" not in begin:
        return ""
    return kind or ("XML" if begin.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml") else "")
