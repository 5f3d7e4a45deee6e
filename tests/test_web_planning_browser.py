"""A planner's main task in a browser, by clicks and keys; the pages on a phone, in the dark, on paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web import served, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("/indices", "/indices?index=PCI", "/tasks?as_of=2023-09-25", "/gaps?show=references", "/gaps?show=conflicts")


@pytest.fixture(scope="module")
def address(sample_store: Path) -> Iterator[str]:
    with served(sample_store) as found:
        yield found


def test_a_planner_finds_owners_deadlines_and_contradictions(browser: Browser, address: str) -> None:
    with visit(browser, address) as seen:
        page = seen.page
        seen.go("/indices?as_of=2025-06-01")
        seen.is_accessible()
        _owner_of_papi(page)
        page.get_by_role("navigation").get_by_role("link", name="Nhiệm vụ").click()
        _tasks_of_an_agency(page)
        seen.is_accessible()
        page.get_by_role("link", name="Thiếu và mâu thuẫn").click()
        seen.is_accessible()
        page.get_by_role("link", name="Mâu thuẫn 4").click()
        assert page.locator("mark").all_inner_texts()[:4] == ["2022", "23/6/2022", "2023", "23/6/2023"]
        page.locator(".side figcaption a").first.click()
        assert "#c" in page.url
        seen.is_clean()


def _owner_of_papi(page: Page) -> None:
    """Open the sentence by keys, close it, and go to the index's own page."""
    row = page.locator("tr", has=page.get_by_role("link", name="PAPI", exact=True))
    owner = row.locator("summary").first
    owner.focus()
    page.keyboard.press("Enter")
    assert "Tham mưu duy trì và nâng cao" in row.locator(".panel").first.inner_text()
    page.keyboard.press("Escape")
    assert not row.locator(".panel").first.is_visible()
    row.get_by_role("link", name="PAPI", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("PAPI")
    assert page.locator("#targets").get_by_text("nhóm 20 tỉnh đứng đầu").is_visible()


def _tasks_of_an_agency(page: Page) -> None:
    """What the agency leads that is due by a day, also to take away."""
    page.get_by_label("Cơ quan", exact=True).fill("so noi vu")
    page.get_by_label("Vai").select_option("lead")
    page.get_by_label("đến ngày", exact=True).fill("2023-11-30")
    page.get_by_label("Cơ quan", exact=True).press("Enter")
    page.wait_for_url("**role=lead**")
    assert page.locator(".task").count() == 2
    assert page.locator(".task .head strong").all_inner_texts() == ["Quý 1/2023", "Hoàn thành trước quý IV/2023"]
    with page.expect_download() as taken:
        page.get_by_role("link", name="Bảng tính (CSV)").click()
    rows = list(csv.DictReader(Path(taken.value.path()).read_text("utf-8-sig").splitlines()))
    assert [row["last_day"] for row in rows] == ["2023-03-31", "2023-09-30"]
    page.get_by_role("link", name="Bảng", exact=True).click()
    assert page.get_by_role("table").locator("tbody tr").count() == 2


def test_the_pages_fit_a_phone_in_the_dark_and_a_sheet_of_paper(browser: Browser, address: str) -> None:
    with visit(browser, address, view="phone", theme="dark") as seen:
        for path in PAGES:
            seen.go(path)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390, path
            seen.is_accessible()
        seen.page.emulate_media(media="print")
        assert not seen.page.locator("form.fields").is_visible()
        seen.is_clean()
