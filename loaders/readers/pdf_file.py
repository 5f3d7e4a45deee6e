"""What stands on the pages of a PDF file: letters with their places, ruled lines, pictures.

PDFium reads the file; its own order of the letters is not used, for it puts letters of a second font behind the
line that they belong to. Places are in points from the left and the top of the page as it is looked at, whatever
rotation, crop box or drawing at right angles the file uses.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_void_p, cast, create_string_buffer
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from loaders.readers import pdf_letters
from loaders.readers.pdf_drawing import Box, Drawn, drawn_on
from ontology.errors import InputRefused, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 5_000
MOST_LETTERS = 400_000  # of one page
LARGEST_SIDE = 14_400  # points: the format's own bound
MOST_PIXELS = 40_000_000
HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
NO_LETTERS = (range(1), range(0xD800, 0xF900), range(0xFFFE, 0x10000))  # nothing, halves and private signs
PASSWORD = (4, 5)  # PDFium's codes: password needed, protection not known
STRAIGHT = 0.03  # of a right angle: lines that run along an edge of the page; watermarks run across
ASLANT = -1
LONGEST_NAME = 128  # bytes of a font's name
UNSEEN = 3  # the mode of letters that are neither filled nor drawn: what recognition laid under a picture


class Glyph(NamedTuple):
    """A letter where it stands; `chars` holds its marks too. `base` is the line it stands on."""

    chars: str
    left: float
    right: float
    base: float
    size: float
    seen: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: `unknown` letters are drawn but the file does not say which they are.

    `older` are the encodings before Unicode that letters were in.
    """

    width: float
    height: float
    glyphs: list[Glyph]
    drawn: Drawn
    unknown: int
    older: frozenset[str] = frozenset()


class _Style(NamedTuple):
    size: float
    turn: int  # right angles to the left; ASLANT for all between
    seen: bool
    face: pdf_letters.Face = pdf_letters.PLAIN


class Pages:
    """An open PDF file. Not for two threads: PDFium knows none."""

    def __init__(self, name: str, data: bytes) -> None:
        """InputRefused for what is locked, broken or has too many pages."""
        import pypdfium2

        self.name = name
        self._error: type[Exception] = pypdfium2.PdfiumError
        try:
            self._file = pypdfium2.PdfDocument(data)
            self.count = len(self._file)
        except pypdfium2.PdfiumError as error:
            code = Refusal.ENCRYPTED if error.err_code in PASSWORD else Refusal.DAMAGED
            raise InputRefused(name, code) from error
        if self.count > MOST_PAGES:
            raise InputRefused(name, Refusal.TOO_LARGE, f"> {MOST_PAGES} trang / pages")

    def close(self) -> None:
        self._file.close()

    def sheet(self, at: int) -> Sheet | None:
        """What stands on a page, None where the page is broken; InputRefused where it is out of all measure."""
        page = self._page(at)
        if page is None:
            return None
        try:
            return _sheet(page, self.name, at)
        except self._error:
            return None
        finally:
            page.close()

    def image(self, at: int, dpi: int) -> Image | None:
        """The page as a picture, of fewer dots where it is large; None where it is broken."""
        page = self._page(at)
        if page is None:
            return None
        try:
            width, height = page.get_size()
            scale = min(dpi / 72, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
            picture: Image = page.render(scale=scale).to_pil()  # in colour: stamps are known by their red
        except self._error:
            return None
        else:
            return picture
        finally:
            page.close()

    def _page(self, at: int) -> Any:
        try:
            page = self._file[at]
        except self._error:
            return None
        if max(page.get_size()) > LARGEST_SIDE:
            raise InputRefused(self.name, Refusal.TOO_LARGE, f"trang / page {at + 1}")
        return page


def _sheet(page: Any, name: str, at: int) -> Sheet:
    text = page.get_textpage()
    try:
        letters, unknown = _letters(text, name, at)
    finally:
        text.close()
    letters, older = _mended(letters)
    turns = _turns(letters, page.get_rotation() // 90)
    view = _View(page.get_cropbox(), turns)
    glyphs = [
        Glyph(chars, left, right, base, style.size, style.seen)
        for chars, box, (x, y), style in letters
        if style.turn == turns
        for left, right, base in [view.line(box, x, y)]
        if -1 < base < view.height + 1 and right > 0 and left < view.width
    ]
    return Sheet(view.width, view.height, glyphs, drawn_on(page, view.box), unknown, older)


_Letter = tuple[str, Box, tuple[float, float], _Style]


def _letters(text: Any, name: str, at: int) -> tuple[list[_Letter], int]:
    """The letters in the order of the file, a mark with the letter before it; how many have no known character."""
    count = text.count_chars()
    if count > MOST_LETTERS:
        raise InputRefused(name, Refusal.TOO_LARGE, f"trang / page {at + 1}")
    found: list[_Letter] = []
    unknown = 0
    for chars, box, origin, style in _told(text.raw, count):
        if unicodedata.combining(chars) and found:
            base, *rest = found[-1]
            found[-1] = (base + chars, *rest)  # type: ignore[assignment]
        elif any(ord(chars) in signs for signs in NO_LETTERS):
            unknown += 1
        elif chars >= " " or chars == HYPHEN:
            found.append(("-" if chars == HYPHEN else chars, box, origin, style))
    return found, unknown


def _mended(letters: list[_Letter]) -> tuple[list[_Letter], frozenset[str]]:
    """The letters with those put right that fonts before Unicode show, and the encodings of these."""
    faces = [style.face for *_, style in letters]
    if all(face is pdf_letters.PLAIN for face in faces):
        return letters, frozenset()
    said = [chars for chars, *_ in letters]
    older = pdf_letters.mended(said, faces)
    found: list[_Letter] = []
    for chars, (_, box, origin, style) in zip(said, letters, strict=True):
        if chars:
            found.append((chars, box, origin, style))
        elif found:
            found[-1] = (found[-1][0], _around(found[-1][1], box), *found[-1][2:])
    return found, older


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _told(text: Any, count: int) -> Iterator[_Letter]:
    """Every letter that the file itself writes."""
    import pypdfium2.raw as pdfium

    box, x, y = pdfium.FS_RECTF(), c_double(), c_double()
    styles: dict[int | None, _Style] = {}
    for i in range(count):
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code in (10, 13, 32) and pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(text, i, byref(box))
        pdfium.FPDFText_GetCharOrigin(text, i, byref(x), byref(y))
        run = pdfium.FPDFText_GetTextObject(text, i)
        key = cast(run, c_void_p).value
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(pdfium, text, i, run)
        code = pdf_letters.code_of(code, style.face)
        yield chr(code if code < 0x110000 else 0), (box.left, box.bottom, box.right, box.top), (x.value, y.value), style


def _style(pdfium: Any, text: Any, i: int, run: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, byref(matrix))
    size = abs(pdfium.FPDFText_GetFontSize(text, i)) * math.hypot(matrix.c, matrix.d)
    turn, off = divmod(math.atan2(matrix.b, matrix.a) / (math.pi / 2) + STRAIGHT, 1)
    seen = not run or pdfium.FPDFTextObj_GetTextRenderMode(run) != UNSEEN
    return _Style(size or 1.0, int(turn) % 4 if off < 2 * STRAIGHT else ASLANT, seen, _face(pdfium, run))


def _face(pdfium: Any, run: Any) -> pdf_letters.Face:
    font = pdfium.FPDFTextObj_GetFont(run) if run else None
    if not font:
        return pdf_letters.PLAIN
    name = create_string_buffer(LONGEST_NAME)
    length = pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_NAME)
    return (
        pdf_letters.face_of(name.value.decode("utf-8", "replace")) if 0 < length <= LONGEST_NAME else pdf_letters.PLAIN
    )


def _turns(letters: list[_Letter], rotation: int) -> int:
    """By how many right angles the page must be turned for most letters to stand upright."""
    turns = Counter(style.turn for *_, style in letters if style.turn != ASLANT)
    return turns.most_common(1)[0][0] if turns else rotation % 4


class _View:
    """From the file's coordinates to the page as it is looked at."""

    def __init__(self, crop: tuple[float, float, float, float], turns: int) -> None:
        left, bottom, right, top = crop
        self._crop, self._turns = crop, turns
        sides = (right - left, top - bottom)
        self.width, self.height = sides if turns % 2 == 0 else sides[::-1]

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._crop
        across, up = x - left, y - bottom
        if self._turns == 0:
            return across, top - y
        if self._turns == 1:
            return up, across
        if self._turns == 2:
            return right - x, up
        return top - y, right - x

    def line(self, box: Box, x: float, y: float) -> tuple[float, float, float]:
        """Left, right and base of a letter, given its box and the point where it begins."""
        left, bottom, right, top = self._crop
        if self._turns == 0:
            return box[0] - left, box[2] - left, top - y
        if self._turns == 1:
            return box[1] - bottom, box[3] - bottom, x - left
        if self._turns == 2:
            return right - box[2], right - box[0], y - bottom
        return top - box[3], top - box[1], right - x

    def box(self, box: Box) -> Box:
        """Left, top, right, bottom."""
        a, b = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
