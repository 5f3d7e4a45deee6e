"""Mentions of agencies and lists of them: heads who stand for their agency, single agencies, groups, items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.extract.agency_groups import group
from loaders.extract.agency_lexicon import DETERMINERS, HEADS, HONORIFICS, SHARED_HEADS, TITLES, Piece
from loaders.extract.agency_names import registered, single
from loaders.extract.agency_words import Words, longest
from loaders.syllables import is_syllable
from ontology.agency_spelling import spelt
from ontology.bodies import language

_FAMILIES = frozenset(language()["families"])


def mention(words: Words, at: int, *, loose: bool = False) -> list[Piece]:
    """The agencies named by the words that begin at `at`; `loose` where only agencies are to be expected."""
    addressed = _addressed(words, at)
    if addressed > at and longest(TITLES, words, addressed)[1] is not None:
        pieces = mention(words, addressed, loose=loose)
        return _from(at, pieces) if pieces else []
    start = longest(DETERMINERS, words, at)[0]
    named = single(words, at, loose=loose)
    if named:
        return _with_owner(words, named)
    pieces = _of_a_kind(words, at, start) or group(words, at, loose=loose)
    if pieces:
        return pieces
    behind = _titles(words, start)
    if behind == start:
        return []
    behind += words.key(behind) == ":"
    pieces = single(words, behind, loose=True) or group(words, behind, loose=True, heads=True)
    if not pieces:
        further = longest(DETERMINERS, words, behind)[0]
        pieces = single(words, further, loose=True) if further > behind else []
    if not pieces:
        return []
    last = pieces[-1]
    return _from(at, [*pieces[:-1], replace(last, end=person(words, last.end))])


def _with_owner(words: Words, pieces: list[Piece]) -> list[Piece]:
    """ "Trung tâm Khuyến nông thuộc Sở Nông nghiệp và Môi trường": one agency, told by the one above it."""
    last = pieces[-1]
    start = last.end + (words.key(last.end) == "trực")
    owner = registered(words, start + 1) if words.key(start) == "thuộc" else []
    return [*pieces[:-1], replace(last, end=owner[0].end)] if owner else pieces


def _from(at: int, pieces: list[Piece]) -> list[Piece]:
    """The pieces with the words before them; those that share their words share these too."""
    first = pieces[0].first
    return [replace(piece, first=at) if piece.first == first else piece for piece in pieces]


def _of_a_kind(words: Words, at: int, start: int) -> list[Piece]:
    """ "các Trung tâm Y tế", "các Chi cục Thuế": all that bear one name."""
    head = longest(HEADS, words, start)[1]
    if start == at or head is None or head in SHARED_HEADS or not words.capital(start):
        return []
    named = single(words, start, loose=False)
    if len(named) != 1 or named[0].place:
        return []
    return [Piece(at, named[0].end, spelt(f"Các {words.written(start, named[0].end)}"), group=True)]


def person(words: Words, at: int) -> int:
    """The end of the name of the person in office: "Bộ trưởng Bộ Y tế" + "Nguyễn Văn An"; `at` where none is named."""
    end = at
    while end < at + 5 and words.capital(end) and not words.breaks(end) and is_syllable(words.key(end)):
        end += 1
    loud = words.upper(at) and len(words.key(at)) > 1
    named = 2 <= end - at <= 4 and not loud and words.key(at) in _FAMILIES
    return end if named else at


def _addressed(words: Words, at: int) -> int:
    """The end of "Các đồng chí", "các ông, bà:" before the titles of heads."""
    end = longest(HONORIFICS, words, at)[0]
    if end == at:
        return at
    named = person(words, end)
    return named + 1 if words.key(named) in ((":",) if named == end else (",", "-", "–")) else end


def _titles(words: Words, at: int) -> int:
    """The end of the heads' titles: "Giám đốc, Thủ trưởng"."""
    end, title = longest(TITLES, words, at)
    while title is not None:
        joint = end + 1 if words.key(end) in (",", "và") else end
        further, title = longest(TITLES, words, joint)
        end = further if title is not None else end
    return end


def named_pieces(words: Words) -> list[Piece]:
    """The first agency among the words, with those that follow it in a list."""
    at = 0
    while words.key(at) and not _issues(found := mention(words, at, loose=words.capital(at))):
        at += 1
    pieces = found if words.key(at) else []
    while pieces and (start := _after_sign(words, pieces[-1].end)) > pieces[-1].end:
        further = mention(words, start, loose=True)
        if not further:
            break
        pieces = [*pieces, *further]
    return pieces


def _issues(pieces: list[Piece]) -> bool:
    """Whether an agency is named, and not only a word for one: "Hội"."""
    return bool(pieces) and not (pieces[0].group and " " not in pieces[0].name)


def _after_sign(words: Words, at: int) -> int:
    while words.key(at) in (",", "-", "và", "&", "/"):
        at += 1
    return at


def listed_pieces(words: Words) -> Iterator[Piece]:
    """The items of a list; what is no known name is kept as it is written."""
    at = 0
    while words.key(at):
        if words.key(at) == "(":
            at = _closing(words, at)
        elif not words.key(at)[0].isalnum() or words.key(at) in ("và", "hoặc") or _number(words, at):
            at += 1
        else:
            pieces = [_as_listed(words, piece) for piece in mention(words, at, loose=True)]
            end = pieces[-1].end if pieces else at
            stop = _item_end(words, end)
            yield from _item(words, at, stop, pieces)
            at = max(stop, end, at + 1)


def _as_listed(words: Words, piece: Piece) -> Piece:
    """A group without "các", and no "các" before it in the list, stands as written: "Sở X và cơ quan liên quan"."""
    first, bare = piece.first, piece.name.removeprefix("Các ")
    added = piece.group and bare != piece.name and bare.startswith(f"{words.key(first)} ")
    if not added or words.upper(first) or "các" in words.keys[:first]:
        return piece
    return replace(piece, name=bare[:1].upper() + bare[1:])


def _number(words: Words, at: int) -> bool:
    """The "8." or "a)" before an item."""
    short = words.figure(at) or len(words.key(at)) == 1
    return short and words.key(at + 1) in (".", ")", "/") and words.capital(at + 2)


def _closing(words: Words, at: int) -> int:
    """The word behind the closing bracket."""
    while words.key(at) not in (")", ""):
        at += 1
    return at + 1


def _item(words: Words, at: int, stop: int, pieces: list[Piece]) -> list[Piece]:
    """A group's name goes on to the end of the item: "Các đơn vị" + "thực hiện sắp xếp"."""
    if not pieces:
        return [Piece(at, stop, spelt(words.title(at, stop)))]
    last = pieces[-1]
    if stop == last.end or not last.group:
        return pieces
    return [*pieces[:-1], replace(last, end=stop, name=spelt(f"{last.name} {words.written(last.end, stop)}"))]


def _next_item(words: Words, at: int) -> bool:
    """Whether an item of its own begins: an agency, or what is written like one; not "NTTS" in "giống, NTTS …"."""
    short = words.upper(at) and words.key(at).isalpha() and not words.upper(at + 1) and words.key(at + 1).isalpha()
    return bool(mention(words, at, loose=True)) or (words.capital(at) and not short)


def _item_end(words: Words, at: int) -> int:
    """The next separator: ";", a bullet, or a comma or "và" before another agency."""
    index = at
    while key := words.key(index):
        if key in (";", "(", ".") or (key in ("-", "+") and words.breaks(index)):
            return index
        if key in (",", "và", "/", "hoặc") and _next_item(words, index + 1):
            return index
        if index == at and words.capital(index) and mention(words, index):
            return index
        index += 1
    return index
