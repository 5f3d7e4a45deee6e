"""What questions answer, in the words of the domain: quotations, statements, documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.namespaces import VB
from queries import catalog
from queries.stores.protocols import Iri, Rows, Store, Value

Row = Mapping[str, Value | None]


def text(value: Value | None) -> str | None:
    """A value as text, None where it is unbound."""
    return None if value is None else str(value)


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words of a file: characters `start` to `end` of its text."""

    file: str
    start: int
    end: int
    sentence: str

    @classmethod
    def of(cls, row: Row) -> Quotation | None:
        """The quotation of a row with the columns sentence, file, start and end."""
        if row["sentence"] is None:
            return None
        return cls(str(row["file"]), int(row["start"] or 0), int(row["end"] or 0), str(row["sentence"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`subject` acts on `object`, says `speaker`. Names are IRIs; confidence lies in 0..1."""

    iri: str
    subject: str
    relation: str
    object: str
    speaker: str
    inferred: bool
    confidence: float | None = None
    rule: str | None = None
    because: str | None = None
    surface: str | None = None
    date_as_written: str | None = None
    provision: str | None = None  # of the object
    source_provision: str | None = None  # of the subject, in which it acts
    quotations: tuple[Quotation, ...] = ()


def statements(rows: Iterable[Row]) -> tuple[Statement, ...]:
    """The statements of an answer in its order; each stands in several rows, one for a detail and a sentence."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["statement"]), []).append(row)
    return tuple(_statement(each) for each in found.values())


def _statement(rows: Sequence[Row]) -> Statement:
    row = rows[0]
    details = {str(each["detail"]): text(each["detail_value"]) for each in rows}
    quotations = {quotation for each in rows if (quotation := Quotation.of(each))}
    return Statement(
        iri=str(row["statement"]),
        subject=str(row["subject"]),
        relation=str(row["relation"]),
        object=str(row["object"]),
        speaker=str(row["speaker"]),
        inferred=row["status"] == VB.Inferred,
        confidence=None if row["confidence"] is None else float(row["confidence"]),
        rule=details.get(VB.rule),
        because=details.get(VB.because),
        surface=details.get(VB.surface),
        date_as_written=details.get(VB.dateAsWritten),
        provision=details.get(VB.provision),
        source_provision=details.get(VB.sourceProvision),
        quotations=tuple(sorted(quotations)),
    )


_DETAILS = {
    VB.rule: "rule",
    VB.because: "because",
    VB.surface: "surface",
    VB.dateAsWritten: "date_as_written",
    VB.provision: "provision",
    VB.sourceProvision: "source_provision",
}


def gathered(rows: Rows) -> Rows:
    """An answer that tells details in rows of their own, with a column for each detail instead."""
    if "detail" not in rows.columns:
        return rows
    columns = tuple(column for column in rows.columns if column not in ("detail", "detail_value"))
    found: dict[tuple[Value | None, ...], dict[str, Value | None]] = {}
    for row in rows:
        details = found.setdefault(tuple(row[column] for column in columns), {})
        details[_DETAILS.get(str(row["detail"]), "")] = row["detail_value"]
    named = tuple(_DETAILS.values())
    return Rows((*columns, *named), tuple((*key, *map(details.get, named)) for key, details in found.items()))


def quotations(store: Store, things: Iterable[str]) -> dict[str, tuple[Quotation, ...]]:
    """The sentences that prove each of these things."""
    wanted = [Iri(thing) for thing in sorted(things)]
    found: dict[str, tuple[Quotation, ...]] = {}
    for row in catalog.rows(store, "quotations", thing=wanted) if wanted else ():
        quotation = Quotation.of(row)
        if quotation:
            found[str(row["thing"])] = (*found.get(str(row["thing"]), ()), quotation)
    return found


def pages(store: Store, file: str) -> dict[tuple[int, int], int]:
    """The page of each quotation of a file, by its first and last character; nothing for files without pages."""
    found = catalog.rows(store, "pages", file=file)
    return {(int(row["start"] or 0), int(row["end"] or 0)): int(row["page"] or 1) for row in found}
