"""A store copied into another: the same bytes afterwards, whatever the two are and however often it was interrupted."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli import loading
from graph_cli.main import run
from ontology import iri
from ontology.errors import BackendUnavailable
from queries import catalog, copying
from queries.stores import opening
from queries.stores.layout import StoreFolder
from queries.stores.oxigraph import OxigraphWriter
from queries.stores.protocols import GraphOfFile
from tests.made_sparql_server import MadeServer, made_server

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture
def server() -> Iterator[MadeServer]:
    with made_server() as made:
        yield made


def sync(*arguments: object) -> int:
    return run(["--lang", "vi", "sync", *map(str, arguments)])


def outcomes(said: str) -> dict[str, str]:
    """What became of each file, by the first three letters of its name."""
    return {row["file"][:3]: row["outcome"] for row in csv.DictReader(io.StringIO(said), delimiter="\t")}


def dump(address: object) -> bytes:
    with closing(opening.open_rdf(str(address))) as store:
        return store.dump()


def load(store: object, *samples: str) -> None:
    loading.load(str(store), list(loading.originals(sorted(SAMPLES.glob(f"{each}*.txt"))[0] for each in samples)))


def test_from_folder_to_server_to_folder_nothing_changes(
    sample_store: Path, server: MadeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync(sample_store, server.address) == 0
    assert set(outcomes(capsys.readouterr().out).values()) == {"copied"}
    assert sync(server.address, tmp_path / "copy") == 0
    assert dump(server.address) == dump(tmp_path / "copy") == dump(sample_store)
    capsys.readouterr()
    assert sync(sample_store, tmp_path / "copy") == 0
    assert set(outcomes(capsys.readouterr().out).values()) == {"unchanged"}


def test_from_folder_to_folder_the_originals_go_along(sample_store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert sync(f"cypher:{sample_store}", f"cypher:{copy}") == 0
    files = {path.name for path in (sample_store / "objects").glob("??/*")}
    assert {path.name for path in (copy / "objects").glob("??/*")} == files
    assert run(["--store", str(copy), "rebuild"]) == 0
    assert dump(copy) == dump(sample_store)


def test_what_the_source_does_not_have_is_removed_and_told(
    server: MadeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(tmp_path / "one", "000", "001")
    load(server.address, "001", "002")
    server.store.update("INSERT DATA { GRAPH <http://example.org/not-ours> { <a:a> <a:b> <a:c> } }")
    assert sync(tmp_path / "one", server.address, "--format", "table") == 0
    said = capsys.readouterr().out
    assert "gỡ bỏ: 1" in said and "002_" in said
    ours = [line for line in dump(server.address).splitlines(keepends=True) if b"not-ours" not in line]
    assert b"".join(ours) == dump(tmp_path / "one")
    assert b"not-ours" in dump(server.address)


def test_what_only_the_target_has_may_be_kept_and_is_linked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path / "one", "001", "003")
    load(tmp_path / "other", "000", "004")
    capsys.readouterr()
    assert sync(tmp_path / "one", tmp_path / "other", "--keep") == 0
    assert outcomes(capsys.readouterr().out) == {"000": "kept", "001": "copied", "003": "copied", "004": "kept"}
    load(tmp_path / "all", "000", "001", "003", "004")
    assert dump(tmp_path / "other") == dump(tmp_path / "all")


def test_a_renamed_copy_becomes_what_the_source_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = tmp_path / "renamed.txt"
    shutil.copy(next(SAMPLES.glob("001*.txt")), renamed)
    load(tmp_path / "one", "001")
    loading.load(tmp_path / "other", list(loading.originals([renamed])))
    assert dump(tmp_path / "one") != dump(tmp_path / "other")
    assert sync(tmp_path / "one", tmp_path / "other") == 0
    assert dump(tmp_path / "one") == dump(tmp_path / "other")


@pytest.mark.parametrize("at", [1, 3, 5])
def test_an_interrupted_copy_is_finished_by_running_it_again(
    sample_store: Path, tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commit, count = OxigraphWriter.commit, iter(range(1, 100))

    def interrupted(writer: OxigraphWriter, document: GraphOfFile) -> object:
        if next(count) == at:
            raise KeyboardInterrupt
        return commit(writer, document)

    with monkeypatch.context() as patched:
        patched.setattr(OxigraphWriter, "commit", interrupted)
        assert sync(sample_store, tmp_path / "copy") == 130
    capsys.readouterr()
    assert sync(sample_store, tmp_path / "copy") == 0
    told = list(outcomes(capsys.readouterr().out).values())
    assert (told.count("unchanged"), told.count("copied")) == (at - 1, 6 - at)
    assert dump(tmp_path / "copy") == dump(sample_store)


def test_a_server_that_goes_in_the_middle_holds_whole_graphs_only(
    sample_store: Path, server: MadeServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from queries.stores.sparql_server.store import SparqlServerWriter

    commit, count = SparqlServerWriter.commit, iter(range(1, 100))

    def gone(writer: SparqlServerWriter, document: GraphOfFile) -> object:
        if next(count) == 3:
            raise BackendUnavailable("đi rồi", "gone")
        return commit(writer, document)

    with monkeypatch.context() as patched:
        patched.setattr(SparqlServerWriter, "commit", gone)
        assert sync(sample_store, server.address) == 8
    with closing(opening.open_rdf(server.address)) as half:
        files = [each for each in copying.noted(half).values() if each.sha256]
        assert len(files) == 2
        assert all(copying.checked(half, each) for each in files)
    assert sync(sample_store, server.address) == 0
    assert dump(server.address) == dump(sample_store)


def test_a_graph_that_is_not_what_was_noted_is_not_copied(
    sample_store: Path, server: MadeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sync(sample_store, server.address) == 0
    with closing(opening.open_rdf(server.address)) as store:
        first = min(name for name, each in copying.noted(store).items() if each.sha256)
    server.store.update(f"INSERT DATA {{ GRAPH <{first}> {{ <a:a> <a:b> <a:c> }} }}")
    capsys.readouterr()
    assert sync(server.address, tmp_path / "copy", "--format", "json") == 3
    said = capsys.readouterr().out
    assert said.count('"failed"') == 1 and said.count('"copied"') == 4
    with closing(opening.open_rdf(str(tmp_path / "copy"))) as store:
        assert first not in copying.noted(store)
        assert iri.LINKS in copying.noted(store)


def test_an_empty_source_empties_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(tmp_path / "full", "001")
    with opening.open_writer(str(tmp_path / "empty")):
        pass
    before = dump(tmp_path / "full")
    assert sync(tmp_path / "empty", tmp_path / "full") == 2
    assert "--keep" in capsys.readouterr().err
    assert dump(tmp_path / "full") == before


def test_a_store_is_not_copied_onto_itself_nor_out_of_a_property_graph(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_store.parent)
    assert sync(sample_store, f"cypher:{sample_store.name}") == 2
    assert sync("bolt://an:bí-mật@127.0.0.1:9", tmp_path / "copy") == 2
    said = capsys.readouterr().err
    assert "RDF" in said and "bí-mật" not in said
    assert not (tmp_path / "copy").exists()


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    assert sync(tmp_path / "none", tmp_path / "copy") == 7
    assert not (tmp_path / "copy").exists()


def test_a_rebuild_keeps_documents_whose_files_are_elsewhere(
    sample_store: Path, server: MadeServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    load(server.address, "000", "002", "003", "004")
    assert sync(server.address, copy) == 0
    assert run(["--store", str(copy), "rebuild"]) == 7
    assert "cancu sync" in capsys.readouterr().err
    load(copy, "001")
    assert run(["--store", str(copy), "rebuild"]) == 0
    assert dump(copy) == dump(sample_store)


@pytest.mark.parametrize("address", ["sparql+http://an:secret@127.0.0.1:9/x", "neo4j://127.0.0.1:9"])
def test_a_server_is_not_rebuilt_but_filled_again(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--store", address, "rebuild"]) == 2
    said = capsys.readouterr().err
    assert "cancu sync" in said and "secret" not in said


def test_what_a_store_notes_of_its_graphs_is_the_same_in_both_languages(sample_store: Path) -> None:
    with (
        closing(opening.open_reader(str(sample_store))) as one,
        closing(opening.open_reader(f"cypher:{sample_store}")) as other,
    ):
        assert copying.noted(one) == copying.noted(other)
        assert len(catalog.rows(one, "graphs")) == 8
    assert StoreFolder(sample_store).original("0" * 64) is None
