"""Time limits: what is one, what is none, and its ISO form."""

from __future__ import annotations

import pytest

from loaders.extract import deadlines, time_forms


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
    assert deadlines.first("đất sử dụng trước ngày 01/7/2014", time_forms.Issued("2025")) is None


def test_missing_year_is_the_documents_own() -> None:
    found = deadlines.first("gửi báo cáo trước ngày 15/12 để tổng hợp", time_forms.Issued("2025-03-02"))
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


@pytest.mark.parametrize(
    ("situation", "text", "value", "words"),
    [
        ("an hour before the day", "gửi Văn phòng trước 17 giờ ngày 27/11/2025", "2025-11-27", None),
        ("an hour of every day", "báo cáo trước 19h00 hằng ngày", None, "trước 19h00 hằng ngày"),
        ("a day of every year without the word day", "gửi trước 15/12 hằng năm", None, "trước 15/12 hằng năm"),
        ("two days of every year", "trước ngày 01/6 và 15/11 hằng năm", None, "trước ngày 01/6 và 15/11 hằng năm"),
        ("the more exact of two", "báo cáo kết quả hàng năm vào trước ngày 20/12 hàng năm", None, None),
        ("every half year", "báo cáo định kỳ 06 tháng (trước ngày 20/6 của năm)", None, None),
        ("of the year after", "báo cáo trước ngày 31 tháng 01 của năm tiếp theo", None, None),
        ("a span from an event", "trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ", None, None),
        ("a span in brackets", "chậm nhất 03 (ba) ngày làm việc sau khi có kết quả, gửi Sở", None, None),
        ("a year far behind its verb", "hoàn thành đưa dự án vào vận hành trong năm 2027, bảo đảm", "2027", None),
        ("vowel and tone swapped", "hoàn thành trong qúy II/2026", "2026-Q2", None),
        ("two quarters of one year", "hoàn thành trong quý II, III/2026", "2026-Q3", None),
        ("the year behind the day", "trước ngày 15/12 năm 2026", "2026-12-15", None),
        ("a labelled day", "Thời gian hoàn thành: 20/12/2026", "2026-12-20", "20/12/2026"),
        ("a day without the word day", "trước 01 tháng 12 năm 2025", "2025-12-01", None),
        ("on a day to come", "phát động chiến dịch vào ngày 01/12/2025", "2025-12-01", None),
        ("another label", "Thời gian thực hiện: Quý IV/2025", "2025-Q4", "Quý IV/2025"),
        ("two months of one year", "hoàn thành trong tháng 11 - 12/2025", "2025-12", None),
        (
            "every year in brackets",
            "Định kỳ hằng năm (trước ngày 15/12) gửi",
            None,
            "Định kỳ hằng năm (trước ngày 15/12",
        ),
    ],
)
def test_further_limits(situation: str, text: str, value: str | None, words: str | None) -> None:
    found = deadlines.first(text, time_forms.Issued("2025-03-02"))
    assert found is not None, situation
    assert found.value == value, situation
    assert (any(map(str.isdigit, found.text)) or "IV" in found.text) and (words is None or found.text == words), (
        situation
    )


@pytest.mark.parametrize(
    "text",
    [
        "hỗ trợ các xã trong 03-06 tháng đầu",
        "tăng trưởng từ nay đến hết năm 2025",
        "khai trương vào ngày 02/01/2025",
        "tập huấn trong 2 tháng 11, 12",
        "bố trí trong 1/3 số phòng học",
        "nguồn chi thường xuyên của đơn vị",
        "chi trả trợ cấp hàng tháng cho đối tượng",
        "trung tâm giáo dục thường xuyên",
    ],
)
def test_words_of_time_that_limit_nothing(text: str) -> None:
    assert deadlines.first(text, time_forms.Issued("2025-03-02")) is None


@pytest.mark.parametrize(
    ("situation", "issued"),
    [
        ("the day lies before the document", time_forms.Issued("2025-12-20")),
        ("the document holds for years", time_forms.Issued("2025-03-02", completes=False)),
        ("the document has no date", time_forms.UNDATED),
    ],
)
def test_no_year_is_guessed(situation: str, issued: time_forms.Issued) -> None:
    found = deadlines.first("gửi báo cáo trước ngày 15/12 để tổng hợp", issued)
    assert found is not None and found.value is None, situation


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12/2025", "2025-12"),
        ("2026 - 2030", "2030"),
        ("Q4/2025", "2025-Q4"),
        ("IV/2025", "2025-Q4"),
        ("01/2026 - 06/2026", "2026-06"),
        ("Từ tháng 01-12/2026", "2026-12"),
        ("Năm 2025, 2026", "2026"),
        ("Đợt 1: trước 30/6/2026; Đợt 2: trước 30/11/2026", None),
        ("Khi có hướng dẫn năm 2026", None),
        ("Tháng 12", "2025-12"),
        ("Quý IV", "2025-Q4"),
        ("Quý II, III/2026", "2026-Q3"),
        ("Quý I-II/2026", "2026-Q2"),
        ("Từ 01/11 đến hết ngày 30/11/2025", "2025-11-30"),
        ("Năm 2025 và các năm tiếp theo", None),
        ("Từ năm 2026", None),
        ("Triển khai từ năm 2026", None),
        ("Từ năm 2026 trở đi", None),
        ("Sau năm 2028", None),
        ("Đầu năm 2026", None),
        ("6 tháng đầu năm 2026", None),
        ("Tháng 6 hằng năm", None),
        ("Hằng năm, trước ngày 15/12", None),
        ("Trước ngày 30/6 và 31/12/2026", None),
        ("Theo tiến độ của Luật Thủ đô 2026", None),
        ("Theo Kế hoạch số 12/KH-UBND ngày 15/7/2026", None),
        ("05 ngày làm việc", None),
    ],
)
def test_further_cells(cell: str, value: str | None) -> None:
    assert deadlines.of_cell(cell, time_forms.Issued("2025-03-02")) == (value, cell)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Báo cáo trước 15:00 ngày thứ Sáu hàng tuần.", "trước 15:00 ngày thứ Sáu hàng tuần"),
        ("Phát động phong trào “mỗi ngày một việc tốt”.", None),
    ],
    ids=["weekday", "slogan"],
)
def test_what_comes_back_every_week(words: str, said: str | None) -> None:
    limit = deadlines.first(words, time_forms.Issued("2025-03-02"))
    assert (limit.text if limit else None) == said


def test_year_far_behind_what_is_to_be_completed() -> None:
    words = f"Hoàn thành đưa vào sử dụng 3.000 km đường, giảm chi phí {'vận tải, ' * 8}trong năm 2025 (kèm Phụ lục)."
    limit = deadlines.first(words, time_forms.Issued("2025-03-02"))
    assert limit is not None and limit.value == "2025"
