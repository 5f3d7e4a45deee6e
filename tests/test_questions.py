"""Every question asked of the sample documents, answered through the whole product, compared on its facts."""

from __future__ import annotations

import csv
import io
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph_cli.main import run
from ontology.folding import folded

QUESTIONS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "data" / "questions.toml").read_text(encoding="utf-8")
)["question"]


def holds(row: dict[str, str], facts: dict[str, str]) -> bool:
    return all(folded(words) in folded(row[column]) for column, words in facts.items())


def answered(store: Path | str, command: list[str], capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    code = run(["--store", str(store), "--lang", "vi", "--format", "tsv", *command])
    said = capsys.readouterr()
    assert code == 0, said.err
    return list(csv.DictReader(io.StringIO(said.out), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question['id']} {question['asks']}")
def test_the_answer_holds_the_facts(
    question: dict[str, Any], sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(question, answered(sample_store, question["command"], capsys))


def check(question: dict[str, Any], rows: list[dict[str, str]]) -> None:
    """The rows hold the facts, and no others where that is said."""
    for facts in question.get("rows", ()):
        assert any(holds(row, facts) for row in rows), (facts, rows)
    for facts in question.get("none", ()):
        assert not [row for row in rows if holds(row, facts)], facts
    for row, facts in zip(rows, question.get("first", ()), strict=False):
        assert holds(row, facts), (facts, row)
    if "count" in question:
        assert len(rows) == question["count"], rows


def test_all_questions_are_there() -> None:
    asked = {question["id"] for question in QUESTIONS} - {"owners", "indices"}
    assert len(asked) == 28
