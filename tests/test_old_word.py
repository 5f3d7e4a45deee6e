"""Documents of older word processors: converted behind walls, or refused by name."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from loaders import pipeline
from loaders.readers import converter, old_word, ole, word
from ontology import confinement
from ontology.errors import InputRefused
from tests import made_ole
from tests.made_word import docx, level, lists, numbered, p, row, table

RTF = b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 Ke hoach\\par}"
WORD_XML = b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'
PLAN = (
    table(row("UBND TỈNH QUẢNG TRỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
          row("Số: 45/KH-UBND", "Quảng Trị, ngày 05 tháng 3 năm 2024"))
    + p("KẾ HOẠCH")
    + numbered("Thực hiện Quyết định số 76/QĐ-TTg ngày 15/7/2021.")
    + table(row("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"), row("1", "Rà soát quy trình", "Sở Nội vụ", "Quý I/2024"))
    + p("./.")
)  # fmt: skip
needs_office = pytest.mark.skipif(converter.office() is None, reason="LibreOffice is not installed")


def open_document(manifest: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
    return made.getvalue()


OTHERS = [
    ("a workbook", made_ole.ole({"Workbook": b""}), "unsupported", "Excel"),
    ("an old workbook", made_ole.ole({"Book": b""}), "unsupported", "Excel"),
    ("slides", made_ole.ole({"Current User": b"", "PowerPoint Document": b""}), "unsupported", "PowerPoint"),
    ("a message", made_ole.ole({"__properties_version1.0": b""}), "unsupported", "Outlook"),
    ("an installer", made_ole.ole({"\u4840\u3b3f\u43f2\u4438\u45b1": b""}), "unsupported", "MSI"),
    (
        "a .docx in one XML file",
        WORD_XML.replace(b"w:wordDocument", b'pkg:package xmlns:pkg="%s"' % old_word.FLAT),
        "unsupported",
        "Flat OPC",
    ),
    ("nothing known", made_ole.ole({"Contents": b""}), "unsupported", "OLE"),
    ("a .docx with a password", made_ole.ole({"EncryptionInfo": b"", "EncryptedPackage": b""}), "encrypted", ""),
    ("a .doc with a password", made_ole.ole({"1Table": b"", "WordDocument": made_ole.word(0x0100)}), "encrypted", ""),
    ("cut off", made_ole.ole({"WordDocument": made_ole.word()})[:700], "damaged", ""),
    ("magic alone", ole.MAGIC, "damaged", ""),
    ("an unlikely header", ole.MAGIC + b"\xff" * 600, "damaged", ""),
]


@pytest.mark.parametrize(("situation", "data", "code", "said"), OTHERS, ids=[o[0] for o in OTHERS])
def test_what_is_no_readable_word_document_is_refused_by_name(
    situation: str, data: bytes, code: str, said: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a.doc", data)
    assert refused.value.code == code
    assert said in refused.value.message()


def test_a_directory_that_runs_in_a_circle_ends() -> None:
    data = bytearray(made_ole.ole({f"s{n}": b"" for n in range(9)}))
    data[512 + 4 * 2 : 512 + 4 * 3] = (1).to_bytes(4, "little")  # the second sector of the directory leads to the first
    assert "s0" in ole.Directory(bytes(data)).streams


MISSING = [
    ("a .doc", made_ole.ole({"WordDocument": made_ole.word()}), "libreoffice-writer-nogui, antiword, catdoc"),
    ("a .rtf", RTF, "libreoffice-writer-nogui, catdoc"),
    ("Word 2003 XML", WORD_XML, "libreoffice-writer-nogui"),
    ("an .odt", open_document(), "libreoffice-writer-nogui"),
]


@pytest.mark.parametrize(("situation", "data", "packages"), MISSING, ids=[m[0] for m in MISSING])
def test_without_a_program_its_packages_are_named(
    situation: str, data: bytes, packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a", data)
    assert refused.value.code == "needs-program"
    assert refused.value.message().endswith(f"({packages})")


def test_an_odt_with_a_password_is_refused() -> None:
    locked = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a.odt", open_document(locked))
    assert refused.value.code == "encrypted"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A plan as the older kinds of files, made by LibreOffice itself."""
    if converter.office() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("old")
    given = folder / "plan.docx"
    given.write_bytes(docx(PLAN, numbering=lists(level(0, "upperRoman", "%1."))))
    for kind in ("doc:MS Word 97", "odt:writer8"):
        command = [str(converter.office()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        for _ in range(2):  # the first start makes the profile
            subprocess.run(
                [*command, "--convert-to", kind, "--outdir", folder, given], capture_output=True, check=False
            )
    return {path.suffix[1:]: path for path in folder.glob("plan.*")}


@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_an_older_kind_gives_the_text_that_docx_gives(kind: str, converted: dict[str, Path]) -> None:
    source = pipeline.read_file(converted[kind])
    assert source.text == word.read("a", converted["docx"].read_bytes()).text
    assert "I. Thực hiện Quyết định" in source.text and "| 1 | Rà soát quy trình |" in source.text
    assert source.media_type != word.MEDIA_TYPE and source.warnings == ()
    (task,) = pipeline.extract(source).tasks
    assert (task.lead, task.deadline) == (("Sở Nội vụ",), "2024-Q1")


@pytest.mark.parametrize("program", converter.PLAIN)
def test_without_libreoffice_a_smaller_program_gives_the_words(
    program: str, converted: dict[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    (tmp_path / program).symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))
    source = pipeline.read_file(converted["doc"])
    assert "Thực hiện Quyết định số 76/QĐ-TTg ngày 15/7/2021." in source.text
    assert len(source.warnings) == 1 and program in source.warnings[0]
    assert pipeline.extract(source).citations[0].number == "76/QĐ-TTg"


@needs_office
def test_garbage_behind_an_honest_beginning_is_refused() -> None:
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("a.doc", made_ole.ole({"WordDocument": made_ole.word() + b"\xff" * 3000}))
    assert refused.value.code in ("damaged", "empty")


def program(folder: Path, script: str) -> Path:
    """A program of the tests' own, in a folder that it may read."""
    made = folder / "program" / "bin" / "catdoc"
    made.parent.mkdir(parents=True)
    made.write_text(f"#!/bin/bash\n{script}\n")
    made.chmod(0o755)
    return made


linux = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")


@linux
def test_a_program_sees_its_file_and_no_other_and_no_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        script = f'cat "${{@: -1}}"; cat {secret}; echo x > {tmp_path}/made; echo x > /dev/tcp/127.0.0.1/{port}; exit 0'
        said = converter.to_text("a", "Kế hoạch".encode(), program(tmp_path, script))
        with pytest.raises(TimeoutError):
            server.accept()
    walls = _has_file_walls()
    assert said.decode() == ("Kế hoạch" if walls else "Kế hoạchbí mật")
    assert (tmp_path / "made").exists() is not walls


def _has_file_walls() -> bool:
    tried = "import sys; from ontology.enclosure import keep_to; sys.exit(not keep_to((), (), ()))"
    command = [sys.executable, "-P", "-c", tried]
    return subprocess.run(command, check=False, env=confinement.of_child()).returncode == 0


@linux
def test_a_program_that_does_not_end_is_killed_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "SECONDS", 1)
    monkeypatch.setattr(converter, "WAITING", 1)
    monkeypatch.setattr(converter.tempfile, "tempdir", str(tmp_path))
    mark = f"97.{time.time_ns()}"
    with pytest.raises(InputRefused) as refused:
        converter.to_text("a", b"x", program(tmp_path, f"sleep {mark} & sleep {mark}"))
    assert refused.value.code == "resource-limit"
    assert list(tmp_path.glob("cancu-*")) == []
    assert _gone(mark)


def _gone(mark: str) -> bool:
    """Whether no process that names the mark is left; the system takes a moment to end what was killed."""
    for _ in range(200):
        if not any(mark in each for each in _running()):
            return True
        time.sleep(0.05)
    return False


def _running() -> list[str]:
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(path.read_text("utf-8", "replace"))
        except OSError:
            continue
    return found


@linux
def test_what_a_killed_conversion_left_behind_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter.tempfile, "tempdir", str(tmp_path))
    left, running = tmp_path / "cancu-office-a", tmp_path / "cancu-office-b"
    for folder in (left, running):
        (folder / "profile").mkdir(parents=True)
    os.utime(left, (0, 0))
    converter.to_text("a", b"x", program(tmp_path, "exit 0"))
    assert not left.exists() and running.exists()


@linux
@pytest.mark.parametrize("script", ["while true; do x=$x$x.; done", "head -c 400M /dev/zero > big || kill -9 $$"])
def test_a_program_that_takes_too_much_is_refused(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converter, "MEMORY", 64 << 20)
    monkeypatch.setattr(converter, "GROWTH", 1 << 20)
    with pytest.raises(InputRefused) as refused:
        converter.to_text("a", b"x", program(tmp_path, script))
    assert refused.value.code in ("resource-limit", "damaged")


@needs_office
def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bi mat")
    linked = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{secret.as_uri()}"}}{{\\fldrslt da luu}}}}\\par}}'
    text = pipeline.read_bytes("a.rtf", RTF[:-1] + linked.encode()).text
    assert "bi mat" not in text and "Ke hoach" in text
