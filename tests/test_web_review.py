"""A person's whole way through the pages: signing in, sending a file, rejecting a statement, taking that back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_reviews import first_step, listed, open_reference
from tests.web import client, served, visit
from tests.writing import BEARER, FOR_PEOPLE, OURS, PERSON, TOKEN, signed_in, writable, writer
from viz.web.tokens import digest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DECREE = (
    "CHÍNH PHỦ\nSố: 99/2019/NĐ-CP\nHà Nội, ngày 03 tháng 04 năm 2019\nNGHỊ ĐỊNH\nQuy định về việc thử nghiệm\n"
    "Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;\n"
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;\nĐiều 1. Phạm vi điều chỉnh\n"
)


@pytest.fixture
def store(tmp_path: Path, sample_store: Path) -> Path:
    path = tmp_path / "store"
    shutil.copytree(sample_store, path, symlinks=True)
    return path


def form(store: Path, **more: str) -> dict[str, Any]:
    return {"statement": first_step(store).iri, "decision": "reject", "reason": "chỉ nhắc lại", **more}


def test_only_who_may_write_decides(store: Path) -> None:
    said = form(store)
    assert client(store).post("/review", data=said, headers=BEARER).status_code == 403
    unreviewed = client(store, tokens={digest(TOKEN): PERSON})
    assert unreviewed.post("/review", data=said, headers=BEARER).status_code == 403
    asked = writer(store)
    assert asked.post("/review", data=said).status_code == 401
    assert asked.post("/review", data=said, headers={**BEARER, "origin": "http://evil.example"}).status_code == 403
    assert asked.post("/review", data={**said, "reason": " "}, headers=BEARER).status_code == 400
    assert asked.post("/review", data={**said, "statement": "> } DROP ALL"}, headers=BEARER).status_code == 400
    assert asked.post("/review", data={**said, "decision": "perhaps"}, headers=BEARER).status_code == 400
    assert listed(store) == {}


def test_a_program_decides_and_takes_back(store: Path) -> None:
    asked = writer(store)
    number = asked.post("/review", data=form(store), headers=BEARER).json()["review"]
    assert listed(store)[number].reviewer == PERSON
    picture = asked.get("/lineage", params={"ref": "000"})
    assert "bị bác khi rà soát" in picture.text and PERSON in picture.text
    assert asked.post("/review", data=form_of_same(store, number), headers=BEARER).status_code == 400
    assert asked.post(f"/review/{number}/take-back", headers=BEARER).status_code == 201
    assert asked.post(f"/review/{number}/take-back", headers=BEARER).status_code == 400
    assert not listed(store)[number].stands


def form_of_same(store: Path, number: str) -> dict[str, str]:
    return {"statement": listed(store)[number].targets[0], "decision": "confirm", "reason": ""}


def test_a_decision_leads_back_to_the_page_and_to_no_other_site(store: Path) -> None:
    asked, (reference, document) = signed_in(store), open_reference(store)
    said = {"reference": reference, "document": document, "decision": "confirm", "next": "//evil.example"}
    answer = asked.post("/review", data=said, headers={**OURS, **FOR_PEOPLE}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert [each.confirmed for each in listed(store).values()] == [True]


def test_from_signing_in_to_taking_back(browser: Browser, store: Path, tmp_path: Path) -> None:
    sent = tmp_path / "nghi-dinh.txt"
    sent.write_text(DECREE, "utf-8")
    with served(store, **writable(store)) as address, visit(browser, address) as seen:
        page = seen.page
        seen.go("/upload")
        page.get_by_role("main").get_by_role("link", name="Đăng nhập").click()
        page.get_by_label("Mã truy cập").fill(TOKEN)
        page.get_by_label("Mã truy cập").press("Enter")
        page.get_by_label("Chọn tệp văn bản").set_input_files(sent)
        page.get_by_role("button", name="Tải lên").click()
        page.get_by_role("link", name="nghi-dinh.txt").click()
        assert "99/2019/NĐ-CP" in seen.text("h1")
        seen.go("/search?q=99/2019")
        assert "99/2019/NĐ-CP" in seen.text("main")
        page.go_back()
        statement = page.locator(".statement", has_text="76/NQ-CP").first
        statement.get_by_text("Rà soát").click()
        statement.get_by_label("Lý do").fill("Không phải căn cứ của văn bản này.")
        seen.is_accessible()
        statement.get_by_role("button", name="Bác").click()
        marked = page.locator(".statement", has_text="76/NQ-CP").first
        assert PERSON in marked.inner_text() and "Không phải căn cứ" in marked.inner_text()
        seen.go("/review?part=decided")
        assert "Đã bác" in seen.text("article")
        seen.is_accessible()
        page.get_by_role("button", name="Thu hồi").click()
        page.wait_for_url("**/review?part=decided")
        assert f"{PERSON} thu hồi" in seen.text("article")
        for part in ("open", "conflicts"):
            seen.go(f"/review?part={part}")
            seen.is_accessible()
        seen.is_clean()
    with served(store, **writable(store)) as address, visit(browser, address, view="phone", theme="dark") as seen:
        seen.go("/review")
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        seen.is_accessible()
        seen.is_clean()
