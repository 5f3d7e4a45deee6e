"""Quantified aims: the clause, the number, how it compares; norms and results are none."""

from __future__ import annotations

import pytest

from loaders.extract import targets
from loaders.normalize import normalize
from loaders.segment import segment
from ontology.model import Assertion, Metadata, Target


def said(value: str) -> Assertion:
    return Assertion(value=value, start=0, end=1, rule="test", confidence=1.0)


def read(body: str, *, kind: str = "Kế hoạch", title: str = "Kế hoạch") -> tuple[Target, ...]:
    source = "KẾ HOẠCH\nCải cách hành chính\n" + body
    found = targets.read(segment(normalize(source)), Metadata(type=said(kind), title=said(title)))
    assert all(" ".join(source[t.start : t.end].split()) == t.text for t in found)
    return found


def aims(clause: str) -> list[tuple[str, str, float, str | None]]:
    found = read(f"II. MỤC TIÊU ĐẾN NĂM 2025\n1. Mục tiêu cụ thể\n- {clause}")
    assert all(t.year == 2025 for t in found)
    return [(t.text, t.comparator, t.value, t.unit) for t in found]


@pytest.mark.parametrize(
    ("clause", "comparator", "value", "unit"),
    [
        ("ít nhất 80% TTHC được tích hợp trên cổng.", ">=", 80, "%"),
        ("Tỷ lệ hồ sơ đúng hạn đạt từ 99% trở lên.", ">=", 99, "%"),
        ("Mức độ hài lòng đạt tối thiểu 90%.", ">=", 90, "%"),
        ("Tỷ lệ hộ nghèo còn dưới 1,5%.", "<=", 1.5, "%"),
        ("100% hồ sơ được cập nhật.", "=", 100, "%"),
        ("Tỷ lệ nghèo giảm từ 5% xuống 2%.", "=", 2, "%"),
        ("Mỗi đơn vị viết ít nhất 04 tin, bài.", ">=", 4, "tin, bài"),
    ],
)
def test_numbers_and_how_they_compare(clause: str, comparator: str, value: float, unit: str) -> None:
    ((text, *rest),) = aims(clause)
    assert rest == [comparator, value, unit]
    assert text == clause.rstrip(".")


def test_each_number_has_its_own_clause() -> None:
    found = aims(
        "100% TTHC được cung cấp trực tuyến; trong đó, ít nhất 80% TTHC được tích hợp. Hồ sơ đạt 50%.100% trả đúng hạn."
    )
    assert [text for text, *_ in found] == [
        "100% TTHC được cung cấp trực tuyến",
        "ít nhất 80% TTHC được tích hợp",
        "Hồ sơ đạt 50%",
        "100% trả đúng hạn",
    ]


def test_rank_is_told_for_each_index() -> None:
    found = read("I. MỤC TIÊU\n- Chỉ số PAR INDEX và PAPI thuộc nhóm 20 tỉnh, thành phố đứng đầu cả nước.")
    assert [(t.index, t.comparator, t.value) for t in found] == [("PAR INDEX", "top", 20), ("PAPI", "top", 20)]


def test_object_of_an_order_is_an_aim() -> None:
    found = read(
        "1. Các sở\na) Rà soát theo Quyết định số 1/QĐ-TTg, bảo đảm cắt giảm ít nhất 20% chi phí để thuận lợi."
    )
    assert [(t.text, t.value) for t in found] == [("bảo đảm cắt giảm ít nhất 20% chi phí", 20)]


def test_year_of_a_yearly_plan() -> None:
    (target,) = read("I. MỤC TIÊU\n- 100% hồ sơ số hóa.", title="Kế hoạch cải cách hành chính năm 2026")
    assert target.year == 2026


@pytest.mark.parametrize(
    "body",
    [
        "I. MỤC TIÊU\n- Tỷ lệ đã đạt 95% kế hoạch.",
        "1. Kết quả đạt được\n- Thực hiện giải ngân 45,2%.",
        "1. Sở Tài chính\n- Hỗ trợ 50% kinh phí đào tạo.",
        "1. Sở Y tế\n- Đạt 45% so với cùng kỳ.",
        "I. MỤC TIÊU\n- Chỉ số PCI thuộc nhóm khá của cả nước.",
    ],
)
def test_results_and_norms_are_no_aims(body: str) -> None:
    assert read(body) == ()


def test_numbers_of_a_decree_are_norms() -> None:
    assert read("Điều 5. Hồ sơ\n1. Phải bảo đảm ít nhất 50% số vốn.", kind="Nghị định") == ()
