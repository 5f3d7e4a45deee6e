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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.cases import Case, Cases
from benchmarks.engines import opened, present
from ontology.errors import CancuError
from queries import catalog
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Asked, Keeping, Rows, Store

BAR = 50.0  # milliseconds
ONCE = 5.0  # seconds: what takes longer is not asked again
LONGEST = {"rdflib": 20.0}  # seconds for one answer; others are waited for
WAITED = 900.0
_TOLD = "RESULT "


@dataclass(frozen=True, slots=True)
class Measured:
    """One question on one engine; `rows` -1 where it cannot answer, or not in time.

    `kept`: milliseconds to read the answer back where the store keeps it; 0 where it does not.
    """

    question: str
    label: str
    milliseconds: float
    rows: int
    kept: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """One engine: seconds to load, megabytes of its process at most, the questions."""

    engine: str
    load: float
    memory: float
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Timed:
    """How an answer is timed: by which clock, how often, and how many seconds it may take."""

    clock: Callable[[], float]
    repeat: int
    longest: float

    def median(self, ask: Callable[[], Rows]) -> tuple[float, int]:
        """Milliseconds, and the rows of the answer."""
        first, rows = self._once(ask)
        times = [first] if first > ONCE else [self._once(ask)[0] for _ in range(self.repeat)]
        return statistics.median(times) * 1000, rows

    def _once(self, ask: Callable[[], Rows]) -> tuple[float, int]:
        begun = self.clock()
        signal.setitimer(signal.ITIMER_REAL, self.longest)
        try:
            rows = len(ask())
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        return self.clock() - begun, rows


# -- one engine, in a process of its own ------------------------------------------------------


def run(engine: str, folder: Path, given: argparse.Namespace, documents: int) -> Run:
    signal.signal(signal.SIGALRM, _too_long)
    begun = time.perf_counter()
    store = opened(engine, folder, documents, given.seed)
    load = time.perf_counter() - begun
    only, without = given.questions.split(","), given.without.split(",")
    wanted = [
        c for c in Cases(documents, given.seed) if c.question not in without and ("" in only or c.question in only)
    ]
    clock = time.process_time if given.cpu else time.perf_counter
    timed = Timed(clock, given.repeat, LONGEST.get(engine, WAITED))
    measured = tuple(_measure(store, case, timed) for case in wanted)
    return Run(engine, load, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, measured)


def _measure(store: Store, case: Case, timed: Timed) -> Measured:
    """The median of some times after a first one that warms the engine."""
    asked = catalog.question(case.question).asked(**case.values)
    try:
        engine, rows = timed.median(lambda: _answered(store, asked))
        kept = _kept(store, asked, timed) if _keeps(store, asked) else 0.0
    except (CancuError, TimeoutError):
        return Measured(case.question, case.label, 0.0, -1)
    return Measured(case.question, case.label, engine, rows, kept)


def _kept(store: Store, asked: Asked, timed: Timed) -> float:
    store.answer(asked)  # makes it where it is not there yet
    return timed.median(lambda: store.answer(asked))[0]


def _keeps(store: Store, asked: Asked) -> bool:
    return isinstance(store, Keeping) and asked.kept_as is not None


def _answered(store: Store, asked: Asked) -> Rows:
    """The engine's own answer, not one that was kept."""
    return store.query(asked.sparql()) if isinstance(store, OxigraphReader) else store.answer(asked)


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
    yield (
        f"{'':34s} {'rows':>8s}"
        + "".join(f"{each.engine:>12s}{'kept':>8s}" for each in runs)
        + _ratios([r.engine for r in runs])
    )
    yield f"{'load, s':34s} {'':8s}" + "".join(f"{each.load:12.1f}{'':8s}" for each in runs)
    yield f"{'peak memory of the client, MB':34s} {'':8s}" + "".join(f"{each.memory:12.0f}{'':8s}" for each in runs)
    for same in zip(*(each.measured for each in runs), strict=True):
        times = "".join(_time(each) for each in same)
        counts = {each.rows for each in same if each.rows >= 0}
        ratios = [
            f"{each.milliseconds / max(same[0].milliseconds, 0.01):.2f}" if each.rows >= 0 else "–" for each in same
        ]
        name = f"{same[0].question} ({same[0].label})"
        yield f"{name:34s} {max(counts, default=0):8d}{times}{_ratios(ratios)}{_remark(same[0], len(counts))}"


def _time(each: Measured) -> str:
    if each.rows < 0:
        return f"{'–':>20s}"
    kept = f"{each.kept:.1f}" if each.kept else ""
    return f"{each.milliseconds:12.1f}{kept:>8s}"


def _ratios(cells: Sequence[str]) -> str:
    return "".join(f"{each:>10s}" for each in cells[1:])


def _remark(first: Measured, counts: int) -> str:
    slow = first.milliseconds > BAR
    nature = "  by its nature" if catalog.question(first.question).whole else "  *"
    return ("  ROWS DIFFER" if counts > 1 else "") + (nature if slow else "")


def listed() -> Iterator[str]:
    """Each question, with the reason where it touches everything by its nature."""
    for name in catalog.names():
        yield f"{name:18s} {catalog.question(name).whole.get('en', '')}".rstrip()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queries", description=__doc__)
    parser.add_argument("--documents", type=int, action="append", default=[])
    parser.add_argument("--list", action="store_true", help="what is measured, and what touches everything, and why")
    parser.add_argument("--engines", help="of rdflib, oxigraph, ladybug, fuseki, neo4j, with commas; else all present")
    parser.add_argument("--questions", default="", help="only these, with commas")
    parser.add_argument("--without", default="", help="all but these, with commas")
    parser.add_argument("--cpu", action="store_true", help="time of this process only: for embedded engines")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where stores are kept for the next time")
    parser.add_argument("--engine", help=argparse.SUPPRESS)  # the child's
    given = parser.parse_args(arguments)
    if given.list:
        print("\n".join(listed()))
        return 0
    if not given.documents:
        parser.error("--documents N, or --list")
    with tempfile.TemporaryDirectory() as temporary:
        for documents in given.documents:
            _compare(given, documents, (given.folder or Path(temporary)) / str(documents))
    return 0


def _compare(given: argparse.Namespace, documents: int, folder: Path) -> None:
    if given.engine:
        print(_TOLD + json.dumps(asdict(run(given.engine, folder, given, documents))))
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    passed = ["--documents", documents, "--repeat", given.repeat, "--seed", given.seed, "--folder", folder.parent]
    passed += ["--questions", given.questions, "--without", given.without, *(["--cpu"] if given.cpu else [])]
    engines = given.engines.split(",") if given.engines else list(present(documents))
    runs = [apart(each, [*map(str, passed)]) for each in engines]
    print(f"\n{documents} documents, medians in ms of {given.repeat}, warm: the engine's, and kept; over {BAR:g} ms: *")
    print("\n".join(table(runs)))


if __name__ == "__main__":
    sys.exit(main())
