"""A record as the named graph of its file: documents, relations with their proof, tasks, responsibilities, targets.

    nquads = to_nquads(record, source_text)

Pure: the same record and text give the same bytes. No blank nodes, no clock.
"""

from __future__ import annotations

from loaders.identity import Identities, kind_of, number_in
from loaders.rdf_duties import add_duties
from loaders.rdf_proof import FileGraph
from ontology import iri
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.model import INFERRED, Assertion, Citation, OtherStatement, Record
from ontology.namespaces import DCTERMS, ELI, RDF, RDFS, VB
from ontology.vocabulary import kind_named

_SELF = "self"
_THIS = "this"
_PROMULGATES = "promulgates"


def to_nquads(record: Record, source_text: str) -> bytes:
    """The named graph of a file as N-Quads, sorted; `source_text` is what the record's offsets count in."""
    graph = FileGraph(record, source_text)
    names = Identities(record)
    _file(graph, record, names)
    _fields(graph, record, names)
    for number, (citation, cited) in enumerate(zip(record.citations, names.cited, strict=True)):
        _cited_document(graph, names, citation, cited)
        _statements(graph, names, number)
    add_duties(graph, record, names)
    return graph.lines.nquads()


def _file(graph: FileGraph, record: Record, names: Identities) -> None:
    add = graph.lines
    add.link(graph.file, RDF.type, VB.SourceFile)
    add.text(graph.file, VB.fileName, record.file)
    add.text(graph.file, VB.sha256, record.sha256)
    add.text(graph.file, DCTERMS.format, record.media_type)
    add.decimal(graph.file, VB.textQuality, record.text_quality)
    add.link(graph.file, VB.describes, names.own)
    for warning in record.warnings:
        add.text(graph.file, VB.warning, warning)


# -- the document's own fields ---------------------------------------------------------------


def _fields(graph: FileGraph, record: Record, names: Identities) -> None:
    document = record.document
    own, add = names.own, graph.lines
    number = DocumentNumber.find(document.number.value) if document.number else None
    kind = kind_of(document.type.value if document.type else None, number)
    add.link(own, RDF.type, VB.Document)
    _label(graph, own, kind, number, document.title.value if document.title else None)
    if document.type is not None:
        kind_iri = add_kind(graph, document.type.value)
        add.link(own, VB.kind, kind_iri)
        graph.field(names.own, VB.kind, document.type, link=kind_iri)
    for predicate, assertion in (
        (VB.number, document.number), (DCTERMS.title, document.title), (VB.signer, document.signer),
        (VB.signerPosition, document.signer_position), (VB.signingAuthority, document.signing_authority),
        *((VB.recipient, each) for each in document.recipients),
        *((VB.addressee, each) for each in document.addressees),
    ):  # fmt: skip
        if assertion is not None:
            add.text(own, predicate, assertion.value, "vi" if predicate == DCTERMS.title else None)
            graph.field(own, predicate, assertion)
    _date_and_issuer(graph, names, document.date, document.issuer)


def _date_and_issuer(graph: FileGraph, names: Identities, date: Assertion | None, issuer: Assertion | None) -> None:
    """What is inferred never stands on the property of what is stated."""
    if date is not None:
        stated = date.status != INFERRED
        graph.lines.date(names.own, ELI.date_document if stated else VB.inferredDate, date.value)
        graph.field(names.own, ELI.date_document, date)
    if issuer is not None:
        stated = issuer.status != INFERRED
        agency = graph.agency(names.agency(issuer.value))
        graph.lines.link(names.own, ELI.passed_by if stated else VB.inferredIssuer, agency)
        graph.field(names.own, ELI.passed_by, issuer, link=agency)


def _label(graph: FileGraph, document: str, kind: str | None, number: DocumentNumber | None, title: str | None) -> None:
    """What a person would call the document, and the same folded for search."""
    if number is None:
        words = title if title and (kind is None or folded(title).startswith(folded(kind))) else None
        label = words or " ".join(part for part in (kind, title) if part)
    else:
        shown = f"…{number}" if str(number).startswith("/") else str(number)  # the serial was left blank
        label = " ".join(part for part in (kind, shown) if part)
        graph.lines.text(document, VB.number, str(number))
        graph.lines.text(document, VB.numberKey, number.key)
    label = label or graph.name
    graph.lines.text(document, RDFS.label, label, "vi")
    graph.lines.text(document, VB.searchKey, folded(label.replace("…/", "/")))


def add_kind(graph: FileGraph, name: str) -> str:
    """The kind of document; one that the vocabulary does not have yet gets its name."""
    kind = iri.kind(name)
    if kind_named(name) is None:
        graph.lines.link(kind, RDF.type, VB.DocumentKind)
        graph.lines.text(kind, RDFS.label, name, "vi")
    return kind


# -- what it says of others ------------------------------------------------------------------


def _cited_document(graph: FileGraph, names: Identities, citation: Citation, cited: str) -> None:
    if citation.kind == _SELF:
        return
    number = number_in(citation.number)
    kind = kind_of(citation.type, number)
    graph.lines.link(cited, RDF.type, VB.Document)
    _label(graph, cited, kind, number, citation.title or citation.surface)
    graph.lines.text(cited, DCTERMS.title, citation.title, "vi")
    if kind is not None:
        graph.lines.link(cited, VB.kind, add_kind(graph, kind))
    if citation.date_assertion != INFERRED:
        graph.lines.date(cited, ELI.date_document, citation.date)
    if citation.issuer is not None:
        stated = citation.issuer_assertion != INFERRED
        agency = graph.agency(names.agency(citation.issuer, names.day_of(citation)))
        graph.lines.link(cited, ELI.passed_by if stated else VB.inferredIssuer, agency)


def _statements(graph: FileGraph, names: Identities, at: int) -> None:
    citation, cited = names.record.citations[at], names.cited[at]
    if citation.kind == _SELF:
        return
    told = (
        OtherStatement(
            source=citation.source, relation=citation.relation, specific=citation.specific,
            source_provision=citation.source_provision,
            sentence_start=citation.sentence_start, sentence_end=citation.sentence_end,
        ),
        *citation.also,
    )  # fmt: skip
    for statement in told:
        actor = names.own if statement.source == _THIS else names.speaker_of(statement.source)
        if actor == cited and statement.relation == _PROMULGATES and citation.title:
            _promulgated(graph, names, citation, cited, statement)
        elif actor != cited:
            _relation(graph, names, citation, statement, actor, cited)


def _promulgated(graph: FileGraph, names: Identities, citation: Citation, cited: str, told: OtherStatement) -> None:
    """ "Quy chế X ban hành kèm theo Quyết định Y": Y promulgates X, and this document cites Y."""
    enclosed = names.enclosed_in(citation)
    graph.lines.link(enclosed, RDF.type, VB.Document)
    _label(graph, enclosed, None, None, citation.title)
    _relation(graph, names, citation, told, cited, enclosed)
    if citation.relation == _PROMULGATES:  # else the mention says already what this document does
        _relation(graph, names, citation, OtherStatement(source=_THIS, relation="cites"), names.own, cited)


def _relation(
    graph: FileGraph, names: Identities, citation: Citation, told: OtherStatement, actor: str, cited: str
) -> None:
    """The direct triple, and the statement that proves it."""
    if actor == cited:
        return
    predicate = VB.terms[told.specific or told.relation]
    add = graph.lines
    add.link(actor, RDF.type, VB.Document)
    add.link(actor, predicate, cited)
    start, end = _sentence(citation, told)
    statement = graph.statement(citation.start)
    add.link(statement, RDF.type, VB.Statement)
    add.link(statement, RDF.subject, actor)
    add.link(statement, RDF.predicate, predicate)
    add.link(statement, RDF.object, cited)
    add.link(statement, VB.speaker, names.own)
    add.link(statement, VB.status, VB.Stated)
    add.text(statement, VB.rule, citation.rule or None)
    add.decimal(statement, VB.confidence, citation.confidence)
    add.link(statement, VB.evidence, graph.evidence(start, end))
    add.text(statement, VB.surface, citation.surface)
    add.text(statement, DCTERMS.title, citation.title, "vi")
    add.text(statement, VB.provision, citation.provision)
    add.text(statement, VB.sourceProvision, told.source_provision)
    if citation.date_assertion != INFERRED:
        add.date(statement, VB.dateAsWritten, citation.date)


def _sentence(citation: Citation, told: OtherStatement) -> tuple[int, int]:
    """The sentence that says so; the mention itself where none is marked."""
    for start, end in (
        (told.sentence_start, told.sentence_end),
        (citation.sentence_start, citation.sentence_end),
    ):
        if end > start:
            return start, end
    return citation.start, citation.end
