"""Who and when in a row of a scanned table whose columns were lost.

Cells stand beside each other in one line there, and a name may be cut where its cell ends. A name counts only
where a cell seems to begin; a cut one only where the document itself names one agency that begins so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.extract import agencies, deadlines
from loaders.extract.agency_lexicon import NAMES
from loaders.extract.agency_words import Words, longest, phrase
from loaders.extract.patterns import compiled

_LEAD_FIRST = compiled(r"ch[uủ]\s*tr[iì].*ph[oố]i\s*h[oợ]p")
_BEGINS = compiled(r"(?:(?:^|\n)[ ]*[-•]|[|;.\[]|[ ]{2,}|[ ]-)[ ]*(\p{Lu})", ignore_case=False)
_EDGE = compiled(r"^[\s,.\-–]*(?:[|\n]|$)")
_TIME = compiled(
    r"Thường\s+xuyên|Qu[ýyỹ]\s+[IVX1-4]+(?:\s*/\s*\d{4})?|Hàng năm|\|\s*Năm\s+20\d\d|\|\s*Tháng\s+\d{1,2}\s*/\s*20\d\d"
)
_CUT_ALWAYS = compiled(r"\|\s*Thường\s*\n[^\n]*\|\s*xuyên")
# "Quý I/2025" as scans print it: the accent a letter, the roman I a figure or a stroke, the slash lost.
_MANGLED_QUARTER = compiled(
    r"(?:^|[^\p{L}])(Q\p{L}{1,2}\s*([Il1|]{1,3}|[Il1|]?V|[2-4])\s*/?\s*(20\d\d))", ignore_case=False
)
_STROKES = "Il1|"


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be made out in the row."""

    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    deadline: str | None
    deadline_text: str | None


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    start: int
    end: int
    bulleted: bool
    cell: bool  # right behind a column's edge


def read(head: str, row: str, known: Sequence[str]) -> Seen:
    """Agencies and time of the row; `head`: the names of the columns; `known`: agencies the document charges.

    Nobody where the columns do not name the lead before the partners.
    """
    deadline, said = _time(row)
    named = list(_named(row, known)) if _LEAD_FIRST.search(head) else []
    if not named:
        return Seen((), (), deadline, said)
    lead = [named[0].name]
    if named[0].bulleted:
        lead = [it.name for it in named if it.bulleted]
    partners = [
        it.name
        for before, it in pairwise(named)
        if it.cell and before.name in lead and "\n" not in row[before.end : it.start]
    ]
    return Seen(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(p for p in partners if p not in lead)), deadline, said)


def _named(row: str, known: Sequence[str]) -> Iterator[_Named]:
    done = 0
    for match in _BEGINS.finditer(row):
        at = match.start(1)
        if at < done:
            continue
        before = row[match.start() : at].strip()
        found = _cut(row, at, known) or _whole(row, at)
        if found is not None:
            name, done = found
            yield _Named(name, at, done, before in ("-", "•"), before == "|")


def _whole(row: str, at: int) -> tuple[str, int] | None:
    """The agency named in full; one that no list knows may go on where its cell ends, and is left out there."""
    mention = agencies.match(row, at)
    if mention is None:
        return None
    listed = mention.name.startswith("Các ") or longest(NAMES, Words(mention.name), 0)[1]
    return (mention.name, mention.end) if listed or not _EDGE.search(row[mention.end :]) else None


def _cut(row: str, at: int, known: Sequence[str]) -> tuple[str, int] | None:
    """The one agency of the document whose name begins with the words up to the edge of the cell."""
    words = Words(row, at)
    fits = {name: end for name in known if (end := _shared(words, name)) and _EDGE.search(row[end:])}
    if len(fits) != 1:
        return None
    return next(iter(fits.items()))


def _shared(words: Words, name: str) -> int:
    """Where the words that also begin the name end; 0 where they are too few to tell."""
    keys = [key for key in phrase(name) if key.isalnum()]
    index = count = 0
    while count < len(keys) and (key := words.key(index)):
        if key.isalnum():
            if key != keys[count] or words.breaks(index):
                break
            count += 1
        elif key not in (",", "-"):
            break
        index += 1
    least = 2 if keys[:1] == ["các"] else 3
    return words.ends[index - 1] if count >= least else 0


def _time(row: str) -> tuple[str | None, str | None]:
    folded = " ".join(row.split())
    mangled = _MANGLED_QUARTER.search(folded)
    if mangled:
        return f"{mangled.group(3)}-Q{_quarter(mangled.group(2))}", mangled.group(1)
    if _CUT_ALWAYS.search(row):
        return None, "Thường xuyên"
    time = _TIME.search(folded)
    return deadlines.of_cell(time.group().lstrip("| ")) if time else (None, None)


def _quarter(written: str) -> int:
    if written.endswith("V"):
        return 4
    return len(written) if all(sign in _STROKES for sign in written) else int(written)
