"""/sparql for programs: forms of answers, real clients, refusals, and a server that bears hostile queries."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import SPARQLWrapper

from ontology.errors import QueryLimit, StoreBusy
from queries.lanes import Lanes
from queries.stores.oxigraph import OxigraphReader
from queries.supervision import Order, Wanted
from tests.hostile import CROSS, FETCHING, HUNGRY, WRITING
from tests.made_sparql_server import made_server
from tests.test_confinement import canary
from tests.web import client, served
from viz.web import app, guard

__all__ = ["canary"]

TERMS = """SELECT ?iri ?blank ?tagged ?date ?number ?none {
  BIND(<a:b> AS ?iri) BIND(BNODE() AS ?blank) BIND("căn cứ"@vi AS ?tagged)
  BIND("2023-01-31"^^<http://www.w3.org/2001/XMLSchema#date> AS ?date) BIND(0.95 AS ?number) }"""
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def service(sample_store: Path) -> Iterator[TestClient]:
    with client(sample_store) as asked:
        yield asked


@pytest.fixture(scope="module")
def address(sample_store: Path) -> Iterator[str]:
    with served(sample_store) as at:
        yield at


def test_no_term_loses_anything(service: TestClient) -> None:
    answer = service.get("/sparql", params={"query": TERMS})
    row = answer.json()["results"]["bindings"][0]
    assert answer.headers["vary"] == "accept"
    assert row["iri"] == {"type": "uri", "value": "a:b"}
    assert row["blank"]["type"] == "bnode"
    assert row["tagged"] == {"type": "literal", "value": "căn cứ", "xml:lang": "vi"}
    assert row["date"]["datatype"].endswith("#date")
    assert row["number"] == {"type": "literal", "value": "0.95", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}
    assert "none" not in row


@pytest.mark.parametrize(
    ("text", "accept", "media"),
    [
        (TERMS, "", "application/sparql-results+json"),
        (TERMS, "*/*", "application/sparql-results+json"),
        (TERMS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (TERMS, "text/csv;q=0.3, text/tab-separated-values;q=0.8, text/html", "text/tab-separated-values"),
        (TERMS, "application/json", "application/json"),
        ("CONSTRUCT WHERE { ?s a ?o } LIMIT 3", "", "text/turtle"),
        ("CONSTRUCT WHERE { ?s a ?o } LIMIT 3", "text/turtle;q=0.1, application/*", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s a ?o } LIMIT 3", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <https://w3id.org/cancu/ontology#implements>", "application/ld+json", "application/ld+json"),
        ("ASK {}", "text/csv, application/sparql-results+xml;q=0.2", "text/csv"),
    ],
)
def test_the_form_is_as_the_client_weighs_it(service: TestClient, text: str, accept: str, media: str) -> None:
    answer = service.get("/sparql", params={"query": text}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
    if media in ("text/turtle", "application/rdf+xml"):
        assert len(list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media)))) == 3


@pytest.mark.parametrize(
    ("text", "accept"),
    [(TERMS, "text/turtle"), ("DESCRIBE <a:b>", "text/csv"), (TERMS, "image/png"), (TERMS, "*/*;q=0")],
)
def test_a_form_that_is_not_offered_is_406(service: TestClient, text: str, accept: str) -> None:
    assert service.get("/sparql", params={"query": text}, headers={"accept": accept}).status_code == 406


@pytest.mark.parametrize(
    ("method", "told", "status"),
    [
        ("GET", {"params": {"query": "SELEKT"}}, 400),
        ("GET", {"params": {"query": "ASK {}", "timeout": "31"}}, 400),
        ("GET", {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400),
        ("GET", {"params": {"query": "ASK {" + "{" * 3000}}, 400),
        ("POST", {"content": "a=b", "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
        ("POST", {"content": b"\xff", "headers": {"content-type": "application/sparql-query"}}, 400),
        ("POST", {"content": "x" * 70_000, "headers": {"content-type": "application/sparql-query"}}, 413),
        ("POST", {"content": "ASK {}", "headers": {"content-type": "application/json"}}, 415),
        ("PUT", {"content": "ASK {}"}, 405),
        ("DELETE", {}, 405),
        ("GET", {"params": {"query": HUNGRY["one long text"], "timeout": "0.4"}}, 503),
    ],
)
def test_what_is_wrong_is_told(service: TestClient, method: str, told: dict[str, object], status: int) -> None:
    answer = service.request(method, "/sparql", **told)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"code", "message_vi", "message_en", "detail"}
    assert ("retry-after" in answer.headers) is (status == 503)


def test_head_tells_the_same_without_a_body(service: TestClient) -> None:
    answer = service.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/sparql-results+json")


def test_the_dataset_of_the_protocol_is_of_graphs_held_here(service: TestClient) -> None:
    shared = "https://w3id.org/cancu/id/graph/ontology"
    asked = "ASK { <https://w3id.org/cancu/ontology#implements> ?p ?o }"
    said = {
        graph: service.get("/sparql", params={"query": asked, "default-graph-uri": graph}).json()["boolean"]
        for graph in (shared, "https://w3id.org/cancu/id/graph/links", "file:///etc/passwd")
    }
    assert list(said.values()) == [True, False, False]


def test_an_answer_that_is_too_large_is_refused_and_never_cut(sample_store: Path) -> None:
    order = Order(
        language="sparql", folder=str(sample_store), text="SELECT * { ?s ?p ?o }", seconds=20, most_bytes=4000
    )
    lanes = Lanes()
    with pytest.raises(QueryLimit, match="LIMIT"):
        lanes.written(replace(order, wanted=Wanted(table="text/csv", graph="")), "1")
    lanes.close()


def test_the_service_describes_itself(service: TestClient) -> None:
    answer = service.get("/sparql", headers={"accept": "text/turtle"})
    described = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (one,) = described.subjects(rdflib.RDF.type, sd.Service)
    assert str(described.value(one, sd.endpoint)) == "http://127.0.0.1/sparql"
    assert sd.UnionDefaultGraph in set(described.objects(one, sd.feature))
    people = service.get("/sparql", headers={"accept": "text/html"}, follow_redirects=False)
    assert (people.status_code, people.headers["location"]) == (303, "/query")


# -- stores that are servers -----------------------------------------------------------------------


def test_a_store_that_is_a_sparql_server_is_asked_with_the_same_limits(samples: OxigraphReader) -> None:
    with made_server() as made, client(made.address) as through:
        made.store.bulk_load(samples.dump(), format=ox.RdfFormat.N_QUADS)
        row = through.get("/sparql", params={"query": TERMS}).json()["results"]["bindings"][0]
        assert row["tagged"]["xml:lang"] == "vi" and row["number"]["datatype"].endswith("#decimal")
        graph = through.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s a ?o } LIMIT 3"})
        assert len(list(ox.parse(graph.content, format=ox.RdfFormat.TURTLE))) == 3
        assert through.get("/sparql", params={"query": "ASK { SERVICE <http://x/> {} }"}).status_code == 403
        assert through.get("/data/index/par-index.ttl").status_code == 200
        shown = through.get("/query", params={"q": COUNT}, headers={"accept": "text/html"})
        assert '<td class="number">' in shown.text


def test_a_store_without_rdf_says_so() -> None:
    answer = client("bolt://127.0.0.1:1").get("/sparql", params={"query": "ASK {}"})
    assert answer.status_code == 404
    assert "RDF" in answer.json()["error"]["message_en"]


# -- real clients --------------------------------------------------------------------------------


def test_sparqlwrapper_reads_it(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    for method in ("GET", "POST"):
        wrapper.setMethod(method)
        for form in ("json", "xml", "csv", "tsv"):
            wrapper.setQuery("SELECT (COUNT(*) AS ?n) { ?d a <https://w3id.org/cancu/ontology#SourceFile> }")
            wrapper.setReturnFormat(form)
            found = wrapper.query().response.read().decode()
            assert "5" in found
    wrapper.setQuery("CONSTRUCT WHERE { <https://w3id.org/cancu/ontology#implements> ?p ?o }")
    wrapper.setReturnFormat("turtle")
    assert b"implements" in wrapper.query().convert()


def test_rdflib_takes_it_for_a_store(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{address}/sparql", returnFormat="json"))
    label = graph.value(rdflib.URIRef("https://w3id.org/cancu/ontology#Document"), rdflib.RDF.type)
    assert label == rdflib.OWL.Class
    rows = list(graph.query("SELECT ?d { ?d a <https://w3id.org/cancu/ontology#SourceFile> }"))
    assert len(rows) == 5


# -- what nobody means well with -------------------------------------------------------------------


@pytest.mark.parametrize("text", FETCHING)
def test_nothing_is_fetched(service: TestClient, canary: tuple[str, list[str]], text: str) -> None:
    at, hits = canary
    headers = {"content-type": "application/sparql-query"}
    assert service.post("/sparql", content=text.format(at), headers=headers).status_code == 403
    for name in ("default-graph-uri", "named-graph-uri"):
        assert service.get("/sparql", params={"query": "ASK { ?s ?p ?o }", name: at}).json()["boolean"] is False
    assert hits == []


@pytest.mark.parametrize("text", WRITING)
def test_nothing_is_written(service: TestClient, text: str) -> None:
    for headers in ({"content-type": "application/sparql-query"}, {"content-type": "application/sparql-update"}):
        assert service.post("/sparql", content=text, headers=headers).status_code == 403
    assert service.post("/sparql", data={"update": text}).json()["error"]["code"] == "read-only"


def asked(address: str, path: str) -> int:
    """The status of an answer."""
    try:
        with urlopen(Request(address + path, headers={"accept": "*/*"})) as answer:
            return int(answer.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def test_pages_are_answered_while_queries_take_all_they_can(address: str) -> None:
    hostile = f"/sparql?timeout=2&query={quote(f'SELECT (COUNT(*) AS ?n) {{ {CROSS} }}')}"
    said: list[int] = []
    threads = [threading.Thread(target=lambda: said.append(asked(address, hostile))) for _ in range(8)]
    for thread in threads:
        thread.start()
    pages = [asked(address, "/ontology") for _ in range(5)]
    running = sum(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    assert pages == [200] * 5
    assert running >= 2  # the pages did not wait for them
    assert said == [503] * 8
    assert asked(address, "/sparql?query=ASK%7B%7D") == 200


def test_beyond_its_places_a_lane_says_so_at_once(sample_store: Path) -> None:
    lanes = Lanes(at_once=1, waiting=0)
    order = Order(language="sparql", folder=str(sample_store), text=HUNGRY["cross join"], seconds=3)
    met: list[Exception] = []

    def hold() -> None:
        try:
            lanes.rows(order, "1")
        except QueryLimit as error:
            met.append(error)

    first = threading.Thread(target=hold)
    first.start()
    while not lanes.full:
        first.join(0.01)
    with pytest.raises(StoreBusy):
        lanes.rows(order, "1")
    assert first.is_alive()
    first.join()
    assert len(met) == 1
    assert lanes.rows(replace(order, text="ASK {}"), "1").rows.rows == ((True,),)
    lanes.close()


def test_a_query_ends_when_nobody_waits_for_it_any_more(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lanes = Lanes(at_once=1)
    monkeypatch.setattr(app, "Lanes", lambda: lanes)
    with served(sample_store) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as reader:
            path = f"/sparql?timeout=30&query={quote(HUNGRY['cross join'])}"
            reader.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            while not lanes.full:
                time.sleep(0.01)
        gone = time.monotonic()
        while lanes.full and time.monotonic() - gone < 20:
            time.sleep(0.05)
        assert not lanes.full  # ten seconds before its time is over


def test_a_server_with_too_much_to_do_says_so(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "AT_ONCE", 0)
    answer = client(sample_store).get("/")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["error"]["code"] == "busy"
