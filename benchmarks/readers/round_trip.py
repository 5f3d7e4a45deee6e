"""What a record keeps of the text's own when the document was printed and read again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy

from benchmarks.accuracy.matching import agency_key, folded, issuer_key, number_key
from benchmarks.accuracy.report import Score
from benchmarks.accuracy.scoring import verdicts
from loaders import pipeline
from loaders.source import SourceFile
from ontology.record_json import as_object

Record = Mapping[str, Any]
Statement = tuple[Any, ...]

FIELDS = ("type", "issuer", "title", "signer", "signer_position", "signing_authority")
LISTS = ("recipients", "addressees")


@dataclass
class Kept:
    """One form of one document, or of several: statements of the text's record that its own has too, and the rest."""

    equal: int = 0
    stated: int = 0
    extra: int = 0
    joint: Score = field(default_factory=lambda: Score.of(()))
    errors: int = 0  # letters put in, left out or changed
    letters: int = 0
    lost: list[str] = field(default_factory=list)


def record(source: SourceFile) -> dict[str, Any]:
    """What the program finds, as plain values."""
    found: dict[str, Any] = json.loads(json.dumps(as_object(pipeline.extract(source))))
    return found


def statements(said: Record) -> Iterator[Statement]:
    """Everything a record states, each by the values that count."""
    document = said.get("document") or {}
    yield from (("field", name, folded(document[name])) for name in FIELDS if document.get(name))
    yield from (("field", name, number_key(document[name])) for name in ("number", "date") if document.get(name))
    yield from (("field", name, folded(each)) for name in LISTS for each in document.get(name) or [])
    for one in said.get("citations") or []:
        what = number_key(one["number"]) if one.get("number") else folded(one.get("title") or one.get("surface"))
        of = folded(one.get("type")), one.get("date"), issuer_key(one.get("issuer")), folded(one.get("provision"))
        yield ("citation", what, *of, one.get("relation"), number_key(one.get("source") or "this"))
    for one in said.get("tasks") or []:
        who = (frozenset(map(agency_key, one.get(role) or [])) for role in ("lead", "coordinate"))
        yield ("task", folded(one["description"]), *who, one.get("deadline"))
    for one in said.get("responsibilities") or []:
        yield ("responsibility", agency_key(one["agency"]), one["index"], one["role"])
    for one in said.get("targets") or []:
        yield ("target", folded(one["text"]), one["comparator"], one["value"], folded(one.get("unit")), one.get("year"))


def kept(text: Record, found: Record, truth: str, read: str) -> Kept:
    """The record and the text of one form beside those of the text itself."""
    wanted, given = Counter(statements(text)), Counter(statements(found))
    joint = Score.of(v for v in verdicts(dict(text), found, None) if v.measure == "citation.joint")
    lost = [f"– {each}" for each in (wanted - given).elements()] + [f"+ {each}" for each in (given - wanted).elements()]
    return Kept(
        equal=(wanted & given).total(),
        stated=wanted.total(),
        extra=(given - wanted).total(),
        joint=joint,
        errors=distance(letters(truth), letters(read)),
        letters=len(letters(truth)),
        lost=lost,
    )


def letters(text: str) -> str:
    """A text as one line, without what only shows tables."""
    return " ".join(text.replace("|", " ").split())


def distance(a: str, b: str) -> int:
    """How many letters must be put in, left out or changed to make one text of another (Levenshtein)."""
    first, second = (numpy.frombuffer(each.encode("utf-32-le"), numpy.uint32) for each in (a, b))
    places = numpy.arange(len(second) + 1, dtype=numpy.int32)
    row = places.copy()
    for at, letter in enumerate(first, 1):
        after = numpy.empty_like(row)
        after[0] = at
        after[1:] = numpy.minimum(row[:-1] + (second != letter), row[1:] + 1)
        row = numpy.minimum.accumulate(after - places) + places
    return int(row[-1])
