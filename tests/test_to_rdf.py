"""The named graph of a file: identity of documents, statements with proof, the same bytes every time."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from loaders.quads import GraphText
from loaders.to_rdf import to_nquads
from ontology import iri
from ontology.model import IndexMention, OtherStatement, Record, Responsibility, Target, Task
from ontology.namespaces import DCTERMS, ELI, OA, RDF, VB
from tests.made_records import citation, field, plan, record, sha_of

UBND = "Ủy ban nhân dân tỉnh Quảng Trị"
PLAN = (
    "KẾ HOẠCH số 22/KH-UBND ngày 31/01/2023\n"
    "Thực hiện Quyết định số 3647/QĐ-UBND ngày 17/11/2021 của UBND tỉnh\n"
    "Theo Quyết định số 3647/QĐ-UBND nêu trên\n"
)
IDS = iri.BASE + "document/"


def stored(made: Record, text: str) -> ox.Store:
    store = ox.Store()
    store.load(to_nquads(made, text), format=ox.RdfFormat.N_QUADS)
    return store


def values(store: ox.Store, subject: str | None, predicate: str) -> list[str]:
    node = ox.NamedNode(subject) if subject else None
    return sorted(q.object.value for q in store.quads_for_pattern(node, ox.NamedNode(predicate), None))


def relations(store: ox.Store) -> set[tuple[str, str, str]]:
    """Actor, relation, cited document of every statement about two documents."""
    found = set()
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF.predicate), None):
        node = quad.subject.value
        ends = values(store, node, RDF.subject) + values(store, node, RDF.object)
        if all(end.startswith(IDS) for end in ends):
            found.add((ends[0].removeprefix(IDS), quad.object.value.rpartition("#")[2], ends[1].removeprefix(IDS)))
    return found


def full(text: str = PLAN) -> Record:
    decision = {"type": "Quyết định", "number": "3647/QĐ-UBND"}
    return plan(
        text, "22/KH-UBND", "2023-01-31", UBND,
        citation(
            text, "Quyết định số 3647/QĐ-UBND ngày 17/11/2021 của UBND tỉnh", date="2021-11-17", issuer=UBND, **decision
        ),
        citation(text, "Quyết định số 3647/QĐ-UBND", "cites", after=text.rindex("Theo"), **decision),
    )  # fmt: skip


def test_a_document_is_named_by_issuer_year_and_number() -> None:
    store = stored(full(), PLAN)
    assert values(store, iri.file(sha_of(PLAN)), VB.describes) == [IDS + "ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd"]


def test_a_short_mention_inherits_date_and_issuer_from_the_full_one() -> None:
    own, cited = "ubnd-tinh-quang-tri-1989/2023/22-kh-ubnd", "ubnd-tinh-quang-tri-1989/2021/3647-qd-ubnd"
    assert relations(stored(full(), PLAN)) == {(own, "implements", cited), (own, "cites", cited)}


def test_a_short_mention_that_fits_two_documents_stays_undated() -> None:
    text = "Kế hoạch số 5/KH-UBND ngày 01/02/2021, Kế hoạch số 5/KH-UBND ngày 03/02/2022\nrồi Kế hoạch số 5/KH-UBND"
    first, second = "Kế hoạch số 5/KH-UBND ngày 01/02/2021", "Kế hoạch số 5/KH-UBND ngày 03/02/2022"
    made = record(
        text,
        citation(text, first, number="5/KH-UBND", date="2021-02-01", issuer=UBND),
        citation(text, second, number="5/KH-UBND", date="2022-02-03", issuer=UBND),
        citation(text, "Kế hoạch số 5/KH-UBND", after=text.index("rồi"), number="5/KH-UBND", issuer=UBND),
    )
    cited = {end.split("/")[1] for _, _, end in relations(stored(made, text))}
    assert cited == {"2021", "2022", "undated"}


def test_a_document_without_number_is_named_by_its_file() -> None:
    text = "Số:     /UBND-NC"
    store = stored(record(text, number=field(text, "/UBND-NC")), text)
    assert values(store, iri.file(sha_of(text)), VB.describes) == [iri.document_of_file(sha_of(text))]


def test_an_inferred_issuer_never_names_the_document_nor_stands_as_stated() -> None:
    text = "KẾ HOẠCH 9/KH-SCT ngày 01/02/2023, hộp thư vp.sct@quangtri.gov.vn"
    because = "hộp thư vp.sct@"
    issuer = field(text, "vp.sct@", "Sở Công Thương tỉnh Quảng Trị", status="inferred", because=because)
    made = record(text, number=field(text, "9/KH-SCT"), date=field(text, "01/02/2023", "2023-02-01"), issuer=issuer)
    store = stored(made, text)
    own = iri.document_of_file(sha_of(text))
    assert values(store, own, VB.inferredIssuer) == [iri.BASE + "agency/so-cong-thuong-quang-tri-1989"]
    assert values(store, own, ELI.passed_by) == []
    assert values(store, None, VB.because) == [because]


def test_unknown_issuers_of_two_files_do_not_merge() -> None:
    texts = ("Công văn số 12/ABC ngày 02/3/2022", "Thực hiện Công văn số 12/ABC ngày 02/3/2022")
    cited = set()
    for text in texts:
        made = record(text, citation(text, "Công văn số 12/ABC ngày 02/3/2022", number="12/ABC", date="2022-03-02"))
        cited |= {end for _, _, end in relations(stored(made, text))}
    assert len(cited) == 2


def test_a_third_party_statement_keeps_its_speaker() -> None:
    text = "Nghị định số 107/2020/NĐ-CP (sửa đổi Nghị định số 24/2014/NĐ-CP)"
    made = record(
        text,
        citation(text, "Nghị định số 107/2020/NĐ-CP", "cites", number="107/2020/NĐ-CP", issuer="Chính phủ"),
        citation(
            text,
            "Nghị định số 24/2014/NĐ-CP",
            "amends",
            number="24/2014/NĐ-CP",
            issuer="Chính phủ",
            source="107/2020/NĐ-CP",
        ),
    )
    store = stored(made, text)
    decrees = "chinh-phu/normative/107-2020-nd-cp", "chinh-phu/normative/24-2014-nd-cp"
    assert (decrees[0], "amends", decrees[1]) in relations(store)
    assert set(values(store, None, VB.speaker)) == {iri.document_of_file(sha_of(text))}


def test_a_second_statement_on_one_mention_is_kept() -> None:
    text = "theo Quyết định số 1085/QĐ-TTg ngày 15/9/2022, đã triển khai tại Kế hoạch số 198/KH-UBND ngày 31/10/2022"
    also = (OtherStatement(source="198/KH-UBND", relation="implements", specific="concretizes"),)
    made = record(
        text,
        citation(
            text,
            "Quyết định số 1085/QĐ-TTg ngày 15/9/2022",
            "cites",
            number="1085/QĐ-TTg",
            date="2022-09-15",
            also=also,
        ),
        citation(text, "Kế hoạch số 198/KH-UBND ngày 31/10/2022", "cites", number="198/KH-UBND", date="2022-10-31"),
    )
    plan_198, decision = "ubnd-tinh-quang-tri-1989/2022/198-kh-ubnd", "thu-tuong-chinh-phu/2022/1085-qd-ttg"
    assert (plan_198, "concretizes", decision) in relations(stored(made, text))


def test_a_decision_promulgates_the_regulation_named_with_it() -> None:
    text = "Quy chế làm việc ban hành kèm theo Quyết định số 17/QĐ-UBND ngày 05/5/2022"
    made = record(
        text,
        citation(
            text, "Quyết định số 17/QĐ-UBND ngày 05/5/2022", "promulgates", number="17/QĐ-UBND", date="2022-05-05",
            issuer=UBND, title="Quy chế làm việc", source="17/QĐ-UBND",
        ),
    )  # fmt: skip
    decision = "ubnd-tinh-quang-tri-1989/2022/17-qd-ubnd"
    own = iri.document_of_file(sha_of(text)).removeprefix(IDS)
    told = relations(stored(made, text))
    assert (own, "cites", decision) in told
    assert any(actor == decision and relation == "promulgates" for actor, relation, _ in told)


def test_a_mention_of_itself_is_no_statement() -> None:
    text = "KẾ HOẠCH 22/KH-UBND\n(Ban hành kèm theo Kế hoạch số 22/KH-UBND)"
    own = citation(text, "Kế hoạch số 22/KH-UBND", "self", kind="self", number="22/KH-UBND")
    assert relations(stored(plan(text, "22/KH-UBND", "2023-01-31", UBND, own), text)) == set()


def test_names_of_two_provinces_do_not_merge() -> None:
    text = "Kế hoạch cải cách hành chính năm 2023"
    cited = set()
    for place in ("Quảng Trị", "Sơn La"):
        made = record(text, citation(text, text, type="Kế hoạch", title=text), place=place)
        cited |= {end for _, _, end in relations(stored(made, text))}
    assert {name.split("/")[1] for name in cited} == {"quang-tri", "son-la-1976"}


@pytest.mark.parametrize("title", ["Kế hoạch\x0c cải cách\x01", "“…”", "\u202e", "計画", "x" * 3000])
def test_a_name_of_any_characters_gives_a_graph(title: str) -> None:
    text = f"phổ biến {title} tới Sở"
    made = record(text, citation(text, title, title=title))
    assert list(ox.parse(to_nquads(made, text), format=ox.RdfFormat.N_QUADS))


def test_every_statement_quotes_the_source() -> None:
    store = stored(full(), PLAN)
    for quad in store.quads_for_pattern(None, ox.NamedNode(VB.evidence), None):
        node = quad.object.value
        start, end = (int(values(store, node, name)[0]) for name in (OA.start, OA.end))
        assert values(store, node, OA.exact) == [" ".join(PLAN[start:end].split())]


@pytest.mark.parametrize(
    ("deadline", "quarter", "stored_as"),
    [
        ("2023-Q1", ["2023-Q1"], ("2023-03-31", "date")),
        ("2023-Q4", ["2023-Q4"], ("2023-12-31", "date")),
        ("2023-12", [], ("2023-12", "gYearMonth")),
        ("2023", [], ("2023", "gYear")),
        ("2023-11-30", [], ("2023-11-30", "date")),
    ],
)
def test_a_deadline_has_the_datatype_of_its_precision(
    deadline: str, quarter: list[str], stored_as: tuple[str, str]
) -> None:
    text = "Sở Nội vụ chủ trì tham mưu"
    task = Task(
        description=text, start=0, end=len(text), lead=("Sở Nội vụ",), coordinate=("Công an tỉnh",), deadline=deadline,
        deadline_text=None, deliverable=None, section="I.1", rule="test", confidence=1.0,
    )  # fmt: skip
    store = stored(record(text, tasks=(task,)), text)
    (quad,) = store.quads_for_pattern(None, ox.NamedNode(VB.deadline), None)
    assert isinstance(quad.object, ox.Literal)
    assert (quad.object.value, quad.object.datatype.value.rpartition("#")[2]) == stored_as
    assert values(store, None, VB.deadlineQuarter) == quarter
    assert values(store, None, VB.coordinatingAgency) == [iri.BASE + "agency/cong-an-tinh-quang-tri"]


def everything() -> tuple[Record, str]:
    """A record with one of each, and words that try to break out of a literal."""
    text = PLAN + 'Sở Nội vụ: "PAPI\\u0022 } ; DROP ALL #" đạt 90%\x01\n'
    start = text.index("Sở Nội vụ")
    words = text[start:].strip()
    at: dict[str, Any] = {"start": start, "end": len(text), "rule": "test", "confidence": 0.9}
    made = full(text)
    return (
        Record(
            file='t"e\\n.txt', sha256=made.sha256, media_type="text/plain", text_quality=0.5, document=made.document,
            citations=made.citations, warnings=("a\nb",),
            tasks=(
                Task(
                    description=words, lead=("Sở Nội vụ",), coordinate=("Các sở, ban, ngành cấp tỉnh",), deadline=None,
                    deadline_text="Thường xuyên", deliverable="Báo cáo", section=None, **at,
                ),
            ),
            responsibilities=(Responsibility(agency="Sở Nội vụ", index="PAPI", role="raise", quote=words, **at),),
            index_mentions=(IndexMention(index="PAPI", definition=None, **at),),
            targets=(Target(text=words, index="PAPI", comparator=">=", value=90.0, unit="%", year=2025, **at),),
        ),
        text,
    )  # fmt: skip


def test_the_same_record_gives_the_same_bytes() -> None:
    made, text = everything()
    assert to_nquads(made, text) == to_nquads(made, text)


def test_two_strict_parsers_read_every_line_and_find_no_blank_node() -> None:
    made, text = everything()
    lines = to_nquads(made, text)
    quads = list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    assert len(quads) == lines.count(b"\n")
    assert not any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object))
    assert {quad.graph_name.value for quad in quads} == {iri.graph(made.sha256)}
    dataset = Dataset()
    dataset.parse(data=lines, format="nquads")
    assert len(list(dataset.quads())) == len(quads)


@pytest.mark.parametrize(
    "words", ['"', "\\", "\\u0022", "a\tb", "\x00\x1f\x7f", "\ud800", "\ufffe", "\u2028", "đ 𝄞", "<x>", "^^"]
)
def test_any_words_become_a_literal(words: str) -> None:
    graph = GraphText(iri.LINKS)
    graph.text(iri.LINKS, DCTERMS.title, f"x{words}y")
    (quad,) = ox.parse(graph.nquads(), format=ox.RdfFormat.N_QUADS)
    kept = "".join(letter for letter in words if letter.isspace() or letter.isprintable() or letter == "\u2028")
    assert quad.object.value == " ".join(f"x{kept}y".split())
