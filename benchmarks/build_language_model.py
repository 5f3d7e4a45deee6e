"""Builds `loaders/data/language_model.tsv` and `confusions.tsv` from a folder of clean texts and from misread pairs.

Only aggregated counts are kept: syllables seen in two documents, pairs and triples of syllables seen in
three. Documents that lack diacritics themselves are left out. Ordinary phrases of offices that a small corpus
may lack stand in `administrative_phrases.txt`. The pairs come from `read_as_english.py`.

    python -m benchmarks.build_language_model FOLDER --pairs PAIRS.tsv [PAIRS.tsv …] [--hold-out 5]
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from loaders.misread import PART, SYMBOL
from loaders.syllables import fold, is_syllable
from loaders.words import BOUNDARY, tokens

DATA = Path(__file__).parent.parent / "loaders" / "data"
PHRASES = Path(__file__).with_name("administrative_phrases.txt")
IN_DOCUMENTS = (2, 3, 3)
ROUNDS = 6
LONGEST = 2
RARE = 2e-4
TONES = "\u0300\u0301\u0303\u0309\u0323"
ALIKE_SHARE = 0.004
# Behind "ự" and "ụ" readers lose a c far more often than elsewhere: "thực hiện" is read as "thu hién".
LOST_SHARE = {"c": 0.02}
ALIKE = {
    "ư": "ir ur tr or w u' u’",
    "ơ": "or o' o’",
    "ụ": "y",
    "ự": "y",
    "c": "e ¢",
    "đ": "p b",
    "g": "q 9",
    "h": "b li",
    "i": "1 l t",
    "l": "1 i t |",
    "m": "rn in",
    "n": "ii ri u m",
    "o": "0",
    "t": "l f i",
    "u": "ii il it ti",
}


def texts(folder: Path, hold_out: int) -> Iterator[str]:
    """The clean texts, without those that are held out for testing (one in `hold_out`)."""
    for path in sorted(folder.rglob("*.txt")):
        if hold_out and int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % hold_out == 0:
            continue
        text = normalize("NFC", path.read_text(encoding="utf-8"))
        letters = [c for c in text if c.isalpha()]
        if letters and sum(not c.isascii() for c in letters) > 0.22 * len(letters):
            yield text


def count(documents: Iterable[str]) -> list[Counter[tuple[str, ...]]]:
    """Counts of sequences of one, two and three words, rare ones dropped."""
    seen: list[Counter[tuple[str, ...]]] = [Counter() for _ in IN_DOCUMENTS]
    spread: list[Counter[tuple[str, ...]]] = [Counter() for _ in IN_DOCUMENTS]
    for text in documents:
        words = [BOUNDARY, *(t.word for t in tokens(text)), BOUNDARY]
        for size in range(len(IN_DOCUMENTS)):
            grams = Counter(zip(*(words[i:] for i in range(size + 1)), strict=False))
            seen[size].update(grams)
            spread[size].update(grams.keys())
    return [
        Counter({gram: n for gram, n in seen[size].items() if spread[size][gram] >= least})
        for size, least in enumerate(IN_DOCUMENTS)
    ]


def model_rows(grams: list[Counter[tuple[str, ...]]]) -> Iterator[str]:
    following: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for longer in grams[1:]:
        for gram, n in sorted(longer.items()):
            following[gram[:-1]].append(f"{gram[-1]}:{n}")
    for shorter in grams[:-1]:
        for gram, n in sorted(shorter.items()):
            if len(gram) == 1 or gram in following:
                yield f"{' '.join(gram)}\t{n}\t{' '.join(following[gram])}\n"


def symbol_codes(documents: Iterable[str]) -> list[str]:
    """Parts of document symbols found in several documents, in the spelling most of them use."""
    spread: Counter[str] = Counter()
    for text in documents:
        symbols = {m.group(1) for m in SYMBOL.finditer(text)}
        spread.update({part.group() for symbol in symbols for part in PART.finditer(symbol)})
    usual: dict[str, str] = {}
    for part, n in sorted(spread.items(), key=lambda item: item[1]):
        if n >= IN_DOCUMENTS[0]:
            usual[fold(part)] = part
    return sorted(usual.values())


def word_pairs(paths: Iterable[Path]) -> Counter[tuple[str, str]]:
    """True and misread syllables, lower case, punctuation around them dropped."""
    found: Counter[tuple[str, str]] = Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            true, seen, n = line.split("\t")
            true, seen = (word.lower().strip('.,;:()"“”-/') for word in (true, seen))
            if true.isalpha() and seen and is_syllable(true) and len(seen) <= len(true) + 3:
                found[true, seen] += int(n)
    return found


Shares = dict[str, dict[str, float]]


def start_shares(letters: Iterable[str], strings: int = 2000) -> Shares:
    return {c: {c: 0.3, fold(c): 0.4, "": 0.001} | {"*": 0.2 / strings} for c in letters}


def explain(true: str, seen: str, shares: Shares) -> tuple[float, list[tuple[str, str]]]:
    """The likeliest way to read each letter of `true` as a piece of `seen`."""
    best: dict[int, tuple[float, list[tuple[str, str]]]] = {0: (1.0, [])}
    for letter in true:
        known = shares[letter]
        further: dict[int, tuple[float, list[tuple[str, str]]]] = {}
        for at, (share, way) in best.items():
            for length in range(min(LONGEST, len(seen) - at) + 1):
                piece = seen[at : at + length]
                value = share * known.get(piece, known["*"] * 0.02**length)
                if value > further.get(at + length, (0.0,))[0]:
                    further[at + length] = (value, [*way, (letter, piece)])
        best = further
    return best.get(len(seen), (0.0, []))


def learn(pairs: Counter[tuple[str, str]]) -> Shares:
    """How often each letter was read as which string, by repeated explanation of the pairs."""
    letters = {c for true, _ in pairs for c in true}
    shares: Shares = start_shares(letters)
    counts: dict[str, Counter[str]] = {}
    for _ in range(ROUNDS):
        counts = {c: Counter[str]() for c in letters}
        for (true, seen), n in pairs.items():
            share, way = explain(true, seen, shares)
            if share > 1e-16:
                for letter, piece in way:
                    counts[letter][piece] += n
        shares = {c: read | {"*": 1e-3} for c, read in shares_of(counts).items()}
    return shares_of(counts)


def kin(letter: str) -> tuple[tuple[str, float], ...]:
    """The groups of letters that are read alike, with their part in the letter's own shares."""
    apart = normalize("NFD", letter)
    body, marks = apart[0], apart[1:]
    hats = "".join(m for m in marks if m not in TONES)
    tones = "".join(m for m in marks if m in TONES)
    return ((letter, 0.76), (f"hat {body}{hats}", 0.1), (f"tone {body}{tones}", 0.08), (f"body {body}", 0.06))


def alike(letter: str) -> set[str]:
    """What the shape of a letter looks like to any reader of Latin letters."""
    plain = normalize("NFC", "".join(c for c in normalize("NFD", letter) if c not in TONES))
    return {piece for shape in (letter, plain, fold(letter)) for piece in ALIKE.get(shape, "").split()}


def pooled(counts: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for letter, pieces in counts.items():
        for group, _ in kin(letter):
            groups[group].update(pieces)
    return groups


def shares_of(counts: dict[str, Counter[str]]) -> Shares:
    """Counts as shares, evened out among letters that are read alike; the bare letter is always possible."""
    groups = pooled(counts)
    found: Shares = {}
    for letter in counts:
        shares: defaultdict[str, float] = defaultdict(float, dict.fromkeys(alike(letter), ALIKE_SHARE))
        shares[fold(letter)] += ALIKE_SHARE
        for group, weight in kin(letter):
            whole = groups[group].total() or 1
            for piece, n in groups[group].items():
                shares[piece] += weight * n / whole
        total = sum(shares.values())
        found[letter] = {p: n / total for p, n in shares.items() if n >= RARE and " " not in p and ":" not in p}
        if letter in LOST_SHARE:
            found[letter][""] = max(LOST_SHARE[letter], found[letter].get("", 0.0))
    return found


def confusion_rows(shares: Shares) -> Iterator[str]:
    for letter in sorted(shares):
        ranked = sorted(shares[letter].items(), key=lambda item: (-item[1], item[0]))
        yield f"{letter}\t{' '.join(f'{piece}:{share:.5f}' for piece, share in ranked)}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    parser.add_argument("--hold-out", type=int, default=0)
    arguments = parser.parse_args()
    documents = list(texts(arguments.folder, arguments.hold_out))
    phrases = PHRASES.read_text(encoding="utf-8").replace("\n", ".\n")
    grams = count([*documents, *[phrases] * max(IN_DOCUMENTS)])
    (DATA / "language_model.tsv").write_text("".join(model_rows(grams)), encoding="utf-8")
    (DATA / "symbol_codes.txt").write_text("\n".join(symbol_codes(documents)) + "\n", encoding="utf-8")
    if arguments.pairs:
        rows = confusion_rows(learn(word_pairs(arguments.pairs)))
        (DATA / "confusions.tsv").write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
