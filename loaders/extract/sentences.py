"""Sentences and clauses of a paragraph, as spans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from loaders.extract.patterns import compiled

Span = tuple[int, int]

# A stop before a capital, a quotation mark or a share: "sai phạm. Thực hiện", "tối thiểu 50%.100% dịch vụ".
_STOP = compiled(r"[.!?…](?:\s+[\p{Lu}“\"(\d]|\p{Lu}\p{Ll}|\s*$)|%\.\d", ignore_case=False, holds=".!?…")
# Stops that end no sentence: "TP. Hồ Chí Minh", "v.v. ", "đ. 5".
_ABBREVIATION = compiled(r"(?:^|[\s(])(?:\p{Lu}{1,3}|v\.v|\d{1,3})$", ignore_case=False)
_POINT = compiled(r"[;,.:]\s*(?:và\s+)?(\((?:\d{1,2}|[ivx]{1,4})\))\s*\p{L}", holds="(")


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Sentences between start and end, white space around them left out."""
    for first, last in _spans(text[start:end]):
        yield start + first, start + last


@lru_cache(maxsize=256)
def _spans(text: str) -> tuple[Span, ...]:
    """The sentences; tasks, indices and aims ask for those of the same paragraph."""
    found: list[Span] = []
    begin = 0
    for match in _STOP.finditer(text):
        stop = match.start() + 1
        if text[stop - 1] == "%":
            stop += 1
        elif text[stop - 1] == "." and _ABBREVIATION.search(text[max(begin, stop - 8) : stop - 1]):
            continue
        found += _trimmed(text, begin, stop)
        begin = stop
    return (*found, *_trimmed(text, begin, len(text)))


def points(text: str) -> Iterator[Span]:
    """Sentences, and inside them what is counted off as "(1) …; (2) …"."""
    for start, end in sentences(text):
        begin = start
        for match in _POINT.finditer(text[start:end]):
            yield from _trimmed(text, begin, start + match.start(1))
            begin = start + match.start(1)
        yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    if words.strip():
        lead = len(words) - len(words.lstrip())
        yield start + lead, start + lead + len(words.strip())
