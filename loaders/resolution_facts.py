"""What all files together say of documents and of the relations between them, gathered for resolution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ontology import authority, iri
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.namespaces import DCTERMS, ELI, RDF, VB
from ontology.terms import scope

Fact = tuple[str, str, str]  # subject, property, value
_KIND = iri.BASE + "kind/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing a file says: `object` a document, or the words of a field."""

    iri: str
    subject: str
    predicate: str
    object: str
    speaker: str
    evidence: tuple[str, ...]
    title: str | None
    surface: str | None

    @property
    def named(self) -> str | None:
        """What the mention calls the document it is about."""
        return self.title or self.surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document held or spoken of. `issuer` an agency, `place` where that agency is; None: not said or central."""

    iri: str
    held: bool
    number: DocumentNumber | None  # None where there is none, and where its serial is left open
    symbol: str | None  # what follows the serial: "UBND-NC"
    kind: str | None
    issuer: str | None
    stated_issuer: bool
    place: str | None
    dates: tuple[str, ...]
    title: str | None  # of a held document

    @property
    def scope(self) -> str | None:
        """The year or term that identity needs; None where no mention says it."""
        if self.number is None:
            return None
        return next((found for date in (*self.dates, None) if (found := scope(self.number, date))), None)

    @property
    def first_day(self) -> str:
        """The earliest day it can be of; the first of all where no date is said."""
        return min((date + "-01-01"[len(date) - 4 :] for date in self.dates), default="0001-01-01")

    @property
    def last_day(self) -> str:
        return max((date + "-12-31"[len(date) - 4 :] for date in self.dates), default="9999-12-31")

    @property
    def place_name(self) -> str | None:
        """The folded name of its place without the period: "quang tri"."""
        if self.place is None:
            return None
        words = self.place.rpartition("/")[2].split("-")
        return " ".join(words[:-1] if words[-1].isdigit() else words)


@dataclass(frozen=True, slots=True)
class Corpus:
    documents: dict[str, Document]
    statements: tuple[Statement, ...]

    def about(self) -> dict[str, list[Statement]]:
        """Relations by the document they speak of, on either side."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            if statement.object in self.documents:
                found[statement.object].append(statement)
                found[statement.subject].append(statement)
        return found

    def fields(self) -> dict[tuple[str, str], list[Statement]]:
        """Statements about a document's own fields, by document and property."""
        found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements:
            if statement.object not in self.documents:
                found[statement.subject, statement.predicate].append(statement)
        return found


def gathered(facts: Iterable[Fact]) -> Corpus:
    """The corpus behind the rows of queries/sparql/resolution_facts.rq."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, name, value in facts:
        nodes[subject][name].append(str(value))
    statements = tuple(_statement(name, node) for name, node in nodes.items() if RDF.predicate in node)
    mentioned = {end for s in statements for end in (s.subject, s.object) if end.startswith(f"{iri.BASE}document/")}
    held = {own for node in nodes.values() for own in node.get(VB.describes, ())}
    documents = {name: _document(name, nodes, name in held) for name in sorted(mentioned | held)}
    return Corpus(documents, statements)


def _statement(name: str, node: dict[str, list[str]]) -> Statement:
    return Statement(
        iri=name, subject=node[RDF.subject][0], predicate=node[RDF.predicate][0], object=node[RDF.object][0],
        speaker=node[VB.speaker][0], evidence=tuple(sorted(node.get(VB.evidence, ()))),
        title=_first(node, DCTERMS.title), surface=_first(node, VB.surface),
    )  # fmt: skip


def _document(name: str, nodes: dict[str, dict[str, list[str]]], held: bool) -> Document:
    node = nodes.get(name, {})
    written = _first(node, VB.number)
    number = DocumentNumber.find(written) if written else None
    issuer = _first(node, ELI.passed_by) or _first(node, VB.inferredIssuer)
    return Document(
        iri=name, held=held,
        number=number if number is not None and not number.blank else None,
        symbol=written.partition("/")[2] or None if written else None,
        kind=_kind_name(_first(node, VB.kind)),
        issuer=issuer, stated_issuer=ELI.passed_by in node,
        place=_first(nodes.get(issuer or "", {}), VB.place),
        dates=tuple(sorted(set(node.get(ELI.date_document, ())))),
        title=_first(node, DCTERMS.title) if held else None,
    )  # fmt: skip


def _first(node: dict[str, list[str]], name: str) -> str | None:
    """One of several values, always the same one."""
    return min(node[name]) if node.get(name) else None


def _kind_name(kind: str | None) -> str | None:
    return folded(kind.removeprefix(_KIND).replace("-", " ")) if kind else None


@cache
def _central() -> frozenset[str]:
    return frozenset(iri.agency(authority.slug(body.name)) for body in authority.registry().bodies)


def is_central(agency: str | None) -> bool:
    """Whether an agency is one of the whole country."""
    return agency in _central()


@cache
def _periods() -> frozenset[str]:
    return frozenset(str(place.since.year) for place in authority.registry().places if place.since)


def same_agency(one: str | None, other: str | None) -> bool:
    """Whether two agencies are one: the same, or one with its period left open ("so-noi-vu-quang-tri")."""
    if one is None or other is None:
        return False
    return one == other or _without_period(one) == other or _without_period(other) == one


def _without_period(agency: str) -> str:
    head, _, tail = agency.rpartition("-")
    return head if tail in _periods() else agency
