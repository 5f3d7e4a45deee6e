"""The named questions on each engine, side by side: `python -m benchmarks.queries --documents 1000 --documents 10000`.

Each engine runs in a process of its own, so that its memory is its own; medians in milliseconds, warm.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.cases import Case, Cases
from benchmarks.engines import opened, present
from ontology.errors import CancuError
from queries import catalog
from queries.stores.protocols import Store

BAR = 50.0  # milliseconds
ONCE = 5.0  # seconds: what takes longer is not asked again
LONGEST = 20.0  # seconds for one answer
_TOLD = "RESULT "


@dataclass(frozen=True, slots=True)
class Measured:
    """One question on one engine; `rows` -1 where it cannot answer, or not in time."""

    question: str
    label: str
    milliseconds: float
    rows: int


@dataclass(frozen=True, slots=True)
class Run:
    """One engine: seconds to load, megabytes of its process at most, the questions."""

    engine: str
    load: float
    memory: float
    measured: tuple[Measured, ...]


# -- one engine, in a process of its own ------------------------------------------------------


def run(engine: str, folder: Path, documents: int, seed: int, repeat: int, only: Sequence[str]) -> Run:
    signal.signal(signal.SIGALRM, _too_long)
    begun = time.perf_counter()
    store = opened(engine, folder, documents, seed)
    load = time.perf_counter() - begun
    wanted = [case for case in Cases(documents, seed) if not only or case.question in only]
    measured = tuple(_measure(store, case, repeat) for case in wanted)
    return Run(engine, load, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, measured)


def _measure(store: Store, case: Case, repeat: int) -> Measured:
    """The median of some times after a first one that warms the engine."""
    try:
        first, rows = _once(store, case)
        times = [first] if first > ONCE else [_once(store, case)[0] for _ in range(repeat)]
    except (CancuError, TimeoutError):
        return Measured(case.question, case.label, 0.0, -1)
    return Measured(case.question, case.label, statistics.median(times) * 1000, rows)


def _once(store: Store, case: Case) -> tuple[float, int]:
    begun = time.perf_counter()
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        rows = len(catalog.rows(store, case.question, **case.values))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - begun, rows


def _too_long(*_: object) -> None:
    """Ends a question of an engine written in Python; the others come back from their call first."""
    raise TimeoutError


# -- all of them ------------------------------------------------------------------------------


def apart(engine: str, arguments: Sequence[str]) -> Run:
    """A run in a child process."""
    command = [sys.executable, "-m", "benchmarks.queries", "--engine", engine, *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(next(line for line in done.stdout.splitlines() if line.startswith(_TOLD)).removeprefix(_TOLD))
    return Run(told["engine"], told["load"], told["memory"], tuple(Measured(**each) for each in told["measured"]))


def table(runs: Sequence[Run]) -> Iterator[str]:
    """The runs side by side; the ratio is to the first."""
    yield f"{'':34s} {'rows':>8s}" + "".join(f"{each.engine:>12s}" for each in runs) + _ratios([r.engine for r in runs])
    yield f"{'load, s':34s} {'':8s}" + "".join(f"{each.load:12.1f}" for each in runs)
    yield f"{'peak memory of the client, MB':34s} {'':8s}" + "".join(f"{each.memory:12.0f}" for each in runs)
    for same in zip(*(each.measured for each in runs), strict=True):
        times = "".join(f"{each.milliseconds:12.1f}" if each.rows >= 0 else f"{'–':>12s}" for each in same)
        counts = {each.rows for each in same if each.rows >= 0}
        ratios = [
            f"{each.milliseconds / max(same[0].milliseconds, 0.01):.2f}" if each.rows >= 0 else "–" for each in same
        ]
        name = f"{same[0].question} ({same[0].label})"
        yield f"{name:34s} {max(counts, default=0):8d}{times}{_ratios(ratios)}{_remark(same[0], len(counts))}"


def _ratios(cells: Sequence[str]) -> str:
    return "".join(f"{each:>10s}" for each in cells[1:])


def _remark(first: Measured, counts: int) -> str:
    return ("  ROWS DIFFER" if counts > 1 else "") + ("  *" if first.milliseconds > BAR else "")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description=__doc__)
    parser.add_argument("--documents", type=int, action="append", required=True)
    parser.add_argument("--engines", help="of rdflib, oxigraph, ladybug, fuseki, neo4j, with commas; else all present")
    parser.add_argument("--questions", default="", help="only these, with commas")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where stores are kept for the next time")
    parser.add_argument("--engine", help=argparse.SUPPRESS)  # the child's
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        for documents in given.documents:
            _compare(given, documents, (given.folder or Path(temporary)) / str(documents))
    return 0


def _compare(given: argparse.Namespace, documents: int, folder: Path) -> None:
    only = [name for name in given.questions.split(",") if name]
    if given.engine:
        told = run(given.engine, folder, documents, given.seed, given.repeat, only)
        print(_TOLD + json.dumps(asdict(told)))
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    passed = ["--documents", documents, "--repeat", given.repeat, "--seed", given.seed, "--folder", folder.parent]
    engines = given.engines.split(",") if given.engines else list(present(documents))
    runs = [apart(each, [*map(str, passed), "--questions", given.questions]) for each in engines]
    print(f"\n{documents} documents, medians in ms of {given.repeat}, warm; * over {BAR:g} ms")
    print("\n".join(table(runs)))


if __name__ == "__main__":
    sys.exit(main())
