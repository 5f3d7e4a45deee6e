"""Search over what people look for: documents by number, title, name; agencies; tasks; proving sentences.

    with index(store) as found:
        found.page(Typed("76 nq cp"), "document", 20)

The index follows from the whole of the store and is kept with its generation as a file; a store that keeps nothing
gets one in memory. Order of the answers: the very number, numbers that begin so, then the words as they were spelt,
one after another, whole, begun; within each the order of the index.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from queries import catalog, search_index
from queries.search_hits import Hit, hits_of
from queries.search_words import Typed
from queries.stores.protocols import KeepingFiles, Store

KINDS = ("document", "agency", "task", "sentence")
MOST = 1_000  # answers of a kind that can be paged through; more are told of as "more than"
_COMPARED = 100  # long texts whose spelling is looked at
_QUESTIONS = ("all_documents", "documents", "most_cited", "facts", "names", "task_texts", "sentences", "agencies")
_NUMBERED = ("key", "number")


@dataclass(frozen=True, slots=True)
class Found:
    """Some answers of a kind. `count` stops at MOST; `exact`: how many of the first bear the very number."""

    hits: tuple[Hit, ...]
    count: int
    exact: int = 0

    @property
    def more(self) -> bool:
        return self.count > MOST


class Index:
    """An index that is open for reading, by any number of threads."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection | None = None) -> None:
        self._path, self._connection, self._lock = path, connection, Lock()

    def page(self, typed: Typed, kind: str, most: int, start: int = 0) -> Found:
        """The answers of a kind from `start` on, `most` of them at most, and how many there are."""
        with self._open() as connection:
            found = _page(connection, typed, kind, most, start)
            if not typed.bare:
                return found
            count = _count(connection, f"{kind}_words", _attempts(typed, kind)[-1], MOST + 1)
            return replace(found, count=max(count, found.count))

    def first(self, typed: Typed, kind: str, most: int) -> Found:
        """The first answers of a kind, not counting the others: counting goes through them all."""
        with self._open() as connection:
            return _page(connection, typed, kind, most, 0)

    def rows(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query of ours over the tables of the index."""
        with self._open() as connection:
            return connection.execute(text, values).fetchall()

    def hits(self, kind: str, text: str, *values: object) -> tuple[Hit, ...]:
        """The things whose numbers a query of ours gives."""
        with self._open() as connection:
            ids = [number for (number,) in connection.execute(text, values)]
            return tuple(hits_of(connection, kind, ids))

    def _open(self) -> _Opened:
        return _Opened(self._path, self._connection, self._lock)


class _Opened:
    """A connection for one request: of its own to a file, the only one there is to a database in memory."""

    def __init__(self, path: Path | None, connection: sqlite3.Connection | None, lock: Lock) -> None:
        self._own = None if path is None else _reading(path)
        self._shared, self._lock = connection, lock

    def __enter__(self) -> sqlite3.Connection:
        if self._own is not None:
            return self._own
        self._lock.acquire()
        assert self._shared is not None
        return self._shared

    def __exit__(self, *_: object) -> None:
        if self._own is not None:
            self._own.close()
        else:
            self._lock.release()


def index(store: Store) -> Index:
    """The index of a store: the one kept with it, else made now."""
    if isinstance(store, KeepingFiles):
        path = store.keep_file("search", _form(), lambda path, earlier: _make(store, path, earlier), _is_whole)
        if path is not None:
            return Index(path)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    search_index.build(store, connection)
    return Index(None, connection)


def _make(store: Store, target: Path, earlier: Path | None) -> None:
    with suppress(OSError):  # the earlier one may go at any time
        if earlier is not None and _is_whole(earlier):
            shutil.copyfile(earlier, target)
    if not _is_whole(target):
        target.write_bytes(b"")
    with closing(sqlite3.connect(target)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;")
        search_index.build(store, connection)


def _is_whole(path: Path) -> bool:
    """Whether this is an index that was made to its end."""
    with suppress(sqlite3.DatabaseError), closing(_reading(path)) as connection:
        return bool(connection.execute("SELECT form FROM made").fetchone() == (search_index.FORM,))
    return False


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def _form() -> str:
    """What the index follows from beside the store."""
    code = [
        ("ontology", "folding.py"),
        *(("queries", f"{name}.py") for name in ("search_index", "search_texts", "search_words")),
    ]
    texts = [files(package).joinpath(name).read_text("utf-8") for package, name in code]
    return "\n".join((*texts, *(catalog.question(name).text for name in _QUESTIONS)))


# -- asking ------------------------------------------------------------------------------------------


def _page(connection: sqlite3.Connection, typed: Typed, kind: str, most: int, start: int) -> Found:
    if not typed.bare:
        return Found((), 0)
    exact = list(_exactly(connection, typed)) if kind == "document" else []
    every = _ids(connection, typed, kind, exact)
    if typed.with_diacritics and "spelt" not in search_index.COLUMNS[kind]:
        every = _as_spelt_first(connection, typed, kind, every)
    ids = list(islice(every, start, min(start + most, MOST)))
    return Found(tuple(hits_of(connection, kind, ids)), start + len(ids), len(exact))


def _exactly(connection: sqlite3.Connection, typed: Typed) -> Iterator[int]:
    """The documents of the very number that was typed; the other words narrow it where they fit any."""
    for number, others in typed.numbers:
        key = f'key : "{number}"'
        narrowed = f"{key} AND {_all(others)}" if others else key
        for question in dict.fromkeys((narrowed, key)):
            found = list(_matching(connection, "document", question, MOST))
            if found:
                yield from found
                return


def _ids(connection: sqlite3.Connection, typed: Typed, kind: str, first: Iterable[int]) -> Iterator[int]:
    """The rows in the order in which they are shown, each once."""
    seen: set[int] = set()
    for number in first:
        seen.add(number)
        yield number
    for question in _attempts(typed, kind):
        for number in _matching(connection, kind, question, MOST):
            if number not in seen:
                seen.add(number)
                yield number


def _as_spelt_first(connection: sqlite3.Connection, typed: Typed, kind: str, ids: Iterator[int]) -> Iterator[int]:
    """The same rows, of the first ones those before the others that hold every word as it was typed."""
    first = list(islice(ids, _COMPARED))
    text = f"SELECT id, text FROM {kind} WHERE id IN ({', '.join('?' * len(first))})"
    holding = {number for number, said in connection.execute(text, first) if typed.stands_in(said)}
    yield from sorted(first, key=lambda number: number not in holding)
    yield from ids


def _matching(connection: sqlite3.Connection, kind: str, question: str, most: int) -> Iterator[int]:
    text = f"SELECT rowid FROM {kind}_words WHERE {kind}_words MATCH ? ORDER BY rowid LIMIT ?"
    return (number for (number,) in connection.execute(text, (question, most)))


def _count(connection: sqlite3.Connection, table: str, question: str, most: int) -> int:
    text = f"SELECT count(*) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?)"
    return int(connection.execute(text, (question, most)).fetchone()[0])


def _attempts(typed: Typed, kind: str) -> list[str]:
    """The questions to put, the closest first; the last one holds nearly all the others."""
    *whole, last = typed.bare
    attempts = list(_numbers_begun(typed)) if kind == "document" else []
    if typed.with_diacritics and "spelt" in search_index.COLUMNS[kind]:
        attempts += [f'spelt : ("{" ".join(typed.spelt)}" *)', f"spelt : ({' AND '.join(map(_begun, typed.spelt))})"]
    begun = _begun if kind in ("document", "agency") else _begun_longer
    attempts.append(f"bare : ({begun(' '.join(typed.bare))})")
    attempts.append(" AND ".join([*(f'"{word}"' for word in whole), begun(last)]))
    attempts.append(" AND ".join(map(begun, typed.bare)))
    return list(dict.fromkeys(attempts))


def _numbers_begun(typed: Typed) -> Iterator[str]:
    """What begins with a figure may be the beginning of a number: of the very serial, then of a longer one."""
    if typed.bare[0][0].isdigit():
        key = "".join(typed.bare).lstrip("0")
        if key.isdigit():
            yield f'number : ^ "{key}"'
        if key:
            yield f'key : "{key}" *'


def _all(words: Iterable[str]) -> str:
    """Every word, whole or begun, anywhere."""
    return " AND ".join(map(_begun, words))


def _begun(word: str) -> str:
    """A word, or a phrase, that may go on; a figure also without its zeros."""
    zeros = word.isdigit() and word[0] == "0" and word.strip("0")
    return f'("{word}" * OR "{word.lstrip("0")}")' if zeros else f'"{word}" *'


def _begun_longer(word: str) -> str:
    """The same in long texts, where whatever begins with one letter stands nearly everywhere."""
    return _begun(word) if len(word) > 1 else f'"{word}"'
