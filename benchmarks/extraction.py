"""Speed of reading documents: `python -m benchmarks.extraction`. CPU time, so that other programs disturb it less.

Clean text is the samples that kept their diacritics, scanned text those that lost them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from loaders import pipeline
from loaders.diacritics import quality

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
CLEAN = 0.9  # share of diacritics that a clean text has at least
LENGTHS = (1, 2, 4, 8)
IMPORT = "import loaders.pipeline"
EXTRACT = "import sys; from graph_cli.main import main; sys.argv[0] = 'cancu'; main()"


def process(program: str, *arguments: str | Path) -> float:
    """CPU seconds of a Python process from start to end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", program, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reading(texts: list[str]) -> float:
    """CPU seconds to read texts, the quicker of two times."""
    sources = [pipeline.read_bytes("text.txt", text.encode()) for text in texts]

    def once() -> float:
        begun = time.process_time()
        for source in sources:
            pipeline.extract(source)
        return time.process_time() - begun

    return min(once(), once())


def speed(name: str, texts: list[str]) -> None:
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"{name:30s} {size / reading(texts):8.2f} MB/s")


def main() -> int:
    texts = [pipeline.read_file(path).text for path in SAMPLES]
    clean = [text for text in texts if quality(text) >= CLEAN]
    print(f"{'import of the pipeline':30s} {process(IMPORT) - process('pass'):8.2f} s")
    print(f"{'cancu extract of the samples':30s} {process(EXTRACT, 'extract', *SAMPLES, '--json'):8.2f} s")
    speed("clean text", clean)
    speed("scanned text", [text for text in texts if text not in clean])
    longest = max(clean, key=len)
    seconds = [reading([longest * n]) for n in LENGTHS]
    print(f"{'time of 1, 2, 4, 8 times one':30s} {'  '.join(f'{s / seconds[0]:.1f}' for s in seconds):>8s}")
    print(f"{'peak memory':30s} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
