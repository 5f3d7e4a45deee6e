"""Word documents (.docx): what a reader of the printed page reads, in the order of the text.

A paragraph is a line, with an empty one after it. A table that only lays out the head or the end of a document is
read cell after cell; any other is written one row a line between bars, which is how tables stand in text files.
Changes that were tracked are read as accepted; headers, footers, hidden words and the table of contents that Word
makes are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.layout import HEAD_OR_END
from loaders.readers.numbering import LEVELS, Numbering, W, value, whole
from loaders.readers.office import MAGIC, Package
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WORDS = (f"{W}t", f"{M}t")
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
BOX = f"{W}txbxContent"
# Deleted and moved words; properties, which may hold earlier properties; a drawing said again for older programs.
UNREAD = (
    *(W + tag for tag in "del moveFrom pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr rt".split()),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
GONE = (f"{W}rPr/{W}del", f"{W}rPr/{W}moveFrom")
GONE_ROW = (f"{W}trPr/{W}del", f"{W}trPr/{W}moveFrom")
OFF = ("0", "false", "off", "none")
WIDEST = 63  # columns of a table in Word
LAYOUT = 3  # a table with more columns holds data


def recognises(data: bytes, /) -> bool:
    """Whether the bytes may be an office file; `read` then says which."""
    return data.startswith(MAGIC)


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The text of a Word document; InputRefused for other archives and for what is damaged or out of all measure."""
    package = Package(name, data)
    document = package.part(package.main)
    body = document.find(f"{W}body") if document is not None else None
    if body is None:
        raise InputRefused(name, Refusal.UNSUPPORTED)
    try:
        text = _Reading(package).text(body)
    except RecursionError as error:
        raise InputRefused(name, Refusal.TOO_LARGE) from error
    if not any(c.isalpha() for c in text):
        raise InputRefused(name, Refusal.EMPTY)
    return Reading(text=text, media_type=MEDIA_TYPE)


class _Reading:
    """One document on the way to its text: the counts of its lists, its notes, the text boxes met."""

    def __init__(self, package: Package) -> None:
        parts = {kind: _part(package, kind) for kind in ("numbering", "styles", "footnotes", "endnotes")}
        self._numbering = Numbering(parts["numbering"])
        styles = parts["styles"]
        found = styles.findall(f"{W}style") if styles is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._notes = {f"{W}{kind}Reference": _by_id(parts[f"{kind}s"], kind) for kind in ("footnote", "endnote")}
        self._cited: list[Element] = []
        self._boxes: list[Element] = []

    def text(self, body: Element) -> str:
        lines = list(self._blocks(body, apart=True))
        cited, at = self._cited, 0
        while at < len(cited):  # a note may cite a note
            words = " ".join(" ".join(self._blocks(cited[at])).split())
            at += 1
            lines.append(f"[{at}] {words}")
        kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]
        return "\n".join(kept).strip("\n") + "\n"

    def _blocks(self, parent: Element, *, apart: bool = False) -> Iterator[str]:
        """The lines of a body, a cell or a text box; set `apart`, an empty one follows each paragraph."""
        open_words = ""  # of a paragraph whose end was deleted
        for child in parent:
            if child.tag == f"{W}p":
                words = open_words + self._paragraph(child)
                open_words = words if _has(child.find(f"{W}pPr"), GONE) else ""
                if not open_words:
                    yield from self._lines(words)
                    yield from [""] * apart
                    yield from self._text_boxes()
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in UNREAD:
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
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)

    def _paragraph(self, paragraph: Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        if (value(self._styles.get(style or ""), f"{W}name") or "").startswith("toc "):
            return ""
        mark = self._mark(properties, style)
        return mark + "".join(self._words(paragraph)).lstrip(" " if mark else "")

    def _mark(self, properties: Element | None, style: str | None) -> str:
        """The number of the paragraph, by its own properties or by its style's."""
        numbered = properties.find(f"{W}numPr") if properties is not None else None
        num = value(numbered, f"{W}numId")
        seen: set[str] = set()
        named = style
        while num is None and named in self._styles and named not in seen:
            seen.add(named)
            numbered = self._styles[named].find(f"{W}pPr/{W}numPr")
            num = value(numbered, f"{W}numId")
            style, named = named, value(self._styles[named], f"{W}basedOn") or ""
        if num is None:
            return ""
        level = value(numbered, f"{W}ilvl")
        at = self._numbering.level_of(num, style) if level is None else whole(level, 0)
        return self._numbering.next(num, min(at, LEVELS - 1))

    def _words(self, parent: Element) -> Iterator[str]:
        """The words of a paragraph or of a part of it; tabs and line ends as their characters."""
        for child in parent:
            tag = child.tag
            if tag in WORDS:
                yield " ".join((child.text or "").splitlines()).replace("\t", " ")
            elif tag in SIGNS:
                yield SIGNS[tag]
            elif tag in self._notes:
                yield self._note(child)
            elif tag == BOX:
                self._boxes.append(child)
            elif tag == f"{W}r":
                yield from self._run(child)
            elif tag not in UNREAD:
                yield from self._words(child)

    def _run(self, run: Element) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if _is_on(properties, f"{W}vanish"):
            return
        capitals = _is_on(properties, f"{W}caps")
        for words in self._words(run):
            yield words.upper() if capitals else words

    def _note(self, reference: Element) -> str:
        note = self._notes[reference.tag].get(reference.get(f"{W}id", ""))
        if note is None or note in self._cited:
            return ""
        self._cited.append(note)
        return f"[{len(self._cited)}]"

    def _table(self, table: Element) -> Iterator[str]:
        rows = [list(self._cells(row)) for row in _within(table, f"{W}tr") if not _has(row, GONE_ROW)]
        widest = max((len(row) for row in rows), default=0)
        lines = [line for row in rows for cell, _ in row for line in cell]
        yield ""
        if widest == 1 or (widest <= LAYOUT and any(HEAD_OR_END.search(line) for line in lines)):
            yield from lines
        else:
            yield from (words for row in rows if (words := _row(row)))
        yield ""

    def _cells(self, row: Element) -> Iterator[tuple[list[str], int]]:
        """The lines of each cell and how many columns it spans; nothing in the later rows of a merged one."""
        before = whole(value(row, f"{W}trPr/{W}gridBefore"), 0)
        if before:
            yield [], min(before, WIDEST)
        for cell in _within(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            lines = list(self._blocks(cell))  # numbered paragraphs count, whether they are shown or not
            merged = value(properties, f"{W}vMerge") in ("", "continue")
            span = max(1, whole(value(properties, f"{W}gridSpan"), 1))
            yield ([] if merged else lines), min(span, WIDEST)


def _row(cells: list[tuple[list[str], int]]) -> str:
    """One line for a row; a cell over several columns leaves the others empty, unless the row is only a title."""
    words = [(" ".join(" ".join(lines).replace("|", " ").split()), span) for lines, span in cells]
    filled = [i for i, (said, _) in enumerate(words) if said]
    if not filled:
        return ""
    is_title = len(words) <= 2 and filled[-1] == len(words) - 1 and words[-1][1] > 1
    shown = [said for said, _ in words] if is_title else [c for said, span in words for c in (said, *[""] * (span - 1))]
    return "| " + " | ".join(shown) + " |"


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and accepted insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in UNREAD and child.tag not in (f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _within(child, tag)


def _part(package: Package, kind: str) -> Element | None:
    path = package.related(package.main, f"/{kind}")
    return package.part(path) if path else None


def _by_id(part: Element | None, kind: str) -> dict[str, Element]:
    notes = part.findall(f"{W}{kind}") if part is not None else []
    return {note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type", "normal") == "normal"}


def _has(element: Element | None, paths: tuple[str, ...]) -> bool:
    return element is not None and any(element.find(path) is not None for path in paths)


def _is_on(properties: Element | None, path: str) -> bool:
    said = value(properties, path)
    return said is not None and said not in OFF
