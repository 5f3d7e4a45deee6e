"""Documents in a question: by number, by a figure behind their kind, by file, by title, by kind and issuer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ontology.document_number import DocumentNumber
from ontology.folding import folded
from queries import references
from queries.documents import Card
from queries.stores.protocols import Store
from queries.understanding.naming import (
    ASKING,
    GENERIC,
    bare,
    is_number_word,
    kind_before,
    kind_of,
    kinds,
    slot,
    written_out,
)
from queries.understanding.titles import by_title
from queries.understanding.words import Slot, Token

Spans = dict[int, tuple[int, Slot]]

_MOST_JOINED = 3  # pieces that a number typed with blanks has
_FILES = (".txt", ".docx", ".pdf", ".html")


def documents_in(store: Store, tokens: Sequence[Token]) -> Spans:
    """The documents by where they begin, with where they end: those told by number or file, then those by title."""
    spans: Spans = {}
    for finders in (_FINDERS, (by_title,)):
        at = 0
        while at < len(tokens):
            free = not any(start <= at < stop for start, (stop, _) in spans.items())
            found = next((each for finder in finders if free and (each := finder(store, tokens, at)) is not None), None)
            if found is None or any(start < found[1] and found[0] < stop for start, (stop, _) in spans.items()):
                at += 1
                continue
            spans[found[0]] = found[1:]
            at = found[1]
    return spans


Found = tuple[int, int, Slot]  # where it begins and ends
Finder = Callable[[Store, Sequence[Token], int], Found | None]


def _by_iri(store: Store, tokens: Sequence[Token], at: int) -> Found | None:
    text = tokens[at].text.strip("<>")
    if not text.startswith("http") or "/document/" not in text:
        return None
    return at, at + 1, slot(store, text, text, references.candidates(store, text))


def _by_number(store: Store, tokens: Sequence[Token], at: int) -> Found | None:
    """ "22/KH-UBND", "số 22 /KH-UBND", with the kind before it."""
    for length in range(_MOST_JOINED, 0, -1):
        piece = tokens[at : at + length]
        joined = "".join(token.text for token in piece)
        if len(piece) < length or not joined[0].isdigit() or (length > 1 and not _broken(piece)):
            continue
        number = DocumentNumber.find(joined)
        if number is not None and not number.blank and not _time_like(joined):
            start = kind_before(tokens, at)
            said = " ".join(token.text for token in tokens[start : at + length])
            fitting = _of_kind(references.candidates(store, joined), tokens[start:at])
            return _described(store, tokens, start, at + length, joined, said, fitting)
    return None


def _time_like(text: str) -> bool:
    """ "2023-Q1" is a time, "10/2023" as well."""
    return text[:4].isdigit() and folded(text[4:]).lstrip("-/") in ("q1", "q2", "q3", "q4")


def _broken(piece: Sequence[Token]) -> bool:
    """Whether a number was typed in pieces: the stroke or hyphen stands at an edge."""
    edges = [(one.text[-1], other.text[0]) for one, other in pairwise(piece)]
    return all(left in "/-" or right in "/-" for left, right in edges)


def _by_file(store: Store, tokens: Sequence[Token], at: int) -> Found | None:
    """ "000", "001_69ad4df19bf567e7.txt"."""
    text = tokens[at].text
    figure = text.isdigit() and text.startswith("0") and len(text) > 2
    if not (figure or "_" in text or text.lower().endswith(_FILES) or _hash(text)):
        return None
    found = references.candidates(store, text)
    if not found:
        return None
    start = kind_before(tokens, at)
    return _described(store, tokens, start, at + 1, text, " ".join(t.text for t in tokens[start : at + 1]), found)


def _hash(text: str) -> bool:
    return len(text) >= 8 and all(each in "0123456789abcdef" for each in text) and not text.isdigit()


def _by_serial(store: Store, tokens: Sequence[Token], at: int) -> Found | None:
    """ "nghị quyết 76", "nghị định số 24/2014": a figure behind the kind."""
    text = tokens[at].text
    if not text.replace("/", "").replace("-", "").isdigit() or not text[0].isdigit() or not text[-1].isdigit():
        return None
    start = kind_before(tokens, at)
    kind = kind_of(tokens[start:at])
    if kind is None:
        return None
    serial, _, year = text.partition("/")
    known = [card for card in references.candidates(store, serial) if f"/{year}/" in f"/{card.number}/" or not year]
    found = _of_kind(known, tokens[start:at])
    said = " ".join(token.text for token in tokens[start : at + 1])
    return (start, at + 1, slot(store, said, said, found)) if found else None


def _of_kind(found: Sequence[Card], tokens: Sequence[Token]) -> list[Card]:
    kind = kind_of(tokens)
    fitting = [card for card in found if kind and folded(card.kind or "") == kind]
    return fitting or list(found)


def _described(
    store: Store, tokens: Sequence[Token], start: int, stop: int, text: str, said: str, found: Sequence[Card]
) -> Found:
    """With the description before it, where the document itself stands in brackets: "Chương trình hành động (003)"."""
    made = slot(store, text, said, found)
    kind = kind_of(tokens[start : stop - 1])
    if kind and found and not any(folded(card.kind or kind) == kind for card in found):
        said_kind = " ".join(token.text for token in tokens[start : stop - 1] if not is_number_word(token))
        made = replace(made, unsaid=(said_kind,))
    if not tokens[start].opens or not tokens[stop - 1].closes:
        return start, stop, made
    for begin in range(start - 1, -1, -1):
        if tokens[begin].word.bare in ASKING or tokens[begin].closes:
            break
        if any(bare(tokens[begin : begin + n]) in (*kinds(), *GENERIC) for n in (3, 2) if begin + n <= start):
            earliest = _earliest_kind(tokens, begin)
            words = tokens[earliest:start]
            unknown = tuple(token.text for token in words if not _known_of(found, token))
            whole = " ".join(token.text for token in tokens[earliest:stop])
            return earliest, stop, replace(made, said=whole, unsaid=unknown)
    return start, stop, made


def _earliest_kind(tokens: Sequence[Token], begin: int) -> int:
    """The first kind of document in the same phrase: "Công văn triển khai … Kế hoạch" is a letter."""
    earliest = begin
    for at in range(begin - 1, -1, -1):
        if tokens[at].word.bare in ASKING or tokens[at].closes or tokens[at].ends:
            break
        if any(bare(tokens[at : at + n]) in (*kinds(), *GENERIC) for n in (3, 2)):
            earliest = at
    return earliest


def _known_of(found: Sequence[Card], token: Token) -> bool:
    """Whether a word stands in what is known of a document, or says nothing."""
    word = token.word.bare
    if len(found) != 1 or word in ("cua", "ve", "so", "van", "ban", "cac", "nhung", "trong", "tai", "nam", "ngay"):
        return len(found) == 1
    card = found[0]
    texts = (card.label, card.kind, card.number, card.issuer, card.inferred_issuer, card.title, card.date, card.file)
    known = set(written_out(" ".join(filter(None, texts))).replace("-", " ").replace("/", " ").split())
    return all(each in known for each in written_out(token.text).split())


_FINDERS: tuple[Finder, ...] = (_by_iri, _by_number, _by_file, _by_serial)
