"""Texts printed as Word, PDF and scans, read again, and compared: `python -m benchmarks.readers [--texts FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy.report import Score, markdown
from benchmarks.readers import paper, printing, round_trip, speed, word_file
from benchmarks.readers.round_trip import Kept
from loaders import pipeline

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
FORMS = ("docx", "pdf", "scan.pdf")
KINDS = (".txt", ".docx")
LEAST = {"docx": 0.98, "pdf": 0.98}  # of the statements; of the scan's citations, jointly:
LEAST_JOINT = 0.9


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    parser.add_argument("--texts", type=Path, action="append", help="a folder of .txt and .docx (default: samples)")
    parser.add_argument("--forms", default=",".join(FORMS), help="which forms: docx,pdf,scan.pdf")
    parser.add_argument("--into", type=Path, help="keep the printed files here; those that are there are used again")
    parser.add_argument("--only-print", action="store_true", help="print the files, and no more")
    parser.add_argument("--lost", action="store_true", help="list every statement that differs")
    parser.add_argument("--speed", action="store_true", help="pages a second and memory besides")
    return parser.parse_args(given)


def printed(texts: Sequence[Path], folder: Path) -> None:
    """Puts the forms of each text into a folder, as NAME.docx, NAME.pdf and NAME.scan.pdf."""
    missing = [path for path in texts if not all((folder / f"{path.stem}.{form}").exists() for form in FORMS)]
    words = {path.stem: word_file.docx(paper.paper(pipeline.read_file(path).text)) for path in missing}
    for name, pdf in (printing.printed(words) if words else {}).items():
        forms = (words[name], pdf, printing.scanned(pdf))
        for form, data in zip(FORMS, forms, strict=True):
            (folder / f"{name}.{form}").write_bytes(data)


def compared(texts: Sequence[Path], folder: Path, form: str) -> Iterator[tuple[str, Kept]]:
    """Each text and what its printed form keeps of it."""
    for path in texts:
        wanted = round_trip.record(pipeline.read_file(path))
        truth = pipeline.read_file(folder / f"{path.stem}.docx").text
        source = pipeline.read_file(folder / f"{path.stem}.{form}")
        yield path.stem, round_trip.kept(wanted, round_trip.record(source), truth, source.text)


def together(each: Sequence[Kept]) -> Kept:
    """The sums over all documents."""
    joint = Score(*(sum(getattr(k.joint, part) for k in each) for part in ("right", "wrong", "missed", "extra")))
    counts = {name: sum(getattr(k, name) for k in each) for name in ("equal", "stated", "extra", "errors", "letters")}
    return Kept(joint=joint, **counts)


def row(name: str, form: str, kept: Kept) -> list[str]:
    share = kept.equal / kept.stated if kept.stated else 1.0
    rate = kept.errors / max(kept.letters, 1)
    return [
        name, form, f"{kept.equal}/{kept.stated}", f"{100 * share:.1f} %", str(kept.extra), f"{kept.joint.f1:.3f}",
        f"{100 * rate:.2f} %",
    ]  # fmt: skip


def fast(files: Sequence[Path]) -> Iterator[list[str]]:
    """Time and memory, file after file, beside the bare library's."""
    for path in files:
        ours, bare = speed.taken(path), speed.taken(path, bare=True)
        yield [
            path.name[:24], str(ours.pages), f"{ours.seconds:.2f}", f"{ours.pages / max(ours.seconds, 1e-3):.2f}",
            str(ours.megabytes), f"{bare.seconds:.2f}", str(bare.megabytes),
        ]  # fmt: skip


def main(given: Sequence[str] | None = None) -> int:
    asked = arguments(given)
    folders = asked.texts or [SAMPLES]
    texts = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in KINDS]
    with tempfile.TemporaryDirectory() as made:
        folder: Path = asked.into or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        printed(texts, folder)
        return 0 if asked.only_print else _told(texts, folder, asked)


def _told(texts: Sequence[Path], folder: Path, asked: argparse.Namespace) -> int:
    rows, short = [], False
    for form in asked.forms.split(","):
        found = list(compared(texts, folder, form))
        rows += [row(name[:20], form, kept) for name, kept in found]
        whole = together([kept for _, kept in found])
        rows.append(row("all", form, whole))
        share = whole.equal / max(whole.stated, 1)
        short |= share < LEAST[form] if form in LEAST else whole.joint.f1 < LEAST_JOINT
        if asked.lost:
            print(
                "\n".join(f"{name[:20]} {form} {each}" for name, kept in found for each in kept.lost), file=sys.stderr
            )
    heads = ("document", "form", "equal", "share", "extra", "citation.joint F1", "letters wrong")
    print(markdown((heads, rows)))
    if asked.speed:
        files = [folder / f"{texts[0].stem}.{form}" for form in FORMS] + [texts[0]]
        heads = ("file", "pages", "CPU s", "pages a s", "MB", "bare library, CPU s", "MB")
        print("\n" + markdown((heads, list(fast(files)))))
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
