"""Tables held as lines: what is a row, which rows head, what a page break cut apart."""

from __future__ import annotations

import pytest

from loaders import tables
from loaders.lines import unwrap
from loaders.outline import Table
from loaders.text import Text

HEAD = "STT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành"


def only(source: str) -> tuple[Text, Table]:
    text = Text.of(source)
    (table,) = tables.find(text)
    return text, table


def cells(text: Text, table: Table) -> list[list[str]]:
    return [[" ".join(text.chars[s:e] for s, e in c.spans) for c in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    "line", ["1\tRà soát\tSở Nội vụ", "| 1 | Rà soát | Sở Nội vụ |", "| I. NHIỆM VỤ |", "a | b | c"]
)
def test_rows(line: str) -> None:
    assert tables.is_row(line)


@pytest.mark.parametrize("line", ["1. Sở Nội vụ", "a)\tRà soát quy trình", "Báo/Đài | Cổng thông tin", "|"])
def test_lines_that_are_no_rows(line: str) -> None:
    assert not tables.is_row(line)


def test_tabs_with_a_row_cut_by_a_page_break() -> None:
    text, table = only(
        f"{HEAD}\n6\tTổ chức đối thoại trực tiếp\tSở Tài chính\tVăn phòng UBND tỉnh; các\tThường xuyên\n\n12\n"
        "\tgiữa lãnh đạo tỉnh với người dân\t\tsở, ngành liên quan\t\n7\tĐánh giá kết quả\tSở Nội vụ\tCác sở\tNăm 2023"
    )
    assert table.header == 1 and table.regular
    assert [row[1] for row in cells(text, table)[1:]] == [
        "Tổ chức đối thoại trực tiếp giữa lãnh đạo tỉnh với người dân",
        "Đánh giá kết quả",
    ]
    assert len(table.rows[1].cells[1].spans) == 2


def test_heading_row_repeated_on_the_next_page_is_dropped() -> None:
    text, table = only(f"{HEAD}\n1\tA\tB\tC\tD\n{HEAD}\n2\tE\tF\tG\tH")
    assert [row[0] for row in cells(text, table)] == ["STT", "1", "2"]


def test_pipes_with_rule_numbers_of_columns_and_section_row() -> None:
    text, table = only(
        "| TT | Nhiệm vụ | Chủ trì |\n|---|:--:|---|\n| 1 | 2 | 3 |\n"
        "| I | Cải cách thể chế |\n|  | 1 | Rà soát | Sở Tư pháp |"
    )
    assert table.header == 2
    assert cells(text, table)[2:] == [["I", "Cải cách thể chế"], ["1", "Rà soát", "Sở Tư pháp"]]


def test_names_of_columns_in_two_rows() -> None:
    _, table = only("| TT | Nội dung | Kinh phí |\n| Trung ương | Địa phương |\n| 1 | Đào tạo | 5 | 7 |")
    assert table.header == 2


def test_cells_one_a_line() -> None:
    text, table = only(
        "DANH MỤC NHIỆM VỤ\nTT\nNội dung thực hiện\nCơ quan chủ trì\nThời gian hoàn thành\nI\nCHỈ ĐẠO\n"
        "1\nBan hành quy chế\nSở Nội vụ\n2025\n2\nTập huấn\nSở Tài chính\n2026\nNơi nhận:"
    )
    assert cells(text, table) == [
        ["TT", "Nội dung thực hiện", "Cơ quan chủ trì", "Thời gian hoàn thành"],
        ["I", "CHỈ ĐẠO"],
        ["1", "Ban hành quy chế", "Sở Nội vụ", "2025"],
        ["2", "Tập huấn", "Sở Tài chính", "2026"],
    ]


def test_columns_lost_in_a_scan() -> None:
    text, table = only(
        "STT Noi dung San pham Chu tri Phoi hop Thoi gian\n- Phong Noi chinh;\n1. |dang tin Trang tin | Quy I\ntinh.\n"
        "Tuyen truyen ket qua\n2. |cai cach Phong Noi chinh | Thuong xuyen"
    )
    assert not table.regular and table.header == 1 and len(table.rows) == 3
    assert text.chars[table.rows[2].start :].startswith("Tuyen truyen")


@pytest.mark.parametrize(
    "source", ["", "Một dòng", "STT\nNội dung\nkhông có bảng nào ở đây", "| chỉ một dòng | hai ô |"]
)
def test_no_table(source: str) -> None:
    assert tables.find(Text.of(source)) == ()


@pytest.mark.parametrize("number", ["2.", "II", "A.", "1.1"])
def test_number_of_a_row_stays_a_line_of_its_own(number: str) -> None:
    assert unwrap(Text.of(f"Rà soát thủ tục,\n{number}\ncông khai kết quả\n")).chars.split("\n")[1] == number


def test_number_of_a_row_behind_a_title_in_so_is_kept() -> None:
    assert "\n1\n" in unwrap(Text.of("II\nPhát triển dữ liệu số\n1\nTập trung số hóa\n")).chars


def test_number_of_a_broken_date_is_no_row() -> None:
    assert unwrap(Text.of("Báo cáo trước ngày\n15\ntháng 12 năm 2025.\n")).chars.rstrip() == (
        "Báo cáo trước ngày 15 tháng 12 năm 2025."
    )
