"""Tables whose columns no ruled lines part: what stands below one another with the same gaps in every line.

A table is taken for one only where its lines also say so (`pdf_aligned_rows`); anything else is left as lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from loaders.layout import HEAD_OR_END
from loaders.readers.pdf_aligned_rows import SECTION, Band, rows_of, rows_on
from loaders.readers.pdf_columns import UNMARKED
from loaders.readers.pdf_drawing import Rule
from loaders.readers.pdf_file import Glyph
from loaders.readers.pdf_lines import Piece, pieces
from loaders.readers.pdf_margins import is_known
from loaders.readers.pdf_rows import rows, words
from loaders.readers.pdf_tables import Table
from loaders.syllables import fold

Gap = tuple[float, float]
Row = list[Piece]
FINE = 0.55  # of the size: full cells of two columns come as near
FAR = 1e9
NEXT = 2.2  # of the size: the farthest that the next line of a table stands without a ruled line between
NEXT_RULED = 5.0
WIDE = 150.0  # points: ruled lines shorter than that are under words
EVEN = 6.0  # points: lines of one table begin and end no farther apart
MOST = 14  # columns
MOST_LINES = 400  # of a page
MOST_RULES = 500
HEADS = 3  # rows that may be a heading


def aligned(
    glyphs: Sequence[Glyph], found: Sequence[Piece], rules: Sequence[Rule], before: Table | None
) -> list[Table]:
    """The tables among the letters of a page, from the top; `before` may go on from the page before."""
    coarse = rows(found)
    several = [row for row in coarse if len(row) > 1]
    if len(several) < (1 if before else 2) or len(coarse) > MOST_LINES:
        return []
    lines = rows(pieces(glyphs, FINE))
    heights = _heights(rules)
    tables: list[Table] = []
    at = 0
    if before is not None:
        at, table = _continued(lines, before)
        tables += [table] if table else []
    while at < len(lines):
        end, band = _band(lines, at, heights)
        made = rows_of(band) if band is not None else []
        if band is not None and made:
            tables.append(_table(band, made))
        at = end if made else at + 1
    return tables


def _table(band: Band, made: list[tuple[str, ...]]) -> Table:
    return Table.of_words(band.xs, band.top, max(p.base for p in band.lines[-1]), made)


def _heights(rules: Sequence[Rule]) -> list[float]:
    """Where long ruled lines lie that begin and end together."""
    long = [rule for rule in rules if rule.lies and rule.end - rule.start >= WIDE]
    if len(long) > MOST_RULES:
        return []
    return sorted(
        a.at for a in long if sum(abs(a.start - b.start) < EVEN and abs(a.end - b.end) < EVEN for b in long) >= 3
    )


def _gaps(line: Row) -> list[Gap]:
    """The widths between which nothing stands, those at the edges too."""
    found: list[Gap] = []
    right = -FAR
    for piece in line:
        if piece.left > right:
            found.append((right, piece.left))
        right = max(right, piece.right)
    return [*found, (right, FAR)]


def _shared(gutters: Sequence[Gap], line: Row) -> list[Gap] | None:
    """Where the gutters stay open in a line; None where one of them is closed."""
    least = FINE * max(p.size for p in line)
    found: list[Gap] = []
    for a in gutters:
        both = [(max(a[0], b[0]), min(a[1], b[1])) for b in _gaps(line)]
        kept = [gap for gap in both if gap[1] - gap[0] >= least]
        if not kept:
            return None
        found += kept
    return found


def _is_end(line: Row) -> bool:
    said = words(line)
    return bool(
        HEAD_OR_END.search(said) or UNMARKED.search(fold(said)) or any(HEAD_OR_END.search(p.text) for p in line)
    )


def _between(a: Row, b: Row, heights: Sequence[float]) -> bool:
    """Whether a ruled line parts two lines."""
    return any(a[0].base - 2 < at < b[0].base - 0.3 * b[0].size for at in heights)


def _is_near(a: Row, b: Row, heights: Sequence[float]) -> bool:
    limit = NEXT_RULED if _between(a, b, heights) else NEXT
    return b[0].base - a[0].base <= limit * max(p.size for p in b)


def _band(lines: Sequence[Row], at: int, heights: Sequence[float]) -> tuple[int, Band | None]:
    """One past the lines from `at` on that leave the same gaps open, and their columns."""
    gutters = _gaps(lines[at])
    if not 3 <= len(gutters) <= MOST + 1 or _is_end(lines[at]):
        return at + 1, None
    titles: set[int] = set()
    end = at + 1
    while end < len(lines) and _is_near(lines[end - 1], lines[end], heights) and not _is_end(lines[end]):
        shared = _shared(gutters, lines[end])
        if shared is not None and len(shared) <= MOST + 1:
            gutters = shared
        elif _is_title(lines, end, gutters, heights):
            titles.add(end)
        else:
            break
        end += 1
    end = _without_rest(lines, at, end, heights)
    first = _up(lines, at, gutters, heights)
    if end - first < 3:
        return end, None
    cuts = {i - first for i in range(first + 1, end) if _between(lines[i - 1], lines[i], heights)}
    return end, Band(list(lines[first:end]), _xs(lines[first:end], gutters), {i - first for i in titles}, cuts)


def _is_title(lines: Sequence[Row], at: int, gutters: Sequence[Gap], heights: Sequence[float]) -> bool:
    """Whether a line runs over the columns as the title of the rows below it."""
    if at + 1 >= len(lines) or len(lines[at + 1]) < min(3, len(gutters) - 1):
        return False
    if _shared(gutters, lines[at + 1]) is None or not _is_near(lines[at], lines[at + 1], heights):
        return False
    alone = _between(lines[at - 1], lines[at], heights) and _between(lines[at], lines[at + 1], heights)
    return alone or SECTION.search(words(lines[at])) is not None


def _without_rest(lines: Sequence[Row], at: int, end: int, heights: Sequence[float]) -> int:
    """The end without single words that stand farther below than lines of a table do, such as a page's number."""
    steps = [b[0].base - a[0].base for a, b in pairwise(lines[at:end])]
    usual = median(steps) if steps else 0.0
    while end - at > 2 and len(lines[end - 1]) == 1:
        step = lines[end - 1][0].base - lines[end - 2][0].base
        if step <= 1.25 * usual or _between(lines[end - 2], lines[end - 1], heights):
            break
        end -= 1
    return end


def _up(lines: Sequence[Row], at: int, gutters: Sequence[Gap], heights: Sequence[float]) -> int:
    """The first line of the heading that the line at `at` is in: names of columns stand centred beside it."""
    first = at
    while first > 0 and not _is_end(lines[first - 1]) and _shared(gutters, lines[first - 1]) is not None:
        above, below = lines[first - 1], lines[first]
        step = below[0].base - above[0].base
        if _between(above, below, heights):
            break
        within = step < 0.9 * below[0].size or (len(above) > 1 and step < 1.6 * below[0].size)
        if not within and not any(at < above[0].base for at in heights if above[0].base - at < 3 * above[0].size):
            break
        first -= 1
    return first


def _xs(lines: Sequence[Row], gutters: Sequence[Gap]) -> tuple[float, ...]:
    left = min(p.left for line in lines for p in line)
    right = max(p.right for line in lines for p in line)
    return (left, *((a + b) / 2 for a, b in gutters[1:-1]), right)


def _continued(lines: Sequence[Row], before: Table) -> tuple[int, Table | None]:
    """The rest of a table at the head of a page: one past its lines, and its rows."""
    first = 0
    while first < len(lines) and is_known(words(lines[first])):
        first += 1
    xs = before.xs
    end = first
    while end < len(lines) and _fits(lines[end], xs) and not _is_end(lines[end]):
        if end > first and not _is_near(lines[end - 1], lines[end], ()):
            break
        end += 1
    end = _without_rest(lines, first, end, ())
    if end == first:
        return 0, None
    band = Band(list(lines[first:end]), xs, set(), set())
    made = rows_on(band, before.words()[:HEADS])
    return (end, _table(band, made)) if made else (0, None)


def _fits(line: Row, xs: Sequence[float]) -> bool:
    """Whether no words of a line run over the edge of a column."""
    if line[0].left < xs[0] - EVEN or line[-1].right > xs[-1] + EVEN:
        return False
    return not any(p.left < x - 2 and x + 2 < p.right for p in line for x in xs[1:-1])


def without(found: Sequence[Piece], tables: Sequence[Table]) -> Iterator[Piece]:
    """The pieces that stand in none of the tables."""
    return (p for p in found if not any(t.top - 1 <= p.base - 0.4 * p.size <= t.bottom for t in tables))
