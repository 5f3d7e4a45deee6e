"""What one mention's sentence says of the document that it names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one mention's sentence says; `source` is the index of the mention that acts, None for this document."""

    relation: str
    specific: str | None = None
    source: int | None = None
    trigger: str | None = None
    rule: str = "none"
    confidence: float = 0.7
    start: int = 0
    end: int = 0
    also: tuple[tuple[int, str], ...] = ()  # (acting mention, relation) besides
