"""Fills the embedded Cypher engine from a published generation, one named graph at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ontology import iri
from ontology.stored_graph import GRAPH, MENTIONS, edge_types, labels
from queries.property_graph import GraphPart, Mention, Node, part, smallest
from queries.stores import ladybug_tables as tables
from queries.stores.ladybug_tables import Column, cell, quoted

if TYPE_CHECKING:
    import ladybug
    import pyoxigraph as ox

Answer = tuple[tuple[str, ...], list[list[Any]]]

_BATCH = 10_000
MEMORY = 1 << 30  # bytes that the engine may take while it fills its tables


def build(engine: ox.Store, database: Path, work: Path) -> None:
    """Make `database` (a file that is not there yet) hold the property graph of a store; `work`: for files of rows.

    The path of `work` must not hold any of the signs * ? [ ], which the engine takes for patterns.
    """
    import ladybug as lb

    with Files(work) as files:
        for found in parts(engine):
            files.add(found)
    with (
        closing(lb.Database(database, buffer_pool_size=MEMORY)) as opened,
        closing(lb.Connection(opened)) as connection,
    ):
        for statement in tables.statements():
            run(connection, statement)
        for statement in files.node_copies():
            run(connection, statement)
        _name_strangers(connection, files.strangers)
        for statement in files.edge_copies():
            run(connection, statement)
        run(connection, "CHECKPOINT")


def _name_strangers(connection: ladybug.Connection, strangers: Iterable[tuple[str, str]]) -> None:
    """Nodes that a graph names and no graph describes."""
    named: dict[str, list[str]] = {}
    for label, name in sorted(strangers):
        named.setdefault(label, []).append(name)
    for label, names in named.items():
        for begin in range(0, len(names), _BATCH):
            batch = names[begin : begin + _BATCH]
            known = f"MATCH (n:{quoted(label)}) WHERE n.iri IN $names RETURN n.iri"
            described = {row[0] for row in run(connection, known, {"names": batch})[1]}
            missing = [name for name in batch if name not in described]
            run(connection, f"UNWIND $names AS name CREATE (:{quoted(label)} {{iri: name}})", {"names": missing})


def parts(engine: ox.Store) -> Iterator[GraphPart]:
    """The parts of all named graphs but the ledger, whose lines describe the others."""
    import pyoxigraph as ox

    ledger = ox.NamedNode(iri.LEDGER)
    for name in sorted(str(graph.value) for graph in engine.named_graphs()):
        if name != iri.LEDGER:
            graph = ox.NamedNode(name)
            noted = engine.quads_for_pattern(graph, None, None, ledger)
            said = engine.quads_for_pattern(None, None, None, graph)
            yield part(name, (quad for quads in (noted, said) for quad in quads))


def run(connection: ladybug.Connection, text: str, values: Mapping[str, list[Any]] | None = None) -> Answer:
    """Columns and rows of the last statement of a text."""
    results = connection.execute(text, dict(values or {}))
    each = results if isinstance(results, list) else [results]
    try:
        return tuple(each[-1].get_column_names()), [list(row) for row in each[-1].get_all()]
    finally:
        for result in each:
            result.close()


class Files:
    """One file of rows for each table that gets any, in a folder; `strangers` by label and IRI."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._open: dict[tuple[str, ...], IO[str]] = {}
        self._columns = {label.name: [c.name for c in tables.node_columns(label)[1:]] for label in labels().values()}
        self._of_mentions = [column.name for column in tables.mention_columns()]
        self._of_edges = {kind.name: [c.name for c in tables.edge_columns(kind)] for kind in edge_types().values()}
        self.strangers: set[tuple[str, str]] = set()

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def add(self, found: GraphPart) -> None:
        """The rows of one graph's part."""
        self._node(found.graph)
        for node in found.nodes:
            self._node(node)
        for mention in found.mentions:
            self._mention(found.graph.iri, mention)
        for edge in found.edges:
            names = self._of_edges[edge.type]
            ends = edge.source, edge.target
            self._row((edge.type, edge.source_label, edge.target_label), ends, names, edge.properties)
        self.strangers.update(found.strangers)

    def _node(self, node: Node) -> None:
        self.strangers.discard((node.label, node.iri))
        self._row((node.label,), (node.iri,), self._columns[node.label], node.properties)

    def _mention(self, graph: str, mention: Mention) -> None:
        self._row((mention.label,), (mention.iri,), self._columns[mention.label], smallest([mention]))
        key = (MENTIONS, GRAPH, mention.label)
        self._row(key, (graph, mention.iri), self._of_mentions, mention.properties)

    def _row(self, key: tuple[str, ...], ends: Iterable[str], names: list[str], values: Mapping[str, object]) -> None:
        cells = [*(cell(end) for end in ends), *(cell(values.get(name)) for name in names)]
        (self._open.get(key) or self._opened(key)).write(",".join(cells) + "\n")

    def _opened(self, key: tuple[str, ...]) -> IO[str]:
        opened = self._path(key).open("w", encoding="utf-8", errors="surrogateescape", newline="")
        self._open[key] = self._stack.enter_context(opened)
        return opened

    def _path(self, key: tuple[str, ...]) -> Path:
        return self._folder / f"{'-'.join(key)}.csv"

    def node_copies(self) -> Iterator[str]:
        """What takes the files of nodes in."""
        for label in labels().values():
            if (label.name,) in self._open:
                copy = tables.copy_shared if label.shared else tables.copy_nodes
                yield copy(label, self._path((label.name,)))

    def edge_copies(self) -> Iterator[str]:
        """What takes the files of edges in, when all nodes are there."""
        for key in sorted(key for key in self._open if len(key) > 1):
            name, source, target = key
            yield tables.copy_edges(name, source, target, self._columns_of(name), self._path(key))

    def _columns_of(self, name: str) -> Sequence[Column]:
        return tables.mention_columns() if name == MENTIONS else tables.edge_columns(edge_types()[name])
