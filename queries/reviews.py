"""What people decided about statements and references, as the store tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.namespaces import VB
from ontology.review import Decision, quotation_hash
from queries import catalog
from queries.results import Row, Statement, statements, text
from queries.stores.protocols import Iri, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision. `targets`: the statements, or the reference, that it is about; none where they are gone."""

    iri: str
    confirmed: bool
    subject: str
    relation: str
    object: str
    reviewer: str
    reason: str
    at: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    targets: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return self.iri.rpartition("/")[2]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def is_resolution(self) -> bool:
        return self.relation == VB.resolvedTo


def reviews(store: Store) -> tuple[Review, ...]:
    """All reviews, the newest first; those taken back too."""
    return _gathered(catalog.rows(store, "reviews"))


def reviews_of(store: Store, targets: Iterable[str]) -> dict[str, Review]:
    """What stands, by what it is about."""
    wanted = [Iri(target) for target in dict.fromkeys(targets)]
    return standing(_gathered(catalog.rows(store, "reviews_of", target=wanted))) if wanted else {}


def standing(every: Iterable[Review]) -> dict[str, Review]:
    """What was not taken back of statements, by their IRI."""
    return {target: each for each in every if each.stands and not each.is_resolution for target in each.targets}


def rejected(store: Store, said: Iterable[Statement]) -> dict[str, Review]:
    """The reviews by which some of these statements were rejected, by their IRI."""
    found = reviews_of(store, (each.iri for each in said))
    return {target: each for target, each in found.items() if not each.confirmed}


def _gathered(rows: Iterable[Row]) -> tuple[Review, ...]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["review"]), []).append(row)
    return tuple(_review(each) for each in found.values())


def _review(rows: list[Row]) -> Review:
    row = rows[0]
    return Review(
        iri=str(row["review"]),
        confirmed=row["decision"] == VB.Confirmed,
        subject=str(row["subject"]),
        relation=str(row["relation"]),
        object=str(row["object"]),
        reviewer=str(row["reviewer"]),
        reason=text(row["reason"]) or "",
        at=str(row["at"]),
        withdrawn_at=text(row["withdrawn_at"]),
        withdrawn_by=text(row["withdrawn_by"]),
        targets=tuple(sorted({str(each["target"]) for each in rows if each["target"] is not None})),
    )


def targets(store: Store, decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    """What each decision is about of what the store holds now, by its number.

    A statement is known again by its ends, its relation, who says it and one of its quotations: its IRI counts the
    characters before it, and another version of the reader may count others.
    """
    found: dict[str, tuple[str, ...]] = {}
    of_statements: dict[str, list[Decision]] = {}
    for each in decisions:
        if each.is_resolution:
            found[each.number] = _reference(store, each)
        else:
            of_statements.setdefault(each.subject, []).append(each)
    for subject, about in of_statements.items():
        objects = sorted({Iri(each.object) for each in about})
        said = statements(catalog.rows(store, "joining", subject=Iri(subject), object=objects))
        found |= {each.number: tuple(sorted(s.iri for s in said if is_about(each, s))) for each in about}
    return found


def is_about(decision: Decision, said: Statement) -> bool:
    """Whether a decision is about this statement."""
    here = {quotation_hash(quotation.sentence) for quotation in said.quotations}
    return (decision.subject, decision.relation, decision.object, decision.speaker) == (
        said.subject, said.relation, said.object, said.speaker,
    ) and not here.isdisjoint(decision.quotations)  # fmt: skip


def _reference(store: Store, decision: Decision) -> tuple[str, ...]:
    """The reference, where both it and the document are still spoken of."""
    both = [Iri(decision.subject), Iri(decision.object)]
    known: Mapping[str, None] = {str(row["document"]): None for row in catalog.rows(store, "facts", document=both)}
    return (decision.subject,) if all(each in known for each in both) else ()
