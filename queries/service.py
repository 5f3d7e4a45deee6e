"""What the SPARQL service offers, told in the vocabulary for it (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ontology import iri
from ontology.namespaces import DCTERMS, PREFIXES, RDF, RDFS
from queries.stores.answers import GRAPHS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD",
)  # fmt: skip
_SHARED = (iri.LEDGER, iri.LINKS, iri.ONTOLOGY, iri.REGISTRY)
_ABOUT = {
    "vi": "Đồ thị mặc định gộp mọi đồ thị có tên: mỗi tệp đã nạp có một đồ thị, thêm các đồ thị chung nêu ở đây. "
    "Chỉ đọc; SERVICE, LOAD và FROM bị từ chối.",
    "en": "The default graph is the union of all named graphs: one for each file that was loaded, and the shared ones "
    "listed here. For reading only; SERVICE, LOAD and FROM are refused.",
}


def admit_names(names: Iterable[str]) -> None:
    """ValueError for a name that is no absolute IRI."""
    for name in names:
        ox.NamedNode(name)


def description(endpoint: str, media: str) -> bytes:
    """The description of the service at an address, in one of the forms of triples."""
    return ox.serialize(_triples(ox.NamedNode(endpoint)), format=GRAPHS[media], prefixes={"sd": _SD, **PREFIXES}) or b""


def _triples(endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    service, dataset, default = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("default")
    yield ox.Triple(service, _type(), _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), endpoint)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _WRITTEN:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    for language, text in _ABOUT.items():
        yield ox.Triple(service, ox.NamedNode(RDFS.comment), ox.Literal(text, language=language))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _type(), _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _type(), _sd("Graph"))
    for name in _SHARED:
        graph = ox.BlankNode(name.rpartition("/")[2])
        yield ox.Triple(dataset, _sd("namedGraph"), graph)
        yield ox.Triple(graph, _type(), _sd("NamedGraph"))
        yield ox.Triple(graph, _sd("name"), ox.NamedNode(name))
        yield ox.Triple(graph, ox.NamedNode(DCTERMS.title), ox.Literal(name.rpartition("/")[2]))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _type() -> ox.NamedNode:
    return ox.NamedNode(RDF.type)
