"""Annotated documents, read and judged."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.scoring import Verdict, verdicts
from loaders import pipeline
from ontology.errors import InputRefused
from ontology.record_json import as_object

UNREAD = "not read"
BANDS = ((0.95, "≥ 0.95"), (0.7, "0.7 – 0.95"), (0.0, "< 0.7"))


@dataclass(frozen=True, slots=True)
class Judged:
    """One document: its kind as annotated, the band of its text's quality, the verdicts on what was read of it."""

    name: str
    kind: str
    band: str
    verdicts: tuple[Verdict, ...]


def annotated(folder: Path) -> Iterator[dict[str, Any]]:
    """The annotations of a folder, in the order of their files' names."""
    for path in sorted(folder.glob("*.json")):
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict) and "citations" in found:
            yield found


def judged(texts: Path, gold: Path) -> Iterator[Judged]:
    """Every annotated document of a folder, read from another one; a text of another format has another ending."""
    for annotation in annotated(gold):
        yield _judge(annotation, texts)


def _judge(gold: dict[str, Any], texts: Path) -> Judged:
    name, kind = gold["file"], gold["document"].get("type") or "–"
    path = _text_of(texts, name)
    try:
        source = pipeline.read_file(path)
    except InputRefused as error:
        print(error.message("en"), file=sys.stderr)
        return Judged(name, kind, UNREAD, tuple(verdicts(gold, {"file": name}, None)))
    record = json.loads(json.dumps(as_object(pipeline.extract(source))))
    band = next(label for least, label in BANDS if record["text_quality"] >= least)
    return Judged(name, kind, band, tuple(verdicts(gold, record, source.text)))


def _text_of(texts: Path, name: str) -> Path:
    given = texts / name
    others: Iterable[Path] = [] if given.exists() else texts.glob(f"{given.stem}.*")
    return next(iter(sorted(others)), given)
