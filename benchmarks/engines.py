"""The engines that are compared: what each is asked through, and how a corpus comes into it."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus.graphs import corpus
from benchmarks.corpus.stores import fill
from queries.stores import opening
from queries.stores.protocols import Asked, Rows, Store
from queries.stores.shared_graphs import shared_graphs

RDFLIB_MOST = 1000  # documents: beyond, it takes minutes a question
_SERVERS = {"fuseki": "CANCU_TEST_FUSEKI", "neo4j": "CANCU_TEST_NEO4J"}


class Rdflib:
    """rdflib in memory, the slow reference."""

    def __init__(self, documents: int, seed: int) -> None:
        from rdflib import Dataset

        self._dataset = Dataset(default_union=True)
        graphs = [each.nquads for each in corpus(documents, seed)] + [quads for _, quads in shared_graphs()]
        for quads in graphs:
            self._dataset.parse(data=quads.decode(), format="nquads")

    def answer(self, asked: Asked) -> Rows:
        found = self._dataset.query(asked.sparql())
        rows = tuple(tuple(None if value is None else str(value) for value in row) for row in found)
        return Rows(tuple(map(str, found.vars or ())), rows)

    def close(self) -> None:
        self._dataset.close()


def present(documents: int) -> Iterator[str]:
    """The engines there are on this machine for a corpus of that size."""
    if documents <= RDFLIB_MOST:
        yield "rdflib"
    yield "oxigraph"
    if importlib.util.find_spec("ladybug") and importlib.util.find_spec("queries.stores.embedded_cypher"):
        yield "ladybug"
    for name, variable in _SERVERS.items():
        if os.environ.get(variable):
            yield name


def opened(engine: str, folder: Path, documents: int, seed: int) -> Store:
    """The engine with the corpus in it; a folder that is filled already is taken as it is."""
    if engine == "rdflib":
        return Rdflib(documents, seed)
    address = _address(engine, folder)
    if engine in _SERVERS or not folder.exists():
        fill(address, documents, seed)
    return opening.open_reader(address)


def _address(engine: str, folder: Path) -> str:
    if engine in _SERVERS:
        return os.environ[_SERVERS[engine]]
    return f"cypher:{folder}" if engine == "ladybug" else str(folder)
