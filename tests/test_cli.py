"""The command: exit codes, one line for an error, the forms of an answer, both languages."""

from __future__ import annotations

import csv
import io
import json
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pytest

from graph_cli.main import COMMANDS, run
from graph_cli.messages import catalogue
from graph_cli.output import Answer, Sheet, show
from graph_cli.session import Session
from graph_cli.settings import Settings, language
from loaders import apart

SAMPLES = Path(__file__).parents[1] / "samples"


def cancu(*arguments: str, store: Path | None = None, lang: str = "vi") -> int:
    return run(["--lang", lang, *(["--store", str(store)] if store else []), *arguments])


# -- help and messages ---------------------------------------------------------------------------


def test_both_languages_say_the_same_things() -> None:
    fields = {
        key: [{name for _, name, _, _ in string.Formatter().parse(each[lang]) if name} for lang in ("vi", "en")]
        for key, each in catalogue().items()
    }
    assert all(set(each) == {"vi", "en"} for each in catalogue().values())
    assert [key for key, (vi, en) in fields.items() if vi != en] == []


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_command_explains_itself(name: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu(name, "--help", lang=lang) == 0
    said = capsys.readouterr().out
    assert catalogue()[f"help.{name}"][lang].split(":")[0].split(".")[0][:40] in " ".join(said.split())


def test_every_option_is_explained() -> None:
    import click

    from graph_cli.main import cli

    ctx = click.Context(cli, info_name="cancu")
    for name in COMMANDS:
        command = cli.get_command(ctx, name)
        assert command is not None
        bare = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert bare == [], name


def test_the_language_follows_the_system() -> None:
    assert language({}) == "vi"
    assert language({"LANG": "vi_VN.UTF-8"}) == "vi"
    assert language({"LANG": "en_US.UTF-8"}) == "en"
    assert language({"LANG": "en_US.UTF-8", "CANCU_LANG": "vi"}) == "vi"


# -- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nonsense"], 2),
        (["trace"], 2),
        (["trace", "000", "--nonsense"], 2),
        (["--format", "pdf", "docs"], 2),
        (["trace", "no such document"], 2),
        (["trace", "766/QĐ-TTg"], 2),
        (["tasks", "--due", "soon"], 2),
        (["tasks", "--agency", "no such agency"], 2),
        (["who", "no such agency"], 2),
        (["query", "no_such_question"], 2),
        (["query", "owners"], 2),
        (["query", "owners", "--param", "index"], 2),
        (["load", "/no/such/path"], 2),
        (["extract", "/no/such/file"], 3),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_error_is_one_line_with_its_code(
    arguments: list[str], code: int, lang: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu(*arguments, store=sample_store, lang=lang) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("cancu: ")
    assert "Traceback" not in said.err
    if "766/QĐ-TTg" not in arguments:
        assert said.err.count("\n") == 1


def test_a_store_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("docs", store=tmp_path / "none") == 7
    assert "cancu load" in capsys.readouterr().err


def test_a_folder_that_is_not_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other").write_text("x")
    assert cancu("load", str(SAMPLES), store=tmp_path) == 7
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_a_server_is_not_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--store", "bolt://localhost", "rebuild"]) == 2


def test_an_interruption(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from queries import catalog

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(catalog, "rows", interrupted)
    assert cancu("docs", store=sample_store) == 130
    assert capsys.readouterr().err.strip().count("\n") == 0


def test_a_defect_is_told_and_its_trace_only_asked_for(
    monkeypatch: pytest.MonkeyPatch, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from queries import catalog

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(catalog, "rows", broken)
    assert cancu("docs", store=sample_store) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert cancu("--debug", "docs", store=sample_store) == 1
    assert "Traceback" in capsys.readouterr().err


# -- loading -------------------------------------------------------------------------------------


def rows(said: str) -> dict[str, str]:
    return {row["file"]: row["outcome"] for row in csv.DictReader(io.StringIO(said), delimiter="\t")}


def test_what_cannot_be_loaded_is_refused_and_the_rest_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, store = tmp_path / "in", tmp_path / "store"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    shutil.copy(SAMPLES / "001_69ad4df19bf567e7.txt", folder)
    assert cancu("load", str(folder), "/no/such/path", store=store) == 3
    assert rows(capsys.readouterr().out) == {
        "path": "refused",
        "001_69ad4df19bf567e7.txt": "loaded",
        "binary.txt": "refused",
        "empty.txt": "refused",
        "picture.png": "refused",
    }
    assert cancu("load", str(folder / "001_69ad4df19bf567e7.txt"), store=store) == 0
    assert set(rows(capsys.readouterr().out).values()) == {"unchanged"}
    assert cancu("rebuild", store=store) == 0
    assert cancu("docs", store=store) == 0
    assert "22/KH-UBND" in capsys.readouterr().out


def test_a_defect_in_one_document_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(apart, "READERS", "tests.made_readers")
    broken = tmp_path / "0.txt"
    broken.write_bytes(b"!divide")
    assert cancu("load", str(broken), str(SAMPLES / "001_69ad4df19bf567e7.txt"), store=tmp_path / "store") == 3
    assert list(rows(capsys.readouterr().out).values()) == ["failed", "loaded"]


def test_extract_needs_no_store(capsys: pytest.CaptureFixture[str]) -> None:
    path = SAMPLES / "001_69ad4df19bf567e7.txt"
    assert cancu("extract", str(path)) == 0
    assert json.loads(capsys.readouterr().out)["document"]["number"] == "22/KH-UBND"
    assert cancu("extract", "--text", str(path)) == 0
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("lang", "said", "unsaid"), [("vi", "số để trống", "blank"), ("en", "blank", "để trống")])
def test_a_document_is_shown_with_what_is_wrong_with_it(
    lang: str, said: str, unsaid: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("--format", "table", "show", "004_0c390757ddc76dcf.txt", store=sample_store, lang=lang) == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert unsaid not in shown


# -- forms of an answer --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["docs"],
        ["show", "22/KH-UBND"],
        ["trace", "000", "--to", "76/NQ-CP"],
        ["trace", "76/NQ-CP", "--down"],
        ["who", "PCI", "--as-of", "2025-04-01"],
        ["who", "Sở Nội vụ"],
        ["tasks", "--agency", "Sở Nội vụ"],
        ["targets"],
        ["signers"],
        ["missing"],
        ["conflicts"],
        ["query", "--list"],
        ["query", "ownership"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "tsv"])
def test_every_answer_in_every_form(
    arguments: list[str], form: str, lang: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("--format", form, *arguments, store=sample_store, lang=lang) == 0
    said = capsys.readouterr()
    assert said.out.strip()
    assert "\x1b" not in said.out
    assert said.err == ""
    if form == "json":
        json.loads(said.out)
    if form == "csv":
        widths = {len(row) for row in csv.reader(io.StringIO(said.out))}
        assert len(widths) == 1


def session(form: str) -> Session:
    return Session(Settings(store="", format=form))


def test_every_document_is_listed_once(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("--format", "json", "docs", store=sample_store) == 0
    files = [row["file"] for row in json.loads(capsys.readouterr().out)]
    assert files == sorted(set(files))
    assert len(files) == 5


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("--version") == 0
    assert capsys.readouterr().out.startswith("cancu ")


def test_a_spreadsheet_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = Sheet(columns=("a", "b"), rows=[("=1+1", "- bullet"), (-1, "plain")])
    show(session("csv"), Answer(sheet=sheet))
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [
        ["a", "b"],
        ["'=1+1", "'- bullet"],
        ["-1", "plain"],
    ]


def test_tabs_and_lines_in_a_cell_stay_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    show(session("tsv"), Answer(sheet=Sheet(columns=("a", "b"), rows=[("x\ty\nz", None)])))
    assert capsys.readouterr().out == "a\tb\nx y z\t\n"


def test_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show(session("table"), Answer(sheet=Sheet(columns=("a",), rows=[("[red]x[/red]",)])))
    assert "[red]x[/red]" in capsys.readouterr().out


def test_the_graph_keeps_to_its_shapes(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("check", store=sample_store) == 0, capsys.readouterr().out


def test_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("demo", "-o", str(tmp_path / "page.html"), store=tmp_path / "store") == 0
    said = capsys.readouterr().out
    assert "ĐỨT" in said
    assert (tmp_path / "page.html").exists()


def test_the_doctor(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cancu("doctor", store=sample_store)
    assert "graph_cli" in capsys.readouterr().out


def test_the_doctor_names_missing_programs_what_for_and_the_packages(
    sample_store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from loaders.readers import scan_engine

    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(scan_engine, "FOLDERS", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    cancu("--lang", "en", "--format", "csv", "doctor", store=sample_store)
    told = [line for line in capsys.readouterr().out.splitlines() if "MISSING" in line]
    assert [line.split(",")[0].strip('"').split(":")[0] for line in told] == [
        "To read scans and pictures",
        "To read .doc",
    ]
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in told[0]
    assert "apt-get install libreoffice-writer-nogui" in told[1]


def test_starting_loads_nothing_heavy() -> None:
    heavy = "('rdflib', 'networkx', 'pyvis', 'rich', 'pyshacl', 'neo4j', 'pyoxigraph', 're2')"
    code = f"import sys, graph_cli.main; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=SAMPLES.parent, check=False).returncode == 0


def test_relations_name_the_provisions_concerned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law = tmp_path / "nghi-dinh.txt"
    law.write_text(
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 15/2024/NĐ-CP\nHà Nội, ngày 02 tháng 3 năm 2024\n\n"
        "NGHỊ ĐỊNH\nVề lưu trữ\n\nĐiều 7. Hiệu lực thi hành\n\n2. Bãi bỏ khoản 3 Điều 5 Nghị định số 30/2020/NĐ-CP"
        " ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.\n",
        encoding="utf-8",
    )
    store = tmp_path / "store"
    assert cancu("load", str(law), store=store) == 0
    capsys.readouterr()
    assert cancu("--format", "table", "show", "15/2024/NĐ-CP", store=store) == 0
    assert (
        "(khoản 2 Điều 7) —bãi bỏ→ Nghị định 30/2020/NĐ-CP ngày 05/03/2020 (khoản 3 Điều 5)" in capsys.readouterr().out
    )
