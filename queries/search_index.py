"""The full-text index over a store: documents, agencies, tasks and proving sentences, as one file of SQLite.

Each kind has a table of things and an index of their words. The order of the rows is the order in which things are
shown, so that the first of a million matches are found without looking at the others: documents that are held before
those only cited, the most cited first; agencies by the documents they issued and the tasks they were given; tasks
and sentences in the order of documents when they came in (queries.search_texts).

The words are made here, folded and as spelt, and handed over as plain words: SQLite's own reading of letters plays
no part, neither here nor in what is asked.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from ontology.document_number import DocumentNumber
from queries import catalog, search_texts
from queries.documents import Card, cards, names, written_date
from queries.search_words import spelt_words, words
from queries.stores.protocols import Store

T = TypeVar("T")

FORM = "1"
_BATCH = 1_000  # documents asked for at a time

_TABLES = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY, iri TEXT, means TEXT, name TEXT, title TEXT, kind TEXT, issuer TEXT, issuer_name TEXT,
    date TEXT, files INTEGER, speakers INTEGER
);
CREATE TABLE agency (id INTEGER PRIMARY KEY, iri TEXT, name TEXT, called TEXT, issued INTEGER, tasks INTEGER);
"""
_LOOKED_UP = """
CREATE INDEX document_iri ON document (iri);
CREATE INDEX document_issuer ON document (issuer, date) WHERE issuer IS NOT NULL;
CREATE INDEX document_date ON document (date) WHERE files > 0;
CREATE INDEX agency_iri ON agency (iri);
CREATE INDEX agency_name ON agency (name);
CREATE TABLE made (form TEXT);
"""
# What is searched in each kind: "bare" and "spelt" hold the text itself, the others what stands beside it. The long
# texts are there once only: as spelt beside it would double the index.
COLUMNS = {
    "document": ("key", "number", "bare", "spelt", "beside"),
    "agency": ("bare", "spelt", "beside"),
    "task": ("bare", "beside"),
    "sentence": ("bare",),
}
_BEGINNINGS = {"document": "1 2 3", "agency": "1 2 3", "task": "2 3", "sentence": "2 3"}  # letters looked up at once


_LONG = ("task", "sentence")  # carried over from an earlier index


def build(store: Store, connection: sqlite3.Connection) -> None:
    """Fill a database with the index of a store; it is empty, or holds the index of an earlier state of the store."""
    if connection.execute("SELECT name FROM sqlite_master WHERE name = 'held'").fetchone():
        for table in ("document", "document_words", "agency", "agency_words", "made"):
            connection.execute(f"DROP TABLE {table}")
    else:
        connection.executescript(search_texts.TABLES)
        _make_words(connection, _LONG)
    connection.executescript(_TABLES)
    _make_words(connection, [kind for kind in COLUMNS if kind not in _LONG])
    _Builder(store, connection).fill()
    connection.executescript(_LOOKED_UP)
    connection.execute("INSERT INTO made VALUES (?)", (FORM,))
    connection.commit()


def _make_words(connection: sqlite3.Connection, kinds: Iterable[str]) -> None:
    for kind in kinds:
        connection.execute(
            f"CREATE VIRTUAL TABLE {kind}_words USING fts5({', '.join(COLUMNS[kind])}, content='', columnsize=0,"
            f" tokenize='ascii', prefix='{_BEGINNINGS[kind]}')"
        )


class _Builder:
    """The filling of one index, kind by kind; counts what ranks the agencies on the way."""

    def __init__(self, store: Store, connection: sqlite3.Connection) -> None:
        self._store, self._connection = store, connection
        self._issued: Counter[str] = Counter()
        self._held: list[str] = []

    def fill(self) -> None:
        self._documents()
        search_texts.bring_up(self._store, self._connection, self._held)
        self._agencies()

    def _documents(self) -> None:
        cited = {str(row["document"]): int(row["speakers"] or 0) for row in catalog.rows(self._store, "most_cited")}
        files = {(str(row["document"]), str(row["file"])) for row in catalog.rows(self._store, "documents")}
        held = Counter(document for document, _ in files)
        every = [str(row["document"]) for row in catalog.rows(self._store, "all_documents")]
        every.sort(key=lambda iri: (iri not in held, -cited.get(iri, 0), iri))
        for batch in _batches(every, _BATCH):
            for iri, card in cards(self._store, batch).items():
                self._document(card, held[iri], cited.get(iri, 0))

    def _document(self, card: Card, files: int, speakers: int) -> None:
        means = card.resolved[0] if len(card.resolved) == 1 else None
        self._insert(
            "document",
            (card.iri, means, card.name, card.title, (card.kind_iri or "").rsplit("/", 1)[-1], card.issuer_iri,
             card.issuer or card.inferred_issuer, card.date or card.inferred_date, files, speakers),
            _document_words(card),
        )  # fmt: skip
        if files:
            self._held.append(card.iri)
        if card.issuer_iri and means is None:
            self._issued[card.issuer_iri] += 1

    def _agencies(self) -> None:
        called: dict[str, list[str]] = {}
        for row in catalog.rows(self._store, "agencies"):
            called.setdefault(str(row["agency"]), []).append(str(row["name"]))
        charged = dict(self._connection.execute("SELECT agency, count(DISTINCT task) FROM charged GROUP BY agency"))
        used = {iri: (self._issued[iri], charged.get(iri, 0)) for iri in called}
        for batch in _batches(sorted(called, key=lambda iri: (-sum(used[iri]), iri)), _BATCH):
            vietnamese = names(self._store, batch)
            for iri in batch:
                name = vietnamese.get(iri, called[iri][0])
                others = " ".join(words(" ".join(called[iri])))
                self._insert("agency", (iri, name, "\n".join(called[iri]), *used[iri]), (*_both(name), others))

    def _insert(self, kind: str, row: Sequence[object], searched: Sequence[str]) -> None:
        """A thing and its words, under one number."""
        cursor = self._connection.execute(f"INSERT INTO {kind} VALUES (NULL{', ?' * len(row)})", row)
        self._connection.execute(
            f"INSERT INTO {kind}_words (rowid{''.join(f', {name}' for name in COLUMNS[kind])})"
            f" VALUES (?{', ?' * len(searched)})",
            (cursor.lastrowid, *searched),
        )


def _both(text: str) -> tuple[str, str]:
    """A text's words without diacritics and with them."""
    return " ".join(words(text)), " ".join(spelt_words(text))


def _document_words(card: Card) -> tuple[str, ...]:
    """The columns of a document."""
    text = " . ".join(dict.fromkeys((card.label, *card.titles)))
    bare, spelt = _both(text)
    key, number = _number_words(card)
    dates = [part for date in card.dates for part in written_date(date).split("/")]
    dates += [part.lstrip("0") for part in dates]
    about = (card.issuer, card.inferred_issuer, card.kind, card.file)
    beside = words(" ".join([*filter(None, about), *dates]))
    return key, number, bare, spelt, " ".join(dict.fromkeys(beside))


def _number_words(card: Card) -> tuple[str, str]:
    """The number glued, and its parts with the serial first, what follows the serial also glued: "76 nq cp nqcp"."""
    parsed = DocumentNumber.find(card.number or "")
    if parsed is None or parsed.blank:
        return "", " ".join(words(card.number or ""))
    parts = words(parsed.key)
    key = "".join(parts).lstrip("0")
    tails = ["".join(parts[at:]) for at in range(1, len(parts) - 1)]
    return key, " ".join([*parts, *tails, key, *words(parsed.written)])


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    every = iter(items)
    while batch := list(islice(every, size)):
        yield batch
