"""Letters set apart by a converter: "Ngh ị định", "ng ày 25", "T HÀNH P HỐ HỒ C H Í M INH".

Only lines in which bare consonants stand as words often enough are touched; there the cheapest reading as known
syllables is taken, so "P HỐ" is "PHỐ" and "B Ộ" is "BỘ", while "5 m" and "mục b" stay what they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log

from loaders.extract.patterns import compiled
from loaders.syllables import UNKNOWN, language_model
from loaders.text import Text

CONSONANTS = compiled(
    r"(?:^|[\s(\"“])(?:[bcdđghklmnpqrstvx]{1,3}|[BCDĐGHKLMNPQRSTVX][bcdđghklmnpqrstvx]{0,2})[ ]\p{L}",
    ignore_case=False,
)
# After these words a letter alone is a name: "điểm b khoản 1", "nhóm c".
NAMED_BY_LETTER = ("điểm", "mục", "khoản", "tiết", "nhóm", "loại", "hạng", "cột", "và", "đến", "hoặc")
RUN = compiled(r"\p{L}{1,7}(?: \p{L}{1,7})+")
ENOUGH = 3  # bare consonants in a line
DENSE = 25  # characters of the line to each of them, at most
LONGEST = 7  # letters of a syllable
UNREAD = -log(UNKNOWN) + 4.0  # the cost of a piece that is no known syllable, for each piece


def join_letters(text: Text) -> Text:
    """Syllables whose letters were set apart, whole again."""
    changes = [change for start, end in _lines(text.chars) for change in _joins(text.chars, start, end)]
    return text.edit(changes) if changes else text


def _lines(chars: str) -> Iterator[tuple[int, int]]:
    """The lines in which bare consonants are dense."""
    bare: Counter[int] = Counter()
    for match in CONSONANTS.finditer(chars):
        if not chars[max(0, match.start() - 5) : match.start()].endswith(NAMED_BY_LETTER):
            bare[chars.rfind("\n", 0, match.end()) + 1] += 1
    for start, count in sorted(bare.items()):
        end = chars.find("\n", start)
        end = len(chars) if end < 0 else end
        if count >= ENOUGH and end - start <= DENSE * count:
            yield start, end


def _joins(chars: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in RUN.finditer(chars[start:end]):
        pieces = (match.group() or "").split(" ")
        at = start + match.start()
        joined = set(_within(pieces))
        for i, (a, _) in enumerate(pairwise(pieces)):
            at += len(a)
            if i in joined:
                yield at, at + 1, ""
            at += 1


def _within(pieces: list[str]) -> Iterator[int]:
    """The gaps to close: gap i stands behind piece i."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(pieces) + 1):
        best.append(
            min((best[begin][0] + _cost(pieces[begin:end]), begin) for begin in range(max(0, end - LONGEST), end))
        )
    end = len(pieces)
    while end:
        begin = best[end][1]
        yield from range(begin, end - 1)
        end = begin


def _cost(pieces: list[str]) -> float:
    """How unlikely pieces are as one syllable; pieces that are no syllable together stay apart."""
    word = "".join(pieces).lower()
    share = language_model().counts.get(word, 0) if len(word) <= LONGEST else 0
    if share:
        return -log(share / language_model().total)
    return UNREAD if len(pieces) == 1 else UNREAD * len(pieces) + 1.0
