"""The whole way of a file: what must not change a reading, and what is refused by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from loaders import pipeline
from ontology.errors import InputRefused
from ontology.model import Record

TEXT = """ỦY BAN NHÂN DÂN
TỈNH HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/KH-UBND
Hòa Bình, ngày 05 tháng 01 năm 2023
KẾ HOẠCH
Nâng cao chỉ số năng lực cạnh tranh năm 2023

Thực hiện Nghị quyết số 02/NQ-CP ngày 10/01/2022 của Chính phủ về cải thiện môi trường kinh doanh; \
Quyết định số 1085/QĐ-TTg ngày 15/9/2022 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU

- Phấn đấu tối thiểu 90% hồ sơ được giải quyết đúng hạn trong năm 2023.

II. TỔ CHỨC THỰC HIỆN

1. Sở Kế hoạch và Đầu tư

a) Chủ trì, phối hợp với Sở Nội vụ tham mưu nâng cao Chỉ số năng lực cạnh tranh cấp tỉnh (PCI) của tỉnh.

b) Báo cáo kết quả trước ngày 30/11/2023.

2. Sở Nội vụ

- Tham mưu duy trì và nâng cao Chỉ số cải cách hành chính (PAR INDEX).

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Bùi Văn A
"""


def read(text: str) -> Record:
    return pipeline.extract(pipeline.read_bytes("x.txt", text.encode()))


def facts(record: Record) -> dict[str, Any]:
    """What a record says, without where it stands."""
    fields = asdict(record.document)
    return {
        "document": {name: value["value"] if isinstance(value, dict) else None for name, value in fields.items()},
        "citations": [(c.number, c.date, c.issuer, c.relation, c.source) for c in record.citations],
        "tasks": [(t.lead, t.coordinate, t.deadline) for t in record.tasks],
        "owners": sorted((r.agency, r.index, r.role) for r in record.responsibilities),
        "targets": [(t.comparator, t.value, t.year) for t in record.targets],
    }


def rewrapped(text: str) -> str:
    """Every long line broken at 70 characters, as print does."""
    import textwrap

    return "\n".join("\n".join(textwrap.wrap(line, 70)) if len(line) > 75 else line for line in text.split("\n"))


CHANGES: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "zero-width characters": lambda t: t.replace(" ngày", " \u200bngày").replace("Sở", "S\u200bở"),
    "byte-order mark": lambda t: "\ufeff" + t,
    "no-break spaces": lambda t: t.replace(" năm", "\u00a0năm"),
    "Windows line ends": lambda t: t.replace("\n", "\r\n"),
    "doubled spaces": lambda t: t.replace(" của ", "  của  "),
    "lines broken by print": rewrapped,
    "a new page and its number": lambda t: t.replace("Quyết định số 1085", "\n\f\n2\n\nQuyết định số 1085"),
}


def test_the_plain_reading() -> None:
    found = facts(read(TEXT))
    assert found["document"]["number"] == "15/KH-UBND"
    assert found["citations"] == [
        ("02/NQ-CP", "2022-01-10", "Chính phủ", "implements", "this"),
        ("1085/QĐ-TTg", "2022-09-15", "Thủ tướng Chính phủ", "implements", "this"),
    ]
    assert ("Sở Nội vụ", "PAR INDEX", "raise") in found["owners"]
    assert ("Sở Kế hoạch và Đầu tư", "PCI", "raise") in found["owners"]
    assert found["targets"] == [(">=", 90.0, 2023)]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_changes_the_reading(change: Callable[[str], str]) -> None:
    assert facts(read(change(TEXT))) == facts(read(TEXT))


def test_the_same_bytes_give_the_same_record() -> None:
    assert read(TEXT) == read(TEXT)


def test_every_statement_quotes_the_file() -> None:
    text = rewrapped(TEXT)
    record = read(text)
    quoted = [(c.surface, c.start, c.end) for c in record.citations]
    quoted += [(t.description, t.start, t.end) for t in record.tasks]
    quoted += [(r.quote, r.start, r.end) for r in record.responsibilities]
    assert quoted
    for words, start, end in quoted:
        assert " ".join(text[start:end].split()) == words


REFUSED = [
    ("empty", b"", "empty"),
    ("blank", b" \n\t\n", "empty"),
    ("a picture cut off", b"\x89PNG\r\n\x1a\n" + bytes(range(64)), "damaged"),
    ("a cut PDF file", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "damaged"),
    ("binary", b"abc\x00\x01\x02" * 50, "binary"),
    ("another encoding", "Quyết định".encode()[:-1] + b"\xff\xfe\xfd", "unknown-encoding"),
    ("no letter", b"12345 --- 678", "empty"),
]


@pytest.mark.parametrize(("situation", "data", "code"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_no_text_is_refused_by_name(situation: str, data: bytes, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        pipeline.read_bytes("x.txt", data)
    assert refused.value.code == code
    assert "x.txt" in refused.value.message("vi")


def test_a_path_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="cannot be read"):
        pipeline.read_file(tmp_path / "nothing.txt")


def test_text_without_diacritics_is_read_and_trusted_less() -> None:
    from ontology.folding import without_diacritics

    plain, bare = read(TEXT), read(without_diacritics(TEXT))
    assert [c.number for c in bare.citations] == [c.number for c in plain.citations]
    assert [t.lead for t in bare.tasks] == [t.lead for t in plain.tasks]
    assert bare.text_quality < 0.3 < plain.text_quality
    assert any("text quality" in warning for warning in bare.warnings)
    assert max(c.confidence for c in bare.citations) <= max(c.confidence for c in plain.citations)


def test_values_from_a_text_that_cannot_be_read_are_not_trusted() -> None:
    broken = "QuyÕt ®Þnh vÒ viÖc ban hµnh quy chÕ cña ñy ban nh©n d©n tØnh; theo 12/2020/NĐ-CP ngày 1/2/2020. " * 3
    record = pipeline.extract(pipeline.read_bytes("broken.txt", broken.encode()))
    assert any("only" in warning and "can be read" in warning for warning in record.warnings)
    assert all(citation.confidence < 0.6 for citation in record.citations)
