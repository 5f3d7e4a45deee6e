"""Rows of scanned tables whose columns were lost: who and when can still be made out, and what cannot."""

from __future__ import annotations

import pytest

from loaders.extract import scan_rows

HEAD = "STT Nội dung Sản phẩm Chủ trì Phối hợp Thời gian"
KNOWN = ["Các phòng, ban, đơn vị", "Cổng Thông tin điện tử tỉnh", "Phòng Nội chính", "Phòng Hành chính - Tổ chức"]
ROW = (
    "Mở chuyên mục về cải cách trên Cổng . Cổng Thông tin điện |Các phòng, .\n"
    "3 |thông tin của tỉnh. Chuyên mục tử tỉnh ban, đơn vị |{time}"
)


@pytest.mark.parametrize(
    ("time", "deadline"),
    [
        ("QW 12025", "2025-Q1"),  # Quý I/2025
        ("Quy ll/2025", "2025-Q2"),
        ("Qui 1V2025", "2025-Q4"),
        ("Quý III/2025", "2025-Q3"),
        ("Thường xuyên", None),
        ("Q 12025", None),  # no letter behind the Q
        ("CCHC 12025", None),
        ("cải cách năm 2025", None),  # a year within the words of the work
    ],
)
def test_time(time: str, deadline: str | None) -> None:
    assert scan_rows.read(HEAD, ROW.format(time=time), KNOWN).deadline == deadline


def test_word_broken_over_two_lines_of_its_cell() -> None:
    assert scan_rows.read(HEAD, "Đăng tin. | Thường\n2. |về dịch vụ |xuyên\n", ()).deadline_text == "Thường xuyên"


def test_names_cut_by_their_cells_are_those_the_document_charges() -> None:
    seen = scan_rows.read(HEAD, ROW.format(time=""), KNOWN)
    assert (seen.lead, seen.coordinate) == (("Cổng Thông tin điện tử tỉnh",), ("Các phòng, ban, đơn vị",))


def test_bulleted_names_of_one_cell_are_all_leads() -> None:
    seen = scan_rows.read(HEAD, "- Phòng Nội chính;\n- Công an tỉnh; |Sở Y tế\nViết tin về cải cách\n", KNOWN)
    assert (seen.lead, seen.coordinate) == (("Phòng Nội chính", "Công an tỉnh"), ("Sở Y tế",))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("STT Nội dung Đơn vị thực hiện", ROW),  # the columns do not tell lead from partner
        (HEAD, "Đăng tin về kết quả tại Sở Nội vụ\n1. |của Công an tỉnh và của tỉnh |"),  # named within the work
        (HEAD, "Đăng tin . Phòng Hành | Thường"),  # too little of a name
        (HEAD, "Đăng tin . Phòng Quản trị | Thường"),  # a cut name that the document names nowhere else
    ],
)
def test_nobody_is_charged(head: str, row: str) -> None:
    seen = scan_rows.read(head, row, KNOWN)
    assert (seen.lead, seen.coordinate) == ((), ())
