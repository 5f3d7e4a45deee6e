"""Texts in every encoding that Vietnamese offices have used: the same words, or a refusal, never other words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import pipeline
from loaders.readers import encodings, legacy_letters
from loaders.readers.legacy_letters import TCVN3, VISCII, VNI, WINDOWS_1258
from ontology.errors import InputRefused
from ontology.model import Record
from tests.made_encodings import encoded, taken_for_western

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
OLD = (WINDOWS_1258, TCVN3, VISCII, VNI)
ORDER = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
Số: 12/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Trị, ngày 05 tháng 3 năm 2002

QUYẾT ĐỊNH
Về việc ban hành quy chế làm việc của Hội đồng đền bù, giải phóng mặt bằng

Căn cứ Nghị định số 22/1998/NĐ-CP ngày 24/4/1998 của Chính phủ;
Điều 1. Các ông, bà có tên trong danh sách kèm theo chịu trách nhiệm thi hành Quyết định này.
"""


def refusal(data: bytes) -> str | None:
    """The code with which bytes are refused, None where they are read."""
    try:
        encodings.decoded("a", data)
    except InputRefused as error:
        return error.code
    return None


def said(text: str, data: bytes) -> Record:
    """What the record of a file says of the document, without what it says of the file."""
    record = pipeline.extract(pipeline.read_bytes("a.txt", data))
    assert pipeline.read_bytes("a.txt", data).text == text
    return replace(record, sha256="", warnings=())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
def test_the_samples_are_the_same_in_every_form_of_unicode(path: Path) -> None:
    text = path.read_text("utf-8")
    for encoding in UNICODE:
        assert encodings.decoded("a", text.encode(encoding)).text == text, encoding


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", [WINDOWS_1258, VISCII, VNI])
def test_the_samples_are_the_same_in_old_encodings_or_are_refused(path: Path, encoding: str) -> None:
    text = normalize("NFC", path.read_text("utf-8"))
    if path.name.startswith("002"):  # it has lost its diacritics: nothing to tell the encoding by
        assert refusal(encoded(text, encoding)) == "unknown-encoding"
        return
    read_again = encodings.decoded("a", encoded(text, encoding))
    lacking = [a for a, b in zip(read_again.text, text, strict=True) if a != b]
    assert all(a == "?" for a in lacking)  # what the encoding does not have
    assert len(lacking) < len(text) / 1000
    assert any("Unicode" in warning for warning in read_again.warnings)


def test_a_sample_in_an_old_encoding_gives_the_same_record() -> None:
    text = normalize("NFC", SAMPLES[0].read_text("utf-8"))
    assert said(text, encoded(text, VNI)) == said(text, text.encode())


@pytest.mark.parametrize("path", [p for p in SAMPLES if not p.name.startswith("002")], ids=lambda path: path.name[:3])
def test_the_samples_in_tcvn3_differ_in_capitals_only(path: Path) -> None:
    text = normalize("NFC", path.read_text("utf-8"))
    read_again = encodings.decoded("a", encoded(text, TCVN3))
    differing = [(a, b) for a, b in zip(read_again.text, text, strict=True) if a not in (b, "?")]
    assert all(a == b.lower() for a, b in differing)
    assert len(differing) < len(text) / 1000
    assert any("chữ hoa" in warning for warning in read_again.warnings)


@pytest.mark.parametrize("encoding", OLD)
def test_an_old_order_is_read_in_its_own_words(encoding: str) -> None:
    assert encodings.decoded("a", encoded(ORDER, encoding)).text == ORDER


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
def test_letters_of_old_fonts_pasted_into_unicode_are_put_right(encoding: str) -> None:
    assert encodings.decoded("a", taken_for_western(encoded(ORDER, encoding))).text == ORDER


def test_utf_8_taken_for_windows_1252_is_undone_and_told() -> None:
    read_again = encodings.decoded("a", taken_for_western(ORDER.encode()))
    assert read_again.text == ORDER
    assert any("Windows-1252" in warning for warning in read_again.warnings)
    mixed = ORDER.encode() + taken_for_western(ORDER.encode()) * 6
    assert encodings.decoded("a", mixed).text == ORDER * 7


def test_what_cannot_be_undone_is_refused_by_its_name() -> None:
    lost = taken_for_western(ORDER.encode()).replace("»".encode(), b"?")
    with pytest.raises(InputRefused, match="Windows-1252") as refused:
        encodings.decoded("a", lost)
    assert refused.value.code == "unknown-encoding"


FRENCH = "Décision relative à la création d'une commission générale où l'élève étudie très bien la société française"
RUSSIAN = "Постановление правительства Российской Федерации о мерах поддержки субъектов"
CHINESE = "国务院关于加强法治政府建设的意见和通知决定"
GERMAN = "Die Größe der Übungen müsste für die höheren Schüler schön geändert werden"
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy při výkladu nařízení vlády"


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, CHINESE, GERMAN, CZECH])
def test_other_languages_are_read_as_they_are(text: str) -> None:
    for encoding in UNICODE:
        data = (text + "\n").encode(encoding)
        if encoding.startswith("utf-16-") and refusal(data):
            continue  # without its mark little tells it from other bytes
        assert encodings.decoded("a", data).text == text + "\n", encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (GERMAN, "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030"),
     (CHINESE, "big5hkscs"), (CZECH, "cp1250")],
)  # fmt: skip
def test_other_languages_in_other_encodings_are_refused(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace") * 20
    assert refusal(data) == "unknown-encoding"


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_refused_or_read_as_unicode(data: bytes) -> None:
    try:
        read_again = encodings.decoded("a", data)
    except InputRefused:
        return
    assert not any("Unicode" in warning for warning in read_again.warnings)


def test_noise_is_never_taken_for_vietnamese() -> None:
    random = Random(5)
    for size in range(50, 4000, 50):
        assert refusal(bytes(random.choice(range(128, 256)) for _ in range(size)) + b" a b c ")


def test_too_few_words_decide_nothing() -> None:
    assert refusal(encoded("Số 12 và 13", TCVN3)) == "unknown-encoding"


def test_control_characters_are_left_out_and_counted() -> None:
    text = (
        "Điều 1.\x00 Phạm\x07 vi điều chỉnh\x1f và đối tượng áp dụng của Quyết định này. "
        + "Các ông, bà chịu trách nhiệm thi hành. " * 5
        + "\x0bĐiều 2. Hiệu lực\r\n\tHết\f"
    )
    read_again = encodings.decoded("a", (text * 5).encode())
    expected = text.replace("\x00", "").replace("\x07", "").replace("\x1f", "").replace("\x0b", "\n") * 5
    assert read_again.text == expected
    assert any(warning.startswith("đã bỏ 15 ký tự") for warning in read_again.warnings)


def test_capitals_that_tcvn3_cannot_hold_are_told_by_the_letters_beside_them() -> None:
    for shown, written in [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TM. Uû BAN NH¢N D¢N", "TM. UỶ BAN NHÂN DÂN"),
        ("Hµ Néi, ngµy 5 th¸ng 3", "Hà Nội, ngày 5 tháng 3"),
        ("1.\tSë Néi vô vµ UBND tØnh", "1.\tSở Nội vụ và UBND tỉnh"),
        ("céng hßa x· héi", "cộng hòa xã hội"),
    ]:
        text = legacy_letters.decode_tcvn3(legacy_letters.western(shown))
        assert legacy_letters.with_capitals(text) == written


def test_one_endless_line_is_read_or_refused() -> None:
    words = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; "
    for encoding in (*OLD, "utf-8"):
        line = encoded(words, encoding)
        assert encodings.decoded("a", line * (1_000_000 // len(line))).text.startswith(words * 9), encoding
    assert refusal(encoded(words, VNI) * 100_000) == "resource-limit"
    assert refusal(b"\xff" * 20_000_000) == "unknown-encoding"


def test_the_encoding_is_told_by_letters_wherever_they_stand() -> None:
    plain = b"Kinh gui cac so, ban, nganh, doan the.\n" * 20_000
    for encoding in OLD:
        assert ORDER in encodings.decoded("a", plain + encoded(ORDER, encoding) + plain + plain[:7]).text
