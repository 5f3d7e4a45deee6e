"""How a directive opens: words of order, adverbials, and names with nothing behind them."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extract.patterns import Pattern, compiled
from loaders.extract.task_words import any_of, choice

ORDER = rf"(?:{choice('openers', 'order')})(?:\s*:)?\s+(?:{choice('openers', 'order_object')}\s+)*"
OPENER = compiled(
    rf"^\s*(?:\*\s*|\(\d{{1,2}}\)\s*|\([ivx]{{1,4}}\)\s*)?(?:{choice('openers', 'link')},?\s+)?"
    rf"(?:{ORDER}|{choice('openers', 'heading')}\s+)?"
    rf"(?:{choice('openers', 'order_object')}\s*)*"
)
ADVERB = compiled(rf"^\s*(?:\(\d{{1,2}}\)\s*)?{choice('openers', 'adverb')}(?:[^\p{{L}}]|$)")
NOTHING = compiled(
    r"^\s*(?:(?:có\s+)?liên\s+quan|các\s+cấp|(?:trên\s+địa\s+bàn|trực\s+thuộc|thuộc)\s[^.:;,]{1,40})?\s*(?:\([^()]*\)?\s*)?"
    r"(?:có\s+(?:trách\s+nhiệm|nhiệm\s+vụ)|thực\s+hiện)?[.:;,]*\s*$"
)


def reach(pattern: Pattern, text: str) -> int:
    """How far a pattern that begins the text goes; 0 where it does not fit."""
    match = pattern.search(text)
    return match.end() if match else 0


def generic(names: Sequence[str]) -> bool:
    """Whether the names are only words for a group: "Các cơ quan báo chí", "Các đơn vị"."""
    return all(any_of("groups", "generic").search(name) for name in names)
