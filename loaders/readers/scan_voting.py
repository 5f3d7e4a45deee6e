"""Lines whose words matter or are not sure are looked at three times, larger and smaller, and the looks compared.

A recogniser that is wrong about a sign is seldom wrong in the same way at another size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from loaders.readers.scan_engine import Box, Sight, Word
from ontology.folding import folded

SCALES = (0.8, 1.4)
SURE = 0.88  # below which a word is looked at again, whatever it is
SHARED = 0.7  # of the wider word that two looks at one word have in common
# Between these only digits stand: "ngày 15 tháng 11 năm 2019", "khoản 1 Điều 7".
DIGITS_AFTER = frozenset({"ngay", "thang", "nam", "khoan", "dieu"})
DATED = {"ngay": "thang", "thang": "nam"}
LOOKALIKES = str.maketrans("IlÌÍỈìíỉ|OoÔÒÓŠšSsZz", "11111111100000555522")
ENDS = ".,;:)"
# No Vietnamese word: one mark too many or too few makes of the second column the first.
NO_WORDS = {"chỉ tiết": "chi tiết", "thị hành": "thi hành", "tò trình": "tờ trình"}


def settled(sight: Sight, line: list[Word]) -> list[Word]:
    """The line as most looks have it; where all differ, as the surest has it."""
    if not any(word.sure < SURE or any(map(str.isdigit, word.text)) for word in line):
        return counted(line)
    box = Box(
        min(word.box.left for word in line),
        min(word.box.top for word in line),
        max(word.box.right for word in line),
        max(word.box.bottom for word in line),
    )
    looks = [sight.again(box, scale) for scale in SCALES]
    return counted([_voted(word, looks) for word in line])


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


def counted(line: Sequence[Word]) -> list[Word]:
    """The line with digits where only digits can stand and letters were seen that look like them."""
    folds = [folded(word.text) for word in line]
    made = list(line)
    for at, word in enumerate(line[1:], 1):
        bare = word.text.rstrip(ENDS)
        digits = bare.translate(LOOKALIKES)
        if bare == digits or not digits.isdecimal() or folds[at - 1] not in DIGITS_AFTER:
            continue
        after = folds[at + 1] if at + 1 < len(line) else None
        if any(map(str.isdigit, bare)) or folds[at - 1] in ("khoan", "dieu") or after == DATED.get(folds[at - 1]):
            made[at] = word._replace(text=digits + word.text[len(bare) :])
    return _worded(made)


def _worded(line: list[Word]) -> list[Word]:
    for at, (a, b) in enumerate(pairwise(line)):
        bare = b.text.rstrip(ENDS)
        for place, seen, word in zip(
            (at, at + 1), (a.text, bare), NO_WORDS.get(f"{a.text} {bare}".lower(), "").split(), strict=False
        ):
            if seen.lower() != word:
                cased = word.upper() if seen.isupper() else word.capitalize() if seen[0].isupper() else word
                line[place] = line[place]._replace(text=cased + line[place].text[len(seen) :])
    return line
