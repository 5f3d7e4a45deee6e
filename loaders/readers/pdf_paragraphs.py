"""Lines to paragraphs, as far as the page shows them; which lines are a list of contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from loaders.extract.patterns import compiled
from loaders.readers.pdf_columns import Line

LEADERS = compiled(r"(?:\.\s?|…\s?){4,}\d{1,4}$")
CONTENTS = 4  # lines with leaders; fewer are blanks to be filled in
WRAPPED = 2  # lines before one of them that belong to it
MORE = 0.22  # of the size: what more than the usual distance begins a paragraph


def contents(lines: Sequence[Line]) -> set[Line]:
    """The lines of a list of contents, which says again what the headings say."""
    marked = [i for i, line in enumerate(lines) if LEADERS.search(line.text)]
    if len(marked) < CONTENTS:
        return set()
    gone = {lines[i] for i in marked}
    for a, b in pairwise(marked):
        if b - a - 1 <= WRAPPED:
            gone.update(lines[a:b])
    return gone


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines, each knowing whether the space above it shows a new paragraph."""
    usual = _usual(lines)
    found = list(lines[:1])
    for a, b in pairwise(lines):
        step = b.base - a.base
        wide = usual is not None and step > (usual + MORE) * b.size
        found.append(b._replace(apart=b.apart or wide or step < 0))
    return found


def _usual(lines: Iterable[Line]) -> float | None:
    """The distance of lines within a paragraph, in their sizes: the smallest that is common."""
    steps = sorted(
        (b.base - a.base) / b.size
        for a, b in pairwise(lines)
        if abs(a.size - b.size) < 0.1 * b.size and 0.9 * b.size < b.base - a.base < 2.5 * b.size
    )
    return steps[len(steps) // 5] if len(steps) >= 3 else None
