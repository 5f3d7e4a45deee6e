"""The printed record keeps to its schema."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from loaders import pipeline
from ontology.model import (
    INFERRED,
    Assertion,
    Citation,
    IndexMention,
    Metadata,
    OtherStatement,
    Piece,
    Record,
    Responsibility,
    Target,
    Task,
)
from ontology.record_json import as_object, to_json

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "ontology/data/record.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def said(value: str, **more: Any) -> Assertion:
    return Assertion(value=value, start=0, end=len(value), rule="test", confidence=0.9, **more)


CITATION = Citation(
    surface="Quyết định số 3647/QĐ-UBND ngày 17/11/2021 của UBND tỉnh",
    start=10,
    end=66,
    kind="numbered",
    type="Quyết định",
    number="3647/QĐ-UBND",
    date="2021-11-17",
    issuer="Ủy ban nhân dân tỉnh Quảng Trị",
    title=None,
    provision="khoản 2 Điều 5",
    relation="implements",
    specific="concretizes",
    also=(OtherStatement(source="198/KH-UBND", relation="implements", sentence_end=80),),
    sentence_start=0,
    sentence_end=80,
    trigger="cụ thể hóa",
    rule="test",
    issuer_assertion=INFERRED,
    because="UBND tỉnh",
)
TASK = Task(
    description="Tham mưu",
    start=0,
    end=8,
    lead=("Sở Nội vụ",),
    coordinate=(),
    deadline="2023-Q1",
    deadline_text="Quý I/2023",
    deliverable=None,
    section="IV.2",
    rule="test",
    confidence=1.0,
    pieces=(Piece(start=20, end=25, text="nâng"),),
)
FULL = Record(
    file="a.txt",
    sha256="0" * 64,
    media_type="text/plain",
    text_quality=0.98,
    document=Metadata(
        type=said("Kế hoạch"),
        number=said("22/KH-UBND"),
        date=said("2023-01", status=INFERRED, because="hạn gửi báo cáo"),
        recipients=(said("Như trên"), said("Lưu: VT")),
        place="Quảng Trị",
    ),
    citations=(CITATION,),
    tasks=(TASK,),
    responsibilities=(
        Responsibility(
            agency="Sở Nội vụ",
            index="PAPI",
            role="raise",
            quote="nâng PAPI",
            start=0,
            end=9,
            rule="test",
            confidence=0.8,
        ),
    ),
    index_mentions=(IndexMention(index="PAPI", definition=None, start=5, end=9, rule="test", confidence=1.0),),
    targets=(
        Target(
            text="nhóm 20 tỉnh đứng đầu",
            start=0,
            end=21,
            index="PAPI",
            comparator="top",
            value=20,
            unit="tỉnh",
            year=None,
            rule="test",
            confidence=1.0,
        ),
    ),
    warnings=("mất dấu",),
)
EMPTY = Record(file="b.txt", sha256="f" * 64, media_type="text/plain", text_quality=1.0, document=Metadata())


def test_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("record", [FULL, EMPTY], ids=["everything said", "nothing said"])
def test_record_keeps_to_the_schema(record: Record) -> None:
    VALIDATOR.validate(json.loads(to_json(record)))


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_records_of_the_samples_keep_to_the_schema(path: Path) -> None:
    VALIDATOR.validate(json.loads(to_json(pipeline.extract(pipeline.read_file(path)))))


def test_every_quotation_tells_its_page_where_there_are_pages() -> None:
    record = replace(FULL, pages=(0, 5, 12))
    VALIDATOR.validate(told := json.loads(to_json(record)))
    assert "pages" not in told
    assert told["index_mentions"][0]["page"] == 2
    assert told["document"]["assertions"]["number"]["page"] == 1
    assert told["tasks"][0]["pieces"][0]["page"] == 3
    assert "page" not in json.loads(to_json(FULL))["tasks"][0]


def test_fields_are_plain_and_inferences_are_labelled() -> None:
    document = as_object(FULL)["document"]
    assert (document["number"], document["date"], document["title"]) == ("22/KH-UBND", "2023-01", None)
    assert (document["date_assertion"], document["because"]) == ("inferred", "hạn gửi báo cáo")
    assert "issuer_assertion" not in document
    assert document["recipients"] == ["Như trên", "Lưu: VT"]
    assert document["assertions"]["number"] == {
        "start": 0,
        "end": 10,
        "rule": "test",
        "confidence": 0.9,
        "status": "stated",
    }


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("citation", Citation),
        ("other_statement", OtherStatement),
        ("task", Task),
        ("piece", Piece),
        ("responsibility", Responsibility),
        ("index_mention", IndexMention),
        ("target", Target),
    ],
)
def test_schema_and_types_name_the_same_fields(definition: str, kind: type[Any]) -> None:
    described = set(SCHEMA["$defs"][definition]["properties"]) - {"page"}
    assert described == {field.name for field in dataclasses.fields(kind)}


@pytest.mark.parametrize(
    "change",
    [
        {"relation": "self"},
        {"relation": "likes"},
        {"number": None},
        {"date": "31/01/2023"},
        {"confidence": 1.2},
        {"start": -1},
    ],
    ids=str,
)
def test_schema_refuses_a_wrong_citation(change: dict[str, Any]) -> None:
    wrong = json.loads(to_json(FULL))
    wrong["citations"][0] |= change
    assert not VALIDATOR.is_valid(wrong)
