"""Lost diacritics: how text is judged, what is given back, and what must stay as it is."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from loaders.diacritics import judge, quality, restore, restored
from loaders.syllables import fold
from loaders.text import Text

CLEAN = (
    "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách hành chính "
    "năm 2025 với các nội dung sau:\n\nGiao Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành triển khai thực hiện; "
    "báo cáo kết quả trước ngày 30/11/2025."
)
MISREAD = (
    "Thue hién Ké hoach s6 25/KH-UBND ngay 24/01/2025 ciia UBND tinh\n"
    "vé cong tac tuyén truyén cai cach hanh chinh nha nude trén dia ban tinh Quang\n"
    "Tri ndm 2025, Van phong UBND tinh ban hanh Ké hoach tuyén truyén cai cach\n"
    "hanh chinh (CCHC) nam 2025 véi cac noi dung sau:\n"
)


def read(chars: str) -> str:
    """What is restored of a line that stands in a misread document."""
    return restore(Text.of(f"{MISREAD}\n{chars}\n")).chars.split("\n\n")[1].strip("\n")


def test_clean_text_is_good() -> None:
    assert quality(CLEAN) >= 0.97


def test_stripped_text_is_bad() -> None:
    assert quality(fold(CLEAN)) <= 0.05


def test_text_in_capitals_is_judged_alike() -> None:
    assert quality(CLEAN.upper()) >= 0.97
    assert quality(fold(CLEAN).upper()) <= 0.05


def test_decomposed_letters_are_judged_alike() -> None:

    assert quality(normalize("NFD", CLEAN)) == quality(CLEAN)


def test_misread_text_is_bad() -> None:
    assert quality(MISREAD) < 0.2


@pytest.mark.parametrize(
    "chars",
    [
        "",
        "UBND",
        "25/KH-UBND, 76/NQ-CP, 01/2023/TT-VPCP, 3647/QD-UBND",
        "http://www.quangtri.gov.vn/van-ban/ke-hoach-cai-cach-hanh-chinh",
        "1. 2. 3. 100% 24/01/2025 12,5 | 7 || +84 233",
    ],
    ids=["empty", "short", "symbols", "address", "numbers"],
)
def test_what_cannot_be_judged_counts_as_good(chars: str) -> None:
    assert not judge(chars).enough
    assert quality(chars) == 1.0
    text = Text.of(chars)
    assert restore(text) is text


def test_clean_text_comes_back_as_the_same_object() -> None:
    text = Text.of(CLEAN)
    assert restore(text) is text
    assert restored(text).confidence == 1.0
    assert restored(text).share == 0.0


def test_a_clean_paragraph_beside_a_misread_one_stays() -> None:
    found = restore(Text.of(f"{CLEAN}\n\n{MISREAD}")).chars
    assert found.startswith(CLEAN)
    assert "Thực hiện Kế hoạch số 25/KH-UBND ngày 24/01/2025 của UBND tỉnh" in found


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Chi dao cua Pang, Nha nudc va Chinh phu", "Chỉ đạo của Đảng, Nhà nước và Chính phủ"),
        ("Trung tam Phuc vu hanh chinh cong tinh", "Trung tâm Phục vụ hành chính công tỉnh"),
        ("Céng Thong tin dién tir tinh", "Cổng Thông tin điện tử tỉnh"),
        ("nang cao chi s6 nang lyc canh tranh cap tinh", "nâng cao chỉ số năng lực cạnh tranh cấp tỉnh"),
        ("ngay 04 thang 02 nam 2025", "ngày 04 tháng 02 năm 2025"),
        ("trong giai quyét TTHC tai co' quan, don vi", "trong giải quyết TTHC tại cơ quan, đơn vị"),
        ("II. NHIEM VU VA GIAI PHAP", "II. NHIỆM VỤ VÀ GIẢI PHÁP"),
        ("PHO CHA NH VAN PHONG", "PHÓ CHÁNH VĂN PHÒNG"),
        ("hoat dong theo Iuat", "hoạt động theo luật"),
    ],
    ids=["Đ read as P", "agency", "ử read as ir", "ố read as 6", "date", "horn as quote", "capitals", "torn", "l as I"],
)
def test_words_come_back(seen: str, meant: str) -> None:
    assert read(seen) == meant


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Sb: 14 [KH-VP Qudng Tri", "Số: 14/KH-VP Quảng Trị"),
        ("Quyét dinh s6 3647/QD-UBND cua UBND tinh", "Quyết định số 3647/QĐ-UBND của UBND tỉnh"),
        ("Nghi dinh s6 107/2020/ND-CP cua Chinh phu", "Nghị định số 107/2020/NĐ-CP của Chính phủ"),
        ("Quyét dinh s6 749/QP-TTg cua Thu tuéng", "Quyết định số 749/QĐ-TTg của Thủ tướng"),
        ("Chi thi s6 23/CT-TTg cua Thu tuéng Chinh phu", "Chỉ thị số 23/CT-TTg của Thủ tướng Chính phủ"),
        ("|. MUC DICH, YEU CAU", "I. MỤC ĐÍCH, YÊU CẦU"),
        ("I1. NOI DUNG THUC HIEN", "II. NỘI DUNG THỰC HIỆN"),
        ("I11. TO CHUC THUC HIEN", "III. TỔ CHỨC THỰC HIỆN"),
        ("1. MUC DICH, YEU CAU", "1. MỤC ĐÍCH, YÊU CẦU"),
    ],
)
def test_symbols_and_numerals_are_set_right(seen: str, meant: str) -> None:
    assert read(seen) == meant


@pytest.mark.parametrize(
    "seen",
    ["PAR INDEX, PCI, PAPI, SIPAS, ICT, DTI", "CCVC-NLD", "dichvucong.quangtri.gov.vn", "clgmh t.rf:n t?e;n"],
    ids=["indices", "abbreviations", "address", "rubble"],
)
def test_what_is_no_vietnamese_word_stays(seen: str) -> None:
    assert read(seen) == seen


def test_source_characters_are_kept_word_by_word() -> None:
    found = restore(Text.of(MISREAD))
    for word, seen in (("Thực", "Thue"), ("của", "ciia"), ("số", "s6"), ("năm", "ndm"), ("truyền", "truyén")):
        at = found.chars.index(word)
        start, end = found.source_span(at, at + len(word))
        assert MISREAD[start:end] == seen


def test_confidence_is_told_for_a_stretch() -> None:
    found = restored(Text.of(MISREAD))
    assert 0.5 < found.share < 1.0
    assert 0.8 < found.confidence < 1.0
    at = found.text.chars.index("25/KH-UBND")
    assert found.sure(at, at + 10) == 1.0
    assert 0.0 < found.sure(0, 20) <= 1.0


def test_restoring_twice_changes_nothing() -> None:
    once = restore(Text.of(MISREAD))
    assert restore(Text.of(once.chars)).chars == once.chars


def test_stripped_text_is_restored() -> None:
    meant = CLEAN.split()
    found = restore(Text.of(fold(CLEAN))).chars.split()
    assert len(found) == len(meant)
    assert sum(a == b for a, b in zip(found, meant, strict=True)) >= 0.93 * len(meant)


@pytest.mark.parametrize(
    ("situation", "text"),
    [
        (
            "another language",
            "The committee shall submit its annual report to the secretariat before the session ends. " * 3,
        ),
        ("UTF-8 read as Latin-1", "Quyáº¿t Ä‘á»‹nh sá»‘ 12/QÄ-UBND ngÃ y 12 thÃ¡ng 3 cá»§a á»¦y ban nhÃ¢n dÃ¢n " * 3),
        ("TCVN3 letters", "QuyÕt ®Þnh vÒ viÖc ban hµnh quy chÕ lµm viÖc cña ñy ban nh©n d©n tØnh " * 3),
    ],
)
def test_a_text_that_cannot_be_read_is_not_called_good(situation: str, text: str) -> None:
    verdict = judge(text)
    assert not verdict.readable
    assert verdict.score < 0.6
