"""Answers as plain objects, the same words wherever a program reads them: `cancu … --format json` and the JSON API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from queries.conflicts import Conflict
from queries.documents import Card
from queries.gaps import Missing
from queries.known_document import Known
from queries.lineage import Trace
from queries.responsibility import Duty, Owners, ended, successions
from queries.results import Quotation, Statement
from queries.reviews import Review
from queries.tasks import Assignment

Told = dict[str, object]


def quotations(found: Iterable[Quotation]) -> list[Told]:
    """Quotations exactly as they stand in the file."""
    return [{"sentence": q.sentence, "file": q.file, "start": q.start, "end": q.end} for q in found]


def statement(said: Statement) -> Told:
    return {
        "statement": said.iri,
        "subject": said.subject,
        "relation": said.relation.rpartition("#")[2],
        "object": said.object,
        "speaker": said.speaker,
        "status": _status(said.inferred),
        "confidence": said.confidence,
        "rule": said.rule,
        "because": said.because,
        "surface": said.surface,
        "provision": said.provision,
        "source_provision": said.source_provision,
        "quotations": quotations(said.quotations),
    }


def document(card: Card) -> Told:
    return {
        "iri": card.iri, "label": card.label, "number": card.number, "date": card.date, "issuer": card.issuer,
        "title": card.title, "held": card.held, "file": card.file,
    }  # fmt: skip


def known(found: Known) -> Told:
    """A document with all that is known of it."""
    return {
        "document": document(found.card),
        "fields": [
            {
                "field": field.name.rpartition("#")[2].rpartition("/")[2],
                "value": field.value,
                "status": _status(field.inferred),
                "because": field.because,
                "confidence": field.confidence,
                "quotations": quotations([field.quotation] if field.quotation else []),
            }
            for field in found.fields
        ],
        "warnings": list(found.warnings),
        "acting": [_reviewed(found, said) for said in found.acting],
        "acted_upon": [_reviewed(found, said) for said in found.acted_upon],
        "tasks": [{"task": t.task, "description": t.description, "lead": list(t.lead)} for t in found.tasks],
    }


def _reviewed(found: Known, said: Statement) -> Told:
    each = found.reviews.get(said.iri)
    return {**statement(said), **({"review": review(each)} if each else {})}


def review(found: Review) -> Told:
    """What a person decided."""
    return {
        "review": found.number, "decision": "confirmed" if found.confirmed else "rejected",
        "subject": found.subject, "relation": found.relation.rpartition("#")[2], "object": found.object,
        "targets": list(found.targets), "reviewer": found.reviewer, "reason": found.reason, "at": found.at,
        "withdrawn_at": found.withdrawn_at, "withdrawn_by": found.withdrawn_by,
    }  # fmt: skip


def task(found: Assignment) -> Told:
    return {
        "task": found.task,
        "document": found.document,
        "section": found.section,
        "description": found.description,
        "lead": list(found.lead),
        "coordinate": list(found.coordinate),
        "deadline": found.deadline,
        "deadline_text": found.deadline_text,
        "deliverable": found.deliverable,
        "confidence": found.confidence,
        "quotations": quotations([found.quotation] if found.quotation else []),
    }


def missing(each: Missing, said: Mapping[str, Iterable[Statement]]) -> Told:
    """A document to obtain; `said`: the statements about each by IRI."""
    return {
        "documents": [document(card) for card in each.cards],
        "stated": each.stated,
        "inferred": each.inferred,
        "mentions": each.mentions,
        "statements": [statement(found) for card in each.cards for found in said.get(card.iri, ())],
    }


def conflict(each: Conflict) -> Told:
    sides = {
        key: {"about": side.about, "says": side.says, "quotations": quotations(side.quotations)}
        for key, side in (("one", each.one), ("other", each.other))
    }
    return {"kind": each.kind.rpartition("#")[2], **sides}


def trace(found: Trace) -> Told:
    """A lineage with its sentences and where it ends."""
    return {
        "start": found.start,
        "goal": found.goal,
        "down": found.down,
        "documents": [document(card) for card in sorted(found.cards.values(), key=lambda card: card.iri)],
        "paths": [
            {
                "weight": str(path.weight),
                "steps": [
                    {
                        "forward": step.forward,
                        **statement(step.statement),
                        "also": [statement(other) for other in step.statements[1:]],
                    }
                    for step in path.steps
                ],
            }
            for path in found.paths
        ],
        "breaks": [
            {
                "document": each.document,
                "reason": str(each.reason),
                "candidates": list(each.candidates),
                "review": review(each.review) if each.review else None,
            }
            for each in found.breaks
        ],
        "cut": found.cut,
    }


def owners(found: Owners, on: date | None) -> Told:
    """An index with those who answer for it; `on`: who does their work on that day."""
    return {
        "index": found.index.rsplit("/", 1)[-1],
        "owning": [duty(each, on) for each in found.owning],
        "communicating": [duty(each, on) for each in found.communicating],
    }


def duty(found: Duty, on: date | None) -> Told:
    return {
        "index": found.index.rsplit("/", 1)[-1],
        "agency": found.agency_name,
        "agency_iri": found.agency,
        "role": found.role.rpartition("#")[2].lower(),
        "document": found.document,
        "status": _status(found.inferred),
        "because": found.because,
        "confidence": found.confidence,
        "as_of": as_of(found, on),
        "successions": [
            {"day": str(step.day), "before": step.before, "after": step.after, "source": step.source}
            for step in (successions(found, on) if on else ())
        ],
        "quotations": quotations(found.quotations),
    }


def as_of(found: Duty, on: date | None) -> str | None:
    """The agency that does its work on that day; None without a day or without a known successor."""
    if on is None or ended(found, on) is not None:
        return None
    changes = successions(found, on)
    return changes[-1].after if changes else found.agency_name


def _status(inferred: bool) -> str:
    return "inferred" if inferred else "stated"
