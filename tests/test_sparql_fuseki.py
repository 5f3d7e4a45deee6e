"""A real Fuseki as a store: the embedded store's bytes, users' queries within their limits, wrong passwords told."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli import loading
from ontology import iri
from ontology.errors import BackendUnavailable, QueryLimit, QueryNotUnderstood
from queries.stores import opening, oxigraph
from queries.stores.sparql_server import store as sparql_http
from tests.servers import Server

SAMPLES = Path(__file__).parents[1] / "samples"
ALL_AGAINST_ALL = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def fuseki(fuseki_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """An empty Fuseki that the environment signs us in to."""
    for name, value in fuseki_server.environment.items():
        monkeypatch.setenv(name, value)
    return fuseki_server


def test_what_is_loaded_is_the_same_bytes_as_in_an_embedded_store(fuseki: Server, sample_store: Path) -> None:
    files = list(loading.originals([SAMPLES]))
    assert [outcome.outcome for outcome in loading.load(fuseki.address, files)] == ["loaded"] * 5
    assert [outcome.outcome for outcome in loading.load(fuseki.address, files)] == ["unchanged"] * 5
    with closing(oxigraph.open_reader(sample_store)) as embedded, closing(opening.open_rdf(fuseki.address)) as reader:
        assert reader.dump() == embedded.dump()
        assert reader.dump(iri.LINKS) == embedded.dump(iri.LINKS) != b""
        assert reader.dump("http://example.org/none") == b""


def test_a_users_query_may_have_any_form_and_ends_in_time(fuseki: Server) -> None:
    with sparql_http.open_writer(fuseki.address):
        pass
    assert sparql_http.run(fuseki.address, "ASK {}", timeout=60).rows.rows == ((True,),)
    text = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{iri.ONTOLOGY}> {{ ?s ?p ?o }} }} LIMIT 3"
    assert len(sparql_http.run(fuseki.address, text, timeout=60).rows) == 3
    with pytest.raises(QueryNotUnderstood, match="Parse error"):
        sparql_http.run(fuseki.address, "SELECT {", timeout=60)
    began = time.monotonic()
    with pytest.raises(QueryLimit):
        sparql_http.run(fuseki.address, ALL_AGAINST_ALL, timeout=1)
    assert time.monotonic() - began < 5


def test_a_wrong_password_is_told_within_the_bound(fuseki: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_PASSWORD", "sai-rồi")
    began = time.monotonic()
    with pytest.raises(BackendUnavailable, match="CANCU_PASSWORD") as refused, sparql_http.open_writer(fuseki.address):
        pass
    assert time.monotonic() - began < 5
    assert "sai-rồi" not in str(refused.value)


def test_a_dataset_that_is_not_there_is_told(fuseki: Server) -> None:
    with pytest.raises(BackendUnavailable, match=r"/none/query .*404"):
        sparql_http.open_reader(fuseki.address.replace("/cancu", "/none"))
