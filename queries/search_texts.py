"""The long texts of the full-text index: tasks and proving sentences of the documents that are held.

They follow from the graphs of a document's own files, so those of a document whose graphs stayed as they were are
carried over from the index of the generation before: reading them all anew takes most of the time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ontology.namespaces import VB
from queries import catalog
from queries.search_words import words
from queries.stores.protocols import Iri, Store

TABLES = """
CREATE TABLE held (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, graphs TEXT);
CREATE TABLE task (
    id INTEGER PRIMARY KEY, iri TEXT, text TEXT, beside TEXT, document INTEGER, file TEXT, start INTEGER,
    "end" INTEGER, deadline TEXT, deadline_text TEXT, lead TEXT
);
CREATE INDEX task_document ON task (document);
CREATE TABLE charged (agency TEXT, role TEXT, task INTEGER, PRIMARY KEY (agency, role, task)) WITHOUT ROWID;
CREATE INDEX charged_task ON charged (task);
CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, text TEXT, document INTEGER, file TEXT, start INTEGER, "end" INTEGER, page INTEGER
);
CREATE INDEX sentence_document ON sentence (document);
"""
_FILES = 100  # documents asked for at a time
_LEAST_WORDS = 5  # of a sentence: what is shorter is a number, a name, a date


def bring_up(store: Store, connection: sqlite3.Connection, held: Iterable[str]) -> None:
    """Make the tables hold the texts of these documents, in their order where they are new."""
    now = _graphs(store)
    wanted = {iri: now.get(iri, "") for iri in held}
    known = dict(connection.execute("SELECT iri, graphs FROM held"))
    for iri, graphs in known.items():
        if wanted.get(iri) != graphs:
            _forget(connection, iri)
    new = [iri for iri, graphs in wanted.items() if known.get(iri) != graphs]
    for start in range(0, len(new), _FILES):
        _take(store, connection, {iri: wanted[iri] for iri in new[start : start + _FILES]})


def _graphs(store: Store) -> dict[str, str]:
    """What tells whether anything changed in what a document's own files say: their graphs' checksums."""
    checksums = {str(row["sha256"]): str(row["checksum"]) for row in catalog.rows(store, "graphs") if row["sha256"]}
    found: dict[str, set[str]] = {}
    for row in catalog.rows(store, "of_file", beginning=""):
        sha256 = str(row["sha256"])
        found.setdefault(str(row["document"]), set()).add(f"{row['file']} {sha256} {checksums.get(sha256, '')}")
    return {document: "\n".join(sorted(graphs)) for document, graphs in found.items()}


def _forget(connection: sqlite3.Connection, iri: str) -> None:
    """Take the texts of a document out; its words are told again, for the index does not keep them."""
    (number,) = connection.execute("SELECT id FROM held WHERE iri = ?", (iri,)).fetchone()
    tasks = connection.execute("SELECT id, text, beside FROM task WHERE document = ?", (number,)).fetchall()
    connection.executemany(
        "INSERT INTO task_words (task_words, rowid, bare, beside) VALUES ('delete', ?, ?, ?)",
        [(task, _bare(text), beside) for task, text, beside in tasks],
    )
    connection.executemany("DELETE FROM charged WHERE task = ?", [(task,) for task, _, _ in tasks])
    sentences = connection.execute("SELECT id, text FROM sentence WHERE document = ?", (number,)).fetchall()
    connection.executemany(
        "INSERT INTO sentence_words (sentence_words, rowid, bare) VALUES ('delete', ?, ?)",
        [(sentence, _bare(text)) for sentence, text in sentences],
    )
    for table, column in (("task", "document"), ("sentence", "document"), ("held", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))


def _take(store: Store, connection: sqlite3.Connection, documents: Mapping[str, str]) -> None:
    connection.executemany("INSERT INTO held (iri, graphs) VALUES (?, ?)", documents.items())
    asked = [Iri(iri) for iri in documents]
    numbers = dict(connection.execute("SELECT iri, id FROM held"))
    tasks: dict[str, list[Mapping[str, Any]]] = {}
    for row in catalog.rows(store, "task_texts", document=asked):
        tasks.setdefault(str(row["task"]), []).append(row)
    for task, rows in tasks.items():
        _take_task(connection, numbers[str(rows[0]["document"])], task, rows)
    seen: set[tuple[str, str]] = set()
    for row in catalog.rows(store, "sentences", document=asked):
        bare = _bare(str(row["sentence"]))
        if (str(row["file"]), bare) not in seen and bare.count(" ") >= _LEAST_WORDS - 1:
            seen.add((str(row["file"]), bare))
            place = (row["sentence"], numbers[str(row["document"])], row["file"], row["start"], row["end"], row["page"])
            cursor = connection.execute("INSERT INTO sentence VALUES (NULL, ?, ?, ?, ?, ?, ?)", place)
            connection.execute("INSERT INTO sentence_words (rowid, bare) VALUES (?, ?)", (cursor.lastrowid, bare))


def _take_task(connection: sqlite3.Connection, document: int, task: str, rows: Sequence[Mapping[str, Any]]) -> None:
    first = rows[0]
    text = str(first["description"])
    leads = dict.fromkeys(str(row["acting_name"]) for row in rows if row["as"] == VB.leadAgency)
    about = [*dict.fromkeys(str(row["acting_name"]) for row in rows), first["deliverable"], first["deadline_text"]]
    beside = _bare(" ".join(str(each) for each in about if each))
    cursor = connection.execute(
        f"INSERT INTO task VALUES (NULL{', ?' * 10})",
        (task, text, beside, document, first["file"], first["start"], first["end"], first["deadline"],
         first["deadline_text"], "; ".join(leads)),
    )  # fmt: skip
    connection.execute(
        "INSERT INTO task_words (rowid, bare, beside) VALUES (?, ?, ?)", (cursor.lastrowid, _bare(text), beside)
    )
    charged = {(str(row["acting"]), str(row["as"]).rsplit("#", 1)[-1], cursor.lastrowid) for row in rows}
    connection.executemany("INSERT INTO charged VALUES (?, ?, ?)", sorted(charged))


def _bare(text: str) -> str:
    return " ".join(words(text))
