"""What stands around the text of a page and is none of it: running heads and feet, page numbers, stamps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from loaders.extract.patterns import compiled
from loaders.layout import HEAD_OR_END
from loaders.readers.pdf_lines import Piece
from loaders.readers.pdf_rows import rows, words

EDGE = 0.11  # of the page's height, above and below
NUMBER = compiled(
    r"^(?:[-–—\s|]*(?:\d{1,4}|[ivxl]{1,6})[-–—\s|]*|(?:trang|page)?\s*\d{1,4}\s*(?:/|of|trên)\s*\d{1,4}"
    r"|(?:trang|page)\s+\d{1,4})$"
)
GAZETTE = compiled(r"^\s*\d*\s*công báo\s*/\s*số.*$")
STAMP = compiled(
    r"^(?:(?:được )?ký (?:số )?(?:bởi|ngày)|người ký|ngày ký|thời gian ký"
    r"|digitally signed by|signature (?:not )?(?:verified|valid)"
    r"|signed by|date:\s*\d{4}\.\d{2}\.\d{2})\s*:?"
)
STAMPED = compiled(
    r"^(?:email|cơ quan|tổ chức|chức vụ|đơn vị|lý do|reason|location|date|dn|cn|vị trí)\s*[:=]"
    r"|^.{2,60}@\S+$|[+-]07:?'?00'?"
)
# What a browser prints around a page: when it was printed, and its address.
BROWSER = compiled(
    r"^(?:\d{1,2}[/:]\d{1,2}[/:\s,]\S*\s*\d{1,2}[:/]\d{2}\S*(?:\s*[ap]m)?(?:[^\p{L}\d]|$)|(?:file|https?)://\S+(?:\s+\d+/\d+)?$)"
)
DIGITS = compiled(r"\d+")
BOTH = 2  # pages: a line on two of two or three pages is repeated

Row = list[Piece]


def without_stamps(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the signs of digital signatures, unless nothing else is there."""
    anchors = [p for p in pieces if STAMP.search(p.text)]
    if not anchors:
        return list(pieces)
    kept = [p for p in pieces if not any(_of_stamp(p, anchor) for anchor in anchors)]
    return kept or list(pieces)


def _of_stamp(piece: Piece, anchor: Piece) -> bool:
    """Whether a piece is the anchor or one of the lines of its stamp."""
    if piece is anchor:
        return True
    near = abs(piece.base - anchor.base) < 6 * anchor.size and abs(piece.left - anchor.left) < 8 * anchor.size
    return near and STAMPED.search(piece.text) is not None


def furniture(pages: Sequence[tuple[float, Sequence[Piece]]]) -> list[set[Piece]]:
    """For each page, given as its height and its pieces, those that are not of the text."""
    edges = [[_edge(height, pieces, top=top) for top in (True, False)] for height, pieces in pages]
    counts = Counter(key for sides in edges for key in {key for side in sides for row in side for key in _keys(row)})
    least = BOTH if len(pages) <= 3 else max(3, len(pages) // 8)
    repeated = {key for key, count in counts.items() if count >= least}
    return [{p for side in sides for p in _outer(side, repeated)} for sides in edges]


def _edge(height: float, pieces: Iterable[Piece], *, top: bool) -> list[Row]:
    """The lines at the head or the foot of a page, the outermost first."""
    limit = EDGE * height
    near = [p for p in pieces if (p.base < limit if top else p.base > height - limit)]
    found = rows(near)
    return found if top else found[::-1]


def is_known(said: str) -> bool:
    """Whether a line is of a kind that stands only around a text: a page's number, a gazette's or a browser's line."""
    return any(pattern.search(said) for pattern in (NUMBER, GAZETTE, BROWSER))


def _keys(row: Row) -> Iterator[tuple[str, int]]:
    """What a repeated line has in common with itself on other pages: its words and about where it stands."""
    said = DIGITS.sub("#", words(row).casefold())
    if any(c.isalpha() for c in said):
        place = int(row[0].base // 6)
        yield said, place
        yield said, place + 1


def _outer(side: list[Row], repeated: set[tuple[str, int]]) -> Iterator[Piece]:
    """From the edge inwards, as long as there is furniture."""
    for row in side:
        said = words(row)
        if HEAD_OR_END.search(said) and not GAZETTE.search(said):
            return
        if is_known(said) or any(key in repeated for key in _keys(row)):
            yield from row
        else:
            return
