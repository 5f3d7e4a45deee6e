"""Names of single agencies: those of the registry with their level and place, and those no registry holds."""

from __future__ import annotations

from loaders.extract.agency_levels import slots, with_levels
from loaders.extract.agency_lexicon import (
    COMMITTEES,
    DETERMINERS,
    FIELDS,
    HEADS,
    LEVELS,
    NAMES,
    NEVER,
    PLACES,
    SHARED_HEADS,
    STOPS,
    Piece,
    after_joint,
    begins_agency,
)
from loaders.extract.agency_words import Words, longest
from ontology.authority import Body, LocalBody

_OWNERS = {"bộ": "Bộ", "sở": "Sở", "cục": "Cục", "tổng": "Tổng cục"}
_BEFORE_PLACES = frozenset({"xã", "phường", "thôn", "ấp", "huyện", "tỉnh", "ông", "bà", "đường", "cầu", "chợ", "núi"})
_CALLED_BY_NUMBER = ("ban chỉ đạo", "tổ công tác")
_OFFICES = (("văn", "phòng"), ("thanh", "tra"), ("công", "đoàn"), ("đảng", "ủy"))


def single(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """The agency named at word `at`; several where a list shares its head or its level."""
    if longest(NEVER, words, at)[1] is not None:
        return []
    return (
        _office_of_owner(words, at)
        or registered(words, at, loose=loose)
        or _headed_list(words, at)
        or _numbered(words, at)
        or _unlisted(words, at, loose=loose)
    )


def registered(words: Words, at: int, *, loose: bool = False) -> list[Piece]:
    """A registry name with its level and place. `loose`: also where the bare words may be a common noun."""
    end, bodies = longest(NAMES, words, at)
    if not bodies or not (loose or any(words.capital(index) for index in range(at, end))):
        return []
    local = next((body for body in bodies if isinstance(body, LocalBody)), None)
    central = next((body for body in bodies if isinstance(body, Body)), None)
    pieces = _local(words, at, end, local) if local is not None else []
    if central is not None and (not pieces or pieces[0].open):
        return [Piece(at, _term(words, end), central.name), *_same_head(words, at, end)]
    if local is not None and local.common and pieces[0].open and not loose:
        return []
    return pieces


def _term(words: Words, end: int) -> int:
    """The end of "khóa XII", which belongs to the mention but not to the name."""
    return end + 2 if words.key(end) == "khóa" and words.upper(end + 1) else end


def _local(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    if not body.level:
        return _with_province(words, at, end, body)
    found = slots(words, end, usual=body.place)
    if found:
        return with_levels(at, body.name, found, keep=body.place)
    level = _borrowed(words, end, body.kind)
    if level is not None:
        return [Piece(at, end, f"{body.name} {level}"), *registered(words, after_joint(words, end), loose=True)]
    return [Piece(at, end, body.name, open=True)]


def _borrowed(words: Words, end: int, kind: str) -> str | None:
    """The level that a later member of the same kind carries for all: "Cục Thuế, Cục Hải quan tỉnh"."""
    start = after_joint(words, end)
    stop, bodies = longest(NAMES, words, start)
    if start == end or not any(isinstance(b, LocalBody) and b.level and b.kind == kind for b in bodies or ()):
        return None
    found = slots(words, stop)
    if not found:
        return _borrowed(words, stop, kind)
    return None if found[0].place else found[0].name


def _with_province(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    """ "Sở Nội vụ (tỉnh Quảng Trị)", "Tỉnh ủy Quảng Trị"; then the others that share the head."""
    start, level = longest(LEVELS, words, end)
    stop, province = longest(PLACES, words, start)
    if province is None or not words.capital(start) or words.breaks(start) > 1:
        province = None
        stop = start if level in ("tỉnh", "thành phố") and body.kind == "department" else end
    name = f"{body.name} {province}" if province and body.place else body.name
    if (words.key(stop), words.key(stop + 1)) == ("lần", "thứ") and words.upper(stop + 2):  # a congress
        return [Piece(at, stop + 3, f"{name} {words.written(stop, stop + 3)}", province)]
    return [Piece(at, stop, name, province), *_same_head(words, at, stop)]


def _same_head(words: Words, at: int, end: int) -> list[Piece]:
    """ "Sở Tài chính, Nội vụ và Tư pháp": the names behind the first."""
    head = words.key(at)
    pieces: list[Piece] = []
    while head in SHARED_HEADS and (start := after_joint(words, end)) > end and words.capital(start):
        stop, bodies = longest(NAMES[head], words, start)
        if not bodies or slots(words, stop):
            break
        pieces.append(Piece(start, stop, bodies[0].name))
        end = stop
    return pieces


def _headed_list(words: Words, at: int) -> list[Piece]:
    """ "các Sở: Nội vụ, Tài chính", "các Bộ Nội vụ, Tài chính"."""
    start, determiner = longest(DETERMINERS, words, at)
    head = words.key(start)
    if determiner is None or head not in SHARED_HEADS:
        return []
    first = start + 2 if words.key(start + 1) == ":" else start + 1
    stop, bodies = longest(NAMES[head], words, first)
    if not bodies or not words.capital(first):
        return []
    return [Piece(at, stop, bodies[0].name), *_same_head(words, start, stop)]


# --- names that no registry holds ---------------------------------------------------------------------


def _office_of_owner(words: Words, at: int) -> list[Piece]:
    """ "Văn phòng Sở", "Thanh tra Bộ"; the owner is the agency that speaks."""
    owner = _OWNERS.get(words.key(at + 2))
    if (words.key(at), words.key(at + 1)) not in _OFFICES or owner is None or not words.capital(at):
        return []
    end = at + 2 + len(owner.split())
    if longest(NAMES, words, at + 2)[1] is not None or words.key(end - 1) != owner.split()[-1].lower():
        return []
    return [Piece(at, end, f"{words.title(at, at + 2)} {owner}")]


def _unlisted(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """A head such as "Chi cục", "Trung tâm" with the capitalised or coordinated words that follow."""
    end, head = longest(HEADS, words, at)
    if head is None or not words.capital(end) or words.breaks(end) > 1 or longest(LEVELS, words, end)[1] is not None:
        return []
    if not (loose or _stands_alone(words, at, end)):
        return []
    stop = _extent(words, end)
    if stop <= max(end, longest(NAMES, words, at)[0]) or words.key(end) == "trưởng":
        return []
    name = words.title(at, stop)
    found = slots(words, stop, usual=False)
    return with_levels(at, name, found, keep=False) if found else [Piece(at, stop, name)]


def _numbered(words: Words, at: int) -> list[Piece]:
    """ "Ban Chỉ đạo 389", "Tổ công tác 06": bodies called by the number of their programme."""
    end, head = longest(HEADS, words, at)
    if head not in _CALLED_BY_NUMBER or not (words.capital(at) and words.figure(end)) or len(words.key(end)) > 3:
        return []
    name = words.title(at, end + 1)
    found = slots(words, end + 1, usual=False)
    return with_levels(at, name, found, keep=False) if found else [Piece(at, end + 1, name)]


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
    whose, committee = longest(COMMITTEES, words, end)
    if committee is not None and words.capital(end):  # "Văn phòng Ban Chỉ huy"
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
