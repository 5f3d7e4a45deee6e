"""`python -m benchmarks.pictures`: the picture of points, our page with pyvis, and pyvis as it comes, side by side."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pictures import made
from benchmarks.pictures.watching import FLAGS, watched
from viz import corpus_page, page
from viz.corpus import Corpus
from viz.style import kind_style
from viz.web.overview_told import kinds, words

SIZES = (250, 1_000, 5_000, 20_000)
LIMIT = 120  # seconds for making and opening one page
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


def one(way: str, size: int) -> dict[str, float]:
    """Make a page and look at it."""
    found = made.corpus(size)
    begun = time.process_time()
    text = WAYS[way](found)
    making = time.process_time() - begun
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "page.html"
        path.write_text(text, "utf-8")
        return {"making": making, "size": len(text.encode()) / 1e6, **watched(path, LIMIT).told()}


def several(way: str, size: int, times: int) -> dict[str, float] | None:
    """The medians of several runs, each in a process of its own; None where one takes longer than the limit."""
    found = []
    for _ in range(times):
        command = [sys.executable, "-m", "benchmarks.pictures", "--one", way, str(size)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            said, _ = process.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
        if process.returncode:
            return None
        found.append(json.loads(said))
    return {key: statistics.median(each[key] for each in found) for key in found[0]}


def row(way: str, size: int, seen: dict[str, float] | None, best: dict[str, float] | None) -> str:
    if seen is None:
        return f"| {way} | {size:,} |  |  | over {LIMIT} |  |  |  |"
    ratio = "" if best is None or best is seen else f"{seen['first'] / best['first']:.1f}"
    return (
        f"| {way} | {size:,} | {seen['size']:.1f} | {seen['making']:.1f} | {seen['first']:.2f} | {ratio} | "
        f"{seen['busy']:.1f} | {seen['frames']:.0f} |"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "SIZE"), help="one run, as JSON")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(one(given.one[0], int(given.one[1]))))
        return 0
    print(f"Chromium {' '.join(FLAGS)}")
    print("| picture | documents | MB | made, CPU s | first picture, s | ratio | page's CPU s | frames a second |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    kept = True
    for size in given.sizes:
        best = None
        for way in given.ways:
            seen = several(way, size, given.times)
            best = best or seen
            print(row(way, size, seen, best), flush=True)
            if way == "points" and seen and size == max(SIZES):
                kept = seen["first"] <= BARS["first"] and seen["frames"] >= BARS["frames"]
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
