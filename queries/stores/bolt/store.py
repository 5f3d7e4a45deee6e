"""A Neo4j as a store: the named graphs as one property graph, by the projection that the ontology declares.

Every server of Neo4j 5 will do, alone or in a cluster. A document is one transaction, so a reader sees it whole or
not at all, and sees it at once. Transactions that lose against another, or against a change of leader, are tried
again; all of them may be done twice with the same result, so running a load again finishes it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import neo4j
import pyoxigraph as ox

from ontology import iri
from ontology.stored_graph import GRAPH
from queries.property_graph import Node, Plain, part
from queries.stores import updates
from queries.stores.bolt import failures, replacing, schema
from queries.stores.bolt.address import placed
from queries.stores.bolt.line import Line
from queries.stores.failures import missing
from queries.stores.protocols import Asked, Dialect, GraphOfFile, Outcome, Parameters, Rows, Value
from queries.stores.shared_graphs import shared_graphs

SCHEMA = 1
ANSWER = 120.0  # seconds for a named question
WRITE = 600.0  # seconds for one graph: the server's own limit, meant for questions, may be shorter

_LINKS = iri.LINKS
_MARKER = "MATCH (s:Store {iri: $iri}) RETURN properties(s) AS marker"
_MARK = "MERGE (s:Store {iri: $iri}) ON CREATE SET s.linksDue = true SET s.schema = $schema, s.layout = $layout"
_NOTED = "MATCH (g:Graph {iri: $iri}) RETURN properties(g) AS facts"


AnyStore = TypeVar("AnyStore", bound="BoltReader")


def plain(value: object) -> Value | None:
    """A value of the driver as a plain one: a node by its name, lists and maps as JSON, dates as texts."""
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    named = _unwrapped(value)
    return named if isinstance(named, str) else json.dumps(named, ensure_ascii=False, default=str)


def _unwrapped(value: object) -> object:
    if isinstance(value, neo4j.graph.Node):
        return value.get("iri") or dict(value)
    if isinstance(value, neo4j.graph.Relationship):
        return {"type": value.type, **value}
    if isinstance(value, neo4j.graph.Path):
        return [_unwrapped(node) for node in value.nodes]
    if isinstance(value, dict):
        return {name: _unwrapped(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_unwrapped(each) for each in value]
    return value if isinstance(value, (int, float, bool)) or value is None else str(value)


class BoltReader:
    """A Neo4j that is asked. Get it from `open_reader`."""

    dialect = Dialect.NEO4J
    seconds = ANSWER  # for a question

    def __init__(self, line: Line) -> None:
        self.line = line

    def close(self) -> None:
        self.line.close()

    def answer(self, asked: Asked) -> Rows:
        """The answer to a named question."""
        return self.cypher(*asked.cypher(Dialect.NEO4J))

    def cypher(self, text: str, parameters: Parameters | None = None) -> Rows:
        """The rows of a reading query; QueryNotUnderstood, QueryLimit, BackendUnavailable."""

        def asked(tx: neo4j.ManagedTransaction) -> Rows:
            found = tx.run(text, dict(parameters or {}))
            rows = [tuple(plain(value) for value in record.values()) for record in found]
            return Rows(tuple(found.keys()), tuple(rows))

        return self.line.transact(asked, reading=True, seconds=self.seconds)

    def marker(self) -> Mapping[str, Plain] | None:
        """What the store says of itself; None where the database is not ours."""
        marker: Mapping[str, Plain] | None = self._single(_MARKER, iri=iri.LEDGER)
        return marker

    def _single(self, text: str, *, reading: bool = True, **values: Plain) -> Any:
        """The first value of the first row of a statement of our own, or None."""

        def asked(tx: neo4j.ManagedTransaction) -> Any:
            row = tx.run(text, values).single()
            return None if row is None else row[0]

        return self.line.transact(asked, reading=reading, seconds=ANSWER)


class BoltWriter(BoltReader):
    """A Neo4j that documents are brought into. Get it from `open_writer`."""

    seconds = WRITE  # links across documents are made of what all documents say

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._safe: list[str] = []

    # -- documents and graphs ----------------------------------------------------------------

    def is_current(self, sha256: str, extractor: str) -> bool:
        """Whether this file was already stored by this version of the reader."""
        return self._noted(iri.graph(sha256)).get("extractorVersion") == extractor

    def commit(self, document: GraphOfFile) -> Outcome:
        """Store a file's graph whole in place of what was there; safe when it returns. The file itself is not kept."""
        before = self._noted(document.iri).get("extractorVersion")
        if before == document.extractor:
            return Outcome.UNCHANGED
        facts: dict[str, Plain] = {"sha256": document.sha256, "extractorVersion": document.extractor}
        self._replace(document.iri, document.nquads, facts, links_due=True)
        self._safe.append(document.sha256)
        return Outcome.LOADED if before is None else Outcome.REPLACED

    def replace_graph(self, iri: str, nquads: bytes) -> bool:
        """Make `iri` hold exactly these quads; false where it already did."""
        same = self._noted(iri).get("checksum") == updates.checksum(nquads)
        if not same or (iri == _LINKS and self.pending):
            self._replace(iri, nquads, {}, links_due=False if iri == _LINKS else None)
        return not same

    def remove(self, sha256: str) -> bool:
        """Take a file's graph out; false where it was not there."""
        name = iri.graph(sha256)
        if not self._noted(name):
            return False

        self._write(lambda tx: replacing.remove(tx, name))
        return True

    def sync(self) -> Sequence[str]:
        """The hashes of the documents that became safe since the last time; they were when `commit` returned."""
        safe, self._safe = self._safe, []
        return safe

    @property
    def pending(self) -> bool:
        """Whether documents came or went since the links across documents were made."""
        marker = self.marker()
        return marker is None or bool(marker["linksDue"])

    def _replace(self, name: str, nquads: bytes, facts: Mapping[str, Plain], *, links_due: bool | None) -> None:
        said = part(name, ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
        noted = {**facts, "checksum": updates.checksum(nquads), "tripleCount": nquads.count(b"\n")}
        whole = replace(said, graph=Node(name, GRAPH, noted))

        self._write(lambda tx: replacing.replace(tx, whole, links_due=links_due))

    def _noted(self, name: str) -> Mapping[str, Plain]:
        """What is noted of a graph; empty where it is not there."""
        found = self._single(_NOTED, iri=name)
        return found or {}

    def _write(self, work: Callable[[neo4j.ManagedTransaction], bool]) -> None:
        def writing(tx: neo4j.ManagedTransaction) -> None:
            if not work(tx):
                raise missing(self.line.place.shown)

        self.line.transact(writing, reading=False, seconds=WRITE)

    # -- the store ---------------------------------------------------------------------------

    def start(self) -> None:
        """Make the database ours where it is empty, and bring constraints, indexes and shared graphs up to date."""
        marker = self.marker()
        if marker is None and self._single("MATCH (n) RETURN n.iri IS NULL AS unnamed LIMIT 1") is not None:
            raise failures.foreign(self.line.place)
        layout = updates.checksum("\n".join(schema.statements()).encode())
        if marker is None or marker.get("layout") != layout:
            self.line.do(self._lay_out)
            self._single(_MARK, iri=iri.LEDGER, schema=SCHEMA, layout=layout, reading=False)
        for name, nquads in shared_graphs():
            self.replace_graph(name, nquads)

    def _lay_out(self, driver: neo4j.Driver) -> None:
        with self.line.session(driver, reading=False) as session:
            for statement in schema.statements():
                session.run(statement).consume()
            session.run("CALL db.awaitIndexes(300)").consume()


def open_reader(address: str) -> BoltReader:
    """A Neo4j for questions; BackendUnavailable where it does not answer, StoreDamaged where it holds no store."""
    return _checked(BoltReader(Line(placed(address))), new=False)


@contextmanager
def open_writer(address: str) -> Iterator[BoltWriter]:
    """A Neo4j for bringing documents in, made ours where it is empty. What was committed stays, whatever comes."""
    writer = _checked(BoltWriter(Line(placed(address))), new=True)
    try:
        writer.start()
        yield writer
    finally:
        writer.close()


def _checked(store: AnyStore, *, new: bool) -> AnyStore:
    try:
        marker = store.marker()
        if marker is None and not new:
            raise missing(store.line.place.shown)
        if marker is not None and marker.get("schema") != SCHEMA:
            raise failures.incompatible(store.line.place, marker.get("schema"))
    except BaseException:
        store.close()
        raise
    return store
