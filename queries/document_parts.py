"""What one document says, part by part: its files, the statements it makes, what it assigns; and who speaks of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.namespaces import VB
from queries import catalog
from queries.results import Quotation, Statement, statements, text
from queries.stores.protocols import Iri, Store
from queries.tasks import Assignment, assignments


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that holds the document; `quality` in 0..1, how well its text can be read."""

    name: str
    sha256: str
    media_type: str | None
    quality: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A statement in short, without its sentences. Names are IRIs."""

    statement: str
    subject: str
    relation: str
    object: str
    speaker: str
    inferred: bool
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """An agency is charged with an index in a role. `iri` names the responsibility."""

    iri: str
    agency: str
    agency_name: str
    index: str
    role: str
    inferred: bool
    because: str | None
    confidence: float
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A place where an index is named, with what it is said to be."""

    iri: str
    index: str
    definition: str | None
    confidence: float
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A quantified target: `comparator` is "≥", "=" …, `year` as written."""

    iri: str
    description: str
    index: str | None
    comparator: str
    value: float
    unit: str | None
    year: str | None
    confidence: float
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task with the IRI of each agency by its name, every sentence of it, and the rule that read it."""

    said: Assignment
    agencies: dict[str, str]
    quotations: tuple[Quotation, ...]
    rule: str | None


def files(store: Store, document: str) -> tuple[File, ...]:
    """The files that hold a document, by name."""
    return tuple(
        File(
            name=str(row["file"]),
            sha256=str(row["sha256"]),
            media_type=text(row["format"]),
            quality=None if row["quality"] is None else float(row["quality"]),
        )
        for row in catalog.rows(store, "files", document=Iri(document))
    )


def related(store: Store, document: str) -> tuple[Related, ...]:
    """All statements in which a document acts or is acted upon; of a resolved reference only what it means."""
    return tuple(
        Related(
            statement=str(row["statement"]),
            subject=str(row["subject"]),
            relation=str(row["relation"]),
            object=str(row["object"]),
            speaker=str(row["speaker"]),
            inferred=row["status"] == VB.Inferred,
            confidence=float(row["confidence"] or 0),
        )
        for row in catalog.rows(store, "related", document=Iri(document))
    )


def spoken(store: Store, document: str) -> dict[str, Statement]:
    """The statements that a document makes, of other documents too, by IRI."""
    found = statements(catalog.rows(store, "spoken", document=Iri(document)))
    return {statement.iri: statement for statement in found}


def told(store: Store, wanted: Iterable[str]) -> dict[str, Statement]:
    """These statements with their sentences, by IRI."""
    names = [Iri(each) for each in wanted]
    found = statements(catalog.rows(store, "sources", statement=names)) if names else ()
    return {statement.iri: statement for statement in found}


def tasks(store: Store, document: str) -> tuple[Task, ...]:
    """What a document assigns, in the order of its text."""
    rows = list(catalog.rows(store, "tasks_in", document=Iri(document)))
    agencies: dict[str, dict[str, str]] = {}
    quotations: dict[str, set[Quotation]] = {}
    rules = {str(row["task"]): text(row["rule"]) for row in rows}
    for row in rows:
        task = str(row["task"])
        agencies.setdefault(task, {})[str(row["acting_name"])] = str(row["acting"])
        quotations.setdefault(task, set()).update(filter(None, [Quotation.of(row)]))
    found = (
        Task(
            said=each,
            agencies=agencies[each.task],
            quotations=tuple(sorted(quotations[each.task])),
            rule=rules[each.task],
        )
        for each in assignments(rows)
    )
    return tuple(sorted(found, key=lambda task: task.quotations))


def charges(store: Store, document: str) -> tuple[Charge, ...]:
    """Whom a document charges with which index."""
    return tuple(
        Charge(
            iri=str(row["responsibility"]),
            agency=str(row["agency"]),
            agency_name=str(row["agency_name"]),
            index=str(row["index"]),
            role=str(row["role"]),
            inferred=row["status"] == VB.Inferred,
            because=text(row["because"]),
            confidence=float(row["confidence"] or 0),
            quotation=quotation,
        )
        for row in catalog.rows(store, "duties_in", document=Iri(document))
        if (quotation := Quotation.of(row))
    )


def namings(store: Store, document: str) -> tuple[Naming, ...]:
    """Where a document names an index."""
    return tuple(
        Naming(
            iri=str(row["mention"]),
            index=str(row["index"]),
            definition=text(row["definition"]),
            confidence=float(row["confidence"] or 0),
            quotation=quotation,
        )
        for row in catalog.rows(store, "indices_in", document=Iri(document))
        if (quotation := Quotation.of(row))
    )


def aims(store: Store, document: str) -> tuple[Aim, ...]:
    """The quantified targets of a document."""
    return tuple(
        Aim(
            iri=str(row["target"]),
            description=str(row["description"]),
            index=text(row["index"]),
            comparator=str(row["comparator"]),
            value=float(row["value"] or 0),
            unit=text(row["unit"]),
            year=text(row["year"]),
            confidence=float(row["confidence"] or 0),
            quotation=quotation,
        )
        for row in catalog.rows(store, "aims_in", document=Iri(document))
        if (quotation := Quotation.of(row))
    )
