"""The words of a question with their places, and the phrases found among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ontology.document_number import DocumentNumber
from queries.understanding.phrasings import NONE, Lexicon, Phrase, Word, word

_EDGES = ".,;:?!…\"'“”‘’«»`"
_OPENING, _CLOSING = "([{", ")]}"
_DASHES = ("-", "–", "—", "/", "+", "=")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed; `opens` and `closes` count the brackets before and behind it, `ends` that a clause ends."""

    text: str
    word: Word
    opens: int = 0
    closes: int = 0
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A thing that a text names: `texts` are what a person would type for it as a parameter.

    `several` tells what the words fit, where that is more than one; `others` are documents (IRIs) that they fit
    as well and that were passed over; `unsaid` are words beside the name that are not known of the thing.
    """

    kind: str
    texts: tuple[str, ...]
    said: str
    several: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    iris: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # in full, of agencies


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or the words that name a thing."""

    tokens: tuple[Token, ...]
    slot: Slot | None = None

    @property
    def text(self) -> str:
        return " ".join(token.text for token in self.tokens)


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The words of a text, punctuation taken off; among words with diacritics one without means itself."""
    found = [token for piece in text.split() for token in _tokens(piece)]
    if not any(token.word.marks for token in found):
        return found
    return [replace(token, word=_meant(token.word, lexicon)) for token in found]


def _meant(typed: Word, lexicon: Lexicon) -> Word:
    return Word(typed.bare, NONE) if not typed.marks and typed.bare in lexicon.plain else typed


def _tokens(piece: str) -> Iterator[Token]:
    bare = piece.strip(_EDGES + _OPENING + _CLOSING)
    if not bare or bare in _DASHES:
        return
    before, _, behind = piece.partition(bare)
    opens, closes = sum(each in _OPENING for each in before), sum(each in _CLOSING for each in behind)
    ends = any(each in ".;:?!," for each in behind)
    parts = bare.split("/") if _joined(bare) else [bare]
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        yield Token(part, word(part), opens if at == 0 else 0, closes if last else 0, ends and last)


def _joined(text: str) -> bool:
    """Whether a stroke joins words ("số/ngày", "PAPI/SIPAS") and not the parts of a number, a date or an address."""
    parts = text.split("/")
    return len(parts) > 1 and all(part.isalpha() for part in parts) and DocumentNumber.find(text) is None


def occurrences(items: Sequence[Item], lexicon: Lexicon) -> dict[str, list[tuple[int, int]]]:
    """Where the phrases of each set stand; longer ones first."""
    found: dict[str, list[tuple[int, int]]] = {}
    silent = {
        phrase[0].bare
        for each in lexicon.silent.values()
        for phrase in each
        if len(phrase) == 1 and not phrase[0].marks
    }
    for at, item in enumerate(items):
        if item.slot is None:
            for phrase, name in lexicon.phrases.get(item.tokens[0].word.bare, ()):
                bare_guess = len(phrase) == 1 and phrase[0].marks and not item.tokens[0].word.marks
                if stands(items, at, phrase) and not (bare_guess and phrase[0].bare in silent):
                    found.setdefault(name, []).append((at, at + len(phrase)))
    return {name: sorted(set(places), key=lambda place: (place[0] - place[1], place)) for name, places in found.items()}


def stands(items: Sequence[Item], at: int, phrase: Phrase) -> bool:
    """Whether these words stand there."""
    here = items[at : at + len(phrase)]
    return len(here) == len(phrase) and all(
        item.slot is None and each.fits(item.tokens[0].word) for item, each in zip(here, phrase, strict=True)
    )
