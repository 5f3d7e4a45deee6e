"""How the time of reading grows with what a text repeats: `python -m benchmarks.growth`.

A text four times as long should take four times as long; were it quadratic, sixteen times.
"""

from __future__ import annotations

import sys

from benchmarks.extraction import reading
from benchmarks.pumped import HEAD, REPEATED, ROW, TABLE, pumped

LENGTH, TIMES = 15_000, 4  # characters
MOST = 8.0  # halfway from in proportion to quadratic
LEAST = 0.02  # seconds: shorter times tell nothing


def growth(case: str) -> tuple[float, float]:
    """Seconds for the text and for one `TIMES` as long."""
    reading([pumped(case, 500)])  # patterns are compiled at their first use
    return reading([pumped(case, LENGTH)]), reading([pumped(case, TIMES * LENGTH)])


def main() -> int:
    print(f"{'repeated':32s} {'once':>8s} {'4 times':>8s}  ratio")
    fast = []
    for case in REPEATED:
        once, more = growth(case)
        ratio = more / max(once, LEAST)
        fast += [case] if ratio > MOST else []
        print(f"{case:32s} {once:7.3f}s {more:7.3f}s {ratio:6.1f}{'  FASTER THAN THE TEXT' if ratio > MOST else ''}")
    cells = " | ".join(["Sở Nội vụ"] * 30)
    row = reading([HEAD + TABLE + ROW + f"| 2 | Rà soát thủ tục | {cells} |\n"])
    print(f"{'a row of 30 cells, columns lost':32s} {row:7.3f}s")
    print(f"in proportion: {len(REPEATED) - len(fast)} of {len(REPEATED)}")
    return 1 if fast else 0


if __name__ == "__main__":
    sys.exit(main())
