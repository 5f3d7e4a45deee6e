"""The day that a page is about: today here, or one that was asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from ontology.errors import UsageError
from queries.periods import period

_HERE = timezone(timedelta(hours=7))  # Việt Nam keeps one time all year


def today() -> date:
    """The day it is in Việt Nam."""
    return datetime.now(_HERE).date()


def day(text: str) -> date:
    """The last day of a time as typed ("2025", "quý I/2025", "2025-03-01"); UsageError where it has none."""
    last = period(text).last
    if last is None:
        raise UsageError(f"Cần một ngày, không phải “{text}”.", f"A day is needed, not “{text}”.")
    return date.fromisoformat(last)
