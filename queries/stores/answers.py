"""Questions over an open engine, and its terms as plain values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from queries.stores import failures
from queries.stores.protocols import Asked, Bindings, Iri, Rows, Value

NUMBERS = {
    f"http://www.w3.org/2001/XMLSchema#{name}": kind
    for kind, names in ((int, ("integer", "int", "long")), (float, ("decimal", "double", "float")))
    for name in names
}
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
