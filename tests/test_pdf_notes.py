"""Notes at the foot of pages of PDF files cut no sentence that runs over the page."""

from __future__ import annotations

from loaders import reading
from tests.made_pdf import lines, pdf, rule, show

WIDE = tuple(a * 30 + " " + b * 29 for a, b in ("ab", "cd", "ef", "gh"))  # four full lines
BELOW = rule(60, 700, 180, 700)


def said(*pages: str) -> list[str]:
    """The lines that are not empty; a page's edge is a bar."""
    text = reading.read("a.pdf", pdf(*pages)).text
    return [line for line in text.replace("\f", "‖").split("\n") if line]


def note(y: float, number: str, *words: str, raised: bool = True) -> str:
    """A note in small letters."""
    mark = show(60, y - 3, number, 6) if raised else show(60, y, number, 10)
    return mark + show(65, y, words[0], 10) + lines(60, y + 12, *words[1:], size=10, step=12)


def test_notes_stand_behind_the_paragraph_that_runs_over_the_page() -> None:
    first = (
        lines(60, 100, *WIDE)
        + BELOW
        + note(715, "1", "Khoản này được sửa đổi.")
        + note(729, "2", "Điểm này", "bãi bỏ.")
    )
    second = lines(60, 60, *WIDE[:3], "hết đoạn.") + show(60, 150, "Điều 2. Hiệu lực", 14)
    assert said(first, second) == [
        " ".join(WIDE) + "‖" + " ".join(WIDE[:3]) + " hết đoạn.",
        "[1] Khoản này được sửa đổi.",
        "[2] Điểm này bãi bỏ.",
        "Điều 2. Hiệu lực",
    ]


def test_notes_stand_at_the_end_of_a_page_that_ends_with_a_paragraph() -> None:
    first = lines(60, 100, *WIDE, "Hết đoạn.") + note(715, "1", "Khoản này được sửa đổi.")
    assert said(first, show(60, 300, "Trang sau."))[1:] == ["[1] Khoản này được sửa đổi.", "‖Trang sau."]


def test_a_number_that_is_not_raised_is_known_under_a_rule() -> None:
    drawn = lines(60, 100, *WIDE, "Hết đoạn.") + BELOW + note(715, "3", "Khoản này được sửa đổi.", raised=False)
    assert said(drawn)[1:] == ["[3] Khoản này được sửa đổi."]


def test_recipients_in_small_letters_and_underlined_words_are_no_notes() -> None:
    body = lines(60, 100, *WIDE, "Hết đoạn.")
    end = (
        show(60, 600, "Nơi nhận:", 12)
        + rule(60, 602, 114, 602)
        + lines(60, 615, "- Như Điều 2;", "- Lưu: VT.", size=10)
    )
    assert said(body + end)[1:] == ["Nơi nhận:", "- Như Điều 2;", "- Lưu: VT."]
