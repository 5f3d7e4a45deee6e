"""Questions in a person's words: which named question is chosen, with what; what is told; the answer."""

from __future__ import annotations

import csv
import io
import json
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph_cli.main import run
from ontology.folding import folded
from queries import catalog
from queries.asking import NotUnderstood, Understood, recognise
from queries.stores.oxigraph import OxigraphReader
from queries.understanding.phrasings import declared, lexicon, spellings, word
from queries.understanding.times import time_at
from queries.understanding.words import tokens

DATA = Path(__file__).parent / "data"
ASKED: dict[str, Any] = tomllib.loads((DATA / "asked.toml").read_text(encoding="utf-8"))
FACTS = tomllib.loads((DATA / "questions.toml").read_text(encoding="utf-8"))["question"]


def understood(samples: OxigraphReader, text: str) -> Understood:
    found = recognise(samples, text)
    assert isinstance(found, Understood), text
    return found


def taken(found: Understood) -> dict[str, str]:
    return {name: "; ".join(texts) for name, texts in {**found.parameters, **found.filters}.items()}


def cancu(*arguments: str, store: Path, lang: str = "vi") -> int:
    return run(["--store", str(store), "--lang", lang, *arguments])


# -- what is understood ----------------------------------------------------------------------------


@pytest.mark.parametrize("group", ASKED["asked"], ids=lambda group: f"{group['question'][0]} {group.get('with', '')}")
def test_paraphrases_are_understood_alike(group: dict[str, Any], samples: OxigraphReader) -> None:
    for text in group["texts"]:
        found = understood(samples, text)
        assert found.name in group["question"], text
        assert taken(found).items() >= group.get("with", {}).items(), text


def test_each_kind_of_question_is_asked_in_many_ways() -> None:
    kinds: dict[str, int] = {}
    for group in ASKED["asked"]:
        for name in group["question"]:
            kinds[name] = kinds.get(name, 0) + len(group["texts"])
    few = {"warnings", "gaps", "breaks", "joining"}  # asked seldom
    assert [name for name, count in kinds.items() if count < 10 and name not in few] == []


@pytest.mark.parametrize("text", [text for group in ASKED["refused"] for text in group["texts"]])
def test_what_is_no_question_of_the_catalogue_is_refused(text: str, samples: OxigraphReader) -> None:
    found = recognise(samples, text)
    assert isinstance(found, NotUnderstood)
    assert len(found.nearest) >= 3


@pytest.mark.parametrize(
    ("text", "told"), [(text, group["with"]) for group in ASKED["told"] for text in group["texts"]]
)
def test_words_that_play_no_part_are_told(text: str, told: str, samples: OxigraphReader) -> None:
    found = understood(samples, text)
    assert told in " ".join((*found.unused, *found.turning))


def test_a_word_that_turns_the_meaning_is_told_apart(samples: OxigraphReader) -> None:
    assert understood(samples, "Sở nào không phụ trách PCI?").turning == ("không",)
    assert understood(samples, "Sở nào phụ trách PCI không?").turning == ()


def test_a_question_without_diacritics_is_the_same_question(samples: OxigraphReader) -> None:
    with_marks = understood(samples, "Nhiệm vụ nào của Sở Nội vụ đến hạn quý I/2023?")
    without = understood(samples, "NHIEM VU NAO CUA SO NOI VU DEN HAN QUY I/2023?")
    assert taken(with_marks) == taken(without)


def test_a_name_that_fits_several_is_told(samples: OxigraphReader) -> None:
    found = understood(samples, "Những văn bản nào viện dẫn Quyết định 766/QĐ-TTg?")
    assert [len(each.fits) for each in found.several] == [2]
    assert len(found.parameters["document"]) == 2


def test_documents_in_brackets_are_those_described_before(samples: OxigraphReader) -> None:
    found = understood(samples, "Kế hoạch chuyển đổi số xanh (003) thực hiện văn bản nào?")
    assert found.parameters["document"] == ("003",)
    assert {"xanh", "chuyển"} <= set(found.unused)


def test_numbers_narrowed_by_what_stands_beside_them(samples: OxigraphReader) -> None:
    found = understood(samples, "Quyết định 766/QĐ-TTg ngày 23/6/2022 được viện dẫn ở đâu?")
    assert found.several == ()
    assert found.parameters["document"][0].endswith("2022/766-qd-ttg")


# -- the parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("quý I/2023", "2023-Q1"),
        ("quý 4 năm 2023", "2023-Q4"),
        ("tháng 10 năm 2023", "2023-10"),
        ("10/2023", "2023-10"),
        ("năm 2025", "2025"),
        ("ngày 30 tháng 11 năm 2023", "2023-11-30"),
        ("trước ngày 30/11/2023", "..2023-11-30"),
        ("trước quý IV/2023", "trước 2023-Q4"),
        ("từ 01/10/2023 đến 30/11/2023", "2023-10-01..2023-11-30"),
        ("từ tháng 10/2023", "2023-10.."),
        ("đến 2025", "..2025"),
        ("Q1 2023", "2023-Q1"),
        ("31/02/2023", None),
        ("2023", None),
        ("quý V/2023", None),
    ],
)
def test_stretches_of_time(text: str, period: str | None) -> None:
    found = time_at(tokens(text, lexicon()))
    assert (found and found[1].texts[0]) == period


def test_choices_are_written_out() -> None:
    assert spellings("(a|b) [c]") == ["a c", "a ", "b c", "b "]
    assert spellings("x [y (z|w)]") == ["x y z", "x y w", "x "]


def test_diacritics_may_be_left_out_but_not_be_others() -> None:
    assert word("sở").fits(word("so"))
    assert word("hóa").fits(word("hoá"))
    assert not word("sở").fits(word("số"))


def test_every_declaration_names_questions_that_exist_and_has_examples(samples: OxigraphReader) -> None:
    for each in declared():
        assert set(each.asks) <= set(catalog.names())
        if "<" not in each.example["vi"]:
            found = understood(samples, each.example["vi"])
            assert (found.name, each.example["vi"]) == (each.name, each.example["vi"])


# -- the answer -------------------------------------------------------------------------------------

# The questions as their askers worded them; the facts of the answers stand in data/questions.toml.
WORDED = tomllib.loads((DATA / "asked.toml").read_text(encoding="utf-8"))["worded"]

# Facts that the same answer gives in other columns, or that another question of the same line gives.
SHAPED: dict[str, list[dict[str, str]]] = {
    "Q08": [{"subject": "107/2020/NĐ-CP", "object": "24/2014/NĐ-CP", "sentence": "sửa đổi, bổ sung một số điều"}],
    "Q12": [
        {"subject": "000_", "object": "766/QĐ-TTg ngày 23/06/2023"},
        {"subject": "004_", "object": "766/QĐ-TTg ngày 23/06/2022"},
    ],
    "Q19": [{"agency": "Sở Kế hoạch và Đầu tư", "role": "nâng cao", "sentence": "năng lực cạnh tranh cấp tỉnh"}],
    "Q23": [
        {"index": "PCI", "agency": "Các sở, ban, ngành", "sentence": "tự đánh giá, chấm điểm"},
        {"index": "SIPAS", "agency": "Ủy ban nhân dân các xã, phường, thị trấn"},
    ],
    "Q31": [
        {"description": "làm sạch", "deadline": "2023-10", "deadline_text": "trong tháng 10/2023"},
        {"description": "đôn đốc", "deadline": "2023-10-30"},
    ],
}


@pytest.mark.parametrize("id_", sorted(WORDED))
def test_the_answer_holds_the_facts(id_: str, sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("ask", WORDED[id_], "--format", "tsv", store=sample_store) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out), delimiter="\t", quoting=csv.QUOTE_NONE))
    known = [facts for question in FACTS if question["id"] == id_ for facts in question.get("rows", ())]
    for facts in SHAPED.get(id_, known):
        assert any(all(folded(said) in folded(row[column]) for column, said in facts.items()) for row in rows), facts
    for facts in (facts for question in FACTS if question["id"] == id_ for facts in question.get("none", ())):
        assert not any(all(folded(said) in folded(row[column]) for column, said in facts.items()) for row in rows)


def test_all_questions_are_asked() -> None:
    assert set(WORDED) == {question["id"] for question in FACTS} - {"owners", "indices"}


def test_the_question_chosen_is_shown_and_can_be_asked_again(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "Nhiệm vụ nào của Sở Nội vụ đến hạn quý I/2023?"
    assert cancu("ask", asked, "--format", "table", store=sample_store) == 0
    lines = capsys.readouterr().out.splitlines()
    line = next(each.strip() for each in lines if each.strip().startswith("cancu query "))
    assert shlex.split(line)[2] == "tasks_due"
    assert cancu(*shlex.split(line)[1:], "--format", "tsv", store=sample_store) == 0
    assert "Tham mưu công văn hướng dẫn tuyên truyền" in capsys.readouterr().out


def test_several_values_of_a_parameter_can_be_asked_again(
    sample_store: Path, samples: OxigraphReader, capsys: pytest.CaptureFixture[str]
) -> None:
    line = understood(samples, "ai nâng cao PAR INDEX, PAPI và SIPAS?").lines[0]
    assert cancu(*shlex.split(line)[1:], "--format", "json", store=sample_store) == 0
    assert len({row["index"] for row in json.loads(capsys.readouterr().out)}) == 3


def test_json_holds_what_was_understood_and_the_answer(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cancu("ask", "ai nâng cao PCI ở Cần Thơ?", "--format", "json", store=sample_store) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert told["understood"]["question"] == "owners"
    assert told["understood"]["parameters"] == {"index": ["PCI"], "role": ["raise"]}
    assert told["understood"]["unused"] == ["Cần", "Thơ"]
    assert told["answer"]["duties"][0]["quotations"][0]["file"].startswith("003_")
    assert "Không dùng đến: Cần, Thơ" in said.err


def test_what_no_document_says_is_an_answer(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in ("Ai nâng cao chỉ số DTI?", "Văn bản nào thay thế văn bản nào?", "Bộ Quốc phòng phải làm gì?"):
        assert cancu("ask", asked, "--format", "table", store=sample_store) == 0
        assert "chưa văn bản nào trong kho" in capsys.readouterr().out.lower(), asked


def test_what_is_not_understood_names_the_nearest_questions(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("ask", "văn bản nào hay nhất?", store=sample_store) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "Không hiểu câu hỏi" in said.err
    assert "Trong kho có những văn bản nào?" in said.err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Kế hoạch 999/KH-UBND dựa vào đâu?", "999/KH-UBND"),
        ("Văn bản của UBND tỉnh dựa vào đâu?", "hợp với 3 văn bản"),
        ("Ai phụ trách chỉ số GRDP?", "GRDP"),
        ("Sở Vũ trụ phải làm gì?", "Sở Vũ trụ"),
        ("ai " * 100, "dài 100 từ"),
    ],
)
def test_names_that_are_unknown_or_fit_several_are_told(
    asked: str, said: str, sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cancu("ask", asked, store=sample_store) == 2
    assert said in capsys.readouterr().err


def test_english_questions(sample_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = "which cited documents are missing?"
    assert cancu("ask", asked, "--format", "table", store=sample_store, lang="en") == 0
    said = capsys.readouterr().out
    assert said.startswith("Understood as: Documents cited but not held")
    assert "76/NQ-CP" in said
