"""Quantified aims: the clause, the number, how it compares; norms and results are none."""

from __future__ import annotations

import pytest

from loaders.extract import targets
from loaders.extract.quantities import quantities
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


@pytest.mark.parametrize(
    ("situation", "clause", "value", "unit", "comparator"),
    [
        ("a span of shares", "Tốc độ tăng trưởng đạt 8,5 - 9%", 8.5, "%", ">="),
        ("from one level to another", "Tỷ lệ hộ nghèo giảm từ 3,5% xuống còn 2%", 2, "%", "<="),
        ("raised from one to another", "tăng tỷ lệ từ 30% lên 45%", 45, "%", "="),
        ("between two levels", "Tỷ lệ hài lòng đạt từ 85% đến 90%", 85, "%", ">="),
        ("points and above", "Chỉ số đạt 85 điểm trở lên", 85, "điểm", ">="),
        ("a rate per person", "Thu nhập đạt khoảng 91 triệu đồng/người/năm", 91, "triệu đồng/người/năm", "="),
        ("large money", "Thu ngân sách đạt 12,5 nghìn tỷ đồng", 12.5, "nghìn tỷ đồng", "="),
        ("a number with points", "Diện tích đạt 1.250,5 ha", 1250.5, "ha", "="),
        ("another clause behind a comma", "Xuất khẩu đạt 400 triệu USD, tăng dần", 400, "triệu USD", "="),
        ("steps upwards", "Chỉ số PCI tăng 5 bậc so với năm trước", 5, "bậc", "="),
        ("a rank", "Chỉ số PCI xếp thứ 10 cả nước", 10, "tỉnh", "top"),
        ("under a ratio", "Tỷ số giới tính dưới 109 bé trai/100 bé gái", 109, "bé trai/100 bé gái", "<="),
        ("what is counted ends before a small word", "Công nhận đạt 12 xã vào cuối kỳ", 12, "xã", "="),
    ],
)
def test_measures(situation: str, clause: str, value: float, unit: str, comparator: str) -> None:
    found = quantities(clause, aims=True)
    assert [(q.value, q.unit, q.comparator) for q in found] == [(value, unit, comparator)], situation


@pytest.mark.parametrize("clause", ["xếp hạng 15/63", "nhóm 1/3 tỉnh đứng đầu", "không quá 5 ngày", "trên 2 cấp"])
def test_numbers_that_measure_nothing(clause: str) -> None:
    assert quantities(clause, aims=True) == []


def test_a_list_after_phan_dau_is_a_list_of_aims() -> None:
    found = read(
        "II. NHIỆM VỤ\n1. Sở Y tế\n- Nâng cao chất lượng khám bệnh, cụ thể: Phấn đấu tỷ lệ hài lòng đạt 90%; giảm 50% "
        "số ca chuyển tuyến; 80% trạm có bác sĩ; tỷ suất sinh đạt 2,1 con/phụ nữ.\n"
    )
    assert [t.value for t in found] == [90, 50, 80, 2.1]


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        ("what was reached", "- Đến nay mới đạt 69,87% thủ tục hành chính trực tuyến."),
        ("a fact", "- Tỷ lệ hồ sơ đúng hạn là 98%, cần tiếp tục phát huy."),
        ("an owner's share", "- Hoàn thành sắp xếp doanh nghiệp do Nhà nước nắm giữ 100% vốn điều lệ."),
        ("days of a procedure", "- Cắt giảm 01 ngày làm việc, tỷ lệ 33,33% so với quy định."),
    ],
)
def test_shares_that_are_no_aims(situation: str, text: str) -> None:
    assert read(f"II. NHIỆM VỤ\n1. Sở Y tế\n{text}\n") == (), situation


def test_the_year_is_the_end_of_a_span_and_never_of_a_cited_document() -> None:
    found = read(
        "I. MỤC TIÊU giai đoạn 2026 - 2030\n- 100% xã có bác sĩ theo Kế hoạch số 12/KH-UBND ngày 15 tháng 7 năm 2024.\n"
    )
    assert [t.year for t in found] == [2030]


def test_length_to_be_reached_by_an_order_to_reach_the_aim() -> None:
    found = read("II. NHIỆM VỤ\n1. Hoàn thành mục tiêu đưa vào khai thác trên 3.000 km đường cao tốc trong năm 2025.")
    assert [(t.comparator, t.value, t.unit, t.year) for t in found] == [(">=", 3000, "km", 2025)]


def test_how_many_each_must_have_is_a_norm() -> None:
    assert read("II. NHIỆM VỤ\n1. Bảo đảm mỗi xã có ít nhất 02 nhân viên y tế.") == ()
