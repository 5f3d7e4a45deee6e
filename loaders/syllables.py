"""Vietnamese syllables: how they are built, and which follow each other in administrative texts.

The counts are read from `loaders/data` (built by `benchmarks/build_language_model.py`) when first asked
for. Costs are -ln(probability).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from math import log
from unicodedata import normalize

from loaders.extract.patterns import compiled
from ontology import data_files

DISCOUNT = 0.6
UNKNOWN = 1e-7

SYLLABLE = compiled(r"^(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")


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


def rows_of(name: str) -> Iterator[list[str]]:
    for line in data_files.text("loaders", name).splitlines():
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
        for context, count, successors in rows_of("language_model.tsv"):
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

    def costs(self, first: str, second: str, words: Iterable[str]) -> list[float]:
        """The cost of each word after two others."""
        known = self.contexts.get((first, second))
        if known is None:
            if len(self.contexts) > 200_000:
                self.contexts.clear()
            known = self.contexts[first, second] = {}
        try:
            return [known[word] for word in words]
        except KeyError:
            behind = [s for s in map(self.successors, (second, f"{first} {second}")) if s is not None]
            known.update({word: self._cost(behind, word) for word in words if word not in known})
            return [known[word] for word in words]

    def _cost(self, behind: list[Successors], word: str) -> float:
        share = self.alone(word)
        for found in behind:
            share = found.shares.get(word, 0.0) + found.rest * share
        return -log(share)


@cache
def language_model() -> LanguageModel:
    """The language model, read once."""
    return LanguageModel.load()
