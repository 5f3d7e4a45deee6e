"""What a store can do, one protocol per ability, and the plain values its answers are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol, runtime_checkable

from queries.stores.kept_text import KeptText


class Iri(str):
    """A name in the graph, told apart from a text of the same characters."""

    __slots__ = ()


Value = Iri | str | int | float | bool
Bindings = Mapping[str, Value | None]
Parameters = Mapping[str, Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: `columns` in the order asked for, one tuple per row, None where a value is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Value | None]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Dialect(StrEnum):
    """The Cypher of an engine, where the common subset does not reach."""

    LADYBUG = "ladybug"
    NEO4J = "neo4j"


class Asked(Protocol):
    """A named question with its values, in either language."""

    @property
    def kept_as(self) -> str | None:
        """The name under which a store may keep the answer for the next time; None where it is not worth it."""
        ...

    def sparql(self) -> str: ...

    def cypher(self, dialect: Dialect) -> tuple[str, Parameters]:
        """The text and its parameters: every parameter is a list."""
        ...


class Store(Protocol):
    """Answers the named questions, in whatever language it speaks."""

    def answer(self, asked: Asked) -> Rows: ...

    def close(self) -> None: ...


@runtime_checkable
class Keeping(Protocol):
    """A store that keeps what takes long to find, as long as it is true."""

    def keep(self, name: str, version: str, make: Callable[[], str]) -> str:
        """A text that follows from everything in the store: the one kept, else made now. `version`: of its form."""
        ...


# Writes a file; is given that of an earlier state of the store too, where there is one.
FileMaker = Callable[[Path, Path | None], object]


@runtime_checkable
class KeepingFiles(Protocol):
    """A store that keeps files made of everything in it, as long as they are true."""

    def keep_file(self, name: str, version: str, make: FileMaker, is_whole: Callable[[Path], bool]) -> Path | None:
        """The file kept, if it is whole, else one that `make` has written; None where nothing can be kept."""
        ...


class SparqlStore(Store, Protocol):
    """Answers SPARQL over all graphs taken together; GRAPH still tells them apart."""

    def query(self, text: str, bindings: Bindings | None = None) -> Rows:
        """The rows of a SELECT. A bound variable must stand in the outer projection."""
        ...

    def ask(self, text: str) -> bool: ...

    def construct(self, text: str, bindings: Bindings | None = None) -> bytes:
        """The triples of a CONSTRUCT as N-Triples."""
        ...

    def dump(self, graph: str | None = None) -> bytes:
        """Every quad (of one graph) as N-Quads, sorted by line: equal contents give equal bytes."""
        ...


class CypherStore(Store, Protocol):
    """Answers Cypher over the property graph that `ontology.projection` declares; names are plain texts."""

    dialect: Dialect

    def cypher(self, text: str, parameters: Parameters | None = None) -> Rows:
        """The rows of a reading query."""
        ...


class Outcome(StrEnum):
    """What became of a document that was handed to the store."""

    LOADED = "loaded"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOfFile:
    """The quads of one file, ready to be stored: N-Quads bytes all in the graph named `iri`."""

    iri: str
    sha256: str
    extractor: str  # version of the program that read it
    nquads: bytes
    original: bytes | None = None  # the file itself, kept by its hash
    text: KeptText | None = None  # what was read in it, kept beside the file


class QuadSink(Protocol):
    """Takes graphs whole: a graph is stored completely or not at all."""

    def is_current(self, sha256: str, extractor: str) -> bool:
        """Whether this file was already stored by this version of the reader."""
        ...

    def commit(self, document: GraphOfFile) -> Outcome: ...

    def replace_graph(self, iri: str, nquads: bytes) -> bool:
        """Make `iri` hold exactly these quads; false where it already did."""
        ...

    def remove(self, sha256: str) -> bool:
        """Take a file's graph out; false where it was not there. Its original stays."""
        ...

    def sync(self) -> Sequence[str]:
        """Bring everything to disk; the hashes of the documents that are now safe."""
        ...


class Writer(Store, QuadSink, Protocol):
    """An open store that documents are brought into; `pending` tells whether readers do not see everything yet."""

    @property
    def pending(self) -> bool: ...
