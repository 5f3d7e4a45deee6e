"""Texts printed as Word, PDF and scans, read again, and compared: `python -m benchmarks.readers [--texts FOLDER]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.readers import paper, printing, word_file
from loaders import pipeline

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--texts", type=Path, action="append", help="a folder of documents of any format read")
    parser.add_argument("--into", type=Path, help="only print: write the .docx, .pdf and .scan.pdf files here")
    return parser.parse_args(given)


def rendered(texts: Sequence[Path]) -> dict[str, dict[str, bytes]]:
    """Each file by its name without ending: its forms "docx", "pdf" and "scan.pdf"."""
    sources = {path.stem: pipeline.read_file(path) for path in texts}
    words = {name: word_file.docx(paper.paper(source.text)) for name, source in sources.items()}
    prints = printing.printed(words)
    return {
        name: {"docx": words[name], "pdf": prints[name], "scan.pdf": printing.scanned(prints[name])} for name in words
    }


def main(given: Sequence[str] | None = None) -> int:
    asked = arguments(given)
    folders = asked.texts or [SAMPLES]
    texts = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".docx")]
    if asked.into:
        asked.into.mkdir(parents=True, exist_ok=True)
        for name, forms in rendered(texts).items():
            for ending, data in forms.items():
                (asked.into / f"{name}.{ending}").write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
