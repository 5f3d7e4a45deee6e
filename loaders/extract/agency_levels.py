"""What stands behind the name of a local body: "tỉnh", "thành phố Đông Hà", "các huyện, thị xã", "cấp xã"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.extract.agency_lexicon import (
    DETERMINERS,
    LEVELS,
    NAMES,
    ORDERS,
    PLACES,
    REGIONS,
    STOPS,
    Piece,
    after_joint,
    begins_agency,
)
from loaders.extract.agency_words import Words, longest
from ontology import authority

_COMMUNES = ("xã", "phường", "thị trấn", "đặc khu")
_PROVINCIAL = ("tỉnh", "thành phố")
_RANKS = {"tỉnh": "cấp tỉnh", "huyện": "các huyện, thị xã, thành phố", "xã": "cấp xã"}
_COMMANDS = ("Ban Chỉ huy", "Ban Chỉ đạo")  # those of several ranks are named as one
_REGION = ("khu", "vực")
_NUMERAL = frozenset("ivxlcdm")
_SUFFIXES = (
    ("trực", "thuộc", "trung", "ương"), ("trực", "thuộc", "tw"), ("thuộc", "tỉnh"), ("thuộc", "thành", "phố"),
    ("trên", "địa", "bàn", "tỉnh"), ("trên", "địa", "bàn", "thành", "phố"), ("trên", "địa", "bàn"),
    ("trong", "tỉnh"), ("có", "liên", "quan"), ("liên", "quan"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    first: int
    end: int
    name: str
    place: str | None


def with_levels(at: int, name: str, slots: list[Piece]) -> list[Piece]:
    """The body's name at each level, with its place where one is named."""
    if name.startswith(_COMMANDS) and all(slot.name.startswith("cấp ") for slot in slots):
        return [Piece(at, slots[-1].end, f"{name} {_list([slot.name for slot in slots])}")]
    pieces = [Piece(slot.first, slot.end, f"{name} {slot.name}", slot.place) for slot in slots]
    return [replace(pieces[0], first=at), *pieces[1:]]


def slots(words: Words, at: int, *, usual: bool = True) -> list[Piece]:
    """The levels that follow a body, each with its usual wording; none where no level follows.

    `usual`: "cấp huyện" is put as "các huyện, thị xã, thành phố".
    """
    if words.key(at) == "cấp":
        return _ranks(words, at, usual=usual)
    if (words.key(at), words.key(at + 1)) == ("các", "cấp"):
        return [Piece(at, at + 2, "các cấp")]
    start, determiner = longest(DETERMINERS, words, at)
    levels = _levels(words, start, plural=determiner is not None)
    if not levels:
        return []
    cut = next((i for i, level in enumerate(levels) if level.place and level.name != "đặc khu"), len(levels))
    if determiner is None and (cut < len(levels) or len(levels) == 1):
        return _named(at, levels)
    groups = _groups(words, at, levels[:cut], bare=determiner is None and not usual) if cut else []
    first = levels[cut].first if cut and cut < len(levels) else at
    return [*groups, *_named(first, [_provincial(level) for level in levels[cut:]])]


def _levels(words: Words, at: int, *, plural: bool) -> list[_Level]:
    """The levels and the places named with them, in order."""
    found: list[_Level] = []
    while True:
        after, level = longest(LEVELS, words, at)
        if level is None and not (plural and found and found[-1].place and _another_place(words, at)):
            return found
        if level is not None and longest(NAMES, words, at)[1] is not None:  # "Tỉnh đoàn", "Huyện ủy"
            return found
        name = level if level is not None else found[-1].name
        start = _introduced(words, after) if plural else after
        end, place = _place_name(words, start, known=name == "tỉnh")
        if start > after and place:  # "các tỉnh, thành phố: Hà Tĩnh, Huế" names each
            found = []
        elif found and not found[-1].place and place and name != "đặc khu" and len(found) == 1 and not plural:
            return found
        found.append(_Level(at, end if place else after, "thành phố" if name.startswith("tp") else name, place))
        at = after_joint(words, found[-1].end)
        if at == found[-1].end:
            return found
        at += words.key(at) == "các"


def _introduced(words: Words, at: int) -> int:
    """The word behind ":" or "trực thuộc Trung ương:"; `at` where no list is introduced."""
    colon = _suffix(words, at)
    return colon + 1 if words.key(colon) == ":" else at


def _another_place(words: Words, at: int) -> bool:
    return words.capital(at) and not begins_agency(words, at)


def _provincial(level: _Level) -> _Level:
    """ "các tỉnh, thành phố: Hà Tĩnh, Huế": of which kind each is, the registry knows."""
    units = authority.places(level.place) if level.place and level.name in _PROVINCIAL else ()
    return replace(level, name=units[-1].type) if units else level


def _named(at: int, levels: list[_Level]) -> list[Piece]:
    """ "thành phố Đông Hà, thị xã Quảng Trị": one piece each, up to the first without a place."""
    pieces: list[Piece] = []
    for level in levels:
        if level.place is None and pieces:
            break
        types = {unit.type for unit in authority.places(level.place)} if level.place else set()
        province = level.place if level.name in types else None
        label = f"{level.name} {level.place}" if level.place else level.name
        pieces.append(Piece(level.first, level.end, label, province))
    return [replace(pieces[0], first=at), *pieces[1:]] if pieces else []


def _groups(words: Words, at: int, levels: list[_Level], *, bare: bool) -> list[Piece]:
    """The groups of a list of levels, each in its usual wording; `bare`: communes without "các"."""
    names = [level.name for level in levels]
    cut = next((i for i, name in enumerate(names) if name in _COMMUNES), len(names))
    pieces = []
    if cut:
        last = levels[cut - 1].end
        end, region = longest(REGIONS, words, last)
        name = f"các {_list(names[:cut])} {region}"
        if region is None:
            name = _upper_group(names[:cut], of_the_state=words.key(last) == "trực")
        pieces.append(Piece(at, end, name))
    if cut < len(names):
        first = levels[cut].first if cut else at
        name = _commune_group(names[cut:], levels[-1].place)
        pieces.append(Piece(first, levels[-1].end, name.removeprefix("các ") if bare and not cut else name))
    return [*pieces[:-1], replace(pieces[-1], end=_suffix(words, pieces[-1].end))]


def _list(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _upper_group(names: list[str], *, of_the_state: bool) -> str:
    if "tỉnh" in names:
        return "các tỉnh, thành phố trực thuộc trung ương" if of_the_state else f"các {_list(names)}"
    if "quận" in names:
        return "các " + ", ".join(name for name in ("quận", "huyện", "thị xã", "thành phố") if name in names)
    return "các huyện, thị xã, thành phố"


def _commune_group(names: list[str], place: str | None) -> str:
    return f"các {_list(names)}" + (f" {place}" if place else "")


def _suffix(words: Words, at: int) -> int:
    """The end of "trực thuộc trung ương", "trên địa bàn tỉnh"."""
    for suffix in _SUFFIXES:
        if all(words.key(at + i) == word for i, word in enumerate(suffix)):
            return at + len(suffix)
    return at


def _ranks(words: Words, at: int, *, usual: bool) -> list[Piece]:
    """ "cấp huyện, cấp xã", "cấp huyện, xã"."""
    pieces: list[Piece] = []
    start = at
    while True:
        rank = start + 1 if words.key(start) == "cấp" else start
        if words.key(rank) not in _RANKS or (rank == start and not pieces):
            return pieces
        name = _RANKS[words.key(rank)] if usual else f"cấp {words.key(rank)}"
        pieces.append(Piece(start, rank + 1, name))
        start = after_joint(words, rank + 1)
        if start == rank + 1:
            return [*pieces[:-1], replace(pieces[-1], end=_suffix(words, rank + 1))]


def _place_name(words: Words, at: int, *, known: bool) -> tuple[int, str | None]:
    """A province of the registry; unless only such may follow, up to four capitalised words, or a figure."""
    stop, province = longest(PLACES, words, at)
    if province is not None and words.capital(at) and words.breaks(at) < 2:
        return stop, province
    if known:
        return at, None
    if words.figure(at) and not words.breaks(at) and len(words.key(at)) < 3:
        return at + 1, words.key(at)
    longest_name = at + (2 if words.upper(at) and len(words.key(at)) > 1 else 4)
    end = at
    while end < longest_name and _name_word(words, end, first=end == at):
        end += 1
    return (end, words.title(at, end)) if end > at else (at, None)


def _name_word(words: Words, at: int, *, first: bool) -> bool:
    return (
        words.capital(at)
        and words.key(at).isalpha()
        and not words.breaks(at)
        and not begins_agency(words, at)
        and (longest(STOPS, words, at)[1] is None or not (first or words.upper(at)))
        and longest(ORDERS, words, at)[1] is None
    )


def region(words: Words, at: int) -> int:
    """The end of "khu vực XIX", "Khu vực 9" behind the branch of a central agency; `at` where it is not there."""
    if (words.key(at), words.key(at + 1)) != _REGION:
        return at
    numeral = words.upper(at + 2) and set(words.key(at + 2)) <= _NUMERAL
    return at + 3 if numeral or (words.figure(at + 2) and len(words.key(at + 2)) < 3) else at


def provinces(words: Words, at: int) -> list[Piece]:
    """ "thành phố Hà Nội", "các tỉnh Nghệ An, Hà Tĩnh" at word `at`, each province by itself."""
    end = longest(DETERMINERS, words, at)[0]
    after, level = longest(LEVELS, words, end)
    while level in _PROVINCIAL:
        end = after_joint(words, after)
        further, level = longest(LEVELS, words, end)
        after = further if level in _PROVINCIAL else after
    end = _introduced(words, after)
    pieces: list[Piece] = []
    while after > at and words.capital(end) and (found := longest(PLACES, words, end))[1] is not None:
        pieces.append(Piece(end if pieces else at, found[0], authority.places(found[1])[-1].label, found[1]))
        end = after_joint(words, found[0])
    return pieces if len(pieces) > 1 else [replace(piece, name=words.title(at, piece.end)) for piece in pieces]
