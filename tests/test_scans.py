"""Scanned pages: numbers, dates, labels and columns as readers garble them, and what must stay as it is."""

from __future__ import annotations

import pytest

from loaders import pipeline
from loaders.misread import even_capitals
from loaders.names import is_name, mended
from loaders.normalize import normalize
from loaders.source import SourceFile
from loaders.symbols import mend_symbols, settled
from loaders.text import Text
from ontology.model import Record

BODY = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\nĐiều 1. Giao Sở Nội vụ chủ trì thực hiện.\n"
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
)


def record(text: str) -> Record:
    return pipeline.extract(SourceFile(name="scan.txt", sha256="0" * 64, media_type="text/plain", text=text))


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("$6: 41/2024/ND-CP", "Số: 41/2024/NĐ-CP"),
        ("Số: 3§9/NQ-CP", "Số: 389/NQ-CP"),
        ("St: 06/CT-UBND", "Số: 06/CT-UBND"),
        ("S6: O6/KH-UBND", "Số: 06/KH-UBND"),
        ("Chỉ thị sd 31-CT/TU", "Chỉ thị số 31-CT/TU"),
        ("Kế hoạch số l5/KH-UBND", "Kế hoạch số 15/KH-UBND"),
        ("Kế hoạch số 15IKH-UBND", "Kế hoạch số 15/KH-UBND"),
        ("Chỉ thị số 06/CTUBND", "Chỉ thị số 06/CT-UBND"),
        ("Nghị định số 12/2021/NĐCP", "Nghị định số 12/2021/NĐ-CP"),
        ("Thông tư số 24/2020/TT.BCA ngày", "Thông tư số 24/2020/TT-BCA ngày"),
        ("Quyết định số 25/QĐÐ UBND ngày 3/2/2024", "Quyết định số 25/QĐ-UBND ngày 3/2/2024"),
        ("Quyết định số 25/QĐ\nUBND ngày 3/2/2024", "Quyết định số 25/QĐ-UBND ngày 3/2/2024"),
        ("Luật số 80/2015/QHI3", "Luật số 80/2015/QH13"),
        ("Nghị quyết số 12/2016/UBTVQHI3 ngày", "Nghị quyết số 12/2016/UBTVQH13 ngày"),
        ("ngày 2] tháng TT năm 2025", "ngày 21 tháng 11 năm 2025"),
        ("trong tháng l1 năm 2025", "trong tháng 11 năm 2025"),
        ("ngày 1O/l2/2O25 của", "ngày 10/12/2025 của"),
    ],
)
def test_numbers_and_dates_speak_a_language_of_their_own(seen: str, meant: str) -> None:
    assert mend_symbols(Text.of(seen)).chars == meant


@pytest.mark.parametrize(
    "chars",
    [
        "Quyết định số 25/QĐ UBND tỉnh ban hành",
        "Công ty 12/CTCP",
        "Kế hoạch số 15/KH-UBND, UBND tỉnh",
        "Công văn số 300/STTTT-TTBCXB",
        "Nghị quyết số 7/NQ-HĐND ngày 3/2/2024",
        "điểm l khoản 1 Điều 5, 5l nước, mục II",
        "danh mục sau 12/KH-UBND",
        "Sau 12 tháng, Sở 2",
    ],
)
def test_what_is_no_misread_number_stays(chars: str) -> None:
    text = Text.of(chars)
    assert mend_symbols(text) is text


def test_an_agency_called_by_what_looks_like_a_kind_and_an_agency_stays_whole() -> None:
    assert settled("TTCP") is None
    assert settled("QDUBND") == "QD-UBND"


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Ủy BAN NHÂN DÂN TỈNH SƠN LA", "ỦY BAN NHÂN DÂN TỈNH SƠN LA"),
        ("CÔNG TÁC BẢO VỆ Bí MẬT NHÀ NƯỚC", "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC"),
        ("BAN HÀNH QUYẾT ĐịNH", "BAN HÀNH QUYẾT ĐỊNH"),
        ("- NHNNVN, Bộ TC;", "- NHNNVN, Bộ TC;"),
        ("BQL KKTCKQT Bờ Y", "BQL KKTCKQT Bờ Y"),
        ("TM. ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM Hà An", "TM. ỦY BAN NHÂN DÂN TỈNH QUẢNG NAM Hà An"),
        ("CHỈ THỊ SỐ 05/CT-TTg CỦA THỦ TƯỚNG", "CHỈ THỊ SỐ 05/CT-TTg CỦA THỦ TƯỚNG"),
    ],
)
def test_small_letters_in_a_line_of_capitals(seen: str, meant: str) -> None:
    assert even_capitals(Text.of(seen)).chars == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("~ Như trên;", "- Như trên;"),
        ("L MỤC ĐÍCH, YÊU CẦU", "I. MỤC ĐÍCH, YÊU CẦU"),
        ("ø) Tổ chức kiểm tra", "g) Tổ chức kiểm tra"),
        ("(¡) Chủ đầu tư phối hợp", "(i) Chủ đầu tư phối hợp"),
    ],
)
def test_labels_and_bullets(seen: str, meant: str) -> None:
    assert normalize(seen).chars == meant


def test_a_word_that_only_looks_like_two_syllables_is_not_parted() -> None:
    assert normalize("Méi trudéng").chars == "Méi trudéng"
    assert normalize("LUẬTCÁN BỘ").chars == "LUẬT CÁN BỘ"


def test_a_full_line_goes_on_behind_a_blank_line_that_the_reader_put_in() -> None:
    lines = (
        "Thủ trưởng các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao tổ chức",
        "thực hiện và báo cáo kết quả trước ngày 30 tháng 11 năm 2025, trong đó Công",
        "",
        "An tỉnh tổng hợp chung, tham mưu báo cáo Ủy ban nhân dân tỉnh xem xét, quyết",
        "định theo thẩm quyền, bảo đảm kịp thời, đúng quy định của pháp luật hiện nay.",
        "",
        "Giao Sở Tài chính bố trí kinh phí.",
        "",
        "Giao Sở Tư pháp thẩm định dự thảo.",
        "",
        "Giao Sở Nội vụ theo dõi, đôn đốc.",
    )
    found = normalize("\n".join(lines)).chars.split("\n")
    assert len(found) == 4
    assert "trong đó Công An tỉnh" in found[0]


def test_two_columns_at_the_end_that_were_read_as_one() -> None:
    end = (
        "Nơi nhận: KT. BỘ TRƯỞNG\n- Như Điều 2; THỨ TRƯỞNG\n- Bộ trưởng (để b/c);\n- Đài Truyền hình; Hồ Văn Ba\n"
        "- Các Vụ: KH, TC;\n- Lưu: VT, TH."
    )
    fields = record("BỘ TÀI CHÍNH\nSố: 12/QĐ-BTC\nQUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n" + BODY + end).document
    assert fields.signer is not None
    assert fields.signer_position is not None
    assert (fields.signer.value, fields.signer_position.value) == ("Hồ Văn Ba", "Thứ trưởng")
    assert [r.value for r in fields.recipients] == [
        "Như Điều 2", "Bộ trưởng (để b/c)", "Đài Truyền hình", "Các Vụ: KH, TC", "Lưu: VT, TH",
    ]  # fmt: skip


def test_recipients_in_one_line_are_no_signature() -> None:
    end = "Nơi nhận:\n- Như Điều 2; Hà Nội;\n- Sở Tài chính; Lâm Đồng\n- Lưu: VT.\nGIÁM ĐỐC\nLê Văn Tư"
    fields = record("QUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n" + BODY + end).document
    assert fields.signer is not None
    assert fields.signer.value == "Lê Văn Tư"
    assert "Sở Tài chính; Lâm Đồng" in [r.value for r in fields.recipients]


def test_nobody_signs_in_place_of_himself() -> None:
    end = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nHÓ CHỦ TỊCH\nTrương Văn Sáu"
    position = record("KẾ HOẠCH\nVề việc kiểm tra\n" + BODY + end).document.signer_position
    assert position is not None
    assert (position.value, position.confidence < 0.9) == ("Phó Chủ tịch", True)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("Nguyễn Văn Ba", True), ("Lê T. Hoa", True), ("Sở Nội vụ", False), ("Nguyễn", False), ("Lưu: VT", False)],
)
def test_names_begin_with_a_family_name(words: str, is_one: bool) -> None:
    assert is_name(words) is is_one


def test_a_family_name_under_the_stamp() -> None:
    assert mended("rương Văn Sáu") == "Trương Văn Sáu"
    assert mended("guyễn Văn Ba") == "Nguyễn Văn Ba"
    assert mended("Cổng thông tin") is None
    assert mended("ê Văn Tư") is None


def test_the_matter_of_a_letter_runs_past_the_date_beside_it() -> None:
    head = (
        "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/BTC-CT\n"
        "V/v phổ biến cẩm nang thu phí Hà Nội, ngày 9 tháng 11 năm 2025\ndành cho cán bộ xã\n"
        "Kính gửi: Ủy ban nhân dân các tỉnh\n"
    )
    fields = record(head + BODY).document
    assert fields.title is not None
    assert fields.date is not None
    assert (fields.title.value, fields.date.value) == ("phổ biến cẩm nang thu phí dành cho cán bộ xã", "2025-11-09")


def test_a_kind_whose_marks_were_lost() -> None:
    kind = record("CHỈ THI\nVề việc phòng cháy\n" + BODY).document.type
    assert kind is not None
    assert kind.value == "Chỉ thị"


MISREAD = (
    "UY BAN NHAN DAN THANH PHO HA CONG HOA XA HOI CHU NGHIA VIET NAM\nNOI Déc lap - Tu do - Hanh phiic\n"
    "S6: 38/KH-UBND Ha Noi, ngay 17 thang 11 nam 2025\n\nKE HOACH\nTuyén truyén cai cach hanh chinh nam 2026\n\n"
    "Thu hién Ké hoach s6 25/KH-UBND ngay 24/01/2025 cia UBND thanh phé vé cong tac tuyén truyén cai cach\n"
    "hanh chinh nha nuéc trén dia ban, Uy ban nhan dan thanh phé ban hanh Ké hoach véi cac noi dung sau:\n\n"
)


def test_the_province_of_a_letterhead_that_the_motto_cuts() -> None:
    issuer = record(MISREAD + "1. Giao S6 N6i vu chu tri thuc hién, bao cdo UBND thanh phé.\n").document.issuer
    assert issuer is not None
    assert issuer.value == "Ủy ban nhân dân thành phố Hà Nội"


def test_a_sentence_whose_verb_lost_a_letter_still_carries_out_the_plan() -> None:
    cited = record(MISREAD + "1. Giao S6 N6i vu chu tri thuc hién, bao cdo UBND thanh phé.\n").citations
    assert [(c.number, c.relation) for c in cited if c.kind == "numbered"] == [("25/KH-UBND", "implements")]


def test_a_name_that_was_read_in_doubt_is_no_agency() -> None:
    tasks = record(MISREAD + "1. Giao Trung tam Bmo vfi Rtmg thue hién tuyén truyén tai co so.\n").tasks
    assert not [name for t in tasks for name in t.lead if "Bmo" in name or "Rtmg" in name]


def test_what_is_restored_is_trusted_no_more_than_its_words() -> None:
    fields = record(
        MISREAD + "1. Giao S6 N6i vu thuc hién.\n\nTM. UY BAN NHAN DAN\nCHU TICH\nTrong Hai Ling\n"
    ).document
    assert fields.number is not None
    assert fields.signer is not None
    assert fields.number.confidence >= 0.9
    assert fields.signer.confidence < 0.9


def test_provinces_that_are_built_like_no_other_word() -> None:
    assert "Đắk Lắk, Khánh Hòa" in normalize_restored(MISREAD + "Chi tich UBND cac tinh Dak Lak, Khanh Hoa.\n")


def normalize_restored(text: str) -> str:
    found, _ = pipeline.outline(SourceFile(name="scan.txt", sha256="0" * 64, media_type="text/plain", text=text))
    return found.text.chars


def test_what_the_stamp_left_behind_a_recipient_is_none() -> None:
    end = (
        "Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Văn phòng Tổng Bí thư; xe pet\n- TT HĐND; UBND TP\n"
        "- Đảng ủy, HĐND, UBND\nTP;\n- Lưu: VT, TH.\nLê Văn Tư\n"
    )
    fields = record("QUYẾT ĐỊNH\nVề việc giao nhiệm vụ\n" + BODY + end).document
    assert [r.value for r in fields.recipients] == [
        "Như trên", "Văn phòng Tổng Bí thư", "TT HĐND; UBND TP", "Đảng ủy, HĐND, UBND TP", "Lưu: VT, TH",
    ]  # fmt: skip
