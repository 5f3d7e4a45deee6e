"""Word documents (.docx, .docm, .dotx): what a reader of the printed page reads, in the order of the text.

A paragraph is a line, with an empty one after it. A table that only lays out the head or the end of a document is
read column after column; any other is written one row a line between bars, which is how tables stand in text files.
Changes that were tracked are read as accepted; headers, footers, comments, hidden words and the table of contents
that Word makes are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.layout import HEAD_OR_END
from loaders.readers import word_letters, word_tables
from loaders.readers.numbering import LEVELS, Numbering, W, value, whole
from loaders.readers.office import MAGIC, OPEN_DOCUMENT, Package
from loaders.readers.word_runs import Runs, contents
from loaders.readers.word_styles import Styles
from loaders.readers.word_tables import WIDEST, Cell
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
WIDE, HIGH = 4_500, 6_300  # thousands of 1/914,400 inch: what is larger fills most of a page of A4
ONLY_PICTURES = "chỉ có ảnh trang: lưu thành PDF hay ảnh để nhận dạng / page pictures only: save as PDF or as pictures"
PICTURES = (
    "{count} ảnh cỡ trang trong tệp Word không được nhận dạng: lưu thành PDF để đọc"
    " / {count} page-sized pictures in the Word file were not recognised: save it as PDF to have them read"
)
GONE = (f"{W}rPr/{W}del", f"{W}rPr/{W}moveFrom")
GONE_ROW = (f"{W}trPr/{W}del", f"{W}trPr/{W}moveFrom")
START = 120  # bytes, in which an archive names its first file
CONTENTS = "Table of Contents"
ELSEWHERE = (f"{W}altChunk", f"{W}subDoc")
NOT_READ = (
    "một phần văn bản nằm trong tệp nhúng, không đọc được: mở bằng Word rồi lưu lại"
    " / a part of the document lies in an embedded file and was not read: open it in Word and save it again"
)


def recognises(data: bytes, /) -> bool:
    """Whether the bytes may be an office file; `read` then says which."""
    return data.startswith(MAGIC) and OPEN_DOCUMENT not in data[:START]


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The text of a Word document; InputRefused for other archives and for what is damaged or out of all measure."""
    package = Package(name, data)
    document = package.part(package.main)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise InputRefused(name, Refusal.UNSUPPORTED)
    try:
        reading = _Reading(package, body)
        text = reading.text(body)
    except RecursionError as error:
        raise InputRefused(name, Refusal.TOO_LARGE) from error
    pictures = _page_pictures(body)
    if not any(c.isalpha() for c in text):
        raise InputRefused(name, Refusal.EMPTY, ONLY_PICTURES if pictures else "")
    return Reading(text=text, media_type=MEDIA_TYPE, warnings=(*reading.warnings, *_left_out(body, pictures)))


def _left_out(body: Element, pictures: int) -> Iterator[str]:
    """What the file holds beside the text that was read."""
    if any(part.tag in ELSEWHERE for part in body.iter()):
        yield NOT_READ
    if pictures:
        yield PICTURES.format(count=pictures)


def _page_pictures(body: Element) -> int:
    """How many pictures are as large as a page: scans pasted into a document."""
    drawn = [extent for drawing in body.iter(f"{W}drawing") if _is_picture(drawing) for extent in drawing.iter(EXTENT)]
    return sum(whole(e.get("cx", "")[:-3], 0) >= WIDE and whole(e.get("cy", "")[:-3], 0) >= HIGH for e in drawn)


def _is_picture(drawing: Element) -> bool:
    return any(part.tag.endswith("}blip") for part in drawing.iter())


class _Reading:
    """One document on the way to its text: the counts of its lists, its notes, the text boxes met."""

    def __init__(self, package: Package, body: Element) -> None:
        parts = {kind: _part(package, kind) for kind in ("numbering", "styles", "footnotes", "endnotes")}
        self._numbering = Numbering(parts["numbering"])
        self._styles = Styles(parts["styles"])
        said = (body, parts["footnotes"], parts["endnotes"])
        self.warnings = word_letters.mend(package.name, (part for part in said if part is not None), self._styles)
        notes = {f"{W}{kind}Reference": _by_id(parts[f"{kind}s"], kind) for kind in ("footnote", "endnote")}
        self._runs = Runs(self._styles, notes)

    def text(self, body: Element) -> str:
        lines = list(self._blocks(body, apart=True))
        cited, at = self._runs.cited, 0
        while at < len(cited):  # a note may cite a note
            words = " ".join(" ".join(self._blocks(cited[at])).split())
            at += 1
            lines.append(f"[{at}] {words}")
        kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
        return "\n".join(kept).strip("\n") + "\n"

    def _blocks(self, parent: Element, *, apart: bool = False) -> Iterator[str]:
        """The lines of a body, a cell or a text box; set `apart`, an empty one follows each paragraph."""
        open_words = ""  # of a paragraph whose end was deleted: it goes on in the next one
        for child in contents(parent):
            if child.tag == f"{W}p":
                if _has(child.find(f"{W}pPr"), GONE):
                    open_words += self._words(child)
                    continue
                yield from self._lines(self._paragraph(child, open_words))
                yield from [""] * apart
                yield from self._text_boxes()
                open_words = ""
            elif child.tag == f"{W}tbl":
                yield from word_tables.lines_of(list(self._rows(child)))
            elif value(child, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") != CONTENTS:
                yield from self._blocks(child, apart=apart)
        if open_words:
            yield from self._lines(open_words)

    def _lines(self, words: str) -> Iterator[str]:
        for line in words.split("\n"):
            pieces = [piece.strip() for piece in line.split("\t") if piece.strip()]
            if any(HEAD_OR_END.search(piece) for piece in pieces[1:]):
                yield from pieces  # two columns of a head, parted by a tab
            else:
                yield ("\t" if len(pieces) > 2 else " ").join(pieces)

    def _text_boxes(self) -> Iterator[str]:
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            yield from self._blocks(box)

    def _paragraph(self, paragraph: Element, before: str) -> str:
        """A paragraph with its number, and the words of those before it whose ends were deleted."""
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        if self._styles.is_contents(style):
            return before
        mark = self._mark(properties, style)
        return mark + (before + self._words(paragraph)).lstrip(" " if mark else "")

    def _words(self, paragraph: Element) -> str:
        return self._runs.words(paragraph, value(paragraph.find(f"{W}pPr"), f"{W}pStyle"))

    def _mark(self, properties: Element | None, style: str | None) -> str:
        """The number of the paragraph, by its own properties or by its style's."""
        chain = list(self._styles.chain(style))
        said = [named.find(f"{W}pPr/{W}numPr") for _, named in chain]
        said.insert(0, properties.find(f"{W}numPr") if properties is not None else None)
        num = next((num for each in said if (num := value(each, f"{W}numId")) is not None), None)
        if num is None:
            return ""
        level = next((level for each in said if (level := value(each, f"{W}ilvl")) is not None), None)
        at = self._numbering.level_of(num, [name for name, _ in chain]) if level is None else whole(level, 0)
        return self._numbering.next(num, min(at, LEVELS - 1))

    def _rows(self, table: Element) -> Iterator[list[Cell]]:
        for row in _within(table, f"{W}tr"):
            if not _has(row, GONE_ROW):
                yield list(self._cells(row))

    def _cells(self, row: Element) -> Iterator[Cell]:
        """The cells of a row; nothing in the later rows or columns of a merged one."""
        before = whole(value(row, f"{W}trPr/{W}gridBefore"), 0)
        if before:
            yield Cell([], min(before, WIDEST))
        for cell in _within(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            lines = list(self._blocks(cell))  # numbered paragraphs count, whether they are shown or not
            merged = any(value(properties, f"{W}{way}Merge") in ("", "continue") for way in "vh")
            gone = properties is not None and properties.find(f"{W}cellDel") is not None
            span = max(1, whole(value(properties, f"{W}gridSpan"), 1))
            if not gone:
                yield Cell([] if merged else lines, min(span, WIDEST))


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and accepted insertions too."""
    for child in contents(parent):
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _within(child, tag)


def _part(package: Package, kind: str) -> Element | None:
    path = package.related(package.main, f"/{kind}")
    return package.part(path) if path else None


def _by_id(part: Element | None, kind: str) -> dict[str, Element]:
    notes = part.findall(f"{W}{kind}") if part is not None else []
    return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type", "normal") == "normal"}


def _has(element: Element | None, paths: tuple[str, ...]) -> bool:
    return element is not None and any(element.find(path) is not None for path in paths)
