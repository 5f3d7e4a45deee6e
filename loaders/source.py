"""A file as it was read: its bytes' identity and its own text, unchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

UNSURE = 0.6  # a recognised word below this is to be looked at

Heard = Callable[[int, int], None]
"""Told of each page that is done, where reading takes long: how many are, and of how many."""


def unheard(done: int, of: int) -> None:
    """Nobody waits to hear of each page."""


class Sighted(NamedTuple):
    """A word that was recognised in a picture: characters of the text, and how sure the recogniser is (0 to 1)."""

    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader makes of a file's bytes.

    `text`: tables that the file shows as tables stand one row a line between bars, "| a | b |"; pages are parted by
    a form feed. `pages` holds the offset at which each page begins, nothing for formats without pages.
    `words` are those recognised in pictures, in order. `warnings` say what was left out or may be wrong,
    Vietnamese first, English beside it.
    """

    text: str
    media_type: str
    pages: tuple[int, ...] = ()
    words: tuple[Sighted, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """`text` is what offsets count in; the rest as in `Reading`."""

    name: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[int, ...] = ()
    words: tuple[Sighted, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def unsure(self) -> tuple[tuple[int, int], ...]:
        """The words that were recognised without being sure: first and last character."""
        return tuple((word.start, word.end) for word in self.words if word.sure < UNSURE and word.start < word.end)

    @classmethod
    def of(cls, name: str, sha256: str, reading: Reading) -> SourceFile:
        return cls(
            name=name,
            sha256=sha256,
            media_type=reading.media_type,
            text=reading.text,
            pages=reading.pages,
            words=reading.words,
            warnings=reading.warnings,
        )
