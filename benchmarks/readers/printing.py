"""A Word file printed to PDF by LibreOffice, and the print put through a copier: a PDF of slightly bad pictures."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image, ImageFilter

PROGRAMS = ("soffice", "libreoffice")
LONGEST = 600  # seconds for one print
SLANT = 0.8  # degrees, at most
BLUR = 0.7  # dots
NOISE = 7.0  # standard deviation of a grey value
PAPER, INK = 244, 28
JPEG = 60


def printed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Word files, by name without ending, to PDFs; SystemExit where LibreOffice is not there."""
    program = next((found for each in PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        raise SystemExit("LibreOffice is missing: apt install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        for name, data in files.items():
            (where / f"{name}.docx").write_bytes(data)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(where / 'profile').as_uri()}",
                *("--headless", "--convert-to", "pdf", "--outdir", folder),
                *(str(where / f"{name}.docx") for name in files),
            ],
            check=True,
            capture_output=True,
            timeout=LONGEST,
        )
        return {name: (where / f"{name}.pdf").read_bytes() for name in files}


def scanned(pdf: bytes, *, dots: int = 200, seed: int = 0) -> bytes:
    """The print as a copier gives it back: each page a picture of `dots` per inch, a little askew, grey and noisy."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [
        _copied(document[at].render(scale=dots / 72).to_pil().convert("L"), random.Random(f"{seed} {at}"))
        for at in range(len(document))
    ]
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=JPEG)
    return made.getvalue()


def _copied(page: Image.Image, chance: random.Random) -> Image.Image:
    slant = chance.uniform(-SLANT, SLANT)
    page = page.rotate(slant, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(BLUR))
    grey = INK + numpy.asarray(page, dtype=numpy.float32) * ((PAPER - INK) / 255)
    noise = numpy.random.default_rng(chance.getrandbits(32)).normal(0, NOISE, grey.shape)
    return Image.fromarray(numpy.clip(grey + noise, 0, 255).astype(numpy.uint8))
