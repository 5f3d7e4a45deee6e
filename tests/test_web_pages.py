"""Every page of the web application in a real browser: both themes, a desk and a phone; nothing of a document runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from graph_cli import loading
from queries import references
from queries.stores.opening import open_reader
from tests.test_browser import PAYLOADS
from tests.web import VIEWS, served, visit
from viz.web.pages import address

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAN = "22/KH-UBND"
PAGES = (
    "/",
    "/search?q=cai+cach",
    "/search?q=kh%C3%B4ng-c%C3%B3-g%C3%AC-nh%C6%B0-th%E1%BA%BF",
    "PLAN",
    "GHOST",
    "AGENCY",
    "/lineage",
    "/lineage?ref=22%2FKH-UBND",
    "/lineage?ref=000&to=76%2FNQ-CP",
    "/overview",
    "/indices",
    "/indices?as_of=2025-07-01",
    "/tasks",
    "/gaps",
    "/gaps?show=conflicts",
    "/query",
    "/review",
    "/upload",
    "/api",
    "/no-such-page",
)
NOT_FOUND = "/no-such-page"
# What a browser says itself of an answer that is no 200.
_SAID_BY_BROWSER = "Failed to load resource"


@pytest.fixture(scope="module")
def there(sample_store: Path) -> Iterator[str]:
    with served(sample_store) as address_:
        yield address_


@pytest.fixture(scope="module")
def places(sample_store: Path) -> dict[str, str]:
    """The addresses of a document that is held, of one that is only cited, and of an agency."""
    store = open_reader(str(sample_store))
    plan, ghost = references.find(store, PLAN), references.find(store, "76/NQ-CP")
    assert plan.issuer_iri
    return {"PLAN": address(plan.iri), "GHOST": address(ghost.iri), "AGENCY": address(plan.issuer_iri)}


@pytest.mark.parametrize(("view", "theme", "lang"), [("desk", "light", "vi"), ("phone", "dark", "en")])
def test_every_page_is_clean_and_can_be_used_by_all(
    browser: Browser, there: str, places: dict[str, str], view: str, theme: str, lang: str
) -> None:
    with visit(browser, there, view=view, theme=theme) as seen:
        for path in PAGES:
            where = places.get(path, path)
            seen.go(f"{where}{'&' if '?' in where else '?'}lang={lang}")
            if path == NOT_FOUND:
                seen.troubles[:] = [each for each in seen.troubles if _SAID_BY_BROWSER not in each]
            assert seen.page.locator("h1").count() == 1, path
            assert seen.page.evaluate("document.documentElement.lang") == lang
            wide = seen.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= VIEWS[view][0], f"{path} is {wide} wide"
            assert seen.troubles == [], path
            assert seen.elsewhere == [], path
            seen.is_accessible()


def letter(number: int, payloads: list[str]) -> str:
    """A letter in whose every part something stands that wants to run."""
    title, agency, citation, task, more = payloads
    return f"""UBND TỈNH QUẢNG TRỊ
SỞ NỘI VỤ {agency}

Số: {number}/SNV-CCHC
Quảng Trị, ngày 12 tháng 5 năm 2023
V/v tuyên truyền cải cách hành chính {title}

Kính gửi: Các sở, ban, ngành {agency}

Thực hiện Kế hoạch số 22/KH-UBND ngày 31/01/2023 của UBND tỉnh về {citation} năm 2023, Sở Nội vụ đề nghị:
1. Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch và Đầu tư {task} trước ngày 30/11/2023.
2. Sở Nội vụ theo dõi, nâng cao Chỉ số PAPI {more}.

GIÁM ĐỐC
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for number in range(0, len(PAYLOADS), 5):
        (folder / f"<img src=x onerror=alert({number})>.txt").write_text(
            letter(number + 1, PAYLOADS[number : number + 5])
        )
    loading.load(folder / "store", list(loading.originals([folder])))
    return folder / "store"


def test_nothing_of_a_document_runs_on_any_page(browser: Browser, hostile: Path) -> None:
    reader = open_reader(str(hostile))
    letters = [references.find(reader, f"{number}/SNV-CCHC") for number in range(1, len(PAYLOADS), 5)]
    documents = [address(each.iri) for each in letters]
    pictures = [f"/lineage?ref={quote(each.iri)}" for each in letters[:3]]
    searches = [f"/search?q={quote(payload)}" for payload in PAYLOADS[:6]]
    pages = ["/", *documents, *pictures, *searches, "/overview", "/indices", "/tasks", "/gaps", "/query", "/review"]
    with served(hostile) as there, visit(browser, there) as seen:
        for path in pages:
            seen.go(path)
            assert seen.page.evaluate("document.documentElement.dataset.xss") is None, path
        seen.is_clean()
