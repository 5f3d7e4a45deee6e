"""The statements by which a graph in a Neo4j is replaced, made of the declared projection and of nothing else.

Each is short, and its text is always the same: the server plans it once. (One statement for all types was tried: it
took seconds to plan, and anew whenever the store had grown.) Those that find everything by a key are not planned
again either, however the store grows. Values are parameters; nodes that were found once are found again by the
server's own number, which is faster than their IRI and needs no label.
"""

from __future__ import annotations

from functools import cache

from ontology.stored_graph import GRAPH, OWNER, edge_types, labels

_BY_KEY = "CYPHER replan=skip"

# The store's own node is locked first: writers come one after the other, graph by graph, and never block each other.
# While it is new the node of a graph says so; nobody else ever sees that.
CLAIM = (
    f"{_BY_KEY} MATCH (s:Store {{iri: $store}}) SET s.linksDue = coalesce($due, s.linksDue)"
    " MERGE (g:Graph {iri: $iri}) ON CREATE SET g.fresh = true"
    " WITH g, g.fresh IS NULL AS there SET g = $row RETURN there"
)

# -- what was there --------------------------------------------------------------------------

MENTIONED = (
    "MATCH (:Graph {iri: $iri})-[m:MENTIONS]->(n) RETURN labels(n)[0] AS label, n.iri AS iri,"
    " properties(m) AS said, properties(n) AS carried, elementId(m) AS mention, elementId(n) AS node"
)
_NODES = f"{_BY_KEY} UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row"
NAMED_ONLY = f"{_NODES} MATCH (n)-->(m) WHERE m.graph IS NULL RETURN DISTINCT labels(m)[0] AS label, m.iri AS iri"

# -- what goes -------------------------------------------------------------------------------

CLEAR_NODES = f"{_NODES} MATCH (n)-[r]->() DELETE r"
DROP_NODES = f"{_NODES} AND NOT EXISTS {{ ()-->(n) }} DELETE n"
BARE_NODES = f"{_NODES} SET n = {{iri: n.iri}}"
UNMENTION = f"{_BY_KEY} UNWIND $rows AS row MATCH ()-[m]->() WHERE elementId(m) = row DELETE m"
DROP_UNSPOKEN_OF = f"{_NODES} AND NOT EXISTS {{ (:Graph)-[:MENTIONS]->(n) }} DETACH DELETE n"


@cache
def owned_labels() -> tuple[str, ...]:
    """The labels of nodes that belong to one graph."""
    return tuple(label.name for label in labels().values() if not label.shared and label.name != GRAPH)


@cache
def shared_edges() -> tuple[str, ...]:
    """The types of the edges between shared nodes: each edge names the graph that it belongs to."""
    return tuple(kind.name for kind in edge_types().values() if any(field.name == OWNER for field in kind.fields))


@cache
def owned(label: str) -> str:
    """The nodes of a label that belong to the graph."""
    return f"MATCH (n:`{_known(label)}` {{graph: $iri}}) RETURN n.iri AS iri, elementId(n) AS node"


@cache
def clear_shared(kind: str) -> str:
    """Delete the graph's edges of a type between shared nodes."""
    return f"MATCH ()-[r:`{edge_types()[kind].name}` {{graph: $iri}}]->() DELETE r"


@cache
def forget_named_only(label: str) -> str:
    """Delete bare names to which nobody points any more."""
    found = f"UNWIND $rows AS row MATCH (n:`{_known(label)}` {{iri: row}})"
    return f"{found} WHERE n.graph IS NULL AND NOT EXISTS {{ ()-->(n) }} DELETE n"


@cache
def carry_again(label: str) -> str:
    """Ask all graphs what they say of these nodes, and let the nodes carry the smallest of it."""
    names = [field.name for field in labels()[label].carried]
    found = ", ".join(f"min(m.`{name}`[0]) AS `{name}`" for name in names)
    carried = ", ".join(f"n.`{name}` = `{name}`" for name in names)
    return f"{_NODES} MATCH (:Graph)-[m:MENTIONS]->(n) WITH n, {found} SET {carried}"


# -- what comes ------------------------------------------------------------------------------


@cache
def put_nodes(label: str) -> str:
    """Make the nodes that belong to the graph."""
    return (
        f"{_BY_KEY} UNWIND $rows AS row MERGE (n:`{_known(label)}` {{iri: row.iri}}) SET n = row"
        " RETURN row.iri AS iri, elementId(n) AS node"
    )


@cache
def put_bare(label: str) -> str:
    """Find the nodes of other graphs to which this one points, or note their names."""
    found = f"{_BY_KEY} UNWIND $rows AS row MERGE (n:`{_known(label)}` {{iri: row.iri}})"
    return f"{found} RETURN row.iri AS iri, elementId(n) AS node"


@cache
def mention(label: str) -> str:
    """Say for the first time what the graph says of shared nodes."""
    return (
        f"{_BY_KEY} MATCH (g:Graph {{iri: $iri}}) UNWIND $rows AS row MERGE (n:`{_known(label)}` {{iri: row.iri}})"
        " CREATE (g)-[m:MENTIONS]->(n) SET m = row.said"
        " RETURN row.iri AS iri, elementId(n) AS node, properties(n) AS carried"
    )


MENTION_AGAIN = f"{_BY_KEY} UNWIND $rows AS row MATCH ()-[m]->() WHERE elementId(m) = row.mention SET m = row.said"
CARRY = f"{_BY_KEY} UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.node SET n = row.carried"


@cache
def put_edges(kind: str) -> str:
    """Make edges of a type; a row is the numbers of both ends and the properties."""
    ends = "MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1]"
    return f"{_BY_KEY} UNWIND $rows AS row {ends} CREATE (a)-[r:`{edge_types()[kind].name}`]->(b) SET r = row[2]"


def _known(label: str) -> str:
    """A label of the declared projection; KeyError for any other."""
    return labels()[label].name
