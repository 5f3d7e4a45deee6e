"""What a Neo4j holds, and what it should hold: the nodes and edges of graphs, put beside each other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from urllib.parse import quote

import pyoxigraph as ox

from ontology import iri
from ontology.stored_graph import GRAPH
from queries.property_graph import Mention, Plain, part, smallest
from queries.stores.bolt import store as bolt
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import GraphOfFile
from queries.stores.shared_graphs import shared_graphs
from tests.servers import Server

NODES = "MATCH (n) WHERE NOT n:Store RETURN labels(n) AS labels, n.iri AS iri, properties(n) AS said"
EDGES = "MATCH (a)-[r]->(b) RETURN a.iri AS source, type(r) AS type, b.iri AS target, properties(r) AS said"

Content = Counter[tuple[str, ...]]


def signed(server: Server, suffix: str = "") -> str:
    """The address of a server with its user, as --store takes it."""
    return server.address.replace("://", f"://{server.user}:{quote(server.password, safe='')}@") + suffix


def held(address: str) -> Content:
    """All nodes and edges of a Neo4j, but for what it notes of graphs."""
    with closing(bolt.open_reader(address)) as reader:
        nodes = [
            (label, str(name), "" if label == GRAPH else _text(json.loads(str(said))))
            for labels_, name, said in reader.cypher(NODES).rows
            for label in json.loads(str(labels_))
        ]
        edges = [
            (str(row["source"]), str(row["type"]), str(row["target"]), _text(json.loads(str(row["said"]))))
            for row in reader.cypher(EDGES)
        ]
    return Counter([*nodes, *edges])


def projected(*documents: GraphOfFile, links: bytes = b"") -> Content:
    """The nodes and edges that a store has of these graphs and of those that every store holds."""
    graphs = [(document.iri, document.nquads) for document in documents]
    others = [(iri.LINKS, links)] if links else []
    nodes: dict[tuple[str, str], Mapping[str, object]] = {}
    mentions: dict[tuple[str, str], list[Mention]] = {}
    edges: list[tuple[str, ...]] = []
    for graph, nquads in (*graphs, *others, *shared_graphs()):
        found = part(graph, ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
        nodes[GRAPH, graph] = {}
        nodes.update({(node.label, node.iri): {"iri": node.iri, **node.properties} for node in found.nodes})
        for label, name in found.strangers:
            nodes.setdefault((label, name), {"iri": name})
        for mention in found.mentions:
            mentions.setdefault((mention.label, mention.iri), []).append(mention)
            edges.append((graph, "MENTIONS", mention.iri, _text(mention.properties)))
        edges += [(edge.source, edge.type, edge.target, _text(edge.properties)) for edge in found.edges]
    for (label, name), said in mentions.items():
        nodes[label, name] = {"iri": name, **smallest(said)}
    told = ((label, name, "" if label == GRAPH else _text(said)) for (label, name), said in nodes.items())
    return Counter([*told, *edges])


def _text(said: Mapping[str, object]) -> str:
    return json.dumps({name: said[name] for name in sorted(said)}, ensure_ascii=False)


def documents_of(store: OxigraphReader) -> Iterator[GraphOfFile]:
    """The files' graphs of a store, ready to be brought into another."""
    for graph in sorted(each.value for each in store.engine.named_graphs()):
        name = graph.removeprefix(f"{iri.BASE}graph/")
        if len(name) == 64:
            yield GraphOfFile(iri=graph, sha256=name, extractor="1", nquads=store.dump(graph))


def made(name: str, facts: Mapping[str, Mapping[str, Plain | Iterable[Plain]]], *, extractor: str = "1") -> GraphOfFile:
    """A file's graph of these facts: values by subject and predicate, an IRI where a text begins with one's scheme."""
    digest = sha256(name.encode()).hexdigest()
    graph = iri.graph(digest)
    lines = sorted(
        f"<{subject}> <{predicate}> {_term(value)} <{graph}> .\n"
        for subject, about in facts.items()
        for predicate, values in about.items()
        for value in ([values] if isinstance(values, (str, int, float)) else values)
    )
    return GraphOfFile(iri=graph, sha256=digest, extractor=extractor, nquads="".join(lines).encode())


def _term(value: Plain) -> ox.NamedNode | ox.Literal:
    if isinstance(value, str) and value.startswith("http"):
        return ox.NamedNode(value)
    return ox.Literal(value)
