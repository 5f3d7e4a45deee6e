"""Identifiers: what makes two mentions one document, and what keeps them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iri
from ontology.document_number import DocumentNumber
from ontology.errors import IdentifierError

SHA = "3b6c6109f0fe0654" * 4
PROVINCE, COMMITTEE = "ubnd-tinh-quang-tri-1989", "tinh-uy-quang-tri-1989"

# situation, number, agency, date, path behind id/document/
DOCUMENTS = [
    ("administrative: year", "3647/QĐ-UBND", PROVINCE, "2021-11-17", f"{PROVINCE}/2021/3647-qd-ubnd"),
    ("year alone is enough", "3647/QĐ-UBND", PROVINCE, "2021", f"{PROVINCE}/2021/3647-qd-ubnd"),
    ("normative: the number", "107/2020/NĐ-CP", "chinh-phu", None, "chinh-phu/normative/107-2020-nd-cp"),
    ("normative: the date adds nothing", "1/2023/TT-VPCP", "vpcp", "2023-01-05", "vpcp/normative/01-2023-tt-vpcp"),
    ("National Assembly: term", "80/2015/QH13", "quoc-hoi", None, "quoc-hoi/13/80-2015-qh13"),
    ("Standing Committee: term", "832/NQ-UBTVQH14", "ubtvqh", "2019-12-17", "ubtvqh/14/832-nq-ubtvqh14"),
    ("term from the date", "832/NQ-UBTVQH", "ubtvqh", "2019-12-17", "ubtvqh/14/832-nq-ubtvqh"),
    ("Party, province, after the border", "01-NQ/TU", COMMITTEE, "2021-03-01", f"{COMMITTEE}/2020/01-nq-tu"),
    ("Party, province, before it", "01-NQ/TU", COMMITTEE, "2020-10-31", f"{COMMITTEE}/2015/01-nq-tu"),
    ("Party, province, the year of the border", "01-NQ/TU", COMMITTEE, "2020", f"{COMMITTEE}/undated/01-nq-tu"),
    ("Party, centre, day of the congress", "18-NQ/TW", "bchtw", "2021-01-25", "bchtw/2021/18-nq-tw"),
    ("Party, centre, the day before", "18-NQ/TW", "bchtw", "2021-01-24", "bchtw/2016/18-nq-tw"),
    ("Party, centre, XII", "18-NQ/TW", "bchtw", "2017-10-25", "bchtw/2016/18-nq-tw"),
    ("Party, centre, XIV", "1-NQ/TW", "bchtw", "2026-05", "bchtw/2026/01-nq-tw"),
    ("Party, district", "5-KH/HU", "huyen-uy-a", "2020-09-15", "huyen-uy-a/2020/05-kh-hu"),
    ("no date said", "22/KH-UBND", PROVINCE, None, f"{PROVINCE}/undated/22-kh-ubnd"),
    ("no issuer known", "66/TCTCCTTHC", None, "2023", f"unknown-issuer-{SHA[:12]}/2023/66-tctcctthc"),
    ("standard", "TCVN 14423:2025", "tcvn", None, "tcvn/normative/tcvn-14423-2025"),
]


@pytest.mark.parametrize(
    ("number", "agency", "date", "path"), [row[1:] for row in DOCUMENTS], ids=[row[0] for row in DOCUMENTS]
)
def test_document(number: str, agency: str | None, date: str | None, path: str) -> None:
    made = iri.document(DocumentNumber.parse(number), agency=agency, date=date, cited_in=SHA)
    assert made == f"https://w3id.org/cancu/id/document/{path}"


def test_leading_zero_and_spelling_make_one_document() -> None:
    spellings = ["01-NQ/TU", "1-NQ/TU", "01 - NQ/TU", "01/NQ-TU"]
    numbers = [DocumentNumber.parse(spelling) for spelling in spellings]
    assert len({iri.document(number, agency=COMMITTEE, date="2021-03-01") for number in numbers}) == 1


def test_unknown_issuers_of_two_files_stay_apart() -> None:
    number = DocumentNumber.parse("22/KH-UBND")
    made = {iri.document(number, agency=None, date="2023", cited_in=sha) for sha in (SHA, "0" * 64)}
    assert len(made) == 2
    with pytest.raises(IdentifierError):
        iri.document(number, agency=None, date="2023")


def test_blank_number_identifies_nothing() -> None:
    with pytest.raises(IdentifierError, match="tệp"):
        iri.document(DocumentNumber.parse("/UBND-NC"), agency=PROVINCE, date="2023")


def test_named_documents() -> None:
    short = iri.named_document("Chương trình tổng thể CCHC nhà nước giai đoạn 2021-2030")
    full = iri.named_document("Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030")
    assert short == full
    assert short.startswith("https://w3id.org/cancu/id/document/named/any/chuong-trinh-tong-the-cai-cach")
    assert iri.named_document("Kế hoạch CCHC,", agency=PROVINCE).endswith(f"/{PROVINCE}/ke-hoach-cai-cach-hanh-chinh")


def test_long_names_are_cut_and_stay_apart() -> None:
    first, second = iri.slug("Kế hoạch " * 30), iri.slug("Kế hoạch " * 31)
    assert len(first) <= iri.LONGEST_SLUG
    assert first != second
    assert first.rpartition("-")[0] == second.rpartition("-")[0]


def test_things_of_a_file() -> None:
    short, base = SHA[:12], "https://w3id.org/cancu/id/"
    assert iri.file(SHA) == f"{base}file/{SHA}"
    assert iri.graph(SHA) == f"{base}graph/{SHA}"
    assert iri.document_of_file(SHA) == f"{base}document/file/{SHA[:16]}"
    assert iri.statement(SHA, 17, 2) == f"{base}statement/{short}-17-2"
    assert iri.evidence(SHA, 17, 99) == f"{base}evidence/{short}-17-99"
    assert iri.task(SHA, 17) == f"{base}task/{short}-17"
    assert iri.responsibility(SHA, 17, 1) == f"{base}responsibility/{short}-17-1"
    assert len({make(SHA, 17) for make in (iri.task, iri.responsibility, iri.definition, iri.target)}) == 4


def test_things_of_the_registry() -> None:
    base = "https://w3id.org/cancu/id/"
    assert iri.index("PAR INDEX") == f"{base}index/par-index"
    assert iri.index("IPA") == f"{base}index/ipa"
    assert iri.kind("Kế hoạch") == f"{base}kind/ke-hoach"
    assert iri.kind("Khung kiến trúc") == f"{base}kind/khung-kien-truc"
    assert iri.place("Quảng Trị", 1989) == iri.place("quang-tri-1989") == f"{base}place/quang-tri-1989"
    assert iri.agency("so-noi-vu-quang-tri-1989") == f"{base}agency/so-noi-vu-quang-tri-1989"


def test_conflicts_do_not_depend_on_order() -> None:
    assert iri.conflict("twoDates", "urn:a", "urn:b") == iri.conflict("twoDates", "urn:b", "urn:a")
    assert iri.conflict("twoDates", "urn:a", "urn:b") != iri.conflict("twoNumbers", "urn:a", "urn:b")
    assert iri.gap("urn:a", "titleOnly") != iri.gap("urn:a", "unknownIssuer")


@pytest.mark.parametrize("text", ["", "  ", "…", "a\x00b", "a\x07", "a\ud800", "\x0c"])
def test_unusable_text(text: str) -> None:
    with pytest.raises(IdentifierError):
        iri.slug(text)


@pytest.mark.parametrize("sha", ["", "abc", "g" * 64, SHA.upper() + "0", SHA[:-1] + "A"])
def test_unusable_hash(sha: str) -> None:
    with pytest.raises(IdentifierError):
        iri.file(sha)


def test_negative_position() -> None:
    with pytest.raises(IdentifierError):
        iri.evidence(SHA, -1, 4)


@given(st.text(max_size=300))
def test_slugs_are_safe_and_stable(text: str) -> None:
    try:
        made = iri.slug(text)
    except IdentifierError:
        return
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= iri.LONGEST_SLUG
    assert iri.slug(made) == made
    assert not made.startswith("-")
    assert not made.endswith("-")
