"""What the ways to name a document share: words for its kind, and what is handed over for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ontology.folding import folded
from ontology.vocabulary import document_kinds
from queries import references
from queries.documents import Card
from queries.stores.protocols import Store
from queries.understanding.agencies import short_forms
from queries.understanding.phrasings import word
from queries.understanding.words import Slot, Token

# Words for a document of any kind, and English ones for kinds.
GENERIC = (
    "van ban", "tai lieu", "ban", "document", "file", "tep", "seed", "cv", "vb",
    "plan", "decree", "decision", "resolution", "letter",
)  # fmt: skip
NUMBER_WORDS = ("so", "no", "number")
ASKING = ("nao", "gi", "ai", "which", "what")
_LISTED = 12


def kind_before(tokens: Sequence[Token], at: int) -> int:
    """Where the words for the kind begin that stand right before: "kế hoạch số", "KH", "văn bản"."""
    if tokens[at].opens:
        return at
    start = at - 1 if at and is_number_word(tokens[at - 1]) else at
    for length in (5, 4, 3, 2, 1):
        words = bare(tokens[max(0, start - length) : start])
        if start >= length and (words in kinds() or words in GENERIC):
            start -= length
            return kind_before(tokens, start) if words in ("seed", "file", "tep") else start
    return start if start < at else at


def is_number_word(token: Token) -> bool:
    """ "số" before a number; "Sở" is another word, where its diacritics are typed."""
    return token.word.bare in NUMBER_WORDS and (not token.word.marks or word("số").fits(token.word)) and not token.ends


def kind_of(tokens: Sequence[Token]) -> str | None:
    """The kind that these words say, folded: "KH" is "ke hoach"."""
    words = [token.word.bare for token in tokens if token.word.bare not in NUMBER_WORDS]
    return kinds().get(" ".join(words)) if " ".join(words) not in GENERIC else None


@cache
def kinds() -> dict[str, str]:
    """Kinds of documents by name and by code, folded."""
    named = {folded(kind.vi): folded(kind.vi) for kind in document_kinds()}
    coded = {folded(kind.code): folded(kind.vi) for kind in document_kinds() if kind.code}
    return coded | {"cv": "cong van"} | named


def written_out(text: str) -> str:
    words = ("".join(each for each in piece if each.isalnum() or each in "/-") for piece in folded(text).split())
    return " ".join(short_forms().get(each, each) for each in words)


def slot(store: Store, text: str, said: str, found: Sequence[Card]) -> Slot:
    """A document's slot; what is handed over means the same documents when it is typed."""
    if len(found) != 1:
        iris = tuple(card.iri for card in found)
        several = tuple(card.name for card in found[:_LISTED])
        return Slot("document", iris or (text,), said, several=several, iris=iris)
    card = found[0]
    typed = (card.number, text, card.file)
    short = next((each for each in typed if each and references.candidates(store, each) == [card]), card.iri)
    return Slot("document", (short,), said, iris=(card.iri,))


def narrowed(store: Store, before: Slot, said: str, found: Sequence[Card], others: Sequence[Card]) -> Slot:
    """The slot of a document told more closely: what remains, and what remains of those passed over."""
    made = slot(store, before.texts[0], said, found)
    return replace(made, others=tuple(card.iri for card in others), unsaid=before.unsaid)


def bare(tokens: Sequence[Token]) -> str:
    return " ".join(token.word.bare for token in tokens)
