"""PDF files: the text that the file itself holds, in the order in which a reader of the page reads it.

A page that is a picture is given to recognition, whatever the other pages are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from loaders.diacritics import judge
from loaders.readers import encodings, pdf_letters, pdf_pages, scan, scan_picture
from loaders.readers.pdf_file import Pages, Sheet
from loaders.source import Heard, Reading, Sighted, unheard
from ontology.errors import InputRefused, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE = "application/pdf"
MAGIC = b"%PDF-"
HEAD = 1024  # bytes within which the format's mark may stand
ENDS = (b"%%EOF", b"startxref")
DPI = scan_picture.DOTS
COVERED = 0.5  # of a page: pictures that take more are the page
FEW = 60  # letters: a stamp or a page number on a picture
UNKNOWN = 0.1  # of the letters: more without a known character make no text
GOOD = 0.8  # of the diacritics: a recognised text with fewer is recognised anew


def recognises(data: bytes, /) -> bool:
    """Whether the bytes begin as a PDF file does, rubbish before it apart."""
    return data.startswith(MAGIC) or (MAGIC in data[:HEAD] and ENDS[1] in data)


def prepare() -> None:
    """Load PDFium, which is not loaded where no such file is read."""
    import pypdfium2.raw  # noqa: F401


def read(name: str, data: bytes, heard: Heard = unheard, /) -> Reading:
    """The text of a PDF file; InputRefused for what is locked, damaged, empty or out of all measure."""
    if _is_cut_off(data):
        raise InputRefused(name, Refusal.DAMAGED)
    pages = Pages(name, data)
    try:
        sheets = _Sheets(pages, heard)
        sheets.recognise()
    finally:
        pages.close()
    return sheets.reading()


def _is_cut_off(data: bytes) -> bool:
    """Whether the end of the file is missing: objects stand behind its last end mark, or it has none."""
    end = max(data.rfind(mark) for mark in ENDS)
    return end < 0 or b" obj" in data[end:]


class _Sheets:
    """The pages of one file: which are text, which are pictures, which are broken."""

    def __init__(self, pages: Pages, heard: Heard) -> None:
        self._pages, self._heard = pages, heard
        self._leaves = [pdf_pages.Leaf() for _ in range(pages.count)]
        self._scans: list[int] = []
        self._broken: list[int] = []
        self._unreadable: list[int] = []
        self._recognised: dict[int, scan.Page] = {}
        self._missing: InputRefused | None = None
        for at in range(pages.count):
            self._look(at)

    def _look(self, at: int) -> None:
        sheet = self._pages.sheet(at)
        if sheet is None:
            self._broken.append(at)
        elif _is_picture(sheet):
            self._scans.append(at)
        if sheet is not None:
            self._leaves[at] = pdf_pages.laid_out(sheet, self._leaves[at - 1] if at else None)
        if at not in self._scans:
            self._heard(at + 1 - len(self._scans), self._pages.count)

    def recognise(self) -> None:
        """Reads the pages that are pictures; those that cannot be read keep what text they have."""
        if not self._scans:
            return
        done = self._pages.count - len(self._scans)
        shown: list[int] = []
        try:
            found = scan.recognised(
                self._pages.name,
                self._images(shown),
                lambda count, _: self._heard(done + count, self._pages.count),
                len(self._scans),
            )
        except InputRefused as error:
            if error.code is not Refusal.NEEDS_PROGRAM or not self._has_text():
                raise
            self._missing = error
        else:
            self._recognised = dict(zip(shown, found, strict=True))

    def _images(self, shown: list[int]) -> Iterator[Image]:
        """The pictures of the scanned pages; `shown` gets their numbers, for one may be too broken to be drawn."""
        for at in self._scans:
            image = self._pages.image(at, DPI)
            if image is None:
                self._broken.append(at)
            else:
                shown.append(at)
                yield image

    def _has_text(self) -> bool:
        return any(_letters(leaf) > FEW for leaf in self._leaves)

    def reading(self) -> Reading:
        """The text of all pages; InputRefused where there is none."""
        if self._broken and len(self._broken) == self._pages.count:
            raise InputRefused(self._pages.name, Refusal.DAMAGED)
        leaves = [pdf_pages.Leaf() if at in self._recognised else leaf for at, leaf in enumerate(self._leaves)]
        texts = pdf_pages.texts(leaves)
        older = [encoding for leaf in self._leaves for encoding in sorted(leaf.older)]
        mended = dict.fromkeys(warning for encoding in older for warning in encodings.warnings_of(encoding))
        own = [at for at in range(len(texts)) if at not in self._recognised]
        mended |= dict.fromkeys(pdf_letters.reread(self._pages.name, texts, own))
        words: list[Sighted] = []
        starts: list[int] = []
        at = 0
        for index in range(len(texts)):
            starts.append(at)
            page = self._recognised.get(index)
            if page is not None:
                texts[index] = page.text
                words += (Sighted(at + word.start, at + word.end, word.sure) for word in page.words)
            at += len(texts[index]) + 1
        if not any(c.isalpha() for text in texts for c in text):
            raise InputRefused(self._pages.name, Refusal.EMPTY)
        return Reading(
            text="\f".join(texts),
            media_type=MEDIA_TYPE,
            pages=tuple(starts),
            words=tuple(words),
            warnings=(*mended, *self._warnings()),
        )

    def _warnings(self) -> Iterator[str]:
        if self._broken:
            yield f"{_listed(sorted(self._broken))} hỏng, không đọc được. / Broken pages were not read."
        if self._missing is not None:
            yield (
                f"{_listed(self._scans)} là ảnh, chưa nhận dạng được vì thiếu Tesseract. / "
                f"Pages that are pictures were not recognised, for Tesseract is missing: {self._missing.message('en')}"
            )
        for at, page in sorted(self._recognised.items()):
            yield from (scan.told(at, warning) for warning in page.warnings)


def _letters(leaf: pdf_pages.Leaf) -> int:
    return sum(len(piece.text) for piece in leaf.pieces)


def _is_picture(sheet: Sheet) -> bool:
    """Whether a page must be recognised: a picture with hardly any text, letters nobody knows, a poor hidden text."""
    letters = [g for g in sheet.glyphs if g.chars.strip()]
    if sheet.unknown > UNKNOWN * (len(letters) + sheet.unknown):
        return True
    if not _is_covered(sheet):
        return not letters and not sheet.drawn.whole
    return len(letters) < FEW or not _is_good(sheet)


def _is_covered(sheet: Sheet) -> bool:
    area = 0.0
    for left, top, right, bottom in sheet.drawn.pictures:
        across = min(right, sheet.width) - max(left, 0.0)
        down = min(bottom, sheet.height) - max(top, 0.0)
        area += max(0.0, across) * max(0.0, down)
    return area > COVERED * sheet.width * sheet.height


def _is_good(sheet: Sheet) -> bool:
    """Whether what was recognised before reads well."""
    leaf = pdf_pages.laid_out(sheet)
    quality = judge("\n".join(piece.text for piece in leaf.pieces))
    return quality.readable and quality.score >= GOOD


def _listed(pages: Sequence[int]) -> str:
    """“Trang 3, 5, 9”, or how many where they are many."""
    if len(pages) > 8:
        return f"{len(pages)} trang"
    return "Trang " + ", ".join(str(page + 1) for page in pages)
