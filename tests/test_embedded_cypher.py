"""The embedded store asked in Cypher: what its graphs say, made once for each generation, whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ontology import iri
from ontology.errors import PolicyRefused, QueryLimit, QueryNotUnderstood, StoreBusy, StoreDamaged
from ontology.namespaces import RDFS, VB
from ontology.stored_graph import edge_types, labels
from queries.property_graph import GraphPart, smallest
from queries.stores import opening, oxigraph
from queries.stores.embedded_cypher import store as embedded_cypher
from queries.stores.embedded_cypher.rows import parts
from queries.stores.embedded_cypher.store import LadybugReader, open_reader
from queries.stores.embedded_cypher.tables import mention_columns, quoted
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Dialect, GraphOfFile, Iri

SHA = "a" * 64
AWKWARD = "“<&>'\"\\ \\n \n\t\r\n ệ đ 😀 [x, y] {{x}} a,b \x1f \x1e \x1e0 \x1e1 \x01 %s //"
DOCUMENT = f"{iri.BASE}document/x"
EVIDENCE = f"{iri.BASE}evidence/elsewhere-1-2"


def made(folder: Path, *lines: str, name: str = SHA) -> Path:
    """A store with one graph of these triples."""
    graph = iri.graph(name)
    nquads = "".join(sorted(f"{line} <{graph}> .\n" for line in lines)).encode()
    with oxigraph.open_writer(folder) as writer:
        writer.commit(GraphOfFile(iri=graph, sha256=name, extractor=str(len(lines)), nquads=nquads))
    return folder


def labelled(text: str, document: str = DOCUMENT) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'<{document}> <{RDFS.label}> "{escaped}"@vi'


def number(folder: Path | LadybugReader, text: str = "MATCH (d:Document) RETURN count(d) AS n") -> object:
    if isinstance(folder, LadybugReader):
        return folder.cypher(text).rows[0][0]
    with closing(open_reader(folder)) as reader:
        return number(reader, text)


def made_files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "cypher").iterdir() if path.name != "lock")


@pytest.fixture(scope="module")
def sample_cypher(sample_store: Path) -> Iterator[LadybugReader]:
    with closing(open_reader(sample_store)) as reader:
        yield reader


@pytest.fixture(scope="module")
def sample_parts(samples: OxigraphReader) -> list[GraphPart]:
    return list(parts(samples.engine))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document, in a folder whose name is awkward as well."""
    folder = tmp_path_factory.mktemp("awkward") / "kho [1] của 'tôi' * {x}?"
    lines = [labelled(AWKWARD), labelled(""), f"<{iri.gap(DOCUMENT, 'x')}> <{VB.evidence}> <{EVIDENCE}>"]
    return made(folder, *lines)


# -- what the tables hold --------------------------------------------------------------------


def test_owned_nodes_are_what_their_graphs_say(sample_cypher: LadybugReader, sample_parts: list[GraphPart]) -> None:
    for label in labels().values():
        if not label.shared:
            names = [field.name for field in label.fields if not field.several]
            columns = ", ".join(f"n.{quoted(name)}" for name in names)
            found = sample_cypher.cypher(f"MATCH (n:{label.name}) RETURN n.iri, {columns}").rows
            nodes = [n for part in sample_parts for n in (part.graph, *part.nodes) if n.label == label.name]
            assert set(found) == {(n.iri, *(n.properties.get(name) for name in names)) for n in nodes}
            assert len(found) == len(nodes)


def test_mentions_are_what_each_graph_says(sample_cypher: LadybugReader, sample_parts: list[GraphPart]) -> None:
    for column in mention_columns():
        text = f"MATCH (g:Graph)-[m:MENTIONS]->(n) UNWIND m.{quoted(column.name)} AS v RETURN g.iri, n.iri, label(n), v"
        expected = [
            (part.graph.iri, mention.iri, mention.label, value)
            for part in sample_parts
            for mention in part.mentions
            for value in mention.properties.get(column.name, ())
        ]
        assert sorted(sample_cypher.cypher(text).rows) == sorted(expected)


def test_shared_nodes_carry_the_smallest(sample_cypher: LadybugReader, sample_parts: list[GraphPart]) -> None:
    for label in (label for label in labels().values() if label.shared):
        mentions = [m for part in sample_parts for m in part.mentions if m.label == label.name]
        names = [field.name for field in label.carried]
        text = f"MATCH (n:{label.name}) RETURN n.iri, {', '.join(f'n.{quoted(name)}' for name in names)}"
        found = {row[0]: dict(zip(names, row[1:], strict=True)) for row in sample_cypher.cypher(text).rows}
        assert set(found) == {mention.iri for mention in mentions}
        for name, values in found.items():
            expected = smallest(m for m in mentions if m.iri == name)
            assert {key: value for key, value in values.items() if value is not None} == expected


def test_edges_are_what_the_graphs_say(sample_cypher: LadybugReader, sample_parts: list[GraphPart]) -> None:
    for kind in edge_types().values():
        names = [field.name for field in kind.fields]
        columns = "".join(f", r.{quoted(name)}" for name in names)
        found = sample_cypher.cypher(f"MATCH (a)-[r:{kind.name}]->(b) RETURN a.iri, b.iri{columns}").rows
        edges = [edge for part in sample_parts for edge in part.edges if edge.type == kind.name]
        assert len(found) == len(edges)
        assert set(found) == {(e.source, e.target, *(e.properties.get(name) for name in names)) for e in edges}


def test_awkward_texts_and_folders(small: Path) -> None:
    with closing(open_reader(small)) as reader:
        text = "MATCH (:Graph)-[m:MENTIONS]->(d:Document) WHERE d.iri IN $is UNWIND m.label AS l RETURN l ORDER BY l"
        assert reader.cypher(text, {"is": [DOCUMENT]}).rows == (("",), (AWKWARD,))
        assert reader.cypher("MATCH (d:Document) WHERE d.label IN $is RETURN d.iri", {"is": [""]}).rows == (
            (DOCUMENT,),
        )


def test_a_quotation_that_no_graph_holds_is_there_by_name(small: Path) -> None:
    with closing(open_reader(small)) as reader:
        text = "MATCH (g:Gap)-[:HAS_EVIDENCE]->(e:Evidence) RETURN e.iri, e.exact, e.graph"
        assert reader.cypher(text).rows == ((EVIDENCE, None, None),)


def test_several_processes_read_what_one_reads(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_cypher: LadybugReader
) -> None:
    monkeypatch.setattr("queries.stores.embedded_cypher.build._LARGE", 0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})
    copied = Path(shutil.copytree(sample_store, tmp_path / "store", symlinks=True, ignore=lambda *_: {"cypher"}))
    texts = ("MATCH (n) RETURN label(n), n.iri", "MATCH (a)-[r]->(b) RETURN label(r), a.iri, b.iri")
    with closing(open_reader(copied)) as reader:
        for text in texts:
            assert sorted(reader.cypher(text).rows) == sorted(sample_cypher.cypher(text).rows)


# -- asking ----------------------------------------------------------------------------------


def test_the_address_chooses_the_engine(small: Path) -> None:
    store = opening.open_reader(f"cypher:{small}")
    with closing(store):
        assert isinstance(store, LadybugReader)
        assert store.dialect is Dialect.LADYBUG


def test_rows_have_their_columns_and_values_their_types(sample_cypher: LadybugReader) -> None:
    text = "MATCH (s:Statement) WITH s ORDER BY s.iri LIMIT 1 RETURN s.confidence AS c, s.iri AS i, s.page AS p"
    with pytest.raises(QueryNotUnderstood, match="page"):
        sample_cypher.cypher(text)
    found = sample_cypher.cypher(text.replace("s.page", "s.provision"))
    assert found.columns == ("c", "i", "p")
    assert [type(value) for value in found.rows[0]] == [float, str, type(None)]


def test_parameters_are_never_text(sample_cypher: LadybugReader) -> None:
    text = "MATCH (d:Document) WHERE d.number IN $number RETURN d.number"
    assert sample_cypher.cypher(text, {"number": ["76/NQ-CP", "' OR 1=1 //"]}).rows == (("76/NQ-CP",),)
    assert sample_cypher.cypher(text, {"number": [Iri("76/NQ-CP")]}).rows == (("76/NQ-CP",),)
    assert sample_cypher.cypher(text, {"number": []}).rows == ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("head([7, 8])", 7), ("last([7, 8])", 8), ("size(tail([7, 8]))", 1), ("size(split('a b', ' '))", 2),
        ("toInteger('7')", 7), ("toFloat('0.5')", 0.5), ("type(r)", "DESCRIBES"), ("startNode(r).iri = f.iri", True),
        ("endNode(r).iri = d.iri", True), ("coalesce(null, 1)", 1), ("toLower('ĐÂ')", "đâ"),
    ],
)  # fmt: skip
def test_words_of_neo4j(sample_cypher: LadybugReader, written: str, value: object) -> None:
    assert number(sample_cypher, f"MATCH (f:SourceFile)-[r:DESCRIBES]->(d) RETURN {written} LIMIT 1") == value


def test_what_is_no_plain_value_is_told_as_text(sample_cypher: LadybugReader) -> None:
    assert number(sample_cypher, "RETURN ['một', 'hai']") == '["một", "hai"]'
    assert '"label": "' in str(number(sample_cypher, "MATCH (d:Document) WHERE d.label <> '' RETURN d LIMIT 1"))


def test_a_query_that_is_wrong_or_writes(sample_cypher: LadybugReader) -> None:
    for wrong in ("MATCH (n", "RETURN $none", "MATCH (n:Nothing) RETURN n", "RETURN [1][0]"):
        with pytest.raises(QueryNotUnderstood):
            sample_cypher.cypher(wrong)
    for writing in (
        "MATCH (d:Document) SET d.number = '1'",
        "CREATE (:Document {iri: 'x'})",
        "MATCH (n) DETACH DELETE n",
    ):
        with pytest.raises(PolicyRefused):
            sample_cypher.cypher(writing)
    assert number(sample_cypher) != 0


def test_a_query_that_takes_too_much_memory(sample_store: Path) -> None:
    with closing(open_reader(sample_store, memory=64 << 20)) as reader, pytest.raises(QueryLimit):
        reader.cypher(
            "MATCH (a:Evidence), (b:Evidence), (c:Statement) RETURN a.exact, b.exact, c.iri ORDER BY a.exact DESC"
        )


def test_a_closed_store_says_so(small: Path) -> None:
    reader = open_reader(small)
    reader.close()
    with pytest.raises(Exception, match="closed"):
        reader.cypher("RETURN 1")


# -- making them -----------------------------------------------------------------------------


def test_a_generation_is_projected_once(tmp_path: Path) -> None:
    store = made(tmp_path / "store", labelled("một"))
    assert number(store) == 1
    (file,) = made_files(store)
    stamp = (store / "cypher" / file).stat().st_mtime_ns
    assert number(store) == 1
    assert (store / "cypher" / file).stat().st_mtime_ns == stamp


def test_a_new_generation_is_projected_anew_and_the_old_one_taken_away(tmp_path: Path) -> None:
    store = made(tmp_path / "store", labelled("một"))
    with closing(open_reader(store)) as before:
        made(store, labelled("hai", f"{DOCUMENT}2"), name="b" * 64)
        assert (number(before), number(store)) == (1, 2)
        assert number(before) == 1
        assert [name.partition("-")[0] for name in made_files(store)] == ["2"]


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    store = made(tmp_path / "store", labelled("một"))
    assert number(store) == 1
    (name,) = made_files(store)
    (store / "cypher" / name).write_bytes(b"x" * 10_000)
    assert number(store) == 1


OPEN = """
import sys
from contextlib import closing
from queries.stores.embedded_cypher.store import open_reader
with closing(open_reader(sys.argv[1])) as reader:
    print(reader.cypher("MATCH (n) RETURN count(n)").rows[0][0])
"""


def started(store: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", OPEN, str(store)], stdout=subprocess.PIPE, text=True)


def test_two_at_once_make_one(tmp_path: Path) -> None:
    store = made(tmp_path / "store", labelled("một"))
    both = [started(store) for _ in range(2)]
    told = [process.communicate()[0] for process in both]
    assert told[0] == told[1] == f"{number(store, 'MATCH (n) RETURN count(n)')}\n"
    assert len(made_files(store)) == 1


def test_a_maker_that_is_killed_leaves_nothing_half_done(tmp_path: Path) -> None:
    store = made(tmp_path / "store", labelled("một"))
    process = started(store)
    while not list(store.glob("cypher/work-*/*")) and process.poll() is None:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not list(store.glob("cypher/*.lbug"))
    assert number(store) == 1
    assert len(made_files(store)) == 1


def test_a_maker_that_fails_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = made(tmp_path / "store", labelled("một"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr("queries.stores.embedded_cypher.build._rows", full)
        with pytest.raises(Exception, match="No space left"):
            open_reader(store)
    assert made_files(store) == []
    assert number(store) == 1


def test_a_maker_that_does_not_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = made(tmp_path / "store", labelled("một"))
    monkeypatch.setattr(embedded_cypher, "WAIT", 0.0)
    (store / "cypher").mkdir()
    with embedded_cypher._lock(store, store / "cypher"), pytest.raises(StoreBusy):
        open_reader(store)


def test_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreDamaged):
        open_reader(tmp_path / "none")
