"""The lines of a file's graph that prove the others: quotations, statements about fields, agencies as named."""

from __future__ import annotations

from collections import Counter

from loaders.identity import Agency
from loaders.quads import GraphText
from ontology import iri
from ontology.model import INFERRED, Assertion, Record
from ontology.namespaces import OA, ORG, RDF, RDFS, SKOS, VB


class FileGraph:
    """The growing graph of one file; `text` is the source text that offsets count in."""

    def __init__(self, record: Record, text: str) -> None:
        self.sha = record.sha256
        self.text = text
        self.name = record.file
        self.file = iri.file(self.sha)
        self.lines = GraphText(iri.graph(self.sha))
        self._page = record.page
        self._agencies: set[str] = set()
        self._minted: Counter[tuple[str, int]] = Counter()

    def number_at(self, what: str, start: int) -> int:
        """How many nodes of a sort this start has already given: two facts of one place stay two."""
        self._minted[what, start] += 1
        return self._minted[what, start] - 1

    def statement(self, start: int) -> str:
        return iri.statement(self.sha, start, self.number_at("statement", start))

    def evidence(self, start: int, end: int) -> str:
        """The quotation of these characters."""
        node = iri.evidence(self.sha, start, end)
        self.lines.link(node, RDF.type, OA.TextQuoteSelector)
        self.lines.link(node, RDF.type, OA.TextPositionSelector)
        self.lines.text(node, OA.exact, self.text[start:end])
        self.lines.integer(node, OA.start, start)
        self.lines.integer(node, OA.end, end)
        self.lines.integer(node, VB.page, self._page(start))
        self.lines.link(node, VB.sourceFile, self.file)
        return node

    def field(self, document: str, predicate: str, assertion: Assertion, link: str | None = None) -> None:
        """The statement that proves one of the document's own fields; `link` where its value is a thing."""
        node = self.statement(assertion.start)
        add = self.lines
        add.link(node, RDF.type, VB.Statement)
        add.link(node, RDF.subject, document)
        add.link(node, RDF.predicate, predicate)
        if link is not None:
            add.link(node, RDF.object, link)
        else:
            add.text(node, RDF.object, assertion.value)
        add.link(node, VB.speaker, document)
        add.link(node, VB.status, VB.Inferred if assertion.status == INFERRED else VB.Stated)
        add.text(node, VB.because, assertion.because)
        self.proof(node, assertion.start, assertion.end, assertion.rule, assertion.confidence)

    def proof(self, node: str, start: int, end: int, rule: str, confidence: float) -> None:
        """Words, rule and confidence behind a node."""
        self.lines.text(node, VB.rule, rule or None)
        self.lines.decimal(node, VB.confidence, confidence)
        if end > start:
            self.lines.link(node, VB.evidence, self.evidence(start, end))

    def agency(self, agency: Agency) -> str:
        """An agency with its name and place."""
        if agency.iri in self._agencies:
            return agency.iri
        self._agencies.add(agency.iri)
        add = self.lines
        add.link(agency.iri, RDF.type, VB.AgencyGroup if agency.group else ORG.Organization)
        add.text(agency.iri, RDFS.label, agency.name, "vi")
        add.text(agency.iri, SKOS.prefLabel, agency.name, "vi")
        if agency.kind is not None:
            add.link(agency.iri, ORG.classification, iri.agency_kind(agency.kind))
        if agency.place is not None:
            since = agency.place.since
            add.link(agency.iri, VB.place, iri.place(agency.place.name, since.year if since else None))
        return agency.iri
