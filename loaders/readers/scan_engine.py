"""Tesseract with its Vietnamese model, inside this process: words of a part of a picture, each with how sure it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology.errors import InputRefused, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

LANGUAGE = "vie"
MODEL = f"{LANGUAGE}.traineddata"
# Where Debian, Fedora, Homebrew and the makers' own build put the models; TESSDATA_PREFIX goes before.
FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
LONGEST = 300_000  # milliseconds for one part of a page, on a busy machine; what takes longer is no writing
MARGIN = 12  # dots of white around a line that is shown by itself
PACKAGES = "tesseract-ocr tesseract-ocr-vie"


class Box(NamedTuple):
    """A rectangle of pixels, right and bottom just outside."""

    left: int
    top: int
    right: int
    bottom: int


class Word(NamedTuple):
    """A word as seen: `sure` lies between 0 and 1, `line` counts the lines of its part of the page."""

    text: str
    sure: float
    box: Box
    line: int


def missing() -> str | None:
    """What is missing for recognising pictures: "tesserocr" (the library), the name of the model, or nothing."""
    try:
        import tesserocr  # noqa: F401
    except ImportError:
        return "tesserocr"
    return None if models() else MODEL


def models() -> str | None:
    """The folder that holds the Vietnamese model."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    given = (prefix, f"{prefix}/tessdata") if prefix else ()
    return next((folder for folder in (*given, *FOLDERS) if Path(folder, MODEL).is_file()), None)


def ready(name: str) -> None:
    """Loads the model; InputRefused for the file `name` where the library or the model is not there."""
    lacking = missing()
    if lacking:
        raise InputRefused(name, Refusal.NEEDS_PROGRAM, PACKAGES if lacking == MODEL else lacking)
    _engine()


@cache
def _engine() -> Any:
    import tesserocr

    engine = tesserocr.PyTessBaseAPI(path=models(), lang=LANGUAGE, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY)
    engine.SetVariable("debug_file", os.devnull)
    return engine


class Sight:
    """One picture (grey) before the engine's eye."""

    def __init__(self, picture: Image, dots: int) -> None:
        self._engine = _engine()
        self._picture, self._dots = picture, dots
        self._engine.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
        self._engine.SetSourceResolution(dots)

    def again(self, part: Box, scale: float) -> list[Word]:
        """The words of one line, looked at larger or smaller; what was shown before is no longer in view."""
        import tesserocr
        from PIL import ImageOps
        from PIL.Image import Resampling

        room = (part.bottom - part.top) // 4
        left, top = max(part.left - room, 0), max(part.top - room, 0)
        cut = self._picture.crop((left, top, part.right + room, part.bottom + room))
        size = max(round(cut.width * scale), 1), max(round(cut.height * scale), 1)
        shown = ImageOps.expand(cut.resize(size, Resampling.LANCZOS), MARGIN, fill=255)
        self._engine.SetImageBytes(shown.tobytes(), shown.width, shown.height, 1, shown.width)
        self._engine.SetSourceResolution(round(self._dots * scale))
        self._engine.SetPageSegMode(tesserocr.PSM.SINGLE_LINE)

        def back(at: int, start: int) -> int:
            return round((at - MARGIN) / scale) + start

        return [
            word._replace(box=Box(*(back(at, start) for at, start in zip(word.box, (left, top) * 2, strict=True))))
            for word in self._seen()
        ]

    def words(self, part: Box, *, one_block: bool) -> Iterator[Word]:
        """The words of a part of the picture, which is one column, or else looked through for several."""
        import tesserocr

        self._engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if one_block else tesserocr.PSM.AUTO)
        right, bottom = min(part.right, self._picture.width), min(part.bottom, self._picture.height)
        self._engine.SetRectangle(part.left, part.top, right - part.left, bottom - part.top)
        yield from self._seen()

    def _seen(self) -> Iterator[Word]:
        import tesserocr

        if not self._engine.Recognize(LONGEST):
            raise TimeoutError("a part of a page takes too long")
        line = -1
        found = self._engine.GetIterator()
        if found is None or found.Empty(tesserocr.RIL.WORD):
            return
        for each in tesserocr.iterate_level(found, tesserocr.RIL.WORD):
            line += each.IsAtBeginningOf(tesserocr.RIL.TEXTLINE)
            if each.Empty(tesserocr.RIL.WORD):
                continue
            text = each.GetUTF8Text(tesserocr.RIL.WORD).strip()
            box = each.BoundingBox(tesserocr.RIL.WORD)
            if text and box:
                yield Word(text, each.Confidence(tesserocr.RIL.WORD) / 100, Box(*box), max(line, 0))
