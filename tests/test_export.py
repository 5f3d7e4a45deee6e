"""Exports read back by others hold what the store holds, in the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from ontology import iri
from ontology.errors import UsageError
from ontology.namespaces import PREFIXES, RDF, RDFS, VB
from queries.stores.answers import OxigraphAnswers
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Iri
from tests.made_network import made_store
from viz import export, tables
from viz.property_graph import projected

QUOTED = "Thực hiện Kế hoạch số 22/KH-UBND ngày 31/01/2023"
NASTY = "“<&>'\"\\ \n\t\r ệ đ 😀 {{x}} ]]> </script> %s"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphReader]:
    with made_store(tmp_path_factory.mktemp("export") / "store") as reader:
        yield reader


@pytest.fixture(scope="module")
def graph(store: OxigraphReader) -> str:
    """The graph of one file."""
    found = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
    return next(str(row["g"]) for row in found if len(str(row["g"]).rsplit("/", 1)[-1]) == 64)


def nasty_store() -> OxigraphAnswers:
    """One document whose every text is as awkward as text can be."""
    engine = ox.Store()
    about, file = ox.NamedNode(f"{iri.BASE}document/x"), ox.NamedNode(f"{iri.BASE}graph/x")
    for predicate, value in (
        (RDF.type, ox.NamedNode(VB.Document)),
        (RDFS.label, ox.Literal(NASTY, language="vi")),
        (VB.number, ox.Literal("=HYPERLINK(1)")),
        (VB.signer, ox.Literal("\x00\x0bA")),
    ):
        engine.add(ox.Quad(about, ox.NamedNode(predicate), value, file))
    return OxigraphAnswers(Path("memory"), engine)


def quads(content: bytes, form: ox.RdfFormat) -> set[ox.Quad]:
    return set(ox.parse(content, format=form))


def triples(content: bytes, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=form)}


class TestRdf:
    @pytest.mark.parametrize(
        ("form", "as_read"),
        [("nquads", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)],
    )
    def test_named_graphs_are_kept(self, store: OxigraphReader, form: str, as_read: ox.RdfFormat) -> None:
        assert quads(export.exported(store, form), as_read) == quads(store.dump(), ox.RdfFormat.N_QUADS)

    @pytest.mark.parametrize(("form", "as_read"), [("turtle", ox.RdfFormat.TURTLE), ("rdfxml", ox.RdfFormat.RDF_XML)])
    def test_the_union_of_the_triples(self, store: OxigraphReader, form: str, as_read: ox.RdfFormat) -> None:
        assert triples(export.exported(store, form), as_read) == triples(store.dump(), ox.RdfFormat.N_QUADS)

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD reader uses it
    @pytest.mark.parametrize(("form", "as_read"), [("turtle", "turtle"), ("rdfxml", "xml"), ("jsonld", "json-ld")])
    def test_another_library_reads_the_same(self, store: OxigraphReader, graph: str, form: str, as_read: str) -> None:
        lines = "\n".join(f"{triple} ." for triple in triples(store.dump(graph), ox.RdfFormat.N_QUADS))
        expected = rdflib.Graph().parse(data=lines, format="nt")
        found = rdflib.Dataset().parse(data=export.exported(store, form, graph=graph), format=as_read)
        union = rdflib.Graph()
        for subject, predicate, value, _ in found.quads():
            union.add((subject, predicate, value))
        assert isomorphic(union, expected)

    def test_one_graph_only(self, store: OxigraphReader, graph: str) -> None:
        found = quads(export.exported(store, "trig", graph=graph), ox.RdfFormat.TRIG)
        assert {quad.graph_name for quad in found} == {ox.NamedNode(graph)}
        assert found == quads(store.dump(graph), ox.RdfFormat.N_QUADS)

    @pytest.mark.parametrize("form", [*export.GRAPHS, *export.UNIONS])
    def test_awkward_texts_survive(self, form: str) -> None:
        store = nasty_store()
        if form == "rdfxml":  # XML 1.0 has no way to write a control character: the others of the store stay
            store.engine.remove(next(store.engine.quads_for_pattern(None, ox.NamedNode(VB.signer), None, None)))
        names = {"nquads": "N_QUADS", "trig": "TRIG", "jsonld": "JSON_LD", "turtle": "TURTLE", "rdfxml": "RDF_XML"}
        found = triples(export.exported(store, form), getattr(ox.RdfFormat, names[form]))
        assert found == triples(store.dump(), ox.RdfFormat.N_QUADS)

    def test_names_can_be_read(self, store: OxigraphReader) -> None:
        assert b"vb:implements" in export.exported(store, "turtle")
        assert b"<vb:implements" in export.exported(store, "rdfxml")
        document = json.loads(export.exported(store, "jsonld"))
        assert document["@context"] == PREFIXES
        assert '"vb:number"' in json.dumps(document)

    def test_an_unknown_format(self, store: OxigraphReader) -> None:
        with pytest.raises(UsageError, match="turtle"):
            export.exported(store, "xls")


SAME = """
import sys, hashlib
from pathlib import Path
from contextlib import closing
from queries.stores.oxigraph import open_reader
from viz import export, tables
with closing(open_reader(Path(sys.argv[1]))) as store:
    for form in export.FORMATS:
        target = Path(sys.argv[2]) / (form + ".zip")
        export.write(store, target, form)
        print(form, hashlib.sha256(target.read_bytes()).hexdigest())
"""


def test_the_same_bytes_in_every_run(store: OxigraphReader, tmp_path: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", SAME, str(store.root), str(tmp_path)],
            check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(export.FORMATS)


class TestPropertyGraph:
    def test_a_relation_is_an_edge_with_its_proof(self, store: OxigraphReader) -> None:
        found = projected(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))
        edge = next(
            edge for edge in found.edges if edge.properties.get("quote") == QUOTED and edge.name == "implements"
        )
        assert edge.target.endswith("22-kh-ubnd")
        assert edge.properties["status"] == "Stated"
        assert str(edge.properties["file"]).endswith(".txt")
        assert isinstance(edge.properties["start"], int)
        assert edge.properties["confidence"] == 1.0

    def test_every_end_is_a_node(self, store: OxigraphReader, graph: str) -> None:
        for content in (store.dump(), store.dump(graph)):
            found = projected(ox.parse(content, format=ox.RdfFormat.N_QUADS))
            names = {node.iri for node in found.nodes}
            assert len(names) == len(found.nodes)
            assert {end for edge in found.edges for end in (edge.source, edge.target)} <= names

    def test_graphml_is_read_by_networkx(self, store: OxigraphReader) -> None:
        expected = projected(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS))
        found = nx.read_graphml(io.BytesIO(export.exported(store, "graphml")), force_multigraph=True)
        assert {name: {k: v for k, v in data.items() if k != "kind"} for name, data in found.nodes(data=True)} == {
            node.iri: dict(node.properties) for node in expected.nodes
        }
        assert {key for *_, key in found.edges(keys=True)} == {edge.id for edge in expected.edges}
        assert sorted(data["relation"] for *_, data in found.edges(data=True)) == sorted(e.name for e in expected.edges)

    def test_graphml_of_awkward_texts(self) -> None:
        found = nx.read_graphml(io.BytesIO(export.exported(nasty_store(), "graphml")))
        ((_, data),) = found.nodes(data=True)
        assert data["signer"] == "A"
        assert data["label"].replace("\r", "\n").split() == NASTY.split()


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


class TestTables:
    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_a_formula_becomes_a_text(self, start: str) -> None:
        assert tables.guarded(f"{start}1+1") == f"'{start}1+1"

    @pytest.mark.parametrize("value", ["76/NQ-CP", "", " =1", "'=1", 12, 0.5, "1-2"])
    def test_other_cells_stay(self, value: str | float) -> None:
        assert tables.guarded(value) == value

    def test_raw_leaves_everything(self) -> None:
        graph = projected(ox.parse(nasty_store().dump(), format=ox.RdfFormat.N_QUADS))
        raw, safe = tables.tables(graph, raw=True)["nodes.csv"], tables.tables(graph)["nodes.csv"]
        assert (rows(raw)[0]["number"], rows(safe)[0]["number"]) == ("=HYPERLINK(1)", "'=HYPERLINK(1)")
        assert (raw[:3], safe[:3]) == (b"iri", b"\xef\xbb\xbf")
        assert rows(raw)[0]["label"] == NASTY

    def test_a_folder_and_an_archive_hold_the_same(self, store: OxigraphReader, tmp_path: Path) -> None:
        export.write(store, tmp_path / "bang", "csv")
        export.write(store, tmp_path / "bang.zip", "csv")
        with zipfile.ZipFile(tmp_path / "bang.zip") as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == {
                each.name: each.read_bytes() for each in (tmp_path / "bang").iterdir()
            }

    def test_edges_name_their_ends(self, store: OxigraphReader) -> None:
        found = tables.tables(projected(ox.parse(store.dump(), format=ox.RdfFormat.N_QUADS)))
        known = {row["iri"] for row in rows(found["nodes.csv"])}
        edges = rows(found["edges.csv"])
        assert edges and {row[end] for row in edges for end in ("source", "target")} <= known
        assert QUOTED in {row["quote"] for row in edges}

    def test_an_empty_graph_has_its_columns(self, tmp_path: Path) -> None:
        empty = OxigraphAnswers(tmp_path, ox.Store())
        export.write(empty, tmp_path / "none", "csv")
        assert (tmp_path / "none" / "nodes.csv").read_text("utf-8-sig").strip() == "iri,kind"


@pytest.mark.parametrize("form", [form for form in export.FORMATS if form != "csv"])
def test_an_empty_store_can_be_exported(form: str, tmp_path: Path) -> None:
    export.write(OxigraphAnswers(tmp_path, ox.Store()), tmp_path / "x", form, graph=str(Iri(f"{iri.BASE}graph/none")))
    assert (tmp_path / "x").exists()
