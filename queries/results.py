"""What questions answer, in the words of the domain: quotations, statements, documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.namespaces import VB
from queries.stores.protocols import Value

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
    provision: str | None = None
    quotations: tuple[Quotation, ...] = ()


def statements(rows: Iterable[Row]) -> tuple[Statement, ...]:
    """The statements of an answer in its order; a statement proved by several sentences stands in several rows."""
    first: dict[str, Row] = {}
    proofs: dict[str, set[Quotation]] = {}
    for row in rows:
        name = str(row["statement"])
        first.setdefault(name, row)
        quotation = Quotation.of(row)
        proofs.setdefault(name, set()).update({quotation} if quotation else ())
    return tuple(_statement(row, tuple(sorted(proofs[name]))) for name, row in first.items())


def _statement(row: Row, quotations: tuple[Quotation, ...]) -> Statement:
    confidence = row["confidence"]
    return Statement(
        iri=str(row["statement"]),
        subject=str(row["subject"]),
        relation=str(row["relation"]),
        object=str(row["object"]),
        speaker=str(row["speaker"]),
        inferred=row["status"] == VB.Inferred,
        confidence=None if confidence is None else float(confidence),
        rule=text(row["rule"]),
        because=text(row["because"]),
        surface=text(row["surface"]),
        date_as_written=text(row["date_as_written"]),
        provision=text(row["provision"]),
        quotations=quotations,
    )
