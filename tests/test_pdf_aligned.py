"""Tables of PDF files whose columns no ruled lines part are read row by row; what only stands like one is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from loaders import reading
from tests.made_pdf import lines, rule, show, table
from tests.made_pdf import pdf as made

AT = (60, 100, 330, 450)
HEAD = ("TT", "Nội dung", "Chủ trì", "Thời gian")
FIRST = ("1", "Ban hành kế hoạch", "Sở Nội vụ", "Tháng 3")
SECOND = ("2", "Rà soát thủ tục", "Sở Tài chính", "Quý II")
THIRD = ("3", "Báo cáo", "Văn phòng", "Quý IV")


def set_at(xs: Sequence[float], top: float, *rows: Sequence[str], step: float = 16) -> str:
    """Words at the same places of each line."""
    return "".join(
        show(x, top + i * step, words, 12)
        for i, row in enumerate(rows)
        for x, words in zip(xs, row, strict=False)
        if words
    )


def said(*pages: str) -> list[str]:
    """The lines that are not empty."""
    text = reading.read("a.pdf", made(*pages)).text
    return [line for line in text.replace("\f", "\n").split("\n") if line]


def rowed(*rows: Sequence[str]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in rows]


def test_columns_without_lines_are_a_table_whose_cells_are_whole() -> None:
    more = ("", "tuyên truyền", "và Sở Y tế", "")
    drawn = show(250, 70, "PHỤ LỤC") + set_at(AT, 100, HEAD, FIRST, more, SECOND, THIRD)
    below = show(60, 190, "Một đoạn văn đứng dưới bảng và chạy qua các cột của bảng.")
    whole = ("1", "Ban hành kế hoạch tuyên truyền", "Sở Nội vụ và Sở Y tế", "Tháng 3")
    assert said(drawn + below) == [
        "PHỤ LỤC",
        *rowed(HEAD, whole, SECOND, THIRD),
        "Một đoạn văn đứng dưới bảng và chạy qua các cột của bảng.",
    ]


def test_names_of_columns_may_stand_on_several_lines_and_beside_one_another() -> None:
    head = show(60, 108, "STT", 12) + show(140, 108, "Nhiệm vụ", 12) + lines(330, 100, "Cơ quan", "chủ trì", size=12)
    drawn = head + set_at(AT, 136, FIRST[:3], SECOND[:3])
    assert said(drawn) == rowed(("STT", "Nhiệm vụ", "Cơ quan chủ trì"), FIRST[:3], SECOND[:3])


def test_two_columns_are_a_table_under_their_names_only() -> None:
    rows = (("1.", "Ban hành"), ("2.", "Rà soát"), ("3.", "Báo cáo"))
    assert said(set_at(AT, 100, ("STT", "Nội dung"), *rows)) == rowed(("STT", "Nội dung"), *rows)
    assert said(set_at(AT, 100, *rows)) == [" ".join(row) for row in rows]


def test_a_title_over_all_columns_stands_in_its_row() -> None:
    title = "I Nhóm việc thứ nhất, có tên dài hơn các cột của bảng này"
    drawn = set_at(AT, 100, HEAD) + show(60, 116, title, 12) + set_at(AT, 132, FIRST, SECOND)
    assert said(drawn) == rowed(HEAD, (title,), FIRST, SECOND)


@pytest.mark.parametrize("heading", [(HEAD,), ()])
def test_a_table_without_lines_goes_on_over_the_page(heading: tuple[tuple[str, ...], ...]) -> None:
    before = set_at(AT, 750, HEAD, FIRST, SECOND) + show(295, 830, "1", 12)
    after = show(295, 40, "2", 12) + set_at(AT, 70, *heading, ("", "hành chính", "", ""), THIRD)
    assert said(before, after + show(60, 140, "Hết.")) == [
        *rowed(HEAD, FIRST, ("2", "Rà soát thủ tục hành chính", "Sở Tài chính", "Quý II"), THIRD),
        "Hết.",
    ]


def test_a_ruled_table_may_go_on_without_its_lines() -> None:
    before = table((60, 100, 330, 500), (700, 720, 740), HEAD[:3], FIRST[:3])
    assert said(before, set_at((63, 103, 333), 70, SECOND[:3], THIRD[:3])) == rowed(
        HEAD[:3], FIRST[:3], SECOND[:3], THIRD[:3]
    )


def test_lines_between_rows_alone_part_them() -> None:
    at = (60, 200, 330)
    ruled = "".join(rule(60, y, 520, y) for y in (88, 108, 144, 180))
    rows = set_at(at, 102, ("Nội dung", "Mục tiêu", "Chủ trì")) + set_at(
        at, 122, ("Xây dựng", "Nâng cao", "Sở Nội vụ"), ("đề án", "chất lượng", "")
    )
    last = set_at(at, 158, ("Rà soát", "", "Sở Y tế"))
    assert said(ruled + rows + last) == rowed(
        ("Nội dung", "Mục tiêu", "Chủ trì"),
        ("Xây dựng đề án", "Nâng cao chất lượng", "Sở Nội vụ"),
        ("Rà soát", "", "Sở Y tế"),
    )


def test_numbers_may_stand_centred_where_space_parts_the_rows() -> None:
    names = set_at(AT, 100, HEAD[:3])
    first = set_at(AT, 124, ("", "Rà soát các"), ("1", "thủ tục", "Sở Nội vụ"), ("", "hành chính"))
    second = set_at(AT, 180, ("", "Báo cáo"), ("", "kết quả")) + set_at(AT, 188, ("2", "", "Sở Y tế"))
    assert said(names + first + second) == rowed(
        HEAD[:3], ("1", "Rà soát các thủ tục hành chính", "Sở Nội vụ"), ("2", "Báo cáo kết quả", "Sở Y tế")
    )


def test_figures_below_one_another_are_a_table() -> None:
    rows = (("Đơn vị", "Năm 2022", "Năm 2023"), ("Sở Nội vụ", "12", "1.300"), ("Sở Y tế", "7,5", "-"))
    assert said(set_at((60, 300, 450), 100, *rows)) == rowed(*rows)


@pytest.mark.parametrize(
    "drawn",
    [
        set_at(
            (60, 240, 420), 100, ("Họ và tên: A", "Ngày sinh: B", "Nam/Nữ: C"), *[("Số: 1", "Cấp: 2", "Nơi: 3")] * 2
        ),
        set_at((60, 240, 420), 100, ("BỘ TRƯỞNG", "BỘ TRƯỞNG", "BỘ TRƯỞNG"), *[("Nguyễn A", "Trần B", "Lê C")] * 2),
        set_at((60, 330), 100, ("Nơi nhận:", "TM. ỦY BAN"), ("- Sở Nội vụ;", "CHỦ TỊCH"), ("- Lưu: VT.", "Lê B")),
        set_at((60, 100, 160), 100, ("a)", "-", "Một việc"), ("b)", "-", "Hai việc"), ("c)", "-", "Ba việc")),
        # Numbers that stand centred beside the lines of their rows: where one ends nobody can tell.
        set_at(AT, 100, HEAD[:2], *[("", "Rà soát"), ("1", "thủ tục"), ("", "hành chính")] * 2),
    ],
)
def test_what_is_no_certain_table_stays_lines(drawn: str) -> None:
    assert not any(line.startswith("|") for line in said(drawn))
