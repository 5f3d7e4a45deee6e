"""Dates as documents write them: 21/12/2022, ngày 28 tháng 02 năm 2020, tháng 9 năm 2023, năm 2023."""

from __future__ import annotations

from datetime import date

from loaders.extract.patterns import compiled

# Groups: day, month, year of "21/12/2022" or "21-12-2022" or "21.12.2022"; then of the form in words.
DATE = (
    r"(?:(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
    r"|(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+|\s*[/.,]\s*)(\d{4}))"
)
# "ngày ngày 01/4/2025" is a slip that typists make often
ON_DATE = compiled(r"^(?:\s*,)?\s*(?:ban hành\s+|ký\s+)?(?:ngày\s+)?ngày\s*:?\s*" + DATE, begins=",bkn")
IN_YEAR = compiled(r"^\s*năm\s+((?:19|20)\d{2})", begins="n")


def iso(day: str | int, month: str | int, year: str | int) -> str | None:
    """The ISO date, None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def of_match(groups: tuple[str | None, ...]) -> str | None:
    """The ISO date behind the six groups of `DATE`."""
    day, month, year = groups[:3] if groups[0] else groups[3:6]
    return iso(day or 0, month or 0, year or 0)


def earliest_day(written: str | None) -> date | None:
    """The first day that a full or partial ISO date may mean: "2023-05" -> 1 May 2023."""
    if written is None:
        return None
    parts = [int(part) for part in written.split("-")]
    return date(*(parts + [1] * (3 - len(parts))))
