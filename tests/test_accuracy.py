"""How much of what people found in the sample documents the program finds.

The annotations and the program that scores against them are not part of the project: CANCU_GOLD names their folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders import pipeline
from ontology.record_json import to_json

ROOT = Path(__file__).resolve().parent.parent
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
FIELDS = 0.9
GROUNDED = ("grounded.citations", "grounded.tasks", "grounded.responsibilities")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    records = tmp_path_factory.mktemp("records") / "records.jsonl"
    lines = [to_json(pipeline.extract(pipeline.read_file(path))) for path in sorted((ROOT / "samples").glob("*.txt"))]
    records.write_text("\n".join(lines), "utf-8")
    evaluate = [sys.executable, f"{GOLD}/evaluate.py", "--gold", f"{GOLD}/seeds", "--records", str(records)]
    done = subprocess.run(
        [*evaluate, "--texts", str(ROOT / "samples"), "--json"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


@pytest.mark.parametrize(("measure", "least"), F1.items())
def test_found_and_right(scores: dict[str, Any], measure: str, least: float) -> None:
    assert scores[measure]["f1"] >= least, scores[measure]


@pytest.mark.parametrize("field", ["type", "number", "date", "issuer", "title", "signer", "signer_position"])
def test_document_fields(scores: dict[str, Any], field: str) -> None:
    assert scores[f"document.{field}"]["accuracy"] >= FIELDS, scores[f"document.{field}"]


@pytest.mark.parametrize("field", ["recipients", "addressees"])
def test_document_lists(scores: dict[str, Any], field: str) -> None:
    assert scores[f"document.{field}"]["f1"] >= FIELDS, scores[f"document.{field}"]


@pytest.mark.parametrize("measure", GROUNDED)
def test_every_quotation_stands_where_the_record_says(scores: dict[str, Any], measure: str) -> None:
    assert scores[measure]["accuracy"] == 1.0, scores[measure]
