"""A Neo4j holds what the graphs brought into it say, each once, however they come, are replaced and go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli import loading
from ontology import iri
from ontology.errors import StoreDamaged, UsageError
from ontology.namespaces import DCTERMS, OA, ORG, RDF, RDFS, VB
from queries import catalog
from queries.stores import opening
from queries.stores.bolt import replacing as bolt_replacing
from queries.stores.bolt import schema as bolt_schema
from queries.stores.bolt import store as bolt
from queries.stores.bolt.address import placed
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import GraphOfFile, Iri, Outcome
from tests.conftest import SAMPLES
from tests.property_store import Content, documents_of, held, made, projected, signed
from tests.servers import empty_neo4j

CITED = f"{iri.BASE}document/chinh-phu/2021/76-nq-cp"
EVIDENCE = f"{iri.BASE}evidence/"


def citing(name: str, label: str, *, extractor: str = "1", cited: str = CITED) -> GraphOfFile:
    """A file that describes a document of its own and calls another one so."""
    slug = iri.slug(name)
    own, statement, evidence = f"{iri.BASE}document/{slug}", f"{iri.BASE}statement/{slug}", EVIDENCE + slug
    facts = {
        f"{iri.BASE}file/{slug}": {RDF.type: VB.SourceFile, VB.fileName: f"{name}.txt", VB.describes: own},
        own: {RDF.type: VB.Document, VB.number: name, VB.cites: cited},
        cited: {RDF.type: VB.Document, RDFS.label: label, DCTERMS.title: [label, f"{label} nữa"]},
        statement: {
            RDF.type: VB.Statement, RDF.subject: own, RDF.predicate: VB.cites, RDF.object: cited, VB.speaker: own,
            VB.evidence: evidence, VB.confidence: "0.9",
        },
        evidence: {RDF.type: OA.TextQuoteSelector, OA.exact: label},
    }  # fmt: skip
    return made(name, facts, extractor=extractor)


def linking(*names: str) -> bytes:
    """The graph of links with one statement that rests on the evidence of other files."""
    own = f"{iri.BASE}statement/linked"
    facts = {
        own: {RDF.type: VB.Statement, RDF.subject: CITED, VB.evidence: [EVIDENCE + iri.slug(name) for name in names]}
    }
    graph = made("links", facts)
    return graph.nquads.replace(graph.iri.encode(), iri.LINKS.encode())


@pytest.fixture(scope="module")
def laid_out() -> str:
    """A Neo4j that was made a store of ours, without documents."""
    address = signed(empty_neo4j())
    with bolt.open_writer(address):
        pass
    return address


@pytest.fixture
def address(laid_out: str) -> Iterator[str]:
    """The same without what the test before brought in."""
    yield laid_out
    with bolt.open_writer(laid_out) as writer:
        writer.replace_graph(iri.LINKS, b"")
        for row in catalog.rows(writer, "graphs"):
            if row["sha256"]:
                assert writer.remove(str(row["sha256"]))


def load(address: str, *documents: GraphOfFile, links: bytes = b"") -> list[Outcome]:
    with bolt.open_writer(address) as writer:
        outcomes = [writer.commit(document) for document in documents]
        if links:
            writer.replace_graph(iri.LINKS, links)
        return outcomes


def same(found: Content, wanted: Content) -> bool:
    """Whether both are equal, where links may have been made of nothing."""
    found.pop(("Graph", iri.LINKS, ""), None)
    wanted.pop(("Graph", iri.LINKS, ""), None)
    assert found - wanted == {} and wanted - found == {}
    return True


# -- what is there ---------------------------------------------------------------------------------


def test_the_samples_are_there_as_the_projection_says(address: str, samples: OxigraphReader) -> None:
    documents, links = list(documents_of(samples)), samples.dump(iri.LINKS)
    assert load(address, *documents, links=links) == [Outcome.LOADED] * 5
    assert same(held(address), projected(*documents, links=links))
    assert load(address, *documents, links=links) == [Outcome.UNCHANGED] * 5
    again = [GraphOfFile(iri=d.iri, sha256=d.sha256, extractor="2", nquads=d.nquads) for d in reversed(documents)]
    assert load(address, *again, links=links) == [Outcome.REPLACED] * 5
    assert same(held(address), projected(*documents, links=links))


def test_files_are_loaded_linked_and_asked_like_in_a_folder(address: str, samples: OxigraphReader) -> None:
    outcomes = loading.load(address, list(loading.originals([SAMPLES])))
    assert [outcome.error for outcome in outcomes] == [None] * 5
    with closing(opening.open_reader(address)) as reader:
        for question in ("all_documents", "targets", "gaps"):
            found, wanted = (catalog.rows(store, question) for store in (reader, samples))
            assert found.columns == wanted.columns
            assert sorted(found.rows, key=str) == sorted(wanted.rows, key=str)
    assert {outcome.outcome for outcome in loading.load(address, list(loading.originals([SAMPLES])))} == {"unchanged"}


def test_a_document_taken_out_leaves_nothing(address: str) -> None:
    load(address, citing("một", "b"), citing("hai", "a"))
    with bolt.open_writer(address) as writer:
        assert writer.remove(citing("hai", "a").sha256)
        assert not writer.remove(citing("hai", "a").sha256)
    assert same(held(address), projected(citing("một", "b")))


def test_only_the_newest_state_of_a_document_is_there(address: str) -> None:
    load(address, citing("một", "cũ"), citing("hai", "khác"))
    newer = citing("một", "mới", extractor="2", cited=f"{CITED}-khac")
    assert load(address, newer) == [Outcome.REPLACED]
    assert same(held(address), projected(newer, citing("hai", "khác")))


@pytest.mark.parametrize("names", [("b", "a", "c"), ("c", "b", "a"), ("a", "b", "c")])
def test_a_cited_document_carries_the_smallest_of_what_is_said(address: str, names: tuple[str, ...]) -> None:
    documents = [citing(f"đọc {name}", name) for name in names]
    load(address, *documents)
    assert same(held(address), projected(*documents))
    with bolt.open_writer(address) as writer:
        for document in list(documents):
            writer.remove(document.sha256)
            documents.remove(document)
            assert same(held(address), projected(*documents))


def test_links_rest_on_evidence_of_files_that_come_and_go(address: str) -> None:
    first, links = citing("một", "a"), linking("một", "không có")
    load(address, first, links=links)
    assert same(held(address), projected(first, links=links))
    newer = citing("một", "khác", extractor="2")
    load(address, newer)
    assert same(held(address), projected(newer, links=links))
    with bolt.open_writer(address) as writer:
        writer.remove(newer.sha256)
        assert same(held(address), projected(links=links))
        writer.replace_graph(iri.LINKS, linking("một"))
        assert same(held(address), projected(links=linking("một")))
        writer.replace_graph(iri.LINKS, b"")
    assert same(held(address), projected())


def test_many_rows_go_in_several_statements(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bolt_replacing, "BATCH", 2)
    load(address, citing("một", "a"), citing("hai", "b"))
    assert load(address, citing("một", "c", extractor="2")) == [Outcome.REPLACED]
    assert same(held(address), projected(citing("một", "c"), citing("hai", "b")))


def test_writers_at_the_same_time_come_one_after_the_other(address: str) -> None:
    mine, yours = ([citing(f"{who} {number}", f"{who} {number}") for number in range(6)] for who in ("a", "b"))
    other = threading.Thread(target=load, args=(address, *yours))
    other.start()
    load(address, *mine, citing("cả hai", "z"))
    other.join()
    load(address, citing("cả hai", "z"))
    assert same(held(address), projected(*mine, *yours, citing("cả hai", "z")))


def test_a_document_is_current_once_it_was_read_by_this_version(address: str) -> None:
    with bolt.open_writer(address) as writer:
        document = citing("một", "a")
        assert not writer.is_current(document.sha256, "1")
        writer.commit(document)
        assert writer.is_current(document.sha256, "1") and not writer.is_current(document.sha256, "2")
        assert writer.sync() == [document.sha256] and writer.sync() == []


def test_links_are_due_until_they_are_made(address: str) -> None:
    with bolt.open_writer(address) as writer:
        writer.commit(citing("một", "a"))
        assert writer.pending
        assert writer.replace_graph(iri.LINKS, linking("một")) and not writer.pending
        writer.commit(citing("hai", "b"))
        assert writer.pending
        assert not writer.replace_graph(iri.LINKS, linking("một")) and not writer.pending
        assert not writer.commit(citing("hai", "b")) or not writer.pending
    with bolt.open_writer(address) as writer:
        assert not writer.pending
        writer.remove(citing("hai", "b").sha256)
        assert writer.pending


def test_what_others_said_in_text_stays_text(address: str) -> None:
    """Names of labels and properties come from the ontology, everything else is a value."""
    name = "x`}) DETACH DELETE n //"
    document = made(
        name, {f"{iri.BASE}agency/{'x'}": {RDF.type: ORG.Organization, RDFS.label: [name, "'); DROP", "\\u0027"]}}
    )
    load(address, document)
    assert same(held(address), projected(document))


# -- the database ----------------------------------------------------------------------------------


def test_each_name_is_there_once_and_what_is_looked_up_is_indexed(laid_out: str) -> None:
    with closing(bolt.open_reader(laid_out)) as reader:
        kept = reader.cypher("SHOW INDEXES YIELD labelsOrTypes, properties, state WHERE properties IS NOT NULL").rows
        assert len(kept) == len(bolt_schema.statements())
        assert {state for *_, state in kept} == {"ONLINE"}
        names = reader.cypher("SHOW CONSTRAINTS YIELD labelsOrTypes, properties").rows
        assert ('["Document"]', '["iri"]') in names and ('["Statement"]', '["iri"]') in names


def test_the_catalogue_asks_with_parameters(address: str, samples: OxigraphReader) -> None:
    load(address, *documents_of(samples), links=samples.dump(iri.LINKS))
    number = {"key": ["76/NQ-CP"]}
    with closing(bolt.open_reader(address)) as reader:
        found, wanted = (catalog.rows(store, "numbered", **number).rows for store in (reader, samples))
        assert found == wanted != ()
        root = {"document": Iri(str(found[0][0]))}
        down, wanted_down = (catalog.rows(store, "lineage_down", **root).rows for store in (reader, samples))
        assert sorted(down, key=str) == sorted(wanted_down, key=str) != []


# -- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "uri", "database", "user", "password"),
    [
        ("bolt://h:7687", "bolt://h:7687", None, "an", "env"),
        ("neo4j+s://h", "neo4j+s://h", None, "an", "env"),
        ("bolt://h:1/", "bolt://h:1", None, "an", "env"),
        ("neo4j://h:1/van-ban?policy=eu", "neo4j://h:1?policy=eu", "van-ban", "an", "env"),
        ("bolt://b%40c:d%2Fe@h:1/kho", "bolt://h:1", "kho", "b@c", "d/e"),
        ("bolt://[::1]:7687", "bolt://[::1]:7687", None, "an", "env"),
    ],
)
def test_an_address_says_where_and_who(address: str, uri: str, database: str | None, user: str, password: str) -> None:
    place = placed(address, {"CANCU_USER": "an", "CANCU_PASSWORD": "env"})
    assert (place.uri, place.database, place.user, place.password) == (uri, database, user, password)
    assert password not in repr(place) and password not in place.shown


def test_without_a_user_there_is_none_and_a_password_alone_is_of_the_first_user() -> None:
    assert placed("bolt://h", {}).user is None
    assert placed("bolt://h", {"CANCU_PASSWORD": "x"}).user == "neo4j"


@pytest.mark.parametrize(
    "address",
    ["bolt://", "bolt://:1", "bolt://h:x", "bolt://h:99999", "bolt://h/a/b", "bolt://h/1", "bolt://h?policy=eu",
     "bolt://u:bí/mật@h:1", "bolt://u:bí#mật@h:1"],
)  # fmt: skip
def test_what_is_no_address_is_told_without_its_password(address: str) -> None:
    with pytest.raises(UsageError) as told:
        placed(address, {})
    assert "mật" not in str(told.value) and told.value.exit_code == 2


def test_the_writer_opens_by_its_address(laid_out: str, tmp_path: Path) -> None:
    with opening.open_writer(laid_out) as writer:
        assert isinstance(writer, bolt.BoltWriter)


@pytest.mark.parametrize("text", ["CREATE (:Document {iri: 'x'})", "MATCH (n:Store) SET n.schema = 99"])
def test_a_database_of_others_is_left_alone(text: str) -> None:
    server = empty_neo4j()
    from neo4j import GraphDatabase

    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        with pytest.raises(StoreDamaged):
            bolt.open_reader(signed(server))
        if "Store" in text:
            with bolt.open_writer(signed(server)):
                pass
        driver.execute_query(text)
        with pytest.raises(StoreDamaged) as refused, bolt.open_writer(signed(server)):
            pass
        assert refused.value.exit_code == 7 and server.password not in str(refused.value)
