"""Nodes and edges as two CSV tables, and any rows as one, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from viz.property_graph import Plain, PropertyGraph
from viz.writing import write_whole

_NODE = ("iri", "kind")
_EDGE = ("id", "source", "relation", "target")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"  # by which Excel knows UTF-8
_UNDATED = (1980, 1, 1, 0, 0, 0)  # the earliest that zip knows: equal contents give equal bytes


def write(graph: PropertyGraph, path: Path, *, raw: bool = False) -> None:
    """nodes.csv and edges.csv in the folder `path`, or in that file if it ends in .zip."""
    found = tables(graph, raw=raw)
    if path.suffix.lower() == ".zip":
        write_whole(path, _zipped(found))
        return
    path.mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        write_whole(path / name, content)


def tables(graph: PropertyGraph, *, raw: bool = False) -> dict[str, bytes]:
    """Both tables by file name. `raw` leaves cells as they are and writes no byte order mark, for programs."""
    nodes = [((node.iri, node.label), node.properties) for node in graph.nodes]
    edges = [((edge.id, edge.source, edge.name, edge.target), edge.properties) for edge in graph.edges]
    return {"nodes.csv": _table(_NODE, nodes, raw), "edges.csv": _table(_EDGE, edges, raw)}


def _table(keys: Sequence[str], rows: Sequence[tuple[Sequence[str], Mapping[str, Plain]]], raw: bool) -> bytes:
    names = list(dict.fromkeys(name for _, properties in rows for name in properties))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*keys, *names])
    for key, properties in rows:
        writer.writerow(_cells([*key, *(properties.get(name, "") for name in names)], raw))
    return ("" if raw else _BOM).encode("utf-8") + out.getvalue().encode("utf-8")


def _cells(values: Iterable[Plain], raw: bool) -> list[Plain]:
    return list(values) if raw else [guarded(value) for value in values]


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Any rows as one table; a text stands on one line, what is unknown is left empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(" ".join(v.split())) if isinstance(v, str) else v for v in row] for row in rows)
    return (_BOM + out.getvalue()).encode("utf-8")


def guarded(value: Plain) -> Plain:
    """A text that a spreadsheet would run as a formula, made a text by a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _zipped(found: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(zipfile.ZipInfo(name, _UNDATED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
