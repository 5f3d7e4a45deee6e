"""From what a person types to the document that is meant; when several fit, none is chosen.

Tried in this order, the first that fits anything decides: an IRI; a number, narrowed by the other words;
the beginning of a file's name or hash; words of name, title, issuer and date.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ontology.document_number import DocumentNumber
from ontology.errors import UsageError
from ontology.folding import folded
from queries import catalog, known_names
from queries.documents import Card, cards, written_date
from queries.stores.protocols import Store

_NEAREST = 5
_LISTED = 12
_LONGEST_LOOKED = 200  # letters compared when looking for the nearest
_COMPARED = 5_000  # names compared letter by letter when looking for the nearest
_LONGEST = 20  # words of a reference that are looked at for a number


class SeveralDocuments(UsageError):
    """A reference that fits more than one document."""

    def __init__(self, reference: str, found: Iterable[Card]) -> None:
        self.found = tuple(sorted(found, key=lambda card: (card.name, card.iri)))
        listed = "".join(f"\n  {_told(card)}" for card in self.found[:_LISTED])
        listed += f"\n  … +{len(self.found) - _LISTED}" if len(self.found) > _LISTED else ""
        count = len(self.found)
        super().__init__(
            f"“{reference}” hợp với {count} văn bản. Viết thêm ngày, cơ quan hoặc dùng IRI:{listed}",
            f"“{reference}” fits {count} documents. Add the date, the issuer, or use the IRI:{listed}",
        )


class NoSuchDocument(UsageError):
    """A reference that fits no document; the nearest are named."""

    def __init__(self, reference: str, nearest: Iterable[Card]) -> None:
        self.nearest = tuple(nearest)
        names = "; ".join(card.name for card in self.nearest)
        super().__init__(
            f"Không có văn bản nào hợp với “{reference}”. " + (f"Gần nhất: {names}." if names else "Xem: cancu docs."),
            f"No document fits “{reference}”. " + (f"The nearest: {names}." if names else "See: cancu docs."),
        )


def _told(card: Card) -> str:
    issuer = f", {card.issuer}" if card.issuer else ""
    return f"{card.name}{issuer}  <{card.iri}>"


def find(store: Store, reference: str) -> Card:
    """The one document that a reference means; SeveralDocuments or NoSuchDocument otherwise."""
    found = candidates(store, reference)
    if not found:
        raise NoSuchDocument(reference, _nearest(store, reference))
    if len(found) > 1:
        raise SeveralDocuments(reference, found)
    return found[0]


def candidates(store: Store, reference: str) -> list[Card]:
    """All documents that a reference fits."""
    reference = reference.strip()
    for attempt in (_by_iri, _by_number, _by_file, _by_words):
        found = _resolved(store, attempt(store, reference))
        if found:
            return found
    return []


def _by_iri(store: Store, reference: str) -> list[Card]:
    iri = reference.strip("<>")
    if not iri.startswith(("http://", "https://")):
        return []
    card = cards(store, [iri])[iri]
    return [card] if card.kind or card.number or card.held or card.label != iri.rsplit("/", 1)[-1] else []


def _by_number(store: Store, reference: str) -> list[Card]:
    for number, others in _numbers(reference):
        iris = [str(row["document"]) for row in catalog.rows(store, "numbered", key=number.key)]
        if iris:
            return [card for card in cards(store, iris).values() if _fits(card, others)]
    return []


def _numbers(reference: str) -> Iterable[tuple[DocumentNumber, list[str]]]:
    """Each reading of the reference as a number and other words; a number may be typed with spaces inside."""
    words = reference.split()[:_LONGEST]
    for length in (1, 2, 3):
        for at in range(len(words) - length + 1):
            number = DocumentNumber.find("".join(words[at : at + length]))
            if number is not None and not number.blank:
                yield number, words[:at] + words[at + length :]


def _by_file(store: Store, reference: str) -> list[Card]:
    reference = reference.replace("\\", "/").rpartition("/")[2].lower()
    found = known_names.of_files(store, reference) if reference else {}
    exact = [iri for name, iri in found if reference in (name, name.rpartition(".")[0])]
    iris = dict.fromkeys(exact or (iri for _, iri in found))
    return list(cards(store, iris).values()) if iris else []


def _by_words(store: Store, reference: str) -> list[Card]:
    """Documents so called; else those whose name or title holds the phrase; else those that hold all its words."""
    phrase = folded(reference)
    if not phrase:
        return []
    lines = known_names.names(store)
    if phrase.isdigit():  # a bare figure is a serial number, never a piece of a date in some title
        figure = phrase.lstrip("0")
        named = known_names.holding(lines, figure)
        serials = sorted({document for text, document in named if _is_serial(figure, text.split()[-1:])})
        return list(cards(store, serials).values())
    holding = dict.fromkeys(known_names.holding(lines, phrase))
    called = {document for text, document in holding if phrase == text}
    wordy = () if holding else known_names.holding(lines, max(phrase.split(), key=len))
    with_all = {document for text, document in wordy if all(word in text for word in phrase.split())}
    found = called or {document for _, document in holding} or with_all
    return list(cards(store, sorted(found)).values())


def _is_serial(figure: str, last: list[str]) -> bool:
    """Whether the last word of a name is a number with this serial: "76" of "nghi quyet 76/nq-cp"."""
    if not last or not last[0].lstrip("0").startswith(figure):
        return False
    number = DocumentNumber.find(last[0].upper())
    return number is not None and str(number).partition("/")[0].partition("-")[0].lstrip("0") == figure


def _fits(card: Card, words: Iterable[str]) -> bool:
    """Whether every word stands in what is known of the document; "số", "ngày", "của" say nothing."""
    known = _known(card)
    return all(word in known for word in map(_bare, words) if word not in ("so", "ngay", "cua", "nam", "thang"))


def _bare(word: str) -> str:
    """A word for comparison, a date without its leading zeros: "05/4/2023" -> "5/4/2023"."""
    parts = folded(word).strip(".,;:()“”\"'").split("/")
    return "/".join(part.lstrip("0") if part.isdigit() else part for part in parts)


def _known(card: Card) -> str:
    dates = [shown for date in card.dates for shown in (date, _bare(written_date(date)))]
    texts = (card.label, card.kind, card.number, card.issuer, card.inferred_issuer, card.title, card.file, *dates)
    return folded(" ".join(text for text in texts if text))


def _resolved(store: Store, found: list[Card]) -> list[Card]:
    """References that were found to mean a document give way to it."""
    meant = {target for card in found if len(card.resolved) == 1 for target in card.resolved}
    kept = {card.iri: card for card in found if len(card.resolved) != 1}
    return list((kept | cards(store, meant - set(kept)) if meant - set(kept) else kept).values())


def _nearest(store: Store, reference: str) -> list[Card]:
    phrase = folded(reference)[:_LONGEST_LOOKED]
    known = known_names.likest(known_names.names(store), phrase, _COMPARED)
    shorter = {text.split()[-1]: document for text, document in known.items() if "/" in text.split()[-1]}
    known.update(shorter)
    close = get_close_matches(phrase, known, _NEAREST, 0.5)
    return list(cards(store, dict.fromkeys(known[text] for text in close)).values())
