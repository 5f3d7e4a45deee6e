"""What was recognised in a text, as stretches of it: each with its kind, the values read, rule and confidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

DOUBTFUL = 0.7  # below this a reviewer should look first
_FIELDS = ("type", "number", "date", "issuer", "title", "signer", "signer_position", "signing_authority")
_LISTS = ("recipients", "addressees")
# A stretch of a sentence or more: drawn beneath the others.
WIDE = frozenset({"task", "responsibility", "target"})
_PLACES = (" tỉnh ", " thành phố ", " TP. ")  # what a full name says more than the words on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`kind`: "field", "cites" …, "task", "lead", "coordinate", "deadline", "index", "responsibility", "target".

    `ranges` are characters of the text, the first where it begins; `values` pairs a key of the wording with what was
    read; `title` says it in short.
    """

    kind: str
    ranges: tuple[tuple[int, int], ...]
    title: str
    values: tuple[tuple[str, str], ...]
    rule: str
    confidence: float
    inferred: bool = False

    @property
    def doubtful(self) -> bool:
        return self.confidence < DOUBTFUL


def marks(record: Mapping[str, Any], text: str) -> list[Mark]:
    """All marks of a record (as `ontology.record_json` writes it), in the order of the text."""
    found = [*_fields(record), *_citations(record), *_tasks(record, text), *_others(record)]
    kept = [mark for mark in found if mark.ranges and all(0 <= a < b <= len(text) for a, b in mark.ranges)]
    return sorted(kept, key=lambda mark: (mark.ranges[0][0], -mark.ranges[0][1], mark.kind))


def _fields(record: Mapping[str, Any]) -> Iterator[Mark]:
    document = record["document"]
    proofs = document.get("assertions", {})
    for name in _FIELDS:
        if name in proofs:
            yield _field(name, document[name], proofs[name])
    for name in _LISTS:
        for value, proof in zip(document[name], proofs.get(name, ()), strict=False):
            yield _field(name, value, proof)


def _field(name: str, value: str, proof: Mapping[str, Any]) -> Mark:
    return _mark("field", proof, value, {"field": f"@{name}", "value": value, "because": proof.get("because")})


def _citations(record: Mapping[str, Any]) -> Iterator[Mark]:
    for each in record["citations"]:
        kind, said = each["type"] or "", each["number"] or each["title"] or ""
        named = said if said.casefold().startswith(kind.casefold()) else f"{kind} {said}".strip()
        source = each.get("source", "this")
        values = {
            "relation": f"@{each['relation']}",
            "source": "@this" if source == "this" else source,
            "source_provision": each.get("source_provision"),
            **{name: each[name] for name in ("type", "number", "date", "issuer", "title", "provision")},
            "trigger": each.get("trigger"),
            "because": each.get("because"),
            "also": "; ".join(f"{other['source']}: {other['relation']}" for other in each.get("also", ())),
        }
        inferred = "inferred" in (each.get("date_assertion"), each.get("issuer_assertion"))
        yield _mark(each["relation"], each, named or each["surface"], values, inferred=inferred)


def _tasks(record: Mapping[str, Any], text: str) -> Iterator[Mark]:
    for each in record["tasks"]:
        values = {
            "lead": "; ".join(each["lead"]),
            "coordinate": "; ".join(each["coordinate"]),
            "deadline": each["deadline"],
            "deadline_text": each["deadline_text"],
            "deliverable": each["deliverable"],
            "section": each["section"],
            "reading": each.get("reading"),
        }
        ranges = [(each["start"], each["end"])] + [(piece["start"], piece["end"]) for piece in each.get("pieces", ())]
        yield _mark("task", each, each["description"], values, ranges=ranges)
        told = [("lead", name) for name in each["lead"]] + [("coordinate", name) for name in each["coordinate"]]
        if each["deadline_text"]:
            told.append(("deadline", each["deadline_text"]))
        for kind, words in told:
            place = beside(text, each["start"], max(end for _, end in ranges), words)
            if place is not None:
                said = {"task": each["description"], "deadline": each["deadline"] if kind == "deadline" else None}
                yield _mark(kind, each, words, said, ranges=[place])


def _others(record: Mapping[str, Any]) -> Iterator[Mark]:
    for each in record["index_mentions"]:
        yield _mark("index", each, each["index"], {"index": each["index"], "definition": each["definition"]})
    for each in record["responsibilities"]:
        values = {name: each.get(name) for name in ("agency", "index", "because")} | {"role": f"@{each['role']}"}
        yield _mark("responsibility", each, f"{each['index']} – {each['agency']}", values)
    for each in record["targets"]:
        size = f"{each['comparator']} {each['value']:g} {each['unit'] or ''}".strip()
        year = str(each["year"]) if each["year"] else None
        yield _mark("target", each, each["text"], {"value": size, "index": each["index"], "year": year})


def _mark(
    kind: str,
    entry: Mapping[str, Any],
    title: str,
    values: Mapping[str, str | None],
    *,
    ranges: Sequence[tuple[int, int]] = (),
    inferred: bool = False,
) -> Mark:
    return Mark(
        kind=kind,
        ranges=tuple(ranges) or ((entry["start"], entry["end"]),),
        title=" ".join(title.split()),
        values=tuple((name, value) for name, value in values.items() if value),
        rule=entry["rule"],
        confidence=entry["confidence"],
        inferred=inferred or entry.get("status") == "inferred",
    )


def beside(text: str, start: int, end: int, words: str) -> tuple[int, int] | None:
    """Where an agency or a time stands in the lines of its task; None where the lines name it otherwise."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    line = text[left : right if right >= 0 else len(text)].casefold()
    for place in ("", *_PLACES):
        wanted = (words.partition(place)[0] if place else words).casefold()
        at = line.find(wanted)
        if at >= 0 and len(line) == (right if right >= 0 else len(text)) - left:  # folding kept every place
            return left + at, left + at + len(wanted)
    return None
