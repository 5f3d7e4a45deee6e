"""SHACL: whether a graph keeps to data/shapes.ttl, each violation with its document and sentence.

rdflib and pySHACL are slow to import: they are loaded when something is validated.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.errors import CancuError
from ontology.namespaces import OA, RDF, RDFS, SH, VB

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

SCHEMES = ("cancu", "document_types", "indices", "reform_areas", "agencies")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """What breaks a rule: `focus` and `path` are IRIs, `value` what stands there.

    `document` is the IRI of the document that says it, `quote` its words, `file` and `start` where they stand.
    """

    focus: str
    label: str | None
    path: str | None
    value: str | None
    message_vi: str
    message_en: str
    document: str | None
    quote: str | None
    file: str | None
    start: int | None


def validate(graph: Graph) -> list[Violation]:
    """All violations of a graph (the union, where it came from several), in a fixed order; [] where there are none."""
    from pyshacl import validate as shacl
    from rdflib import Graph as RdfGraph

    _, report, _ = shacl(graph, shacl_graph=shapes(), advanced=True, inference="none")
    if not isinstance(report, RdfGraph):
        raise CancuError(
            f"Không kiểm tra được đồ thị: {report}. Báo lỗi này cho nhóm phát triển.",
            f"The graph could not be checked: {report}. Report this defect.",
        )
    found = {_violation(graph, report, result) for result in _objects(report, None, SH.result)}
    return sorted(found, key=lambda violation: (violation.focus, violation.path or "", violation.message_en))


def validate_quads(data: bytes | Iterable[bytes]) -> list[Violation]:
    """As `validate`, for N-Quads (or N-Triples) as a store or loader gives them."""
    return validate(union(data))


def union(data: bytes | Iterable[bytes]) -> Graph:
    """The triples of all named graphs of N-Quads, as one rdflib graph."""
    from rdflib import Dataset
    from rdflib import Graph as RdfGraph

    graph = RdfGraph()
    for part in [data] if isinstance(data, bytes) else data:
        dataset = Dataset()
        dataset.parse(data=part, format="nquads")
        for subject, predicate, target, _ in dataset.quads((None, None, None, None)):
            graph.add((subject, predicate, target))
    return graph


@cache
def shapes() -> Graph:
    """data/shapes.ttl."""
    return _parsed("shapes")


@cache
def ontology() -> Graph:
    """The vocabulary with its concept schemes and agencies, as one graph."""
    graph = _parsed(SCHEMES[0])
    for name in SCHEMES[1:]:
        graph += _parsed(name)
    return graph


def _parsed(name: str) -> Graph:
    from rdflib import Graph as RdfGraph

    text = files("ontology").joinpath("data", f"{name}.ttl").read_text(encoding="utf-8")
    return RdfGraph().parse(data=text, format="turtle")


def _violation(graph: Graph, report: Graph, result: Node) -> Violation:
    focus = _objects(report, result, SH.focusNode)[0]
    given = [str(text) for text in _objects(report, result, SH.resultMessage)]
    messages = _messages().get(given[0], {}) if given else {}
    quotation = focus if _first(graph, focus, OA.exact) else _first(graph, focus, VB.evidence)
    start = _first(graph, quotation, OA.start)
    return Violation(
        focus=str(focus),
        label=_text(_first(graph, focus, RDFS.label)),
        path=_text(_first(report, result, SH.resultPath)),
        value=_text(_first(report, result, SH.value)),
        message_vi=messages.get("vi", given[0] if given else ""),
        message_en=messages.get("en", given[0] if given else ""),
        document=_text(_document(graph, focus, quotation)),
        quote=_text(_first(graph, quotation, OA.exact)),
        file=_text(_first(graph, quotation, VB.sourceFile)),
        start=int(str(start)) if start is not None and str(start).isdigit() else None,
    )


@cache
def _messages() -> dict[str, dict[str, str]]:
    """Each message of the shapes with its other language: a report may name only one of them."""
    from rdflib import URIRef

    pairs: dict[str, dict[str, str]] = {}
    for shape in set(shapes().subjects(URIRef(SH.message))):
        texts = {str(getattr(text, "language", "")): str(text) for text in _objects(shapes(), shape, SH.message)}
        pairs |= dict.fromkeys(texts.values(), texts)
    return pairs


def _document(graph: Graph, focus: Node, quotation: Node | None) -> Node | None:
    """The document that says what is wrong: named by the thing itself, or held by the file of its quotation."""
    for predicate in (VB.speaker, VB.assignedIn):
        if (named := _first(graph, focus, predicate)) is not None:
            return named
    kinds = {str(kind) for kind in _objects(graph, focus, RDF.type)}
    if VB.Document in kinds:
        return focus
    file = focus if VB.SourceFile in kinds else _first(graph, quotation, VB.sourceFile)
    return _first(graph, file, VB.describes)


def _objects(graph: Graph, subject: Node | None, predicate: str) -> list[Node]:
    from rdflib import URIRef

    return sorted(graph.objects(subject, URIRef(predicate)), key=str)


def _first(graph: Graph, subject: Node | None, predicate: str) -> Node | None:
    return next(iter(_objects(graph, subject, predicate)), None) if subject is not None else None


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)
