"""The program that measures: what counts as right, wrong, missed and too much."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import __main__ as accuracy
from benchmarks.accuracy import matching, report
from benchmarks.accuracy.documents import Judged, judged
from benchmarks.accuracy.scoring import Outcome, verdicts

TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 45/KH-UBND\nQuảng Trị, ngày 05 tháng 3 năm 2024\nKẾ HOẠCH\n"
    "Cải cách hành chính năm 2024\nThực hiện Quyết định số 76/QĐ-TTg ngày 15/7/2021 của Thủ tướng Chính phủ.\n"
    "II. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Y tế rà soát quy trình nội bộ trước ngày 30/6/2024.\n"
)
CITED = {
    "surface": "Quyết định số 76/QĐ-TTg ngày 15/7/2021 của Thủ tướng Chính phủ", "kind": "numbered",
    "type": "Quyết định", "number": "76/QĐ-TTg", "date": "2021-07-15", "issuer": "Thủ tướng Chính phủ",
    "relation": "implements", "source": "this",
}  # fmt: skip
TASK = {
    "description": "Sở Nội vụ chủ trì, phối hợp với Sở Y tế rà soát quy trình nội bộ trước ngày 30/6/2024.",
    "lead": ["Sở Nội vụ"], "coordinate": ["Sở Y tế"], "deadline": "2024-06-30", "section": "II.1",
}  # fmt: skip
GOLD: dict[str, Any] = {
    "file": "a.txt",
    "document": {"type": "Kế hoạch", "number": "45/KH-UBND", "date": "2024-03-05", "recipients": ["Như trên"]},
    "citations": [CITED],
    "tasks": [TASK],
    "responsibilities": [{"agency": "Sở Nội vụ", "index": "PAPI", "role": "raise"}],
    "index_mentions": [{"index": "PAPI"}],
    "targets": [{"text": "đạt ít nhất 90% hồ sơ", "value": 90}],
}


def outcomes(measure: str, record: dict[str, Any], gold: dict[str, Any] | None = None) -> list[str]:
    return [v.outcome for v in verdicts(gold or GOLD, record, None) if v.measure == measure]


def changed(path: str, **values: object) -> dict[str, Any]:
    record = copy.deepcopy(GOLD)
    record[path][0] |= values
    return record


def test_a_record_that_says_what_is_annotated_is_all_right() -> None:
    assert {v.outcome for v in verdicts(GOLD, GOLD, None)} == {Outcome.RIGHT}


@pytest.mark.parametrize(
    ("situation", "values", "joint"),
    [
        ("another relation", {"relation": "cites"}, "wrong"),
        ("another speaker", {"source": "1/QĐ-UBND"}, "wrong"),
        ("true besides", {"relation": "cites", "also": [{"relation": "implements", "source": "this"}]}, "right"),
        ("another date", {"date": "2021-07-16"}, "wrong"),
        ("the head of the office", {"issuer": "Thủ tướng Chính phủ nước Việt Nam"}, "right"),
        ("a leading zero and a blank", {"number": "076 /QĐ-TTg"}, "right"),
    ],
)
def test_a_citation(situation: str, values: dict[str, object], joint: str) -> None:
    record = changed("citations", **values)
    assert outcomes("citation.number", record) == ["right"]
    assert outcomes("citation.joint", record) == [joint]


def test_missed_and_too_much() -> None:
    record = changed("citations", number="77/QĐ-TTg")
    assert sorted(outcomes("citation.number", record)) == ["extra", "missed"]
    assert outcomes("relation.implements", record) == ["missed", "extra"]


def test_an_optional_annotation_neither_helps_nor_hurts() -> None:
    gold = changed("citations", optional=True)
    assert outcomes("citation.joint", GOLD, gold) == []
    assert outcomes("citation.joint", GOLD | {"citations": []}, gold) == []


def test_the_own_number_in_the_head_is_no_mistake() -> None:
    record = GOLD | {"citations": [{"kind": "self", "number": "45/KH-UBND", "relation": "self"}, CITED]}
    assert outcomes("citation.number", record) == ["right"]


@pytest.mark.parametrize(
    ("values", "part"),
    [({"lead": []}, "lead"), ({"coordinate": ["Sở Tài chính"]}, "coordinate"), ({"deadline": None}, "deadline")],
)
def test_a_task(values: dict[str, object], part: str) -> None:
    record = changed("tasks", **values)
    assert outcomes("task.found", record) == ["right"]
    assert outcomes("task.joint", record) == outcomes(f"task.{part}", record) == ["wrong"]


def test_an_item_that_charges_nobody_is_no_mistake() -> None:
    idle = TASK | {"description": "Nâng cao nhận thức của cán bộ", "lead": [], "coordinate": []}
    assert outcomes("task.found", GOLD | {"tasks": [idle, TASK]}) == ["right"]


def test_what_is_inferred_of_a_document_that_does_not_say_it() -> None:
    gold = GOLD | {"document": GOLD["document"] | {"date": None}}
    assert outcomes("document.date", GOLD, gold) == ["wrong"]
    record = GOLD | {"document": GOLD["document"] | {"date_assertion": "inferred"}}
    assert outcomes("document.date", record, gold) == ["right"]


def test_groups_of_agencies_in_other_words() -> None:
    assert matching.agency_key("UBND cấp xã") == matching.agency_key("Ủy ban nhân dân các xã, phường")
    assert matching.agency_key("Các sở, ban, ngành cấp tỉnh") == matching.agency_key("Sở, ngành")


def test_scores_and_the_mean_over_the_classes_of_relation() -> None:
    both = GOLD | {"citations": [CITED, CITED | {"number": "5/NQ-CP", "relation": "basedOn"}]}
    found = Judged("a.txt", "Kế hoạch", "≥ 0.95", tuple(verdicts(both, GOLD, None)))
    figures = report.plain([found])
    assert figures["citation.number"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "right": 1, "wrong": 0, "missed": 1, "extra": 0,
    }  # fmt: skip
    assert figures["relation.macro"] == {"f1": 0.5}


def test_confidence_is_held_against_what_is_right() -> None:
    record = changed("citations", confidence=0.97) | {"tasks": [TASK | {"lead": [], "confidence": 0.92}]}
    head, rows = report.calibration([Judged("a.txt", "Kế hoạch", "≥ 0.95", tuple(verdicts(GOLD, record, None)))])
    shown = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert shown["≥ 0.95"]["citation"] == "100.0 of 1"
    assert shown["0.90 – 0.95"]["task"] == "0.0 of 1"
    assert shown["≥ 0.90"]["all"] == "50.0 of 2"


def test_rules_too_sure_of_themselves_come_first() -> None:
    wrong = {"confidence": 0.9, "rule": "near-verb", "relation": "cites"}
    record = changed("citations", **wrong) | {"tasks": [TASK | {"confidence": 0.8, "rule": "sentence"}]}
    _, rows = report.by_rule([Judged("a.txt", "Kế hoạch", "≥ 0.95", tuple(verdicts(GOLD, record, None)))])
    assert rows == [("citation", "near-verb", "1", "90.0", "0.0"), ("task", "sentence", "1", "80.0", "100.0")]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    texts, gold = tmp_path / "texts", tmp_path / "gold"
    texts.mkdir()
    gold.mkdir()
    (texts / "a.txt").write_text(TEXT, "utf-8")
    (gold / "a.json").write_text(json.dumps(GOLD), "utf-8")
    return texts, gold


def test_documents_are_read_and_their_quotations_looked_up(folders: tuple[Path, Path]) -> None:
    (document,) = judged(*folders)
    right = {v.measure for v in document.verdicts if v.outcome is Outcome.RIGHT}
    assert {"citation.joint", "task.joint", "document.number", "grounded.citations", "grounded.tasks"} <= right
    assert (document.kind, document.band) == ("Kế hoạch", "≥ 0.95")


def test_tables_are_printed_or_put_into_a_page(
    folders: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, gold = map(str, folders)
    assert accuracy.main(["--texts", texts, "--gold", gold, "--errors"]) == 0
    printed = capsys.readouterr()
    assert "| Kế hoạch " in printed.out
    assert "a.txt: target: missed: đạt ít nhất 90% hồ sơ" in printed.err
    page = tmp_path / "page.md"
    page.write_text("Before.\n\n<!-- seen -->\nold\n<!-- /seen -->\nAfter.\n", "utf-8")
    assert accuracy.main(["--texts", texts, "--gold", gold, "--into", str(page), "--part", "seen"]) == 0
    text = page.read_text("utf-8")
    assert text.startswith("Before.\n\n<!-- seen -->\n\n1 document") and text.endswith("<!-- /seen -->\nAfter.\n")
    assert "old" not in text
    with pytest.raises(SystemExit, match="no part"):
        accuracy.main(["--texts", texts, "--gold", gold, "--into", str(page), "--part", "other"])


def test_a_document_that_is_not_there_counts_as_missed(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    texts, gold = folders
    (texts / "a.txt").unlink()
    assert accuracy.main(["--texts", str(texts), "--gold", str(gold), "--as", "json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["citation.joint"]["missed"] == 1
    assert "a.txt" in printed.err


def test_texts_and_annotations_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CANCU_GOLD", raising=False)
    for given in ([], ["--texts", "a"]):
        with pytest.raises(SystemExit):
            accuracy.main(given)
