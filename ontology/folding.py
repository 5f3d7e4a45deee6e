"""Text without what a person may leave out when typing: diacritics, đ, letter case."""

from __future__ import annotations

import unicodedata


class _Bare(dict[int, int | None]):
    """What stays of a letter of decomposed text, None for a mark; found once for each: whole stores are folded."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_BARE_D = str.maketrans("đĐðÐƉɖ", "dDdDDd")
_BARE = _Bare()


def without_diacritics(text: str) -> str:
    """Base letters only, case kept: "Kế hoạch" -> "Ke hoach", "Đề" -> "De"."""
    return unicodedata.normalize("NFD", text.translate(_BARE_D)).translate(_BARE)


def folded(text: str) -> str:
    """The form for comparison: without diacritics, lower case, white space as one space."""
    return " ".join(without_diacritics(text).lower().split())
