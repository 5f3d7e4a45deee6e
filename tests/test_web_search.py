"""The first page, search with its suggestions, and the pages of agencies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from queries.stores.protocols import Store
from tests.web import client, served, visit
from viz.web import finding
from viz.web.held import Held

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = {"accept": "text/html"}
AGENCY = "/agency/so-noi-vu-quang-tri-1989"


def suggested(store: Path, typed: str) -> dict[str, list[dict[str, Any]]]:
    told = client(store).get("/suggest", params={"q": typed}).json()
    return {group["kind"]: group["items"] for group in told["groups"]}


def said(parts: list[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in parts)


def test_suggestions_lead_to_documents_agencies_and_places(sample_store: Path) -> None:
    document = suggested(sample_store, "76 nq cp")["document"][0]
    assert document["href"] == "/doc/chinh-phu/2021/76-nq-cp" and not document["held"] and document["code"] == "NQ"
    assert ["76/NQ-CP", True] in document["label"]
    groups = suggested(sample_store, "so noi vu")
    assert groups["agency"][0]["href"] == AGENCY
    assert all("#c" in item["href"] for item in groups["task"] + groups["sentence"])
    assert [len(groups[kind]) for kind in ("task", "sentence")] == [4, 4]
    assert suggested(sample_store, "") == suggested(sample_store, "zzqqxx") == {}


@pytest.mark.parametrize("typed", ['"', "a AND (", "%00", "\x00", "💥" * 50, "x" * 10_000])
def test_whatever_is_typed_is_answered(sample_store: Path, typed: str) -> None:
    asked = client(sample_store)
    assert asked.get("/suggest", params={"q": typed}).status_code == 200
    assert asked.get("/search", params={"q": typed}, headers=PAGE).status_code == 200


def test_a_query_that_is_one_documents_number_offers_it_large(sample_store: Path) -> None:
    page = client(sample_store).get("/search", params={"q": "22/KH-UBND"}, headers=PAGE).text
    assert page.count('class="card exact"') == 1
    assert page.index("Kế hoạch <mark>22/KH-UBND</mark>") < page.index('id="of-sentence"')


def test_one_kind_goes_on_page_by_page_and_counts_stay(sample_store: Path) -> None:
    asked = client(sample_store)
    pages = [
        asked.get("/search", params={"q": "hanh chinh", "kind": "sentence", "page": page}, headers=PAGE).text
        for page in (1, 2)
    ]
    assert 'rel="next"' in pages[0] and 'rel="prev"' in pages[1] and "<mark>hành</mark>" in pages[0]
    places = [{part.partition('"')[0] for part in page.split('href="/doc/') if "#c" in part[:200]} for page in pages]
    assert len(places[0]) > 10 and places[0] != places[1]
    assert asked.get("/search", params={"q": "a", "kind": "nothing"}, headers=PAGE).status_code == 400


def test_nothing_found_tells_where_it_was_looked_for_and_what_it_may_have_been(sample_store: Path) -> None:
    page = client(sample_store).get("/search", params={"q": "76/NQ-CQ <b>"}, headers=PAGE).text
    assert (
        "Không tìm thấy" in page
        and "phần còn lại của toàn văn thì chưa tìm" in page
        and "Có thể là" in page
        and "76/NQ-CP" in page
    )
    assert "<b>”" not in page


def test_the_first_page_tells_the_state_of_the_corpus(sample_store: Path) -> None:
    page = client(sample_store).get("/", headers=PAGE).text
    assert "<b>5</b> <span>văn bản có toàn văn" in page and "<b>4</b> <span>chỗ mâu thuẫn" in page
    assert page.index("Kế hoạch 14/KH-VP") < page.index("Kế hoạch 22/KH-UBND") < page.index("Nghị quyết 76/NQ-CP")


def test_an_agency_with_its_duties_tasks_and_what_became_of_it(sample_store: Path) -> None:
    asked = client(sample_store)
    page = asked.get(AGENCY, headers=PAGE).text
    assert "<h1>Sở Nội vụ tỉnh Quảng Trị</h1>" in page and "PAR INDEX" in page and "duy trì, nâng cao" in page
    assert "Sở Lao động - Thương binh và Xã hội" in page and "01/03/2025" in page
    issuer = asked.get("/agency/ubnd-tinh-quang-tri-1989", headers=PAGE).text
    assert "Kế hoạch 22/KH-UBND" in issuer and "có toàn văn" in issuer
    assert asked.get("/agency/no-such-thing", headers=PAGE).status_code == 404


def test_a_store_that_does_not_tell_its_changes_is_indexed_once_for_a_while(
    sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Held, "_version", lambda _: "")
    made: list[Store] = []
    make = finding._make
    monkeypatch.setattr(finding, "_make", lambda store: made.append(store) or make(store))
    asked = client(sample_store)
    for _ in range(3):
        assert asked.get("/suggest", params={"q": "76"}).json()["groups"]
    assert len(made) == 1
    monkeypatch.setattr(finding, "AGE", -1.0)
    assert asked.get("/", headers=PAGE).status_code == 200
    assert len(made) == 2


def test_a_suggestion_is_chosen_with_keys(sample_store: Path, browser: Browser) -> None:
    with served(sample_store) as address, visit(browser, address) as seen:
        seen.go("/")
        seen.is_accessible()
        field = seen.page.locator("#q")
        seen.page.keyboard.press("/")
        seen.page.keyboard.type("76 nq cp", delay=20)
        seen.page.locator("[role=option]").first.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        assert "gợi ý" in seen.text("form[data-suggest] [role=status]")
        seen.is_accessible()
        seen.page.keyboard.press("ArrowDown")
        chosen = seen.page.locator("[role=option][aria-selected=true]")
        assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
        assert "Nghị quyết 76/NQ-CP" in chosen.inner_text()
        seen.page.keyboard.press("Escape")
        assert field.get_attribute("aria-expanded") == "false" and field.input_value() == "76 nq cp"
        seen.page.keyboard.press("ArrowDown")
        seen.page.locator("[role=option]").first.wait_for()
        seen.page.keyboard.press("ArrowDown")
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_url("**/doc/chinh-phu/2021/76-nq-cp")
        seen.is_clean()


def test_results_and_agencies_on_a_phone_in_the_dark(sample_store: Path, browser: Browser) -> None:
    with served(sample_store) as address, visit(browser, address, view="phone", theme="dark") as seen:
        for path in ("/", "/search?q=cai+cach", AGENCY):
            seen.go(path)
            assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
            seen.is_accessible()
        seen.page.locator("#q").fill("so noi vu")
        seen.page.locator("[role=option]", has_text="Sở Nội vụ").first.wait_for()
        seen.page.locator("[role=option]").last.click()
        seen.page.wait_for_url("**/search?q=so+noi+vu")
        seen.is_clean()
