"""Text without what a person may leave out when typing: diacritics, đ, letter case."""

from __future__ import annotations

import unicodedata

_BARE_D = str.maketrans("đĐðÐƉɖ", "dDdDDd")


def without_diacritics(text: str) -> str:
    """Base letters only, case kept: "Kế hoạch" -> "Ke hoach", "Đề" -> "De"."""
    decomposed = unicodedata.normalize("NFD", text.translate(_BARE_D))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """The form for comparison: without diacritics, lower case, white space as one space."""
    return " ".join(without_diacritics(text).lower().split())
