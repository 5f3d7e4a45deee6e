"""Rows of a table that are broken over lines within their cells, made whole again.

Only where it is certain: the pieces together have as many marks between cells as the rows of the table that
are whole, and none of the pieces behind the first begins like a row.
"""

from __future__ import annotations

from itertools import islice

from loaders.extract.patterns import compiled
from loaders.text import Text

_DEEPEST = 12  # lines of one row
_ORDINAL = compiled(r"^\s*(?:stt|tt|số\s*tt|số\s+thứ\s+tự)\.?\s*\t")
_NUMBERED = compiled(r"^\s*(?:\d{1,3}(?:\.\d{1,2})*|[IVXL]{1,6})[.)]?\t", ignore_case=False)

Line = tuple[int, str]


def join_rows(text: Text) -> Text:
    """Each row of a table with bars or tabs as one line."""
    if "|" not in text.chars and "\t" not in text.chars:
        return text
    lines = list(_lines(text.chars))
    changes: list[tuple[int, int, str]] = []
    bars = tabs = at = 0
    while at < len(lines):
        words = lines[at][1]
        bars = words.count("|") if _is_framed(words) else bars
        tabs = words.count("\t") if _ORDINAL.match(words) else tabs
        after = at + 1
        if bars and words.startswith("|") and not words.endswith("|"):
            after = _end(lines, at, "|", bars)
        elif tabs and 0 < words.count("\t") < tabs and _NUMBERED.match(words):
            after = _end(lines, at, "\t", tabs)
        for a, b in zip(lines[at : after - 1], lines[at + 1 : after], strict=True):
            changes.append((a[0] + len(a[1]), b[0], " "))
        at = after
    return text.edit(changes) if changes else text


def _lines(chars: str) -> list[Line]:
    """The lines that are not blank, without blanks around; a tab at the edge is an empty cell."""
    found: list[Line] = []
    at = 0
    for line in chars.split("\n"):
        words = line.strip(" \f\r")
        if words.strip():
            found.append((at + len(line) - len(line.lstrip(" \f\r")), words))
        at += len(line) + 1
    return found


def _is_framed(words: str) -> bool:
    return words.startswith("|") and words.endswith("|") and words.count("|") > 3


def _end(lines: list[Line], at: int, mark: str, whole: int) -> int:
    """One past the last line of the row that begins at `at`; the next line where no lines make it whole."""
    marks = lines[at][1].count(mark)
    for i, (_, words) in enumerate(islice(lines, at + 1, at + _DEEPEST), at + 1):
        if words.startswith("|") or _NUMBERED.match(words) or _ORDINAL.match(words):
            break
        marks += words.count(mark)
        if marks == whole and (mark == "\t" or words.endswith("|")):
            return i + 1
        if marks > whole:
            break
    return at + 1
