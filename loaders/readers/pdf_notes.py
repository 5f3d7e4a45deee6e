"""Notes at the foot of a page: told from its text by a short rule above them or by their raised numbers.

They are put behind the paragraph that runs over the page, so that they cut no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from loaders.extract.patterns import Match, compiled
from loaders.layout import HEAD_OR_END
from loaders.readers.pdf_columns import Line
from loaders.readers.pdf_drawing import Rule
from loaders.readers.pdf_lines import Piece
from loaders.readers.pdf_paragraphs import CUT
from loaders.readers.pdf_rows import rows, words

RAISED = compiled(r"^\[(\d{1,3})\]\s*(\P{Z}.*)$")
PLAIN = compiled(r"^(\d{1,3})\s?(\p{Lu}.*)$", ignore_case=False)
SMALLER = 0.95  # of the size above
SHORT = (40.0, 0.45)  # a rule above notes: points at least, of the page's width at most
AT_LEFT = 15.0  # points from the left margin
HIGHEST = 0.3  # of the page's height: no notes begin above
FULL = 0.85  # of the notes' width: a shorter line ends its note where no sentence goes on
CLEAR = 4.0  # points above a rule in which nothing stands: else it is under words


def rules_above(rules: Iterable[Rule], width: float, height: float) -> list[Rule]:
    """The ruled lines that may part notes from the text, from the top."""
    least, most = SHORT
    short = (r for r in rules if r.lies and least < r.end - r.start < most * width and r.at > HIGHEST * height)
    return sorted(short, key=lambda r: r.at)


def parted(pieces: Sequence[Piece], rules: Sequence[Rule], height: float) -> tuple[list[Piece], list[Line]]:
    """The pieces of a page's text, and the lines of its notes, one for each; the first may lack its number."""
    lines = rows(pieces)
    start = _start(lines, rules, height)
    if start is None:
        return list(pieces), []
    below = [piece for line in lines[start:] for piece in line]
    gone = set(below)
    return [piece for piece in pieces if piece not in gone], _notes(lines[start:])


def _start(lines: Sequence[list[Piece]], rules: Sequence[Rule], height: float) -> int | None:
    for rule in rules:
        at = next((i for i, line in enumerate(lines) if line[0].base > rule.at), len(lines))
        if at < len(lines) and _is_clear(rule, lines) and _are_notes(lines, at, ruled=True):
            return at
    for at, line in enumerate(lines):
        raised = RAISED.search(words(line))
        if raised and line[0].base > HIGHEST * height and _are_notes(lines, at, ruled=False):
            return at
    return None


def _is_clear(rule: Rule, lines: Sequence[list[Piece]]) -> bool:
    """Whether a rule begins at the left margin and no words stand on it."""
    pieces = [piece for line in lines for piece in line]
    on = any(rule.at - CLEAR < p.base < rule.at + 1 and p.left < rule.end and p.right > rule.start for p in pieces)
    return not on and rule.start < min(p.left for p in pieces) + AT_LEFT


def _are_notes(lines: Sequence[list[Piece]], at: int, *, ruled: bool) -> bool:
    """Whether the lines from one on are notes: smaller than those above, under a rule or numbered."""
    above = [line[0].size for line in lines[:at]]
    first = words(lines[at])
    if not above or any(HEAD_OR_END.search(words(line)) for line in lines[at : at + 1]) or first[0] in "-–+":
        return False
    usual = median(above)
    small = all(max(p.size for p in line) < SMALLER * usual for line in lines[at:])
    return small and (ruled or (RAISED.search(first) is not None and _is_close(lines[at:])))


def _is_close(lines: Sequence[list[Piece]]) -> bool:
    """Whether lines follow one another without space for a paragraph of the text."""
    return all(b[0].base - a[0].base < 2.5 * b[0].size for a, b in pairwise(lines))


def _notes(lines: Sequence[list[Piece]]) -> list[Line]:
    """A line for each note: "[3] words"."""
    found: list[Line] = []
    number = 0
    right = max(line[-1].right for line in lines)
    left = min(line[0].left for line in lines)
    for line in lines:
        said = words(line)
        mark = RAISED.search(said) or PLAIN.search(said)
        if mark is not None and _counts(mark, number, said):
            number = int(mark.group(1))
            found.append(_line(line, f"[{number}] {mark.group(2)}"))
        elif found and (found[-1].right - left > FULL * (right - left) or said[0].islower()):
            found[-1] = grown(found[-1], said)._replace(right=line[-1].right)
        else:
            found.append(_line(line, said))
    return found


def _counts(mark: Match, number: int, said: str) -> bool:
    """Whether a number at the head of a line is that of the next note."""
    return int(mark.group(1)) == number + 1 or number == 0 or (said[0] == "[" and int(mark.group(1)) > number)


def _line(line: Sequence[Piece], said: str) -> Line:
    first, last = line[0], line[-1]
    return Line(said, first.left, last.right, first.base, first.size, first.left, apart=True, fixed=True)


def grown(note: Line, said: str) -> Line:
    """A note with its next line."""
    return note._replace(text=note.text + ("" if CUT.search(note.text) else " ") + said)


def joined(notes: Sequence[list[Line]]) -> None:
    """Notes that go on at the foot of the next page are made whole."""
    before: list[Line] = []
    for page in notes:
        if before and page and not RAISED.search(page[0].text):
            before[-1] = grown(before[-1], page.pop(0).text)
        before = page or before


def placed(pages: Sequence[list[Line]], notes: Sequence[list[Line]], open_ends: Sequence[bool]) -> list[list[Line]]:
    """The lines of each page with the notes, behind the paragraph that runs over where one does."""
    found: list[list[Line]] = []
    waiting: list[Line] = []
    for page, own, is_open in zip(pages, notes, open_ends, strict=True):
        if waiting and is_open and len(page) == 1:
            waiting = waiting + own
            found.append(list(page))
            continue
        after = [line._replace(apart=line.apart or (bool(waiting) and i == 0)) for i, line in enumerate(page[1:])]
        found.append([*page[:1], *waiting, *after, *([] if is_open else own)])
        waiting = own if is_open else []
    return found
