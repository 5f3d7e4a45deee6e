"""The part of the property graph that one named graph makes holds what the graph says, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from ontology import iri
from ontology.declarations import relations
from ontology.namespaces import DCTERMS, ELI, OA, ORG, PROV, RDF, RDFS, SKOS, VB
from ontology.projection import nodes
from ontology.stored_graph import Field, by_class, edge_types, label_of, labels
from queries.property_graph import Edge, GraphPart, Mention, part, smallest
from queries.stores.answers import plain
from queries.stores.oxigraph import OxigraphReader

SHA = "a" * 64
FILE_GRAPH = iri.graph(SHA)
ASKED = {  # every predicate that a named question reads, but for the facts of the ledger
    RDF.type, RDF.subject, RDF.predicate, RDF.object, RDFS.label, SKOS.prefLabel, DCTERMS.title, ELI.date_document,
    ELI.passed_by, OA.exact, OA.start, OA.end, VB.about, VB.addressee, VB.agency, VB.assignedIn, VB.because,
    VB.candidate, VB.comparator, VB.confidence, VB.coordinatingAgency, VB.dateAsWritten, VB.deadline,
    VB.deadlineQuarter, VB.deadlineText, VB.definition, VB.deliverable, VB.describes, VB.description, VB.evidence,
    VB.fileName, VB.index, VB.inferredDate, VB.inferredIssuer, VB.inverseLabel, VB.kind, VB.leadAgency, VB.number,
    VB.numberKey, VB.place, VB.provision, VB.reason, VB.recipient, VB.resolvedTo, VB.role, VB.rule, VB.searchKey,
    VB.section, VB.sha256, VB.signer, VB.signerPosition, VB.signingAuthority, VB.sourceFile, VB.sourceProvision,
    VB.speaker, VB.status, VB.surface, VB.textQuality, VB.unit, VB.value, VB.warning, VB.year,
    *(relation.iri for relation in relations()),
}  # fmt: skip


def parts(store: OxigraphReader) -> Iterator[tuple[list[ox.Quad], GraphPart]]:
    for graph in store.engine.named_graphs():
        if graph.value != iri.LEDGER:
            quads = list(store.engine.quads_for_pattern(None, None, None, graph))
            yield quads, part(graph.value, quads)


def told(found: GraphPart) -> set[tuple[str, str, object]]:
    """The triples that a part holds, with plain values."""
    triples: set[tuple[str, str, object]] = set()
    for thing in (*found.nodes, *found.mentions):
        for field in labels()[thing.label].fields:
            values = thing.properties.get(field.name, ())
            if len(field.path) == 1:
                each = values if isinstance(values, tuple) else (values,)
                triples.update((thing.iri, field.path[0], value) for value in each)
    triples.update((edge.source, edge_types()[edge.type].iri, edge.target) for edge in found.edges)
    return triples


def test_everything_a_question_reads_is_there(samples: OxigraphReader) -> None:
    unsaid = Counter()
    for quads, found in parts(samples):
        known = told(found)
        for quad in quads:
            assert isinstance(quad.subject, ox.NamedNode)
            triple = (quad.subject.value, quad.predicate.value, plain(quad.object))
            if triple[1] in ASKED and triple not in known:
                unsaid[(label_of(triple[0]), triple[1])] += 1
    # Labels of owned nodes tell their class; the name of a task is its description.
    owned = {label.name for label in labels().values() if not label.shared}
    allowed = {(label, RDF.type) for label in owned} | {("Task", RDFS.label)}
    assert set(unsaid) <= allowed


def test_nothing_is_there_that_no_graph_says(samples: OxigraphReader) -> None:
    for quads, found in parts(samples):
        said = {(quad.subject.value, quad.predicate.value, plain(quad.object)) for quad in quads}  # type: ignore[union-attr]
        assert told(found) <= said


def test_a_node_has_its_class_for_label_in_every_graph(samples: OxigraphReader) -> None:
    for quads, _ in parts(samples):
        for quad in quads:
            if quad.predicate.value == RDF.type and isinstance(quad.subject, ox.NamedNode):
                expected = by_class().get(str(plain(quad.object)))
                assert expected is None or label_of(quad.subject.value) == expected


def test_every_end_is_named(samples: OxigraphReader) -> None:
    for _, found in parts(samples):
        known = {(node.label, node.iri) for node in (*found.nodes, *found.mentions)} | set(found.strangers)
        for edge in found.edges:
            assert {(edge.source_label, edge.source), (edge.target_label, edge.target)} <= known
            assert (edge.source_label, edge.target_label) in edge_types()[edge.type].ends
            assert set(edge.properties) <= {field.name for field in edge_types()[edge.type].fields}


def test_edges_are_told_apart(samples: OxigraphReader) -> None:
    for _, found in parts(samples):
        keys = [(edge.type, edge.source, edge.target, edge.properties.get("statement")) for edge in found.edges]
        assert len(set(keys)) == len(keys)


def test_a_file_owns_what_only_it_says(samples: OxigraphReader) -> None:
    owners: dict[str, str] = {}
    for _, found in parts(samples):
        for node in found.nodes:
            assert owners.setdefault(node.iri, found.graph.iri) == node.properties["graph"] == found.graph.iri
    strangers = [stranger for _, found in parts(samples) for stranger in found.strangers]
    assert strangers and all(label == "Evidence" and name in owners for label, name in strangers)


def test_the_order_of_the_quads_makes_no_difference(samples: OxigraphReader) -> None:
    for quads, found in parts(samples):
        assert part(found.graph.iri, reversed(quads)) == found


# -- small graphs ----------------------------------------------------------------------------

A, B, OFFICE = f"{iri.BASE}document/a", f"{iri.BASE}document/b", f"{iri.BASE}agency/so-noi-vu"
SAID, WORDS = iri.statement(SHA, 1, 0), iri.evidence(SHA, 1, 9)


def made(*triples: tuple[str, str, str | int | ox.Literal]) -> GraphPart:
    """The part of these triples; a text that looks like an IRI is one."""
    graph = ox.NamedNode(FILE_GRAPH)
    return part(FILE_GRAPH, [ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _term(o), graph) for s, p, o in triples])


def _term(value: str | int | ox.Literal) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.Literal):
        return value
    return ox.NamedNode(value) if isinstance(value, str) and value.startswith("http") else ox.Literal(value)


def mention(found: GraphPart, name: str) -> Mention:
    return next(each for each in found.mentions if each.iri == name)


STATEMENT = (
    (SAID, RDF.type, VB.Statement), (SAID, RDF.subject, A), (SAID, RDF.predicate, VB.implements), (SAID, RDF.object, B),
    (SAID, VB.speaker, A), (SAID, VB.status, VB.Stated), (SAID, VB.evidence, WORDS), (WORDS, OA.exact, "Thực hiện B"),
)  # fmt: skip


def test_a_statement_is_a_node_and_an_edge() -> None:
    found = made((A, VB.implements, B), *STATEMENT)
    edges = {(edge.type, edge.source, edge.target): edge for edge in found.edges}
    assert edges["IMPLEMENTS", A, B].properties == {
        "statement": SAID, "graph": FILE_GRAPH, "status": VB.Stated, "speaker": A, "quote": "Thực hiện B",
    }  # fmt: skip
    assert {("SUBJECT", SAID, A), ("OBJECT", SAID, B), ("SPEAKER", SAID, A), ("HAS_EVIDENCE", SAID, WORDS)} <= set(
        edges
    )
    node = next(node for node in found.nodes if node.iri == SAID)
    assert (node.label, node.properties["predicate"], node.properties["object"]) == ("Statement", VB.implements, B)


def test_a_relation_that_no_statement_proves_is_one_plain_edge() -> None:
    (edge,) = made((A, VB.implements, B)).edges
    assert edge == Edge("IMPLEMENTS", A, "Document", B, "Document", {"graph": FILE_GRAPH})


def test_a_statement_without_its_relation_is_no_step_of_a_lineage() -> None:
    assert "IMPLEMENTS" not in {edge.type for edge in made(*STATEMENT).edges}


def test_a_text_as_object_is_no_edge() -> None:
    found = made((SAID, RDF.subject, A), (SAID, RDF.predicate, VB.signer), (SAID, RDF.object, "Nguyễn Văn A"))
    assert {edge.type for edge in found.edges} == {"SUBJECT"}
    assert found.nodes[0].properties["object"] == "Nguyễn Văn A"


def test_what_a_graph_says_of_a_shared_node_stands_on_its_mention() -> None:
    found = made((A, RDF.type, VB.Document), (A, VB.number, "2/KH"), (A, VB.number, "1/KH"), (A, VB.recipient, "Lưu"))
    assert mention(found, A).properties == {
        "types": (VB.Document,), "number": ("1/KH", "2/KH"), "recipient": ("Lưu",),
    }  # fmt: skip
    assert found.nodes == ()


def test_a_node_that_is_only_named_is_mentioned_too() -> None:
    found = made((A, ELI.passed_by, OFFICE))
    assert mention(found, OFFICE) == Mention(OFFICE, "Agency", {})
    assert mention(found, A).properties == {"issuedBy": (OFFICE,)}


def test_words_keep_their_language() -> None:
    english, vietnamese = ox.Literal("Home affairs", language="en"), ox.Literal("Sở Nội vụ", language="vi")
    found = made((OFFICE, RDFS.label, english), (OFFICE, RDFS.label, vietnamese), (OFFICE, RDFS.label, "SNV"))
    assert mention(found, OFFICE).properties == {"label": ("SNV", "Sở Nội vụ"), "labelEn": ("Home affairs",)}


@pytest.mark.parametrize("words", ["thực hiện", "implements"])
def test_everything_else_that_has_a_name_is_a_term(words: str) -> None:
    found = made((VB.implements, RDFS.label, words), (VB.cites, VB.projectedAs, "cites"))
    assert [(each.iri, each.label) for each in found.mentions] == [(VB.implements, "Term")]


def test_warnings_are_a_list_and_other_values_of_an_owned_node_one() -> None:
    file = iri.file(SHA)
    (node,) = made((file, VB.warning, "b"), (file, VB.warning, "a"), (file, VB.fileName, "x.txt")).nodes
    assert node.properties == {"graph": FILE_GRAPH, "fileName": "x.txt", "warning": ("a", "b")}


def test_dates_stay_texts_and_figures_become_numbers() -> None:
    target = iri.target(SHA, 1)
    year = ox.Literal("2025", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear"))
    value = ox.Literal("95.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    found = made((target, VB.year, year), (target, VB.value, value), (WORDS, OA.start, 7))
    assert {name: value for node in found.nodes for name, value in node.properties.items()} == {
        "graph": FILE_GRAPH, "year": "2025", "value": 95.5, "start": 7,
    }  # fmt: skip


def test_the_ledger_describes_the_graph() -> None:
    found = made((FILE_GRAPH, VB.sha256, SHA), (FILE_GRAPH, VB.graphChecksum, "c"), (FILE_GRAPH, VB.tripleCount, 3))
    assert found.graph.properties == {"sha256": SHA, "checksum": "c", "tripleCount": 3}
    assert (found.graph.iri, found.graph.label, found.nodes, found.mentions) == (FILE_GRAPH, "Graph", (), ())


def test_a_shared_node_carries_the_smallest_of_what_is_said() -> None:
    first = Mention(A, "Document", {"number": ("2/KH", "3/KH"), "types": (VB.Document,)})
    second = Mention(A, "Document", {"number": ("1/KH",), "title": ("Kế hoạch",)})
    assert smallest([first, second]) == {"number": "1/KH", "title": "Kế hoạch"}


# -- the declaration -------------------------------------------------------------------------


def test_what_is_exported_is_stored_under_the_same_label() -> None:
    for kind in nodes():
        assert set(kind.classes) == set(labels()[kind.label].classes)


def test_identifiers_tell_their_label() -> None:
    made_iris = {
        "Evidence": WORDS, "Statement": SAID, "SourceFile": iri.file(SHA), "Task": iri.task(SHA, 1),
        "Responsibility": iri.responsibility(SHA, 1), "IndexDefinition": iri.definition(SHA, 1),
        "Target": iri.target(SHA, 1), "Gap": iri.gap(A, VB.titleOnly),
        "Agency": OFFICE, "Place": iri.place("Quảng Trị", 1989), "GovernanceIndex": iri.index("PCI"),
        "DocumentKind": iri.kind("Kế hoạch"), "ReformArea": iri.reform_area("Thể chế"),
        "Document": iri.document_of_file(SHA), "Review": iri.review("0a"),
    }  # fmt: skip
    assert {label_of(name) for name in made_iris.values()} == set(made_iris)
    assert set(labels()) == {*made_iris, "Graph", "Term"}
    assert label_of(iri.LINKS) is label_of(VB.implements) is label_of(ORG.Organization) is label_of(PROV.Entity) is None


def test_properties_of_a_label_are_told_apart() -> None:
    for label in labels().values():
        names = [field.name for field in label.fields]
        assert len(set(names)) == len(names)
        assert not {"iri", "graph"} & set(names)


def test_a_mention_can_hold_every_label() -> None:
    """One property of MENTIONS has one type, whatever it is said of."""
    kinds: dict[str, Field] = {}
    for label in labels().values():
        for field in label.fields if label.shared else ():
            assert kinds.setdefault(field.name, field).type is field.type


def test_names_differ_by_more_than_their_capitals() -> None:
    """An engine may take a label and a type of edges that differ by capitals for one name."""
    names = [name.lower() for name in (*labels(), *edge_types(), "MENTIONS")]
    assert len(set(names)) == len(names)
