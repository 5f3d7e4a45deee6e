"""How much of Vietnamese text comes back: share of words restored exactly, accents, capitals and punctuation included.

Takes clean texts, takes their diacritics away (or garbles their words as in PAIRS.tsv from `read_as_english.py`),
restores them and compares word by word. For an honest figure build the model with `--hold-out 5` first and
measure with the same number: only the texts held out are then read.

    python -m benchmarks.measure_restoration FOLDER [--pairs PAIRS.tsv] [--hold-out 5] [--most 40]
"""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections import Counter, defaultdict
from pathlib import Path
from unicodedata import normalize

from loaders.diacritics import restored
from loaders.syllables import fold
from loaders.text import Text

Garbling = dict[str, Counter[str]]


def garbling(path: Path | None) -> Garbling:
    """What each word was read as, with counts."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        true, seen, count = line.split("\t")
        found[true][seen] += int(count)
    return found


def garbled(text: str, how: Garbling, chance: random.Random) -> str:
    """The text as a reader without Vietnamese gives it; words never read lose their diacritics only."""

    def word(true: str) -> str:
        seen = how.get(true)
        return chance.choices(list(seen), list(seen.values()))[0] if seen else fold(true)

    return "\n".join(" ".join(map(word, line.split(" "))) for line in text.split("\n"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--hold-out", type=int, default=1)
    parser.add_argument("--most", type=int, default=40)
    arguments = parser.parse_args()
    chance, how = random.Random(5), garbling(arguments.pairs)
    files = sorted(
        path
        for path in arguments.folder.rglob("*.txt")
        if int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % arguments.hold_out == 0
    )
    chance.shuffle(files)
    words, before, after, size, seconds, sure = 0, 0, 0, 0, 0.0, 0.0
    for path in files[: arguments.most]:
        text = normalize("NFC", path.read_text(encoding="utf-8"))
        seen = garbled(text, how, chance)
        began = time.process_time()
        found = restored(Text.of(seen))
        seconds += time.process_time() - began
        size += len(seen.encode())
        triples = list(zip(text.split(), seen.split(), found.text.chars.split(), strict=False))
        words += len(triples)
        before += sum(true == read for true, read, _ in triples)
        after += sum(true == back for true, _, back in triples)
        sure += found.confidence * len(triples)
    print(f"{words} words: right before {before / words:.4f}, after {after / words:.4f}, believed {sure / words:.4f}")
    print(f"{size / seconds / 1e6:.3f} MB a CPU second")


if __name__ == "__main__":
    main()
