"""A corpus of made documents: `python -m benchmarks.corpus --documents N [--seed S] [--store ADDRESS]`.

Without a store the N-Quads go to standard output.
"""

from __future__ import annotations

import argparse
import sys
import time

from benchmarks.corpus.stores import fill, nquads


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store")
    given = parser.parse_args(arguments)
    if given.store is None:
        for lines in nquads(given.documents, given.seed):
            sys.stdout.buffer.write(lines)
        return 0
    begun = time.perf_counter()
    fill(given.store, given.documents, given.seed)
    print(f"{given.documents} documents in {time.perf_counter() - begun:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
