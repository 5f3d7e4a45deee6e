"""Quantified aims: "ít nhất 80% TTHC được tích hợp", "từ 99% trở lên", "thuộc nhóm 20 tỉnh đứng đầu".

A quantity is an aim where its heading says so (mục tiêu, chỉ tiêu), where its clause strives (phấn đấu,
bảo đảm mục tiêu), or where an order has it as its object. Norms and past results are none.
"""

from __future__ import annotations

import itertools
import sys
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from loaders.extract.index_names import named
from loaders.extract.patterns import compiled
from loaders.extract.quantities import Quantity, any_of, has_quantity, quantities
from loaders.extract.sentences import sentences
from loaders.outline import Block, Outline, Part
from ontology.model import Metadata, Target

Span = tuple[int, int]


class Place(Enum):
    """What the part of a document makes of a quantity."""

    AIMS = "aims"
    DEMANDS = "demands"
    ORDERS = "orders"
    NORMS = "norms"
    RESULTS = "results"


_YEAR = compiled(r"(?:đến|trong|hết|cuối|trước)?\s*(?:hết|cuối)?\s*năm\s*(20\d\d)")
_SPAN = compiled(r"giai\s+đoạn\s+20\d\d\s*[-–]\s*(20\d\d)")
_AHEAD = compiled(r"(?:tầm\s+nhìn|định\s+hướng)[^,;.]*")
_DOCUMENT_DAY = compiled(r"(?:/\S+|số\s+\S+),?\s+ngày\s+\d{1,2}\s*(?:/|tháng)\s*\d{1,2}\s*(?:/|năm)\s*\d{4}")
_STRIVING = compiled(r"phấn\s+đấu")
_ITEM = compiled(r"^(?:tỷ|tỉ|số|tổng|mức|giảm|tăng|nâng|trên|dưới|ít|tối|có|\d)")
_REACHED = compiled(r"(?:đạt|lên|xuống|còn)(?:\s+\p{L}+){0,2}\s*$")
_NEXT = compiled(r"^\s*(?:và|,)\s")
_CONDITION = compiled(r"^(?:đối\s+với|trường\s+hợp|nếu|khi)\s")
_MAY = compiled(r"\s(?:có\s+thể|thì)\s")
_SURE = (">=", "top")
_REACH = 4000  # characters of an endless sentence that are read for each quantity
_QUOTED = compiled(r"[“\"][^”\"]*$")
_NORMATIVE = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Hiến pháp"})


def read(outline: Outline, metadata: Metadata) -> tuple[Target, ...]:
    """The aims of the body and the appendices, in order; one for each index that a clause names."""
    found: list[Target] = []
    under: dict[tuple[int | None, Part], tuple[Place, int | None]] = {}
    for i, block in enumerate(outline.blocks):
        if block.part in (Part.BODY, Part.APPENDIX, Part.BASIS) and has_quantity(outline.words(block)):
            where = block.parent, block.part
            if where not in under:
                under[where] = _place(outline, i, metadata), _heading_year(outline, i, metadata)
            found += _block_targets(outline, block, *under[where])
    return tuple(found)


def _place(outline: Outline, i: int, metadata: Metadata) -> Place:
    """What the headings above a block make of its quantities, the same for all that stand beside it."""
    kind = metadata.type.value if metadata.type else ""
    number = metadata.number.value if metadata.number else ""
    if kind in _NORMATIVE or number.count("/") == 2:
        return Place.NORMS
    headings = [outline.words(outline.blocks[k])[:120] for k in outline.ancestors(i)]
    if any(any_of("places", "aims").search(h) and len(h) < 110 for h in headings):
        return Place.AIMS
    if any(any_of("places", "results").search(h) and len(h) < 110 for h in headings):
        return Place.RESULTS
    if outline.blocks[i].part is Part.BASIS:
        return Place.NORMS
    if any(any_of("places", "demands").search(h) and len(h) < 60 for h in headings):
        return Place.DEMANDS
    return Place.ORDERS


def _heading_year(outline: Outline, i: int, metadata: Metadata) -> int | None:
    """The year of the nearest heading that has one, else the year in the title of a yearly plan."""
    for k in outline.ancestors(i):
        year = _year_of(outline.words(outline.blocks[k])[:160])
        if year:
            return year
    title = _DOCUMENT_DAY.sub("", _AHEAD.sub("", metadata.title.value)) if metadata.title else ""
    spans, years = _SPAN.findall(title), set(_YEAR.findall(title))
    return int(spans[0]) if spans else int(years.pop()) if len(years) == 1 else None


def _year_of(words: str) -> int | None:
    """The year that an aim is set for: a year named, else the end of a span of years."""
    words = _DOCUMENT_DAY.sub("", words)
    match = _YEAR.search(words) or _SPAN.search(words)
    return int(match.group(1)) if match else None


def _block_targets(outline: Outline, block: Block, place: Place, year: int | None) -> Iterator[Target]:
    chars = outline.text.chars
    for begin, end in sentences(chars, block.content, block.end):
        sentence = chars[begin:end]
        for span, quantity in _clauses(sentence, place):
            clause = sentence[slice(*span)]
            if _is_aim(sentence, span, quantity, place):
                yield from _made(outline, (begin + span[0], begin + span[1]), clause, quantity, place, year, sentence)


def _made(
    outline: Outline, span: Span, clause: str, quantity: Quantity, place: Place, year: int | None, sentence: str
) -> Iterator[Target]:
    start, end = outline.text.source_span(*span)
    own = _year_of(clause) or _sentence_year(sentence)
    for index in dict.fromkeys(n.index for n in named(clause)) or [None]:
        yield Target(
            text=" ".join(clause.split()),
            start=start,
            end=end,
            index=index,
            comparator=quantity.comparator,
            value=quantity.value,
            unit=quantity.unit,
            year=own or year,
            rule=f"target-{place.value}",
            confidence=_confidence(quantity, place),
        )


@lru_cache(maxsize=16)
def _sentence_year(sentence: str) -> int | None:
    """The year that a sentence with many aims says once."""
    return _year_of(sentence)


@lru_cache(maxsize=16)
def _strives_from(sentence: str) -> int:
    """Where a sentence begins to strive; behind its end where it does not."""
    match = _STRIVING.search(sentence)
    return match.start() if match else len(sentence)


def _confidence(quantity: Quantity, place: Place) -> float:
    if place is Place.AIMS:
        return 0.9 if quantity.unit == "%" or quantity.comparator in _SURE else 0.8
    return 0.75 if place is Place.DEMANDS else 0.7


def _is_aim(sentence: str, span: Span, quantity: Quantity, place: Place) -> bool:
    clause = sentence[slice(*span)]
    if place is Place.RESULTS or _is_no_aim(sentence, span, quantity):
        return False
    if _strives(sentence, span, clause, place):
        return True
    if place is Place.AIMS:
        return True
    if place is Place.NORMS or any_of("words", "norm").search(clause) or _quoted(sentence, quantity.start):
        return False
    if any_of("words", "result").search(sentence[quantity.end : quantity.end + _REACH]):
        return False
    if place is Place.DEMANDS and quantity.start == span[0]:
        return True
    share_or_least = quantity.unit == "%" or quantity.comparator in _SURE
    return share_or_least and any_of("words", "directive").search(clause[: quantity.start - span[0]]) is not None


def _is_no_aim(sentence: str, span: Span, quantity: Quantity) -> bool:
    """Whether the words tell what was reached, what holds or what is only a condition, wherever they stand."""
    before, clause = sentence[span[0] : quantity.start], sentence[slice(*span)]
    if any_of("words", "past").search(before) or any_of("words", "never").search(clause):
        return True
    if before.rstrip().casefold().endswith((" là", " khoảng là", "là khoảng")):
        return True
    return _CONDITION.search(clause) is not None and _MAY.search(sentence[quantity.end : span[1]]) is not None


def _strives(sentence: str, span: Span, clause: str, place: Place) -> bool:
    """Whether the clause strives, or goes on in the list of a clause that does."""
    if place is Place.NORMS:
        return _STRIVING.search(clause) is not None
    if any_of("words", "aim").search(clause) or sentence[:20].casefold().startswith("phấn đấu"):
        return True
    return _strives_from(sentence) < span[0] and _ITEM.search(clause) is not None


def _quoted(sentence: str, at: int) -> bool:
    """Whether a quotation is open there."""
    return _QUOTED.search(sentence[max(0, at - _REACH) : at]) is not None


_PIECE = compiled(r",\s+")
_PURPOSE = compiled(r"\s+(?:để|nhằm|đã được)\s")
_REACHING = compiled(r"(?:hoàn\s+thành|đạt|bảo\s+đảm|đảm\s+bảo)(?:\s+(?:được|các))?\s+(?:mục|chỉ)\s+tiêu")
_HARD = compiled(r"[;:]\s*")


def _clauses(sentence: str, place: Place) -> Iterator[tuple[Span, Quantity]]:
    """The clause of each quantity: between semicolons, and cut at the last comma before the next quantity."""
    aims = place is Place.AIMS or _strives_from(sentence) < len(sentence) or _REACHING.search(sentence) is not None
    found = quantities(sentence, aims=aims)
    cuts = [_cut(sentence, a, b) for a, b in itertools.pairwise(found)]
    hard = [m.end() for m in _HARD.finditer(sentence)]
    for quantity in found:
        begin = max(_last(hard, quantity.start), _last(cuts, quantity.start))
        end = min(_next(hard, quantity.end), _next(cuts, quantity.end), len(sentence))
        span = _bare(sentence, begin, end)
        yield (span if place is Place.AIMS else _order(sentence, span, quantity)), quantity


def _last(places: list[int], at: int) -> int:
    """The last of the places up to a character."""
    found = bisect_right(places, at)
    return places[found - 1] if found else 0


def _next(places: list[int], at: int) -> int:
    """The first of the places behind a character."""
    found = bisect_right(places, at)
    return places[found] if found < len(places) else sys.maxsize


def _order(sentence: str, span: Span, quantity: Quantity) -> Span:
    """In an order the aim begins at the verb that strives or demands, and ends where its purpose is told."""
    begin, end = span
    for match in _PIECE.finditer(sentence[span[0] : quantity.start]):
        at = span[0] + match.end()
        opening = sentence[at : at + 20]
        if any(m.start() == 0 for key in ("aim", "directive") for m in any_of("words", key).finditer(opening)):
            begin = at
    if _REACHED.search(sentence[begin : quantity.start]) and _NEXT.search(sentence[quantity.end : end]):
        return begin, quantity.end
    purpose = _PURPOSE.search(sentence[quantity.end : end])
    return begin, quantity.end + purpose.start() if purpose else end


def _cut(sentence: str, a: Quantity, b: Quantity) -> int:
    """Where the clause of b begins: after the last semicolon or comma between the two, else at b."""
    between = sentence[a.end : b.start]
    if between.rstrip().endswith(" và"):
        return b.start
    for sign in (";", ",", " và ", ":"):
        at = between.rfind(sign)
        if at >= 0:
            return a.end + at + len(sign)
    return b.start


def _bare(sentence: str, begin: int, end: int) -> Span:
    """The clause without white space, stops, and the words that only tie it to the clause before."""
    while begin < end and sentence[begin] in " ,;:.":
        begin += 1
    end = begin + len(_LOOSE_END.sub("", sentence[begin:end]))
    tie = _TIE.search(sentence[begin:end])
    return begin + (tie.end() if tie else 0), end


_LOOSE_END = compiled(r"(?:[\s,;:.]|\svà)+$")
_TIE = compiled(r"^(?:trong đó,?\s+|và\s+|phấn đấu\s+có\s+)")
