"""Time limits: what is one, what is none, and its ISO form."""

from __future__ import annotations

import pytest

from loaders.extract import deadlines


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("báo cáo gửi về Sở Nội vụ trước ngày 30/11/2023 để tổng hợp", "2023-11-30", "trước ngày 30/11/2023"),
        ("gửi Bộ Tư pháp trước ngày 05 tháng 12 năm 2025.", "2025-12-05", "trước ngày 05 tháng 12 năm 2025"),
        ("chậm nhất là ngày 5.9.2025", "2025-09-05", "chậm nhất là ngày 5.9.2025"),
        ("Thời hạn hoàn thành trong tháng 10/2023.", "2023-10", None),
        ("Hoàn thành trước quý IV/2023", "2023-Q4", None),
        ("hoàn thành trong quý 1 năm 2026", "2026-Q1", None),
        ("Hoàn thành trong năm 2025.", "2025", None),
        ("cung cấp dịch vụ công mức độ 3, 4 đến năm 2025.", "2025", "đến năm 2025"),
        ("bảo đảm đến hết năm 2030 thực hiện đúng quy định", "2030", "đến hết năm 2030"),
        ("báo cáo trước ngày 20 hằng tháng lên phần mềm", None, "trước ngày 20 hằng tháng"),
        ("tổng hợp báo cáo trước ngày 25/12 hàng năm.", None, "trước ngày 25/12 hàng năm"),
        ("Định kỳ hàng tháng thống kê đầy đủ", None, "Định kỳ hàng tháng"),
        ("thường xuyên đôn đốc", None, "thường xuyên"),
        ("đối thoại doanh nghiệp (2 lần/ năm)", None, "2 lần/ năm"),
        ("thường xuyên rà soát, hoàn thành trước ngày 15/12/2026", "2026-12-15", None),
    ],
)
def test_limits_in_prose(text: str, value: str | None, words: str | None) -> None:
    found = deadlines.first(text)
    assert found is not None
    assert found.value == value
    assert text[found.start : found.end] == found.text
    if words:
        assert found.text == words


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
        "giai đoạn 2021-2025, định hướng đến năm 2030",
        "hoàn thiện Chiến lược dữ liệu thành phố đến năm 2030 được phê duyệt",
        "các nhiệm vụ được giao trong năm 2025, tiếp tục rà soát",
        "có hiệu lực từ ngày 25/5/2023",
        "tính đến ngày 31/10/2025, toàn tỉnh có 12 xã",
        "tuyên truyền cải cách hành chính năm 2023",
    ],
)
def test_dates_that_limit_nothing(text: str) -> None:
    assert deadlines.first(text) is None


def test_date_of_an_earlier_year_is_no_limit() -> None:
    assert deadlines.first("đất sử dụng trước ngày 01/7/2014", 2025) is None


def test_missing_year_is_the_documents_own() -> None:
    found = deadlines.first("gửi báo cáo trước ngày 15/12 để tổng hợp", 2025)
    assert found is not None and found.value == "2025-12-15"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Quý 1/2023", "2023-Q1"),
        ("Quí IV-2025", "2025-Q4"),
        ("Quý IV/2025- Quý II/2026", "2026-Q2"),
        ("Hoàn thành trước quý IV/2023", "2023-Q4"),
        ("Tháng 12/2023", "2023-12"),
        ("Năm 2023", "2023"),
        ("Năm 2025-2030", "2030"),
        ("2025", "2025"),
        ("Giai đoạn 2026 - 2027", "2027"),
        ("Trước ngày 30/11/2025", "2025-11-30"),
        ("Ban hành trong quý I năm 2026. Thực hiện rà soát, điều chỉnh (nếu có)", "2026-Q1"),
        ("Trước ngày 25/12 hằng năm", None),
        ("Thường xuyên", None),
        ("Sau khi có Quy chế của Trung ương", None),
    ],
)
def test_cells(cell: str, value: str | None) -> None:
    assert deadlines.of_cell(cell) == (value, cell)
