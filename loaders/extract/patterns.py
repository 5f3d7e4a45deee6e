"""Linear-time patterns over Vietnamese text (RE2), with word edges that know Vietnamese letters.

RE2's own word edges are ASCII: they find nothing beside "Đ" or "ộ". Write patterns without them and
ask `whole` whether a match begins and ends at a word edge.
"""

from __future__ import annotations

from collections.abc import Iterator

import re2

LETTER = r"[\p{L}\p{M}]"
SPACE = r"[\s ]*"


def compiled(pattern: str, *, ignore_case: bool = True) -> re2._Regexp:
    """An RE2 pattern; letter case does not count unless asked for."""
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)


def whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends at word edges."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def words(pattern: re2._Regexp, text: str) -> Iterator[re2._Match]:
    """Matches that begin and end at word edges."""
    for match in pattern.finditer(text):
        if whole(text, match.start(), match.end()):
            yield match
