"""Stores copied through real servers, and every command asked of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli.main import run
from queries import copying
from queries.stores import opening
from tests.servers import Server, empty_neo4j

SAMPLES = Path(__file__).parents[1] / "samples"
Signed = Callable[[Server], str]


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> Signed:
    """Signs the command in to a server; its address."""

    def sign_in(server: Server) -> str:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        return server.address

    return sign_in


def dump(address: object) -> bytes:
    with closing(opening.open_rdf(str(address))) as store:
        return store.dump()


def outcomes(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[str]:
    assert run(["--format", "json", "sync", *arguments]) == code
    return [row["outcome"] for row in json.loads(capsys.readouterr().out)]


def test_from_folder_to_fuseki_to_folder_nothing_changes(
    sample_store: Path, fuseki_server: Server, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server = signed(fuseki_server)
    assert outcomes(capsys, str(sample_store), server) == ["copied"] * 5
    assert outcomes(capsys, str(sample_store), server) == ["unchanged"] * 5
    assert outcomes(capsys, server, str(tmp_path / "copy")) == ["copied"] * 5
    assert dump(server) == dump(tmp_path / "copy") == dump(sample_store)


@pytest.fixture(scope="module")
def filled(sample_store: Path) -> Server:
    """A Neo4j that the sample documents were copied into; each test leaves it as it is."""
    server = empty_neo4j()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.environment.items():
            patch.setenv(name, value)
        assert run(["--quiet", "sync", str(sample_store), server.address]) == 0
    return server


def noted(address: object) -> dict[str, copying.Noted]:
    with closing(opening.open_reader(str(address))) as store:
        return copying.noted(store)


def test_what_the_source_does_not_have_is_removed_from_neo4j(
    sample_store: Path, filled: Server, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, one = signed(filled), str(tmp_path / "one")
    assert noted(server) == noted(sample_store)
    assert outcomes(capsys, str(sample_store), server) == ["unchanged"] * 5
    assert run(["--quiet", "--store", one, "load", str(SAMPLES / "001_69ad4df19bf567e7.txt")]) == 0
    capsys.readouterr()
    assert sorted(outcomes(capsys, one, server)) == ["removed"] * 4 + ["unchanged"]
    assert noted(server) == noted(one)
    assert sorted(outcomes(capsys, str(sample_store), server)) == ["copied"] * 4 + ["unchanged"]
    assert noted(server) == noted(sample_store)


def test_the_doctor_knows_a_neo4j(filled: Server, signed: Signed, capsys: pytest.CaptureFixture[str]) -> None:
    server = signed(filled)
    run(["--lang", "en", "--store", server, "doctor"])
    said = capsys.readouterr().out
    assert "Neo4j 5" in said and "5 documents, 8 graphs" in said
    assert not [line for line in said.splitlines() if "\tLOOK\t" in line and not line.startswith("Package")]


def test_the_doctor_knows_a_fuseki_that_nothing_was_loaded_into(
    fuseki_server: Server, signed: Signed, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "--store", signed(fuseki_server), "doctor"]) == 3
    assert "cancu load" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MATCH (d:Document {number: '22/KH-UBND'}) RETURN d.number AS number", 0),
        ("MATCH (d:Document RETURN d", 4),
        ("MATCH (a), (b), (c) WHERE a.iri < b.iri AND b.iri < c.iri RETURN count(*)", 5),
        ("CREATE (:Document {iri: 'urn:x'})", 9),
        ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", 9),
        ("CALL dbms.components() YIELD name RETURN name", 9),
    ],
)
def test_cypher_of_ones_own_on_neo4j(
    text: str, code: int, filled: Server, signed: Signed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, path = signed(filled), tmp_path / "own.cypher"
    path.write_text(text)
    assert run(["--store", server, "query", str(path), "--timeout", "1"]) == code
    assert code or capsys.readouterr().out == "number\n22/KH-UBND\n"
    assert run(["--store", server, "query", str(path), "--explain"]) == (0 if code == 5 else code)
    assert code in (4, 9) or text in capsys.readouterr().out
