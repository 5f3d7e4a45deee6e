"""Deadlines as a calendar (iCalendar, RFC 5545): all-day events, the same file for the same tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queries.documents import Card
    from queries.tasks import Assignment

_LONGEST = 75  # bytes of a line, its continuations included


def calendar(tasks: Iterable[Assignment], cards: Mapping[str, Card]) -> bytes:
    """One event for each task with a deadline, on its last day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cancu//tasks//VI"]
    for task in tasks:
        if task.last_day:
            lines += _event(task, date.fromisoformat(task.last_day), cards[task.document].name)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _event(task: Assignment, day: date, document: str) -> list[str]:
    agencies = "; ".join(task.lead or task.coordinate)
    words = " ".join(task.description.split())
    quoted = f"\n“{' '.join(task.quotation.sentence.split())}” ({task.quotation.file})" if task.quotation else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{sha256(task.task.encode()).hexdigest()[:32]}@cancu",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(f'{agencies}: {words}' if agencies else words)}",
        f"DESCRIPTION:{_escaped(f'{document} · {task.deadline_text or task.deadline}{quoted}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> bytes:
    """A content line, broken where it is longer than 75 bytes, never inside a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        coded = letter.encode()
        if len(piece) + len(coded) > _LONGEST - (1 if pieces else 0):
            pieces.append(piece)
            piece = b""
        piece += coded
    return b"\r\n ".join([*pieces, piece]) + b"\r\n"
