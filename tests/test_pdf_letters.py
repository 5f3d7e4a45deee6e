"""PDF files set in the fonts before Unicode are read in Unicode, and what was done is said."""

from __future__ import annotations

import pytest

from loaders import reading
from loaders.source import Reading
from tests.made_encodings import encoded
from tests.made_pdf import pdf, show, show_bytes, simple_font

WORDS = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Thông tư này quy định chế độ được hưởng của người lao động",
    "theo Nghị định số 24/2024/NĐ-CP, đường Lê Lợi, thường trực.",
)


def read(font: str, *said: bytes, drawn: str = "") -> Reading:
    shown = "".join(show_bytes(60, 100 + 40 * i, each, "O") for i, each in enumerate(said))
    return reading.read("a.pdf", pdf(shown + drawn, more=[simple_font(font)], fonts="/O 8 0 R"))


@pytest.mark.parametrize(
    ("font", "encoding"),
    [("ABCDEF+.VnTime", "tcvn3"), (".VnArial,Bold", "tcvn3"), ("VNI-Times", "vni"), ("F1", "tcvn3"), ("F1", "vni")],
)
def test_letters_of_older_fonts_are_read_whether_or_not_the_font_is_named(font: str, encoding: str) -> None:
    found = read(font, *(encoded(words, encoding) for words in WORDS))
    assert [line for line in found.text.split("\n") if line] == list(WORDS)
    assert any("Unicode" in warning for warning in found.warnings)


def test_fonts_of_capitals_show_capitals() -> None:
    said = "Độc lập - Tự do - Hạnh phúc"
    assert read(".VnTimeH", *(encoded(said, "tcvn3"),) * 2).text.split("\n")[0] == said.upper()


def test_words_in_other_fonts_beside_them_stay() -> None:
    found = read("VNI-Times", *(encoded(words, "vni") for words in WORDS), drawn=show(60, 300, "Lưu: VT, “Đường bộ”"))
    assert found.text.rstrip().endswith("Lưu: VT, “Đường bộ”") and found.text.startswith(WORDS[0])


def test_a_name_left_over_from_other_days_changes_no_letter() -> None:
    said = "chế độ là à, và ý kiến; đã có cả hai"
    western = "là và đã có hai ý cà phê nhà tô xã".replace("đ", "d").replace("ã", "à")
    assert western in read(".VnTime", western.encode("cp1252")).text
    assert said in reading.read("a.pdf", pdf(show(60, 100, said))).text
