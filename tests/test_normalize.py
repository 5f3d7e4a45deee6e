"""Characters and lines: what typing, printing and scanning did is undone, and every character knows its source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.normalize import normalize
from loaders.text import Text

CHARACTERS = [
    ("decomposed letters", unicodedata.normalize("NFD", "Nghị quyết số 76/NQ-CP"), "Nghị quyết số 76/NQ-CP"),
    ("mark after a space", "Nghi \u0323quyết", "Nghị quyết"),
    ("mark on the consonant", "dic\u0323h vụ", "dịch vụ"),
    ("mark composed with the consonant", "xây dưṇg", "xây dựng"),
    ("mark in capitals", "MUC\u0323 TIÊU", "MỤC TIÊU"),
    ("zero-width characters", "Quyết\u200b định\ufeff", "Quyết định"),
    ("letters of another alphabet", "số 12/ВTС-РTHT", "số 12/BTC-PTHT"),
    ("no-break space", "số\u00a0766/QĐ-TTg", "số 766/QĐ-TTg"),
    ("late tone", "Uỷ ban, số hoá, Tỉnh uỷ", "Ủy ban, số hóa, Tỉnh ủy"),
    ("tone that is not late", "quý, hoàn, Thuỷ", "quý, hoàn, Thủy"),
    ("mark-up", "**30/11/2023** và ## đề mục", "30/11/2023 và ## đề mục"),
    ("heading mark", "## **KẾ HOẠCH**", "KẾ HOẠCH"),
    ("words run together in capitals", "ỦY BAN THƯỜNG VỤ QUỐC HỘICHỦ TỊCH", "ỦY BAN THƯỜNG VỤ QUỐC HỘI CHỦ TỊCH"),
    ("a line run into the next", "CHỦ NGHĨA VIỆT NAMĐộc lập", "CHỦ NGHĨA VIỆT NAM Độc lập"),
    ("small words run together", "nhiệmvụ của SởNội vụ", "nhiệm vụ của Sở Nội vụ"),
    (
        "letters set apart",
        "(Kèm theo Ngh ị định số 9 ng ày 25 c ủa Ch ính ph ủ)",
        "(Kèm theo Nghị định số 9 ngày 25 của Chính phủ)",
    ),
    ("capitals set apart", "T HÀNH P HỐ HỒ C H Í M I NH", "THÀNH PHỐ HỒ CHÍ MINH"),
    (
        "letters that name items",
        "điểm b khoản 1, điểm c và d khoản 2, cao 5 m",
        "điểm b khoản 1, điểm c và d khoản 2, cao 5 m",
    ),
    ("names that are written so", "VNeID, YouTube, TTPVHCC, ĐắkLắk", "VNeID, YouTube, TTPVHCC, ĐắkLắk"),
    ("escaped signs", "thủ\\_tục", "thủ_tục"),
]


@pytest.mark.parametrize(("situation", "source", "expected"), CHARACTERS, ids=[c[0] for c in CHARACTERS])
def test_characters(situation: str, source: str, expected: str) -> None:
    assert normalize(source).chars == expected


WRAPPED = "\n\n".join(
    [
        "Thực hiện Kế hoạch số 219/KH-UBND ngày 21/12/2022 của UBND ",
        "tỉnh về tuyên truyền cải cách hành chính; Văn bản số 300/STTTT-TTBC ngày",
        "29/3/2023 của Sở Thông tin và Truyền thông về tuyên truyền cải cách hành",
        "chính nhà nước năm 2023; Lãnh đạo Sở yêu cầu các phòng, đơn vị trực",
        "thuộc Sở thực hiện tốt các nhiệm vụ sau:",
        "- Thông tin, tuyên truyền sâu rộng tầm quan trọng, ý nghĩa, mục tiêu, các",
        "quan điểm, chủ trương của Đảng.",
        "Phần việc này làm thường xuyên.",
    ]
)


def test_lines_broken_by_print_are_paragraphs_again() -> None:
    paragraphs = normalize(WRAPPED).chars.split("\n")
    assert len(paragraphs) == 3
    assert paragraphs[0].endswith("các nhiệm vụ sau:")
    assert "ngày 29/3/2023 của Sở" in paragraphs[0]
    assert paragraphs[1].startswith("- Thông tin")


def test_a_symbol_broken_over_a_line() -> None:
    text = normalize("thực hiện theo Nghị định số 60/2021/NĐ-\n\nCP ngày 21/6/2021 của Chính phủ.")
    assert "60/2021/NĐ-CP ngày" in text.chars


def test_page_furniture_goes() -> None:
    source = (
        "Rà soát các quy định về phân cấp trong tất cả\n\n15\n\f\ncác ngành, lĩnh vực của"
        " tỉnh.\nhttps://example.org/trang"
    )
    assert normalize(source).chars == "Rà soát các quy định về phân cấp trong tất cả các ngành, lĩnh vực của tỉnh."


def test_headings_and_items_stay_apart() -> None:
    source = "II- MỤC TIÊU ĐẾN NĂM 2025\n1. Mục tiêu chung\nXây dựng nền hành chính hiện đại.\na) Một;\n- Hai;"
    assert normalize(source).chars.split("\n") == source.split("\n")


def test_an_article_cited_at_the_start_of_a_line_is_no_heading() -> None:
    source = (
        "thực hiện theo quy định của pháp luật về bảo vệ rừng và quản lý đất đai tại\nĐiều 102 Luật Lâm"
        " nghiệp và các văn bản hướng dẫn thi hành hiện hành nào."
    )
    assert "tại Điều 102" in normalize(source).chars


def test_a_row_of_tasks_that_ends_with_a_date_stays_a_row() -> None:
    row = "| 1 | Rà soát quy trình nội bộ | Sở Nội vụ | ngày 30 tháng 6 năm 2024 |"
    assert normalize(row).chars == row


def test_a_head_laid_out_as_a_table_becomes_lines() -> None:
    source = (
        "| BỘ XÂY DỰNG ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n| Số:"
        " 12/BXD-QLN | Hà Nội, ngày 23 tháng 10 năm 2013 |"
    )
    lines = normalize(source).chars.split("\n")
    assert lines[0] == "BỘ XÂY DỰNG"
    assert "Số: 12/BXD-QLN" in lines


@given(st.text(alphabet="ab đĐệ\u0323\u0301\u200b\n\t-.;1|", max_size=80))
def test_every_character_stands_for_characters_of_the_source(source: str) -> None:
    text = normalize(source)
    for i in range(len(text)):
        start, end = text.source_span(i, i + 1)
        assert 0 <= start < end <= len(source)


def test_an_edit_keeps_the_spans_of_what_it_does_not_touch() -> None:
    text = Text.of("một hai ba").edit([(4, 7, "HAI!"), (7, 8, "")])
    assert text.chars == "một HAI!ba"
    assert text.source_span(8, 10) == (8, 10)
    assert text.source_span(4, 8) == (4, 7)


def test_an_empty_stretch_has_no_source() -> None:
    with pytest.raises(ValueError, match="no such stretch"):
        Text.of("a").source_span(1, 1)
