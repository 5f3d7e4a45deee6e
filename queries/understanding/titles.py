"""Documents in a question by their names and titles: "Luật Ngân sách nhà nước", "Đề án 06"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from ontology.folding import folded
from ontology.vocabulary import document_kinds
from queries import catalog
from queries.documents import Card, cards
from queries.stores.protocols import Store
from queries.understanding.agencies import short_forms
from queries.understanding.naming import ASKING, NUMBER_WORDS, bare, slot, written_out
from queries.understanding.words import Slot, Token

_LONGEST_TITLE = 24  # words
_ACTS = ("thuc hien", "trien khai", "can cu", "cu the hoa", "ban hanh", "sua doi", "thay the")
_LONGEST_ACT = 3  # words
_LEAST_OF_TITLE = 2  # words behind the kind that make a title known


def by_title(store: Store, tokens: Sequence[Token], at: int) -> tuple[int, int, Slot] | None:
    """A kind with the beginning of a known name or title behind it: "Luật Ngân sách nhà nước", "Đề án 06"."""
    length = next((n for n in (5, 4, 3, 2, 1) if bare(tokens[at : at + n]) in _titled_kinds()), 0)
    behind = tokens[at + length : at + length + 1]
    if not length or not behind or behind[0].word.bare in (*ASKING, *NUMBER_WORDS, "cua", "duoc", "do"):
        return None
    words = [(word, n) for n, token in enumerate(tokens[at : at + _LONGEST_TITLE]) for word in _expanded(token)]
    best: dict[str, tuple[int, bool]] = {}
    for document, name in _names(store):
        common = _common(words, name)
        whole = common == len(name)
        if (
            common
            and (common >= length + _LEAST_OF_TITLE or (whole and common > length))
            and (common, whole) > best.get(document, (0, False))
        ):
            best[document] = (common, whole)
    if not best:
        return None
    longest = max(best.values())
    found = _meant(cards(store, [document for document, each in best.items() if each == longest]).values())
    stop = _before_an_act(tokens, at + length, at + words[longest[0] - 1][1] + 1)
    if stop is None:
        return None
    said = " ".join(token.text for token in tokens[at:stop])
    held = [card for card in found if card.held] or found
    others = tuple(card.iri for card in found if card not in held)
    return at, stop, replace(slot(store, said, said, held), others=others)


def _before_an_act(tokens: Sequence[Token], kind: int, stop: int) -> int | None:
    """Where the name ends: "Chương trình hành động thực hiện" is a name and what the question is about."""
    if stop < len(tokens):
        for at in range(max(kind, stop - _LONGEST_ACT), stop):
            if bare(tokens[at:stop]) in _ACTS:
                return at if at > kind else None
    return stop


def _meant(found: Iterable[Card]) -> list[Card]:
    """References that were found to mean a document give way to it: none where it is another document of a name."""
    return [card for card in found if not card.resolved]


@cache
def _titled_kinds() -> frozenset[str]:
    return frozenset(folded(kind.vi) for kind in document_kinds())


def _expanded(token: Token) -> list[str]:
    plain = "".join(each for each in token.word.bare if each.isalnum())
    return short_forms().get(plain, plain).split()


def _names(store: Store) -> Iterator[tuple[str, list[str]]]:
    """Names, and titles behind the kind, in words."""
    for row in catalog.rows(store, "called"):
        key = str(row["key"])
        yield str(row["document"]), written_out(key).replace(",", "").split()
        kind = next((each for each in _titled_kinds() if key.startswith(f"{each} ")), None)
        if row["title"] and kind:
            yield str(row["document"]), f"{kind} {written_out(str(row['title']))}".split()


def _common(words: Sequence[tuple[str, int]], name: Sequence[str]) -> int:
    """How many words from the start are the same, whole words of the question only."""
    same = 0
    for (typed, _), other in zip(words, name, strict=False):
        if typed != other:
            break
        same += 1
    while same and same < len(words) and words[same - 1][1] == words[same][1]:
        same -= 1
    return same
