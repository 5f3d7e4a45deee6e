"""A SPARQL server as a store: whole graphs in one request, the embedded store's answers and bytes, clear errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_cli import loading
from ontology import iri
from ontology.errors import (
    BackendUnavailable,
    CancuError,
    PolicyRefused,
    QueryLimit,
    QueryNotUnderstood,
    StoreDamaged,
    UsageError,
)
from ontology.namespaces import DCTERMS
from queries import catalog, supervision
from queries.stores import opening, oxigraph, updates
from queries.stores.protocols import GraphOfFile, Iri, Outcome
from queries.stores.shared_graphs import shared_graphs
from queries.stores.sparql_server import address as sparql_address
from queries.stores.sparql_server import store as sparql_http
from tests.made_sparql_server import JSON, TRIPLES, MadeServer, Wrong, made_server
from tests.test_store import graph_of

SAMPLES = Path(__file__).parents[1] / "samples"
TITLES = f"SELECT ?s ?title {{ ?s <{DCTERMS.title}> ?title . FILTER(CONTAINS(STR(?s), '/file/')) }} ORDER BY ?title"


@pytest.fixture
def server() -> Iterator[MadeServer]:
    with made_server() as made:
        yield made


@pytest.fixture(scope="module")
def contents() -> bytes:
    """What a server holds that one document was loaded into."""
    with made_server() as made:
        load(made, graph_of("a", "x"))
        return made.store.dump(format=ox.RdfFormat.N_QUADS) or b""


@pytest.fixture
def filled(server: MadeServer, contents: bytes) -> MadeServer:
    """A server that one document was loaded into."""
    server.store.bulk_load(contents, format=ox.RdfFormat.N_QUADS)
    return server


def load(server: MadeServer, *graphs: GraphOfFile) -> list[Outcome]:
    with sparql_http.open_writer(server.address) as writer:
        return [writer.commit(graph) for graph in graphs]


def titles(address: str) -> list[object]:
    with closing(sparql_http.open_reader(address)) as reader:
        return [row["title"] for row in reader.query(TITLES)]


# -- documents -----------------------------------------------------------------------------------


def test_what_is_loaded_is_the_same_bytes_as_in_an_embedded_store(server: MadeServer, sample_store: Path) -> None:
    outcomes = loading.load(server.address, list(loading.originals([SAMPLES])))
    assert [outcome.outcome for outcome in outcomes] == ["loaded"] * 5
    with closing(oxigraph.open_reader(sample_store)) as embedded, closing(opening.open_rdf(server.address)) as reader:
        assert reader.dump() == embedded.dump()
        assert reader.dump(iri.LINKS) == embedded.dump(iri.LINKS) != b""
        for name in ("documents", "most_cited", "agencies", "tasks_due"):
            question = catalog.question(name).asked()
            assert sorted(reader.answer(question).rows, key=repr) == sorted(embedded.answer(question).rows, key=repr)
    again = loading.load(server.address, list(loading.originals([SAMPLES])))
    assert [outcome.outcome for outcome in again] == ["unchanged"] * 5


def test_a_dump_is_the_same_without_the_graph_store_protocol(filled: MadeServer) -> None:
    with closing(sparql_http.open_reader(filled.address)) as reader:
        whole, one = reader.dump(), reader.dump(graph_of("a").iri)
        filled.graph_store = False
        assert (reader.dump(), reader.dump(graph_of("a").iri)) == (whole, one)
        assert one == graph_of("a", "x").nquads
        assert reader.dump("http://example.org/none") == b""


def test_numbers_are_dumped_in_one_way_however_a_server_writes_them(filled: MadeServer) -> None:
    body = b'<http://a/> <http://b/> "%s"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g/> .\n'
    filled.wrong["data"] = Wrong(media="application/n-quads", body=body % b"100.0")
    with closing(sparql_http.open_reader(filled.address)) as reader:
        assert reader.dump() == body % b"100"


def test_loading_twice_changes_nothing_and_a_newer_reader_of_files_replaces_the_graph(filled: MadeServer) -> None:
    assert load(filled, graph_of("a", "x")) == [Outcome.UNCHANGED]
    assert load(filled, graph_of("a", "new", extractor="2")) == [Outcome.REPLACED]
    assert titles(filled.address) == ["new"]


def test_a_removed_document_leaves_graph_and_ledger(filled: MadeServer) -> None:
    load(filled, graph_of("b", "y"))
    with sparql_http.open_writer(filled.address) as writer:
        assert writer.remove(graph_of("a").sha256)
        assert not writer.remove(graph_of("a").sha256)
    assert titles(filled.address) == ["y"]
    assert graph_of("a").sha256 not in str(filled.store.dump(format=ox.RdfFormat.N_QUADS))


def test_the_shared_graphs_are_sent_once(server: MadeServer) -> None:
    load(server)
    sent = [text for text in server.asked if "INSERT" in text]
    load(server)
    assert len(sent) == len(shared_graphs())
    assert [text for text in server.asked if "INSERT" in text] == sent


def test_links_are_pending_from_a_document_until_they_are_made_again(filled: MadeServer) -> None:
    with sparql_http.open_writer(filled.address) as writer:
        assert writer.pending
        writer.replace_graph(iri.LINKS, b"")
        assert not writer.pending
        writer.commit(graph_of("b", "y"))
        assert writer.pending
        assert writer.sync() == [graph_of("b").sha256]
        assert writer.sync() == []
        writer.replace_graph(iri.LINKS, b"")
        writer.remove(graph_of("a").sha256)
        assert writer.pending


def test_two_writers_at_once_both_finish(server: MadeServer) -> None:
    with sparql_http.open_writer(server.address) as one, sparql_http.open_writer(server.address) as other:
        one.commit(graph_of("a", "x"))
        other.commit(graph_of("b", "y"))
        assert one.commit(graph_of("b", "y")) is Outcome.UNCHANGED
        assert other.is_current(graph_of("a").sha256, "1")
    assert titles(server.address) == ["x", "y"]


def test_words_that_look_like_an_update_stay_words(server: MadeServer) -> None:
    evil = '") } } ; DROP ALL # \\u0022 \\ \n <x>'
    load(server, graph_of("a", evil), graph_of("b", "y"))
    assert set(titles(server.address)) == {evil, "y"}


@pytest.mark.parametrize("bad", [b"<http://a/> <http://b/> <http://c/> .\n", b"torn"])
def test_quads_outside_the_named_graph_are_refused(filled: MadeServer, bad: bytes) -> None:
    with sparql_http.open_writer(filled.address) as writer, pytest.raises(ValueError, match="outside"):
        writer.replace_graph(iri.LINKS, bad)


def test_no_beginning_of_a_replacement_is_an_update(server: MadeServer) -> None:
    made = graph_of("a", "x) } ; DROP ALL", "y")
    text = updates.exchanging(ox.NamedNode(made.iri), made.nquads, {}, outdated=ox.NamedNode(iri.LINKS))
    engine = ox.Store()
    for length in range(1, len(text)):
        with pytest.raises(SyntaxError):
            engine.update(text[:length])
    engine.update(text)
    assert len(list(engine.quads_for_pattern(None, None, None, ox.NamedNode(made.iri)))) == 2


# -- questions -----------------------------------------------------------------------------------


def test_values_are_plain_and_what_is_bound_is_never_read_as_query(filled: MadeServer) -> None:
    subject = Iri(iri.file(graph_of("a").sha256))
    with closing(sparql_http.open_reader(filled.address)) as reader:
        rows = reader.query(TITLES, {"s": subject, "title": None})
        assert rows.columns == ("s", "title") and rows.rows == ((subject, "x"),)
        assert isinstance(rows.rows[0][0], Iri)
        assert reader.query("SELECT (1 AS ?i) (2.5 AS ?d) (true AS ?b) ?u {}").rows == ((1, 2.5, True, None),)
        for evil in ("x' } #", '"', "\\", "}", "?s", "đ"):
            assert reader.query(TITLES, {"title": evil}).rows == ()
        text = f"CONSTRUCT {{ ?s <{DCTERMS.title}> 'z' }} {{ ?s <{DCTERMS.title}> ?title }}"
        assert reader.construct(text, {"title": "x"}).endswith(b'"z" .\n')


@pytest.mark.parametrize("text", ["SELECT", "ASK {}", "SELECT ?x { SERVICE }", "DROP ALL", "CONSTRUCT WHERE {}"])
def test_what_is_no_question_is_not_understood(filled: MadeServer, text: str) -> None:
    with closing(sparql_http.open_reader(filled.address)) as reader, pytest.raises(QueryNotUnderstood):
        reader.query(text)


def test_the_other_forms_want_their_own_method(filled: MadeServer) -> None:
    with closing(sparql_http.open_reader(filled.address)) as reader:
        with pytest.raises(QueryNotUnderstood):
            reader.ask("SELECT * {}")
        with pytest.raises(QueryNotUnderstood):
            reader.construct("ASK {}")


def test_a_server_that_must_be_asked_for_the_union_is_asked(filled: MadeServer) -> None:
    filled.union = "asked"
    assert load(filled, graph_of("b", "y")) == [Outcome.LOADED]
    assert titles(filled.address) == ["x", "y"]


def test_a_server_that_keeps_its_graphs_apart_is_said_so_with_the_remedy(filled: MadeServer) -> None:
    filled.union = "never"
    with pytest.raises(BackendUnavailable, match="unionDefaultGraph"):
        load(filled)
    with pytest.raises(BackendUnavailable, match="unionDefaultGraph"):
        sparql_http.open_reader(filled.address)


def test_a_server_without_anything_loaded_is_said_so(server: MadeServer) -> None:
    with pytest.raises(StoreDamaged, match="cancu load"):
        sparql_http.open_reader(server.address)


# -- what users write ------------------------------------------------------------------------------


def test_a_users_query_may_have_any_form(filled: MadeServer) -> None:
    rows = sparql_http.run(filled.address, TITLES, timeout=10).rows
    assert [row["title"] for row in rows] == ["x"]
    assert sparql_http.run(filled.address, "ASK {}", timeout=10).rows.rows == ((True,),)
    triples = sparql_http.run(filled.address, "CONSTRUCT WHERE { ?s ?p ?o }", timeout=10).rows
    assert triples.columns == ("subject", "predicate", "object") and len(triples) > 1000


@pytest.mark.parametrize("text", ["DROP ALL", "SELECT * { SERVICE <http://x/> {} }", "SELECT * FROM <http://x/> {}"])
def test_a_users_query_that_writes_or_fetches_never_leaves(filled: MadeServer, text: str) -> None:
    before = len(filled.asked)
    with pytest.raises(PolicyRefused):
        sparql_http.run(filled.address, text, timeout=10)
    assert len(filled.asked) == before


def test_a_users_query_is_cut_off_at_its_rows_bytes_and_seconds(
    filled: MadeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "MAX_ROWS", 3)
    answered = sparql_http.run(filled.address, "SELECT * { ?s ?p ?o }", timeout=10)
    assert len(answered.rows) == 3 and answered.truncated
    monkeypatch.setattr(supervision, "MAX_BYTES", 10_000)
    with pytest.raises(QueryLimit):
        sparql_http.run(filled.address, "SELECT * { ?s ?p ?o }", timeout=10)
    with closing(sparql_http.open_reader(filled.address)) as reader:
        filled.wrong["query"] = Wrong(stay=30)
        with pytest.raises(QueryLimit, match="--timeout"):
            reader.limited("SELECT * {}", 0.3)


# -- who may ask, and where ------------------------------------------------------------------------


def test_user_and_password_come_from_the_environment_or_the_address(
    filled: MadeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.password = "mật:khẩu@1"
    told = filled.address.replace("//", "//an:m%E1%BA%ADt%3Akh%E1%BA%A9u%401@")
    with sparql_http.open_writer(told) as writer:
        assert writer.pending
    monkeypatch.setenv("CANCU_USER", "an")
    monkeypatch.setenv("CANCU_PASSWORD", filled.password)
    assert titles(filled.address) == ["x"]


@pytest.mark.parametrize("given", ["sai-rồi", ""])
def test_a_wrong_password_is_told_and_not_repeated(server: MadeServer, given: str) -> None:
    server.password = "bí-mật"
    address = server.address.replace("//", f"//an:{given}@")
    with pytest.raises(BackendUnavailable, match="CANCU_PASSWORD") as refused:
        sparql_http.open_reader(address)
    assert refused.value.exit_code == 8
    assert "sai-rồi" not in str(refused.value) and "an:" not in str(refused.value)


def test_another_kind_of_authentication_is_named(filled: MadeServer) -> None:
    filled.wrong["query"] = Wrong(401, headers={"WWW-Authenticate": 'Digest realm="x", nonce="y"'})
    with pytest.raises(BackendUnavailable, match="digest"):
        sparql_http.open_reader(filled.address)


def test_other_paths_are_relative_to_the_address() -> None:
    found = sparql_address.parsed("SPARQL+HTTP://[::1]:99/kho?query=&update=statements&data=/rdf?x=1")
    assert (found.query, found.update, found.data) == ("/kho", "/kho/statements", "/rdf?x=1")
    assert (found.host, found.port, found.secure) == ("::1", 99, False)
    assert sparql_address.with_parameters(found.data, {"graph": "a:b"}) == "/rdf?x=1&graph=a%3Ab"
    assert sparql_address.parsed("sparql+https://example.org").query == "/query"


@pytest.mark.parametrize(
    "address",
    [
        "sparql+http:///kho",
        "sparql+http://an:bí-mật@máy:cổng/kho",
        "sparql+ftp://an:bí-mật@x/kho",
        "sparql+http://an:bí-mật@x/kho?querry=a",
        "sparql+http://an:bí-mật@x/kho?query=http://y/",
        "sparql+http://an:bí/mật@x/kho",
    ],
)
def test_an_address_that_means_nothing_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(UsageError, match=r"sparql\+") as refused:
        sparql_address.parsed(address)
    assert "mật" not in str(refused.value)


def test_a_redirection_is_followed_on_the_same_server_only(filled: MadeServer) -> None:
    moved = filled.address.removeprefix("sparql+") + "/query"
    filled.wrong["old"] = Wrong(307, headers={"Location": moved})
    assert titles(f"{filled.address}?query=old") == ["x"]
    filled.wrong["old"] = Wrong(307, headers={"Location": "http://an:x@example.org:1/query?a=b"})
    with pytest.raises(BackendUnavailable, match=r"http://example\.org:1/query") as refused:
        sparql_http.open_reader(f"{filled.address}?query=old")
    assert "an:x" not in str(refused.value)
    filled.wrong["old"] = Wrong(307, headers={"Location": "old"})
    with pytest.raises(BackendUnavailable):
        sparql_http.open_reader(f"{filled.address}?query=old")


# -- answers that are none -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "kind", "said"),
    [
        (Wrong(body=b"<html>welcome</html>"), BackendUnavailable, "text/html"),
        (Wrong(media=JSON, body=b'{"head":'), BackendUnavailable, ""),
        (Wrong(media=JSON, body=b"\xff\x00"), BackendUnavailable, ""),
        (Wrong(media=TRIPLES, body=b"<torn"), BackendUnavailable, ""),
        (Wrong(media=JSON, body=b'{"results":{"bindings":[The operation has been cancelled'), QueryLimit, "cancelled"),
        (Wrong(400, body=b"line 3: <b>no</b>\x00 " + b"x" * 9999), QueryNotUnderstood, "line 3: no xxx"),
        (Wrong(404), BackendUnavailable, "/cancu/query"),
        (Wrong(403), BackendUnavailable, "CANCU_USER"),
        (Wrong(408), QueryLimit, "408"),
        (Wrong(503, body=b"Query timed out"), QueryLimit, "Query timed out"),
        (Wrong(413), BackendUnavailable, "413"),
        (Wrong(500, body="hỏng bí-mật".encode()), BackendUnavailable, "hỏng …"),
    ],
)
def test_an_answer_that_is_none_is_told(
    filled: MadeServer, wrong: Wrong, kind: type[CancuError], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_USER", "an")
    monkeypatch.setenv("CANCU_PASSWORD", "bí-mật")
    with closing(sparql_http.open_reader(filled.address)) as reader:
        filled.wrong["query"] = wrong
        with pytest.raises(kind) as told:
            reader.query("SELECT * {}")
    assert type(told.value) is kind
    assert said in told.value.message_vi and said in told.value.message_en
    assert len(str(told.value)) < 1500 and "127.0.0.1" in str(told.value)


def test_an_update_that_a_server_refuses_is_no_misunderstood_query(filled: MadeServer) -> None:
    filled.wrong["update"] = Wrong(400, body=b"read only")
    with pytest.raises(BackendUnavailable, match="read only"):
        load(filled, graph_of("b", "y"))
