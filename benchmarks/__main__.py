"""What users wait for, measured from outside: `make bench`."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.accuracy import __main__ as accuracy

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
CANCU = Path(sys.executable).with_name("cancu")
RUNS = 5
DEMO_BAR, TRACE_BAR = 60.0, 0.5  # seconds


def timed(*arguments: str | Path) -> tuple[float, str]:
    """Seconds from start to end of the process, and what it printed."""
    begun = time.perf_counter()
    done = subprocess.run([CANCU, *map(str, arguments)], capture_output=True, text=True, check=True)
    return time.perf_counter() - begun, done.stdout


def line(name: str, value: float, unit: str, bar: float | None = None) -> bool:
    """Print one figure; whether it keeps its bar."""
    kept = bar is None or value <= bar
    remark = "" if bar is None else f"   bar {bar:g} {unit}{'' if kept else '   MISSED'}"
    print(f"{name:24s} {value:8.2f} {unit}{remark}")
    return kept


def measure(folder: Path) -> bool:
    """Whether all bars are kept."""
    store = folder / "store"
    demo, _ = timed("--store", store, "demo", "-o", folder / "page.html")
    trace = statistics.median(timed("--store", store, "trace", "76/NQ-CP")[0] for _ in range(RUNS))
    start = statistics.median(timed("--version")[0] for _ in range(RUNS))
    extract, _ = timed("extract", *SAMPLES, "--json")
    megabytes = sum(path.stat().st_size for path in SAMPLES) / 1e6
    kept = [line("demo", demo, "s", DEMO_BAR), line("trace", trace, "s", TRACE_BAR)]
    line("start", start, "s")
    line("extract, with start", extract, "s")
    line("extract, without start", megabytes / max(extract - start, 1e-3), "MB/s")
    return all(kept)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = measure(folder)
        if os.environ.get("CANCU_GOLD"):
            accuracy.main([])
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
