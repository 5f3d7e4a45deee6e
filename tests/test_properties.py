"""What a document says does not change with how its characters are written or its lines are broken."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders import pipeline
from ontology.model import Record

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))

DOCUMENT = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 45/KH-UBND

Lào Cai, ngày 12 tháng 3 năm 2024

KẾ HOẠCH

Nâng cao chất lượng phục vụ người dân, doanh nghiệp năm 2024 trên địa bàn tỉnh

Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên \
thông trong giải quyết thủ tục hành chính; Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ \
ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030, Ủy ban nhân dân tỉnh ban hành Kế \
hoạch với các nội dung sau:

I. MỤC TIÊU

1. Phấn đấu Chỉ số hài lòng về sự phục vụ hành chính (SIPAS) của tỉnh năm 2024 đạt trên 90%, thuộc nhóm 20 tỉnh, \
thành phố đứng đầu cả nước.

II. TỔ CHỨC THỰC HIỆN

1. Sở Nội vụ

- Chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh tham mưu nâng cao Chỉ số SIPAS của tỉnh, báo cáo Ủy ban nhân \
dân tỉnh trước ngày 30/11/2024.

- Theo dõi, đôn đốc các cơ quan, đơn vị, địa phương thực hiện Kế hoạch này theo quy định tại Quyết định số \
1085/QĐ-TTg ngày 15/9/2022 của Thủ tướng Chính phủ.

2. Sở Thông tin và Truyền thông

- Phối hợp với Sở Nội vụ tuyên truyền nội dung Nghị quyết số 76/NQ-CP đến cán bộ, công chức, viên chức và người dân \
trên địa bàn tỉnh.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Bình
"""


def said(text: str) -> dict[str, object]:
    """All that a text says, without the places where it says so."""
    record: Record = pipeline.extract(pipeline.read_bytes("document.txt", text.encode()))
    fields = record.document
    return {
        "document": [
            a.value if (a := getattr(fields, name)) else None
            for name in ("type", "number", "date", "issuer", "signer", "signer_position")
        ],
        "citations": [(c.number, c.date, c.issuer, c.relation, c.source) for c in record.citations],
        "tasks": [(t.lead, t.coordinate, t.deadline, t.section) for t in record.tasks],
        "responsibilities": [(r.agency, r.index, r.role) for r in record.responsibilities],
        "targets": [(t.comparator, t.value, t.unit, t.year) for t in record.targets],
    }


def with_invisible(text: str) -> str:
    """Zero-width characters within words and no-break spaces between them."""
    return "\ufeff" + text.replace("ngh", "n\u200bgh").replace("của ", "của\u00a0")


def with_page_turns(text: str) -> str:
    """A page number and a form feed within the longest paragraph, as a printed file has them."""
    longest = max(text.split("\n"), key=len)
    cut = longest.index(" ", len(longest) // 2)
    return text.replace(longest, f"{longest[:cut]}\n\n2\n\n\f{longest[cut + 1 :]}")


def wrapped(width: int) -> Callable[[str], str]:
    """Every paragraph broken at a width."""
    return lambda text: "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


CHANGES: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "invisible characters": with_invisible,
    "doubled spaces": lambda text: text.replace(" ", "  "),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "lines of 70": wrapped(70),
    "lines of 90": wrapped(90),
    "lines of 110": wrapped(110),
    "a page turned within a paragraph": with_page_turns,
    "late tones": lambda text: text.replace("hóa", "hoá").replace("Ủy", "Uỷ").replace("ủy", "uỷ"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_document_says_the_same(change: Callable[[str], str]) -> None:
    before = said(DOCUMENT)
    assert before["document"] == [
        "Kế hoạch", "45/KH-UBND", "2024-03-12", "Ủy ban nhân dân tỉnh Lào Cai", "Trần Văn Bình", "Phó Chủ tịch",
    ]  # fmt: skip
    assert said(change(DOCUMENT)) == before


OF_CHARACTERS = ("decomposed letters", "invisible characters", "doubled spaces", "line ends of Windows")


@pytest.mark.parametrize("change", OF_CHARACTERS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_a_sample_says_the_same(path: Path, change: str) -> None:
    text = pipeline.read_file(path).text
    assert said(CHANGES[change](text)) == said(text)
