"""Stretches of time in a question: "quý I/2023", "tháng 10 năm 2023", "trước 30/11/2023", "năm 2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import UsageError
from queries.periods import period
from queries.understanding.words import Slot, Token

_LONGEST = 12  # words
_BEFORE = r"(?:truoc het|truoc|before|until|by)"
_UNTIL = r"(?:cham nhat|muon nhat|den het|cho den|den|toi|het)"
_SINCE = r"(?:ke tu|tu|since|from)"
_AFTER = r"(?:sau|after)"
_INTRODUCED = r"(?:vao|trong|la|ngay)* ?"
_LEAD = re.compile(
    rf"(?:(?P<before>{_BEFORE})|(?P<until>{_UNTIL})|(?P<since>{_SINCE})|(?P<after>{_AFTER})) {_INTRODUCED}"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY = re.compile(
    r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
    r"|(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
)
_QUARTER = re.compile(r"(?:quy|quarter|q) ?(iv|i{1,3}|[1-4])(?: nam | cua nam |[ /-]+)(\d{4})|(\d{4})[-/]?q([1-4])")
_MONTH = re.compile(r"(?:thang )?(\d{1,2})[/-](\d{4})|thang (\d{1,2}) (?:nam )?(\d{4})|(?P<iso>\d{4}-\d{2})")
_YEAR = re.compile(r"(?:ca |trong )?nam (\d{4})|(?:in|year|of) (\d{4})")
_RANGE = re.compile(r"(?:tu|from) (?P<first>.+?) (?:den|toi|to|until) (?P<last>.+)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A day, month, quarter or year as `queries.periods` writes it."""

    written: str


def time_at(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    """The stretch of time that begins with the first word, and where it ends; the longest there is."""
    for stop in range(min(len(tokens), _LONGEST), 0, -1):
        words = " ".join(token.word.bare for token in tokens[:stop])
        written = _written(words)
        if written is not None:
            said = " ".join(token.text for token in tokens[:stop])
            return stop, Slot("period", (written,), said)
    return None


def _written(words: str) -> str | None:
    """The time as a period is typed, days that the calendar does not know left out."""
    if both := _RANGE.fullmatch(words):
        first, last = _stretch(both["first"]), _stretch(both["last"])
        return f"{first.written}..{last.written}" if first and last and _real(first.written, last.written) else None
    lead = _LEAD.match(words)
    rest = words[lead.end() :] if lead else words
    stretch = Stretch(rest) if lead and rest.isdigit() and len(rest) == 4 else _stretch(rest)
    if stretch is None or not _real(stretch.written):
        return None
    return stretch.written if lead is None else _bounded(lead, stretch.written)


def _bounded(lead: re.Match[str], written: str) -> str:
    """ "trước 30/11/2023" holds what is due on that day, since that is how a limit of that day is written."""
    day = written.count("-") == 2
    if lead["before"]:
        return f"..{written}" if day else f"trước {written}"
    if lead["until"]:
        return f"..{written}"
    return f"{written}.." if lead["since"] else f"sau {written}"


def _stretch(words: str) -> Stretch | None:
    if day := _DAY.fullmatch(words):
        figures = [each for each in day.groups()[:6] if each]
        return Stretch(day["iso"] or f"{figures[2]}-{int(figures[1]):02}-{int(figures[0]):02}")
    if quarter := _QUARTER.fullmatch(words):
        number, year = quarter[1] or quarter[4], quarter[2] or quarter[3]
        return Stretch(f"{year}-Q{_ROMAN.get(number, number)}")
    if month := _MONTH.fullmatch(words):
        figures = [each for each in month.groups()[:4] if each]
        return Stretch(month["iso"] or f"{figures[1]}-{int(figures[0]):02}")
    if year := _YEAR.fullmatch(words):
        return Stretch(year[1] or year[2])
    return None


def _real(*written: str) -> bool:
    try:
        return all(period(each) for each in written)
    except UsageError:
        return False
