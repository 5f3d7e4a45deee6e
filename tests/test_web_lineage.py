"""The lineage view: what a person types, what the picture shows, what is told where it breaks, files of it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from tests.web import Visit, client, served, visit
from viz.web.lineage import choice as lineage_choice

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def asked(sample_store: Path) -> TestClient:
    return client(sample_store)


def shown(asked: TestClient, address: str, status: int = 200) -> str:
    answer = asked.get(address, headers=HTML)
    assert answer.status_code == status, answer.text[:500]
    return answer.text


def test_the_first_page_asks_for_a_document_and_offers_some(asked: TestClient) -> None:
    page = shown(asked, "/lineage")
    assert 'name="ref"' in page and 'name="to"' in page
    assert page.count("/lineage?ref=") >= 5


def test_several_documents_are_offered_and_none_is_taken(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=766/QĐ-TTg")
    assert "hợp với 2 văn bản" in page and "<svg" not in page
    assert "766-qd-ttg" in page


def test_what_fits_nothing_names_the_nearest(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=77/NQ-CP", 404)
    assert "Không có văn bản nào hợp với “77/NQ-CP”" in page and "Gần nhất" in page and "76/NQ-CP" in page


def test_a_spreadsheet_has_each_statement_with_its_sentence(asked: TestClient) -> None:
    answer = asked.get("/lineage.csv?ref=000")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    said = {(row["Quan hệ"], row["Văn bản cơ sở"]): row for row in rows}
    row = said["thực hiện", "Kế hoạch 219/KH-UBND ngày 21/12/2022"]
    assert row["Câu chứng minh"].startswith("Thực hiện Kế hoạch số 219/KH-UBND")
    assert not any(cell[:1] in set("=+-@") for row in rows for cell in row.values() if cell)


def test_a_drawing_stands_alone(asked: TestClient) -> None:
    root = ET.fromstring(asked.get("/lineage.svg?ref=000").text)
    texts = " ".join(root.itertext())
    assert "Dòng căn cứ của Công văn" in texts and "76/NQ-CP" in texts
    assert not [each for each in root.iter() if each.tag.endswith(("style", "script", "image", "}a"))]


def test_a_file_of_what_is_not_one_document_is_refused(asked: TestClient) -> None:
    assert asked.get("/lineage.csv?ref=766/QĐ-TTg").status_code == 404


@pytest.mark.parametrize("wrong", ["limit=9", "direction=sideways", "from=12", "state=lost", "path=0", "limit=1e9"])
def test_a_state_that_is_none_is_refused(asked: TestClient, wrong: str) -> None:
    shown(asked, f"/lineage?ref=000&{wrong}", 400)


def test_two_documents_that_no_lineage_joins(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=000&to=76/NQ-CP")
    assert "Không có dòng căn cứ nào nối hai văn bản này." in page
    assert "Quan hệ yếu hơn" in page and "Đứt ở đây" in page
    assert "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ" in page


def test_the_name_that_a_document_is_shown_by_means_it(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=Công văn (000_3b6c6109f0fe0654.txt)")
    assert "Dòng căn cứ của Công văn" in page
    assert "Kế hoạch 22/KH-UBND ngày 31/01/2023" in shown(asked, "/lineage?ref=Kế hoạch 22/KH-UBND ngày 31/01/2023")


def test_one_document_named_twice_is_told(asked: TestClient) -> None:
    assert "cùng một văn bản" in shown(asked, "/lineage?ref=000&to=000")


def test_the_state_stands_in_the_address_and_works_without_scripts(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=000&relation=implements&select=chinh-phu/2021/76-nq-cp")
    assert "76-nq-cp" not in page.partition('id="canvas"')[2].partition("</svg>")[0]
    assert "Đang lọc" in page
    key = "ubnd-tinh-quang-tri-1989/2022/219-kh-ubnd"
    panel = shown(asked, f"/lineage?ref=000&select={key}").partition('id="panel"')[2].partition("</aside>")[0]
    assert "Thực hiện Kế hoạch số 219/KH-UBND ngày 21/12/2022" in panel
    assert "Đứt ở đây" in panel and "Cùng trích yếu nhưng hai số" in panel


def test_many_are_folded_and_opened_by_a_link(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lineage_choice, "SIBLINGS", 3)
    folded = shown(asked, "/lineage?ref=22/KH-UBND")
    link = re.search(r'href="([^"]*open=up[^"]*)"', folded)
    assert link and re.search(r"\+\d+ văn bản", folded)
    opened = shown(asked, link[1].replace("&amp;", "&"))
    assert opened.count('data-node="') > folded.count('data-node="') + 3


def test_what_is_left_out_is_said(asked: TestClient) -> None:
    page = shown(asked, "/lineage?ref=22/KH-UBND&limit=10")
    assert re.search(r"Còn \d+ văn bản nữa không vẽ", page)
    page = shown(asked, "/lineage?ref=22/KH-UBND&from=2022&until=2022")
    assert re.search(r"Đang lọc: \d+ văn bản không hiện", page) and "trong số đó không rõ năm" in page


@pytest.fixture(scope="module")
def address(sample_store: Path) -> Iterator[str]:
    with served(sample_store) as at:
        yield at


def start(seen: Visit) -> None:
    """From the first page of the view to the directive and the resolution, typed."""
    seen.go("/lineage")
    seen.page.fill("#ref", "000")
    seen.page.locator("#to").press_sequentially("76/NQ-C")
    seen.page.wait_for_selector("#to-offered option", state="attached")
    assert "76/NQ-CP" in (seen.page.locator("#to-offered option").first.get_attribute("value") or "")
    seen.page.fill("#to", "76/NQ-CP")
    seen.page.press("#to", "Enter")
    seen.page.wait_for_selector(".canvas.live")


def test_a_lawyer_asks_whether_a_directive_rests_on_a_resolution(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.page
        start(seen)
        assert "Không có dòng căn cứ nào nối hai văn bản này." in seen.text(".ways")
        assert "Nghị quyết số 76/NQ-CP ngày 15/7/2021" in page.locator(".ways .way").first.text_content()
        assert page.locator(".picture .edge.path").count() == 1
        page.locator(".picture .edge.strong.conflict .word").click()
        assert "thực hiện" in seen.text("#panel .says")
        assert "Thực hiện Kế hoạch số 219/KH-UBND ngày 21/12/2022" in seen.text("#panel")
        assert "Cùng trích yếu nhưng hai số" in seen.text("#panel")
        sent = page.url
        assert "select=" in sent
        seen.is_accessible()
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden() and "select=" not in page.url
        page.locator(".filters label", has_text="thực hiện").click()
        page.wait_for_url("**relation=implements**")
        page.wait_for_selector(".canvas.live")
        assert page.locator(".picture .edge.weak:not(.path)").count() == 0
        assert page.evaluate("document.activeElement.value") == "implements"
        page.go_back(wait_until="networkidle")
        assert page.locator(".picture .edge.weak:not(.path)").count() > 3
        page.goto(sent, wait_until="networkidle")
        assert "Thực hiện Kế hoạch số 219/KH-UBND" in seen.text("#panel")
        seen.is_clean()


def test_the_picture_is_saved(browser: Browser, address: str, tmp_path: Path) -> None:
    with visit(browser, address) as seen:
        seen.go("/lineage?ref=000")
        for what, begins in (("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"\xef\xbb\xbf")):
            with seen.page.expect_download() as waited:
                seen.page.get_by_text(what, exact=True).click()
            waited.value.save_as(tmp_path / what)
            assert (tmp_path / what).read_bytes().startswith(begins)
        assert len((tmp_path / "PNG").read_bytes()) > 20_000
        seen.is_clean()


def test_the_picture_is_walked_with_keys(browser: Browser, address: str) -> None:
    with visit(browser, address, theme="dark") as seen:
        page = seen.page
        seen.go("/lineage?ref=000")
        focused = "document.activeElement.dataset.key || document.activeElement.id"
        page.locator(".picture .node.focus").focus()
        assert page.evaluate(focused).startswith("file/")
        page.keyboard.press("ArrowLeft")
        edge = page.evaluate(focused)
        assert "~" in edge
        page.keyboard.press("ArrowDown")
        assert page.evaluate(focused) not in ("", edge)
        page.keyboard.press("ArrowLeft")
        node = page.evaluate(focused)
        assert "~" not in node
        lit = page.locator(".picture .things > a.lit").count()
        assert 0 < lit < page.locator(".picture .things > a").count()
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == "panel"
        page.keyboard.press("Escape")
        assert page.evaluate(focused) == node
        seen.is_accessible()
        seen.is_clean()


def test_a_doubt_is_no_way(browser: Browser, address: str) -> None:
    """The plan that the directive carries out may be the one that is held: what that one rests on is not lit."""
    with visit(browser, address) as seen:
        seen.go("/lineage?ref=000")
        seen.page.locator(".picture .node.focus").focus()
        lit = seen.page.eval_on_selector_all(".things > a.node.lit", "found => found.map((each) => each.dataset.key)")
        assert "ubnd-tinh-quang-tri-1989/2022/219-kh-ubnd" in lit
        assert not [key for key in lit if key.endswith("/22-kh-ubnd")]


def test_on_a_phone(browser: Browser, address: str) -> None:
    with visit(browser, address, view="phone") as seen:
        start(seen)
        page = seen.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator(".picture .node.focus").click()
        box = page.locator("#panel").bounding_box()
        assert box and box["x"] == 0 and box["width"] == 390 and box["y"] > 250
        seen.is_accessible()
        seen.is_clean()


def test_on_paper(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        seen.go("/lineage?ref=000")
        seen.page.emulate_media(media="print")
        assert seen.page.locator(".filters").is_hidden() and seen.page.locator(".relations").is_visible()
        assert seen.page.locator(".picture").is_visible()
