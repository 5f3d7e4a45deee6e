"""The page that shows a document as it was read: every mark in its place, all values told, nothing runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_cli.main import run as cancu_run
from loaders import pipeline
from loaders.source import Sighted, SourceFile
from ontology.record_json import as_object
from tests.test_browser import PAYLOADS, Watched, watch
from viz import marked_page
from viz.marked_text import leaves
from viz.marks import marks
from viz.style import DARK_PAPER, LIGHT_PAPER, READABLE, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAN = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Trị, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Cải cách hành chính năm 2024

Thực hiện Quyết định số 76/QĐ-TTg ngày 15/7/2021 của Thủ tướng Chính phủ, UBND tỉnh ban hành kế hoạch như sau:

I. NHIỆM VỤ

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |
| 1 | Nâng cao Chỉ số PCI của tỉnh | Sở Nội vụ | Sở Y tế | Quý III/2024 |
"""


def read(text: str = PLAN, **more: Any) -> tuple[SourceFile, dict[str, Any]]:
    source = pipeline.read_bytes("kế hoạch.txt", text.encode())
    record = json.loads(json.dumps(as_object(pipeline.extract(source))))
    fields = {"name": source.name, "sha256": source.sha256, "media_type": source.media_type, "text": text}
    return SourceFile(**{**fields, **more}), record


def test_every_kind_of_statement_is_a_mark_on_its_own_words() -> None:
    source, record = read()
    found = [(mark.kind, source.text[slice(*mark.ranges[0])]) for mark in marks(record, source.text)]
    assert {
        ("field", "45/KH-UBND"), ("field", "Cải cách hành chính năm 2024"),
        ("implements", "Quyết định số 76/QĐ-TTg ngày 15/7/2021 của Thủ tướng Chính phủ"),
        ("task", "Nâng cao Chỉ số PCI của tỉnh"), ("lead", "Sở Nội vụ"), ("coordinate", "Sở Y tế"),
        ("deadline", "Quý III/2024"),
    } <= set(found)  # fmt: skip


def shown(text: str, ranges: list[tuple[int, int, int]], pages: tuple[int, ...] = ()) -> list[str]:
    """The lines of the page, marks in brackets with their numbers."""
    said = []
    for leaf in leaves(text, pages, ranges):
        for block in leaf.blocks:
            cells = ["".join(t.text or (f"{t.mark}[" if t.mark is not None else "]") for t in c) for c in block.cells]
            said.append(f"{leaf.number or ''}{' / '.join(cells)}")
    return said


NESTINGS = [
    ("one in another", [(0, 9, 0), (2, 5, 1)], ["0[ab1[cde]fghi]j"]),
    ("one over the end of another", [(0, 5, 0), (3, 8, 1)], ["0[abc1[de]]1[fgh]ij"]),
    ("at one place", [(2, 4, 0), (2, 4, 1)], ["ab0[1[cd]]efghij"]),
    ("side by side", [(0, 2, 0), (2, 4, 1)], ["0[ab]1[cd]efghij"]),
    ("to the very end", [(8, 10, 0)], ["abcdefgh0[ij]"]),
    ("two stretches of one mark that overlap", [(0, 4, 0), (2, 6, 0)], ["0[abcdef]ghij"]),
]


@pytest.mark.parametrize(("situation", "ranges", "lines"), NESTINGS, ids=[n[0] for n in NESTINGS])
def test_marks_are_nested_and_never_cross(situation: str, ranges: list[tuple[int, int, int]], lines: list[str]) -> None:
    assert shown("abcdefghij", ranges) == lines


def test_marks_go_over_lines_cells_and_pages() -> None:
    text = "ab\n| cd | ef |\n\fgh"
    assert shown(text, [(1, 18, 0)], (0, 15)) == ["1a0[b]", "10[cd] / 0[ef]", "1", "20[gh]"]


@settings(max_examples=150, deadline=None)
@given(
    text=st.text("ab |\n\f", max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_whatever_overlaps_each_character_is_shown_once_and_all_is_closed(
    text: str, spans: list[tuple[int, int]]
) -> None:
    ranges = [(a, b, n) for n, (a, b) in enumerate(spans) if a < b <= len(text)]
    said = ""
    for leaf in leaves(text, (), ranges):
        for block in leaf.blocks:
            for cell in block.cells:
                depth = 0
                for token in cell:
                    depth += (token.mark is not None) - (token.mark is None and not token.text)
                    said += token.text
                    assert depth >= 0
                assert depth == 0
    assert [c for c in said if c in "ab"] == [c for c in text if c in "ab"]


def test_each_colour_can_be_read_on_both_papers() -> None:
    for colour in marked_page.COLOURS.values():
        assert contrast(colour, LIGHT_PAPER) >= READABLE
        assert contrast(marked_page._lighter(colour), DARK_PAPER) >= READABLE


def test_every_kind_and_key_has_a_word_in_both_languages() -> None:
    source, record = read()
    vi, en = marked_page.wording("vi"), marked_page.wording("en")
    assert vi.keys() == en.keys() >= marked_page.COLOURS.keys()
    assert {key for mark in marks(record, source.text) for key, _ in mark.values} <= vi.keys()


def opened(browser: Browser, source: SourceFile, record: dict[str, Any], folder: Path, **look: Any) -> Watched:
    target = folder / "page.html"
    marked_page.write(source, record, target, lang=look.pop("lang", "vi"))
    return watch(browser, target, until="attached", **{"viewport": {"width": 1400, "height": 900}, **look})


@pytest.fixture
def plan(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    watched = opened(browser, *read(), tmp_path)
    yield watched
    assert watched.troubles == []
    assert [url for url in watched.requests if not url.startswith("file:")] == []


def test_hovering_and_clicking_tell_the_values(plan: Watched) -> None:
    page = plan.page
    mark = page.locator("mark.k-implements")
    mark.hover()
    for words in ("Thực hiện, triển khai", "76/QĐ-TTg", "2021-07-15", "Thủ tướng Chính phủ", "0.9"):
        assert words in plan.text("#card")
    page.mouse.move(5, 5)
    page.locator("#card").wait_for(state="hidden")
    mark.click()
    page.mouse.move(5, 5)
    assert page.locator("#card").is_visible() and page.locator("mark.picked").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_nested_marks_are_told_together_and_tables_are_tables(plan: Watched) -> None:
    page = plan.page
    assert page.locator("td").count() == 10
    page.locator("mark.k-index, mark.k-responsibility").first.click()
    assert page.locator("#card section").count() >= 2
    assert {"Nhiệm vụ", "Trách nhiệm về chỉ số"} <= set(page.locator("#card h3").all_inner_texts())


def test_the_list_leads_to_the_words_and_can_be_filtered(plan: Watched) -> None:
    page = plan.page
    page.fill("#search", "quyet dinh 76")
    (found,) = page.locator("nav li:visible").all_inner_texts()
    assert found.split()[:3] == ["Quyết", "định", "76/QĐ-TTg"]
    page.locator("nav li:visible a").click()
    assert page.evaluate("document.activeElement.textContent").startswith("Quyết định số 76/QĐ-TTg")
    assert page.locator("nav a[aria-current]").count() == 1


def test_kinds_are_counted_and_switched(plan: Watched) -> None:
    page = plan.page
    counted = int(page.locator("label:has([data-kind=field]) b").inner_text())
    assert counted == page.locator("[data-group=field] li").count() > 4
    page.uncheck("[data-kind=field]")
    ground = "getComputedStyle(document.querySelector('mark.k-field')).backgroundColor"
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"
    assert page.locator("[data-group=field]").is_hidden()
    page.keyboard.press("n")
    assert "Trường của văn bản" not in plan.text("#card h3")


def test_keys_go_from_mark_to_mark(plan: Watched) -> None:
    page = plan.page
    seen = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["m0", "m1", "m0"]


def test_what_is_doubtful_can_be_seen_alone(browser: Browser, tmp_path: Path) -> None:
    source, record = read()
    record["citations"][0]["confidence"] = 0.4
    page = opened(browser, source, record, tmp_path).page
    page.check("#only-doubtful")
    assert page.locator("nav li:visible").count() == 1
    page.locator("mark.low").click()
    assert "độ tin cậy thấp" in page.locator("#card").inner_text()


def test_pages_and_words_recognised_with_doubt(browser: Browser, tmp_path: Path) -> None:
    at = PLAN.index("KẾ HOẠCH")
    words = (Sighted(at, at + 2, 0.3), Sighted(at + 3, at + 7, 0.99))
    source, record = read(pages=(0, at), words=words)
    watched = opened(browser, source, record, tmp_path, lang="en", color_scheme="dark")
    assert watched.page.locator("section h2").all_inner_texts() == ["Page 1", "Page 2"]
    assert watched.page.locator("mark.unsure").all_inner_texts() == ["KẾ"]
    assert watched.troubles == []


def test_it_fits_a_phone(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, *read(), tmp_path, viewport={"width": 360, "height": 740}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("mark.k-implements").click()
    box = page.locator("#card").bounding_box()
    assert box is not None and box["width"] >= 350 and box["y"] > 300


def test_nothing_from_a_document_runs(browser: Browser, tmp_path: Path) -> None:
    text = PLAN + "\n\n".join(PAYLOADS) + "\n" + "".join(f"| {each} | x |\n" for each in PAYLOADS)
    _, record = read()
    first = record["citations"][0]
    spots = [(text.index(each), text.index(each) + max(2, len(each) // 2)) for each in PAYLOADS]
    hostile = [
        first | {"start": a, "end": b, "title": each, "number": each, "issuer": each, "rule": each, "trigger": each}
        for each, (a, b) in zip(PAYLOADS, spots, strict=True)
    ]
    record |= {"citations": hostile, "warnings": PAYLOADS}
    source = SourceFile(name=PAYLOADS[12], sha256=PAYLOADS[0], media_type=PAYLOADS[1], text=text, pages=(0, 40))
    watched = opened(browser, source, record, tmp_path)
    page = watched.page
    for number in range(page.evaluate("data.length")):
        page.evaluate(f"go({number})")
    for payload in PAYLOADS:
        page.fill("#search", payload)
        page.evaluate("(hash) => { location.hash = hash; }", payload)
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.dataset.xss") is None
    assert watched.troubles == []
    assert [url for url in watched.requests if not url.startswith("file:")] == []
    assert page.locator("script:not([type])").count() == 1
    assert page.locator("img, iframe, object, svg, video, base, link, [style]:not(#card)").count() == 0
    assert all(payload.split("\u2028")[0] in page.locator("#text").inner_text() for payload in PAYLOADS[:12])


def test_the_command_writes_the_page_of_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, page = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text(PLAN, "utf-8")
    assert cancu_run(["--lang", "en", "extract", str(path), "--debug-html", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert cancu_run(["extract", str(path), str(path), "--debug-html", str(page)]) == 2
    assert "a.html" in capsys.readouterr().out
