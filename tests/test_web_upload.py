"""Files sent to the web application: the outcomes of `cancu load`, whatever they are called, within limits."""

from __future__ import annotations

import io
import re
import shutil
import socket
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_cli import loading
from ontology.errors import BackendUnavailable, CancuError, DiskFull, StoreBusy
from queries.stores import failures
from tests.conftest import SAMPLES
from tests.web import client, served
from tests.writing import BEARER, FOR_PEOPLE, PERSON, TOKEN, writable, writer
from viz.web import guard, listening
from viz.web.areas import upload
from viz.web.tokens import digest

ONE = next(path for path in sorted(SAMPLES.iterdir()) if path.name.startswith("001"))
SMALL = "CHÍNH PHỦ\nSố: 99/2019/NĐ-CP\nHà Nội, ngày 03 tháng 04 năm 2019\nNGHỊ ĐỊNH\nVề thử nghiệm\n".encode()


def sent(asked: TestClient, *files: tuple[str, bytes], **headers: str) -> Any:
    return asked.post("/upload", files=[("files", each) for each in files], headers={**BEARER, **headers})


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_each_file_has_the_outcome_that_loading_gives_it(tmp_path: Path) -> None:
    asked = writer(tmp_path / "store")
    files = [("a.txt", ONE.read_bytes()), ("b.txt", b"\x00\x01\x02"), ("c.zip", zipped(x=SMALL))]
    answer = sent(asked, *files)
    told = {each["file"]: (each["outcome"], each["code"]) for each in answer.json()["files"]}
    assert answer.status_code == 200
    assert told == {"a.txt": ("loaded", None), "b.txt": ("refused", "binary"), "c.zip/x": ("loaded", None)}
    again = sent(asked, files[0], **FOR_PEOPLE)
    assert "Đã có sẵn" in again.text
    refused = sent(asked, files[1], **FOR_PEOPLE)
    assert refused.status_code == 415 and "tệp nhị phân" in refused.text
    assert "the file is binary" in asked.post("/upload?lang=en", files=[("files", files[1])],
                                              headers={**BEARER, **FOR_PEOPLE}).text  # fmt: skip


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../x.txt", "x.txt"),
        ("/etc/passwd", "passwd"),
        ("C:\\x\\y.txt", "y.txt"),
        ("..", "tep"),
        ("", "tep"),
        ("a\x1b[31m\u202etxt.txt", "a\\u001b[31m\\u202etxt.txt"),
        ("<script>alert(1)</script>.txt", "script>.txt"),
        ("Kế hoạch số 22.docx", "Kế hoạch số 22.docx"),
        ("x" * 10_000 + ".docx", "x" * 108 + "…" + "xxxxxx.docx"),
    ],
)
def test_a_name_is_a_label_and_never_a_path(name: str, label: str) -> None:
    assert upload.label(name) == label


@pytest.mark.parametrize(
    "disposition",
    [
        'filename="../../x.txt"',
        "filename*=UTF-8''..%2F..%2Fx.txt",
        "filename=\"x.txt\"; filename*=UTF-8''%2Fetc%2Fx.txt",
        'filename="C:\\\\x.txt"',
        'filename="' + "x" * 3000 + '.txt"',
        'filename="x\x00.txt"',
    ],
)
def test_whatever_a_sender_writes_nothing_is_made_outside_the_store(tmp_path: Path, disposition: str) -> None:
    seen: list[str] = []

    def load(files: Sequence[tuple[str, bytes]]) -> list[loading.Outcome]:
        seen.extend(name for name, _ in files)
        return [loading.Outcome(file=name, outcome="loaded") for name, _ in files]

    head = f'--x\r\nContent-Disposition: form-data; name="files"; {disposition}\r\n\r\n'
    answer = client(tmp_path / "store", tokens={digest(TOKEN): PERSON}, load=load).post(
        "/upload", content=head.encode() + SMALL + b"\r\n--x--\r\n",
        headers={**BEARER, "content-type": "multipart/form-data; boundary=x"},
    )  # fmt: skip
    assert answer.status_code in (200, 400)
    assert all("/" not in name and "\\x" not in name and len(name) <= upload.LONGEST_NAME for name in seen)
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_large_is_cut_off(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "UPLOAD", 200_000)
    asked = writer(sample_store)
    assert sent(asked, ("a.txt", b"x" * 200_001)).status_code == 413
    body = (b"x" * 50_000 for _ in range(6))  # in pieces of which nothing is announced
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert asked.post("/upload", content=body, headers={**BEARER, **kind}).status_code == 413
    many = [(f"{i}.txt", b"") for i in range(upload.MOST_FILES + 1)]
    assert sent(asked, *many).status_code in (400, 413)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StoreBusy("/secret/store", "/secret/store"), 503),
        (DiskFull("/secret/store", "/secret/store"), 507),
        (OSError(28, "No space left on device", "/secret/store"), 507),
        (BackendUnavailable("-", "-"), 503),
    ],
)
def test_a_store_that_cannot_take_it_is_told(sample_store: Path, error: Exception, status: int) -> None:
    def load(files: Sequence[tuple[str, bytes]]) -> list[loading.Outcome]:
        raise error

    asked = client(sample_store, tokens={digest(TOKEN): PERSON}, load=load)
    answer = sent(asked, ("a.txt", SMALL))
    assert answer.status_code == status
    assert "secret" not in answer.text
    assert ("retry-after" in answer.headers) is (status == 503)


def test_a_full_disk_is_told_apart(tmp_path: Path) -> None:
    full: CancuError = failures.of_disk(tmp_path, OSError(28, "No space left on device"))
    assert isinstance(full, DiskFull)
    assert not isinstance(failures.of_disk(tmp_path, PermissionError(13, "Permission denied")), DiskFull)


def test_no_more_than_two_are_taken_at_once_and_readers_go_on(sample_store: Path) -> None:
    begun, let_go = threading.Barrier(upload.AT_ONCE + 1), threading.Event()

    def load(files: Sequence[tuple[str, bytes]]) -> list[loading.Outcome]:
        begun.wait(30)
        let_go.wait(30)
        return [loading.Outcome(file=name, outcome="loaded") for name, _ in files]

    with client(sample_store, tokens={digest(TOKEN): PERSON}, load=load) as asked:
        waiting = [threading.Thread(target=sent, args=(asked, ("a.txt", SMALL))) for _ in range(upload.AT_ONCE)]
        for each in waiting:
            each.start()
        begun.wait(30)
        busy = sent(asked, ("a.txt", SMALL))
        assert (busy.status_code, busy.json()["error"]["code"]) == (503, "busy")
        assert busy.headers["retry-after"]
        assert asked.get("/upload").status_code == 200
        let_go.set()
        for each in waiting:
            each.join(30)


def test_new_pages_show_what_was_loaded_at_once(tmp_path: Path, sample_store: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(sample_store, store, symlinks=True)
    asked = writer(store)
    before = asked.app.state.held.now()  # type: ignore[attr-defined]
    assert sent(asked, ("moi.txt", SMALL)).status_code == 200
    assert asked.app.state.held.now().version != before.version  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "begun",
    [
        b"GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow:",
        b"POST /upload HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer " + TOKEN.encode()
        + b"\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 1000\r\n\r\n--x",
    ],
    ids=["head", "body"],
)  # fmt: skip
def test_who_hardly_sends_anything_is_cut_off(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.3)
    monkeypatch.setattr(listening, "PATIENCE", 0.3)
    with served(sample_store, **writable(sample_store)) as address:
        port = int(re.findall(r":(\d+)$", address)[0])
        with socket.create_connection(("127.0.0.1", port), 30) as line:
            line.sendall(begun)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer == b"" or answer.startswith(b"HTTP/1.1 408")
