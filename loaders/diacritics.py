"""Vietnamese text whose diacritics were lost: how much of it, and what it said.

`quality` judges, `restore` gives the lost diacritics back, paragraph by paragraph and only where they are
missing; numbers, symbols, addresses and abbreviations stay as they are. A word without a good candidate
stays as it was read. `restored` tells beside the text how sure each word is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import prod
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from loaders import misread
from loaders.channel import MISREAD, PARTIAL, STRIPPED, Weights
from loaders.decoding import Guess, decode
from loaders.syllables import fold, is_syllable, language_model
from loaders.text import Text
from loaders.words import Token, tokens

ENOUGH = 8
LOW = 0.72
VERY_LOW = 0.4
CLEAN = 0.9
VIETNAMESE = 0.6
EDGES = "\"'“”‘’()[]{}.,;:!?…/\\|-–+*•"
BLANKS = " \t\f\r"
# Signs within words: a text read in the wrong encoding is full of them.
GARBLED = frozenset("¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿×÷‰€™„ˆ˜�")


class Quality(NamedTuple):
    """`expected` words should carry diacritics, `marked` do; `words` of `all` look Vietnamese."""

    expected: float
    marked: float
    words: int
    all: int

    @property
    def enough(self) -> bool:
        """Whether there is enough Vietnamese to judge by."""
        return self.expected >= ENOUGH and self.words >= VIETNAMESE * self.all

    @property
    def share(self) -> float:
        return min(1.0, self.marked / self.expected) if self.expected else 1.0

    @property
    def readable(self) -> bool:
        """Whether most words are Vietnamese; not so in another language, a wrong encoding or a broken scan."""
        return self.all < ENOUGH or self.words >= VIETNAMESE * self.all

    @property
    def score(self) -> float:
        """The share of diacritics kept, of words that can be read where most cannot; 1 where there is too little."""
        if not self.readable:
            return self.words / self.all
        return self.share if self.enough else 1.0


@cache
def _marked_share() -> dict[str, float]:
    """How often a bare spelling stands for a syllable with diacritics: "hanh" 1.0, "trong" 0.1."""
    bare: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for word, count in language_model().counts.items():
        if " " not in word and is_syllable(word):
            bare[fold(word)] += count
            if not word.isascii():
                marked[fold(word)] += count
    return {word: marked[word] / count for word, count in bare.items()}


Weight = tuple[float, int, int, int]


class _Weighed(dict[str, Weight]):
    """What a chunk between spaces counts for: diacritics expected and seen, Vietnamese words, words."""

    def __missing__(self, chunk: str) -> Weight:
        if len(self) > 200_000:
            self.clear()
        self[chunk] = found = _weigh(chunk)
        return found


_weighed = _Weighed()


def _weigh(chunk: str) -> Weight:
    word = chunk.strip(EDGES)
    if not word.isalpha() or len(word) < 2:
        return 0.0, 0, 0, int(not GARBLED.isdisjoint(word) and any(map(str.isalpha, word)))
    share = _marked_share().get(fold(word))
    known = word in language_model().counts
    return (0.0, 0, int(known), 1) if share is None else (share, int(known and not word.isascii()), 1, 1)


def judge(text: str) -> Quality:
    """The counts behind `quality`."""
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    expected, marked, words, every = 0.0, 0, 0, 0
    for share, sign, word, any_word in map(_weighed.__getitem__, text.lower().split()):
        expected += share
        marked += sign
        words += word
        every += any_word
    return Quality(expected, marked, words, every)


def quality(text: str) -> float:
    """The share (0 to 1) of words that carry the diacritics they should; 1 where there is too little to judge."""
    return judge(text).score


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text with its diacritics back; `guesses` are the words restored, in order, in the new text's offsets."""

    text: Text
    guesses: tuple[Guess, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the restored words are on the whole; 1 where nothing was restored."""
        return _mean(self.guesses)

    @property
    def share(self) -> float:
        """The share of the text's characters that stand in restored words."""
        return sum(g.end - g.start for g in self.guesses) / len(self.text) if self.guesses else 0.0

    def sure(self, start: int, end: int) -> float:
        """How sure the restored words between two offsets are; 1 where there are none."""
        first = bisect_left(self.guesses, start, key=lambda g: g.end - 1)
        last = bisect_left(self.guesses, end, key=lambda g: g.start)
        return _mean(self.guesses[first:last])

    def printed(self) -> Restoration:
        """The same guesses in the offsets of the source, so that statements can be asked for how sure they are."""
        spans = (self.text.source_span(g.start, g.end) for g in self.guesses)
        return replace(
            self, guesses=tuple(g._replace(start=s, end=e) for g, (s, e) in zip(self.guesses, spans, strict=True))
        )

    def by_word(self) -> dict[str, float]:
        """How sure each restored word is on the average, in small letters."""
        found: defaultdict[str, list[float]] = defaultdict(list)
        for guess in self.guesses:
            found[guess.word.casefold()].append(guess.sure)
        return {word: sum(sure) / len(sure) for word, sure in found.items()}

    def whole(self, start: int, end: int) -> float:
        """How sure it is that every restored word between two offsets is right."""
        first = bisect_left(self.guesses, start, key=lambda g: g.end - 1)
        last = bisect_left(self.guesses, end, key=lambda g: g.start)
        return prod(g.sure for g in self.guesses[first:last])


def _total(verdicts: Sequence[Quality]) -> Quality:
    """The quality of stretches taken together."""
    return Quality(
        sum(v.expected for v in verdicts),
        sum(v.marked for v in verdicts),
        sum(v.words for v in verdicts),
        sum(v.all for v in verdicts),
    )


def _mean(guesses: tuple[Guess, ...]) -> float:
    return sum(g.sure for g in guesses) / len(guesses) if guesses else 1.0


def restore(text: Text) -> Text:
    """The text with lost diacritics given back; the same object where none are missing."""
    return restored(text).text


def restored(text: Text) -> Restoration:
    """The text with lost diacritics given back, and how sure each restored word is."""
    poor = list(_poor(text.chars))
    if not poor:
        return Restoration(text)
    text, poor = misread.mended(text, poor)
    weights = _weights("".join(text.chars[start:end] for start, end in poor))
    guesses = [g for start, end in poor for g in decode(_within(text.chars, start, end), weights)]
    changes = [(g.start, g.end, g.word) for g in guesses if g.word != text.chars[g.start : g.end]]
    return Restoration(text.edit(changes), tuple(_moved(guesses)))


def _within(chars: str, start: int, end: int) -> list[Token]:
    return [t._replace(start=t.start + start, end=t.end + start) for t in tokens(chars[start:end])]


def _moved(guesses: list[Guess]) -> Iterator[Guess]:
    """The guesses in the offsets of the text they changed."""
    shift = 0
    for guess in guesses:
        start = guess.start + shift
        shift += len(guess.word) - (guess.end - guess.start)
        yield Guess(start, guess.end + shift, guess.word, guess.sure)


def _poor(chars: str) -> Iterator[tuple[int, int]]:
    """The paragraphs that lost their diacritics; short ones go with the whole text."""
    judged = [(start, end, judge(chars[start:end])) for start, end in _paragraphs(chars)]
    whole = _total([verdict for _, _, verdict in judged])
    limit = VERY_LOW if not whole.enough or whole.share >= CLEAN else LOW
    least = 2 * ENOUGH if limit == VERY_LOW else ENOUGH
    for start, end, verdict in judged:
        lost = whole.share < LOW and whole.enough
        if verdict.enough and verdict.expected >= least:
            lost = verdict.share < limit
        if lost:
            yield start, end


def _paragraphs(chars: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not blank, with their line ends."""
    start = at = 0
    for line in chars.split("\n"):
        if not line.strip(BLANKS):
            if at > start:
                yield start, at
            start = at + len(line) + 1
        at += len(line) + 1
    if at > start:
        yield start, min(at, len(chars))


def _weights(chars: str) -> Weights:
    """What garbled a text: bare letters only, letters of another language, or a few words here and there."""
    letters = [c for c in chars if c.isalpha()]
    marked = [c for c in letters if not c.isascii()]
    if len(marked) < 0.003 * len(letters):
        return STRIPPED
    return PARTIAL if len(set(marked)) > 25 else MISREAD
