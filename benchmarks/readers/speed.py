"""How long a reader takes over one file, how much memory, and how long the bare library beneath it: in a process each.

Run as `python -m benchmarks.readers.speed FILE [--bare]`, it prints seconds, pages and the peak memory in MB.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

PDF_MARK = b"%PDF-"


class Taken(NamedTuple):
    """CPU seconds of the process and its children, pages (1 for formats without), peak memory of the largest."""

    seconds: float
    pages: int
    megabytes: int


def taken(path: Path, *, bare: bool = False) -> Taken:
    """Measured in a new process."""
    call = [sys.executable, "-m", "benchmarks.readers.speed", str(path), *["--bare"] * bare]
    said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    return Taken(*json.loads(said.splitlines()[-1]))


def _read(path: Path) -> int:
    from loaders import reading

    return len(reading.read(path.name, path.read_bytes()).pages) or 1


def _bare(path: Path) -> int:
    """What the library does by itself: unpacking and parsing, the letters of each page, one look at each picture."""
    by_kind: dict[str, Callable[[bytes], int]] = {".docx": _word, ".pdf": _pdf, ".html": _html}
    return by_kind.get(path.suffix, _text)(path.read_bytes())


def _word(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        ElementTree.fromstring(archive.read("word/document.xml"))
    return 1


def _pdf(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for at in range(len(document)):
        if not document[at].get_textpage().get_text_bounded().strip():
            _recognise(document[at].render(scale=250 / 72).to_pil().convert("L"))
    return len(document)


def _recognise(page: object) -> None:
    import tesserocr

    from loaders.readers import scan_engine

    with tesserocr.PyTessBaseAPI(path=scan_engine.models(), lang=scan_engine.LANGUAGE) as engine:
        engine.SetImage(page)
        engine.GetUTF8Text()


def _html(data: bytes) -> int:
    from lxml import html

    html.fromstring(data).text_content()
    return 1


def _text(data: bytes) -> int:
    data.decode()
    return 1


def main(given: list[str]) -> None:
    path = Path(given[0])
    work = _bare if "--bare" in given else _read
    before = time.process_time()
    pages = work(path)
    own = time.process_time() - before
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = max(children.ru_maxrss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    print(json.dumps([own + children.ru_utime + children.ru_stime, pages, peak // 1024]))


if __name__ == "__main__":
    main(sys.argv[1:])
