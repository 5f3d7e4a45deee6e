"""`python -m benchmarks.pictures`: the picture of points, our page with pyvis, and pyvis as it comes, side by side."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.pictures import made
from benchmarks.pictures.watching import FLAGS, watched
from viz import corpus_page, page
from viz.corpus import Corpus
from viz.style import kind_style
from viz.web.overview_told import kinds, words

SIZES = (250, 1_000, 5_000, 20_000)
LIMIT = 60  # seconds for making and opening one page
BARS = {"first": 3.0, "frames": 30.0}  # of the points at the largest size


def points(found: Corpus) -> str:
    told = {"lang": "vi", "words": words("vi"), "kinds": kinds("vi"), "relations": []}
    return corpus_page.html(found, told)


def boxes(found: Corpus) -> str:
    return page.html(made.network(found))


def plain(found: Corpus) -> str:
    """What pyvis writes by itself, with its own layout in the page."""
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    for at, dot in enumerate(found.dots):
        drawing.add_node(at, label=dot.label, color=kind_style(dot.kind).fill)
    for tie in found.ties:
        drawing.add_edge(tie.source, tie.target)
    return str(drawing.generate_html())


WAYS: dict[str, Callable[[Corpus], str]] = {"points": points, "boxes": boxes, "pyvis": plain}


def make(way: str, size: int, path: Path) -> dict[str, float]:
    """Write a page; what that took."""
    found = made.corpus(size)
    begun = time.process_time()
    text = WAYS[way](found)
    making = time.process_time() - begun
    path.write_text(text, "utf-8")
    return {"making": making, "size": path.stat().st_size / 1e6}


def apart(*arguments: str | Path) -> dict[str, float] | None:
    """A step in a process of its own; None where it fails or takes longer than the limit."""
    command = [sys.executable, "-m", "benchmarks.pictures", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        said, _ = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.communicate()
        return None
    found: dict[str, float] | None = None if process.returncode else json.loads(said)
    return found


def several(way: str, size: int, times: int) -> dict[str, float] | None:
    """The medians of several looks at one page."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "page.html"
        about = apart("--make", way, str(size), path)
        if about is None:
            return None
        seen = []
        for _ in range(times):
            look = apart("--open", path)
            if look is None:
                return None
            seen.append(look)
    return {**about, **{key: statistics.median(each[key] for each in seen) for key in seen[0]}}


def row(way: str, size: int, seen: dict[str, float] | None, best: dict[str, float] | None) -> str:
    if seen is None:
        return f"| {way} | {size:,} |  |  | over {LIMIT} |  |  |  |  |"
    ratio = "" if best is None or best is seen else f"{seen['first'] / best['first']:.1f}"
    return (
        f"| {way} | {size:,} | {seen['size']:.1f} | {seen['making']:.1f} | {seen['first']:.2f} | {ratio} | "
        f"{seen['busy']:.1f} | {seen['frames']:.0f} | {seen['cost']:.0f} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--make", nargs=3, metavar=("WAY", "SIZE", "FILE"), help="write one page")
    parser.add_argument("--open", type=Path, metavar="FILE", help="look at one page")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    if given.make:
        print(json.dumps(make(given.make[0], int(given.make[1]), Path(given.make[2]))))
        return 0
    if given.open:
        print(json.dumps(watched(given.open, LIMIT).told()))
        return 0
    return compared(given.sizes, given.ways, given.times)


def compared(sizes: Sequence[int], ways: Sequence[str], times: int) -> int:
    """Print the table; 1 where the points miss their bars at the largest size."""
    print(f"Chromium {' '.join(FLAGS)}")
    print("| picture | documents | MB | made, CPU s | first, s | ratio | CPU s | frames/s | CPU ms/frame |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    kept = True
    for size in sizes:
        best = None
        for way in ways:
            seen = several(way, size, times)
            best = best or seen
            print(row(way, size, seen, best), flush=True)
            if way == "points" and seen and size == max(SIZES):
                kept = seen["first"] <= BARS["first"] and seen["frames"] >= BARS["frames"]
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
