"""Lines to paragraphs, as far as the page shows them; which lines are a list of contents.

A line that reaches the margin of a justified text, or that had no room for the next word, goes on in the next one,
unless space above or an indent begins a paragraph there. What the page leaves open stays a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.lines import MARKER
from loaders.readers.pdf_columns import Line

LEADERS = compiled(r"(?:\.\s?|…\s?){4,}\d{1,4}$")
CONTENTS = 4  # lines with leaders; fewer are blanks to be filled in
WRAPPED = 2  # lines before one of them that belong to it
CUT = compiled(r"[\p{L}\d][-/]$")  # a symbol broken at the end of a line: "60/2021/NĐ-"
MORE = 0.22  # of the size: what more than the usual distance begins a paragraph
AT_MARGIN = 1.6  # points: the ends of justified lines vary no more
JUSTIFIED = 0.25  # of the lines, or more, end at the margin
SPACED = 0.1  # of the lines, or more, stand apart where paragraphs do
NARROW = 15  # of the size: shorter lines tell no margins
INDENT = 0.6  # of the size
ENDED = ".;:!?"


class Margins(NamedTuple):
    """Where the lines of a page begin and end; whether they are justified; whether space parts paragraphs."""

    left: float
    right: float
    justified: bool
    spaced: bool


def margins(lines: Sequence[Line]) -> Margins | None:
    """The margins of a page's text, None where it has too few long lines to tell."""
    own = [line for line in lines if not line.fixed and line.right - line.left > NARROW * line.size]
    if len(own) < 3:
        return None
    rights = Counter(round(line.right) for line in own)
    best = max(rights, key=lambda at: (sum(rights[at + d] for d in (-1, 0, 1)), at))
    ending = sum(rights[best + d] for d in (-1, 0, 1))
    justified = ending >= max(3, JUSTIFIED * len(own)) and best > 0.9 * max(rights)
    right = max(line.right for line in own if abs(line.right - best) <= 1.5) if justified else max(rights)
    left = Counter(round(line.left) for line in lines if not line.fixed).most_common(1)[0][0]
    spaced = sum(line.apart for line in own) >= max(3, SPACED * len(own))
    return Margins(left, right, justified, spaced)


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


def whole(lines: Sequence[Line], page: Margins | None) -> list[Line]:
    """The lines with those joined that were broken only for want of room."""
    found: list[Line] = []
    for line in lines:
        if found and not line.apart and runs_on(found[-1], line, page):
            found[-1] = joined(found[-1], line)
        else:
            found.append(line)
    return found


def joined(a: Line, b: Line) -> Line:
    """Two lines as one, with the place of the second."""
    glue = "" if CUT.search(a.text) and b.text[0].isalnum() else " "
    return b._replace(text=a.text + glue + b.text, apart=a.apart, left=min(a.left, b.left))


def runs_on(a: Line, b: Line, page: Margins | None) -> bool:
    """Whether a line only ended because it was full."""
    if a.fixed or b.fixed or abs(a.size - b.size) > 0.1 * b.size:
        return False
    if CUT.search(a.text) and b.text[0].isalnum():
        return True
    if page is None:
        return False
    if (a.text.isupper() and b.text.isupper()) or (_is_centred(a, page) and _is_centred(b, page)):
        return a.right - a.opens + _first_word(b) > page.right - page.left
    if b.left > max(a.left, page.left) + INDENT * b.size:
        return False
    marked = MARKER.match(b.text) is not None
    if page.justified:
        off = abs(page.right - a.right)
        return off <= AT_MARGIN and not (marked and (off > AT_MARGIN / 2 or a.text[-1] in ENDED))
    return page.spaced and not marked and a.right + _first_word(b) > page.right


def runs_over(a: Line, b: Line, before: Margins | None, after: Margins | None) -> bool:
    """Whether the last line of a page goes on in the first line of the next one."""
    if before is not None and after is not None:
        b = b._replace(left=b.left - after.left + before.left)
    return runs_on(a, b, before)


def _is_centred(line: Line, page: Margins) -> bool:
    return abs(line.opens + line.right - page.left - page.right) < 2 * AT_MARGIN


def _first_word(line: Line) -> float:
    """How wide the first word is, with the blank before it."""
    return (len(line.text.split(maxsplit=1)[0]) + 1) * (line.right - line.left) / len(line.text)


def _usual(lines: Iterable[Line]) -> float | None:
    """The distance of lines within a paragraph, in their sizes: the smallest that is common."""
    steps = sorted(
        (b.base - a.base) / b.size
        for a, b in pairwise(lines)
        if abs(a.size - b.size) < 0.1 * b.size and 0.9 * b.size < b.base - a.base < 2.5 * b.size
    )
    return steps[len(steps) // 5] if len(steps) >= 3 else None
