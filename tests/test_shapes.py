"""Each rule of the shapes: a graph that keeps it, the same graph broken in one place, and what is said of it."""

from __future__ import annotations

import pytest

from ontology import iri
from ontology.namespaces import PREFIXES
from ontology.validation import Violation, union, validate, validate_quads

SHA = "ab" * 32
A, B = "<https://w3id.org/cancu/id/document/x/2023/22-kh-ubnd>", "<https://w3id.org/cancu/id/document/x/2021/1-qd-ubnd>"
AGENCY, INDEX = "<https://w3id.org/cancu/id/agency/so-noi-vu>", "<https://w3id.org/cancu/id/index/papi>"

GOOD = f"""
<{iri.file(SHA)}> a vb:SourceFile ; vb:fileName "a.txt" ; vb:sha256 "{SHA}" ; vb:textQuality 0.98 ; vb:describes {A} .
{A} a vb:Document ; rdfs:label "Kế hoạch 22/KH-UBND"@vi ; vb:number "22/KH-UBND" ; vb:numberKey "22/KH-UBND" ;
    eli:date_document "2023-01"^^xsd:gYearMonth ; eli:passed_by {AGENCY} ; vb:implements {B} .
{B} a vb:Document ; rdfs:label "Quyết định 1/QĐ-UBND"@vi .
<urn:s> a vb:Statement ; rdf:subject {A} ; rdf:predicate vb:implements ; rdf:object {B} ; vb:speaker {A} ;
    vb:status vb:Stated ; vb:rule "governing-verb" ; vb:confidence 0.9 ; vb:evidence <urn:e> .
<urn:i> a vb:Statement ; rdf:subject {A} ; rdf:predicate eli:passed_by ; rdf:object {AGENCY} ; vb:speaker {A} ;
    vb:status vb:Inferred ; vb:because "mailbox" ; vb:rule "mailbox" ; vb:confidence 0.6 ; vb:evidence <urn:e> .
<urn:e> a oa:TextQuoteSelector, oa:TextPositionSelector ; oa:exact "Thực hiện Quyết định số 1/QĐ-UBND" ;
    oa:start 10 ; oa:end 44 ; vb:sourceFile <{iri.file(SHA)}> .
<urn:t> a vb:Task ; vb:assignedIn {A} ; vb:description "Tham mưu" ; vb:leadAgency {AGENCY} ;
    vb:deadline "2023-03-31"^^xsd:date ; vb:deadlineQuarter "2023-Q1" ; vb:rule "item" ; vb:confidence 1.0 ;
    vb:evidence <urn:e> .
<urn:r> a vb:Responsibility ; vb:agency {AGENCY} ; vb:index {INDEX} ; vb:role vb:Raise ; vb:assignedIn {A} ;
    vb:status vb:Stated ; vb:confidence 0.9 ; vb:evidence <urn:e> .
<urn:d> a vb:IndexDefinition ; vb:index {INDEX} ; vb:assignedIn {A} ; vb:evidence <urn:e> .
<urn:g> a vb:Target ; vb:assignedIn {A} ; vb:description "đạt 90%" ; vb:comparator ">=" ; vb:value 90.0 ;
    vb:unit "%" ; vb:year "2025"^^xsd:gYear ; vb:confidence 0.9 ; vb:evidence <urn:e> .
<urn:o> a vb:Gap ; vb:about {B} ; vb:reason vb:ambiguousReference ; vb:candidate {A}, {B} .
{AGENCY} a org:Organization ; skos:prefLabel "Sở Nội vụ"@vi .
"""


def violations(turtle: str) -> list[Violation]:
    from rdflib import Graph

    prefixes = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    return validate(Graph().parse(data=prefixes + turtle, format="turtle"))


def test_a_whole_graph_keeps_all_rules() -> None:
    assert violations(GOOD) == []


# situation, what stands in the good graph, what stands there instead, part of the English message
BROKEN = [
    ("relation without statement", f"vb:implements {B} .", f"vb:implements {B} ; vb:amends {B} .", "No statement"),
    ("statement without relation", f" ; vb:implements {B} .", " .", "direct relation"),
    ("document related to itself", f"vb:implements {B} .", f"vb:implements {B}, {A} .", "no relation to itself"),
    ("related thing that is no document", f"{B} a vb:Document ;", f"{B} vb:section 'I' ;", "declared a document"),
    ("two speakers", f"{B} ; vb:speaker {A}", f"{B} ; vb:speaker {A}, {B}", "says so"),
    ("no evidence", 'vb:confidence 0.9 ; vb:evidence <urn:e> .\n<urn:i>', "vb:confidence 0.9 .\n<urn:i>", "evidence"),
    ("confidence above one", "vb:confidence 0.6", "vb:confidence 1.6", "between 0 and 1"),
    ("confidence that is no decimal", "vb:confidence 0.6", 'vb:confidence "0.6"', "between 0 and 1"),
    ("no rule", ' ; vb:rule "mailbox"', "", "rule"),
    ("inference without ground", ' ; vb:because "mailbox"', "", "from what it follows"),
    ("status that is none", "vb:status vb:Stated ; vb:rule", "vb:status vb:Raise ; vb:rule", "stated or inferred"),
    ("quotation that ends before it begins", "oa:end 44", "oa:end 4", "begins before it ends"),
    ("empty quotation", "Thực hiện Quyết định số 1/QĐ-UBND", "", "quotation"),
    ("quotation without file", f" ; vb:sourceFile <{iri.file(SHA)}> .", " .", "source file"),
    ("number with a space", 'vb:number "22/KH-UBND"', 'vb:number "22 /KH-UBND"', "no inner space"),
    ("date as text", '"2023-01"^^xsd:gYearMonth', '"tháng 01 năm 2023"', "day, a month or a year"),
    ("document without label", 'rdfs:label "Quyết định 1/QĐ-UBND"@vi', "vb:number '1'", "label"),
    ("hash that is none", f'vb:sha256 "{SHA}"', 'vb:sha256 "abc"', "SHA-256"),
    ("task without document", f"vb:Task ; vb:assignedIn {A} ;", "vb:Task ;", "lays it down"),
    ("two deadlines", '"2023-03-31"^^xsd:date', '"2023-03-31"^^xsd:date, "2023-04-30"^^xsd:date', "deadline"),
    ("quarter that is none", '"2023-Q1"', '"Q1/2023"', "2023-Q1"),
    ("role that is none", "vb:role vb:Raise", "vb:role vb:Stated", "role"),
    ("responsibility without index", f"vb:agency {AGENCY} ; vb:index {INDEX} ;", f"vb:agency {AGENCY} ;", "index"),
    ("comparator that is none", '">="', '"ít nhất"', "comparator"),
    ("target without figure", " ; vb:value 90.0", "", "number"),
    ("one candidate is no ambiguity", f"vb:candidate {A}, {B}", f"vb:candidate {A}", "at least two"),
    ("gap without reason", " ; vb:reason vb:ambiguousReference", "", "reason"),
    ("agency without name", ' ; skos:prefLabel "Sở Nội vụ"@vi', "", "name"),
    ("two names in one language", '"Sở Nội vụ"@vi', '"Sở Nội vụ"@vi, "Sở NV"@vi', "name"),
    ("blank node", "<urn:o> a vb:Gap", "[] a vb:Gap", "blank nodes"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken(old: str, new: str, message: str) -> None:
    assert old in GOOD
    found = violations(GOOD.replace(old, new, 1))
    assert any(message in violation.message_en for violation in found), found
    assert all(violation.message_vi and violation.message_vi != violation.message_en for violation in found)


def test_violation_names_document_and_sentence() -> None:
    found = violations(GOOD.replace("vb:role vb:Raise", "vb:role vb:Stated"))
    assert [(v.focus, v.document, v.quote, v.start) for v in found] == [
        ("urn:r", A.strip("<>"), "Thực hiện Quyết định số 1/QĐ-UBND", 10)
    ]


def test_concretizes_proves_implements() -> None:
    more = GOOD.replace(f"vb:implements {B} .", f"vb:implements {B} ; vb:concretizes {B} .")
    assert violations(more.replace("rdf:predicate vb:implements", "rdf:predicate vb:concretizes")) == []


def test_named_graphs_are_checked_together() -> None:
    document, label = "https://w3id.org/cancu/id/document/file/ab", "http://www.w3.org/2000/01/rdf-schema#label"
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    typed = f"<{document}> <{kind}> <https://w3id.org/cancu/ontology#Document> <urn:g1> .\n".encode()
    named = f'<{document}> <{label}> "Kế hoạch"@vi <urn:g2> .\n'.encode()
    assert validate_quads([typed, named]) == []
    assert len(validate_quads(typed)) == 1
    assert len(union(typed + named)) == 2
