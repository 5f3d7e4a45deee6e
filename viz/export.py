"""Everything in a store, or one graph of it, in the formats that others read.

Equal contents give equal bytes, and a file appears complete or not at all. N-Quads, TriG and JSON-LD keep the named
graphs; Turtle and RDF/XML hold the union of their triples; GraphML and CSV follow the property-graph projection;
Cypher makes the property graph with its proof, graph by graph.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology import iri
from ontology.errors import UsageError
from ontology.namespaces import PREFIXES
from queries.property_graph import GraphPart, part
from queries.stores.protocols import SparqlStore
from viz import tables
from viz.cypher_script import script
from viz.property_graph import PropertyGraph, projected
from viz.writing import write_whole

if TYPE_CHECKING:
    import pyoxigraph as ox

GRAPHS = ("nquads", "trig", "jsonld")
UNIONS = ("turtle", "rdfxml")
PROPERTY_GRAPHS = ("graphml", "csv")
SCRIPTS = ("cypher",)
FORMATS = (*UNIONS, *GRAPHS, *PROPERTY_GRAPHS, *SCRIPTS)


def write(store: SparqlStore, path: Path, form: str, *, graph: str | None = None, raw: bool = False) -> None:
    """Export to a file. CSV makes two tables in the folder `path`, or in one file if it ends in .zip.

    `graph` (an IRI) takes one named graph only. In CSV a cell that a spreadsheet would take for a formula begins
    with an apostrophe unless `raw`.
    """
    if form == "csv":
        tables.write(_property_graph(store, graph), path, raw=raw)
    elif form == "cypher":
        write_whole(path, script(_parts(store, graph)))
    else:
        write_whole(path, exported(store, form, graph=graph))


def exported(store: SparqlStore, form: str, *, graph: str | None = None) -> bytes:
    """The export as bytes, in any format but CSV, which is two tables."""
    makers: dict[str, Callable[[], bytes]] = {
        "nquads": lambda: store.dump(graph),
        "trig": lambda: _sorted_prefixes(_serialised(_by_graph(_quads(store, graph)), "TRIG")),
        "jsonld": lambda: _json_ld(_serialised(_by_graph(_quads(store, graph)), "JSON_LD")),
        "turtle": lambda: _sorted_prefixes(_serialised(_union(_quads(store, graph)), "TURTLE")),
        "rdfxml": lambda: _sorted_namespaces(_serialised(_union(_quads(store, graph)), "RDF_XML")),
        "graphml": lambda: _graphml(_property_graph(store, graph)),
        "cypher": lambda: b"".join(script(_parts(store, graph))),
    }
    if form not in makers:
        known = ", ".join(FORMATS)
        raise UsageError(
            f"Không có định dạng “{form}”. Có: {known}.", f"There is no format “{form}”. There are: {known}."
        )
    return makers[form]()


def _quads(store: SparqlStore, graph: str | None) -> Iterator[ox.Quad]:
    import pyoxigraph as ox

    return ox.parse(store.dump(graph), format=ox.RdfFormat.N_QUADS)


def _property_graph(store: SparqlStore, graph: str | None) -> PropertyGraph:
    return projected(_quads(store, graph))


def _parts(store: SparqlStore, graph: str | None) -> Iterator[GraphPart]:
    """The parts of all named graphs, one in memory at a time; the ledger only describes the others."""
    noted: dict[str, list[ox.Quad]] = {}
    for quad in _quads(store, iri.LEDGER):
        noted.setdefault(quad.subject.value, []).append(quad)  # type: ignore[union-attr]
    found = [graph] if graph else [str(row["g"]) for row in store.query("SELECT DISTINCT ?g { GRAPH ?g { } }")]
    for name in sorted(set(found) - {iri.LEDGER}):
        yield part(name, chain(noted.get(name, ()), _quads(store, name)))


def _by_graph(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    return sorted(quads, key=lambda quad: str(quad.graph_name))


def _union(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all graphs once each, in the order of the dump, which sorts by subject."""
    return list(dict.fromkeys(quad.triple for quad in quads))


def _serialised(statements: Iterable[ox.Quad] | Iterable[ox.Triple], name: str) -> bytes:
    import pyoxigraph as ox

    form: ox.RdfFormat = getattr(ox.RdfFormat, name)
    return ox.serialize(statements, format=form, prefixes=PREFIXES) or b""


def _sorted_prefixes(text: bytes) -> bytes:
    """The engine writes prefixes in an order that changes from run to run."""
    lines = text.splitlines(keepends=True)
    count = sum(line.startswith(b"@prefix") for line in lines[: len(PREFIXES)])
    return b"".join([*sorted(lines[:count]), *lines[count:]])


def _sorted_namespaces(text: bytes) -> bytes:
    start = text.index(b"<rdf:RDF") + len(b"<rdf:RDF")
    end = text.index(b">", start)
    return text[:start] + b" " + b" ".join(sorted(text[start:end].split())) + text[end:]


def _json_ld(text: bytes) -> bytes:
    """The engine's expanded form with a context of our prefixes, so that a person can read the names."""
    document = {"@context": dict(sorted(PREFIXES.items())), "@graph": _compact(json.loads(text))}
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8")


def _compact(value: Any) -> Any:
    if isinstance(value, list):
        return [_compact(member) for member in value]
    if not isinstance(value, dict):
        return value
    return {_short(key): _named(key, member) for key, member in value.items()}


def _named(key: str, value: Any) -> Any:
    if key == "@value":
        return value
    if key in ("@id", "@type"):
        return [_short(iri) for iri in value] if isinstance(value, list) else _short(value)
    return _compact(value)


@lru_cache(maxsize=4096)
def _short(iri: str) -> str:
    fitting = (f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base))
    return next(fitting, iri)


def _graphml(graph: PropertyGraph) -> bytes:
    from io import BytesIO

    import networkx as nx

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph.nodes:
        drawn.add_node(node.iri, kind=node.label, **_legal(node.properties))
    for edge in graph.edges:
        drawn.add_edge(edge.source, edge.target, key=edge.id, relation=edge.name, **_legal(edge.properties))
    out = BytesIO()
    nx.write_graphml(drawn, out, named_key_ids=True)
    return out.getvalue()


def _legal(properties: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """Without the control characters that XML 1.0 cannot hold."""
    return {
        name: value.translate(_NOT_IN_XML) if isinstance(value, str) else value for name, value in properties.items()
    }


_NOT_IN_XML = dict.fromkeys([*(code for code in range(32) if code not in (9, 10, 13)), 0xFFFE, 0xFFFF])
