"""Text that remembers where each of its characters came from.

A normalising step is `text.sub(pattern, replacement)` or `text.edit([(start, end, new), …])`; whatever
it changes, `source_span` still answers which characters of the file a stretch stands for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

INSERTED = 64  # more characters than any step puts in at one place


class Match(Protocol):
    def start(self, group: int | str = 0, /) -> int: ...
    def end(self, group: int | str = 0, /) -> int: ...
    def group(self, group: int | str = 0, /) -> str | None: ...


class Pattern(Protocol):
    def finditer(self, text: str, /) -> Iterable[Match]: ...


@cache
def _counted(bits: int) -> array[int]:
    """0, 1, 2 … for texts of that many bits in length to copy: counting anew takes longer than all edits."""
    return array("L", range(1 << bits))


@dataclass(frozen=True, slots=True)
class Text:
    """`chars[i]` stands for the source characters `starts[i]` to `ends[i]`."""

    chars: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, source: str) -> Text:
        counted = _counted(len(source).bit_length())
        return cls(source, counted[: len(source)], counted[1 : len(source) + 1])

    def __len__(self) -> int:
        return len(self.chars)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source characters behind `chars[start:end]`; the stretch must not be empty."""
        if not 0 <= start < end <= len(self.chars):
            raise ValueError(f"no such stretch: {start}:{end} of {len(self.chars)}")
        # Sources run in the order of the text; only characters that were put in stand for less than their neighbours.
        return self.starts[start], max(self.ends[max(start, end - INSERTED) : end])

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> Text:
        """Replace stretches, given in order and not overlapping; each new character stands for its whole stretch.

        A change that keeps the length keeps the provenance of each character. An empty replacement
        drops the characters; an empty stretch inserts characters that stand for no source of their own.
        """
        chars: list[str] = []
        starts, ends = array("L"), array("L")
        at = 0
        for start, end, new in changes:
            chars.append(self.chars[at:start])
            starts.extend(self.starts[at:start])
            ends.extend(self.ends[at:start])
            if len(new) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            elif new:
                lo = self.starts[start] if start < len(self.chars) else (self.ends[-1] if self.ends else 0)
                hi = max(self.ends[start:end]) if end > start else lo
                starts.extend([lo] * len(new))
                ends.extend([hi] * len(new))
            chars.append(new)
            at = end
        chars.append(self.chars[at:])
        starts.extend(self.starts[at:])
        ends.extend(self.ends[at:])
        return Text("".join(chars), starts, ends)

    def sub(self, pattern: Pattern, replacement: str | Callable[[Match], str]) -> Text:
        """Replace every match of a pattern."""
        changes = [
            (m.start(), m.end(), replacement if isinstance(replacement, str) else replacement(m))
            for m in pattern.finditer(self.chars)
        ]
        return self.edit(changes) if changes else self
