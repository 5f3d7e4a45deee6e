"""The end of a document whose two columns a reader ran together: recipients on the left, the signature on the right.

"- Như Điều 4; CHỦ TỊCH" is a recipient and a position, "- Đài Truyền hình; Hồ Văn Ba" a recipient and a name. Each
column's words become lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract import positions
from loaders.extract.patterns import compiled
from loaders.names import is_name, mended
from loaders.syllables import fold
from loaders.text import Text
from ontology import authority

RECIPIENTS = compiled(r"(?m)^[ \t\f]*n[ơo]i (?:nh[ậâa]n|g[ửưu]i)\s*[:;.,/]?")
_TITLE = fold(positions.TITLE)
# What begins the right column, read without its marks: an authority, or a position in capitals that ends the line.
SIGNING = compiled(
    r"(?:^|[;:.,)\s])\s*((?:" + positions.AUTHORITY + r"\s?\.\s?[A-Z]{2}|TUO\.\s?[A-Z]{2}"
    r"|(?:[A-Z]{1,5} )?" + _TITLE + r"(?:[ ,]+[A-Z]{2,})*[ .]*$).*)$",
    ignore_case=False,
)
ALONE = compiled(r"^(?:[A-Z]{1,5} )?" + _TITLE + r"[ .]*$", ignore_case=False)
# A name behind a recipient, or behind what the stamp left of a position.
BESIDE = compiled(r"(?:[;:.]|^\p{Lu}{3,}|\s\p{Lu}{3,})\s+((?:\p{Lu}[\p{Ll}.]+ ?){2,5})$", ignore_case=False)
LINES = 45  # the longest list of recipients


def part_end(text: Text) -> Text:
    """Signature and recipients on lines of their own, positions and family names spelt as they should be."""
    changes: set[tuple[int, int, str]] = set()
    for match in RECIPIENTS.finditer(text.chars):
        for offset, line in _lines(text.chars, match.end()):
            at = _right_column(line, first=offset == match.end())
            if at:
                gap = len(line[:at]) - len(line[:at].rstrip())
                changes.add((offset + at - gap, offset + at, "\n"))
            right = line[at or 0 :].rstrip()
            if (meant := _meant(right)) != right:
                changes.add((offset + (at or 0), offset + (at or 0) + len(right), meant))
    return text.edit(sorted(changes)) if changes else text


def _lines(chars: str, start: int) -> Iterator[tuple[int, str]]:
    """The rest of the line at `start` and the lines after it."""
    for _ in range(LINES):
        end = chars.find("\n", start)
        yield start, chars[start : end if end >= 0 else len(chars)]
        if end < 0:
            return
        start = end + 1


def _meant(right: str) -> str:
    """A position or a name without what the stamp did to it."""
    if right[-1:].islower():
        return mended(right) or right
    return positions.spelt(right) if ALONE.match(fold(right)) else right


def _right_column(line: str, *, first: bool) -> int | None:
    """Where the words of the right column begin on a line that has others before them."""
    item = first or line.lstrip()[:1] in "-–—~+•*"
    signing = SIGNING.search(fold(line)) if item else None
    if signing is not None and (first or line[: signing.start(1)].strip(" -–—~+•*")):
        return signing.start(1)
    beside = BESIDE.search(line.rstrip())
    name = beside.group(1).strip() if beside else ""
    return beside.start(1) if beside and is_name(name) and not authority.places(name) else None
