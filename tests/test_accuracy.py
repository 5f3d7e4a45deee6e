"""How much of what people found in the sample documents the program finds.

The annotations are not part of the project: CANCU_GOLD names their folder. The program that scores against them is
`benchmarks.accuracy`; where the folder holds another one, both must come to the same figures.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import report
from benchmarks.accuracy.documents import judged
from benchmarks.accuracy.scoring import FIELDS, LISTS
from loaders import pipeline
from ontology.record_json import to_json

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
GOLD = os.environ.get("CANCU_GOLD")

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(GOLD is None, reason="CANCU_GOLD does not name the folder of the annotations"),
]

F1 = {
    "citation.number": 0.98,
    "citation.joint": 0.92,
    "citation.named": 0.75,
    "task.found": 0.9,
    "task.joint": 0.8,
    "responsibility": 0.85,
    "index": 0.95,
    "target": 0.85,
}
FIELD = 0.9
GROUNDED = ("grounded.citations", "grounded.tasks", "grounded.responsibilities")


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    return report.plain(list(judged(SAMPLES, Path(f"{GOLD}/seeds"))))


@pytest.mark.parametrize(("measure", "least"), F1.items())
def test_found_and_right(scores: dict[str, Any], measure: str, least: float) -> None:
    assert scores[measure]["f1"] >= least, scores[measure]


@pytest.mark.parametrize("field", [*FIELDS, *LISTS])
def test_document_fields(scores: dict[str, Any], field: str) -> None:
    assert scores[f"document.{field}"]["f1"] >= FIELD, scores[f"document.{field}"]


@pytest.mark.parametrize("measure", GROUNDED)
def test_every_quotation_stands_where_the_record_says(scores: dict[str, Any], measure: str) -> None:
    assert scores[measure]["f1"] == 1.0, scores[measure]


def test_another_program_comes_to_the_same_figures(scores: dict[str, Any], tmp_path: Path) -> None:
    evaluate = Path(f"{GOLD}/evaluate.py")
    if not evaluate.exists():
        pytest.skip("no other program there")
    records = tmp_path / "records.jsonl"
    lines = [to_json(pipeline.extract(pipeline.read_file(path))) for path in sorted(SAMPLES.glob("*.txt"))]
    records.write_text("\n".join(lines), "utf-8")
    command = [sys.executable, str(evaluate), "--gold", f"{GOLD}/seeds", "--records", str(records), "--json"]
    done = subprocess.run([*command, "--texts", str(SAMPLES)], capture_output=True, text=True, check=True)
    theirs = {measure: row.get("f1", row.get("accuracy")) for measure, row in json.loads(done.stdout).items()}
    ours = {measure: scores[measure]["f1"] for measure in theirs}
    assert ours == pytest.approx(theirs, abs=1e-4)
