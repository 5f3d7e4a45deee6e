"""Letters to pieces of lines: what stands side by side on one line without a wide gap.

Words come from the gaps between letters and from written blanks together: a blank without a gap parts no word, and
a gap without a blank does. Letters printed twice to look bold are read once; raised and lowered letters belong to
the line that they hang on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median, median_high
from typing import NamedTuple

from loaders.readers.pdf_file import Glyph

SAME_LINE = 0.2  # of the letters' size: two letters on one line stand no farther apart in height
SAME_PLACE = 0.12  # of the size: the same letter again within it is the same letter printed twice
WORD_GAP = 0.12  # of the size: within words gaps stay below 0.08, even a tightened blank takes more
NO_GAP = 0.04  # of the size: a written blank that takes no more room is none
WIDE_GAP = 1.0  # of the size: may part columns
SMALL = 0.9  # of the size beside it: letters raised or lowered
BLANK = " \u00a0"
MEASURES = frozenset({"m", "km", "cm", "dm", "mm", "hm"})  # behind them 2 and 3 are powers


Host = tuple[float, float, float, float, list[Glyph]]  # left, right, base and size of letters, and they


class Piece(NamedTuple):
    """Words on one line."""

    left: float
    right: float
    base: float
    size: float
    text: str

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.2 * self.size


def pieces(glyphs: Iterable[Glyph], wide: float = WIDE_GAP) -> list[Piece]:
    """The pieces of lines on a page or in a cell, cut at `wide` gaps, from top to bottom and left to right."""
    runs = [run for line in _lines(glyphs) for run in _runs(_once(line), wide)]
    found = [_piece(run) for run in _attached(runs)]
    return sorted((piece for piece in found if piece.text), key=lambda p: (p.base, p.left))


def _once(line: list[Glyph]) -> list[Glyph]:
    """The letters of a line without those printed again in the same place."""
    kept: list[Glyph] = []
    for glyph in line:
        near = glyph.left - SAME_PLACE * glyph.size
        at = len(kept) - 1
        while at >= 0 and kept[at].left >= near and kept[at].chars != glyph.chars:
            at -= 1
        if at < 0 or kept[at].left < near:
            kept.append(glyph)
    return kept


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Letters of one height each, from the left."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if line and glyph.base - line[0].base > SAME_LINE * glyph.size:
            yield sorted(line, key=lambda g: g.left)
            line = []
        line.append(glyph)
    if line:
        yield sorted(line, key=lambda g: g.left)


def _runs(line: list[Glyph], wide: float) -> Iterator[list[Glyph]]:
    """A line cut at its wide gaps; several written blanks in a row are a place left open, no gap."""
    run: list[Glyph] = []
    blanks = 0.0
    right = 0.0
    for glyph in line:
        if glyph.chars in BLANK:
            blanks += glyph.right - glyph.left
            if run:
                run.append(glyph)
            continue
        gap = glyph.left - right
        if run and gap > wide * glyph.size and blanks < 0.7 * gap:
            yield run
            run = []
        run.append(glyph)
        right = max(right, glyph.right) if len(run) > 1 else glyph.right
        blanks = 0.0
    if run:
        yield run


def _attached(runs: list[list[Glyph]]) -> list[list[Glyph]]:
    """The runs with their raised and lowered letters, which are small and stand by letters of another height."""
    small: list[list[Glyph]] = []
    plain: list[list[Glyph]] = []
    sizes = [_size(run) for run in runs]
    usual = median_high(sizes) if sizes else 0.0
    for run, size in zip(runs, sizes, strict=True):
        (small if size < SMALL * usual else plain).append(run)
    made = {id(run): list(run) for run in plain}
    alone = _hung(small, plain, made)
    made |= {id(run): list(run) for run in alone}
    for run in _hung_on_small(alone, made):
        del made[id(run)]
    return [sorted(run, key=lambda g: g.left) for run in made.values()]


def _hung(small: list[list[Glyph]], plain: list[list[Glyph]], made: dict[int, list[Glyph]]) -> list[list[Glyph]]:
    """Put small letters to those that they hang on; what hangs on none."""
    hosts = _hosts(plain)
    alone: list[list[Glyph]] = []
    for run in small:
        host = _host(run, hosts)
        if host is None:
            alone.append(run)
        else:
            made[id(host)] += run
    return alone


def _hung_on_small(alone: list[list[Glyph]], made: dict[int, list[Glyph]]) -> list[list[Glyph]]:
    """Put the numbers of notes, smaller than the notes' small letters, to them; those that found their place."""
    numbers: list[list[Glyph]] = []
    others: list[list[Glyph]] = []
    for run in alone:
        is_number = all(g.chars.isdigit() or g.chars in BLANK for g in run)
        (numbers if is_number else others).append(run)
    left = {id(run) for run in _hung(numbers, others, made)}
    return [run for run in numbers if id(run) not in left]


def _hosts(runs: list[list[Glyph]]) -> list[Host]:
    hosts = [(min(g.left for g in run), max(g.right for g in run), run[0].base, _size(run), run) for run in runs]
    return sorted(hosts, key=lambda host: host[2])


def _host(run: list[Glyph], hosts: list[Host]) -> list[Glyph] | None:
    """The run that small letters hang on: a little higher or lower, and close by."""
    left, right, base, size = run[0].left, run[-1].right, run[0].base, _size(run)
    for begin, end, line, large, host in hosts:
        close = begin - 0.3 * large < right and left < end + 0.3 * large
        if close and size < SMALL * large and line - 0.75 * large < base < line + 0.4 * large:
            return host
    return None


def _size(run: list[Glyph]) -> float:
    sizes = [g.size for g in run if g.chars not in BLANK]
    return median(sizes) if sizes else 0.0


def _piece(run: list[Glyph]) -> Piece:
    inked = [g for g in run if g.chars not in BLANK]
    size = _size(run)
    bases = [g.base for g in inked if g.size >= SMALL * size]
    base = median(bases) if bases else inked[0].base
    chars: list[str] = []
    raised: set[int] = set()
    for glyph, apart in _parted(run, size):
        if apart:
            chars.append(" ")
        if glyph.size < SMALL * size and glyph.base < base - 0.15 * size and glyph.chars.isdigit():
            raised.add(len(chars))
        chars.append(unicodedata.normalize("NFC", glyph.chars))
    text = "".join(_noted(chars, raised)).replace("\t", " ")
    return Piece(inked[0].left, max(g.right for g in inked), base, size, text)


def _noted(chars: list[str], raised: set[int]) -> Iterator[str]:
    """The letters, with raised numbers of notes between brackets, so that none grows onto a document's number."""
    word = ""
    for at, letter in enumerate(chars):
        is_note = at in raised and word.casefold() not in MEASURES
        yield "[" * (is_note and at - 1 not in raised) + letter + "]" * (is_note and at + 1 not in raised)
        if at not in raised:
            word = "" if letter == " " else word + letter


def _parted(run: list[Glyph], size: float) -> Iterator[tuple[Glyph, bool]]:
    """The letters, each with whether a new word begins with it."""
    gaps = [b.left - a.right for a, b in pairwise(run) if a.chars not in BLANK and b.chars not in BLANK]
    spread = max(0.0, median(gaps)) if len(gaps) > 2 else 0.0  # of letters set apart for show
    wide = max(WORD_GAP * size, 2 * spread + 0.08 * size)
    blank = False
    before: Glyph | None = None
    for glyph in run:
        if glyph.chars in BLANK:
            blank = True
            continue
        gap = glyph.left - before.right if before else 0.0
        yield glyph, before is not None and (gap > wide or (blank and gap > NO_GAP * size))
        before, blank = glyph, False
