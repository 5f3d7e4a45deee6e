"""How wide a text will be, near enough to break it before a browser has seen it: the letters of Noto Sans."""

from __future__ import annotations

import unicodedata
from functools import cache

# Advance widths in hundredths of the letter size; what is not listed takes the width of its class.
_WIDTHS = {
    " ": 26, "i": 26, "l": 26, "j": 26, "I": 34, "J": 30, "t": 36, "f": 35, "r": 41, "s": 48, "c": 48, "z": 47, "v": 51,
    "y": 51, "x": 53, "k": 53, "m": 93, "w": 79, "M": 91, "W": 93, "Q": 78, "O": 78, "N": 76, "H": 74, "D": 73, "G": 73,
    "U": 73, "E": 56, "F": 52, "L": 52, "T": 56, "S": 55, "P": 61, "/": 37, "-": 32, ".": 27, ",": 27, ":": 27, "…": 82,
    "(": 30, ")": 30, "–": 50, "đ": 62, "Đ": 73,
}  # fmt: skip
_CAPITAL, _SMALL, _WIDE = 65, 60, 100
_HORNED = "ơưƠƯ"
_ROOM = 1.05  # for fonts that are wider
_BOLD = 1.09


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in letters of `size`, in the same unit."""
    hundredths = sum(map(_letter, text))
    return hundredths / 100 * size * _ROOM * (_BOLD if bold else 1)


@cache
def _letter(letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    known = _WIDTHS.get(plain)
    if known is None:
        known = _CAPITAL if plain.isupper() else _SMALL if plain.isalnum() or plain.isascii() else _WIDE
        known = 0 if unicodedata.combining(plain) else known
    return known + (6 if letter in _HORNED else 0)


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """As much of a text as fits, with "…" where something is left out."""
    if width(text, size, bold=bold) <= room:
        return text
    end = len(text)
    while end > 1 and width(f"{text[:end]}…", size, bold=bold) > room:
        end -= 1
    return f"{text[:end].rstrip()}…"


def lines(text: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """A text on at most `most` lines, broken at spaces; numbers also behind "/" and "-"."""
    found: list[str] = []
    rest = _pieces(text)
    while rest and len(found) < most - 1:
        count = 1
        while count < len(rest) and width("".join(rest[: count + 1]).strip(), size, bold=bold) <= room:
            count += 1
        found.append(fitted("".join(rest[:count]).strip(), room, size, bold=bold))
        rest = rest[count:]
    return [*found, fitted("".join(rest).strip(), room, size, bold=bold)] if rest else found


def _pieces(text: str) -> list[str]:
    pieces = [""]
    for letter in " ".join(text.split()):
        pieces[-1] += letter
        if letter in " /-":
            pieces.append("")
    return [piece for piece in pieces if piece]
