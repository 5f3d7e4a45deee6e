"""The page of one document: what it says is proved, every mark leads to what it means, and nothing of it runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from graph_cli import loading
from ontology.namespaces import VB
from queries import document_parts, documents, references
from queries.stores.kept_text import KeptText
from queries.stores.layout import StoreFolder
from queries.stores.oxigraph import OxigraphReader
from tests.conftest import SAMPLES
from tests.test_browser import PAYLOADS
from tests.web import client, served, visit
from viz.web.document.marks import entry
from viz.web.pages import address

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PLAN = "22/KH-UBND"
PERSON = {"accept": "text/html"}


class Seen(HTMLParser):
    """A page as a reader meets it: ids, links, the words under each mark and of each leaf."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: dict[str, str] = {}
        self.leaf = ""
        self._open: list[tuple[str, str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag == "a" and "href" in told else []
        if tag not in ("br", "input", "link", "meta"):
            self._open.append((tag, told.get("data-entry", ""), "leaf" in told.get("class", "").split()))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for name in {name for _, name, _ in self._open if name}:
            self.marked[name] = self.marked.get(name, "") + data
        if any(is_leaf for *_, is_leaf in self._open):
            self.leaf += data


def letters(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def asked(sample_store: Path) -> TestClient:
    return client(sample_store)


def page_of(asked: TestClient, samples: OxigraphReader, typed: str) -> str:
    answer = asked.get(address(references.find(samples, typed).iri), headers=PERSON)
    assert answer.status_code == 200
    return answer.text


def test_the_text_stands_there_whole_with_every_mark_on_its_words(asked: TestClient, samples: OxigraphReader) -> None:
    card = references.find(samples, PLAN)
    seen = Seen(page_of(asked, samples, PLAN))
    (file,) = document_parts.files(samples, card.iri)
    text = (SAMPLES / file.name).read_text("utf-8")
    assert letters(text).replace("|", "") in letters(seen.leaf).replace("|", "")
    read = [said for said in document_parts.spoken(samples, card.iri).values() if entry(said.iri) in seen.marked]
    assert len(read) >= 10
    assert all(letters(said.surface or "") in letters(seen.marked[entry(said.iri)]) for said in read)
    first = next(task for task in document_parts.tasks(samples, card.iri))
    assert letters(first.said.description)[:40] in letters(seen.marked[entry(first.said.task)])


def test_every_mark_and_every_quotation_leads_to_a_place_of_the_page(
    asked: TestClient, samples: OxigraphReader
) -> None:
    for typed in (PLAN, "000", "003", "14/KH-VP"):
        here = address(references.find(samples, typed).iri)
        seen = Seen(page_of(asked, samples, typed))
        assert len(seen.ids) == len(set(seen.ids))
        inside = {link.removeprefix(here) for link in seen.links if link.startswith(("#", f"{here}#"))}
        assert {link[1:] for link in inside} - set(seen.ids) == set()
        assert sum(link.startswith("#c") for link in inside) >= 10


def test_what_a_page_has_no_room_for_stands_on_one_of_its_own(
    sample_store: Path, samples: OxigraphReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viz.web.document.relations.IN_ALL", 1)
    asked = client(sample_store)
    seen = Seen(page_of(asked, samples, PLAN))
    (first, *others) = [link for link in seen.links if "/said/" in link]
    assert others
    alone = asked.get(first, headers=PERSON)
    assert first.rpartition("/")[2] in Seen(alone.text).ids and "figcaption" in alone.text
    assert asked.get(first.rpartition("-")[0] + "-99").status_code == 404


def test_both_directions_are_told_in_the_words_of_legal_staff(asked: TestClient, samples: OxigraphReader) -> None:
    plan, root = page_of(asked, samples, PLAN), page_of(asked, samples, "76/NQ-CP")
    assert '<b class="relation">tuyên truyền, phổ biến</b>' in plan
    assert '<b class="relation">được cụ thể hóa bởi</b>' in root
    assert "chưa có" in root and "Vì sao" not in root.partition("<main")[0]


def test_a_document_that_is_only_cited_shows_who_cites_it(asked: TestClient, samples: OxigraphReader) -> None:
    text = page_of(asked, samples, "219/KH-UBND")
    assert "Chỉ được viện dẫn" in text
    assert "Thực hiện Kế hoạch số 219/KH-UBND" in " ".join(text.replace("<b>", "").replace("</b>", "").split())
    assert "22/KH-UBND" in text.partition("Có thể là")[2]


def test_a_reference_that_was_resolved_leads_to_what_it_means(asked: TestClient, samples: OxigraphReader) -> None:
    known = documents.cards(samples)
    reference = next(card for card in known.values() if card.resolved)
    text = asked.get(address(reference.iri), headers=PERSON).text
    notice = text.partition("được xác định là văn bản")[2].partition("</p>")[0]
    assert address(reference.resolved[0]) in notice


def test_what_does_not_exist_is_told_with_help(asked: TestClient) -> None:
    for path in ("/doc/no/such", "/doc/..%2f..%2fetc", "/doc/a%00b", "/doc/x<script>", "/doc?file=no-such.txt"):
        answer = asked.get(path, headers=PERSON)
        assert answer.status_code == 404 and "ô tìm kiếm" in answer.text
    assert asked.get(f"/doc/{'a/' * 3000}").status_code == 404


def test_a_file_leads_to_its_document(asked: TestClient, samples: OxigraphReader) -> None:
    card = references.find(samples, PLAN)
    answer = asked.get("/doc", params={"file": card.file or ""}, follow_redirects=False)
    assert answer.status_code == 302 and answer.headers["location"].startswith(address(card.iri))


def test_the_original_comes_as_it_was_and_is_only_saved(asked: TestClient) -> None:
    path = min(SAMPLES.glob("*.txt"))
    answer = asked.get(f"/file/{sha256(path.read_bytes()).hexdigest()}")
    assert answer.content == path.read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert f"filename*=UTF-8''{path.name}" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["0" * 64, "../store.json", "..%2f..%2fstore.json", "0" * 63, "A" * 64, "store.json"])
def test_no_other_file_is_given(asked: TestClient, name: str) -> None:
    assert asked.get(f"/file/{name}").status_code in (400, 404)


@pytest.fixture
def copied(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path / "store", symlinks=True))


def test_a_text_that_was_not_kept_is_read_again_and_then_kept(copied: Path, samples: OxigraphReader) -> None:
    shutil.rmtree(copied / "texts")
    assert 'id="leaves"' in page_of(client(copied), samples, PLAN)
    (file,) = document_parts.files(samples, references.find(samples, PLAN).iri)
    assert StoreFolder(copied).text(file.sha256) is not None


def test_a_text_that_quotations_do_not_fit_is_never_shown(copied: Path, samples: OxigraphReader) -> None:
    (file,) = document_parts.files(samples, references.find(samples, PLAN).iri)
    StoreFolder(copied).keep_text(file.sha256, KeptText(text="x" * 100_000))
    StoreFolder(copied).object_path(file.sha256).unlink()
    text = page_of(client(copied), samples, PLAN)
    assert "không khớp với các câu trích" in text and 'id="leaves"' not in text
    here = address(references.find(samples, PLAN).iri)
    seen = Seen(text)
    quoted = {link.removeprefix(f"{here}#") for link in seen.links if link.startswith(f"{here}#c")}
    assert quoted and quoted <= set(seen.ids)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve letters that rest on one law, and one document full of what would run if it could."""
    folder = tmp_path_factory.mktemp("made")
    head = "SỞ NỘI VỤ\nTỈNH QUẢNG TRỊ\nSố: {n}/SNV-VP\nQuảng Trị, ngày 0{m} tháng 3 năm 2024\n\nKính gửi: Sở Y tế\n\n"
    law = "Căn cứ Luật số 15/2012/QH13 ngày 20/6/2012 của Quốc hội, Sở Nội vụ đề nghị Sở Y tế báo cáo.\n"
    for n in range(1, 13):
        (folder / f"letter {n}.txt").write_text(head.format(n=n, m=n % 9 + 1) + law, "utf-8")
    body = "\n".join(f"Căn cứ Luật số 15/2012/QH13 {payload} ngày 20/6/2012 của Quốc hội." for payload in PAYLOADS)
    table = "\n".join(
        f"| {n} | {payload.replace('|', ' ')} | Sở Y tế | Quý I/2024 |" for n, payload in enumerate(PAYLOADS)
    )
    titled = "UBND TỈNH QUẢNG TRỊ\nSố: 99/KH-UBND\nQuảng Trị, ngày 05 tháng 3 năm 2024\n\nKẾ HOẠCH\n"
    titled += f"{PAYLOADS[11]} năm 2024\n\n"
    columns = "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n"
    name = f"{PAYLOADS[12]}{PAYLOADS[9][:2]}{{{{7*7}}}}.txt".replace("/", " ")
    (folder / name).write_text(f"{titled}{body}\n{columns}{table}\n", "utf-8")
    outcomes = loading.load(folder / "store", list(loading.originals([folder])))
    assert [outcome.error for outcome in outcomes] == [None] * 13
    return folder / "store"


def test_a_long_list_says_how_many_more_there_are_and_leads_to_all(made: Path) -> None:
    asked = client(made)
    law = address(next(card.iri for card in _cards(made) if card.number == "15/2012/QH13"))
    text = asked.get(law, headers=PERSON).text
    assert "13 văn bản" in text and "còn 5 văn bản" in text
    every = Seen(asked.get(f"{law}/relations?direction=in&relation=basedOn").text)
    assert sum("99-kh-ubnd" in link or "snv-vp" in link for link in set(every.links)) >= 13
    assert asked.get(f"{law}/relations?page=9999").status_code == 200
    assert asked.get(f"{law}/relations?page=0").status_code == 400


def _cards(store: Path) -> Iterator[documents.Card]:
    reader = client(store).app.state.held.now().store  # type: ignore[attr-defined]
    yield from documents.cards(reader).values()


def test_nothing_from_a_document_runs(made: Path, browser: Browser) -> None:
    hostile = next(card for card in _cards(made) if card.held and card.number == "99/KH-UBND")
    with served(made) as where, visit(browser, where) as seen:
        seen.go(address(hostile.iri))
        for at in range(0, seen.page.locator(".sign").count(), 9):
            seen.page.locator(".sign").nth(at).press("Enter")
        assert "onerror" in seen.text("#leaves") and "onerror" in seen.text(".document-head")
        assert seen.page.evaluate("document.documentElement.dataset.xss") is None
        seen.is_clean()


def test_a_reader_follows_a_citation_by_clicks_and_by_keys(
    sample_store: Path, browser: Browser, samples: OxigraphReader
) -> None:
    card = references.find(samples, PLAN)
    said = next(s for s in document_parts.spoken(samples, card.iri).values() if s.relation == VB.implements)
    with served(sample_store) as where, visit(browser, where) as seen:
        page = seen.page
        seen.go(f"{address(card.iri)}#c{said.quotations[0].start}")
        assert page.locator(".q.shown").first.is_visible()
        seen.is_accessible()
        page.locator(f"mark[data-entry='{entry(said.iri)}']").first.click()
        assert "thực hiện" in seen.text("#told").lower()
        seen.is_accessible()
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        page.locator(f"mark[data-entry='{entry(said.iri)}'] > .sign").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address(said.object)}")
        page.go_back(wait_until="networkidle")
        page.locator("input[data-kind=task]").uncheck()
        assert page.locator("mark.k-task > .sign").first.is_hidden()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("main details:not([open])").count() == 0
        assert page.locator("#panel").is_hidden() and page.locator("header.top nav").is_hidden()
        seen.is_clean()


def test_the_page_fits_a_phone(sample_store: Path, browser: Browser, samples: OxigraphReader) -> None:
    with served(sample_store) as where, visit(browser, where, view="phone", theme="dark") as seen:
        for typed in (PLAN, "76/NQ-CP"):
            seen.go(address(references.find(samples, typed).iri))
            assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            seen.is_accessible()
        seen.go(address(references.find(samples, PLAN).iri))
        seen.page.locator(".mark").first.click()
        box = seen.page.locator("#panel").bounding_box()
        assert box is not None and box["y"] + box["height"] <= 845 and box["width"] >= 380
        seen.is_clean()
