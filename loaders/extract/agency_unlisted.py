"""Names that no registry holds: a word that begins names, with the words that go on from it."""

from __future__ import annotations

from loaders.extract.agency_levels import slots, with_levels
from loaders.extract.agency_lexicon import (
    COMMITTEES,
    FIELDS,
    HEADS,
    LEVELS,
    NAMES,
    NEVER,
    OF_THE_STATE,
    PURPOSES,
    STOPS,
    Piece,
    begins_agency,
)
from loaders.extract.agency_words import Words, longest
from loaders.syllables import is_syllable
from ontology.agency_spelling import spelt

_BEFORE_PLACES = frozenset({"xã", "phường", "thôn", "ấp", "huyện", "tỉnh", "ông", "bà", "đường", "cầu", "chợ", "núi"})
_CALLED_BY_NUMBER = ("ban chỉ đạo", "tổ công tác")
_LONGEST_PURPOSE = 30  # words
_FIRMS = ("công ty", "tổng công ty", "tập đoàn", "ngân hàng", "hợp tác xã", "chi nhánh", "hiệp hội")
_FORMS = frozenset("cổ phần tnhh mtv cp trách nhiệm hữu hạn một hai thành viên".split())
_LOCALITIES = ("các", "địa", "phương")
_BRANDS = ("viettel", "vnpt", "mobifone")


def unlisted(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """The agency of no registry that is named at word `at`; none where the words name none.

    `loose`: only agencies are to be expected here.
    """
    return _numbered(words, at) or _committee(words, at) or _headed(words, at, loose=loose)


def _headed(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """A head such as "Chi cục", "Trung tâm" with the capitalised or coordinated words that follow."""
    end, head = longest(HEADS, words, at)
    if head is None or words.breaks(end) > 1 or longest(LEVELS, words, end)[1] is not None:
        return []
    lower = " " in head and words.capital(at) and longest(FIELDS, words, end)[1] is not None
    if not (words.capital(end) or lower):
        return []
    if not (loose or head in _BRANDS or _stands_alone(words, at, end)):
        return []
    stop = _number(words, _extent(words, end), head)
    if stop <= max(end, longest(NAMES, words, at)[0]) or words.key(end) == "trưởng" or _no_name(words, end, stop, head):
        return []
    name = spelt(words.written(at, stop))
    found = slots(words, stop, usual=False)
    return with_levels(at, name, found) if found else [Piece(at, stop, name)]


def _number(words: Words, end: int, head: str) -> int:
    """The end of "số 1", or of the bare number of a board of projects: "Ban Quản lý Dự án 85"."""
    if words.key(end) == "số" and words.figure(end + 1) and len(words.key(end + 1)) < 3:
        return end + 2
    bare = head == "ban quản lý" and words.figure(end) and len(words.key(end)) < 3 and not words.breaks(end)
    return end + 1 if bare else end


def _no_name(words: Words, first: int, stop: int, head: str) -> bool:
    """Whether a firm lacks its name, or words run together stand in the name or right behind it."""
    if head in _FIRMS:
        return all(words.key(index) in _FORMS for index in range(first, stop))
    behind = stop + (bool(words.key(stop)) and not words.breaks(stop))
    return any(_rubble(words.key(index)) for index in range(first, behind))


def _rubble(key: str) -> bool:
    return key.isalpha() and not key.isascii() and not is_syllable(key)


def _numbered(words: Words, at: int) -> list[Piece]:
    """ "Ban Chỉ đạo 389", "Tổ công tác 06": bodies called by the number of their programme."""
    end, head = longest(HEADS, words, at)
    if head not in _CALLED_BY_NUMBER or not (words.capital(at) and words.figure(end)) or len(words.key(end)) > 3:
        return []
    name = spelt(words.written(at, end + 1))
    found = slots(words, end + 1, usual=False)
    return with_levels(at, name, found) if found else [Piece(at, end + 1, name)]


def _committee(words: Words, at: int) -> list[Piece]:
    """ "Ban Chỉ đạo về chuyển đổi số tỉnh X": a committee with its purpose, which ends where its level is said."""
    end, head = longest(COMMITTEES, words, at)
    if head is None or not words.capital(at):
        return []
    index, further = end, _of_purpose(words, end)
    while index < further <= end + _LONGEST_PURPOSE:
        index, further = further, _of_purpose(words, further)
        stop, state = longest(OF_THE_STATE, words, index)
        if state is not None:
            return [Piece(at, stop, spelt(words.written(at, stop)))]
        if tuple(words.key(index + k) for k in range(3)) == _LOCALITIES:
            return [Piece(at, index + 3, spelt(words.written(at, index + 3)))]
        begins = longest(LEVELS, words, index + (words.key(index) == "các"))[1] is not None
        found = slots(words, index, usual=False) if begins else []
        if found:
            return with_levels(at, spelt(words.written(at, index)), found)
    return []


def _of_purpose(words: Words, at: int) -> int:
    """The end of the next part of the purpose of a committee; `at` where it is over."""
    key = words.key(at)
    if words.breaks(at) > 1 or not (key in (",", "-") or key.isalnum()) or begins_agency(words, at):
        return at
    stop = max(longest(PURPOSES, words, at)[0], longest(FIELDS, words, at)[0])
    return stop if stop > at or longest(STOPS, words, at)[1] is not None else at + 1


def _stands_alone(words: Words, at: int, end: int) -> bool:
    """Whether the head is a word of its own: "Hội" in "xã Tân Hội" and "VỤ" in "NHIỆM VỤ" are not."""
    if end > at + 1:
        return True
    before = words.before(at)
    return words.capital(at) and not (words.upper(at) or before[:1].isupper() or before in _BEFORE_PLACES)


def _extent(words: Words, at: int) -> int:
    """Where the words of a name end."""
    end = at
    while (step := _further(words, at, end)) > end:
        end = step
    return end


def _further(words: Words, at: int, end: int) -> int:
    """The end of the next part of a name: a word, "- Tổ chức", ", Thương mại và"; `end` where it is over."""
    key = words.key(end)
    if not key or words.breaks(end) > 1 or (words.breaks(end) and words.capital(end)):
        return end
    if key in ("và", "-", "&") or (key == "," and _coordinated(words, end)):
        joined = words.capital(end + 1) and not begins_agency(words, end + 1)
        return max(end + 2, longest(FIELDS, words, end + 1)[0]) if joined else end
    if not key.isalnum() or longest(LEVELS, words, end)[1] is not None:
        return end
    whose = max(longest(COMMITTEES, words, end)[0], longest(NAMES, words, end)[0] if end == at else end)
    if whose > end + 1 and words.capital(end):  # "Văn phòng Ban Chỉ huy", "Đảng ủy Bộ Y tế"
        return whose
    if _behind_committee(words, at, end) and not words.capital(end) and longest(STOPS, words, end)[1] is not None:
        return end
    stop, field = longest(FIELDS, words, end)
    if field is not None or words.capital(end):
        return max(stop, end + 1)
    stopped = longest(STOPS, words, end)[1] or longest(NEVER, words, end)[1]
    begun = end > at and words.capital(end - 1) and not (end - 1 > at and words.capital(end - 2))
    return end + 1 if begun and not stopped and not words.figure(end) else end


def _behind_committee(words: Words, at: int, end: int) -> bool:
    return any(longest(COMMITTEES, words, first)[0] == end > first for first in range(max(at, end - 3), end))


def _coordinated(words: Words, at: int) -> bool:
    """Whether ", B và C" follows: a capital behind the comma, and "và" with a capital soon behind it."""
    if not words.capital(at + 1) or begins_agency(words, at + 1):
        return False
    for index in range(at + 2, at + 8):
        if words.key(index) in (";", ".", "") or begins_agency(words, index):
            return False
        if words.key(index) == "và":
            return words.capital(index + 1) and not begins_agency(words, index + 1)
    return False
