"""Which Vietnamese syllables a misread word may stand for: how readers garble single letters.

`loaders/data/confusions.tsv` holds, for each letter, the strings that a reader without Vietnamese makes of
it, with their shares. Costs are -ln(probability).
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import Protocol

from loaders.syllables import fold, is_syllable, language_model, rows_of
from ontology.bodies import registry

STRAY = 8.0
EXTRA = 5.5
FAR = 6.0
FARTHEST = 18.0
SHORT = 8.5
PER_LETTER = 2.2
SPREAD = 7.0
NEAR = 6.5
COMMON = 300
STEPS = 6000
LONGEST = 14
ROUNDING = 1e-9
KEPT = 12
KEPT_WITHIN = 9.0
BY_LANGUAGE = 0.7


@dataclass(frozen=True, slots=True)
class Weights:
    """How much of the garbling is: nothing at all, diacritics dropped, a reader without Vietnamese."""

    same: float
    bare: float
    misread: float


STRIPPED = Weights(0.0, 0.97, 0.03)
MISREAD = Weights(0.0, 0.02, 0.98)
PARTIAL = Weights(0.8, 0.1, 0.1)


@dataclass(slots=True)
class Node:
    """A beginning of syllables; `word` where one ends, `reads` what each string read here may lead to."""

    word: str = ""
    children: dict[str, Node] = field(default_factory=dict)
    reads: dict[str, list[tuple[float, int, Node]]] | None = None


Step = tuple[float, int, Node]


class Steps(Protocol):
    def __call__(self, node: Node, ahead: str, spare: float, /) -> list[Step]: ...


def _trie() -> Node:
    root = Node()
    foreign = {part for place in registry().places for part in place.name.lower().split()}  # "đắk" ends like no other
    for word in language_model().counts:
        if " " not in word and (is_syllable(word) or word in foreign):
            node = root
            for letter in word:
                node = node.children.setdefault(letter, Node())
            node.word = word
    return root


@dataclass(frozen=True, slots=True)
class Channel:
    """`costs[letter][string]` is the cost of reading a string where a letter stood, "" for a lost letter.

    `least[string]` is the cost of the letter that is read so most easily.
    """

    costs: dict[str, dict[str, float]]
    least: dict[str, float]
    root: Node

    @classmethod
    def load(cls, weights: Weights) -> Channel:
        costs = {letter: _costs(letter, shares, weights) for letter, shares in rows_of("confusions.tsv")}
        least: dict[str, float] = {}
        for read in costs.values():
            for string, cost in read.items():
                least[string] = min(cost, least.get(string, cost))
        return cls(costs, least, _trie())

    def candidates(self, seen: str) -> dict[str, float]:
        """Syllables that may stand behind a lower-case word as it was read, with their costs."""
        if len(seen) > LONGEST:
            return {}
        found = self._search(seen, self._usual)
        if not found or min(found.values()) > FAR:
            found = self._search(seen, self._unusual)
        return found

    def _search(self, seen: str, steps: Steps) -> dict[str, float]:
        found: dict[str, float] = {}
        ahead = self._ahead(seen)
        heap: list[tuple[float, int, float, int, Node]] = [(ahead[0], 0, 0.0, 0, self.root)]
        farthest, order = FARTHEST, 0
        done: set[tuple[int, int]] = set()
        while heap and order < STEPS:
            reach, _, cost, at, node = heapq.heappop(heap)
            if reach > farthest:
                break
            if (id(node), at) in done:
                continue
            done.add((id(node), at))
            if at == len(seen) and node.word:
                found[node.word] = cost
                common = language_model().counts[node.word] >= COMMON
                farthest = min(farthest, cost + (NEAR if common else SPREAD))
            spare = farthest - cost - min(ahead[at + 1 : at + 3], default=0.0)
            for further, length, child in steps(node, seen[at : at + 2], spare):
                reach = cost + further + ahead[at + length]
                if reach <= farthest:
                    order += 1
                    heapq.heappush(heap, (reach, order, cost + further, at + length, child))
        return found

    def _ahead(self, seen: str) -> list[float]:
        """What the rest of a word costs at least, from each of its letters on."""
        least = [0.0] * (len(seen) + 1)
        for at in range(len(seen) - 1, -1, -1):
            one = self.least.get(seen[at], STRAY) + least[at + 1]
            two = self.least.get(seen[at : at + 2], EXTRA) + least[at + 2] if at + 2 <= len(seen) else one
            least[at] = min(one, two)
        return least

    def _usual(self, node: Node, ahead: str, _spare: float) -> list[Step]:
        if node.reads is None:
            node.reads = {}
            for letter, child in node.children.items():
                for string, cost in self.costs.get(letter, {}).items():
                    node.reads.setdefault(string, []).append((cost, len(string), child))
        reads = node.reads
        if len(ahead) < 2:
            return reads.get("", []) + (reads.get(ahead, []) if ahead else [])
        return reads.get("", []) + reads.get(ahead[0], []) + reads.get(ahead, [])

    def _unusual(self, node: Node, ahead: str, spare: float) -> list[Step]:
        """The usual steps, any letter for any other, and one letter too many beside the right one.

        `spare`: no step that costs more leads anywhere.
        """
        steps = self._usual(node, ahead, spare)
        if not ahead or spare < min(EXTRA, STRAY) - ROUNDING:
            return steps
        for letter, child in node.children.items():
            known = self.costs.get(letter, {})
            if ahead[0] not in known:
                steps.append((STRAY, 1, child))
            if len(ahead) == 2 and ahead not in known:
                right = min(known.get(ahead[0], STRAY), known.get(ahead[1], STRAY))
                if right < STRAY:
                    steps.append((EXTRA + right, 2, child))
        return steps


def _costs(letter: str, shares: str, weights: Weights) -> dict[str, float]:
    pairs = (item.rsplit(":", 1) for item in shares.split(" "))
    read = {string: weights.misread * float(share) for string, share in pairs}
    read[fold(letter)] = read.get(fold(letter), 0.0) + weights.bare
    read[letter] = read.get(letter, 0.0) + weights.same
    return {string: -log(share) for string, share in read.items() if share > 0}


@cache
def channel(weights: Weights) -> Channel:
    """The channel of one way of garbling, read once."""
    return Channel.load(weights)


Candidates = tuple[tuple[str, ...], tuple[float, ...]]
_ranked: dict[tuple[Weights, str], Candidates] = {}


def candidates(seen: str, weights: Weights) -> Candidates:
    """The likeliest syllables for a lower-case word, best first, and what misreading each so costs."""
    known = _ranked.get((weights, seen))
    if known is None:
        if len(_ranked) > 100_000:
            _ranked.clear()
        known = _ranked[weights, seen] = _rank(channel(weights).candidates(seen), max(SHORT, PER_LETTER * len(seen)))
    return known


def _rank(found: dict[str, float], limit: float) -> Candidates:
    model = language_model()
    rank = {word: cost - BY_LANGUAGE * log(model.alone(word)) for word, cost in found.items()}
    best = sorted(rank, key=rank.__getitem__)[:KEPT]
    kept = tuple(word for word in best if rank[word] <= rank[best[0]] + KEPT_WITHIN and found[word] <= limit)
    return kept, tuple(found[word] for word in kept)
