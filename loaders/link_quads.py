"""The graph of links as text: resolutions with their proof, what follows from them, and gaps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from loaders.quads import GraphText
from loaders.resolution_facts import Corpus, Statement
from loaders.titles import KnownTitle
from ontology import authority, iri
from ontology.folding import folded
from ontology.namespaces import ELI, ORG, RDF, RDFS, SKOS, VB

REVIEWED = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference and the one document it means; `proof` the evidence besides the reference's own."""

    reference: str
    document: str
    rule: str  # number | title | registry | review
    because: str
    confidence: float
    proof: tuple[str, ...]
    known: KnownTitle | None = None

    @property
    def status(self) -> str:
        """A person says so, or it is inferred."""
        return VB.Stated if self.rule == REVIEWED else VB.Inferred


@dataclass(frozen=True, slots=True)
class Gap:
    """A reference that stays open."""

    about: str
    reason: str
    candidates: tuple[str, ...]
    evidence: tuple[str, ...]


def written(
    corpus: Corpus, links: Mapping[str, Link], gaps: list[Gap], rejected: Collection[str] = frozenset()
) -> bytes:
    """N-Quads, sorted, of the graph that holds all that crosses documents; from rejected statements nothing follows."""
    add = GraphText(iri.LINKS)
    quotations = _quotations(corpus, links)
    for link in links.values():
        _resolution(add, link, quotations[link.reference])
    for statement in corpus.statements:
        if statement.iri not in rejected:
            _derived(add, statement, links)
    for gap in gaps:
        _gap(add, gap)
    return add.nquads()


def _quotations(corpus: Corpus, links: Mapping[str, Link]) -> dict[str, dict[str, set[str]]]:
    """The words that make each reference, by who says them; for a held document those of its own fields."""
    found: dict[str, dict[str, set[str]]] = {reference: defaultdict(set) for reference in links}
    for statement in corpus.statements:
        for end in {statement.object, statement.subject} & found.keys():
            if end == statement.object or statement.object not in corpus.documents:
                found[end][statement.speaker].update(statement.evidence)
    return found


def _resolution(add: GraphText, link: Link, quotations: Mapping[str, set[str]]) -> None:
    """One statement for each document that uses the reference: each stands on words of its own."""
    add.link(link.reference, VB.resolvedTo, link.document)
    for speaker, evidence in quotations.items():
        node = iri.derived_statement(link.reference, VB.resolvedTo, link.document, speaker)
        add.link(node, RDF.type, VB.Statement)
        add.link(node, RDF.subject, link.reference)
        add.link(node, RDF.predicate, VB.resolvedTo)
        add.link(node, RDF.object, link.document)
        add.link(node, VB.speaker, speaker)
        _grounds(add, node, link, link.status, {*evidence, *link.proof})
    if link.known is not None:
        _known_document(add, link.document, link.known)


def _grounds(add: GraphText, node: str, link: Link, status: str, evidence: set[str]) -> None:
    add.link(node, VB.status, status)
    add.text(node, VB.rule, link.rule)
    add.text(node, VB.because, link.because)
    add.decimal(node, VB.confidence, link.confidence)
    for quotation in evidence:
        add.link(node, VB.evidence, quotation)


def _derived(add: GraphText, statement: Statement, links: Mapping[str, Link]) -> None:
    """What is said of a reference, said of the document it means: the relation stays what it is."""
    used = [links[end] for end in (statement.subject, statement.object) if end in links]
    subject = links[statement.subject].document if statement.subject in links else statement.subject
    target = links[statement.object].document if statement.object in links else statement.object
    if not used or subject == target or not target.startswith(f"{iri.BASE}document/"):
        return
    add.link(subject, statement.predicate, target)
    node = iri.derived_statement(statement.iri, subject, target)
    add.link(node, RDF.type, VB.Statement)
    add.link(node, RDF.subject, subject)
    add.link(node, RDF.predicate, statement.predicate)
    add.link(node, RDF.object, target)
    add.link(node, VB.speaker, statement.speaker)
    add.text(node, VB.surface, statement.surface)
    proof = {quotation for link in used for quotation in link.proof}
    weakest = min(used, key=lambda link: link.confidence)
    _grounds(add, node, weakest, VB.Inferred, {*statement.evidence, *proof})


def _known_document(add: GraphText, document: str, known: KnownTitle) -> None:
    """A document that only the registry knows: the corpus never gives its number."""
    label = f"{known.type} {known.number}"
    issuer = iri.agency(authority.slug(known.issuer))
    add.link(document, RDF.type, VB.Document)
    add.text(document, RDFS.label, label, "vi")
    add.text(document, VB.searchKey, folded(label))
    add.link(document, VB.kind, iri.kind(known.type))
    add.text(document, VB.number, str(known.number))
    add.text(document, VB.numberKey, known.number.key)
    add.date(document, ELI.date_document, known.date)
    add.link(document, ELI.passed_by, issuer)
    add.link(issuer, RDF.type, ORG.Organization)
    add.text(issuer, RDFS.label, known.issuer, "vi")
    add.text(issuer, SKOS.prefLabel, known.issuer, "vi")


def _gap(add: GraphText, gap: Gap) -> None:
    node = iri.gap(gap.about, gap.reason)
    add.link(node, RDF.type, VB.Gap)
    add.link(node, VB.about, gap.about)
    add.link(node, VB.reason, gap.reason)
    for candidate in gap.candidates:
        add.link(node, VB.candidate, candidate)
    for quotation in gap.evidence:
        add.link(node, VB.evidence, quotation)
