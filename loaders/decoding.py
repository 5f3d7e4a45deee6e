"""The likeliest reading of a stretch of garbled words: a beam over candidate syllables and the language model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import exp
from typing import NamedTuple

from loaders.syllables import Weights, candidates, is_syllable, language_model
from loaders.words import BOUNDARY, NUMBER, Token

BEAM = 12
MARGIN = 12.0
UNCHANGED = 7.0


class Guess(NamedTuple):
    """What a stretch of the text was restored to, and how sure that is (0 to 1)."""

    start: int
    end: int
    word: str
    sure: float


class Path(NamedTuple):
    cost: float
    first: str
    second: str
    before: Path | None


Options = tuple[tuple[str, float], ...]


def decode(words: Sequence[Token], weights: Weights) -> list[Guess]:
    """The restored words of one paragraph; words that stay as they are give no guess."""
    guesses: list[Guess] = []
    for ended, sentence in groupby(words, key=lambda token: token.word == BOUNDARY):
        if not ended:
            guesses.extend(_sentence(list(sentence), weights))
    return guesses


def _sentence(words: list[Token], weights: Weights) -> Iterable[Guess]:
    options = [_options(words, i, weights) for i in range(len(words))]
    chosen = _best(options)
    for i, (token, word) in enumerate(zip(words, chosen, strict=True)):
        if len(options[i]) > 1 and word != token.word:
            yield Guess(token.start, token.end, _cased(token.seen, word), _sure(options[i], chosen, i))


def _options(words: list[Token], at: int, weights: Weights) -> Options:
    """What a word may be, with what each reading costs; one option where it must stay."""
    token = words[at]
    unchanged = ((token.word, 0.0),)
    if token.word == NUMBER or _is_abbreviation(words, at):
        return unchanged
    found = candidates(token.word, weights)
    if not any(word == token.word for word, _ in found):
        found += ((token.word, UNCHANGED),)
    return found


def _is_abbreviation(words: list[Token], at: int) -> bool:
    """Whether capitals stand alone among small letters, or spell no syllable that could be meant."""
    seen = words[at].seen
    if len(seen) < 2 or not seen.isupper():
        return False
    beside = [words[i].seen for i in (at - 1, at + 1) if 0 <= i < len(words) and words[i].word != NUMBER]
    if not any(len(other) > 1 and other.isupper() for other in beside):
        return True
    known = language_model().counts
    return words[at].word in known and not is_syllable(words[at].word)


def _best(options: list[Options]) -> list[str]:
    model = language_model()
    paths = [Path(0.0, BOUNDARY, BOUNDARY, None)]
    for choice in [*options, ((BOUNDARY, 0.0),)]:
        ends: dict[tuple[str, str], Path] = {}
        for path in paths:
            cost, first, second, _ = path
            known = model.context(first, second)
            for word, misreading in choice:
                step = known.get(word)
                if step is None:
                    step = known[word] = model.cost(first, second, word)
                total = cost + step + misreading
                rival = ends.get((second, word))
                if rival is None or total < rival.cost:
                    ends[second, word] = Path(total, second, word, path)
        paths = sorted(ends.values())[:BEAM]
        paths = [p for p in paths if p.cost <= paths[0].cost + MARGIN]
    return _words(paths[0].before, len(options))


def _words(path: Path | None, count: int) -> list[str]:
    found: list[str] = []
    while path is not None and len(found) < count:
        found.append(path.second)
        path = path.before
    return found[::-1]


def _sure(choice: Options, chosen: list[str], at: int) -> float:
    """The share of the chosen word among its rivals between the neighbours chosen."""
    model = language_model()
    left = [BOUNDARY, BOUNDARY, *chosen[:at]][-2:]
    right = [*chosen[at + 1 : at + 3], BOUNDARY][:2]
    costs = {}
    for word, misreading in choice:
        row = [*left, word, *right]
        steps = (model.cost(*row[i : i + 3]) for i in range(len(row) - 2))
        costs[word] = misreading + sum(steps)
    least = costs[chosen[at]]
    return 1.0 / sum(exp(min(50.0, least - cost)) for cost in costs.values())


def _cased(seen: str, word: str) -> str:
    """The word in the letter case of what was seen; a capital I may be a misread l."""
    if len(seen) > 1 and sum(c.isupper() for c in seen) * 2 > sum(c.isalpha() for c in seen):
        return word.upper()
    if seen[0].isupper() and not (seen[0] == "I" and word[0] == "l"):
        return word.capitalize()
    return word
