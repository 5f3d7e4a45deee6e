"""The rows of the embedded Cypher engine's tables, as files.

    python -m queries.stores.embedded_cypher.rows STORE FOLDER K N

writes the rows of every N-th named graph from the K-th on. Reading the graphs costs most of the time that the tables
take, so a large store is read by several of these processes.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ontology import iri
from ontology.stored_graph import GRAPH, MENTIONS, edge_types, labels
from queries.property_graph import GraphPart, Mention, Node, part, smallest
from queries.stores.embedded_cypher import tables
from queries.stores.embedded_cypher.tables import cell

if TYPE_CHECKING:
    import pyoxigraph as ox

STRANGERS = "strangers.json"


def write(store: Path, folder: Path, first: int = 0, step: int = 1) -> None:
    """The rows of every `step`-th graph of a published generation, from the `first` on, as files in `folder`."""
    import pyoxigraph as ox

    with Files(folder) as files:
        for found in parts(ox.Store.read_only(str(store)), first, step):
            files.add(found)
    (folder / STRANGERS).write_text(json.dumps(sorted(files.strangers)), encoding="utf-8")


def parts(engine: ox.Store, first: int = 0, step: int = 1) -> Iterator[GraphPart]:
    """The parts of the named graphs but the ledger, whose lines describe the others."""
    import pyoxigraph as ox

    ledger = ox.NamedNode(iri.LEDGER)
    names = sorted({str(graph.value) for graph in engine.named_graphs()} - {iri.LEDGER})
    for name in names[first::step]:
        graph = ox.NamedNode(name)
        noted = engine.quads_for_pattern(graph, None, None, ledger)
        said = engine.quads_for_pattern(None, None, None, graph)
        yield part(name, (quad for quads in (noted, said) for quad in quads))


def file_name(key: Iterable[str]) -> str:
    """The file for a label, or for a type of edges and the labels of their ends."""
    return f"{'-'.join(key)}.csv"


class Files:
    """One file of rows for each table that gets any, in a folder; `strangers` by label and IRI."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._open: dict[tuple[str, ...], IO[str]] = {}
        self._columns = {label.name: [c.name for c in tables.node_columns(label)[1:]] for label in labels().values()}
        self._said = {label.name: [c.name for c in tables.said_columns(label)] for label in tables.shared()}
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
        self._row(key, (graph, mention.iri), self._said[mention.label], mention.properties)

    def _row(self, key: tuple[str, ...], ends: Iterable[str], names: list[str], values: Mapping[str, object]) -> None:
        cells = [*(cell(end) for end in ends), *(cell(values.get(name)) for name in names)]
        (self._open.get(key) or self._opened(key)).write(",".join(cells) + "\n")

    def _opened(self, key: tuple[str, ...]) -> IO[str]:
        opened = (self._folder / file_name(key)).open("w", encoding="utf-8", errors="surrogateescape", newline="")
        self._open[key] = self._stack.enter_context(opened)
        return opened


def main() -> None:
    gc.disable()  # nothing here points back at what points to it, and looking for that costs a tenth of the time
    store, folder, first, step = sys.argv[1:]
    write(Path(store), Path(folder), int(first), int(step))


if __name__ == "__main__":
    main()
