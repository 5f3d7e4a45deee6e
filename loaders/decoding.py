"""The likeliest reading of a stretch of garbled words: a beam over candidate syllables and the language model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import exp
from operator import itemgetter
from typing import NamedTuple

from loaders.channel import Candidates, Weights, candidates
from loaders.misread import code
from loaders.syllables import is_syllable, language_model
from loaders.words import BOUNDARY, NUMBER, Token

BEAM = 16
MARGIN = 9.0
UNCHANGED = 7.0
LONG_ALONE = 4
VOWELS = frozenset("AEIOUY")
ENDINGS = ("ch", "ng", "nh")


class Guess(NamedTuple):
    """What a stretch of the text was restored to, and how sure that is (0 to 1)."""

    start: int
    end: int
    word: str
    sure: float


class Word(NamedTuple):
    """A token, what it may be, and whether it stands in a run of capitals."""

    token: Token
    words: tuple[str, ...]
    costs: tuple[float, ...]
    capitals: bool


Path = tuple[float, str, str, "Path | None"]


def decode(tokens: Sequence[Token], weights: Weights) -> list[Guess]:
    """The restored words of one paragraph; words that stay as they are give no guess."""
    guesses: list[Guess] = []
    for ended, sentence in groupby(tokens, key=lambda token: token.word == BOUNDARY):
        if not ended:
            guesses.extend(_sentence(list(sentence), weights))
    return guesses


def _sentence(tokens: list[Token], weights: Weights) -> Iterator[Guess]:
    words = [word for run in _runs(list(_joined(tokens))) for word in _options(run, weights)]
    chosen = _best(words)
    for at, (word, choice) in enumerate(zip(words, chosen, strict=True)):
        if choice != word.token.word:
            token = word.token
            yield Guess(token.start, token.end, _cased(word, choice), _sure(words, chosen, at))


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """The words, those put together that were torn before their last consonants ("CHA NH")."""
    held: Token | None = None
    for token in tokens:
        if held and token.word in ENDINGS and token.start - held.end == 1 and is_syllable(held.word + token.word):
            held = Token(held.start, token.end, held.seen + token.seen, held.word + token.word)
        else:
            if held:
                yield held
            held = token
    if held:
        yield held


def _runs(tokens: list[Token]) -> Iterator[list[Token]]:
    """Neighbours in capitals together, every other word alone."""
    run: list[Token] = []
    for token in tokens:
        if run and not (run[-1].seen.isupper() and token.seen.isupper() and token.start - run[-1].end == 1):
            yield run
            run = []
        run.append(token)
    yield run


def _options(run: list[Token], weights: Weights) -> Iterator[Word]:
    """What each word of a run may be: one option where it must stay."""
    syllables = [token for token in run if len(token.seen) > 1 and is_syllable(token.word)]
    capitals = len(syllables) > 1 or any(len(token.seen) >= LONG_ALONE for token in syllables)
    capitals = capitals or (len(syllables) == 1 and any(_long_word(token.seen) for token in run))
    for token in run:
        if token.word == NUMBER:
            yield Word(token, (NUMBER,), (0.0,), False)
        elif _stays(token, capitals):
            yield Word(token, (code(token.seen).lower(),), (0.0,), True)
        else:
            yield Word(token, *_candidates(token.word, weights), capitals and token.seen.isupper())


def _long_word(seen: str) -> bool:
    """Whether capitals beside a syllable are a misread word: "THU TUGNG"; an abbreviation has no vowel within."""
    return len(seen) > LONG_ALONE and not VOWELS.isdisjoint(seen[1:-1]) and seen.lower() not in language_model().counts


def _stays(token: Token, capitals: bool) -> bool:
    """Whether a word is an abbreviation, a symbol or a stray capital."""
    seen = token.seen
    if len(seen) == 1:
        return seen.isascii() and seen.isupper()
    if not seen.isupper() or _capitals(seen) < 2:
        return False
    return not capitals or (token.word in language_model().counts and not is_syllable(token.word))


def _capitals(seen: str) -> int:
    """The number of capitals, without O: readers take a small o with marks for one."""
    return sum(c.isupper() and c != "O" for c in seen)


def _candidates(word: str, weights: Weights) -> Candidates:
    words, costs = candidates(word, weights)
    if word in words:
        return words, costs
    foreign = len(word) == 1 or (word in language_model().counts and not is_syllable(word))
    return (*words, word), (*costs, 0.0 if foreign else UNCHANGED)


def _best(words: list[Word]) -> list[str]:
    """The cheapest way through all options."""
    model = language_model()
    paths: list[Path] = [(0.0, BOUNDARY, BOUNDARY, None)]
    for options, misreadings in [*((w.words, w.costs) for w in words), ((BOUNDARY,), (0.0,))]:
        ends: dict[tuple[str, str], Path] = {}
        for path in paths:
            cost, first, second, _ = path
            for word, step, misreading in zip(options, model.costs(first, second, options), misreadings, strict=True):
                total = cost + step + misreading
                if (second, word) not in ends or total < ends[second, word][0]:
                    ends[second, word] = (total, second, word, path)
        paths = sorted(ends.values(), key=itemgetter(0))[:BEAM]
        paths = [path for path in paths if path[0] <= paths[0][0] + MARGIN]
    return _words(paths[0][3], len(words))


def _words(path: Path | None, count: int) -> list[str]:
    found: list[str] = []
    while path is not None and len(found) < count:
        found.append(path[2])
        path = path[3]
    return found[::-1]


def _sure(words: list[Word], chosen: list[str], at: int) -> float:
    """The share of the chosen word among its rivals between the neighbours chosen."""
    model = language_model()
    options, costs = words[at].words, words[at].costs
    before, last = ([BOUNDARY, BOUNDARY, *chosen[max(0, at - 2) : at]])[-2:]
    after = chosen[at + 1] if at + 1 < len(chosen) else BOUNDARY
    here = model.costs(before, last, options)
    totals = [
        cost + step + model.costs(last, word, (after,))[0]
        for word, cost, step in zip(options, costs, here, strict=True)
    ]
    least = totals[options.index(chosen[at])]
    return 1.0 / sum(exp(min(50.0, least - total)) for total in totals)


def _cased(word: Word, choice: str) -> str:
    """The choice in the letter case of what was seen; a capital I may be a misread l."""
    seen = word.token.seen
    if word.capitals or 2 <= _capitals(seen) > len(seen) / 2:
        return choice.upper()
    if seen[0].isupper() and not (seen[0] == "I" and choice[0] == "l"):
        return choice.capitalize()
    return choice
