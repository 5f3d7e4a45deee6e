"""Every command on every kind of store: the same answers, and what a server cannot do is said with the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli.main import run
from queries.stores import opening
from tests.made_sparql_server import MadeServer, made_server

COMMANDS = [
    ["docs"],
    ["show", "22/KH-UBND"],
    ["trace", "000", "--to", "76/NQ-CP"],
    ["trace", "76/NQ-CP", "--down"],
    ["who"],
    ["who", "PCI"],
    ["who", "Sở Nội vụ"],
    ["tasks", "--agency", "Sở Nội vụ", "--due", "2023-Q1"],
    ["targets"],
    ["signers"],
    ["missing"],
    ["conflicts"],
    ["query", "most_cited"],
    ["query", "statements", "--param", "relation=amends"],
]


def told(store: object, *arguments: str, capsys: pytest.CaptureFixture[str]) -> object:
    assert run(["--lang", "vi", "--store", str(store), "--format", "json", *arguments]) == 0
    answer = json.loads(capsys.readouterr().out)
    return sorted(answer, key=repr) if isinstance(answer, list) else answer


@pytest.fixture(scope="module")
def server(sample_store: Path) -> Iterator[MadeServer]:
    """A SPARQL server that holds the sample documents."""
    with made_server() as made:
        assert run(["--quiet", "sync", str(sample_store), made.address]) == 0
        yield made


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_embedded_cypher_engine_tells_the_same(
    command: list[str], sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(f"cypher:{sample_store}", *command, capsys=capsys) == told(sample_store, *command, capsys=capsys)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_sparql_server_tells_the_same(
    command: list[str], sample_store: Path, server: MadeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(server.address, *command, capsys=capsys) == told(sample_store, *command, capsys=capsys)


def test_the_rdf_of_a_store_is_the_same_wherever_it_lies(
    sample_store: Path, server: MadeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, store in (("a", sample_store), ("b", f"cypher:{sample_store}"), ("c", server.address)):
        assert run(["--store", str(store), "export", "--as", "nquads", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


def findings(store: object, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """What the doctor says of the store itself: state and detail by what was looked at."""
    run(["--lang", "en", "--store", str(store), "--format", "json", "doctor"])
    rows = [row for row in json.loads(capsys.readouterr().out) if not row["what"].startswith("Package")]
    return {row["what"]: f"{row['state']}: {row['detail']}" for row in rows}


@pytest.mark.parametrize("kind", ["{}", "cypher:{}"])
def test_the_doctor_knows_the_engine_of_a_folder(
    kind: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = findings(kind.format(sample_store), capsys)
    assert "5 documents, 8 graphs" in found["Store"]
    assert ("ladybug " if kind.startswith("cypher") else "pyoxigraph ") in found["Store"]
    assert all(said.startswith("well") for said in found.values())


def test_the_doctor_says_what_is_wrong_with_a_server(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with made_server() as made:
        assert run(["--quiet", "sync", str(sample_store), made.address]) == 0
        capsys.readouterr()
        assert "BaseHTTP" in findings(made.address, capsys)["Store"]
        made.store.update(
            "PREFIX vb: <https://w3id.org/cancu/ontology#> PREFIX g: <https://w3id.org/cancu/id/graph/>"
            "DELETE WHERE { GRAPH g:ledger { g:links vb:graphChecksum ?c } } ;"
            "DELETE { GRAPH g:ledger { g:ontology vb:graphChecksum ?c } }"
            "INSERT { GRAPH g:ledger { g:ontology vb:graphChecksum 'old' } }"
            "WHERE { GRAPH g:ledger { g:ontology vb:graphChecksum ?c } } ;"
            "DELETE { GRAPH g:ledger { ?g vb:extractorVersion ?v } }"
            "INSERT { GRAPH g:ledger { ?g vb:extractorVersion '0' } }"
            "WHERE { GRAPH g:ledger { ?g vb:extractorVersion ?v } }"
        )
        found = findings(made.address, capsys)
        assert found["Links across documents"].startswith("LOOK")
        assert found["Vocabulary and registry in the store"].startswith("LOOK")
        assert found["Documents read by"].startswith("LOOK: another version: 5.")
        assert run(["--store", made.address, "doctor"]) == 3


@pytest.mark.parametrize("address", ["sparql+http://an:secret@127.0.0.1:9/x", "bolt://an:secret@127.0.0.1:9"])
def test_a_server_that_is_not_there_is_told_without_its_password(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--store", address, "doctor"]) == 3
    assert "secret" not in capsys.readouterr().out
    assert run(["--store", address, "docs"]) == 8
    assert "secret" not in capsys.readouterr().err


def test_the_demo_fills_a_server_and_shows_its_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with made_server() as made:
        made.password = "secret"
        address = made.address.replace("//", "//an:secret@")
        assert run(["--store", address, "demo", "-o", str(tmp_path / "page.html")]) == 0
        said = capsys.readouterr()
        assert made.address in said.err
        assert "secret" not in said.out + said.err
        with closing(opening.open_rdf(address)) as store:
            assert store.ask("ASK { ?s a <https://w3id.org/cancu/ontology#Task> }")


def test_the_help_names_the_kinds_of_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = "".join(capsys.readouterr().out.split())
    assert all(
        each in said for each in ("cypher:", "sparql+http", "bolt://", "neo4j://", "CANCU_USER", "CANCU_PASSWORD")
    )
