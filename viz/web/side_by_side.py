"""Two sides of a contradiction beside each other: what differs, and where a sentence says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from queries.results import Quotation

_TOKEN = re.compile(r"\w+|\W")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LONGEST = 420  # letters of a sentence; of a longer one the part around what it says is shown


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters; `marked`: they are what the contradiction is about."""

    text: str
    marked: bool = False


def compared(one: str, other: str, *, same: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, marked what the other does not have, or what it has too (`same`), capitals or not."""
    first, second = _TOKEN.findall(one), _TOKEN.findall(other)
    steps = SequenceMatcher(
        None, [each.casefold() for each in first], [each.casefold() for each in second], autojunk=False
    ).get_opcodes()
    return (
        list(_joined((first[a:b], (step == "equal") is same) for step, a, b, _, _ in steps)),
        list(_joined((second[a:b], (step == "equal") is same) for step, _, _, a, b in steps)),
    )


def _joined(runs: Iterator[tuple[list[str], bool]]) -> Iterator[Piece]:
    return (Piece("".join(words), marked) for words, marked in runs if words)


def in_sentence(sentence: str, says: str) -> list[Piece]:
    """A sentence on one line in pieces, what it says marked: a date or number, however it is written there."""
    line = " ".join(sentence.split())
    places = [match.span() for match in _wording(says).finditer(line)] if says.strip() else []
    first, last = _shown(line, places[0][0] if places else 0)
    pieces, at = [Piece("… ")] if first else [], first
    for start, end in places:
        if first <= start and end <= last:
            pieces += [Piece(line[at:start]), Piece(line[start:end], marked=True)]
            at = end
    return [each for each in (*pieces, Piece(line[at:last] + (" …" if last < len(line) else ""))) if each.text]


def saying(quotations: Iterable[Quotation], says: str) -> list[Quotation]:
    """The quotations, each sentence once, those first in which what is said stands in so many words."""
    wording = _wording(says)
    once = {" ".join(each.sentence.split()): each for each in reversed(list(quotations))}
    return sorted(once.values(), key=lambda each: (not wording.search(" ".join(each.sentence.split())), each))


def _wording(says: str) -> re.Pattern[str]:
    """What finds a date ("2022-06-23": 23/6/2022, 23 tháng 6 năm 2022) or any other words."""
    date = _DAY.fullmatch(says)
    if date is None:
        return re.compile(r"\s+".join(map(re.escape, says.split())), re.IGNORECASE)
    year, month, day = date[1], int(date[2]), int(date[3])
    return re.compile(rf"\b0?{day}\s*(?:[/.-]|tháng)\s*0?{month}\s*(?:[/.-]|năm)\s*{year}\b", re.IGNORECASE)


def _shown(line: str, around: int) -> tuple[int, int]:
    """The first and last letter of what is shown of a line, cut between words."""
    if len(line) <= _LONGEST:
        return 0, len(line)
    first = max(0, min(around - _LONGEST // 3, len(line) - _LONGEST))
    first = line.find(" ", first) + 1 if first else 0
    last = first + _LONGEST
    return first, line.rfind(" ", first, last) if last < len(line) else len(line)
