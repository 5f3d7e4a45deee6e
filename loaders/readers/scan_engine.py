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
LONGEST = 60_000  # milliseconds for one part of a page; what takes longer is no writing
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
        self._size = picture.size
        self._engine.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
        self._engine.SetSourceResolution(dots)

    def words(self, part: Box, *, one_block: bool) -> Iterator[Word]:
        """The words of a part of the picture, which is one column, or else looked through for several."""
        import tesserocr

        self._engine.SetPageSegMode(tesserocr.PSM.SINGLE_BLOCK if one_block else tesserocr.PSM.AUTO)
        right, bottom = min(part.right, self._size[0]), min(part.bottom, self._size[1])
        self._engine.SetRectangle(part.left, part.top, right - part.left, bottom - part.top)
        self._engine.Recognize(LONGEST)
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
