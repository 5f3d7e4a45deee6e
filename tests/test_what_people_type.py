"""What people type and read: options anywhere, one language at a time, short answers, references, files and breaks."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest

from graph_cli.main import hoisted, run
from graph_cli.output import visible

SAMPLES = Path(__file__).parents[1] / "samples"


def cancu(*arguments: str, store: Path | None = None, lang: str = "vi") -> int:
    return run(["--lang", lang, *(["--store", str(store)] if store else []), *arguments])


def test_common_options_may_follow_the_command(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["docs", "--lang", "en", "--store", str(sample_store), "--format=json", "-q"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 5
    assert run(["docs", "--store", str(sample_store / "none"), "--lang=en"]) == 7
    assert "no store yet" in capsys.readouterr().err
    assert hoisted(["query", "-", "--debug", "--", "--quiet"]) == ["--debug", "query", "-", "--", "--quiet"]


ENGLISH = ("Usage", "Options", "Show this", "not one of", "unexpected", "range", "required", "default")


@pytest.mark.parametrize(
    "arguments",
    [[], ["-h"], ["docs", "extra"], ["docs", "--limit", "0"], ["tasks", "--role", "boss"], ["docs", "--lang"],
     ["docs", "-o", "/"], ["docs", "-o"], ["export", "-h"], ["query", "--timeout", "x", "-"]],
    ids=" ".join,
)  # fmt: skip
def test_vietnamese_help_and_errors_hold_no_english(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CANCU_LANG", "vi")
    assert run(arguments) in (0, 2)
    said = "".join(capsys.readouterr())
    assert [word for word in ENGLISH if word in said] == []


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "cancu: " not in capsys.readouterr().err
    assert cancu() == 2
    assert capsys.readouterr().err == "cancu: Thiếu tên lệnh. Xem: cancu --help\n"


def test_all_indices_with_their_owners(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("who", "--format", "table", store=sample_store) == 0
    blocks = re.split(r"\n(?=\S)", capsys.readouterr().out)
    said = {block.splitlines()[0]: block for block in blocks}
    assert list(said)[:8] == ["PAR INDEX", "SIPAS", "PAPI", "PCI", "DDCI", "ICT", "DTI", "IPA"]
    assert [name for name in said if "chưa văn bản nào giao" in said[name]] == ["ICT", "DTI", "IPA"]
    assert "Sở Kế hoạch và Đầu tư tỉnh Quảng Trị [suy ra]" in said["DDCI"]
    assert cancu("who", "--as-of", "2025-04-01", "--format", "json", store=sample_store) == 0
    rows = {each["index"]: each for each in json.loads(capsys.readouterr().out)}
    assert "Sở Tài chính" in rows["pci"]["owning"][0]["as_of"]
    assert rows["dti"]["owning"] == []


def test_long_quotations_are_cut_around_the_mention(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["trace", "000", "--to", "76/NQ-CP", "--format", "table"]
    assert cancu(*asked, store=sample_store) == 0
    short = [line for line in capsys.readouterr().out.splitlines() if "“" in line]
    assert max(map(len, short)) < 400
    assert "76/NQ-CP ngày 15/7/2021" in short[0]
    assert cancu(*asked, "--full", store=sample_store) == 0
    assert "lấy người dân, doanh nghiệp làm chủ thể, làm trung tâm phục vụ" in capsys.readouterr().out


def test_no_line_drawing_when_piped(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["query", "ownership"], ["load", str(SAMPLES)], ["doctor"]):
        cancu(*arguments, "--format", "table", store=sample_store)
        assert not any("\u2500" <= each <= "\u257f" for each in capsys.readouterr().out)


def test_nothing_steers_the_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\td\u200b") == "a⟦U+001B⟧[31mb⟦U+202E⟧c\td\u200b"


def test_a_document_and_itself_have_no_lineage(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("trace", "000", "--to", "000_3b6c6109f0fe0654.txt", store=sample_store) == 2
    assert "một văn bản" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("76", "76/NQ-CP"),
        ("219", "219/KH-UBND"),
        ("samples/001_69ad4df19bf567e7.txt", "22/KH-UBND"),
        ("1-nq/tu", "01-NQ/TU"),
    ],
)
def test_what_a_short_reference_means(
    reference: str, found: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("show", reference, "--format", "table", store=sample_store) == 0
    assert found in capsys.readouterr().out.splitlines()[0]


def test_a_figure_of_a_date_is_no_reference(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("show", "04", store=sample_store) == 2


def test_the_break_is_shown_with_the_step_to_it(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("trace", "000", "--to", "76/NQ-CP", "--format", "table", store=sample_store) == 0
    ends = capsys.readouterr().out.partition("Dòng căn cứ dừng ở:")[2]
    assert "—thực hiện→ Kế hoạch 219/KH-UBND" in ends
    assert "“Thực hiện Kế hoạch số 219/KH-UBND" in ends


def test_nothing_links_the_plan_to_the_resolution(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("trace", "3647/QĐ-UBND", "--to", "76/NQ-CP", "--format", "table", store=sample_store) == 0
    said = capsys.readouterr().out
    assert "Không có dòng căn cứ nào nối hai văn bản này." in said
    assert "→" not in said


def test_a_third_speaker_is_named(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("trace", "107/2020/NĐ-CP", store=sample_store) == 0
    assert "https://" not in capsys.readouterr().out


def test_one_number_with_two_dates_is_what_conflicts_are_about(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("conflicts", "766/QĐ-TTg", store=sample_store) == 0
    assert len(rows_of(capsys.readouterr().out)) == 2


def rows_of(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_before_a_quarter_is_before_its_first_day(
    tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "due.ics"
    assert cancu("tasks", "--due", "trước quý IV/2023", "--ics", str(path), store=sample_store) == 0
    assert any("bồi dưỡng nghiệp vụ" in row["description"] for row in rows_of(capsys.readouterr().out))
    assert b"DTSTART;VALUE=DATE:20230930" in path.read_bytes()
    assert b"20231231" not in path.read_bytes()


def test_a_place_that_cannot_be_written(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option in (["docs", "-o"], ["tasks", "--ics"], ["view", "-o"], ["export", "-o"]):
        assert cancu(*option, "/no/such/folder/file", store=sample_store) == 8


def test_a_pipe_is_refused_and_other_kinds_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert cancu("load", str(tmp_path / "pipe"), store=tmp_path / "store") == 3
    capsys.readouterr()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.xlsx").write_bytes(b"PK\x03\x04")
    assert cancu("load", str(tmp_path / "in"), store=tmp_path / "store") == 0
    assert capsys.readouterr().err.count("\n") == 2


def test_nothing_is_rebuilt_under_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from queries.stores import oxigraph

    store, other = tmp_path / "store", tmp_path / "store.old"
    other.mkdir()
    assert cancu("load", str(SAMPLES / "001_69ad4df19bf567e7.txt"), store=store) == 0
    monkeypatch.setattr(oxigraph, "WAIT", 0.1)
    with oxigraph.open_writer(store):
        assert cancu("rebuild", store=store) == 6
    assert cancu("rebuild", store=store) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store", "store.old"]


def test_the_new_province_of_the_same_name_is_another(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("who", "PCI", "--as-of", "2025-04-01", "--format", "table", store=sample_store) == 0
    assert "một đơn vị khác" not in capsys.readouterr().out
    assert cancu("who", "PCI", "--as-of", "2026-01-01", "--format", "table", store=sample_store) == 0
    assert "từ 01/07/2025: tỉnh Quảng Trị được sắp xếp thành tỉnh Quảng Trị mới" in capsys.readouterr().out


def test_a_name_restored_from_a_scan_is_marked(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("signers", "--format", "table", store=sample_store) == 0
    marked = [line for line in capsys.readouterr().out.splitlines() if "chưa chắc" in line]
    assert len(marked) == 1
    assert "Phước" in marked[0]


def test_an_answer_in_a_file_that_excel_reads(tmp_path: Path, sample_store: Path) -> None:
    path = tmp_path / "docs.csv"
    assert cancu("docs", "--format", "csv", "--output", str(path), "--limit", "2", store=sample_store) == 0
    assert path.read_bytes().startswith("\ufeff".encode())
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 3


def test_deadlines_as_a_calendar(tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "due.ics"
    assert cancu("tasks", "--document", "004", "--due", "2023-10", "--ics", str(path), store=sample_store) == 0
    content = path.read_bytes()
    assert content.count(b"BEGIN:VEVENT") == 3
    assert b"DTSTART;VALUE=DATE:20231020" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert "\ufffd" not in content.replace(b"\r\n ", b"").decode()


def test_the_page_and_the_export(tmp_path: Path, sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, graph = tmp_path / "page.html", tmp_path / "graph.nq"
    assert cancu("view", "000", "-o", str(page), store=sample_store) == 0
    assert cancu("export", "--as", "nquads", "-o", str(graph), store=sample_store) == 0
    assert page.stat().st_size
    assert graph.stat().st_size
    assert cancu("export", "--as", "pdf", "-o", str(graph), store=sample_store) == 2


def test_an_agency_answers_for_what_its_predecessor_did(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("who", "Sở Tài chính", store=sample_store) == 0
    assert rows_of(capsys.readouterr().out) == []
    assert cancu("who", "Sở Tài chính", "--as-of", "2025-04-01", store=sample_store) == 0
    found = {(row["index"], row["agency"], row["as_of"]) for row in rows_of(capsys.readouterr().out)}
    assert found == {
        (index, "Sở Kế hoạch và Đầu tư tỉnh Quảng Trị", "Sở Tài chính tỉnh Quảng Trị") for index in ("PCI", "DDCI")
    }
