"""The query page as people use it: a named question by keyboard, queries of one's own, Cypher, files to take away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from tests.hostile import CROSS
from tests.web import client, served, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HTML = {"accept": "text/html"}
FORMULA = "SELECT ('=1+1' AS ?x) (0.5 AS ?n) {}"


@pytest.fixture(scope="module")
def service(sample_store: Path) -> Iterator[TestClient]:
    with client(sample_store) as asked:
        yield asked


@pytest.fixture(scope="module")
def own_store(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which the tables for Cypher may be made."""
    return Path(shutil.copytree(sample_store, tmp_path_factory.mktemp("query") / "store", symlinks=True))


def test_a_question_of_ones_own_and_its_state_go_into_the_address(service: TestClient) -> None:
    sent = service.post("/query", data={"q": FORMULA, "language": "sparql"}, follow_redirects=False)
    assert sent.status_code == 303
    shown = service.get(sent.headers["location"], headers=HTML)
    assert '<td class="number">0.5</td>' in shown.text


def test_a_long_text_is_answered_too(service: TestClient) -> None:
    shown = service.post("/query", data={"q": FORMULA + "#" * 5000, "language": "sparql"}, headers=HTML)
    assert (shown.status_code, "=1+1" in shown.text) == (200, True)


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ({"q": "SELECT * {\n ?s ?p"}, 400, 'data-line="2"'),
        ({"q": "ASK { SERVICE <http://x/> {} }"}, 403, "SERVICE"),
        ({"q": "INSERT DATA { <a:a> <a:b> 1 }"}, 403, "INSERT"),
        ({"name": "lineage_up", "p.document": "999999/XX-YY"}, 400, "999999/XX-YY"),
        ({"q": "MATCH (a) DELETE a", "language": "cypher"}, 403, "DELETE"),
    ],
)
def test_what_goes_wrong_is_told_on_the_page(
    service: TestClient, asked: dict[str, str], status: int, said: str
) -> None:
    shown = service.get("/query", params=asked, headers=HTML)
    assert shown.status_code == status
    assert said in shown.text
    assert 'id="result"' in shown.text


def test_what_is_typed_is_text_and_never_markup(service: TestClient) -> None:
    shown = service.get("/query", params={"q": "SELECT ('<b>x</b>' AS ?x) {} #</textarea><script>"}, headers=HTML)
    assert "<b>x</b>" not in shown.text and "</textarea><script>" not in shown.text


def test_a_page_shows_the_first_rows_and_says_so(service: TestClient) -> None:
    shown = service.get("/query", params={"q": "SELECT * { ?s ?p ?o }"}, headers=HTML)
    assert "chỉ hiện 500 dòng đầu" in shown.text
    assert shown.text.count("<tr>") == 501


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", "\ufeffx,n\r\n'=1+1,0.5"), ("tsv", '?x\t?n\n"=1+1"'), ("json", '{"head":{"vars":["x","n"]}')],
)
def test_files_are_whole_and_safe(service: TestClient, form: str, begins: str) -> None:
    answer = service.post("/query/download", data={"q": FORMULA, "language": "sparql", "format": form})
    assert answer.content.decode().startswith(begins)
    assert f'filename="query.{form}"' in answer.headers["content-disposition"]


def test_a_named_question_as_a_file(service: TestClient) -> None:
    asked = {"name": "owners", "p.index": "SIPAS", "format": "csv"}
    answer = service.post("/query/download", data=asked)
    assert "agency,agency_name" in answer.text.partition("\r\n")[0]
    assert service.post("/query/download", data={**asked, "format": "exe"}).status_code == 400


def test_the_page_by_keyboard(browser: Browser, own_store: Path, tmp_path: Path) -> None:
    with served(own_store) as address, visit(browser, address) as seen:
        page = seen.page
        seen.go("/query")
        page.get_by_label("Câu hỏi", exact=True).select_option("lineage_up")
        page.get_by_role("button", name="Chọn").press("Enter")
        page.get_by_label("Văn bản", exact=True).fill("22/KH-UBND")
        page.keyboard.press("Enter")
        page.locator(".answer").wait_for()
        assert "name=lineage_up" in page.url
        assert page.locator(".answer tbody tr").count() > 5
        with page.expect_download() as taken:
            page.get_by_role("button", name="CSV").press("Enter")
        taken.value.save_as(tmp_path / "answer.csv")
        assert (tmp_path / "answer.csv").read_bytes().startswith(b"\xef\xbb\xbfstatement")
        seen.is_accessible()

        seen.go("/query")
        editor = page.get_by_role("textbox", name="Câu truy vấn")
        editor.focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("CONSTRUCT WHERE { ?a <https://w3id.org/cancu/ontology#implements> ?b }")
        page.keyboard.press("Control+Enter")
        page.locator("svg a").first.wait_for()
        assert page.locator("svg line").count() > 5

        page.get_by_label("Ngôn ngữ").select_option("cypher")
        editor.focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("MATCH (a:Task) RETURN count(*) AS tasks")
        page.keyboard.press("Tab")  # leaves the editor
        page.keyboard.press("Enter")
        page.wait_for_url("**language=cypher**", timeout=120_000)  # the tables are made first
        assert seen.text(".answer tbody td") == "136"
        seen.is_clean()


# Presses the button while the answer is waited for; the page must still be there afterwards.
_STOPS = """() => setTimeout(() => {
  const note = document.getElementById("running"), shown = !note.hidden;
  document.querySelector("form.own .stop").click();
  window.stopped = { shown, after: !note.hidden };
}, 1500)"""


def test_a_query_can_be_stopped(browser: Browser, sample_store: Path) -> None:
    with served(sample_store) as address, visit(browser, address, view="phone", theme="dark") as seen:
        page = seen.page
        seen.go("/query")
        page.get_by_role("textbox", name="Câu truy vấn").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}")
        page.evaluate(_STOPS)
        page.keyboard.press("Control+Enter")
        for _ in range(100):  # a function to wait for would be a text that the page's policy does not run
            if page.evaluate("window.stopped || null"):
                break
            page.wait_for_timeout(100)
        assert page.evaluate("window.stopped") == {"shown": True, "after": False}
        seen.is_accessible()
        seen.is_clean()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
