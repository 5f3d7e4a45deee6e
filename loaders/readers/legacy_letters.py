"""The letters of encodings that Vietnamese texts were written in before Unicode (`data/legacy_encodings.tsv`)."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import cache
from unicodedata import normalize

from loaders.extract.patterns import compiled
from loaders.syllables import is_syllable, rows_of

WINDOWS_1252, WINDOWS_1258, TCVN3, VNI, VISCII = "windows-1252", "windows-1258", "tcvn3", "vni", "viscii"
NAMES = {WINDOWS_1258: "Windows-1258", TCVN3: "TCVN3 (ABC)", VNI: "VNI", VISCII: "VISCII"}
WORD = compiled(r"[\p{L}\p{M}]+")
PRIVATE = 0xE000  # characters of no meaning, that stand for a pair until all pairs are found


def decode_tcvn3(data: bytes) -> str:
    """TCVN3 (ABC), the letters of the fonts .Vn…; those for capitals only (.Vn…H) have the same codes."""
    return codecs.charmap_decode(data, "strict", _single(TCVN3))[0]


def decode_viscii(data: bytes) -> str:
    """VISCII, which has capitals in the place of some control characters."""
    return codecs.charmap_decode(data, "strict", _single(VISCII))[0]


def decode_vni(data: bytes) -> str:
    """VNI for Windows: a letter, and a second one that is its diacritics."""
    text = decode_windows_1252(data)
    pairs, letters = _pairs()
    for pair, held in pairs:
        text = text.replace(pair, held)
    return text.translate(letters)


def decode_windows_1258(data: bytes) -> str:
    """Windows-1258, which writes tones as characters of their own: composed here."""
    return normalize("NFC", codecs.charmap_decode(data, "strict", _windows("cp1258"))[0])


def decode_windows_1252(data: bytes) -> str:
    """Windows-1252, in which the five codes that it leaves open are themselves."""
    return codecs.charmap_decode(data, "strict", _windows("cp1252"))[0]


def western(text: str) -> bytes:
    """The bytes of a text in Windows-1252, control characters as themselves; UnicodeEncodeError where it has others."""
    return codecs.charmap_encode(text, "strict", _western())[0]


def is_western(words: str) -> bool:
    """Whether `western` can tell the bytes of all these letters."""
    try:
        western(words)
    except UnicodeEncodeError:
        return False
    return True


LEGACY: dict[str, Callable[[bytes], str]] = {TCVN3: decode_tcvn3, VNI: decode_vni, VISCII: decode_viscii}
DECODERS = {WINDOWS_1258: decode_windows_1258, **LEGACY, WINDOWS_1252: decode_windows_1252}


def of_font(face: str) -> str | None:
    """The encoding of a font's letters by its name: ".VnTime", "VNI-Times"; None for others."""
    name = face.strip(" '\"").casefold()
    if name.startswith(".vn"):
        return TCVN3
    return VNI if name.startswith("vni-") else None


def is_capitals_font(face: str) -> bool:
    """Whether a font of TCVN3 shows capitals only, ".VnTimeH"."""
    name = face.strip(" '\"")
    return name.startswith(".Vn") and name.endswith("H")


def with_capitals(text: str) -> str:
    """TCVN3's small letters as capitals where the letters A to Z beside them tell: "CộNG HòA" is "CỘNG HÒA"."""
    return "".join(map(_line_with_capitals, text.splitlines(keepends=True)))


def _line_with_capitals(line: str) -> str:
    spans = [word.span() for word in WORD.finditer(line)]
    said = [_is_capital(line[slice(*span)]) for span in spans]
    if True not in said:
        return line
    shouted = False not in said
    pieces, last = [], 0
    for i, (start, end) in enumerate(spans):
        word = line[start:end]
        between = 0 < i < len(said) - 1 and said[i - 1] is said[i + 1] is True
        raised = said[i] or (said[i] is None and (shouted or between))
        pieces += [line[last:start], word.upper() if raised else word]
        last = end
    return "".join([*pieces, line[last:]])


def _is_capital(word: str) -> bool | None:
    """Whether a word stands in capitals, as its plain letters tell; None where they do not."""
    if any(c.isascii() and c.islower() for c in word):
        return False
    if not is_syllable(word.lower()):
        return None  # "UBND" is in capitals wherever it stands
    return True if any(c.isascii() and c.isupper() for c in word[1:]) else None


@cache
def _rows(encoding: str) -> dict[bytes, str]:
    rows = (row for row in rows_of("legacy_encodings.tsv") if row[0] == encoding)
    return {bytes.fromhex(code): letter for _, code, letter in rows}


@cache
def _windows(encoding: str) -> str:
    codes = (bytes([code]) for code in range(256))
    return "".join(_or_itself(code, encoding) for code in codes)


def _or_itself(code: bytes, encoding: str) -> str:
    try:
        return code.decode(encoding)
    except UnicodeDecodeError:
        return code.decode("latin-1")


@cache
def _single(encoding: str) -> str:
    letters = _rows(encoding)
    western = _windows("cp1252")
    return "".join(letters.get(bytes([code]), western[code]) for code in range(256))


@cache
def _western() -> dict[int, int]:
    return {code: code for code in range(0x80, 0xA0)} | {ord(c): code for code, c in enumerate(_windows("cp1252"))}


@cache
def _pairs() -> tuple[list[tuple[str, str]], dict[int, str]]:
    """Each pair with what stands for it meanwhile, and the letters for those and for single codes."""
    letters: dict[int, str] = {}
    pairs: list[tuple[str, str]] = []
    for code, letter in _rows(VNI).items():
        written = decode_windows_1252(code)
        if len(written) == 1:
            letters[ord(written)] = letter
            continue
        for spelled in {written, written[0] + written[1].swapcase()}:  # typed by keys that knew one case only
            held = PRIVATE + len(pairs)
            pairs.append((spelled, chr(held)))
            letters[held] = letter
    return pairs, letters
