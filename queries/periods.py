"""Stretches of time as officials write them: "2023-Q1", "quý I/2023", "10/2023", "trước 30/11/2023"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ontology.errors import UsageError
from ontology.folding import folded

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_BEFORE = ("truoc ngay ", "truoc ", "before ", "<")
_AFTER = ("sau ngay ", "sau ", "after ", ">")
_LEADS = ("thang ", "ngay ", "nam ")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(?:q|quy )(i{1,3}|iv|[1-4])[/ -]+(?:nam )?(\d{4})")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both ISO and both included; None where open."""

    first: str | None
    last: str | None


def period(text: str) -> Period:
    """The days that a person means; UsageError where the text is no stretch of time."""
    words = folded(text)
    for lead in _BEFORE:
        if words.startswith(lead):
            return Period(None, str(_days(text, words.removeprefix(lead))[0] - timedelta(days=1)))
    for lead in _AFTER:
        if words.startswith(lead):
            return Period(str(_days(text, words.removeprefix(lead))[1] + timedelta(days=1)), None)
    first, dots, last = words.partition("..")
    if dots:
        return Period(
            str(_days(text, first)[0]) if first.strip() else None, str(_days(text, last)[1]) if last.strip() else None
        )
    start, end = _days(text, words)
    return Period(str(start), str(end))


def _days(text: str, words: str) -> tuple[date, date]:
    """The first and the last day of a day, month, quarter or year."""
    for lead in _LEADS:
        words = words.removeprefix(lead)
    try:
        return _read(words.strip())
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"Không hiểu thời gian “{text}”. Viết như 2023-Q1, 2023-10, trước 30/11/2023 hoặc 2023-01..2023-06.",
            f"“{text}” is no time. Write it like 2023-Q1, 2023-10, before 2023-11-30 or 2023-01..2023-06.",
        ) from error


def _read(words: str) -> tuple[date, date]:
    quarter = _QUARTER.fullmatch(words) or _QUARTER.fullmatch("-".join(reversed(words.split("-"))))
    if quarter:
        number = _ROMAN.get(quarter[1]) or int(quarter[1])
        year = int(quarter[2])
        return date(year, 3 * number - 2, 1), _month_end(year, 3 * number)
    iso = "-".join(reversed(words.split("/")))
    if day := _DAY.fullmatch(iso):
        exact = date(int(day[1]), int(day[2]), int(day[3]))
        return exact, exact
    if month := _MONTH.fullmatch(iso):
        return date(int(month[1]), int(month[2]), 1), _month_end(int(month[1]), int(month[2]))
    return date(int(words), 1, 1), date(int(words), 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
