"""Who may write through the web application, from where, and on which machine it may be served."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import uvicorn

from graph_cli.main import run
from tests.web import client
from tests.writing import BEARER, FOR_PEOPLE, OURS, PERSON, TOKEN, signed_in, writer
from viz.web import access, tokens
from viz.web.access import LASTS, MOST_SESSIONS, TRIES, Sessions
from viz.web.serving import Serving

EMPTY = {"files": ("", b"")}


# -- headers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer " + "x" * 30}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        (BEARER, 400),  # let in: there is no file
        ({**BEARER, **OURS}, 400),
        ({**BEARER, "sec-fetch-site": "same-origin"}, 400),
        ({**BEARER, "sec-fetch-site": "none"}, 400),
        ({**BEARER, "origin": "https://127.0.0.1"}, 400),  # another server speaks TLS for it
        ({**BEARER, "origin": "http://evil.example"}, 403),
        ({**BEARER, "origin": "http://127.0.0.1.evil.example"}, 403),
        ({**BEARER, "origin": "http://127.0.0.1:81"}, 403),
        ({**BEARER, "origin": "null"}, 403),
        ({**BEARER, "sec-fetch-site": "cross-site"}, 403),
        ({**BEARER, "sec-fetch-site": "same-site"}, 403),
        ({**BEARER, **OURS, "sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_a_program_writes_with_its_token_and_from_no_other_site(
    sample_store: Path, headers: dict[str, str], status: int
) -> None:
    answer = writer(sample_store).post("/upload", headers=headers, files=EMPTY)
    assert answer.status_code == status
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OURS, 400),
        ({"sec-fetch-site": "same-origin"}, 400),
        ({}, 403),  # every browser says where a POST comes from
        ({"origin": "http://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_a_session_writes_from_our_pages_only(sample_store: Path, headers: dict[str, str], status: int) -> None:
    assert signed_in(sample_store).post("/upload", headers=headers, files=EMPTY).status_code == status


def test_without_tokens_nobody_writes(sample_store: Path) -> None:
    assert client(sample_store).post("/upload", headers=BEARER, files=EMPTY).status_code == 403
    assert client(sample_store).post("/sign-in", data={"token": ""}, headers=OURS).status_code == 403
    assert "--token-file" in client(sample_store).get("/upload").text


# -- signing in ------------------------------------------------------------------------------


def test_the_cookie_is_a_session_and_not_the_token(sample_store: Path) -> None:
    asked = writer(sample_store)
    answer = asked.post(
        "/sign-in", data={"token": f" {TOKEN} ", "next": "/upload"}, headers=OURS, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/upload")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and TOKEN not in cookie
    page = asked.get("/upload")
    assert PERSON in page.text and TOKEN not in page.text
    asked.post("/sign-out", headers=OURS)
    assert PERSON not in asked.get("/upload").text


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "", "/\r\nx: y"])
def test_signing_in_leads_to_no_other_site(sample_store: Path, where: str) -> None:
    answer = writer(sample_store).post(
        "/sign-in", data={"token": TOKEN, "next": where}, headers=OURS, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


def test_signing_in_is_refused_from_elsewhere_and_to_who_guesses(sample_store: Path) -> None:
    asked = writer(sample_store)
    assert asked.post("/sign-in", data={"token": TOKEN}).status_code == 403
    assert asked.post("/sign-in", data={"token": TOKEN}, headers={"origin": "http://evil.example"}).status_code == 403
    wrong = {asked.post("/sign-in", data={"token": "x" * 30}, headers=OURS).status_code for _ in range(TRIES)}
    assert wrong == {401}
    told = asked.post("/sign-in", data={"token": TOKEN}, headers={**OURS, **FOR_PEOPLE})
    assert told.status_code == 429 and told.headers["retry-after"]
    assert asked.post("/upload", headers=BEARER, files=EMPTY).status_code == 429


def test_sessions_end_and_are_not_without_number() -> None:
    time = [0.0]
    sessions = Sessions(lambda: time[0])
    first = sessions.begin("A")
    time[0] = LASTS - 1.0
    assert sessions.person(first) == "A"
    time[0] += LASTS + 1.0
    assert sessions.person(first) is None
    oldest = sessions.begin("B")
    for _ in range(MOST_SESSIONS):
        sessions.begin("C")
    assert sessions.person(oldest) is None
    assert access.COOKIE


# -- the file of tokens ----------------------------------------------------------------------


def token_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "tokens"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def test_the_file_of_tokens_names_people(tmp_path: Path) -> None:
    path = token_file(tmp_path, f"# ai được ghi\n\nNguyễn Thị Thử\t{TOKEN}\nmay quet  {TOKEN}2\n")
    assert sorted(tokens.read(path).values()) == [PERSON, "may quet"]
    assert TOKEN not in str(tokens.read(path))


@pytest.mark.parametrize(
    ("text", "mode", "code"),
    [
        (f"A {TOKEN}", 0o644, 9),
        (f"A {TOKEN}", 0o640, 9),
        ("A ngan", 0o600, 2),
        (TOKEN, 0o600, 2),
        (f"A {TOKEN}\nB {TOKEN}", 0o600, 2),
        ("# nobody", 0o600, 2),
    ],
)
def test_a_file_of_tokens_that_is_open_or_wrong_is_refused(
    tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str], text: str, mode: int, code: int
) -> None:
    path = token_file(tmp_path, text, mode)
    assert run(["serve", "--store", str(sample_store), "--port", "0", "--token-file", str(path)]) == code
    told = capsys.readouterr().err
    assert TOKEN not in told
    assert "chmod 600" in told or "tokens" in told


# -- on which machine it is served -----------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "code", "hosts"),
    [
        ([], 0, ()),
        (["--host", "localhost"], 0, ()),
        (["--host", "127.0.0.2"], 0, ("127.0.0.2",)),
        (["--host", "0.0.0.0"], 9, None),
        (["--host", "0.0.0.0", "--token-file", "TOKENS"], 9, None),
        (["--host", "0.0.0.0", "--public-read"], 2, None),
        (["--host", "0.0.0.0", "--public-read", "--allow-host", "Tra-Cuu.example"], 0, ("tra-cuu.example",)),
        (["--allow-host", "tra-cuu.example"], 9, None),
        (["--allow-host", "tra-cuu.example", "--public-read"], 0, ("tra-cuu.example",)),
        (["--host", "203.0.113.7"], 9, None),
        (["--host", "203.0.113.7", "--public-read"], 2, None),  # an address this machine has not
        (["--public-read", "--token-file", "TOKENS"], 0, ()),
        (["--token-file", "ABSENT"], 2, None),
    ],
)
def test_it_is_served_to_others_only_when_that_is_said(
    tmp_path: Path, sample_store: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int,
    hosts: tuple[str, ...] | None,
) -> None:  # fmt: skip
    told: list[Serving] = []

    def ran(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        told.append(self.config.app.state.serving)  # type: ignore[union-attr]

    monkeypatch.setattr(uvicorn.Server, "run", ran)
    path = token_file(tmp_path, f"A {TOKEN}")
    options = [str(path) if each == "TOKENS" else each for each in options]
    assert run(["serve", "--store", str(sample_store), "--port", "0", *options]) == code
    assert bool(told) is (hosts is not None)
    if hosts is not None:
        assert set(hosts) <= set(told[0].hosts)
        assert told[0].public is ("--public-read" in options)
        assert bool(told[0].tokens) is bool(told[0].load) is ("--token-file" in options)


def test_the_command_serves_and_ends_on_ctrl_c(tmp_path: Path, sample_store: Path) -> None:
    path = token_file(tmp_path, f"A {TOKEN}")
    command = [sys.executable, "-c", "from graph_cli.main import main; main()", "--lang", "en"]
    with subprocess.Popen(
        [*command, "--store", str(sample_store), "serve", "--port", "0", "--token-file", str(path)],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:  # fmt: skip
        assert process.stderr is not None
        said = process.stderr.readline()
        port = int(re.findall(r"http://127\.0\.0\.1:(\d+)/", said)[0])
        with socket.create_connection(("127.0.0.1", port), 30) as line:
            line.sendall(b"GET /upload HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(30) == 0
    assert answer.startswith(b"HTTP/1.1 200")
    assert TOKEN not in rest + said and "Traceback" not in rest
