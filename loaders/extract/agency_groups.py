"""Groups of agencies: "các sở, ban, ngành", "các cơ quan, đơn vị có liên quan", ministries and their heads."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extract.agency_levels import slots
from loaders.extract.agency_lexicon import (
    ACTORS,
    COMMITTEES,
    DETERMINERS,
    HEADS,
    NAMES,
    NEVER,
    NOUNS,
    PLACES,
    QUALIFIERS,
    SINGLY,
    SINGULAR,
    Piece,
    after_joint,
    begins_agency,
)
from loaders.extract.agency_names import registered, single
from loaders.extract.agency_words import Trie, Words, longest, trie
from ontology.agency_spelling import spelt

DEPARTMENTS = "Các sở, ban, ngành cấp tỉnh"
MINISTRIES = "Các bộ, cơ quan ngang bộ"
_DEPARTMENTAL = ("sở", "ban", "ngành")
_PRIVATE = ("chủ rừng", "chủ đầu tư", "đơn vị chủ rừng")
_LEVELLED = (" tỉnh", " thành phố")  # a qualifier that ends so may have the name of the province behind it
_OWNERS = ("sở", "bộ", "tỉnh", "huyện", "xã", "cục")
_SHORT = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_HEADS_OF_MINISTRIES = ("bộ", "trưởng")
_MINISTERIAL = trie([("cơ quan ngang bộ", True)])
_GOVERNMENTAL = trie([("cơ quan thuộc chính phủ", True), ("cơ quan trực thuộc chính phủ", True)])
_BELONGING = trie((words, words) for words in ("thuộc", "trực thuộc", "thuộc, trực thuộc", "thuộc và trực thuộc"))


@dataclass(frozen=True, slots=True)
class _Nouns:
    """The nouns of a group, where each begins and ends."""

    names: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def group(words: Words, at: int, *, loose: bool, heads: bool = False) -> list[Piece]:
    """The group named at word `at`; `loose`: one noun without "các" is enough; `heads`: heads stand before it."""
    start, determiner = longest(DETERMINERS, words, at)
    if longest(NEVER, words, start)[1] not in (None, "tổ chức"):
        return []
    plural = heads or determiner is not None
    ministries = _ministries(words, at, start, plural=plural)
    if ministries:
        return ministries
    members = _members_named(words, at, start) if plural else []
    if members:
        return members
    ruled = _ruled(words, at, start)
    if ruled:
        return ruled
    nouns = _nouns(words, start)
    related = bool(nouns.names) and (plural or words.joined(at)) and _related(words, nouns.ends[-1])
    if not nouns.names or not (loose or related or any(noun in ACTORS for noun in nouns.names)):
        return []
    one = not plural and len(nouns.names) == 1
    if one and not (loose or related or _tells_itself(nouns.names[0])):
        return []
    if nouns.names[0] == "sở":
        return _departments(words, at, start, nouns)
    alone = determiner is None and words.capital(start) and longest(COMMITTEES, words, start)[0] == nouns.ends[-1]
    one = alone or (not plural and _as_written(words, nouns, loose=loose and not related))
    return _split(words, at, nouns, one=one)


def _as_written(words: Words, nouns: _Nouns, *, loose: bool) -> bool:
    """Whether nouns without "các" take none: one agency, one with its field or owner, and what begins an item."""
    first, last = nouns.starts[0], nouns.ends[-1]
    agencies = words.key(first + 1) == "quan"
    if agencies and words.capital(first) and not words.upper(first):
        return True
    owned = agencies and not words.joined(first) and _owned(words, last) > last
    return len(nouns.names) == 1 and (loose or owned or nouns.names[0] in SINGLY)


def _split(words: Words, at: int, nouns: _Nouns, *, one: bool) -> list[Piece]:
    """Agencies and those who own or invest are two groups: "các địa phương, đơn vị, chủ rừng"."""
    stop = _qualified(words, nouns.ends[-1])
    cut = next((i for i, noun in enumerate(nouns.names) if noun in _PRIVATE), 0)
    if not cut:
        found = [Piece(at, stop, _named(words, nouns.starts[0], stop, one=one), group=True)]
    else:
        first = _named(words, nouns.starts[0], nouns.ends[cut - 1], one=False)
        begin = nouns.starts[cut]
        found = [
            Piece(at, nouns.ends[cut - 1], first, group=True),
            Piece(begin, stop, _named(words, begin, stop, one=False), group=True),
        ]
    return [*found, *_and_localities(words, nouns.ends[-1], stop)]


def _and_localities(words: Words, last: int, stop: int) -> list[Piece]:
    """ "các bộ, ngành liên quan và địa phương": behind what the members have in common comes a group of its own."""
    begin = after_joint(words, stop)
    end, noun = longest(NOUNS, words, begin)
    if stop in (last, begin) or noun != "địa phương":
        return []
    end = _qualified(words, end)
    return [Piece(begin, end, _named(words, begin, end, one=False), group=True)]


def _related(words: Words, at: int) -> bool:
    """Whether "(có) liên quan" follows: "…, các tổ chức, cá nhân có liên quan"."""
    return "liên quan" in (longest(QUALIFIERS, words, at)[1] or "")


def _tells_itself(noun: str) -> bool:
    """Whether the noun means certain agencies even without "các": "cơ quan chức năng", not "đơn vị"."""
    return noun in ACTORS and len(noun.split()) > 3


def _ruled(words: Words, at: int, start: int) -> list[Piece]:
    """ "Chính quyền cấp huyện, cấp xã", "Cấp ủy đảng các sở, ban, ngành"."""
    end, noun = longest(NOUNS, words, start)
    if noun not in SINGULAR:
        return []
    levels = slots(words, end)
    if levels:
        return [Piece(at, levels[-1].end, words.title(start, levels[-1].end), group=True)]
    nouns = _nouns(words, end + 1) if words.key(end) == "các" else None
    return [Piece(at, nouns.ends[-1], words.title(start, nouns.ends[-1]), group=True)] if nouns and nouns.ends else []


def _members_named(words: Words, at: int, start: int) -> list[Piece]:
    """ "các cơ quan: Công an tỉnh, Cục Thuế": the group's noun only introduces names."""
    end, noun = longest(NOUNS, words, start)
    if noun not in ("cơ quan", "đơn vị", "ngành", "địa phương", "sở, ngành"):
        return []
    end += words.key(end) == ":"
    found = single(words, end, loose=False) if words.capital(end) else []
    return [Piece(at, found[0].end, found[0].name, found[0].place), *found[1:]] if found else []


def _nouns(words: Words, at: int) -> _Nouns:
    names: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    while True:
        end, noun = longest(NOUNS, words, at)
        if noun is None or words.key(end) == "trưởng" or _longer_word(words, at, end, first=not names):
            break
        if names and words.capital(at) and longest(COMMITTEES, words, at)[1] is not None:
            break
        if names and noun in SINGULAR and noun in ACTORS:  # "các cơ quan chức năng và chính quyền địa phương"
            break
        names.append(noun)
        starts.append(at)
        ends.append(end)
        at = after_joint(words, end)
        if at == end and not _comma_forgotten(words, at, names):
            break
        if words.key(at) == "các":
            further = longest(NOUNS, words, at + 1)[1] or ""
            if noun in ("sở", "bộ") or len(further.split()) > 2:  # "các cơ quan, đơn vị, các cơ quan chức năng"
                break
            at += 1
    return _Nouns(tuple(names), tuple(starts), tuple(ends))


def _comma_forgotten(words: Words, at: int, names: list[str]) -> bool:
    """ "các sở ban ngành", "các sở, ban, ngành địa phương"."""
    if names[-1] in ("sở", "bộ", "ban") and words.key(at) in _DEPARTMENTAL:
        return True
    return names[0] == "sở" and names[-1] == "ngành" and longest(NOUNS, words, at)[1] == "địa phương"


def _longer_word(words: Words, at: int, end: int, *, first: bool) -> bool:
    """Whether the noun is only the beginning of another word or name: "hội" of "hội đồng", "ban" of "ban hành"."""
    if longest(NEVER, words, at)[0] > end or longest(HEADS, words, at)[0] > end:
        return True
    return not first and (longest(NAMES, words, at)[0] > end or begins_agency(words, at))


def _departments(words: Words, at: int, start: int, nouns: _Nouns) -> list[Piece]:
    """ "các sở, ban, ngành, địa phương": the departments, then the others as groups of their own."""
    count = max(i + 1 for i, noun in enumerate(nouns.names) if noun in _DEPARTMENTAL)
    last = nouns.ends[count - 1]
    if count == len(nouns.names):
        stop = _qualified(words, last)
        related = [words.key(stop - 2), words.key(stop - 1)] == ["liên", "quan"]
        name = _named(words, start, stop, one=False) if related else DEPARTMENTS
        return [Piece(at, stop, name), *_and_localities(words, last, stop)]
    begin = nouns.starts[count]
    stop = _qualified(words, nouns.ends[-1])
    if stop > nouns.ends[-1]:  # what they have in common makes them one: "các sở, ngành, đơn vị có liên quan"
        return [Piece(at, stop, _named(words, start, stop, one=False), group=True)]
    return [Piece(at, last, DEPARTMENTS), Piece(begin, stop, _named(words, begin, stop, one=False))]


def _qualified(words: Words, at: int) -> int:
    """The end of what the members have in common: "có liên quan", "trực thuộc Sở", "trên địa bàn tỉnh"."""
    at = _administering(words, at)
    end, qualifier = longest(QUALIFIERS, words, at)
    if qualifier == "trực thuộc":
        return _owned(words, at)
    stop, province = longest(PLACES, words, end)
    if province is not None and qualifier is not None and qualifier.endswith(_LEVELLED) and words.capital(end):
        return stop
    return _owned(words, end)


def _administering(words: Words, at: int) -> int:
    """The end of "quản lý KCN" behind "cơ quan": what an agency administers, where it is put in capitals."""
    manages = (words.key(at - 1), words.key(at), words.key(at + 1)) == ("quan", "quản", "lý")
    return at + 2 + (len(words.key(at + 2)) > 1) if manages and words.upper(at + 2) else at


def _owned(words: Words, at: int) -> int:
    """The end of "thuộc, trực thuộc Bộ", "của Bộ Y tế"; `at` where no owner is named."""
    end, belonging = longest(_BELONGING, words, at)
    if belonging is None and words.key(at) != "của":
        return at
    owner = registered(words, max(end, at + 1))
    if owner:
        return owner[0].end
    if belonging is None:
        return at
    if words.key(end) in _OWNERS:
        return end + 1
    return end if belonging != "thuộc" else at


def _named(words: Words, first: int, end: int, *, one: bool) -> str:
    """With "Các" in front; some nouns stand alone: "Chính quyền địa phương"."""
    written = words.written(first, end)
    for short, full in _SHORT.items():
        written = written.replace(short, full)
    if one or longest(NOUNS, words, first)[1] in SINGULAR:
        written = written.lower() if written.isupper() else written
        return written[0].upper() + written[1:]
    return spelt(f"Các {written.lower() if written.isupper() else written}")


# --- ministries ----------------------------------------------------------------------------------------


def _ministries(words: Words, at: int, start: int, *, plural: bool) -> list[Piece]:
    """Ministries, ministerial agencies and those under the Government, or their heads, as one group or two.

    They are two where the heads of the latter are named by themselves.
    """
    end = _first_ministries(words, start, plural=plural)
    ministerial = _member(words, after_joint(words, end), _MINISTERIAL) if end > start else start
    if end > start and ministerial == after_joint(words, end):
        return []
    if end == start:
        ministerial = start
    return _with_governmental(words, at, end, ministerial)


def _first_ministries(words: Words, start: int, *, plural: bool) -> int:
    """The end of "bộ", "Bộ trưởng", "Bộ trưởng các bộ"."""
    if (words.key(start), words.key(start + 1)) == _HEADS_OF_MINISTRIES:
        end = start + 2
        return end + 2 if (words.key(end), words.key(end + 1)) == ("các", "bộ") else end
    if words.key(start) == "bộ" and (plural or words.key(start + 1) == ","):
        return start + 1
    return start


def _member(words: Words, at: int, member: Trie) -> int:
    """The end of "(Thủ trưởng) (các) cơ quan ngang bộ" at `at`; `at` where it is not there."""
    start = at + 2 if (words.key(at), words.key(at + 1)) == ("thủ", "trưởng") else at
    start += words.key(start) == "các"
    end = longest(member, words, start)[0]
    return end if end > start else at


def _with_governmental(words: Words, at: int, end: int, ministerial: int) -> list[Piece]:
    if ministerial <= end:
        return []
    begin = after_joint(words, ministerial)
    stop = _member(words, begin, _GOVERNMENTAL)
    if begin in (stop, ministerial):
        return [Piece(at, ministerial, MINISTRIES)]
    if words.key(begin) == "thủ":
        return [Piece(at, ministerial, MINISTRIES), Piece(begin, stop, "Các cơ quan thuộc Chính phủ")]
    return [Piece(at, stop, f"{MINISTRIES}, cơ quan thuộc Chính phủ")]
