"""Texts in the encodings of Vietnamese before Unicode, made in the tests themselves."""

from __future__ import annotations

from unicodedata import normalize

from loaders.readers.legacy_letters import TCVN3, VISCII, VNI, WINDOWS_1258, decode_windows_1252
from loaders.syllables import rows_of

TONES = "\u0300\u0301\u0303\u0309\u0323"


def encoded(text: str, encoding: str) -> bytes:
    """The text in an encoding; letters that it lacks are the small ones, or question marks."""
    text = normalize("NFC", text)
    if encoding == WINDOWS_1258:
        return b"".join(_windows_1258(letter) for letter in text)
    if encoding in (TCVN3, VISCII, VNI):
        codes = {letter: bytes.fromhex(code) for of, code, letter in _rows() if of == encoding}
        others = "ascii" if encoding == VISCII else "cp1252"
        return b"".join(codes.get(c) or codes.get(c.lower()) or c.encode(others, "replace") for c in text)
    return text.encode(encoding)


def taken_for_western(data: bytes) -> bytes:
    """UTF-8 of what a program shows that takes bytes for Windows-1252."""
    return decode_windows_1252(data).encode()


def _rows() -> list[list[str]]:
    return [row for row in rows_of("legacy_encodings.tsv") if len(row) == 3]


def _windows_1258(letter: str) -> bytes:
    apart = normalize("NFD", letter)
    tones = "".join(mark for mark in apart if mark in TONES)
    base = normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    whole = letter.encode("cp1258", "ignore")
    return whole or (base + tones).encode("cp1258", "replace")
