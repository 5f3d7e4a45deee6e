"""A file as it was read: its bytes' identity and its own text, unchanged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """`text` is what offsets count in; `pages` holds the offset at which each page begins."""

    name: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
