"""The walls around a user's query: what is behind them has neither network nor files, whatever it is told."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ontology import confinement
from ontology.confinement import Left
from ontology.errors import CancuError, PolicyRefused, QueryNotUnderstood
from queries import own_text, supervision
from queries.stores.embedded_cypher import store as embedded_cypher
from queries.supervision import Order
from tests.hostile import CYPHER_FETCHING, CYPHER_WRITING, FETCHING

WALLS = pytest.mark.skipif(not confinement.sealed(), reason="this system has no seccomp")


class Canary(http.server.BaseHTTPRequestHandler):
    """Notes every request; nobody should ever make one."""

    hits: list[str]

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(404)

    do_POST = do_GET  # noqa: N815 - the library's own name

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that wants to be asked, and the requests it got."""
    handler = type("Noting", (Canary,), {"hits": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", handler.hits
        server.shutdown()
        thread.join()


@WALLS
@pytest.mark.parametrize("text", FETCHING)
def test_nothing_is_fetched_even_where_nothing_looked_through_the_text(
    sample_store: Path, canary: tuple[str, list[str]], text: str
) -> None:
    address, hits = canary
    order = Order(language="sparql", folder=str(sample_store), text=text.format(address), seconds=5)
    with suppress(CancuError):
        supervision.carry_out(order)
    assert hits == []


@WALLS
@pytest.mark.parametrize("text", [*CYPHER_FETCHING, *CYPHER_WRITING])
def test_cypher_neither_fetches_nor_reads_nor_writes_files(
    sample_store: Path, canary: tuple[str, list[str]], tmp_path: Path, text: str
) -> None:
    address, hits = canary
    (tmp_path / "canary.csv").write_text("canary")
    embedded_cypher.open_reader(sample_store).close()
    before = contents(sample_store)
    asked = text.format(address, tmp_path / "canary.csv", tmp_path)
    with pytest.raises((PolicyRefused, QueryNotUnderstood)) as refused:
        supervision.carry_out(Order(language="cypher", folder=str(sample_store), text=asked, seconds=5))
    assert "canary" not in str(refused.value).replace("canary.csv", "")
    assert hits == []
    assert [path.name for path in tmp_path.iterdir()] == ["canary.csv"]
    assert contents(sample_store) == before


def contents(folder: Path) -> dict[str, int]:
    """The files of a folder with their sizes."""
    return {str(path): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("clause", ["FROM <{}> {{ ?s <a:b> ?o }}", "FROM NAMED <{}> {{ GRAPH ?g {{ ?s <a:b> ?o }} }}"])
def test_no_file_is_read(sample_store: Path, tmp_path: Path, clause: str) -> None:
    file = tmp_path / "canary.ttl"
    file.write_text("<a:a> <a:b> 'canary' .")
    text = f"SELECT * {clause.format(file.as_uri())}"
    order = Order(language="sparql", folder=str(sample_store), text=text, seconds=5)
    assert supervision.carry_out(order).rows.rows == ()


def run(program: str) -> str:
    """What a program says that runs as a child does."""
    done = subprocess.run(
        [sys.executable, "-c", program], env=confinement.of_child(), capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@WALLS
@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.create_connection(('127.0.0.1', 9))",
        "open('/etc/passwd')",
        "os.mkdir('made-behind-walls')",
        "os.unlink(os.devnull)",
        "os.rename('/etc/passwd', '/etc/passwd.2')",
        "os.execv('/bin/true', ['true'])",
    ],
)
def test_behind_the_walls_there_is_no_way_out(attempt: str) -> None:
    said = run(
        f"import os, socket\nfrom ontology import confinement\nconfinement.seal(confinement.Left.NOTHING)\n{attempt}"
    )
    assert "Permission denied" in said


def behind(left: Left, attempt: str) -> str:
    """What an attempt says where so much is left to it; "done" where nothing stood in its way."""
    walls = f"from ontology.confinement import Left, seal\nseal(Left({left:d}))\n"
    return run(f"import os, socket\n{walls}{attempt}\nprint('done')")


@WALLS
def test_a_reader_may_open_files_and_change_none(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text("kept")
    assert "done" in behind(Left.READING, f"assert open({str(path)!r}).read() == 'kept'; os.open('/', os.O_RDONLY)")
    for mode in ("r+", "w", "a", "x"):
        assert "Permission denied" in behind(Left.READING, f"open({str(path)!r}, {mode!r})")
    for attempt in (f"os.unlink({str(path)!r})", f"os.truncate({str(path)!r}, 0)", f"os.chmod({str(path)!r}, 0)"):
        assert "Permission denied" in behind(Left.READING, attempt)
    assert path.read_text() == "kept"


@WALLS
def test_a_program_that_helps_to_read_reaches_no_other_machine() -> None:
    assert "done" in behind(Left.PROGRAMS, "socket.socket(socket.AF_UNIX); os.spawnlp(os.P_WAIT, 'true', 'true')")
    for family in ("AF_INET", "AF_INET6"):
        assert "Permission denied" in behind(Left.PROGRAMS, f"socket.socket(socket.{family})")
    inside = "import socket; socket.socket()"
    started = f"import subprocess, sys; print(subprocess.run([sys.executable, '-c', {inside!r}]).returncode)"
    assert "Permission denied" in behind(Left.PROGRAMS, started)


@WALLS
def test_threads_that_run_already_are_walled_in_too() -> None:
    said = run(
        "import socket, threading\n"
        "from ontology import confinement\n"
        "gate = threading.Event()\n"
        "thread = threading.Thread(target=lambda: (gate.wait(), socket.socket()))\n"
        "thread.start()\n"
        "confinement.seal(confinement.Left.FILES)\n"
        "gate.set()\n"
        "thread.join()\n"
    )
    assert "Permission denied" in said


def test_no_file_grows(tmp_path: Path) -> None:
    path = tmp_path / "file"
    said = run(
        f"from ontology import confinement\nconfinement.limit(1 << 30)\nopen({str(path)!r}, 'wb', 0).write(b'x')"
    )
    assert "File too large" in said
    assert path.read_bytes() == b""


def test_memory_is_limited_beyond_what_there_is_already() -> None:
    said = run(
        "from ontology import confinement\nkept = bytes(200 << 20)\nconfinement.limit(100 << 20)\nbytes(200 << 20)"
    )
    assert "MemoryError" in said


def test_a_child_is_told_no_password_and_takes_no_module_from_the_current_folder(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_PASSWORD", "secret")
    assert not [name for name in confinement.of_child() if name.startswith("CANCU_")]
    for name in ("json.py", "queries.py"):
        (tmp_path / name).write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path)
    assert own_text.run(str(sample_store), "ASK {}", timeout=10).rows.rows == ((True,),)
