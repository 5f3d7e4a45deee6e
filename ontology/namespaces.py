"""The terms this product uses, as IRIs: a closed list, so that a mistyped term is an error at once.

`VB.implements` is the string "https://w3id.org/cancu/ontology#implements"; `VB.implemets` raises
AttributeError, and a type checker finds it before. `VB` holds exactly what data/cancu.ttl declares.
"""
# ruff: noqa: N815 -- the names are those of the vocabulary

from __future__ import annotations

from ontology.closed import Closed
from ontology.standard_terms import DCTERMS, ELI, OA, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

__all__ = ["DCTERMS", "ELI", "OA", "ORG", "OWL", "PREFIXES", "PROV", "RDF", "RDFS", "SH", "SKOS", "VB", "XSD"]


class VB(metaclass=Closed, base="https://w3id.org/cancu/ontology#"):
    """Our own terms; each is explained in Vietnamese and English in data/cancu.ttl."""

    # classes
    Document: str
    SourceFile: str
    Statement: str
    Task: str
    Responsibility: str
    IndexDefinition: str
    GovernanceIndex: str
    Target: str
    Gap: str
    Conflict: str
    Review: str
    AgencyGroup: str
    Place: str
    DocumentKind: str
    ReformArea: str
    Role: str
    AssertionStatus: str
    GapReason: str
    ReviewDecision: str
    ConflictKind: str
    Regime: str
    # a file and what was read from it
    fileName: str
    sha256: str
    textQuality: str
    warning: str
    describes: str
    extractorVersion: str
    tripleCount: str
    graphChecksum: str
    # a document
    kind: str
    number: str
    numberKey: str
    searchKey: str
    term: str
    signer: str
    signerPosition: str
    signingAuthority: str
    recipient: str
    addressee: str
    inferredIssuer: str
    inferredDate: str
    # relations between documents
    relatesTo: str
    implements: str
    concretizes: str
    basedOn: str
    disseminates: str
    promulgates: str
    amends: str
    replaces: str
    repeals: str
    corrects: str
    guides: str
    consolidates: str
    suspends: str
    extends: str
    proposedBy: str
    encloses: str
    cites: str
    resolvedTo: str
    # statements and their proof
    speaker: str
    status: str
    rule: str
    confidence: str
    because: str
    evidence: str
    trigger: str
    surface: str
    dateAsWritten: str
    provision: str
    sourceProvision: str
    sourceFile: str
    page: str
    # tasks
    assignedIn: str
    description: str
    leadAgency: str
    coordinatingAgency: str
    deadline: str
    deadlineQuarter: str
    deadlineText: str
    deliverable: str
    section: str
    # responsibilities, indices, targets
    agency: str
    index: str
    role: str
    definition: str
    publisherName: str
    comparator: str
    value: str
    unit: str
    year: str
    # agencies and places
    place: str
    symbol: str
    validFrom: str
    validUntil: str
    level: str
    # gaps and conflicts
    about: str
    reason: str
    candidate: str
    conflictKind: str
    involves: str
    # reviews
    reviews: str
    decision: str
    reviewedSubject: str
    reviewedRelation: str
    reviewedObject: str
    reviewer: str
    reviewReason: str
    withdrawnBy: str
    # kinds of documents
    regime: str
    # about the ontology itself
    inverseLabel: str
    projectedAs: str
    projectedFrom: str
    projectedTo: str
    storedAs: str
    storedFrom: str
    storedTo: str
    storedShared: str
    storedSeverally: str
    namedUnder: str
    # individuals
    Stated: str
    Inferred: str
    Confirmed: str
    Rejected: str
    Raise: str
    Assess: str
    Communicate: str
    Plan: str
    administrative: str
    normative: str
    nationalAssembly: str
    party: str
    standard: str
    ambiguousReference: str
    noDateOrTerm: str
    unknownIssuer: str
    titleOnly: str
    noOwner: str
    blankNumber: str
    rejectedByReview: str
    twoDates: str
    twoNumbers: str
    oneMeaning: str
    deadlineBefore: str


PREFIXES: dict[str, str] = {
    "vb": VB.base,
    "eli": ELI.base,
    "org": ORG.base,
    "prov": PROV.base,
    "skos": SKOS.base,
    "dcterms": DCTERMS.base,
    "oa": OA.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "xsd": XSD.base,
}
