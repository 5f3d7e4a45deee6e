"""Pictures of pages: PNG, JPEG, and TIFF with one page or many."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from loaders.readers import scan
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = {
    b"\x89PNG\r\n\x1a\n": ("PNG", "image/png"),
    b"\xff\xd8\xff": ("JPEG", "image/jpeg"),
    b"II*\x00": ("TIFF", "image/tiff"),
    b"MM\x00*": ("TIFF", "image/tiff"),
    b"II+\x00": ("TIFF", "image/tiff"),
    b"MM\x00+": ("TIFF", "image/tiff"),
}
MAGIC = tuple(KINDS)
MOST_DOTS = 80_000_000  # of one page before it is made smaller: A3 at 600 dots per inch
MOST_PAGES = 1_000
# What Pillow raises for files that are cut off, damaged, or made to harm.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError, struct.error)


def recognises(data: bytes, /) -> bool:
    """Whether the bytes begin as a PNG, JPEG or TIFF file does."""
    return data.startswith(MAGIC)


def read(name: str, data: bytes, heard: Heard = unheard, /) -> Reading:
    """What is written on the pages; InputRefused for damaged and outsized pictures and where nothing can be read."""
    form, media_type = next(KINDS[magic] for magic in MAGIC if data.startswith(magic))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # sizes are judged here; odd tags do no harm
        picture = _opened(name, data, form)
        count = _count(name, picture)
        pages = scan.recognised(name, _pages(name, picture, count), heard, count)
    if not any(c.isalpha() for page in pages for c in page.text):
        raise InputRefused(name, Refusal.EMPTY)
    return scan.reading(pages, media_type)


def _opened(name: str, data: bytes, form: str) -> Image:
    from PIL import Image as Pictures

    try:
        return Pictures.open(BytesIO(data), formats=(form,))
    except Pictures.DecompressionBombError as error:
        raise InputRefused(name, Refusal.TOO_LARGE) from error
    except BROKEN as error:
        raise InputRefused(name, Refusal.DAMAGED) from error


def _count(name: str, picture: Image) -> int:
    """How many pages; a JPEG file's further pictures are thumbnails and depths, not pages."""
    try:
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    except BROKEN as error:
        raise InputRefused(name, Refusal.DAMAGED) from error
    if count > MOST_PAGES:
        raise InputRefused(name, Refusal.TOO_LARGE)
    return count


def _pages(name: str, picture: Image, count: int) -> Iterator[Image]:
    """Each page, the way up that its camera noted."""
    from PIL import ImageOps

    for at in range(count):
        try:
            if count > 1:
                picture.seek(at)
            if picture.width * picture.height > MOST_DOTS:
                raise InputRefused(name, Refusal.TOO_LARGE)
            yield ImageOps.exif_transpose(picture.copy() if count > 1 else picture)
        except BROKEN as error:
            raise InputRefused(name, Refusal.DAMAGED) from error
