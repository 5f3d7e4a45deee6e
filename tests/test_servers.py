"""The servers that other tests lean on are what they are taken for, and begin empty."""

from __future__ import annotations

import urllib.error

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.fault_proxy import FaultProxy
from tests.servers import Server, ask_fuseki


@pytest.mark.parametrize("turn", ["first", "again"])
def test_neo4j_is_empty_each_time(neo4j_server: Server, turn: str) -> None:
    with GraphDatabase.driver(neo4j_server.address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        driver.execute_query("CREATE CONSTRAINT c FOR (d:Document) REQUIRE d.iri IS UNIQUE")
        driver.execute_query("CREATE INDEX i FOR (d:Document) ON (d.number)")
        driver.execute_query("CREATE (:Document {iri: 'a'})-[:IMPLEMENTS]->(:Document {iri: 'b'})")


def test_neo4j_is_reached_by_routing_through_a_proxy_and_wants_its_password(neo4j_server: Server) -> None:
    with FaultProxy(neo4j_server.target) as proxy:
        address = neo4j_server.behind(proxy.port).address.replace("bolt://", "neo4j://")
        with GraphDatabase.driver(address, auth=(neo4j_server.user, neo4j_server.password)) as driver:
            driver.verify_connectivity()
        assert proxy.connections
        with GraphDatabase.driver(address, auth=(neo4j_server.user, "wrong")) as driver, pytest.raises(AuthError):
            driver.verify_connectivity()


@pytest.mark.parametrize("turn", ["first", "again"])
def test_fuseki_is_empty_each_time_and_its_default_graph_is_the_union(fuseki_server: Server, turn: str) -> None:
    question = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
    assert ask_fuseki(fuseki_server, "/query", question, "application/sparql-query").split() == ["o"]
    ask_fuseki(fuseki_server, "/data", "<a:s> <a:p> 'one' <a:g> .\n<a:s> <a:p> 'two' <a:h> .", "application/n-quads")
    ask_fuseki(
        fuseki_server, "/update", "DELETE DATA { GRAPH <a:g> { <a:s> <a:p> 'one' } }", "application/sparql-update"
    )
    assert ask_fuseki(fuseki_server, "/query", question, "application/sparql-query").split() == ["o", "two"]


def test_fuseki_wants_its_password(fuseki_server: Server) -> None:
    stranger = Server(fuseki_server.address, fuseki_server.user, "wrong")
    for path, kind in (("/query", "sparql-query"), ("/update", "sparql-update"), ("/data", "n-quads")):
        with pytest.raises(urllib.error.HTTPError, match="401"):
            ask_fuseki(stranger, path, "", f"application/{kind}")


def test_a_server_shows_no_password() -> None:
    assert "secret" not in repr(Server("bolt://127.0.0.1:7687", "neo4j", "secret"))
