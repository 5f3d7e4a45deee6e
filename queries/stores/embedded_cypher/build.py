"""Fills the tables of the embedded Cypher engine from a published generation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.stored_graph import GRAPH, MENTIONS, edge_types, labels
from queries.stores.embedded_cypher import rows, tables
from queries.stores.embedded_cypher.tables import quoted

if TYPE_CHECKING:
    import ladybug

Answer = tuple[tuple[str, ...], list[list[Any]]]

_BATCH = 10_000
_LARGE = 16 << 20  # bytes of a store from which it is read by several processes: one costs half a second to start
_MOST = 8  # processes at most
MEMORY = 1 << 30  # bytes that the engine may take while it fills its tables


def build(store: Path, database: Path, work: Path) -> None:
    """Make `database` (a file that is not there yet) hold the property graph of a generation; `work`: for its rows.

    The path of `work` must not hold any of the signs * ? [ ], which the engine takes for patterns.
    """
    import ladybug as lb

    folders = _rows(store, work)
    with (
        closing(lb.Database(database, buffer_pool_size=MEMORY)) as opened,
        closing(lb.Connection(opened)) as connection,
    ):
        for statement in (*tables.statements(), *_node_copies(folders)):
            run(connection, statement)
        _name_strangers(connection, folders)
        for statement in _edge_copies(folders):
            run(connection, statement)
        run(connection, "CHECKPOINT")


def _rows(store: Path, work: Path) -> list[Path]:
    """The files of rows of all graphs, written by as many processes as there are processors for a large store."""
    size = sum(file.stat().st_size for file in store.iterdir())
    many = min(len(os.sched_getaffinity(0)), _MOST) if size >= _LARGE else 1
    folders = [work / str(number) for number in range(many)]
    for folder in folders:
        folder.mkdir()
    if many == 1:
        rows.write(store, folders[0])
        return folders
    command = [sys.executable, "-m", "queries.stores.embedded_cypher.rows", str(store)]
    writers = [
        subprocess.Popen([*command, str(folder), str(number), str(many)], stderr=subprocess.PIPE)
        for number, folder in enumerate(folders)
    ]
    told = [writer.communicate()[1].decode(errors="replace").strip() for writer in writers]
    for writer, error in zip(writers, told, strict=True):
        if writer.returncode != 0:
            raise RuntimeError(error.rpartition("\n")[2] or f"exit {writer.returncode}")
    return folders


# -- taking the files in ---------------------------------------------------------------------


def _node_copies(folders: list[Path]) -> Iterator[str]:
    for label in labels().values():
        if files := _files(folders, (label.name,)):
            yield (tables.copy_shared if label.shared else tables.copy_nodes)(label, files)


def _edge_copies(folders: list[Path]) -> Iterator[str]:
    for label in tables.shared():
        if files := _files(folders, (MENTIONS, GRAPH, label.name)):
            yield tables.copy_mentions(label, files)
    for kind in edge_types().values():
        for ends in kind.ends:
            if files := _files(folders, (kind.name, *ends)):
                yield tables.copy_edges(kind, ends, files)


def _files(folders: list[Path], key: Iterable[str]) -> list[Path]:
    name = rows.file_name(key)
    return [folder / name for folder in folders if (folder / name).exists()]


def _name_strangers(connection: ladybug.Connection, folders: list[Path]) -> None:
    """Nodes that a graph names and no graph describes."""
    named: dict[str, list[str]] = {}
    told = (json.loads((folder / rows.STRANGERS).read_text("utf-8")) for folder in folders)
    for label, name in sorted({(label, name) for strangers in told for label, name in strangers}):
        named.setdefault(label, []).append(name)
    for label, names in named.items():
        for begin in range(0, len(names), _BATCH):
            batch = names[begin : begin + _BATCH]
            known = f"MATCH (n:{quoted(label)}) WHERE n.iri IN $names RETURN n.iri"
            described = {row[0] for row in run(connection, known, {"names": batch})[1]}
            missing = [name for name in batch if name not in described]
            run(connection, f"UNWIND $names AS name CREATE (:{quoted(label)} {{iri: name}})", {"names": missing})


def run(connection: ladybug.Connection, text: str, values: Mapping[str, list[Any]] | None = None) -> Answer:
    """Columns and rows of the last statement of a text."""
    results = connection.execute(text, dict(values or {}))
    each = results if isinstance(results, list) else [results]
    try:
        return tuple(each[-1].get_column_names()), [list(row) for row in each[-1].get_all()]
    finally:
        for result in each:
            result.close()
