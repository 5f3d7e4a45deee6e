"""PDF files are read as a reader of the page reads them."""

from __future__ import annotations

import pytest

from loaders import reading
from loaders.pipeline import extract, read_bytes
from loaders.readers import pdf
from loaders.source import Reading
from ontology.errors import InputRefused, Refusal
from tests.made_pdf import lines, rule, show, table
from tests.made_pdf import pdf as made

HEAD = lines(60, 60, "ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ", size=12) + lines(
    260, 58, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", size=12
)
NUMBER = show(70, 110, "Số: 22/KH-UBND", 12) + show(290, 108, "Quảng Trị, ngày 31 tháng 01 năm 2023", 12)


def read(*pages: str, page: str = "") -> Reading:
    return reading.read("a.pdf", made(*pages, page=page))


def said(*pages: str, page: str = "") -> list[str]:
    """The lines that are not empty."""
    return [line for line in read(*pages, page=page).text.replace("\f", "\n").split("\n") if line]


def test_words_in_any_order_and_font_stand_in_their_line() -> None:
    # As LibreOffice writes a line whose font lacks some letters: those come after the others.
    drawn = show(60, 100, "T") + show(74, 100, "i ki") + show(109, 100, "n") + show(67, 100, "à") + show(102, 100, "ê")
    assert said(show(60, 80, "Chỉ số") + drawn) == ["Chỉ số", "Tài kiên"]


def test_head_and_end_are_read_column_by_column() -> None:
    end = lines(60, 400, "Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.", size=11) + lines(
        330, 402, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "Võ Văn Hưng"
    )
    assert said(HEAD + NUMBER + show(250, 160, "KẾ HOẠCH") + show(60, 300, "Điều 1. Ban hành kế hoạch này.") + end) == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG TRỊ",
        "Số: 22/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Trị, ngày 31 tháng 01 năm 2023",
        "KẾ HOẠCH",
        "Điều 1. Ban hành kế hoạch này.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Võ Văn Hưng",
    ]


def test_number_and_date_are_found() -> None:
    record = extract(read_bytes("a.pdf", made(HEAD + NUMBER + show(250, 160, "KẾ HOẠCH"))))
    assert record.document.number is not None and record.document.number.value == "22/KH-UBND"
    assert record.document.date is not None and record.document.date.value == "2023-01-31"
    assert record.media_type == "application/pdf"


def test_paragraphs_are_set_apart_where_the_page_shows_it() -> None:
    text = read(lines(60, 100, "Một dòng", "hai dòng", "ba dòng", "bốn dòng") + show(60, 180, "Đoạn sau")).text
    assert text == "Một dòng\nhai dòng\nba dòng\nbốn dòng\n\nĐoạn sau\n"


def test_a_paragraph_is_one_line_also_over_a_page_and_a_symbol_is_whole() -> None:
    wide = ["a" * 30 + " " + "b" * 29, "c" * 30 + " " + "d" * 29, "e" * 20 + " " + "f" * 34 + " NĐ-", "CP " + "g" * 57]
    first = lines(60, 100, *wide, "Hết đoạn.") + show(74, 190, "h" * 58) + lines(60, 208, *wide[:2])
    text = read(first, show(60, 80, "Của trang sau")).text
    assert text.split("\n")[0] == " ".join(wide).replace("NĐ- CP", "NĐ-CP") + " Hết đoạn."
    assert text.endswith(f"{wide[1]}\fCủa trang sau\n")


def test_pages_are_parted_and_their_beginnings_known() -> None:
    read_ = read(show(60, 400, "Trang đầu"), show(60, 400, "Trang sau"))
    assert read_.text == "Trang đầu\n\fTrang sau\n"
    assert [read_.text[at : at + 5] for at in read_.pages] == ["Trang", "Trang"]


def test_running_heads_and_page_numbers_are_dropped() -> None:
    pages = [
        show(60, 40, f"CÔNG BÁO/Số {i + 3} + 4/Ngày 02-01-2023")
        + show(300, 820, str(i + 1))
        + show(60, 400, f"Nội dung {i}")
        for i in range(4)
    ]
    assert said(*pages) == [f"Nội dung {i}" for i in range(4)]


def test_what_a_browser_prints_around_a_page_is_dropped() -> None:
    around = (
        show(30, 20, "11/22/26, 4:26 PM", 8) + show(30, 830, "https://vanban.vn/a?b=1", 8) + show(560, 830, "1/1", 8)
    )
    assert said(show(60, 100, "Ngày 22/11/26, 4:26 PM") + around) == ["Ngày 22/11/26, 4:26 PM"]


def test_a_head_that_stands_on_every_page_of_forms_stays() -> None:
    assert said(HEAD + NUMBER, HEAD + NUMBER, HEAD + NUMBER).count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 3


def test_a_signature_stamp_is_no_text() -> None:
    stamp = lines(
        400, 30, "Ký bởi: Ủy ban nhân dân tỉnh", "Email: vp@quangtri.gov.vn", "Thời gian ký: 31.01.2023", size=6, step=8
    )
    assert said(show(60, 100, "Nội dung") + stamp) == ["Nội dung"]


def test_fake_bold_and_raised_letters() -> None:
    drawn = show(60, 100, "Điều 1") + show(60.4, 100, "Điều 1") + show(110, 100, "100 m") + show(145, 95, "2", 8)
    assert said(drawn) == ["Điều 1 100 m2"]
    noted = show(60, 100, "24/2024/NĐ-CP") + show(151, 94, "12", 8) + show(170, 100, "quy định")
    assert said(noted) == ["24/2024/NĐ-CP[12] quy định"]
    assert said(show(60, 100, "CO") + show(74, 104, "2", 11.6)) == ["CO2"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_and_crop_boxes(turn: int) -> None:
    matrix = {0: "", 90: "0 1 -1 0 842 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 595 cm"}[turn]
    box = "[0 0 595 842]" if turn % 180 == 0 else "[0 0 842 595]"
    drawn = f"{matrix}\n" + HEAD + NUMBER + show(700, 60, "ngoài trang")
    assert said(drawn, page=f"/MediaBox {box} /Rotate {turn}")[:3] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG TRỊ",
        "Số: 22/KH-UBND",
    ]
    cropped = read(HEAD + NUMBER, page="/CropBox [200 0 595 842]").text
    assert "CỘNG HÒA" in cropped and "QUẢNG TRỊ\n" not in cropped


def test_a_ruled_table_is_one_row_a_line_with_merged_and_empty_cells() -> None:
    xs, ys = (60, 100, 300, 500), (100, 120, 140, 160)
    drawn = table(xs, ys, ["TT", "Nội dung", "Chủ trì"], ["1", "Ban hành kế hoạch", "Sở Nội vụ"], ["2", "Rà soát", ""])
    assert said(show(60, 80, "Phụ lục") + drawn + show(60, 200, "Hết")) == [
        "Phụ lục",
        "| TT | Nội dung | Chủ trì |",
        "| 1 | Ban hành kế hoạch | Sở Nội vụ |",
        "| 2 | Rà soát |  |",
        "Hết",
    ]


def test_a_table_goes_on_over_the_page_and_says_its_heading_once() -> None:
    xs, ys = (60, 100, 300, 500), (700, 720, 740)
    first = table(xs, ys, ["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát các", "Sở Nội vụ"])
    ys = (60, 80, 100, 120)
    after = table(xs, ys, ["TT", "Nội dung", "Chủ trì"], ["", "thủ tục", ""], ["2", "Báo cáo", "Sở Tài chính"])
    assert said(first, after) == [
        "| TT | Nội dung | Chủ trì |",
        "| 1 | Rà soát các thủ tục | Sở Nội vụ |",
        "| 2 | Báo cáo | Sở Tài chính |",
    ]


def test_lines_under_words_and_frames_make_no_table() -> None:
    drawn = show(60, 100, "Một dòng") + rule(60, 103, 120, 103) + rule(50, 80, 50, 200) + rule(50, 80, 500, 80)
    assert said(drawn) == ["Một dòng"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (made(show(60, 100, "Nội dung"))[:-300], Refusal.DAMAGED),
        (b"%PDF-1.7\n" + b"rubbish " * 100, Refusal.DAMAGED),
        (made(), Refusal.DAMAGED),
        (made("0 0 m 10 10 l S"), Refusal.EMPTY),
        (made(show(60, 100, "Nội dung"), page="/MediaBox [0 0 200000 200000]"), Refusal.TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, code: Refusal) -> None:
    with pytest.raises(InputRefused) as refused:
        reading.read("a.pdf", data)
    assert refused.value.code is code and refused.value.name == "a.pdf"


def test_other_formats_are_not_taken_for_pdf() -> None:
    assert not pdf.recognises(b"%!PS-Adobe")
    assert not pdf.recognises("Tệp bắt đầu bằng %PDF-1.7 là PDF".encode())
    assert pdf.recognises(b"\n\n" + made(show(60, 100, "a")))
