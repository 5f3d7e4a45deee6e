"""How Vietnamese documents name agencies: registry names, levels and places, unlisted names, groups, lists.

Every function reads from word `at` on and gives the pieces found, or none; a piece is a stretch of words
with its canonical name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from loaders.extract.agency_words import Trie, Words, keyed, longest, phrase, trie
from loaders.extract.patterns import compiled
from ontology import authority
from ontology.authority import Body, Group, LocalBody

_LANGUAGE: dict[str, list[str]] = tomllib.loads(
    files("ontology").joinpath("data/agencies.toml").read_text("utf-8")
)["language"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` to `end` (not included) name the agency `name`; `open` where its level was not said."""

    first: int
    end: int
    name: str
    place: str | None = None
    open: bool = False


def _set(name: str) -> Trie:
    return trie((words, words) for words in _LANGUAGE[name])


def _registered() -> Trie:
    known = authority.registry()
    root: Trie = {}
    values: dict[str, list[Body | LocalBody]] = {}
    for body in (*known.bodies, *known.local_bodies):
        for name in (body.name, *body.aliases):
            values.setdefault(" ".join(phrase(name)), []).append(body)
    root.update(trie(values.items()))
    return root


_NAMES = _registered()
_GROUPS = trie((g.name, g) for g in authority.registry().groups)
_LEVELS, _DETERMINERS, _HEADS = _set("levels"), _set("determiners"), _set("heads")
_TITLES, _NOUNS, _ACTORS = _set("titles"), _set("nouns"), frozenset(_LANGUAGE["actors"])
_QUALIFIERS, _FIELDS, _STOPS, _NEVER = _set("qualifiers"), _set("fields"), _set("stops"), _set("never")
_PLACES = trie((p.name, p.name) for p in reversed(authority.registry().places))
_JOINTS = frozenset({",", "và", "/", "hoặc", "&"})
_SHARED_HEADS = ("sở", "bộ")
_LEVEL_NAMES = {"tp": "thành phố"}
_OWNERS = {"bộ": "Bộ", "sở": "Sở", "cục": "Cục", "tỉnh": "tỉnh"}



def _begin(words: list[str]) -> str:
    """A pattern for the first two words of a phrase."""
    gap = r"\s*" if len(words) > 1 and not (words[0].isalnum() and words[1].isalnum()) else r"\s+"
    return gap.join(word if word.isalnum() else "\\" + word for word in words[:2])


def _anchors() -> str:
    """The first words of everything that can begin a name."""
    known = authority.registry()
    names = [name for body in (*known.bodies, *known.local_bodies) for name in (body.name, *body.aliases)]
    groups = [f"{first} {noun}" for first in _LANGUAGE["determiners"] for noun in _LANGUAGE["nouns"]]
    single = [*_LANGUAGE["titles"], *_LANGUAGE["heads"], *_LANGUAGE["actors"], *(g.split()[0] for g in groups)]
    firsts = {_begin(phrase(name)) for name in (*names, *single)}
    return "|".join(sorted(firsts, key=lambda begin: (-len(begin), begin)))


ANCHORS = compiled(_anchors(), ignore_case=False)


def mention(words: Words, at: int, *, loose: bool = False) -> list[Piece]:
    """The agencies named by the words that begin at `at`; `loose` where only agencies are to be expected."""
    if longest(_NEVER, words, at)[1] is not None:
        return []
    pieces = _body(words, at, loose=loose)
    if pieces:
        return pieces
    behind = _titles(words, at)
    if behind == at:
        return []
    pieces = _body(words, behind, loose=True)
    return [replace(pieces[0], first=at), *pieces[1:]] if pieces else []


def _titles(words: Words, at: int) -> int:
    """The end of the heads' titles: "Giám đốc, Thủ trưởng"."""
    end, title = longest(_TITLES, words, at)
    while title is not None:
        joint = end + 1 if words.key(end) in (",", "và") else end
        further, title = longest(_TITLES, words, joint)
        end = further if title is not None else end
    return end


def _body(words: Words, at: int, *, loose: bool) -> list[Piece]:
    return (
        _headed_list(words, at)
        or _registered_at(words, at, loose=loose)
        or _unit_of_owner(words, at)
        or _unlisted(words, at)
        or _group(words, at, loose=loose)
    )


# --- names of the registry -----------------------------------------------------------------------------


def _registered_at(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """A registry name with its level and place; more than one where a list shares the head or the level."""
    end, bodies = longest(_NAMES, words, at)
    if not bodies:
        return []
    local = next((b for b in bodies if isinstance(b, LocalBody)), None)
    central = next((b for b in bodies if isinstance(b, Body)), None)
    if local is not None:
        pieces = _local(words, at, end, local)
        if pieces and not (pieces[0].open and central is not None):
            if pieces[0].open and local.common and not loose:
                return []
            return pieces
    if central is None:
        return []
    return [Piece(at, end, central.name), *_same_head(words, at, end)]


def _local(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    if not body.level:
        return _office_or_party(words, at, end, body)
    slots = _slots(words, end)
    if slots:
        return _with_levels(at, body.name, slots, body.place)
    borrowed = _borrowed(words, end)
    if borrowed:
        level = borrowed[0]
        own = Piece(at, end, f"{body.name} {level}")
        return [own, *mention(words, _after_joint(words, end))]
    return [Piece(at, end, body.name, open=True)]


def _office_or_party(words: Words, at: int, end: int, body: LocalBody) -> list[Piece]:
    """ "Sở Nội vụ (tỉnh Quảng Trị)", "Tỉnh ủy Quảng Trị"; then the others that share the head."""
    start = end + 1 if words.key(end) in ("tỉnh", "tp") else end
    start = end + 2 if (words.key(end), words.key(end + 1)) == ("thành", "phố") else start
    stop, place = longest(_PLACES, words, start)
    if place is None or (stop < start + 1) or not words.capital(start):
        stop, place = (start if start > end and body.kind == "department" else end), None
    name = f"{body.name} {place}" if place and body.place else body.name
    return [Piece(at, stop, name, place), *_same_head(words, at, stop)]


def _same_head(words: Words, at: int, end: int) -> list[Piece]:
    """ "Sở Tài chính, Nội vụ và Tư pháp": the names behind the first."""
    head = words.key(at)
    if head not in _SHARED_HEADS:
        return []
    pieces = []
    while (start := _after_joint(words, end)) > end and words.capital(start):
        stop, bodies = longest(_NAMES[head], words, start)
        if not bodies or words.key(start) in (head, "công") and words.key(start + 1) == "an":
            break
        pieces.append(Piece(start, stop, bodies[0].name))
        end = stop
    return pieces


def _headed_list(words: Words, at: int) -> list[Piece]:
    """ "các Sở: Nội vụ, Tài chính", "các Bộ Nội vụ, Tài chính"."""
    start, determiner = longest(_DETERMINERS, words, at)
    head = words.key(start)
    if determiner is None or head not in _SHARED_HEADS:
        return []
    first = start + 2 if words.key(start + 1) == ":" else start + 1
    stop, bodies = longest(_NAMES[head], words, first)
    if not bodies or not words.capital(first):
        return []
    own = Piece(at, stop, bodies[0].name)
    others = _same_head(words, start, stop)
    return [own, *others]


def _after_joint(words: Words, at: int) -> int:
    """The word behind ",", "và", ";" …, or `at` where there is none."""
    end = at
    while words.key(end) in _JOINTS or words.key(end) == ";":
        end += 1
    return end


def _borrowed(words: Words, end: int) -> list[str]:
    """The level that a later member of the list carries for all: "Cục Thuế, Cục Hải quan tỉnh"."""
    start = _after_joint(words, end)
    if start == end or words.key(end) == ";":
        return []
    stop, bodies = longest(_NAMES, words, start)
    local = next((b for b in bodies or () if isinstance(b, LocalBody) and b.level), None)
    if local is None:
        return []
    slots = _slots(words, stop)
    if slots:
        return [slots[0].name] if not slots[0].place else []
    return _borrowed(words, stop)


# --- levels and places -----------------------------------------------------------------------------------


def _with_levels(at: int, name: str, slots: list[Piece], keep: bool) -> list[Piece]:
    pieces = []
    for slot in slots:
        level = slot.name if keep or not slot.place else slot.name.removesuffix(f" {slot.place}")
        pieces.append(Piece(slot.first, slot.end, f"{name} {level}", slot.place))
    return [replace(pieces[0], first=at), *pieces[1:]]


def _slots(words: Words, at: int) -> list[Piece]:
    """What stands behind "UBND": "tỉnh", "thành phố Đông Hà, thị xã Quảng Trị", "các huyện, thị xã", "cấp xã"."""
    if words.key(at) == "cấp":
        return _ranks(words, at)
    if (words.key(at), words.key(at + 1)) == ("các", "cấp"):
        return [Piece(at, at + 2, "các cấp")]
    end, _ = longest(_DETERMINERS, words, at)
    plural = end > at
    levels: list[tuple[int, int, str, str | None]] = []
    stop = end
    while True:
        after, level = longest(_LEVELS, words, end)
        if level is None:
            break
        named, place = (after, None) if plural and level != "đặc khu" else _place_name(words, after)
        levels.append((end, named, _LEVEL_NAMES.get(level, level), place))
        stop = named
        end = _after_joint(words, stop)
        if end > stop and words.key(end) == "các":
            end += 1
        if end == stop or words.key(stop) == ";":
            break
    return _slot_pieces(words, at, stop, levels, plural)


def _slot_pieces(
    words: Words, at: int, stop: int, levels: list[tuple[int, int, str, str | None]], plural: bool
) -> list[Piece]:
    if not levels:
        return []
    if not plural and (len(levels) == 1 or levels[0][3]):
        pieces = []
        for first, end, level, place in levels:
            if place is None and pieces:
                break
            known = place if place and level in ("tỉnh", "thành phố") and authority.places(place) else None
            pieces.append(Piece(first, end, f"{level} {place}" if place else level, known))
        return [replace(pieces[0], first=at), *pieces[1:]]
    return _level_groups(words, at, stop, levels)


def _level_groups(
    words: Words, at: int, stop: int, levels: list[tuple[int, int, str, str | None]]
) -> list[Piece]:
    """The groups of a list of levels, each in its usual wording."""
    names = [level for _, _, level, _ in levels]
    communes = {"xã", "phường", "thị trấn", "đặc khu"}
    cut = next((i for i, name in enumerate(names) if name in communes), len(names))
    pieces = []
    if cut:
        pieces.append(Piece(at, levels[cut - 1][1], _upper_group(names[:cut])))
    if cut < len(names):
        place = levels[-1][3]
        first = levels[cut][0] if cut else at
        pieces.append(Piece(first, levels[-1][1], _commune_group(names[cut:], place)))
    return _central_suffix(words, pieces)


def _upper_group(names: list[str]) -> str:
    if "tỉnh" in names:
        return "các tỉnh, thành phố trực thuộc trung ương"
    if "quận" in names or names == ["thành phố"]:
        return "các " + ", ".join(names)
    return "các huyện, thị xã, thành phố"


def _commune_group(names: list[str], place: str | None) -> str:
    if "đặc khu" in names:
        return "các xã, phường, đặc khu" + (f" {place}" if place else "")
    if set(names) == {"xã", "phường"} or names == ["phường"]:
        return "các " + ", ".join(names)
    return "các xã, phường, thị trấn"


def _central_suffix(words: Words, pieces: list[Piece]) -> list[Piece]:
    """Takes "trực thuộc trung ương" and the like into the last piece."""
    last = pieces[-1]
    for suffix in (["trực", "thuộc", "trung", "ương"], ["thuộc", "tỉnh"], ["trên", "địa", "bàn", "tỉnh"]):
        if [words.key(last.end + i) for i in range(len(suffix))] == suffix:
            return [*pieces[:-1], replace(last, end=last.end + len(suffix))]
    return pieces


def _ranks(words: Words, at: int) -> list[Piece]:
    """ "cấp huyện, cấp xã", "cấp huyện, xã"."""
    groups = {
        "tỉnh": "cấp tỉnh",
        "huyện": "các huyện, thị xã, thành phố",
        "xã": "các xã, phường, thị trấn",
    }
    pieces: list[Piece] = []
    start = at
    while True:
        rank = start + 1 if words.key(start) == "cấp" else start
        if words.key(rank) not in groups or (rank == start and not pieces):
            break
        pieces.append(Piece(start, rank + 1, groups[words.key(rank)]))
        start = _after_joint(words, rank + 1)
        if start == rank + 1 or words.key(rank + 1) == ";":
            break
    return pieces


def _place_name(words: Words, at: int) -> tuple[int, str | None]:
    """A province of the registry, or up to four capitalised words on the same line, or a figure."""
    stop, known = longest(_PLACES, words, at)
    if known is not None and words.capital(at):
        return stop, known
    if words.figure(at) and not words.breaks(at) and len(words.key(at)) < 3:
        return at + 1, words.key(at)
    end = at
    while end < at + 4 and _name_word(words, end):
        end += 1
    return (end, words.written(at, end)) if end > at else (at, None)


def _name_word(words: Words, at: int) -> bool:
    key = words.key(at)
    return words.capital(at) and key.isalpha() and not words.breaks(at) and "ubnd" != key and "hđnd" != key


# --- names that no registry holds -------------------------------------------------------------------------


def _unit_of_owner(words: Words, at: int) -> list[Piece]:
    """ "Văn phòng Sở", "Thanh tra Bộ", "Văn phòng bộ"."""
    for head in (["văn", "phòng"], ["thanh", "tra"], ["công", "đoàn"], ["đảng", "ủy"]):
        owner = words.key(at + 2)
        if [words.key(at), words.key(at + 1)] == head and owner in _OWNERS and words.capital(at):
            return [Piece(at, at + 3, f"{words.written(at, at + 2)} {_OWNERS[owner]}")]
    return []


def _unlisted(words: Words, at: int) -> list[Piece]:
    """A head such as "Chi cục", "Trung tâm" with the capitalised or coordinated words that follow."""
    end, head = longest(_HEADS, words, at)
    if head is None or not words.capital(at) or not words.capital(end) or words.breaks(end) > 1:
        return []
    stop = _extent(words, end)
    slots = _slots(words, stop) if stop > end else []
    name = words.written(at, stop)
    name = name[0].upper() + name[1:]
    if not slots:
        return [Piece(at, stop, name)] if stop > end else []
    return _with_levels(at, name, slots, keep=False)


def _extent(words: Words, at: int) -> int:
    """Where the words of a name end."""
    end = at
    while True:
        step = _name_step(words, at, end)
        if step == end:
            return end
        end = step


def _name_step(words: Words, at: int, end: int) -> int:
    """The end of the next part of a name: a word, "- Tổ chức", ", Thương mại và"."""
    key = words.key(end)
    if not key or words.breaks(end) > 1 or (words.breaks(end) and words.capital(end)):
        return end
    if key in ("và", "-", "&") or (key == "," and _coordinated(words, end)):
        nested = longest(_NAMES, words, end + 1)[1] or longest(_HEADS, words, end + 1)[1]
        return end + 2 if words.capital(end + 1) and not nested else end
    if not key.isalnum() or longest(_LEVELS, words, end)[1] or longest(_NEVER, words, end)[1]:
        return end
    if words.capital(end):
        return end + 1
    stop, field = longest(_FIELDS, words, end)
    if field is not None:
        return stop
    lone = end > at and words.capital(end - 1) and longest(_STOPS, words, end)[1] is None
    return end + 1 if lone and not words.figure(end) else end


def _coordinated(words: Words, at: int) -> bool:
    """Whether ", B và C" follows: a capital behind the comma, and "và" with a capital soon behind it."""
    if not words.capital(at + 1):
        return False
    for index in range(at + 2, at + 8):
        if words.key(index) in (";", ".", "") or longest(_HEADS, words, index)[1] and words.capital(index):
            return False
        if words.key(index) == "và":
            return words.capital(index + 1) and not longest(_NAMES, words, index + 1)[1]
    return False


# --- groups ---------------------------------------------------------------------------------------------------


def _group(words: Words, at: int, *, loose: bool) -> list[Piece]:
    """ "các cơ quan, đơn vị có liên quan": nouns, then what they have in common."""
    start, determiner = longest(_DETERMINERS, words, at)
    ends, nouns = _noun_list(words, start)
    if not nouns or not (loose or any(noun in _ACTORS for noun in nouns)):
        return []
    if determiner is None and not (len(nouns) > 1 or loose):
        return []
    departments = nouns[0] == "sở" and ("ngành" in nouns[1:3] or nouns == ["sở"])
    if departments:
        return _department_group(words, at, start, ends, nouns)
    if nouns[0] == "bộ" and len(nouns) > 1:
        return [Piece(at, ends[-1], _upper(words.written(start, ends[-1])))]
    stop, _ = _qualifier(words, ends[-1])
    return [Piece(at, stop, _plural(words.written(start, stop)))]


def _noun_list(words: Words, at: int) -> tuple[list[int], list[str]]:
    """The nouns of a group and where each ends."""
    ends: list[int] = []
    nouns: list[str] = []
    start = at
    while True:
        end, noun = longest(_NOUNS, words, start)
        if noun is None or words.key(end) == "trưởng" or (ends and longest(_NAMES, words, start)[0] > end):
            return ends, nouns
        ends.append(end)
        nouns.append(noun)
        start = _after_joint(words, end)
        if words.key(end) == ";" or (start == end and noun not in ("sở", "bộ", "ban")):
            return ends, nouns
        if words.key(start) == "các" and noun not in ("sở", "bộ"):
            start += 1


def _department_group(words: Words, at: int, start: int, ends: list[int], nouns: list[str]) -> list[Piece]:
    """ "các sở, ban, ngành, địa phương": the departments, then the others as groups of their own."""
    count = max((i + 1 for i, noun in enumerate(nouns) if noun in ("sở", "ban", "ngành")), default=1)
    if count == len(nouns):
        stop, qualifier = _qualifier(words, ends[-1])
        related = qualifier is not None and "liên quan" in qualifier
        name = _plural(words.written(start, stop)) if related else "Các sở, ban, ngành cấp tỉnh"
        return [Piece(at, stop, name)]
    first = Piece(at, ends[count - 1], "Các sở, ban, ngành cấp tỉnh")
    begin = _after_joint(words, ends[count - 1])
    stop, _ = _qualifier(words, ends[-1])
    begin += words.key(begin) == "các"
    return [first, Piece(begin, stop, _plural(words.written(begin, stop)))]


def _qualifier(words: Words, at: int) -> tuple[int, str | None]:
    """ "có liên quan", "trực thuộc Sở", "trên địa bàn tỉnh"."""
    end, qualifier = longest(_QUALIFIERS, words, at)
    if qualifier is None and words.key(at) == "thuộc":
        end, qualifier = at + 1, "thuộc"
    if qualifier in ("trực thuộc", "thuộc"):
        owner = mention(words, end)
        if owner:
            return owner[0].end, qualifier
        if words.key(end) in ("sở", "bộ", "tỉnh", "huyện", "xã", "cục"):
            return end + 1, qualifier
        return (end, qualifier) if qualifier == "trực thuộc" else (at, None)
    return end, qualifier


def _plural(written: str) -> str:
    """With "Các" in front, the rest in small letters where it begins."""
    rest = written[0].lower() + written[1:]
    return f"Các {rest}"


def _upper(written: str) -> str:
    named = longest(_GROUPS, Words(f"các {written}", keyed(f"các {written}"), 0), 0)[1]
    return named.name if isinstance(named, Group) else _plural(written)


# --- lists ------------------------------------------------------------------------------------------------------


def listed_pieces(words: Words) -> Iterator[Piece]:
    """The items of a list; what is no known name is kept as it is written."""
    at = 0
    while words.key(at):
        if words.key(at) == "(":
            at = _closing(words, at)
            continue
        if not words.key(at)[0].isalnum() or words.key(at) == "và":
            at += 1
            continue
        pieces = mention(words, at, loose=True)
        end = pieces[-1].end if pieces else at
        stop = _item_end(words, end)
        yield from _item(words, at, stop, pieces)
        at = max(stop, end, at + 1)


def _closing(words: Words, at: int) -> int:
    """The word behind the closing bracket."""
    while words.key(at) not in (")", ""):
        at += 1
    return at + 1


def _item(words: Words, at: int, stop: int, pieces: list[Piece]) -> list[Piece]:
    if not pieces:
        written = words.written(at, stop)
        return [Piece(at, stop, written[0].upper() + written[1:])]
    last = pieces[-1]
    if last.name.startswith("Các ") and stop > last.end and words.key(last.end) != "(":
        return [*pieces[:-1], replace(last, end=stop, name=f"{last.name} {words.written(last.end, stop)}")]
    return pieces


def _item_end(words: Words, at: int) -> int:
    """The next separator: ";", a bullet, or a comma or "và" before another agency."""
    index = at
    while (key := words.key(index)):
        if key in (";", "(") or (key == "." and index > at):
            return index
        if key in (",", "và") and (index == at or words.capital(index + 1) or mention(words, index + 1, loose=True)):
            return index
        if key in ("-", "+") and words.breaks(index):
            return index
        index += 1
    return index
