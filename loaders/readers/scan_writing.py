"""What was recognised on a page, written down: lines, paragraphs, rows of tables, and where each word came to stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.readers.scan_engine import Word
from loaders.readers.scan_mending import mended
from loaders.source import Sighted

Line = list[Word]
Row = list[Line]

PAGE_NUMBER = compiled(r"^[-–—\s]*\d{1,4}[-–—\s.]*$")
GAZETTE = compiled(r"^[\d\s]*(?:công báo|công bảo)\s*/\s*số\s")
STAMP = compiled(r"^(?:ký bởi|người ký|ký số bởi|ngày ký|giờ ký|thời gian ký|ký ngày)\s*:")
STAMPED = compiled(r"^(?:email|e-mail|cơ quan|tổ chức|chức vụ|đơn vị)\s*:")
INDENT = 0.8  # heights of a line by which the first one of a paragraph is set in
POOR = 0.75  # mean sureness below which a page is told to be hard to read
PITCH = 1.3  # times the usual distance of lines that parts paragraphs
MIDDLE = 0.03  # of the width by which a centred line may be off


class Written(NamedTuple):
    """The text of a page; its words' places count within it, and its warnings name no page."""

    text: str
    words: tuple[Sighted, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Lines or rows of a table that stand together; `width`: from where to where print reaches."""

    lines: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    width: tuple[int, int] = (0, 0)
    columns: bool = False
    loose: bool = False  # set in columns that no lines part: perhaps a table

    def words(self) -> Iterator[Word]:
        for line in self.lines:
            yield from line
        for row in self.rows:
            for cell in row:
                yield from cell

    def settle(self, read: Callable[[Line], Line]) -> None:
        """Puts what another look gives in the place of each line, in tables line by line of each cell."""
        self.lines[:] = mended([read(line) for line in self.lines])
        for row in self.rows:
            for cell in row:
                lines = [list(line) for _, line in groupby(cell, key=lambda word: word.line)]
                cell[:] = [word for line in mended([read(line) for line in lines]) for word in line]


class _Page:
    """Text that grows line by line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._words: list[Sighted] = []
        self._length = 0

    def _put(self, text: str, sure: float | None = None) -> None:
        if sure is not None:
            self._words.append(Sighted(self._length, self._length + len(text), round(sure, 3)))
        self._pieces.append(text)
        self._length += len(text)

    def line(self, words: Iterable[Word]) -> None:
        for at, word in enumerate(words):
            self._put(" " * bool(at))
            self._put(word.text, word.sure)
        self.gap()

    def row(self, row: Row) -> None:
        self._put("|")
        for cell in row:
            self._put(" ")
            for word in cell:
                self._put(word.text.replace("|", "/"), word.sure)
                self._put(" ")
            self._put("|")
        self.gap()

    def gap(self) -> None:
        self._put("\n")

    def written(self, warnings: Iterable[str]) -> Written:
        return Written("".join(self._pieces).rstrip("\n") + "\n", tuple(self._words), tuple(warnings))


def written(parts: Sequence[Part]) -> Written:
    """The page without its number, gazette head and the stamps of digital signatures."""
    page = _Page()
    last = len(parts) - 1
    for at, part in enumerate(parts):
        lines = _without_furniture(part.lines, first=at == 0, last=at == last)
        apart = _parted(lines, part)
        for line in lines:
            if id(line) in apart:
                page.gap()
            page.line(line)
        for row in part.rows:
            page.row(row)
        if at < last and (lines or part.rows):
            page.gap()
    return page.written(_warnings(parts))


def sureness(parts: Sequence[Part]) -> float:
    """The mean over all words, longer ones counting more; where nothing was read there is nothing to doubt."""
    words = [word for part in parts for word in part.words()]
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 1.0


def _warnings(parts: Sequence[Part]) -> Iterator[str]:
    if sureness(parts) < POOR:
        yield "bản quét mờ, nhiều chữ có thể đọc sai / poorly legible, many words may be misread"
    if any(part.loose for part in parts):
        yield "có thể có bảng không kẻ khung, đã đọc theo dòng / perhaps a table without lines, read line by line"


def _said(line: Line) -> str:
    return " ".join(word.text for word in line)


def _without_furniture(lines: list[Line], *, first: bool, last: bool) -> list[Line]:
    kept = list(lines)
    if first and kept and GAZETTE.match(_said(kept[0])):
        del kept[0]
    if first and kept and PAGE_NUMBER.match(_said(kept[0])):
        del kept[0]
    if last and kept and PAGE_NUMBER.match(_said(kept[-1])):
        del kept[-1]
    stamps = [line for line in kept if STAMP.match(_said(line))]
    return [line for line in kept if line not in stamps and not (stamps and STAMPED.match(_said(line)))]


def _parted(lines: Sequence[Line], part: Part) -> set[int]:
    """The lines (by identity) that begin a paragraph, by where they stand."""
    if len(lines) < 2:
        return set()
    pitch = median(b[0].box.bottom - a[0].box.bottom for a, b in pairwise(lines))
    return {id(b) for a, b in pairwise(lines) if _begins(a, b, pitch, part)}


def _begins(a: Line, b: Line, pitch: float, part: Part) -> bool:
    height = median(word.box.bottom - word.box.top for word in b)
    if b[0].box.bottom - a[0].box.bottom > PITCH * pitch + 0.2 * height:
        return True
    if part.columns:
        return False
    left, right = part.width
    if _is_centred(a, part) and _is_centred(b, part):
        return False
    room, word = right - a[-1].box.right, b[0].box.right - b[0].box.left
    set_in = b[0].box.left - max(left, a[0].box.left)
    return room > word + height or set_in > INDENT * height


def _is_centred(line: Line, part: Part) -> bool:
    left, right = part.width
    before, after = line[0].box.left - left, right - line[-1].box.right
    return before > MIDDLE * (right - left) and abs(before - after) < 2 * MIDDLE * (right - left)
