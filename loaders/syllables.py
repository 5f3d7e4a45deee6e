"""Which Vietnamese syllables a misread word may stand for, and which of them the language prefers.

A noisy channel: `Channel` knows how an optical reader without Vietnamese garbles single letters,
`LanguageModel` which syllables follow each other in administrative texts. Both read their counts from
`loaders/data` (built by `benchmarks/build_language_model.py`) when first asked. Costs are -ln(probability).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log
from unicodedata import normalize

from loaders.extract.patterns import compiled

DISCOUNT = 0.6
UNKNOWN = 1e-7

SYLLABLE = compiled(
    r"^(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$"
)


@cache
def _fold_table() -> dict[int, str]:
    letters = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    table = {ord(c): normalize("NFD", c)[0] for c in letters + letters.upper()}
    return table | {ord("đ"): "d", ord("Đ"): "D"}


def fold(text: str) -> str:
    """The text without Vietnamese diacritics, letter for letter (NFC expected)."""
    return text.translate(_fold_table())


def is_syllable(word: str) -> bool:
    """Whether a lower-case word is built like a Vietnamese syllable."""
    return SYLLABLE.search(fold(word)) is not None


def _rows(name: str) -> Iterator[list[str]]:
    text = files("loaders").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        yield line.split("\t")


@dataclass(frozen=True, slots=True)
class Successors:
    """What follows a word or a pair of words: discounted shares, and the share left to rarer ones."""

    shares: dict[str, float]
    rest: float

    @classmethod
    def of(cls, total: int, counts: str) -> Successors:
        pairs = (item.rsplit(":", 1) for item in counts.split())
        shares = {word: (int(count) - DISCOUNT) / total for word, count in pairs}
        return cls(shares, max(1.0 - sum(shares.values()), 1e-4))


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Trigrams over bigrams over single syllables, each discounted in favour of the shorter."""

    counts: dict[str, int]
    total: int
    rows: dict[str, str]
    after: dict[str, Successors] = field(default_factory=dict)
    contexts: dict[tuple[str, str], dict[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> LanguageModel:
        counts: dict[str, int] = {}
        rows: dict[str, str] = {}
        for context, count, successors in _rows("language_model.tsv"):
            rows[context] = successors
            counts[context] = int(count)
        total = sum(count for context, count in counts.items() if " " not in context)
        return cls(counts, total, rows)

    def successors(self, context: str) -> Successors | None:
        if context not in self.after:
            if context not in self.rows:
                return None
            self.after[context] = Successors.of(self.counts[context], self.rows[context])
        return self.after[context]

    def alone(self, word: str) -> float:
        """The probability of a word whatever stands before it."""
        return self.counts.get(word, 0) / self.total + UNKNOWN

    def context(self, first: str, second: str) -> dict[str, float]:
        """The costs already known after two words, to be handed to `cost`."""
        known = self.contexts.get((first, second))
        if known is None:
            if len(self.contexts) > 200_000:
                self.contexts.clear()
            known = self.contexts[first, second] = {}
        return known

    def cost(self, first: str, second: str, word: str) -> float:
        """The cost of a word after two others."""
        share = self.alone(word)
        for context in (second, f"{first} {second}"):
            found = self.successors(context)
            if found is not None:
                share = found.shares.get(word, 0.0) + found.rest * share
        return -log(share)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much of the garbling is: nothing at all, diacritics dropped, a reader without Vietnamese."""

    same: float
    bare: float
    misread: float


STRIPPED = Weights(0.0, 0.97, 0.03)
MISREAD = Weights(0.0, 0.02, 0.98)
PARTIAL = Weights(0.8, 0.1, 0.1)

STRAY = 9.0
FARTHEST = 15.0
SPREAD = 8.0
STEPS = 1500
KEPT = 10


class Trie(dict[str, "Trie"]):
    """The syllables by their letters; `word` where one ends."""

    __slots__ = ("word",)

    def __init__(self) -> None:
        super().__init__()
        self.word = ""

    def add(self, word: str) -> None:
        node = self
        for letter in word:
            node = node.setdefault(letter, Trie())
        node.word = word


@dataclass(frozen=True, slots=True)
class Channel:
    """The cost of reading a string where a letter stood: `costs[letter][string]`, "" for a lost letter."""

    costs: dict[str, dict[str, float]]
    trie: Trie

    @classmethod
    def load(cls, weights: Weights, model: LanguageModel) -> Channel:
        costs = {}
        for letter, shares in _rows("confusions.tsv"):
            pairs = (item.rsplit(":", 1) for item in shares.split(" "))
            read = {string: weights.misread * float(share) for string, share in pairs}
            read[fold(letter)] = read.get(fold(letter), 0.0) + weights.bare
            read[letter] = read.get(letter, 0.0) + weights.same
            costs[letter] = {string: -log(share) for string, share in read.items() if share > 0}
        trie = Trie()
        for word in model.counts:
            if " " not in word and is_syllable(word):
                trie.add(word)
        return cls(costs, trie)

    def candidates(self, seen: str) -> dict[str, float]:
        """Syllables that may stand behind a lower-case word as it was read, with their costs."""
        found: dict[str, float] = {}
        heap: list[tuple[float, int, int, Trie]] = [(0.0, 0, 0, self.trie)]
        farthest, order, steps = FARTHEST, 0, 0
        while heap and steps < STEPS:
            cost, _, at, node = heapq.heappop(heap)
            if cost > farthest:
                break
            steps += 1
            if at == len(seen) and node.word and node.word not in found:
                found[node.word] = cost
                farthest = min(farthest, cost + SPREAD)
            for further, length, child in self._steps(node, seen[at : at + 3]):
                if cost + further <= farthest:
                    order += 1
                    heapq.heappush(heap, (cost + further, order, at + length, child))
        return found

    def _steps(self, node: Trie, ahead: str) -> Iterator[tuple[float, int, Trie]]:
        for letter, child in node.items():
            costs = self.costs.get(letter)
            if costs is None:
                continue
            for length in range(len(ahead) + 1):
                cost = costs.get(ahead[:length])
                if cost is not None:
                    yield cost, length, child
                elif length == 1:
                    yield STRAY, 1, child


@cache
def language_model() -> LanguageModel:
    """The language model, read once."""
    return LanguageModel.load()


@cache
def channel(weights: Weights) -> Channel:
    """The channel of one way of garbling, read once."""
    return Channel.load(weights, language_model())


_ranked: dict[tuple[Weights, str], tuple[tuple[str, float], ...]] = {}


def candidates(seen: str, weights: Weights) -> tuple[tuple[str, float], ...]:
    """The likeliest syllables for a lower-case word, best first, with the cost of the misreading."""
    known = _ranked.get((weights, seen))
    if known is None:
        if len(_ranked) > 100_000:
            _ranked.clear()
        model = language_model()
        found = channel(weights).candidates(seen)
        best = sorted(found.items(), key=lambda item: item[1] - 0.7 * log(model.alone(item[0])))
        known = _ranked[weights, seen] = tuple(best[:KEPT])
    return known
