"""A picture of a page made ready: grey on even white, lines level, letters of the size that the model knows."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray
    from PIL.Image import Image

    Grey = NDArray[numpy.uint8]
    Dots = NDArray[numpy.bool_]

DOTS = 250  # per inch: more costs time and reads no better (measured: 200 to 400)
NEAR = (225, 330)  # pictures of so many dots are left as they are
LARGEST = 3.0  # times that a picture is enlarged
MOST = 40_000_000  # dots of a page
SHORT_SIDE = 8.27  # inches, of A4
SQUARE = (1.15, 1.9)  # long to short side of pictures that are taken for whole pages
STEEPEST = 6.0  # degrees to either side
LEVEL = 0.04  # degrees, below which a page is not turned
COARSE = 3  # dots of the picture for one of the maps that places and slants are found on
RED = 40  # how much more red than green and blue
STAMP = 0.55  # inches: red that reaches further is a seal or a stamp, not a number put in by hand


class Prepared(NamedTuple):
    grey: Image
    dots: int  # per inch


def arrays() -> Any:
    """numpy, with one thread: pages are read side by side already, and each thread would take memory of its own."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy

    return numpy


def prepared(picture: Image) -> Prepared:
    """The page in grey, enlarged or reduced to about `DOTS` per inch, and straightened."""
    plain = _flat(_bounded(picture))
    dots = _dots(plain)
    if not NEAR[0] <= dots <= NEAR[1]:
        plain, dots = _scaled(plain, dots)
    grey = _evened(_without_stamps(plain, dots))
    slant = slant_of(coarse(ink(grey)))
    if abs(slant) >= LEVEL:
        from PIL.Image import Resampling

        grey = grey.rotate(slant, Resampling.BICUBIC, fillcolor=255)
    return Prepared(grey, dots)


def _bounded(picture: Image) -> Image:
    if picture.width * picture.height > MOST:
        picture = picture.copy()
        share = (MOST / (picture.width * picture.height)) ** 0.5
        picture.thumbnail((int(picture.width * share), int(picture.height * share)))
    return picture


def _flat(picture: Image) -> Image:
    """Grey or in three colours, what is transparent white."""
    from PIL import Image as Pictures

    if picture.mode.startswith("I") or picture.mode == "F":
        array = arrays().asarray(picture).astype("float32")
        most = max(float(array.max()), 1.0)
        return Pictures.fromarray((array * (255 / (most if most > 255 else 255))).astype("uint8"))
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        white = Pictures.new("RGBA", seen.size, "white")
        return Pictures.alpha_composite(white, seen).convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _dots(picture: Image) -> int:
    """Dots per inch, as if the picture were a page of A4; what is no page is taken as it is."""
    short, long = sorted(picture.size)
    return round(short / SHORT_SIDE) if SQUARE[0] <= long / max(short, 1) <= SQUARE[1] else DOTS


def _scaled(picture: Image, dots: int) -> tuple[Image, int]:
    from PIL.Image import Resampling

    share = min(DOTS / max(dots, 1), LARGEST)
    size = max(round(picture.width * share), 1), max(round(picture.height * share), 1)
    return picture.resize(size, Resampling.LANCZOS), round(dots * share)


def _without_stamps(picture: Image, dots: int) -> Image:
    """The grey of a page; seals and stamps in red ink, which lie over the writing, fade into the paper."""
    if picture.mode != "RGB":
        return picture
    np = arrays()
    red, green, blue = (np.asarray(each).astype(np.int16) for each in picture.split())
    reddish = coarse(red - np.maximum(green, blue) > RED, share=0.2)
    grey = picture.convert("L")
    if not reddish.any():
        return grey
    from PIL import Image as Pictures

    made = np.array(grey)
    for top, bottom, left, right in patches(reddish):
        if max(bottom - top, right - left) * COARSE > STAMP * dots:
            part = np.s_[top * COARSE : bottom * COARSE, left * COARSE : right * COARSE]
            stamped = red[part] - np.maximum(green[part], blue[part]) > RED // 2
            made[part] = np.where(stamped, np.maximum(made[part], red[part].astype(np.uint8)), made[part])
    return Pictures.fromarray(made)


def patches(dots: Dots) -> list[tuple[int, int, int, int]]:
    """Rectangles (top, bottom, left, right) around what hangs together, gaps of a few dots counting as none."""
    np = arrays()
    step = 6
    tall, wide = (-(-n // step) for n in dots.shape)
    padded = np.zeros((tall * step, wide * step), dtype=bool)
    padded[: dots.shape[0], : dots.shape[1]] = dots
    cells = {(int(y), int(x)) for y, x in np.argwhere(padded.reshape(tall, step, wide, step).any(axis=(1, 3)))}
    found = []
    while cells:
        group, open_cells = [], [cells.pop()]
        while open_cells:
            y, x = open_cells.pop()
            group.append((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & cells
            cells -= near
            open_cells += sorted(near)
        ys, xs = [y for y, _ in group], [x for _, x in group]
        found.append((min(ys) * step, (max(ys) + 1) * step, min(xs) * step, (max(xs) + 1) * step))
    return sorted(found)


def _evened(grey: Image) -> Image:
    """Shadows, yellow paper and grey of a copier taken out: the paper around each place is white."""
    from PIL import Image as Pictures
    from PIL import ImageFilter

    np = arrays()
    if float(np.median(np.asarray(grey.reduce(8) if min(grey.size) > 8 else grey))) < 90:
        grey = Pictures.eval(grey, lambda value: 255 - value)  # white on black
    small = grey.reduce(16) if min(grey.size) > 160 else grey
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4)).resize(grey.size)
    level = np.maximum(np.asarray(paper, dtype=np.float32), 60)
    return Pictures.fromarray(np.minimum(np.asarray(grey, dtype=np.float32) * (250 / level), 255).astype(np.uint8))


def ink(grey: Image) -> Dots:
    """The dots that are written on, by Otsu's threshold."""
    np = arrays()
    array = np.asarray(grey)
    counts = np.bincount(array.ravel(), minlength=256).astype(np.float64)
    values = np.arange(256)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * values)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (sums / below - (sums[-1] - sums) / above) ** 2
    level = int(np.nanargmax(apart)) if np.isfinite(apart).any() else 0
    dots: Dots = array <= min(level, 190)
    return dots


def coarse(dots: Dots, share: float = 0.3) -> Dots:
    """A map of a third the size: a place counts where that share of it is written on; single specks vanish."""
    np = arrays()
    tall, wide = (n // COARSE for n in dots.shape)
    cut = dots[: tall * COARSE, : wide * COARSE].reshape(tall, COARSE, wide, COARSE)
    made: Dots = cut.mean(axis=(1, 3), dtype=np.float32) >= share
    return made


def slant_of(dots: Dots) -> float:
    """By how many degrees, anticlockwise, a page must be turned for its lines to be level."""
    np = arrays()
    ys, xs = np.nonzero(dots)
    if len(ys) < 200:
        return 0.0
    if len(ys) > 60_000:
        ys, xs = ys[:: len(ys) // 60_000 + 1], xs[:: len(xs) // 60_000 + 1]
    xs = xs - xs.mean()
    best, reach = 0.0, STEEPEST
    for step in (0.5, 0.1, 0.02):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _evenness(ys, xs, float(angle))))
        reach = step
    return best if abs(best) < STEEPEST else 0.0


def _evenness(ys: Any, xs: Any, angle: float) -> float:
    """How sharply lines of print stand apart from the white between them when the page is turned so."""
    np = arrays()
    rows = np.round(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    profile = np.bincount(rows - rows.min()).astype(np.float64)
    return float((np.diff(profile) ** 2).sum())
