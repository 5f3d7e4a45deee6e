"""Every engine with the graphs of one store in it, and how its rows are compared with another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from rdflib import Dataset, Literal

from graph_cli.main import run
from queries.catalog import Question
from queries.stores import opening
from queries.stores.answers import NUMBERS
from queries.stores.oxigraph import open_reader
from queries.stores.protocols import Asked, Iri, Rows, Store, Value
from tests.answer_table import ENGINES
from tests.servers import Server, empty_fuseki, empty_neo4j

REFERENCE = ENGINES[0]
_EMPTY: dict[str, Callable[[], Server]] = {"fuseki": empty_fuseki, "neo4j": empty_neo4j}
_ORDERED = frozenset(("missing", "most_cited"))  # their order is part of the answer

Compared = tuple[object, ...]


class Rdflib:
    """rdflib in memory: slow, and written by others than the engines that are compared with it."""

    def __init__(self, nquads: bytes) -> None:
        self._dataset = Dataset(default_union=True)
        self._dataset.parse(data=nquads.decode(), format="nquads")
        self._answers: dict[str, Rows] = {}

    def answer(self, asked: Asked) -> Rows:
        text = asked.sparql()
        if text not in self._answers:
            self._answers[text] = self._evaluated(text)
        return self._answers[text]

    def _evaluated(self, text: str) -> Rows:
        found = self._dataset.query(text)
        columns = tuple(str(variable) for variable in found.vars or ())
        return Rows(columns, tuple(tuple(_plain(term) for term in row) for row in found))  # type: ignore[union-attr]

    def close(self) -> None:
        self._dataset.close()


def _plain(term: object) -> Value | None:
    if not isinstance(term, Literal):
        return None if term is None else Iri(term)
    kind = str(term.datatype)
    if kind.endswith("#boolean"):
        return str(term) in ("true", "1")
    return NUMBERS[kind](str(term)) if kind in NUMBERS else str(term)


@contextmanager
def filled(engine: str, folder: Path) -> Iterator[str]:
    """The address of an engine that holds what the store in this folder holds; skips where its server is not there."""
    if engine not in _EMPTY:
        yield f"cypher:{folder}" if engine == "ladybug" else str(folder)
        return
    server = _EMPTY[engine]()
    with pytest.MonkeyPatch.context() as patched:
        for name, value in server.environment.items():
            patched.setenv(name, value)
        assert run(["--quiet", "sync", str(folder), server.address, "--format", "json"]) == 0
        yield server.address


@contextmanager
def opened(engine: str, address: str) -> Iterator[Store]:
    """The engine, open for questions."""
    if engine == REFERENCE:
        with closing(open_reader(address)) as store:
            reference = Rdflib(store.dump())
        yield reference
        return
    with closing(opening.open_reader(address)) as found:
        yield found


_INSTANT = re.compile(r"(?<=T\d\d:\d\d:\d\d)\+00:00$")


def comparable(question: Question, rows: Rows) -> tuple[Compared, ...] | Counter[Compared]:
    """Rows as they may be compared: names as texts, numbers by their value, order only where it tells something."""
    told = tuple(tuple(_same(value) for value in row) for row in rows.rows)
    return told if question.name in _ORDERED else Counter(told)


def _same(value: Value | None) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return round(float(value), 9)
    if value is None or isinstance(value, bool):
        return value
    return _INSTANT.sub("Z", str(value))  # rdflib writes the same instant otherwise
