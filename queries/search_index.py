"""The full-text index over a store: documents, agencies, tasks and proving sentences, as one file of SQLite.

Each kind has a table of things and an index of their words. The order of the rows is the order in which things are
shown, so that the first of a million matches are found without looking at the others: documents that are held before
those only cited, the most cited first; agencies by the documents they issued and the tasks they were given; tasks
and sentences with the documents that they stand in.

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
from ontology.namespaces import VB
from queries import catalog
from queries.documents import Card, cards, names, written_date
from queries.search_words import spelt_words, words
from queries.stores.protocols import Iri, Store

T = TypeVar("T")

FORM = "1"
_BATCH = 1_000  # documents asked for at a time
_FILES = 100  # documents whose sentences are asked for at a time
_LEAST_WORDS = 5  # of a sentence: what is shorter is a number, a name, a date

_TABLES = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY, iri TEXT, means TEXT, name TEXT, title TEXT, kind TEXT, issuer TEXT, issuer_name TEXT,
    date TEXT, files INTEGER, speakers INTEGER
);
CREATE TABLE agency (id INTEGER PRIMARY KEY, iri TEXT, name TEXT, called TEXT, issued INTEGER, tasks INTEGER);
CREATE TABLE task (
    id INTEGER PRIMARY KEY, iri TEXT, text TEXT, document INTEGER, file TEXT, start INTEGER, "end" INTEGER,
    deadline TEXT, deadline_text TEXT, lead TEXT
);
CREATE TABLE charged (agency TEXT, role TEXT, task INTEGER, PRIMARY KEY (agency, role, task)) WITHOUT ROWID;
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, text TEXT, document INTEGER, file TEXT, start INTEGER, "end" INTEGER, page INTEGER
);
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


def build(store: Store, connection: sqlite3.Connection) -> None:
    """Fill an empty database with the index of a store."""
    connection.executescript(_TABLES)
    for kind, columns in COLUMNS.items():
        connection.execute(
            f"CREATE VIRTUAL TABLE {kind}_words USING fts5({', '.join(columns)}, content='', columnsize=0,"
            f" tokenize='ascii', prefix='{_BEGINNINGS[kind]}')"
        )
    _Builder(store, connection).fill()
    connection.executescript(_LOOKED_UP)
    connection.execute("INSERT INTO made VALUES (?)", (FORM,))
    connection.commit()


class _Builder:
    """The filling of one index, kind by kind; counts what ranks the agencies on the way."""

    def __init__(self, store: Store, connection: sqlite3.Connection) -> None:
        self._store, self._connection = store, connection
        self._issued: Counter[str] = Counter()
        self._charged: Counter[str] = Counter()
        self._places: dict[str, int] = {}  # documents that are held, with the number of their row

    def fill(self) -> None:
        self._documents()
        for held in _batches(self._places, _FILES):
            self._tasks(held)
            self._sentences(held)
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
        row = self._insert(
            "document",
            (card.iri, means, card.name, card.title, (card.kind_iri or "").rsplit("/", 1)[-1], card.issuer_iri,
             card.issuer or card.inferred_issuer, card.date or card.inferred_date, files, speakers),
            _document_words(card),
        )  # fmt: skip
        if files:
            self._places[card.iri] = row
        if card.issuer_iri and means is None:
            self._issued[card.issuer_iri] += 1

    def _tasks(self, held: Sequence[str]) -> None:
        found: dict[str, list[dict[str, object]]] = {}
        for row in catalog.rows(self._store, "tasks", document=[Iri(iri) for iri in held]):
            found.setdefault(str(row["task"]), []).append(dict(row))
        for task, rows in found.items():
            self._task(task, rows)

    def _task(self, task: str, rows: Sequence[dict[str, object]]) -> None:
        first = rows[0]
        text = str(first["description"])
        leads = dict.fromkeys(str(row["acting_name"]) for row in rows if row["as"] == VB.leadAgency)
        about = [*dict.fromkeys(str(row["acting_name"]) for row in rows), first["deliverable"], first["deadline_text"]]
        place = self._places[str(first["document"])]
        number = self._insert(
            "task",
            (task, text, place, first["file"], first["start"], first["end"], first["deadline"],
             first["deadline_text"], "; ".join(leads)),
            (" ".join(words(text)), " ".join(words(" ".join(str(each) for each in about if each)))),
        )  # fmt: skip
        charged = {(str(row["acting"]), str(row["as"]).rsplit("#", 1)[-1]) for row in rows}
        self._connection.executemany(
            "INSERT INTO charged VALUES (?, ?, ?)", [(agency, role, number) for agency, role in sorted(charged)]
        )
        self._charged.update({agency for agency, _ in charged})

    def _sentences(self, held: Sequence[str]) -> None:
        seen: set[tuple[str, str]] = set()
        for row in catalog.rows(self._store, "sentences", document=[Iri(iri) for iri in held]):
            text, file = str(row["sentence"]), str(row["file"])
            bare = " ".join(words(text))
            if (file, bare) in seen or bare.count(" ") < _LEAST_WORDS - 1:
                continue
            seen.add((file, bare))
            place = self._places[str(row["document"])]
            self._insert("sentence", (text, place, file, row["start"], row["end"], row["page"]), (bare,))

    def _agencies(self) -> None:
        called: dict[str, list[str]] = {}
        for row in catalog.rows(self._store, "agencies"):
            called.setdefault(str(row["agency"]), []).append(str(row["name"]))
        used = {iri: (self._issued[iri], self._charged[iri]) for iri in called}
        for batch in _batches(sorted(called, key=lambda iri: (-sum(used[iri]), iri)), _BATCH):
            vietnamese = names(self._store, batch)
            for iri in batch:
                name = vietnamese.get(iri, called[iri][0])
                others = " ".join(words(" ".join(called[iri])))
                self._insert("agency", (iri, name, "\n".join(called[iri]), *used[iri]), (*_both(name), others))

    def _insert(self, kind: str, row: Sequence[object], searched: Sequence[str]) -> int:
        """The number of the new row, the same in both tables."""
        cursor = self._connection.execute(f"INSERT INTO {kind} VALUES (NULL{', ?' * len(row)})", row)
        self._connection.execute(
            f"INSERT INTO {kind}_words (rowid{''.join(f', {name}' for name in COLUMNS[kind])})"
            f" VALUES (?{', ?' * len(searched)})",
            (cursor.lastrowid, *searched),
        )
        return int(cursor.lastrowid or 0)


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
