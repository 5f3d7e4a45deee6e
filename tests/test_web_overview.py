"""The corpus view: its data, its places, the page in a browser, and the same picture as one file."""

from __future__ import annotations

import gzip
import math
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.pictures import made
from graph_cli.main import run
from queries.stores.oxigraph import OxigraphReader
from tests.test_browser import PAYLOADS
from tests.web import client, served, visit
from viz import corpus, corpus_page, network, spreading
from viz.web.overview_told import told

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OF_DOCUMENTS = ("path", "label", "title", "kind", "year", "issuer", "held", "cited", "community", "x", "y", "apart")
OF_TIES = ("source", "target", "relation", "sign", "count")
PLAN = "22/KH-UBND"
# How many dots of the canvases of the picture are drawn on.
INK = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 200, height: 200 }).getContext("2d");
  for (const canvas of document.querySelectorAll("#stage canvas")) pen.drawImage(canvas, 0, 0, 200, 200);
  const dots = pen.getImageData(0, 0, 200, 200).data;
  done(dots.filter((value, at) => at % 4 === 3 && value > 40).length);
})))"""


@pytest.fixture(scope="module")
def data(sample_store: Path) -> dict[str, Any]:
    found: dict[str, Any] = client(sample_store).get("/overview.json").json()
    return found


class TestData:
    def test_a_column_for_everything(self, data: dict[str, Any]) -> None:
        assert {len(data[name]) for name in OF_DOCUMENTS} == {len(data["path"])}
        assert {len(data[name]) for name in OF_TIES} == {len(data["source"])}
        assert max(*data["source"], *data["target"]) < len(data["path"]) <= data["known"]

    def test_held_documents_relations_and_doubts(self, data: dict[str, Any]) -> None:
        assert sum(data["held"]) == 5
        place = data["label"].index(f"Kế hoạch {PLAN}")
        ties = [at for at, source in enumerate(data["source"]) if source == place]
        assert "Quyết định 3647/QĐ-UBND" in {data["label"][data["target"][at]] for at in ties}
        assert set(data["sign"]) == {0, 1, 2, 3}

    def test_it_is_packed_and_not_sent_twice(self, sample_store: Path) -> None:
        asking = client(sample_store)
        plain = asking.get("/overview.json", headers={"accept-encoding": "identity"})
        packed = asking.get("/overview.json", headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
        assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 6, mtime=0))
        assert asking.get("/overview.json", headers={"if-none-match": plain.headers["etag"]}).status_code == 304

    def test_beyond_the_limit_the_most_connected_stay(self, samples: OxigraphReader) -> None:
        everything, some = corpus.whole(samples), corpus.whole(samples, limit=12)
        assert len(some.dots) == 12 < len(everything.dots) and some.known == everything.known
        assert {dot.label for dot in some.dots} <= {dot.label for dot in everything.dots}
        assert sum(dot.held for dot in some.dots) == 5


class TestPlaces:
    def test_the_same_graph_stands_the_same_way(self) -> None:
        found = made.corpus(300)
        assert corpus.written(found) == corpus.written(found)

    def test_what_is_related_stands_together(self) -> None:
        """Two groups that nearly nothing joins stand apart, and what is joined to none stands around."""
        one = [(a, b) for a in range(8) for b in range(a)]
        ties = [*one, *((a + 8, b + 8) for a, b in one), (0, 8), (16, 17)]
        of = spreading.communities(18, ties)
        assert [len(set(of[start:end])) for start, end in ((0, 8), (8, 16), (0, 16))] == [1, 1, 2]
        found = spreading.places(of, ties)
        spots = found.spots
        within = statistics.mean(math.dist(spots[a], spots[b]) for a, b in one)
        assert within < 0.7 * statistics.mean(math.dist(spots[a], spots[b + 8]) for a in range(8) for b in range(8))
        assert found.apart == {16, 17}

    @pytest.mark.parametrize(("count", "ties"), [(0, []), (1, []), (3, []), (2, [(0, 1)])])
    def test_small_graphs(self, count: int, ties: list[tuple[int, int]]) -> None:
        found = spreading.places(spreading.communities(count, ties), ties)
        assert len(found.spots) == count and all(math.isfinite(x) and math.isfinite(y) for x, y in found.spots)


def ready(page: Page) -> None:
    page.wait_for_selector("html[data-ready]", state="attached")


def test_an_analyst_finds_what_a_plan_is_related_to(browser: Browser, sample_store: Path) -> None:
    with served(sample_store) as address, visit(browser, address) as seen:
        page = seen.page
        seen.go("/overview")
        ready(page)
        assert page.evaluate(INK) > 200
        seen.is_accessible()
        # by keyboard: the search without diacritics, the first that is found, its neighbours
        page.keyboard.press("/")
        page.keyboard.type("22 kh ubnd")
        page.locator("#found button", has_text=PLAN).first.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.locator("#chosen h2", has_text=PLAN).wait_for()
        assert page.evaluate("document.activeElement.id") == "chosen"
        assert page.locator("#chosen h3", has_text="thực hiện").count() >= 1
        assert page.locator("#chosen a").first.get_attribute("href", timeout=1000).startswith("/doc/")  # type: ignore[union-attr]
        assert "#d=" in page.url
        near = page.locator("#chosen li").count()
        page.get_by_role("button", name="2 bước").click()
        assert "Trong 2 bước" in seen.text("#chosen") and "steps=2" in page.url and near > 3
        # on to a neighbour and back
        page.locator("#chosen li button", has_text="3647").first.click()
        page.locator("#chosen h2", has_text="3647").wait_for()
        page.go_back()
        page.locator("#chosen h2", has_text=PLAN).wait_for()
        seen.is_accessible()
        page.keyboard.press("Escape")
        assert page.locator("#chosen h2").count() == 0
        seen.is_clean()


def test_filters_table_and_address(browser: Browser, sample_store: Path, data: dict[str, Any]) -> None:
    with served(sample_store) as address, visit(browser, address, view="phone", theme="dark") as seen:
        page = seen.page
        seen.go("/overview#state=held&colour=year")
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.locator("#rows tr").count() == 5
        assert "5 trong" in seen.text("#summary")
        assert "(5)" in page.locator("#state option[value=held]").inner_text()
        page.locator("#reset").click()
        assert page.locator("#rows tr").count() == min(50, len(data["path"]))
        label = page.locator("#relations label", has_text="căn cứ").first
        count = int(label.locator(".count").inner_text())
        ties = int(seen.text("#summary").split(",")[1].split()[0])
        label.locator("input").uncheck()
        assert int(seen.text("#summary").split(",")[1].split()[0]) == ties - count
        assert "relations=basedOn" in page.url
        page.locator("#rows button", has_text=PLAN).click()
        page.locator("#chosen h2", has_text=PLAN).wait_for()
        with page.expect_download() as taken:
            page.locator("#png").click()
        assert taken.value.suggested_filename.endswith(".png")
        seen.is_accessible()
        seen.is_clean()


class TestFile:
    def test_a_store_beyond_boxes_and_arrows_is_shown_whole(
        self, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(network, "LIMIT", 10)
        target = tmp_path / "all.html"
        assert run(["--store", str(sample_store), "view", "-o", str(target)]) == 0
        text = target.read_text("utf-8")
        assert "graphKit" in text and 'id="corpus"' in text
        assert 'src="' not in text and 'href="' not in text

    def test_it_needs_no_network_and_nothing_from_a_document_runs(
        self, browser: Browser, samples: OxigraphReader, tmp_path: Path
    ) -> None:
        dots = tuple(
            corpus.Dot(iri=f"https://w3id.org/cancu/id/document/{each}", label=each, title=each, issuer=each, cited=at)
            for at, each in enumerate(PAYLOADS)
        )
        ties = tuple(
            corpus.Tie(at, (at + 1) % len(dots), PAYLOADS[at] if at % 2 else "cites", corpus.Sign(at % 4))
            for at in range(len(dots))
        )
        found = corpus.Corpus(dots=dots, ties=ties, known=len(dots))
        target = tmp_path / "page.html"
        corpus_page.write(found, told(samples, "vi"), target)
        with visit(browser, "file:") as seen:
            page = seen.page
            page.context.set_offline(True)
            page.goto(target.as_uri())
            ready(page)
            assert page.evaluate(INK) > 100
            for number in range(0, len(PAYLOADS), 4):
                page.locator("#rows button").nth(number).click()
            for way in ("community", "year", "issuer"):
                page.select_option("#colour", way)
            page.fill("#seek", PAYLOADS[0])
            box = page.locator("#stage").bounding_box()
            assert box is not None
            for step in range(12):
                page.mouse.move(box["x"] + box["width"] * step / 12, box["y"] + box["height"] * (step * 7 % 12) / 12)
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.dataset.xss") is None
            assert page.locator("img, iframe, object, a, video, base, link").count() == 0
            seen.is_clean()
