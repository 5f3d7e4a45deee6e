"""Documents as a person knows them: what is held, what is only cited, and how to name each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.document_number import DocumentNumber
from ontology.namespaces import DCTERMS, ELI, RDFS, VB
from queries import catalog
from queries.results import Quotation, Row, Statement, statements, text
from queries.stores.protocols import Iri, Store

_FIELDS = {
    RDFS.label: "label",
    VB.kind: "kind",
    VB.number: "number",
    VB.numberKey: "key",
    ELI.date_document: "date",
    VB.inferredDate: "inferred_date",
    ELI.passed_by: "issuer",
    VB.inferredIssuer: "inferred_issuer",
    DCTERMS.title: "title",
    VB.fileName: "file",
    VB.resolvedTo: "resolved",
}
_NAMED = ("kind", "issuer", "inferred_issuer")  # their values are things with a name of their own
_MANY = ("resolved",)
_LONGEST_LABEL = 90
_UNIT = ("năm", "tháng", "ngày")  # by the strokes of an ISO date


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A document's name and what identifies it; `files` hold its text, none where it is only cited."""

    iri: str
    label: str
    kind: str | None = None
    number: str | None = None
    key: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    file: str | None = None
    inferred_date: str | None = None
    inferred_issuer: str | None = None
    dates: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    kind_iri: str | None = None
    issuer_iri: str | None = None  # stated or inferred
    resolved: tuple[str, ...] = ()  # the documents that this reference was found to mean

    @property
    def held(self) -> bool:
        return self.file is not None

    @property
    def name(self) -> str:
        """ "Kế hoạch 22/KH-UBND ngày 31/01/2023"; with the file where no number tells it apart."""
        name = (
            self.label
            if len(self.label) <= _LONGEST_LABEL
            else textwrap.shorten(self.label, _LONGEST_LABEL, placeholder=" …")
        )
        if self.date:
            name += f" {_UNIT[self.date.count('-')]} {written_date(self.date)}"
        number = DocumentNumber.find(self.number or "")
        if self.file and (number is None or number.blank):
            name += f" ({self.file})"
        return name


def written_date(date: str) -> str:
    """An ISO date as people here write it: "31/01/2023", "01/2023", "2023"."""
    return "/".join(reversed(date.split("-")))


def cards(store: Store, documents: Iterable[str] | None = None) -> dict[str, Card]:
    """The cards of these documents by IRI, of all documents where none are named."""
    if documents is None:
        documents = [str(row["document"]) for row in catalog.rows(store, "all_documents")]
    wanted = [Iri(document) for document in dict.fromkeys(documents)]
    known: dict[str, dict[str, list[str]]] = {document: {} for document in wanted}
    for row in catalog.rows(store, "facts", document=wanted) if wanted else ():
        known[str(row["document"])].setdefault(_FIELDS[str(row["field"])], []).append(str(row["value"]))
    called = names(store, {value for facts in known.values() for field in _NAMED for value in facts.get(field, ())})
    return {document: _card(document, facts, called) for document, facts in known.items()}


def names(store: Store, things: Iterable[str]) -> dict[str, str]:
    """What agencies, kinds of documents and the like are called, by IRI."""
    wanted = [Iri(thing) for thing in sorted(things)]
    rows = catalog.rows(store, "names", thing=wanted) if wanted else ()
    return {str(row["thing"]): str(row["name"]) for row in rows}


def file_names(store: Store) -> dict[str, str]:
    """Names of the files held, by their hash."""
    return {str(row["sha256"]): str(row["file"]) for row in catalog.rows(store, "of_file", beginning="")}


def _card(iri: str, facts: Mapping[str, list[str]], called: Mapping[str, str]) -> Card:
    first = {field: min(values) for field, values in facts.items() if field not in _MANY}
    issuer = first.get("issuer") or first.get("inferred_issuer")
    things = {"kind_iri": first.get("kind"), "issuer_iri": issuer}
    first.update({field: called.get(first[field], first[field]) for field in _NAMED if field in first})
    label = first.pop("label", None) or first.get("number") or first.get("title") or iri.rsplit("/", 1)[-1]
    return Card(
        iri=iri,
        label=label,
        dates=tuple(sorted(set(facts.get("date", ())))),
        titles=tuple(sorted(set(facts.get("title", ())))),
        resolved=tuple(sorted(set(facts.get("resolved", ())))),
        **things,
        **first,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a document with the words that prove it; `name` is the IRI of the property."""

    name: str
    value: str
    inferred: bool
    because: str | None
    confidence: float | None
    quotation: Quotation | None
    rule: str | None = None


def fields(store: Store, document: str) -> tuple[Field, ...]:
    """What a document says of itself, or what follows from it, in the order of the properties."""
    found = [_field(row) for row in catalog.rows(store, "fields", document=Iri(document))]
    return tuple(dict.fromkeys(found))


def warnings(store: Store, document: str) -> tuple[str, ...]:
    """What a reader should know before trusting what is said of a document, Vietnamese and English in one line."""
    return tuple(str(row["warning"]) for row in catalog.rows(store, "warnings", document=Iri(document)))


def _field(row: Row) -> Field:
    confidence = row["confidence"]
    return Field(
        name=str(row["field"]),
        value=str(row["value"]),
        inferred=row["status"] == VB.Inferred,
        because=text(row["because"]),
        confidence=None if confidence is None else float(confidence),
        quotation=Quotation.of(row),
        rule=text(row["rule"]),
    )


def relations(store: Store, document: str) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements in which the document acts, and those in which it is acted upon."""
    found = statements(catalog.rows(store, "relations", document=Iri(document)))
    acting = tuple(statement for statement in found if statement.subject == document)
    return acting, tuple(statement for statement in found if statement.subject != document)
