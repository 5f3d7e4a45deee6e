"""Questions over an open engine, and its terms as plain values."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from queries import supervision
from queries.stores import failures
from queries.stores.protocols import Asked, Bindings, Iri, Rows, Value

NUMBERS = {
    f"http://www.w3.org/2001/XMLSchema#{name}": kind
    for kind, names in ((int, ("integer", "int", "long")), (float, ("decimal", "double", "float")))
    for name in names
}
TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value | None:
    """A term of the engine as a plain value; dates stay texts."""
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if datatype == _BOOLEAN:
            return term.value in ("true", "1")
        return NUMBERS[datatype](term.value) if datatype in NUMBERS else term.value
    if term is None:
        return None
    return Iri(term.value if isinstance(term, ox.NamedNode) else str(term))


def term(value: Value) -> ox.NamedNode | ox.Literal:
    """A plain value as a term of the engine."""
    if isinstance(value, Iri):
        return ox.NamedNode(value)
    if isinstance(value, float):
        return ox.Literal(str(Decimal(str(value))), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    return ox.Literal(value)


class OxigraphAnswers:
    """Questions over an open engine; `root` is named in errors."""

    def __init__(self, root: Path, engine: ox.Store) -> None:
        self.root = root
        self._engine: ox.Store | None = engine

    def close(self) -> None:
        self._engine = None

    @property
    def engine(self) -> ox.Store:
        if self._engine is None:
            raise failures.unavailable(self.root, "closed")
        return self._engine

    def answer(self, asked: Asked) -> Rows:
        """The answer to a named question."""
        return self.query(asked.sparql())

    def query(self, text: str, bindings: Bindings | None = None) -> Rows:
        """The rows of a SELECT over all graphs. A bound variable must stand in the outer projection."""
        found = self._run(text, bindings)
        if not isinstance(found, ox.QuerySolutions):
            raise failures.not_understood(ValueError("SELECT"))
        columns = tuple(variable.value for variable in found.variables)
        with failures.told_of(self.root):
            return Rows(columns, tuple(tuple(plain(value) for value in row) for row in found))

    def ask(self, text: str) -> bool:
        found = self._run(text, None)
        if not isinstance(found, ox.QueryBoolean):
            raise failures.not_understood(ValueError("ASK"))
        return bool(found)

    def construct(self, text: str, bindings: Bindings | None = None) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE as sorted N-Triples."""
        found = self._run(text, bindings)
        if not isinstance(found, ox.QueryTriples):
            raise failures.not_understood(ValueError("CONSTRUCT"))
        with failures.told_of(self.root):
            return sorted_lines(found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")

    def dump(self, graph: str | None = None) -> bytes:
        """Every quad (of one graph) as N-Quads, sorted by line: equal contents give equal bytes."""
        with failures.told_of(self.root):
            if graph is None:
                return sorted_lines(self.engine.dump(format=ox.RdfFormat.N_QUADS) or b"")
            quads = self.engine.quads_for_pattern(None, None, None, ox.NamedNode(graph))
            return sorted_lines(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")

    def _run(self, text: str, bindings: Bindings | None) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        given: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
            ox.Variable(k): term(v) for k, v in (bindings or {}).items() if v is not None
        }
        engine = self.engine
        try:
            return engine.query(text, use_default_graph_as_union=True, substitutions=given or None)
        except (SyntaxError, RuntimeError) as error:
            raise failures.not_understood(error) from error


def sorted_lines(lines: bytes) -> bytes:
    """Equal contents as equal bytes, whatever the order that an engine wrote them in."""
    return b"".join(sorted(lines.splitlines(keepends=True)))


class Sink:
    """Takes what an engine writes, up to `most` bytes; QueryLimit beyond."""

    def __init__(self, most: int) -> None:
        self._most, self._parts, self._size = most, list[bytes](), 0

    def write(self, part: bytes) -> int:
        self._size += len(part)
        if self._size > self._most:
            raise supervision.beyond(self._most)
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""

    @property
    def content(self) -> bytes:
        return b"".join(self._parts)


def asked_of(engine: ox.Store, text: str, wanted: supervision.Wanted) -> Found:
    """The answer to a text over the dataset that is wanted: graphs of this store, by name."""
    if wanted.default_graphs is None and wanted.named_graphs is None:
        return engine.query(text, base_iri=wanted.base, use_default_graph_as_union=True)
    default, named = (
        [ox.NamedNode(each) for each in names or ()] for names in (wanted.default_graphs, wanted.named_graphs)
    )
    return engine.query(
        text,
        base_iri=wanted.base,
        default_graph=cast("list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]", default),
        named_graphs=cast("list[ox.NamedNode | ox.BlankNode]", named),
    )


def first_rows(found: Found, most_rows: int, most: int) -> bytes:
    """The kind of an answer, its columns, its first rows as terms, and whether there are more, as JSON."""
    if isinstance(found, ox.QueryBoolean):
        told: dict[str, object] = {"kind": "boolean", "columns": ["answer"], "truncated": False}
        return json.dumps({**told, "rows": [[{"type": "literal", "value": str(bool(found)).lower()}]]}).encode()
    triples = ["subject", "predicate", "object"]
    columns = triples if isinstance(found, ox.QueryTriples) else [each.value for each in found.variables]
    rows, truncated = supervision.cut((tuple(_told(each) for each in row) for row in found), most_rows, most)
    kind = "graph" if isinstance(found, ox.QueryTriples) else "table"
    return json.dumps({"kind": kind, "columns": columns, "truncated": truncated, "rows": rows}).encode()


def _told(term: Term) -> dict[str, str] | None:
    """A term as SPARQL's JSON tells it."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "bnode", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def write(found: Found, wanted: supervision.Wanted, most: int = supervision.MAX_BYTES) -> supervision.Written:
    """An answer in the form wanted of its kind, whole; NoSuchForm where none is, QueryLimit beyond `most` bytes."""
    if wanted.first is not None:
        return supervision.Written("application/json", first_rows(found, wanted.first, most))
    graph = isinstance(found, ox.QueryTriples)
    media = wanted.graph if graph else wanted.table
    if not media:
        raise supervision.no_such_form(graph)
    sink = Sink(most)
    if isinstance(found, ox.QueryTriples):
        found.serialize(cast("IO[bytes]", sink), format=GRAPHS[media])
    else:
        found.serialize(cast("IO[bytes]", sink), format=TABLES[media])
    return supervision.Written(media, sink.content)
