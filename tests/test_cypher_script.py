"""The Cypher script of an export: every value escaped, the same bytes every time, read by a Neo4j as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iri
from ontology.namespaces import VB
from ontology.stored_graph import labels
from queries.property_graph import Edge, GraphPart, Mention, Node, smallest
from queries.stores.bolt.schema import MARKER
from queries.stores.embedded_cypher.rows import parts
from queries.stores.oxigraph import OxigraphReader
from tests.servers import Server
from viz import export
from viz.cypher_script import literal, name_of, script

AWKWARD = (
    "“<&>'\"\\ \\u0041 \\n \n\t\r\n\x00\x08 ệ đ 😀 [x] {{x}} $x `y` /*z*/ a,b | ¦ ‖ ¶ ※ ‡ † \x1f \u2028 %s // ; \ue000"
)
GRAPH = f"{iri.BASE}graph/x"
FILE = iri.file("a" * 64)
OWNED = {"graph": GRAPH}
DOCUMENT = f"{iri.BASE}document/x"
LITERAL = re.compile(r"'((?:[^'\\]|\\['\\nrt]|\\u[0-9A-F]{4})*)'")


def read(written: str) -> str:
    """A text literal as Cypher reads it."""
    found = LITERAL.fullmatch(written)
    assert found is not None, written
    letters = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(
        r"\\(?:u(....)|(.))", lambda each: chr(int(each[1], 16)) if each[1] else letters.get(each[2], each[2]), found[1]
    )


@pytest.mark.parametrize(
    "text", [AWKWARD, "", "'", "\\", "\\'", "'; MATCH (n) DETACH DELETE n; //", "a\nb", "`", "//", "\u2029\ufeff\x85"]
)
def test_a_text_is_read_as_it_was(text: str) -> None:
    assert read(literal(text)) == text


@given(
    st.text(alphabet=st.one_of(st.sampled_from("'\"\\`un0;/*\n\r\t\x00{}$"), st.characters(exclude_categories=["Cs"])))
)
def test_any_text_is_read_as_it_was(text: str) -> None:
    written = literal(text)
    assert read(written) == text
    assert len(written.splitlines()) == 1


def test_a_name_stays_in_its_place() -> None:
    assert name_of("a` {x: 1}) DETACH DELETE n //") == "`a`` {x: 1}) DETACH DELETE n //`"


def awkward() -> GraphPart:
    """Every text as awkward as text can be, and values that are almost missing."""
    return GraphPart(
        graph=Node(GRAPH, "Graph", {"checksum": AWKWARD, "tripleCount": 3}),
        nodes=(
            Node(FILE, "SourceFile", {**OWNED, "fileName": "", "warning": ("", AWKWARD), "textQuality": 0.5}),
            Node(f"{iri.BASE}evidence/x", "Evidence", {**OWNED, "exact": AWKWARD, "start": 0, "end": 7}),
        ),
        mentions=(Mention(DOCUMENT, "Document", {"label": (AWKWARD, "b"), "term": (13, 14), "types": (VB.Document,)}),),
        strangers=(("Evidence", f"{iri.BASE}evidence/elsewhere"),),
        edges=tuple(
            Edge("CITES", DOCUMENT, "Document", DOCUMENT, "Document", {**OWNED, "statement": name, "quote": AWKWARD})
            for name in "st"
        ),
    )  # fmt: skip


def test_every_line_is_one_statement() -> None:
    for line in b"".join(script([awkward()])).decode().splitlines():
        outside = LITERAL.sub("''", line)
        assert line.startswith("//") or re.fullmatch(r"[^;']*(?:''[^;']*)*;", outside)


def test_many_rows_are_several_statements() -> None:
    nodes = tuple(Node(f"{iri.BASE}gap/{n}", "Gap", {"graph": GRAPH}) for n in range(2500))
    text = b"".join(script([GraphPart(Node(GRAPH, "Graph", {}), nodes, (), (), ())])).decode()
    assert sum("MERGE (n:`Gap`" in line for line in text.splitlines()) == 3
    assert all(text.count(f"gap/{n}{sign}") == 1 for n in (0, 999, 1000, 2499) for sign in ("¦",))


def test_the_export_is_written_whole(samples: OxigraphReader, tmp_path: Path) -> None:
    export.write(samples, tmp_path / "graph.cypher", "cypher")
    assert (tmp_path / "graph.cypher").read_bytes() == export.exported(samples, "cypher")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.cypher"]


def test_one_graph_only(samples: OxigraphReader) -> None:
    text = export.exported(samples, "cypher", graph=iri.LINKS).decode()
    assert f"{iri.BASE}gap/" in text and f"{iri.BASE}task/" not in text


# -- in a real Neo4j -------------------------------------------------------------------------


class Database:
    """A Neo4j that a script was run in."""

    def __init__(self, server: Server) -> None:
        from neo4j import GraphDatabase

        self.driver = GraphDatabase.driver(server.address, auth=(server.user, server.password))

    def run(self, content: bytes) -> None:
        with self.driver.session() as session:
            for line in content.decode().split("\n"):
                if line and not line.startswith("//"):
                    session.run(line.removesuffix(";")).consume()

    def rows(self, text: str) -> list[tuple[object, ...]]:
        records, _, _ = self.driver.execute_query(text)
        return [tuple(record) for record in records]


@pytest.fixture
def database(neo4j_server: Server) -> Iterator[Database]:
    found = Database(neo4j_server)
    yield found
    found.driver.close()


def holds(database: Database, expected: list[GraphPart]) -> None:
    """Whether the database holds these parts, all of them and nothing else."""
    mentions = [(part.graph.iri, mention) for part in expected for mention in part.mentions]
    said = {(g, m.label, m.iri): {k: list(v) for k, v in m.properties.items()} for g, m in mentions}
    found = database.rows("MATCH (g)-[m:MENTIONS]->(n) RETURN g.iri, labels(n)[0], n.iri, properties(m)")
    assert {row[:3]: row[3] for row in found} == said and len(found) == len(mentions)
    carried = {(m.label, m.iri): smallest(n for _, n in mentions if n.iri == m.iri) for _, m in mentions}
    owned = {(n.label, n.iri): n.properties for part in expected for n in (part.graph, *part.nodes)}
    bare = {stranger: {} for part in expected for stranger in part.strangers}
    wanted = {key: {"iri": key[1], **listed(values)} for key, values in {**bare, **carried, **owned}.items()}
    nodes = database.rows("MATCH (n) RETURN labels(n)[0], n.iri, properties(n)")
    assert {row[:2]: row[2] for row in nodes} == wanted and len(nodes) == len(wanted)
    edges = [(e.type, e.source, e.target, sorted(e.properties.items())) for part in expected for e in part.edges]
    rows = database.rows("MATCH (a)-[r]->(b) WHERE type(r) <> 'MENTIONS' RETURN type(r), a.iri, b.iri, properties(r)")
    assert sorted((*row[:3], sorted(row[3].items())) for row in rows) == sorted(edges)  # type: ignore[attr-defined]


def listed(values: object) -> dict[str, object]:
    assert hasattr(values, "items")
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def test_a_neo4j_holds_what_the_store_holds(database: Database, samples: OxigraphReader) -> None:
    content = export.exported(samples, "cypher")
    expected = list(parts(samples.engine))
    for _ in range(2):  # running it again changes nothing
        database.run(content)
        holds(database, expected)


def test_awkward_texts_arrive(database: Database) -> None:
    content = b"".join(script([awkward()]))
    for _ in range(2):
        database.run(content)
        holds(database, [awkward()])


def test_names_are_unique_in_the_database(database: Database) -> None:
    database.run(b"".join(script([])))
    found = database.rows("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0], properties")
    assert sorted(found) == sorted((label, ["iri"]) for label in (*labels(), MARKER))
