"""Pictures of pages, made in the tests themselves."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from loaders.readers import scan_engine

FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)
DOTS = 150
WIDTH, HEIGHT = round(8.27 * DOTS), round(11.69 * DOTS)

needs_recogniser = pytest.mark.skipif(
    scan_engine.missing() is not None, reason="Tesseract's Vietnamese model is not installed (tesseract-ocr-vie)"
)
Placed = tuple[int, int, str]


@cache
def font(size: int = 14) -> ImageFont.FreeTypeFont:
    """A font with all Vietnamese letters, its size in points."""
    path = next((each for each in FONTS if Path(each).is_file()), None)
    if path is None:
        pytest.skip("no font with Vietnamese letters is installed (fonts-noto-core)")
    return ImageFont.truetype(path, round(size * DOTS / 72))


def page(*lines: Placed, rules: Sequence[tuple[int, int, int, int]] = (), size: int = 14) -> Image.Image:
    """A page of A4 with words at places in millimetres, and ruled lines from place to place."""
    picture = Image.new("L", (WIDTH, HEIGHT), 250)
    pen = ImageDraw.Draw(picture)
    for left, top, words in lines:
        pen.text((dots(left), dots(top)), words, fill=20, font=font(size))
    for rule in rules:
        pen.line([dots(each) for each in rule], fill=20, width=2)
    return picture


def dots(millimetres: int) -> int:
    return round(millimetres * DOTS / 25.4)


def table(rows: Sequence[Sequence[str]], edges: Sequence[int], top: int, height: int = 12) -> Image.Image:
    """A page with a ruled table; `edges` are where its columns part."""
    bottom = top + height * len(rows)
    across = [(edges[0], y, edges[-1], y) for y in range(top, bottom + 1, height)]
    down = [(x, top, x, bottom) for x in edges]
    words = [(edges[c] + 2, top + r * height + 3, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]
    return page(*words, rules=[*across, *down], size=12)


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    """The bytes of a file in this format."""
    made = io.BytesIO()
    picture.copy().save(made, form, dpi=(DOTS, DOTS), **options)  # a copy: Pillow notes on it how it was saved
    return made.getvalue()
