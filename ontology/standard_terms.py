"""The terms of published vocabularies that this product uses, by their own names."""
# ruff: noqa: N815 -- the names are those of the standards

from __future__ import annotations

from ontology.closed import Closed


class ELI(metaclass=Closed, base="http://data.europa.eu/eli/ontology#"):
    LegalResource: str
    date_document: str
    passed_by: str
    title: str
    type_document: str
    number: str
    implements: str
    based_on: str
    refers_to: str
    cites: str
    amends: str
    repeals: str
    corrects: str
    consolidates: str
    applies: str
    has_annex: str
    changes: str


class ORG(metaclass=Closed, base="http://www.w3.org/ns/org#"):
    Organization: str
    FormalOrganization: str
    OrganizationalCollaboration: str
    ChangeEvent: str
    identifier: str
    subOrganizationOf: str
    unitOf: str
    hasMember: str
    classification: str
    changedBy: str
    originalOrganization: str
    resultingOrganization: str
    resultedFrom: str


class PROV(metaclass=Closed, base="http://www.w3.org/ns/prov#"):
    Entity: str
    Activity: str
    Agent: str
    wasAttributedTo: str
    generatedAtTime: str
    invalidatedAtTime: str
    wasDerivedFrom: str
    wasGeneratedBy: str
    wasQuotedFrom: str
    hadPrimarySource: str
    atTime: str
    startedAtTime: str
    endedAtTime: str


class SKOS(metaclass=Closed, base="http://www.w3.org/2004/02/skos/core#"):
    Concept: str
    ConceptScheme: str
    prefLabel: str
    altLabel: str
    hiddenLabel: str
    notation: str
    definition: str
    scopeNote: str
    historyNote: str
    note: str
    broader: str
    narrower: str
    inScheme: str
    topConceptOf: str
    hasTopConcept: str
    closeMatch: str
    exactMatch: str
    related: str


class DCTERMS(metaclass=Closed, base="http://purl.org/dc/terms/"):
    title: str
    format: str
    source: str
    publisher: str
    description: str
    created: str
    modified: str
    license: str
    date: str
    isReplacedBy: str
    references: str


class OA(metaclass=Closed, base="http://www.w3.org/ns/oa#"):
    TextQuoteSelector: str
    TextPositionSelector: str
    exact: str
    prefix: str
    suffix: str
    start: str
    end: str
    hasSelector: str
    hasSource: str


class RDF(metaclass=Closed, base="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    type: str
    subject: str
    predicate: str
    object: str
    Statement: str
    Property: str
    langString: str


class RDFS(metaclass=Closed, base="http://www.w3.org/2000/01/rdf-schema#"):
    Resource: str
    Class: str
    Literal: str
    label: str
    comment: str
    subClassOf: str
    subPropertyOf: str
    domain: str
    range: str
    seeAlso: str
    isDefinedBy: str


class OWL(metaclass=Closed, base="http://www.w3.org/2002/07/owl#"):
    Ontology: str
    Class: str
    NamedIndividual: str
    ObjectProperty: str
    DatatypeProperty: str
    AnnotationProperty: str
    inverseOf: str
    disjointWith: str
    versionInfo: str
    sameAs: str


class XSD(metaclass=Closed, base="http://www.w3.org/2001/XMLSchema#"):
    string: str
    boolean: str
    decimal: str
    integer: str
    nonNegativeInteger: str
    date: str
    gYear: str
    gYearMonth: str
    dateTime: str


class SH(metaclass=Closed, base="http://www.w3.org/ns/shacl#"):
    conforms: str
    result: str
    focusNode: str
    resultPath: str
    resultMessage: str
    message: str
    resultSeverity: str
    sourceShape: str
    value: str
    Violation: str
    Warning: str
