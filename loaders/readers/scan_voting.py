"""Lines whose words matter or are not sure are looked at three times, larger and smaller, and the looks compared.

A recogniser that is wrong about a sign is seldom wrong in the same way at another size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from loaders.readers.scan_engine import Box, Sight, Word

SCALES = (0.8, 1.4)
SURE = 0.88  # below which a word is looked at again, whatever it is
SHARED = 0.7  # of the wider word that two looks at one word have in common


def settled(sight: Sight, line: list[Word]) -> list[Word]:
    """The line as most looks have it; where all differ, as the surest has it."""
    if not any(word.sure < SURE or any(map(str.isdigit, word.text)) for word in line):
        return line
    box = Box(
        min(word.box.left for word in line),
        min(word.box.top for word in line),
        max(word.box.right for word in line),
        max(word.box.bottom for word in line),
    )
    looks = [sight.again(box, scale) for scale in SCALES]
    return [_voted(word, looks) for word in line]


def _voted(word: Word, looks: Sequence[Sequence[Word]]) -> Word:
    seen = [word]
    for look in looks:
        same = [other for other in look if _is_same(word.box, other.box)]
        seen += same if len(same) == 1 else []
    votes = Counter(each.text for each in seen)
    best = max(seen, key=lambda each: (votes[each.text], each.sure))
    return word._replace(text=best.text, sure=best.sure)


def _is_same(a: Box, b: Box) -> bool:
    shared = min(a.right, b.right) - max(a.left, b.left)
    return shared >= SHARED * max(a.right - a.left, b.right - b.left)
