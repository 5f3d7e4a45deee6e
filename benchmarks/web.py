"""How long the web application takes for a page, without a network: `python -m benchmarks.web [--store FOLDER]`."""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from fastapi.testclient import TestClient

from graph_cli import loading
from queries import catalog
from queries.stores.opening import open_reader
from viz.web.app import application
from viz.web.pages import address, with_parameters
from viz.web.serving import Serving

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
RUNS = 5
MOST = 20  # documents of a larger store
# Bars in milliseconds, by what the address begins with.
BARS = {"/doc/": 150.0, "/lineage": 200.0, "/suggest": 50.0}
FIRST_PAGE = 100.0


def pages(store: str) -> Iterator[str]:
    """The addresses that are measured: every area, and every document held with its lineage."""
    yield from ("/", "/suggest?q=cai%20cach", "/search?q=cai%20cach", "/indices", "/indices?as_of=2025-07-01", "/tasks")
    yield from ("/gaps", "/gaps?show=conflicts", "/overview.json", "/query")
    with closing(open_reader(store)) as reader:
        held = [str(row["document"]) for row in catalog.rows(reader, "documents")][:MOST]
    for document in held:
        yield address(document)
        yield with_parameters("/lineage", {"ref": document})


def milliseconds(client: TestClient, path: str) -> float:
    begun = time.perf_counter()
    answer = client.get(path, headers={"accept": "text/html"})
    spent = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return spent


def bar(path: str) -> float | None:
    return FIRST_PAGE if path == "/" else next((ms for start, ms in BARS.items() if path.startswith(start)), None)


def measure(store: str) -> bool:
    """Print a line a page: the first answer of a new server, then the median. Whether bars are kept."""
    print(f"{'page':72s} {'first ms':>9s} {'median ms':>9s} {'kB':>7s}  bar")
    all_kept = True
    client = TestClient(application(Serving(store=store)), base_url="http://127.0.0.1")
    for path in pages(store):
        first = milliseconds(client, path)
        median = statistics.median(milliseconds(client, path) for _ in range(RUNS))
        size = len(client.get(path).content) / 1000
        limit = bar(path)
        kept = limit is None or median <= limit
        all_kept &= kept
        told = "" if limit is None else f"{limit:g}{'' if kept else ' MISSED'}"
        print(f"{path[:72]:72s} {first:9.0f} {median:9.0f} {size:7.0f}  {told}")
    return all_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", help="a store in a folder; by default the sample documents in a new one")
    store = parser.parse_args().store
    if store:
        return 0 if measure(store) else 1
    with tempfile.TemporaryDirectory() as folder:
        loading.load(Path(folder) / "store", list(loading.originals([SAMPLES])))
        return 0 if measure(str(Path(folder) / "store")) else 1


if __name__ == "__main__":
    sys.exit(main())
