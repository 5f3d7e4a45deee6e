"""Scanned pages: what a person reads on them, in the order in which they read it."""

from __future__ import annotations

import os
import signal

import pytest
from PIL import Image

from loaders.readers import picture, scan, scan_engine, scan_rules, scan_writing
from loaders.readers.scan_engine import Box, Word
from loaders.readers.scan_mending import mended
from loaders.readers.scan_picture import coarse, ink, prepared, slant_of
from loaders.source import Reading
from ontology.errors import InputRefused, Refusal
from tests.made_scan import needs_recogniser, page, saved, table

HEAD = page(
    (30, 20, "ỦY BAN NHÂN DÂN"),
    (35, 27, "TỈNH QUẢNG TRỊ"),
    (34, 36, "Số: 22/KH-UBND"),
    (95, 20, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    (105, 28, "Độc lập - Tự do - Hạnh phúc"),
    (98, 36, "Quảng Trị, ngày 31 tháng 01 năm 2023"),
    (90, 55, "KẾ HOẠCH"),
    (40, 70, "Thực hiện Quyết định số 3647/QĐ-UBND ngày 17/11/2021 của"),
    (30, 78, "Ủy ban nhân dân tỉnh, các sở, ban, ngành khẩn trương triển khai."),
    size=12,
)
PLAIN = page(
    (100, 8, "2"),
    (40, 30, "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của"),
    (30, 38, "Chính phủ ban hành Chương trình tổng thể cải cách hành chính."),
    size=12,
)


def read(image: Image.Image, form: str = "PNG") -> Reading:
    return picture.read("trang", saved(image, form))


@needs_recogniser
def test_the_columns_of_a_head_are_read_one_after_the_other() -> None:
    lines = [line for line in read(HEAD).text.splitlines() if line]
    assert lines[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ", "Số: 22/KH-UBND"]
    assert lines[3].startswith("CỘNG HÒA XÃ HỘI") and "ngày 31 tháng 01 năm 2023" in lines[5]
    assert any("3647/QĐ-UBND ngày 17/11/2021" in line for line in lines[6:])


@needs_recogniser
def test_a_ruled_table_is_written_row_by_row() -> None:
    rows = [
        ["STT", "Nội dung", "Chủ trì"],
        ["1", "Tham mưu kế hoạch", "Sở Nội vụ"],
        ["2", "Báo cáo tổng kết", "Văn phòng"],
        ["3", "Kiểm tra", ""],
    ]
    said = [line for line in read(table(rows, [25, 45, 120, 185], 40)).text.splitlines() if line]
    assert said == ["| " + " | ".join(row).rstrip() + " |" if row[-1] else "| 3 | Kiểm tra | |" for row in rows]


@needs_recogniser
def test_the_number_of_a_page_is_no_text_and_every_word_knows_its_place() -> None:
    said = read(PLAIN)
    assert said.text.startswith("Căn cứ Nghị quyết số 76/NQ-CP")
    assert [said.text[word.start : word.end] for word in said.words] == said.text.split()
    assert all(0.5 < word.sure <= 1 for word in said.words)


@needs_recogniser
@pytest.mark.parametrize("turn", [3, 90, 180, 270])
def test_pages_that_lie_askew_or_on_their_side_are_read_upright(turn: int) -> None:
    turned = PLAIN.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=250)
    assert "Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021" in read(turned).text


@needs_recogniser
def test_the_way_up_that_a_camera_noted_counts() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    data = saved(PLAIN.rotate(90, expand=True), "JPEG", exif=exif, quality=90)
    assert "76/NQ-CP" in picture.read("ảnh.jpg", data).text


@needs_recogniser
def test_the_pages_of_a_tiff_file_stay_in_order_and_are_heard_of() -> None:
    told: list[tuple[int, int]] = []
    data = saved(HEAD, "TIFF", save_all=True, append_images=[PLAIN])
    said = picture.read("hai trang.tif", data, lambda done, of: told.append((done, of)))
    first, second = said.text.split("\f")
    assert "22/KH-UBND" in first and "76/NQ-CP" in second
    assert said.pages == (0, len(first) + 1) and told == [(1, 2), (2, 2)]
    assert said.words[-1].end == len(said.text.rstrip())


@needs_recogniser
def test_reading_twice_gives_the_same() -> None:
    assert read(HEAD) == read(HEAD)


@needs_recogniser
def test_red_seals_fade_and_red_numbers_stay() -> None:
    seen = PLAIN.convert("RGB")
    from PIL import ImageDraw

    pen = ImageDraw.Draw(seen)
    pen.ellipse((200, 150, 460, 410), outline=(225, 40, 40), width=9)
    grey = prepared(seen).grey
    assert min(grey.getpixel((x, y)) for x in range(320, 360) for y in range(635, 690)) > 150  # the seal's foot


@needs_recogniser
def test_an_empty_page_is_refused_as_empty() -> None:
    with pytest.raises(InputRefused) as refused:
        read(page())
    assert refused.value.code is Refusal.EMPTY


def test_without_the_model_the_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_engine, "FOLDERS", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    with pytest.raises(InputRefused) as refused:
        scan.recognised("quét.pdf", [PLAIN])
    assert refused.value.code is Refusal.NEEDS_PROGRAM
    assert "tesseract-ocr-vie" in refused.value.message("vi") and "quét.pdf" in refused.value.message("en")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_pictures_that_are_cut_off_are_damaged(form: str, share: float) -> None:
    data = saved(PLAIN, form)
    with pytest.raises(InputRefused) as refused:
        picture.read("đứt", data[: int(len(data) * share)])
    assert refused.value.code is Refusal.DAMAGED


def test_a_picture_out_of_all_measure_is_refused_before_it_is_unpacked() -> None:
    data = bytearray(saved(Image.new("1", (40, 40)), "PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(InputRefused) as refused:
        picture.read("bom.png", bytes(data))
    assert refused.value.code in (Refusal.TOO_LARGE, Refusal.DAMAGED)
    with pytest.raises(InputRefused) as refused:
        picture.read("bom.tif", saved(Image.new("1", (10_000, 9_000)), "TIFF", compression="group4"))
    assert refused.value.code is Refusal.TOO_LARGE


def test_what_a_file_holds_decides_not_its_name() -> None:
    assert picture.recognises(saved(PLAIN, "TIFF")) and not picture.recognises(b"%PDF-1.7")


def test_slants_are_measured_to_a_quarter_of_a_degree() -> None:
    full = page(*((25, 20 + 8 * at, "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19") for at in range(24)))
    for slant in (-4.0, -0.7, 0.0, 2.3):
        turned = full.rotate(slant, Image.Resampling.BICUBIC, fillcolor=250)
        assert slant_of(coarse(ink(turned))) == pytest.approx(-slant, abs=0.25)


def test_cells_without_a_line_between_them_are_one() -> None:
    # Columns part at 20, 60, 100, 180 mm; the first row has no line at 60, the last column none at 60 mm down.
    rules = [(20, y, 180, y) for y in (40, 80)] + [(20, 60, 100, 60)]
    rules += [(x, 40, x, 80) for x in (20, 100, 180)] + [(60, 60, 60, 80)]
    marks = ink(page(rules=rules))
    (grid,) = scan_rules.grids(scan_rules.drawn(marks, 150), 150)
    assert (grid.rows, grid.columns) == (2, 3)
    assert [cell[:4] for cell in grid.cells] == [(0, 1, 0, 2), (0, 2, 2, 3), (1, 2, 0, 1), (1, 2, 1, 2)]


def words(said: str) -> list[Word]:
    return [Word(each, 0.9, Box(0, 0, 1, 1), 0) for each in said.split()]


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ("ngày 1Š tháng II năm 2O18;", "ngày 15 tháng 11 năm 2018;"),
        ("ngày 14 thảng 6 nắm 2024", "ngày 14 tháng 6 năm 2024"),
        ("5 nam 3 nữ", "5 nam 3 nữ"),
        ("khoản I Điều 7", "khoản 1 Điều 7"),
        ("quy định chỉ tiết một số điều", "quy định chi tiết một số điều"),
        ("TỔ CHỨC TÔ CHỨC BỐ SUNG", "TỔ CHỨC TỔ CHỨC BỔ SUNG"),
        ("H. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("ø) Tổ chức", "g) Tổ chức"),
        ("Luật số 22/2023/QHI5", "Luật số 22/2023/QH15"),
        ("Chỉ thị số 31-CT7/TU, 31-CT7TU", "Chỉ thị số 31-CT/TU, 31-CT/TU"),
        ("187/2025NĐ-CP; 24/2024/NĐ-CT: 214/NO-CP I1/KH-UBND", "187/2025/NĐ-CP; 24/2024/NĐ-CP: 214/NQ-CP 11/KH-UBND"),
        ("300/STTTT-TTBCXD, 2458/UBND-NC, Điều 83", "300/STTTT-TTBCXD, 2458/UBND-NC, Điều 83"),
        ("Nghị định số 24/2024/NĐ-\nCT:", "Nghị định số 24/2024/NĐ-\nCP:"),
        ("Ban Thường vụ Tỉnh\núy; ngày\n1Š tháng", "Ban Thường vụ Tỉnh\nủy; ngày\n15 tháng"),
        ("300/S1111-TTBCXD, 25/2004/QH11", "300/STTTT-TTBCXD, 25/2004/QH11"),
        ("Chương I Mục II", "Chương I Mục II"),
        ("tháng lo âu", "tháng lo âu"),
        ("chỉ đạo chi tiết", "chỉ đạo chi tiết"),
    ],
)
def test_digits_and_words_where_nothing_else_can_stand(seen: str, said: str) -> None:
    lines = mended([words(line) for line in seen.split("\n")])
    assert "\n".join(" ".join(word.text for word in line) for line in lines) == said


def test_stamps_of_digital_signatures_are_left_out() -> None:
    said = ["Ký bởi: Cổng Thông tin điện tử", "Email: vp@quangtri.gov.vn", "Ngày ký: 31-01-2023", "KẾ HOẠCH"]
    text = scan_writing.written([scan_writing.Part(lines=[words(line) for line in said])]).text
    assert text == "KẾ HOẠCH\n"


@needs_recogniser
@pytest.mark.skipif(not hasattr(os, "fork"), reason="pages are read in this process here")
def test_a_page_whose_reading_dies_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.readers import scan_page

    whole = scan_page.read

    def dying(image: Image.Image) -> scan_writing.Written:
        if image.width < 500:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(image)

    monkeypatch.setattr(scan_page, "read", dying)
    pages = scan.recognised("ba trang", [PLAIN, Image.new("L", (400, 500), 255), PLAIN])
    assert [bool(each.text) for each in pages] == [True, False, True]
    assert scan.told(1, pages[1].warnings[0]).startswith("trang 2: không nhận dạng được / page 2:")
