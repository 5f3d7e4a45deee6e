"""The embedded store: whole graphs, one writer, snapshots for readers, nothing lost that was called safe."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology import iri
from ontology.errors import BackendUnavailable, CancuError, DiskFull, QueryNotUnderstood, StoreBusy, StoreDamaged
from ontology.namespaces import DCTERMS, VB
from queries.stores import failures
from queries.stores.oxigraph import OxigraphWriter, open_reader, open_writer
from queries.stores.protocols import GraphOfFile, Iri, Outcome

TITLES = f"SELECT ?s ?title {{ ?s <{DCTERMS.title}> ?title }} ORDER BY ?title"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s <{DCTERMS.title}> ?t }}"


def graph_of(name: str, *titles: str, extractor: str = "1") -> GraphOfFile:
    digest = sha256(name.encode()).hexdigest()
    graph = iri.graph(digest)
    lines = [f"<{iri.file(digest)}> <{DCTERMS.title}> {ox.Literal(title)} <{graph}> .\n" for title in titles]
    return GraphOfFile(
        iri=graph, sha256=digest, extractor=extractor, nquads="".join(sorted(lines)).encode(), original=name.encode()
    )


def titles(path: Path) -> list[object]:
    with closing(open_reader(path)) as reader:
        return [row["title"] for row in reader.query(TITLES) if str(row["s"]).startswith(f"{iri.BASE}file/")]


def dump(path: Path) -> bytes:
    with closing(open_reader(path)) as reader:
        return reader.dump()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without documents, made once."""
    path = tmp_path_factory.mktemp("empty") / "store"
    load(path)
    return path


@pytest.fixture
def store(tmp_path: Path, empty: Path) -> Path:
    return Path(shutil.copytree(empty, tmp_path / "store", symlinks=True))


def load(path: Path, *graphs: GraphOfFile) -> list[Outcome]:
    with open_writer(path) as writer:
        return [writer.commit(graph) for graph in graphs]


# -- documents -----------------------------------------------------------------------------------


def test_a_new_store_holds_the_shared_graphs(empty: Path) -> None:
    with closing(open_reader(empty)) as reader:
        assert reader.ask(f"ASK {{ GRAPH <{iri.ONTOLOGY}> {{ <{VB.implements}> ?p ?o }} }}")
        assert reader.ask(f"ASK {{ GRAPH <{iri.REGISTRY}> {{ ?s ?p ?o }} }}")
        assert b"_:" not in reader.dump()


def test_loading_twice_changes_nothing(store: Path) -> None:
    assert load(store, graph_of("a", "x"), graph_of("b", "y")) == [Outcome.LOADED, Outcome.LOADED]
    before, generation = dump(store), (store / "current").readlink()
    assert load(store, graph_of("b", "y"), graph_of("a", "x")) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert dump(store) == before
    assert (store / "current").readlink() == generation


def test_the_order_of_loading_does_not_matter(tmp_path: Path) -> None:
    load(tmp_path / "one", graph_of("a", "x"), graph_of("b", "y"))
    load(tmp_path / "two", graph_of("b", "y"))
    load(tmp_path / "two", graph_of("a", "x"))
    assert dump(tmp_path / "one") == dump(tmp_path / "two")


def test_a_newer_reader_of_files_replaces_the_graph_whole(store: Path) -> None:
    load(store, graph_of("a", "old", "older"))
    assert load(store, graph_of("a", "new", extractor="2")) == [Outcome.REPLACED]
    assert titles(store) == ["new"]


def test_the_ledger_notes_hash_version_count_and_checksum(store: Path) -> None:
    load(store, graph_of("a", "x", "y"))
    with closing(open_reader(store)) as reader:
        rows = reader.query(
            f"SELECT ?sha ?version ?n {{ GRAPH <{iri.LEDGER}> {{ ?g <{VB.sha256}> ?sha ;"
            f" <{VB.extractorVersion}> ?version ; <{VB.tripleCount}> ?n ; <{VB.graphChecksum}> ?c }} }}"
        )
    assert rows.rows == ((graph_of("a").sha256, "1", 2),)


def test_originals_are_kept_by_hash(store: Path) -> None:
    made = graph_of("a", "x")
    load(store, made)
    assert (store / "objects" / made.sha256[:2] / made.sha256).read_bytes() == b"a"
    assert list((store / "staging").iterdir()) == []


def test_a_removed_document_leaves_graph_and_ledger(store: Path) -> None:
    before = dump(store)
    load(store, graph_of("a", "x"))
    with open_writer(store) as writer:
        assert writer.remove(graph_of("a").sha256)
        assert not writer.remove(graph_of("a").sha256)
    assert dump(store) == before


def test_a_graph_is_replaced_only_when_it_differs(store: Path) -> None:
    links = f'<{VB.Gap}> <{DCTERMS.title}> "g" <{iri.LINKS}> .\n'.encode()
    with open_writer(store) as writer:
        assert writer.replace_graph(iri.LINKS, links)
        assert not writer.replace_graph(iri.LINKS, links)
        assert writer.replace_graph(iri.LINKS, b"")


@pytest.mark.parametrize(
    "bad",
    [b"<http://a/> <http://b/> <http://c/> .\n", b"<http://a/> <http://b/> <http://c/> <http://other/> .\n", b"torn"],
)
def test_quads_outside_the_named_graph_are_refused(store: Path, bad: bytes) -> None:
    with open_writer(store) as writer, pytest.raises(ValueError, match="outside"):
        writer.replace_graph(iri.LINKS, bad)


def test_words_that_look_like_an_update_stay_words(store: Path) -> None:
    evil = '" . } } ; DROP ALL # \\u0022 \\ \n <x>'
    load(store, graph_of("a", evil), graph_of("b", "y"))
    assert set(titles(store)) == {evil, "y"}


# -- questions -----------------------------------------------------------------------------------


def test_values_are_plain_and_parameters_are_bound(store: Path) -> None:
    load(store, graph_of("a", "x"))
    subject = Iri(iri.file(graph_of("a").sha256))
    with closing(open_reader(store)) as reader:
        rows = reader.query(TITLES, {"s": subject, "title": None})
        assert rows.columns == ("s", "title") and len(rows) == 1
        assert list(rows) == [{"s": subject, "title": "x"}]
        assert isinstance(rows.rows[0][0], Iri)
        assert reader.query("SELECT (1 AS ?i) (2.5 AS ?d) (true AS ?b) ?u {}").rows == ((1, 2.5, True, None),)
        assert reader.query("SELECT ?d { BIND('2023'^^<http://www.w3.org/2001/XMLSchema#gYear> AS ?d) }").rows == (
            ("2023",),
        )
        assert reader.construct(f"CONSTRUCT {{ ?s <{DCTERMS.title}> 'z' }} {{ ?s <{DCTERMS.title}> 'x' }}").endswith(
            b'"z" .\n'
        )


@pytest.mark.parametrize("value", ["x' } #", '"', "\\", "}", "?s", "đ"])
def test_a_parameter_is_never_read_as_query(store: Path, value: str) -> None:
    load(store, graph_of("a", "x"))
    with closing(open_reader(store)) as reader:
        assert reader.query(TITLES, {"title": value}).rows == ()


@pytest.mark.parametrize("text", ["SELECT", "ASK {}", "SELECT ?x { SERVICE }", "DROP ALL", "INSERT DATA {}"])
def test_what_is_no_question_is_not_understood(store: Path, text: str) -> None:
    with closing(open_reader(store)) as reader, pytest.raises(QueryNotUnderstood):
        reader.query(text)


def test_a_reader_keeps_its_generation_while_others_are_written(store: Path) -> None:
    load(store, graph_of("a", "x"))
    with closing(open_reader(store)) as reader:
        for number in range(4):
            load(store, graph_of(f"n{number}", f"n{number}"))
        assert reader.query(COUNT.replace("*", "DISTINCT ?s")).rows[0][0] is not None
        assert [row["title"] for row in reader.query(TITLES) if "/file/" in str(row["s"])] == ["x"]
    assert len(titles(store)) == 5
    assert len(list((store / "gens").iterdir())) == 2


def test_what_is_written_is_seen_by_the_writer_at_once_and_by_readers_when_published(store: Path) -> None:
    load(store, graph_of("a", "x"))
    with open_writer(store) as writer:
        writer.commit(graph_of("b", "y"))
        assert writer.ask(f"ASK {{ ?s <{DCTERMS.title}> 'y' }}")
        assert titles(store) == ["x"]
        writer.publish()
        assert titles(store) == ["x", "y"]


def test_a_reader_opens_and_answers_quickly(store: Path) -> None:
    load(store, graph_of("a", "x"))
    took = []
    for _ in range(5):
        began = time.perf_counter()
        titles(store)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.06


# -- whose folder, whose turn ----------------------------------------------------------------------


def test_a_foreign_folder_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(StoreDamaged) as refused, open_writer(tmp_path):
        pass
    assert refused.value.exit_code == 7
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.docx"]
    with pytest.raises(StoreDamaged):
        open_reader(tmp_path)


@pytest.mark.parametrize("there", ["nothing", "empty", "file"])
def test_a_store_that_is_not_there_is_said_so(tmp_path: Path, there: str) -> None:
    path = tmp_path / "store"
    if there == "empty":
        path.mkdir()
    elif there == "file":
        path.write_text("x")
    with pytest.raises(StoreDamaged):
        open_reader(path)


@pytest.mark.parametrize("change", [{"engine": "pyoxigraph 0.3"}, {"schema": 99}, {"schema": "x"}])
def test_a_store_of_another_version_is_refused(store: Path, change: dict[str, object]) -> None:
    marker = json.loads((store / "store.json").read_text())
    (store / "store.json").write_text(json.dumps(marker | change))
    with pytest.raises(StoreDamaged, match="rebuild"):
        open_reader(store)
    with pytest.raises(StoreDamaged), open_writer(store):
        pass


@pytest.mark.parametrize("part", ["store.json", "current", "gens/1/CURRENT"])
def test_damage_is_told_not_shown_as_an_empty_answer(store: Path, part: str) -> None:
    path = store / part
    path.unlink()
    if part != "current":
        path.write_bytes(b"\x00broken")
    with pytest.raises(StoreDamaged):
        open_reader(store)


def test_the_second_writer_is_told_who_holds_the_store(store: Path) -> None:
    with open_writer(store), pytest.raises(StoreBusy, match=str(os.getpid())) as busy, open_writer(store, wait=0):
        pass
    assert busy.value.exit_code == 6


def _hold(path: Path, ready: object, done: object) -> None:
    with open_writer(path):
        ready.set()  # type: ignore[attr-defined]
        done.wait(20)  # type: ignore[attr-defined]


def test_a_second_process_waits_for_its_turn(store: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(store, ready, done))
    other.start()
    assert ready.wait(20)
    with pytest.raises(StoreBusy), open_writer(store, wait=0):
        pass
    done.set()
    assert load(store, graph_of("a", "x")) == [Outcome.LOADED]
    other.join(20)


# -- crashes ---------------------------------------------------------------------------------------


def interrupted(path: Path, graph: GraphOfFile) -> None:
    with open_writer(path) as writer:
        writer.commit(graph)
        raise KeyboardInterrupt


def test_after_an_error_the_committed_documents_stay_and_are_published_next(store: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(store, graph_of("a", "x"))
    assert titles(store) == []
    assert load(store, graph_of("a", "x")) == [Outcome.UNCHANGED]
    assert titles(store) == ["x"]


def test_leftovers_of_a_killed_writer_are_taken_away(store: Path) -> None:
    for leftover in ("store.json.77.tmp", "current.tmp", "staging/abc", "gens/7.tmp/x"):
        (store / leftover).parent.mkdir(exist_ok=True)
        (store / leftover).write_text("half")
    load(store, graph_of("a", "x"))
    assert not [path for path in store.rglob("*") if path.name.endswith(".tmp") or path.name == "abc"]


def test_a_document_the_log_calls_safe_but_the_engine_lost_is_named_and_loaded_again(store: Path) -> None:
    made = graph_of("a", "x")
    with (store / "committed.log").open("a") as log:
        log.write(f"+ {made.sha256} 1\n+ torn")
    with open_writer(store) as writer:
        assert writer.lost == (made.sha256,)
        assert not writer.is_current(made.sha256, "1")
        assert writer.commit(made) is Outcome.LOADED
    with open_writer(store) as writer:
        assert writer.lost == ()


def test_a_document_the_log_forgot_is_noted_again(store: Path) -> None:
    load(store, graph_of("a", "x"))
    (store / "committed.log").unlink()
    load(store)
    assert (store / "committed.log").read_text() == f"+ {graph_of('a').sha256} 1\n"


def test_a_document_is_called_safe_only_after_the_flush(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    with open_writer(store) as writer:
        monkeypatch.setattr(writer, "_flush", lambda: order.append("flush"))
        monkeypatch.setattr(writer.folder, "append_log", lambda lines: order.append(f"log {len(lines)}"))
        writer.commit(graph_of("a", "x"))
        assert order == []
        assert writer.sync() == [graph_of("a").sha256]
        assert order == ["flush", "log 1"]


class _FullDisk:
    """An engine whose disk is full for one update."""

    def __getattr__(self, name: str) -> object:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_the_next_try_works(store: Path) -> None:
    with open_writer(store) as writer:
        engine = writer.engine
        writer._engine = _FullDisk()  # type: ignore[assignment]
        with pytest.raises(BackendUnavailable) as full:
            writer.replace_graph(iri.LINKS, b"")
        del engine
        assert full.value.exit_code == 8
        writer._engine = None
        assert writer.commit(graph_of("a", "x")) is Outcome.LOADED
    assert titles(store) == ["x"]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
        (OSError("IO error: No space left on device"), DiskFull),
        (OSError("IO error: lock hold by current process"), StoreBusy),
        (OSError("IO error: While lock file: rw/LOCK: Resource temporarily unavailable"), StoreBusy),
        (RuntimeError("Corruption: block checksum mismatch"), StoreDamaged),
        (FileNotFoundError("IO error: No such file or directory: CURRENT"), StoreDamaged),
        (PermissionError(errno.EACCES, "Permission denied"), BackendUnavailable),
    ],
)
def test_what_the_engine_raises_is_told_in_our_words(error: OSError | RuntimeError, kind: type[CancuError]) -> None:
    told = failures.of_disk(Path("kho"), error)
    assert type(told) is kind and "kho" in told.message_vi and "kho" in told.message_en


_LOADER = """
import sys
from tests.test_store import endless
endless(sys.argv[1])
"""


def endless(path: str) -> None:
    """Load documents for ever, saying which are safe; each has twenty titles, all with its own number."""
    with open_writer(path) as writer:
        start = int(writer.query(COUNT).rows[0][0] or 0)
        for number in range(start, start + 100_000):
            writer.commit(graph_of(f"d{number}", *(f"{number}-{i}" for i in range(20))))
            if number % 3 == 0:
                for safe in writer.sync():
                    print(safe, flush=True)
            if number % 10 == 0:
                writer.publish()


def test_a_killed_loader_loses_nothing_it_called_safe_and_leaves_no_half_document(store: Path) -> None:
    safe: set[str] = set()
    chance = random.Random(7)
    for _ in range(4):
        loader = subprocess.Popen([sys.executable, "-c", _LOADER, str(store)], stdout=subprocess.PIPE, text=True)
        assert loader.stdout is not None
        safe.add(loader.stdout.readline().strip())
        time.sleep(chance.random() * 0.4)
        loader.send_signal(signal.SIGKILL)
        safe |= {line.strip() for line in loader.communicate()[0].splitlines() if len(line.strip()) == 64}
        with open_writer(store) as writer:
            assert writer.lost == ()
            assert all(writer.is_current(sha, "1") for sha in safe)
    with closing(open_reader(store)) as reader:
        rows = reader.query(f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s <{DCTERMS.title}> ?t }} }} GROUP BY ?g")
        held = {
            str(row["g"]): row["n"]
            for row in rows
            if "/graph/o" not in str(row["g"]) and "/graph/r" not in str(row["g"])
        }
    assert set(held.values()) == {20}
    assert {iri.graph(sha) for sha in safe} <= set(held)
    assert not list((store / "gens").glob("*.tmp"))


def test_the_writer_is_the_one_the_protocol_describes() -> None:
    assert {"commit", "replace_graph", "remove", "sync", "is_current"} <= set(dir(OxigraphWriter))
