"""The parts of a document from the shape of its lines."""

from __future__ import annotations

import pytest

from loaders.normalize import normalize
from loaders.outline import Level, Outline, Part
from loaders.segment import segment

DECISION = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 254/QĐ-UBND
Sơn La, ngày 17 tháng 02 năm 2023
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch bảo vệ bí mật nhà nước
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 02/TTr-CAT ngày 03 tháng 02 năm 2023.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch bảo vệ bí mật nhà nước.
Điều 2. Giao các cơ quan:
1. Sở Nội vụ:
a) Chủ trì, theo dõi;
- Việc thứ nhất;
+ Việc nhỏ hơn.
b) Báo cáo.
Đoạn tiếp theo của điểm b.
2. Công an tỉnh.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
Phụ lục I
DANH MỤC NHIỆM VỤ
1. Việc trong phụ lục.
"""


@pytest.fixture(scope="module")
def outline() -> Outline:
    return segment(normalize(DECISION))


def at(outline: Outline, words: str) -> int:
    return next(i for i, b in enumerate(outline.blocks) if outline.words(b).startswith(words))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("TỈNH SƠN LA", Part.HEAD),
        ("Căn cứ Luật", Part.BASIS),
        ("Theo đề nghị", Part.BASIS),
        ("Ban hành kèm theo", Part.BODY),
        ("Như Điều 2", Part.RECIPIENTS),
        ("CHỦ TỊCH", Part.SIGNATURE),
        ("Nguyễn Văn A", Part.SIGNATURE),
        ("Việc trong phụ lục", Part.APPENDIX),
    ],
)
def test_parts(outline: Outline, words: str, part: Part) -> None:
    assert outline.blocks[at(outline, words)].part is part


@pytest.mark.parametrize(
    ("words", "level", "section"),
    [
        ("Ban hành kèm theo", Level.ARTICLE, "Điều 1"),
        ("Sở Nội vụ", Level.DECIMAL, "Điều 2.1"),
        ("Chủ trì, theo dõi", Level.LETTER, "Điều 2.1.a"),
        ("Việc thứ nhất", Level.DASH, "Điều 2.1.a"),
        ("Việc nhỏ hơn", Level.PLUS, "Điều 2.1.a"),
        ("Đoạn tiếp theo", Level.PLAIN, "Điều 2.1.b"),
        ("Công an tỉnh.", Level.DECIMAL, "Điều 2.2"),
        ("Việc trong phụ lục", Level.DECIMAL, "Phụ lục I.1"),
    ],
)
def test_markers_and_what_they_stand_under(outline: Outline, words: str, level: Level, section: str) -> None:
    index = at(outline, words)
    assert outline.blocks[index].level is level
    assert outline.section(index) == section


def test_a_heading_knows_that_it_is_one(outline: Outline) -> None:
    assert outline.blocks[at(outline, "Sở Nội vụ")].heading
    assert not outline.blocks[at(outline, "Công an tỉnh.")].heading


@pytest.mark.parametrize(
    ("line", "level", "marker"),
    [
        ("II- MỤC TIÊU", Level.ROMAN, "II"),
        ("III.NHIỆM VỤ", Level.ROMAN, "III"),
        ("1.2. Về dữ liệu", Level.DECIMAL, "1.2"),
        ("đ) Triển khai", Level.LETTER, "đ"),
        ("Chương II", Level.CHAPTER, "Chương II"),
        ("Mục 3 THỦ TỤC", Level.SECTION, "Mục 3"),
        ("V/v triển khai nhiệm vụ", Level.PLAIN, ""),
        ("Điều lệ Đảng quy định", Level.PLAIN, ""),
        ("Mục tiêu chung là", Level.PLAIN, ""),
        ("2023 là năm", Level.PLAIN, ""),
    ],
)
def test_markers_of_a_line(line: str, level: Level, marker: str) -> None:
    block = segment(normalize(line)).blocks[0]
    assert (block.level, block.marker) == (level, marker)


def test_an_empty_text_has_no_parts() -> None:
    assert segment(normalize("\n \n")).blocks == ()
