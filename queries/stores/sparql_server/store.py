"""Any SPARQL 1.1 server as a store.

with open_writer("sparql+http://localhost:3030/cancu") as writer:
    writer.commit(GraphOfFile(...))      # one request, so whole or not at all
with closing(open_reader("sparql+http://localhost:3030/cancu")) as reader:
    reader.query("SELECT …")

Every request is one transaction of the server and may be repeated with the same outcome, so several writers
may work at once, and a run that was interrupted is finished by running it again. Originals stay where they
are: a server keeps the graphs only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from math import ceil

import pyoxigraph as ox

from ontology import iri
from queries import own_sparql, supervision
from queries.stores import failures as query_failures
from queries.stores import updates
from queries.stores.answers import plain, sorted_lines, term, write
from queries.stores.protocols import Asked, Bindings, GraphOfFile, Outcome, Rows, Value
from queries.stores.shared_graphs import shared_graphs
from queries.stores.sparql_server import failures
from queries.stores.sparql_server.address import parsed, with_parameters
from queries.stores.sparql_server.client import (
    OURS,
    QUERY_TEXT,
    RESULTS,
    UPDATE_TEXT,
    Bounds,
    Reply,
    Request,
    SparqlClient,
)
from queries.stores.updates import CHECKSUM, EXTRACTOR, LEDGER, SHA256

_TRIPLES = "application/n-triples"
_QUADS = "application/n-quads"
_ACCEPT = f"{RESULTS}, {_TRIPLES};q=0.9"
_LINKS = ox.NamedNode(iri.LINKS)
_SHARED = ox.NamedNode(iri.ONTOLOGY)
# How a server is asked to take its named graphs together, where its default graph is not that already.
_UNIONS: tuple[Mapping[str, str], ...] = ({}, {"union-default-graph": "true"})
# The header of a server that ends a query itself when told its time, in seconds. Others are not told: to some
# `timeout` means milliseconds, after which they give the part of the answer that they have as if it were all.
_FUSEKI = "Fuseki-Request-Id"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None
Table = tuple[list[str], list[Sequence[Term]]]


class SparqlServer:
    """Questions over all graphs of a server; they see every document that was stored, at once."""

    def __init__(self, client: SparqlClient) -> None:
        self._client = client
        self.place = client.place
        self._union: Mapping[str, str] = {}
        self._heeds_timeout = False
        self.product = "SPARQL 1.1"

    def close(self) -> None:
        self._client.close()

    def answer(self, asked: Asked) -> Rows:
        """The rows of a named question."""
        return self.query(asked.sparql())

    def query(self, text: str, bindings: Bindings | None = None) -> Rows:
        """The rows of a SELECT over all graphs."""
        columns, rows = self._table(_with_values(text, bindings))
        return Rows(tuple(columns), tuple(tuple(plain(value) for value in row) for row in rows))

    def ask(self, text: str) -> bool:
        found = self._read(self._asked(text))
        if not isinstance(found, bool):
            raise query_failures.not_understood(ValueError("ASK"))
        return found

    def construct(self, text: str, bindings: Bindings | None = None) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE as sorted N-Triples."""
        found = self._read(self._asked(_with_values(text, bindings)))
        if not isinstance(found, ox.Store):
            raise query_failures.not_understood(ValueError("CONSTRUCT"))
        return _lines(found, ox.RdfFormat.N_TRIPLES)

    def dump(self, graph: str | None = None) -> bytes:
        """Every quad (of one graph) as N-Quads, sorted by line: the same bytes as from an embedded store."""
        found = ox.Store()
        name = ox.NamedNode(graph) if graph else None
        body = self._graph_store(name)
        if body is None:
            found.extend(self._quads(name))
        else:
            self._load(found, body, name)
        return _lines(found, ox.RdfFormat.N_QUADS)

    def limited(self, text: str, timeout: float) -> supervision.Answered:
        """The answer to a user's text within its limits; QueryLimit where time or memory is not enough."""
        told = {"timeout": str(ceil(timeout))} if self._heeds_timeout else {}
        reply = self._asked(text, Bounds(timeout, supervision.MAX_BYTES), told)
        found = self._read(reply, supervision.MAX_ROWS + 1)
        if isinstance(found, bool):
            return supervision.Answered(Rows(("answer",), ((found,),)), truncated=False)
        if isinstance(found, ox.Store):
            triples = islice(found, supervision.MAX_ROWS + 1)
            columns = ["subject", "predicate", "object"]
            rows: list[Sequence[Term]] = [(quad.subject, quad.predicate, quad.object) for quad in triples]
        else:
            columns, rows = found
        shown = tuple(tuple(plain(value) for value in row) for row in rows[: supervision.MAX_ROWS])
        return supervision.Answered(Rows(tuple(columns), shown), truncated=len(rows) > supervision.MAX_ROWS)

    def written(self, text: str, wanted: supervision.Wanted, timeout: float) -> supervision.Written:
        """The answer to a user's text in the form, and over the dataset, that is wanted; limits as for `limited`."""
        graphs = {"default-graph-uri": wanted.default_graphs or (), "named-graph-uri": wanted.named_graphs or ()}
        told = {"timeout": str(ceil(timeout))} if self._heeds_timeout else {}
        reply = self._asked(text, Bounds(timeout, supervision.MAX_BYTES), {**told, **graphs})
        if reply.media == _TRIPLES:
            found = ox.Store()
            self._load(found, reply.body, None)
            return write(found.query("CONSTRUCT WHERE { ?s ?p ?o }"), wanted)
        try:
            return write(ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON), wanted)
        except (SyntaxError, ValueError) as error:
            raise self._broken(reply, error) from error

    # -- what the server is asked at the beginning ---------------------------------------------

    def greet(self) -> None:
        """Make sure that a SPARQL server answers at the address and lets us in."""
        reply = self._asked("ASK {}")
        self._read(reply)
        self._heeds_timeout = _FUSEKI in reply.headers
        self.product = reply.headers.get("Server") or ("Apache Jena Fuseki" if self._heeds_timeout else self.product)

    def find_union(self) -> None:
        """Find out how its graphs are taken together; StoreDamaged where nothing was ever loaded."""
        noted = f"{_SHARED} {CHECKSUM} ?checksum"
        if not self.ask(f"ASK {{ GRAPH {LEDGER} {{ {noted} }} }}"):
            raise failures.missing(self.place)
        for way in _UNIONS:
            self._union = way
            if self.ask(f"ASK {{ {noted} . GRAPH {LEDGER} {{ {noted} }} }}"):
                return
        raise failures.apart(self.place)

    # -- requests and their answers --------------------------------------------------------------

    def _asked(self, text: str, bounds: Bounds = OURS, more: Mapping[str, str | Sequence[str]] | None = None) -> Reply:
        target = with_parameters(self._client.address.query, {**self._union, **(more or {})})
        request = Request(target, text.encode("utf-8", "replace"), QUERY_TEXT, _ACCEPT)
        return self._client.succeed(request, bounds)

    def _table(self, text: str) -> Table:
        found = self._read(self._asked(text))
        if isinstance(found, (bool, ox.Store)):
            raise query_failures.not_understood(ValueError("SELECT"))
        return found

    def _read(self, reply: Reply, most: int | None = None) -> Table | bool | ox.Store:
        """An answer of any form; of a table the first `most` rows."""
        if reply.media == _TRIPLES:
            found = ox.Store()
            self._load(found, reply.body, None)
            return found
        if reply.media not in (RESULTS, "application/json"):
            raise failures.foreign(self.place, reply.media or "?")
        try:
            answer = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.JSON)
            if isinstance(answer, ox.QueryBoolean):
                return bool(answer)
            return [variable.value for variable in answer.variables], [tuple(row) for row in islice(answer, most)]
        except (SyntaxError, ValueError) as error:
            raise self._broken(reply, error) from error

    def _broken(self, reply: Reply, error: Exception) -> Exception:
        """An answer that breaks off: some servers say so in its midst when they stop a query."""
        told = query_failures.words(reply.body[-200:])
        if "cancel" in told.lower():
            return failures.stopped(self.place, told[-100:])
        return failures.foreign(self.place, str(error)[:100])

    def _load(self, into: ox.Store, body: bytes, graph: ox.NamedNode | None) -> None:
        """Put N-Triples or N-Quads into a store in memory, which writes all terms in one way."""
        try:
            into.load(body, format=ox.RdfFormat.N_QUADS if graph is None else ox.RdfFormat.N_TRIPLES, to_graph=graph)
        except (SyntaxError, ValueError) as error:
            raise failures.foreign(self.place, str(error)[:100]) from error

    def _graph_store(self, graph: ox.NamedNode | None) -> bytes | None:
        """One graph, or all, by the Graph Store Protocol; None where the server does not give them so."""
        target = with_parameters(self._client.address.data, {"graph": graph.value} if graph else {})
        media = _TRIPLES if graph else _QUADS
        reply = self._client.send(Request(target, accept=media))
        if reply.status == 401:
            raise self._client.error_of(Request(target), reply)
        return reply.body if reply.is_success and reply.media == media else None

    def _quads(self, graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
        bound = f"VALUES ?g {{ {graph} }}" if graph else ""
        _, rows = self._table(f"SELECT ?g ?s ?p ?o {{ {bound} GRAPH ?g {{ ?s ?p ?o }} }}")
        return (ox.Quad(s, p, o, g) for g, s, p, o in rows)  # type: ignore[arg-type]


class SparqlServerWriter(SparqlServer):
    """Brings documents into a server. Get it from `open_writer`."""

    def __init__(self, client: SparqlClient) -> None:
        super().__init__(client)
        self._fresh: list[str] = []

    @property
    def pending(self) -> bool:
        """Whether the links across documents are older than the documents, be it from an interrupted run."""
        return self._noted(_LINKS, CHECKSUM) is None

    def is_current(self, sha256: str, extractor: str) -> bool:
        """Whether this file was already stored by this version of the reader."""
        return self._noted(ox.NamedNode(iri.graph(sha256)), EXTRACTOR) == extractor

    def commit(self, document: GraphOfFile) -> Outcome:
        """Store a file's graph whole in place of what was there."""
        name = ox.NamedNode(document.iri)
        before = self._noted(name, EXTRACTOR)
        if before == document.extractor:
            return Outcome.UNCHANGED
        facts = {SHA256: document.sha256, EXTRACTOR: document.extractor}
        self._update(updates.exchanging(name, document.nquads, facts, outdated=_LINKS))
        self._fresh.append(document.sha256)
        return Outcome.LOADED if before is None else Outcome.REPLACED

    def replace_graph(self, iri: str, nquads: bytes) -> bool:
        """Make `iri` hold exactly these quads; false where it already did."""
        name = ox.NamedNode(iri)
        if self._noted(name, CHECKSUM) == updates.checksum(nquads):
            return False
        self._update(updates.exchanging(name, nquads, {}))
        return True

    def remove(self, sha256: str) -> bool:
        """Take a file's graph out; false where it was not there."""
        name = ox.NamedNode(iri.graph(sha256))
        if self._noted(name, EXTRACTOR) is None:
            return False
        self._update(updates.exchanging(name, None, {}, outdated=_LINKS))
        return True

    def sync(self) -> Sequence[str]:
        """The hashes of the documents stored since the last call: the server answered for each of them."""
        safe, self._fresh = self._fresh, []
        return safe

    def _noted(self, name: ox.NamedNode, key: ox.NamedNode) -> str | None:
        rows = self.query(f"SELECT ?value {{ GRAPH {LEDGER} {{ {name} {key} ?value }} }}").rows
        return str(rows[0][0]) if rows else None

    def _update(self, text: str) -> None:
        address = self._client.address
        self._client.succeed(Request(address.update, text.encode(), UPDATE_TEXT))


def open_reader(address: str) -> SparqlServer:
    """A server that documents were loaded into, for questions; BackendUnavailable where it does not answer."""
    return _opened(SparqlServer(SparqlClient(parsed(address))))


@contextmanager
def open_writer(address: str) -> Iterator[SparqlServerWriter]:
    """A server for bringing documents in; the graphs that every store holds are brought up to date."""
    writer = SparqlServerWriter(SparqlClient(parsed(address)))
    try:
        writer.greet()
        for name, nquads in shared_graphs():
            writer.replace_graph(name, nquads)
        writer.find_union()
        yield writer
    finally:
        writer.close()


def run(address: str, text: str, *, timeout: float) -> supervision.Answered:
    """The answer to a query that a user wrote, refused when it would fetch or write; at most `timeout` seconds."""
    own_sparql.admit(text)
    server = open_reader(address)
    try:
        return server.limited(text, timeout)
    finally:
        server.close()


def _opened(server: SparqlServer) -> SparqlServer:
    try:
        server.greet()
        server.find_union()
    except BaseException:
        server.close()
        raise
    return server


def _with_values(text: str, bindings: Bindings | None) -> str:
    """The query with a data block behind it: what is bound is a term, never text."""
    given: dict[str, Value] = {key: value for key, value in (bindings or {}).items() if value is not None}
    if not given:
        return text
    names = " ".join(str(ox.Variable(key)) for key in given)
    terms = " ".join(str(term(value)) for value in given.values())
    return f"{text}\nVALUES ({names}) {{ ({terms}) }}"


def _lines(store: ox.Store, form: ox.RdfFormat) -> bytes:
    graph = ox.DefaultGraph() if form == ox.RdfFormat.N_TRIPLES else None
    return sorted_lines(store.dump(format=form, from_graph=graph) or b"")
