"""The vocabulary is one: its files, the Python names, the projection and the reference page say the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import URIRef, namespace

from ontology import build, standard_terms, vocabulary
from ontology.closed import Closed
from ontology.declarations import label, relations, terms
from ontology.namespaces import ELI, ORG, PREFIXES, RDF, VB
from ontology.projection import ValueType, edges, nodes
from ontology.validation import ontology, shapes, validate

TERMS = [term for term in terms().values() if term.own]


# -- the closed namespace --------------------------------------------------------------------


def test_namespace_holds_what_the_ontology_declares() -> None:
    assert set(VB.terms) == {term.name for term in TERMS}
    assert VB.implements == "https://w3id.org/cancu/ontology#implements"
    assert VB.implements in VB
    assert "https://w3id.org/cancu/ontology#implemets" not in VB


def test_mistyped_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        VB.implemets  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError, match=r"cancu\.ttl"):
        VB.somethingNew = "x"


@pytest.mark.parametrize("name", ["DCTERMS", "ORG", "OWL", "PROV", "RDF", "RDFS", "SH", "SKOS", "XSD"])
def test_standard_terms_exist_in_their_standard(name: str) -> None:
    ours: Closed = getattr(standard_terms, name)
    theirs = getattr(namespace, name)
    for iri in ours:
        assert iri in theirs, iri


# -- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_every_term_is_explained_in_both_languages(term: object) -> None:
    assert hasattr(term, "label") and hasattr(term, "comment")
    assert set(term.label) == set(term.comment) == {"vi", "en"}
    assert all([*term.label.values(), *term.comment.values()])


def test_every_relation_reads_as_a_sentence_both_ways() -> None:
    assert len(relations()) == 16
    for relation in relations():
        assert set(relation.inverse_label) == {"vi", "en"}
        assert relation.inverse_label["vi"] != relation.label["vi"]
    assert label(VB.implements) == "thực hiện"
    assert label(VB.implements, "en", inverse=True) == "is implemented by"
    assert label(VB.repeals, inverse=True) == "bị bãi bỏ bởi"
    assert label("https://example.org/x#unknown") == "unknown"


def test_every_relation_is_aligned_with_eli() -> None:
    for relation in relations():
        if relation.iri != VB.concretizes:
            assert any(iri.startswith(ELI.base) for iri in (*relation.broader, *relation.matches)), relation.name
    assert VB.implements in terms()[VB.concretizes].broader


def test_the_shapes_know_every_relation() -> None:
    text = (Path(build.__file__).parent / "data" / "shapes.ttl").read_text(encoding="utf-8")
    queries = text.split('"""')[1::2]
    assert len(queries) == 6
    for relation in relations():
        assert f"sh:targetObjectsOf vb:{relation.name} " in text
        assert all(f"vb:{relation.name}" in query for query in queries), relation.name


# -- files that follow from others -----------------------------------------------------------


@pytest.mark.parametrize("path", build.MADE, ids=lambda path: path.name)
def test_made_files_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == build.MADE[path](), "run: python -m ontology.build"


def test_the_ontology_keeps_its_own_rules() -> None:
    assert validate(ontology()) == []


def test_every_term_used_is_declared() -> None:
    used = {str(node) for graph in (ontology(), shapes()) for triple in graph for node in triple}
    own = {iri for iri in used if iri.startswith(VB.base) and iri != VB.base and not iri.endswith("Shape")}
    assert own <= set(VB)


def test_no_blank_nodes_in_the_registry() -> None:
    assert not any(type(node).__name__ == "BNode" for triple in ontology() for node in triple)


# -- word lists ------------------------------------------------------------------------------


def test_kinds_of_documents() -> None:
    kinds = vocabulary.document_kinds()
    assert len({kind.slug for kind in kinds}) == len({kind.vi for kind in kinds}) == len(kinds)
    codes = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB NĐ TT TTLT KL"
    assert set(codes.split()) <= set(vocabulary.kind_by_code())
    assert vocabulary.kind_by_name()["Chương trình hành động"].broader == "chuong-trinh"
    slugs = {kind.slug for kind in kinds}
    assert {kind.broader for kind in kinds if kind.broader} <= slugs


def test_kinds_are_found_however_they_are_written() -> None:
    found = vocabulary.kind_named("KHUNG Kien trúc")
    assert found is not None and found.slug == "khung-kien-truc"
    assert vocabulary.kind_named("Cơ chế một cửa") is None
    assert len({vocabulary.kind_named(kind.vi) for kind in vocabulary.document_kinds()}) == len(
        vocabulary.document_kinds()
    )


def test_indices() -> None:
    codes = {"PAR INDEX", "SIPAS", "PAPI", "PCI", "DDCI", "ICT", "DTI", "IPA"}
    assert codes <= set(vocabulary.index_by_code())
    ipa = vocabulary.index_by_code()["IPA"]
    assert ipa.publisher is None
    assert ipa.note_vi is not None and "SIPAS" in ipa.note_vi
    aliases = [alias for index in vocabulary.indices() for alias in index.aliases]
    assert len(set(aliases)) == len(aliases)
    assert "Chỉ số CCHC" in vocabulary.index_by_code()["PAR INDEX"].aliases
    assert len(vocabulary.reform_areas()) == 6


# -- agencies --------------------------------------------------------------------------------


def test_succession_of_departments_in_quang_tri() -> None:
    before = URIRef("https://w3id.org/cancu/id/agency/so-ke-hoach-va-dau-tu-quang-tri-1989")
    events = set(ontology().subjects(URIRef(ORG.originalOrganization), before))
    after = [str(agency) for event in events for agency in ontology().objects(event, URIRef(ORG.resultingOrganization))]
    assert after == ["https://w3id.org/cancu/id/agency/so-tai-chinh-quang-tri-1989"]
    assert set(ontology().objects(before, URIRef(ORG.changedBy))) == events


def test_the_two_provinces_called_quang_tri() -> None:
    places = {str(subject) for subject in ontology().subjects() if "/place/quang-tri-" in str(subject)}
    assert {iri.rpartition("-")[2] for iri in places} == {"1989", "2025"}


# -- the property graph ----------------------------------------------------------------------


def test_edges_join_declared_nodes() -> None:
    labels = {node.label for node in nodes()}
    assert {"Document", "Agency", "Task", "Responsibility", "GovernanceIndex", "Target", "SourceFile", "Gap"} <= labels
    assert {edge.source for edge in edges()} | {edge.target for edge in edges()} <= labels
    assert len({(edge.name, edge.source, edge.target) for edge in edges()}) == len(edges())


def test_every_relation_is_an_edge_with_its_proof() -> None:
    by_iri = {edge.iri: edge for edge in edges()}
    for relation in relations():
        edge = by_iri[relation.iri]
        assert edge.stated
        assert {"quote", "start", "end", "file", "confidence", "status", "rule", "speaker"} <= {
            prop.name for prop in edge.properties
        }


def test_properties_of_nodes_are_unique_and_typed() -> None:
    for node in nodes():
        names = [prop.name for prop in node.properties]
        assert len(set(names)) == len(names), node.label
    target = next(node for node in nodes() if node.label == "Target")
    assert {prop.name: prop.type for prop in target.properties}["value"] is ValueType.DECIMAL


# -- what reads text stays light -------------------------------------------------------------


def test_words_for_extractors_need_no_rdf_library() -> None:
    modules = "document_number folding iri namespaces vocabulary terms model errors declarations projection"
    code = f"""
import sys
for name in {modules.split()!r}:
    __import__("ontology." + name)
print(*[m for m in ("rdflib", "pyoxigraph", "pyshacl") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_prefixes_are_those_of_the_vocabularies() -> None:
    assert PREFIXES["vb"] == VB.base
    assert PREFIXES["rdf"] == RDF.base
