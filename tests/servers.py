"""The real servers that tests speak to, as the environment names them; each test gets an empty database."""

from __future__ import annotations

import os
import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest

HOW = 'eval "$(python3 .ci/servers.py start)" starts one (docs/contributing.md)'


@dataclass(frozen=True)
class Server:
    """A server: its address as --store takes it, a user, and the user's password."""

    address: str
    user: str
    password: str = field(repr=False)

    @property
    def target(self) -> tuple[str, int]:
        """Its host and port, for a proxy to forward to."""
        parts = urlsplit(self.address)
        return str(parts.hostname), int(parts.port or 0)

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which the command signs in."""
        return {"CANCU_USER": self.user, "CANCU_PASSWORD": self.password}

    def behind(self, port: int) -> Server:
        """The same server, reached through a port of this machine."""
        host, own = self.target
        return replace(self, address=self.address.replace(f"{host}:{own}", f"127.0.0.1:{port}"))


@pytest.fixture
def neo4j_server() -> Server:
    """A Neo4j without any nodes, constraints and indexes."""
    return empty_neo4j()


@pytest.fixture
def fuseki_server() -> Server:
    """A Fuseki whose dataset holds nothing; its default graph shows what all named graphs hold."""
    return empty_fuseki()


def empty_neo4j() -> Server:
    """What neo4j_server gives, for fixtures that serve more than one test."""
    server = named("NEO4J")
    from neo4j import GraphDatabase

    with (
        GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT `{name}`").consume()
        for name in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name").value():
            session.run(f"DROP INDEX `{name}`").consume()
    return server


def empty_fuseki() -> Server:
    """What fuseki_server gives, for fixtures that serve more than one test."""
    server = named("FUSEKI")
    ask_fuseki(server, "/update", "DROP ALL", "application/sparql-update")
    return server


def ask_fuseki(server: Server, service: str, body: str, kind: str) -> str:
    """What Fuseki says, rows as CSV, to a body of this kind posted to one of its services."""
    token = b64encode(f"{server.user}:{server.password}".encode()).decode()
    headers = {"Authorization": f"Basic {token}", "Content-Type": kind, "Accept": "text/csv"}
    address = server.address.removeprefix("sparql+") + service
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(urllib.request.Request(address, data=body.encode(), headers=headers), timeout=60) as answer:
        return str(answer.read().decode())


def named(server: str) -> Server:
    """The server that the environment names; without one the test is skipped."""
    address, user, password = (os.environ.get(f"CANCU_TEST_{server}{part}", "") for part in ("", "_USER", "_PASSWORD"))
    if not address:
        pytest.skip(f"CANCU_TEST_{server} names no server; {HOW}")
    return Server(address, user, password)
