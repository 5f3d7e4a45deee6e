"""Document numbers as texts write them: what each part tells, what is no number, what counts as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.document_number import DocumentNumber, Regime
from ontology.errors import NumberError

A, N, Q, P, S = Regime.ADMINISTRATIVE, Regime.NORMATIVE, Regime.NATIONAL_ASSEMBLY, Regime.PARTY, Regime.STANDARD

# situation, text, regime, kind, agency
READ = [
    ("administrative, with kind", "3647/QĐ-UBND", A, "Quyết định", "UBND"),
    ("administrative of the Government", "76/NQ-CP", A, "Nghị quyết", "CP"),
    ("administrative of the Prime Minister", "766/QĐ-TTg", A, "Quyết định", "TTg"),
    ("letter with the unit that drafted it", "2458/UBND-NC", A, "Công văn", "UBND"),
    ("letter of the Prime Minister", "452/TTg-KSTT", A, "Công văn", "TTg"),
    ("letter of a department", "1878/SVHTTDL-QLBCXB", A, "Công văn", "SVHTTDL"),
    ("letter without unit", "66/TCTCCTTHC", A, "Công văn", "TCTCCTTHC"),
    ("old decree, no kind in the number", "61/CP", A, None, "CP"),
    ("kind and unit behind the agency", "02/TTr-CAT-ANCTNB", A, "Tờ trình", "CAT"),
    ("kind only", "3210/QĐ", A, "Quyết định", ""),
    ("letters that are a tax office, not a directive", "5106/CT-CS", A, "Công văn", "CT"),
    ("directive", "03/CT-UBND", A, "Chỉ thị", "UBND"),
    ("ampersand in the agency", "515/KH-BCA-BNN&MT", A, "Kế hoạch", "BCA"),
    ("figures in the agency that are no term", "130/KH-BCĐTKNQ18", A, "Kế hoạch", "BCĐTKNQ18"),
    ("State body in the Party's form", "1068-QĐ/UB", A, "Quyết định", "UB"),
    ("action plan of a committee", "459-KHHĐ/TU", P, "Kế hoạch hành động", "TU"),
    ("serial left blank", "/UBND-NC", A, "Công văn", "UBND"),
    ("normative decree", "107/2020/NĐ-CP", N, "Nghị định", "CP"),
    ("normative circular", "01/2023/TT-VPCP", N, "Thông tư", "VPCP"),
    ("normative decision of a province", "35/2015/QĐ-UBND", N, "Quyết định", "UBND"),
    ("hyphen forgotten", "79/2025/NĐCP", N, "Nghị định", "CP"),
    ("hyphen for the slash", "255/2025-NĐ-CP", N, "Nghị định", "CP"),
    ("law", "80/2015/QH13", Q, None, "QH"),
    ("resolution of the Standing Committee", "832/NQ-UBTVQH14", Q, "Nghị quyết", "UBTVQH"),
    ("ordinance", "26/2005/PL-UBTVQH11", Q, "Pháp lệnh", "UBTVQH"),
    ("committee of the National Assembly", "415/BC-UBPLTP15", Q, "Báo cáo", "UBPLTP"),
    ("Party, province", "01-NQ/TU", P, "Nghị quyết", "TU"),
    ("Party, centre", "69-QĐ/TW", P, "Quyết định", "TW"),
    ("Party, plan", "134-KH/TU", P, "Kế hoạch", "TU"),
    ("Party number in the State's form", "18/NQ-TW", P, "Nghị quyết", "TW"),
    ("Party letter with a mark behind", "919-CV/VPTW/nb", P, "Công văn", "VPTW"),
    ("standard", "TCVN 14423:2025", S, "Tiêu chuẩn", "TCVN"),
    ("foreign standard", "ISO 9001:2015", S, None, "ISO"),
]


@pytest.mark.parametrize(("text", "regime", "kind", "agency"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_parts(text: str, regime: Regime, kind: str | None, agency: str) -> None:
    number = DocumentNumber.parse(text)
    assert (number.regime, number.kind, number.agency) == (regime, kind, agency)
    assert str(number) == text
    assert DocumentNumber.parse(str(number)) == number


# situation, as found in a text, as it should be written
WRITTEN = [
    ("space inside", "22 /KH-UBND", "22/KH-UBND"),
    ("broken over lines", "60/2021/NĐ-\n\nCP", "60/2021/NĐ-CP"),
    ("no-break space and zero width", "76\u00a0/NQ\u200b-CP", "76/NQ-CP"),
    ("decomposed letters", "3647/QĐ-UBND".replace("Đ", "\u0110"), "3647/QĐ-UBND"),
    ("eth for đ", "3647/Q\u00d0-UBND", "3647/QĐ-UBND"),
    ("Cyrillic letters", "58/2024/NĐ-\u0421\u0420", "58/2024/NĐ-CP"),
    ("counted within a series", "66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
    ("long dash", "76/NQ\u2013CP", "76/NQ-CP"),
    ("dots for the serial", "……/KH-VP", "/KH-VP"),
    ("underlines for the serial", "____/QĐ-UBND", "/QĐ-UBND"),
    ("sentence goes on", "76/NQ-CP;", "76/NQ-CP"),
    ("in brackets", "(76/NQ-CP)", "76/NQ-CP"),
    ("two spaces in a standard", "TCVN  14423:2025", "TCVN 14423:2025"),
]


@pytest.mark.parametrize(("found", "written"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_written(found: str, written: str) -> None:
    assert str(DocumentNumber.parse(found)) == written


SAME = [
    ("leading zero", "01-NQ/TU", "1-NQ/TU"),
    ("letter case", "22/KH-UBND", "22/kh-ubnd"),
    ("diacritics", "3647/QĐ-UBND", "3647/QD-UBND"),
    ("Party number in the State's form", "18-NQ/TW", "18/NQ-TW"),
    ("joint circular, slash or hyphen", "129/2007/TTLT/BTC-BKHCN", "129/2007/TTLT-BTC-BKHCN"),
    ("hyphen forgotten", "79/2025/NĐ-CP", "79/2025/NĐCP"),
]


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_same_number(one: str, other: str) -> None:
    first, second = DocumentNumber.parse(one), DocumentNumber.parse(other)
    assert first.key == second.key
    assert first.slug_source == second.slug_source


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("76/NQ-CP", "766/NQ-CP"),
        ("10/NQ-CP", "1/NQ-CP"),
        ("6/CT-UBND", "6/CTr-UBND"),
        ("107/2020/NĐ-CP", "107/2021/NĐ-CP"),
        ("22/KH-UBND", "22/2023/KH-UBND"),
    ],
)
def test_other_number(one: str, other: str) -> None:
    assert DocumentNumber.parse(one).key != DocumentNumber.parse(other).key


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "22", "17/11/2021", "2021-2025", "05/5", "1/2", "UBND", "ab/KH-UBND", "9001:2015", "22/", "22/-UBND",
        "22/KH-", "22/KH UBND; 23", "https://example.vn/a-b", "12345678/QĐ-UBND", "một/QĐ-UBND", "1" * 200 + "/QĐ-UBND",
    ],
)  # fmt: skip
def test_no_number(text: str) -> None:
    assert DocumentNumber.find(text) is None
    with pytest.raises(NumberError, match="76/NQ-CP"):
        DocumentNumber.parse(text)


def test_joint_documents_have_all_agencies() -> None:
    joint = DocumentNumber.parse("129/2007/TTLT/BTC-BKHCN")
    assert joint.agencies == ("BTC", "BKHCN")
    assert joint.unit is None
    assert DocumentNumber.parse("72/2025/NQLT/UBTVQH15-CP-ĐCTUBTWMTTQVN").agencies[:2] == ("UBTVQH", "CP")


def test_year_term_serial_unit() -> None:
    law = DocumentNumber.parse("80/2015/QH13")
    assert (law.serial, law.year, law.term, law.code) == ("80", 2015, 13, None)
    circular = DocumentNumber.parse("01/2023/TT-VPCP")
    assert (circular.serial, circular.year, circular.code, circular.agency_part) == ("01", 2023, "TT", "VPCP")
    assert circular.key == "1/2023/TT-VPCP"
    assert DocumentNumber.parse("2458/UBND-NC").unit == "NC"


def test_blank_serial() -> None:
    number = DocumentNumber.parse("/UBND-NC")
    assert number.blank
    assert number.key == "/UBND-NC"
    assert not DocumentNumber.parse("22/KH-UBND").blank


@given(st.text(alphabet="0123456789/-NQĐTrUBDCPnđ .&:…", max_size=24))
def test_written_form_reads_back(text: str) -> None:
    number = DocumentNumber.find(text)
    if number is not None:
        again = DocumentNumber.parse(str(number))
        assert again == number
        assert again.key == number.key


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    number = DocumentNumber.find(text)
    assert number is None or DocumentNumber.find(str(number)) == number
