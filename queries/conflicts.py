"""Where documents contradict each other: both sides with their words, never a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ontology.folding import folded
from ontology.iri import expanded
from ontology.namespaces import DCTERMS, VB
from queries import catalog
from queries.documents import Card, fields
from queries.results import Quotation, Row, Statement, quotations, statements, text
from queries.stores.protocols import Iri, Store

# Words of a definition that carry no meaning of their own: they join, measure or grade.
_FILLERS = frozenset("ve cua doi voi va cac su do luong danh gia".split())
_LEADS = ("bo chi so", "chi so")
_LEAST_TITLE = 20  # letters; a shorter title names nothing
_A_YEAR = re.compile(r"(19|20)[0-9]{2}")  # what has none need not be folded
_LEAST_WORDS = 4  # fewer words in common are a coincidence: "chuyển đổi số"

Dated = tuple[str, str]  # a document and a date that it bears


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two: `about` is the IRI of a document or index, `says` the date, number or meaning at issue."""

    about: str
    says: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """`kind` is vb:twoDates, vb:twoNumbers, vb:oneMeaning or vb:deadlineBefore."""

    kind: str
    one: Side
    other: Side


@dataclass(frozen=True, slots=True)
class Pairs:
    """What goes through everything to be found: the pairs of documents with two dates, and with two numbers."""

    dates: tuple[tuple[Dated, Dated], ...]
    numbers: tuple[tuple[Row, Row], ...]

    @classmethod
    def of(cls, store: Store) -> Pairs:
        return cls(tuple(slips(store)), tuple(_namesakes(catalog.rows(store, "two_numbers"))))


def conflicts(store: Store, document: str | None = None) -> tuple[Conflict, ...]:
    """All contradictions, or those that concern a document."""
    pairs = Pairs.of(store)
    found = [
        *two_dates(store, document, pairs.dates),
        *two_numbers(store, document, pairs.numbers),
        *late_citations(store, document),
    ]
    return tuple(found) if document else (*found, *one_meaning(store))


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction without its words: who contradicts whom, and the things whose sentences say so."""

    kind: str
    one: str
    one_says: str
    other: str
    other_says: str
    proofs: tuple[str | None, str | None] = (None, None)


def found(store: Store) -> tuple[Found, ...]:
    """All contradictions, their words not looked up: there may be thousands."""
    pairs = Pairs.of(store)
    dates = (Found(VB.twoDates, *one, *other) for one, other in pairs.dates)
    numbers = (Found(VB.twoNumbers, *_numbered(one), *_numbered(other)) for one, other in pairs.numbers)
    same = (
        Found(each.kind, each.one.about, each.one.says, each.other.about, each.other.says)
        for each in one_meaning(store)
    )
    return (*dates, *numbers, *_late(store), *same)


def _numbered(row: Row) -> tuple[str, str]:
    return str(row["document"]), str(row["number"])


def told(store: Store, some: Sequence[Found]) -> list[Conflict]:
    """These contradictions with the words of both sides."""
    spoken = [each for each in some if each.kind in (VB.twoDates, VB.twoNumbers)]
    said = _said_of(store, (about for each in spoken for about in (each.one, each.other)))
    words = quotations(store, {thing for each in some for thing in each.proofs if thing})
    meanings = one_meaning(store) if any(each.kind == VB.oneMeaning for each in some) else ()
    explained = {(each.one.about, each.other.about): each for each in meanings}

    def side(kind: str, about: str, says: str, proof: str | None) -> Side:
        if kind == VB.twoDates:
            return _dated(about, says, said)
        if kind == VB.twoNumbers:
            return _titled(store, about, says, said)
        return Side(about=about, says=says, quotations=words.get(proof or "", ()))

    return [
        explained.get((each.one, each.other))
        or Conflict(
            kind=each.kind,
            one=side(each.kind, each.one, each.one_says, each.proofs[0]),
            other=side(each.kind, each.other, each.other_says, each.proofs[1]),
        )
        for each in some
    ]


def two_dates(
    store: Store, document: str | None = None, known: Iterable[tuple[Dated, Dated]] | None = None
) -> list[Conflict]:
    """One number of one issuer with two dates: two of one document, or the same day and month of two years."""
    every = slips(store) if known is None else known
    pairs = [pair for pair in every if document is None or document in pair_documents(pair)]
    return told(store, [Found(VB.twoDates, *one, *other) for one, other in pairs])


def slips(store: Store) -> list[tuple[Dated, Dated]]:
    """The documents and dates that bear one number and cannot both be right."""
    numbered: dict[tuple[str, str], list[Dated]] = {}
    for row in catalog.rows(store, "two_dates"):
        identity = (str(row["key"]), str(row["issuer"]))
        numbered.setdefault(identity, []).append((str(row["document"]), str(row["date"])))
    found = (pair for dated in numbered.values() for pair in combinations(sorted(set(dated)), 2))
    return [(one, other) for one, other in found if one[1] != other[1] and _slip(one, other)]


def _slip(one: Dated, other: Dated) -> bool:
    return one[0] == other[0] or one[1][5:] == other[1][5:]


def pair_documents(pair: tuple[Dated, Dated]) -> tuple[str, str]:
    return pair[0][0], pair[1][0]


def two_numbers(
    store: Store, document: str | None = None, known: Iterable[tuple[Row, Row]] | None = None
) -> list[Conflict]:
    """One title of one issuer under two numbers within a year: two documents, or a wrong number."""
    every = _namesakes(catalog.rows(store, "two_numbers")) if known is None else known
    pairs = [pair for pair in every if _concerns(pair, document)]
    return told(store, [Found(VB.twoNumbers, *_numbered(one), *_numbered(other)) for one, other in pairs])


def namesakes(store: Store, card: Card) -> tuple[str, ...]:
    """The documents that bear this document's title under another number."""
    if card.issuer_iri is None or card.kind_iri is None or not any(_comes_once(_bare(title)) for title in card.titles):
        return ()
    rows = catalog.rows(store, "two_numbers", issuer=Iri(card.issuer_iri), kind=Iri(card.kind_iri))
    pairs = [pair for pair in _namesakes(rows) if _concerns(pair, card.iri)]
    return tuple(sorted({str(row["document"]) for pair in pairs for row in pair} - {card.iri}))


def _concerns(pair: tuple[Row, Row], document: str | None) -> bool:
    return document is None or document in (pair[0]["document"], pair[1]["document"])


def _namesakes(rows: Iterable[Row]) -> list[tuple[Row, Row]]:
    """Each pair with one title, kind and issuer and two numbers, less than a year apart.

    Only a title that names its year comes once: a series of notices bears one title again and again.
    """
    titled: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        title = _bare(str(row["title"])) if _A_YEAR.search(str(row["title"])) else ""
        if _comes_once(title):
            same = titled.setdefault((str(row["issuer"]), str(row["kind"]), title), {})
            same.setdefault(str(row["document"]), row)
    pairs = (pair for same in titled.values() for pair in combinations(same.values(), 2))
    return [(one, other) for one, other in pairs if one["key"] != other["key"] and _within_a_year(one, other)]


def _comes_once(title: str) -> bool:
    """Whether a bare title names its year, and more than that."""
    return len(title) >= _LEAST_TITLE and any(_year(word) for word in title.split())


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _bare(title: str) -> str:
    """A title for comparison: folded, usual abbreviations written out, what stands in brackets left out."""
    plain, depth = [], 0
    for letter in folded(expanded(title)):
        depth += letter == "("
        plain.append(letter if letter.isalnum() and not depth else " ")
        depth -= letter == ")" and depth > 0
    return " ".join("".join(plain).split())


def _within_a_year(one: Row, other: Row) -> bool:
    """The same plan comes again every year."""
    months = [int(str(row["date"])[:4]) * 12 + int(str(row["date"])[5:7] or 1) for row in (one, other)]
    return abs(months[0] - months[1]) < 12


def late_citations(store: Store, document: str | None = None) -> list[Conflict]:
    """A document that bears a date, or where it bears none sets a deadline, before the date of one it cites."""
    return told(store, _late(store, document))


def _late(store: Store, document: str | None = None) -> list[Found]:
    """The first of the dates that a document has before that of one it cites."""
    earliest: dict[tuple[str, str], Found] = {}
    for row in catalog.rows(store, "late_citations", document=_named(document)):
        start, cited = str(row["document"]), str(row["cited"])
        proofs = (text(row["task"]), text(row["statement"]))
        late = Found(VB.deadlineBefore, start, str(row["date"]), cited, str(row["cited_date"]), proofs)
        earliest.setdefault((start, cited), late)
    return list(earliest.values())


def one_meaning(store: Store) -> list[Conflict]:
    """Two indices that documents explain with the same words."""
    explained: dict[str, list[Row]] = {}
    for row in catalog.rows(store, "definitions"):
        if row["definition"] is not None:
            explained.setdefault(str(row["index"]), []).append(row)
    found = []
    for one, other in combinations(sorted(explained), 2):
        pair = next((p for a in explained[one] for b in explained[other] if alike(*(p := (a, b)))), None)
        if pair is not None:
            found.append(Conflict(kind=VB.oneMeaning, one=_meaning(pair[0]), other=_meaning(pair[1])))
    return found


def alike(one: Row, other: Row) -> bool:
    """Whether one definition's words all stand in the other, in the same order."""
    short, long = sorted((_words(str(one["definition"])), _words(str(other["definition"]))), key=len)
    rest = iter(long)
    return len(short) >= _LEAST_WORDS and all(word in rest for word in short)


def _words(definition: str) -> list[str]:
    """The words that carry the meaning; a level of government ("cấp tỉnh") counts as one word."""
    text = "".join(letter if letter.isalnum() else " " for letter in folded(definition))
    text = " ".join(text.split()).replace("cchc", "cai cach hanh chinh").replace("cap ", "cap_")
    for lead in _LEADS:
        text = text.removeprefix(f"{lead} ")
    return [word for word in text.split() if word not in _FILLERS]


def _meaning(row: Row) -> Side:
    quotation = Quotation.of(row)
    return Side(about=str(row["index"]), says=str(row["definition"]), quotations=(quotation,) if quotation else ())


def _named(document: str | None) -> Iri | None:
    return None if document is None else Iri(document)


def _said_of(store: Store, documents: Iterable[str]) -> dict[str, list[Statement]]:
    """What is said of each document, wherever it is the one acted upon."""
    wanted = [Iri(document) for document in sorted(set(documents))]
    said: dict[str, list[Statement]] = {document: [] for document in wanted}
    for statement in statements(catalog.rows(store, "relations", document=wanted)) if wanted else ():
        if statement.object in said and not statement.inferred:
            said[statement.object].append(statement)
    return said


def _side(about: object, says: object, said: Mapping[str, Sequence[Statement]]) -> Side:
    said_in = {quotation for statement in said[str(about)] for quotation in statement.quotations}
    return Side(about=str(about), says=str(says), quotations=tuple(sorted(said_in)))


def _dated(document: str, date: str, said: Mapping[str, Sequence[Statement]]) -> Side:
    """The side of a date: where one document has both dates, only the sentences that write this one."""
    of_date = {document: [each for each in said[document] if each.date_as_written in (None, date)]}
    return _side(document, date, of_date)


def _titled(store: Store, document: object, number: object, said: Mapping[str, Sequence[Statement]]) -> Side:
    """The side of a number: what others say of the document, else its own title."""
    side = _side(document, number, said)
    if side.quotations:
        return side
    own = fields(store, side.about)
    return replace(side, quotations=tuple(f.quotation for f in own if f.name == DCTERMS.title and f.quotation))
