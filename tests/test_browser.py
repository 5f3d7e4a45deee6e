"""The page in a real browser without a network: it works, and nothing from a document runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from queries.results import Quotation
from tests.made_network import document, small_network
from viz import page
from viz.graph import Conflict, DocumentNode, IndexName, Network, Owner, Relation

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUN = "document.documentElement.dataset.xss='1'"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</SCRIPT ><script>{RUN}</script>",
    f"<!--<script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f"<img src=x onerror={RUN}>",
    f"<IMG SRC=x OnErRoR={RUN}>",
    f'<svg onload="{RUN}">',
    f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>",
    f'<svg><animate onbegin="{RUN}" attributeName=x dur=1s>',
    f'<body onload="{RUN}">',
    f'<input autofocus onfocus="{RUN}">',
    f'<details open ontoggle="{RUN}">',
    f'<video><source onerror="{RUN}"></video>',
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f'<iframe src="javascript:parent.{RUN}"></iframe>',
    f'<a href="javascript:{RUN}">href</a>',
    f"javascript:{RUN}",
    f"href javascript:{RUN}",
    f"<math><mtext></mtext><script>{RUN}</script></math>",
    f"<template><script>{RUN}</script></template>",
    f'<marquee onstart="{RUN}">',
    f'<object data="javascript:{RUN}"></object>',
    f'<link rel=stylesheet href="http://127.0.0.1:9/x.css"><script>{RUN}</script>',
    f'<base href="http://127.0.0.1:9/"><img src="x" onerror="{RUN}">',
    f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">',
    f'{{{{constructor.constructor("{RUN}")()}}}}',
    f"{{% raw %}}<script>{RUN}</script>",
    f"${{{RUN}}}`+{RUN}+`",
    f"\u2028{RUN}\u2029//",
    f'\\";{RUN};//',
    f'__proto__"]}};{RUN};//<b>*_đậm_*</b>',
]


PLAN, DECISION = "Kế hoạch 22/KH-UBND", "Quyết định 3647/QĐ-UBND"
SEARCHES = [
    ("22/KH-UBND", [PLAN]),
    ("22 kh ubnd", [PLAN]),
    ("quyet dinh 3647", [DECISION]),
    ("QD-UBND", [DECISION]),
    ("Quyết định", [DECISION]),
    ("cai cach hanh chinh", [PLAN]),
    ("uy ban nhan dan", [PLAN, DECISION]),
    ("647", []),
]

# A pixel of the picture's ground, once it has been drawn.
GROUND = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const canvas = document.querySelector("#graph canvas");
  done(canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height - 3, 1, 1).data[0]);
})))"""


@dataclass
class Watched:
    """A page with all that a browser reports of it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def shown(self) -> list[str]:
        return self.page.locator("#documents .label").all_inner_texts()

    def heading(self, words: str) -> None:
        """Wait until the panel shows this."""
        self.page.locator("#panel h2", has_text=words).wait_for()

    def choose(self, words: str) -> None:
        self.page.fill("#search", words)
        self.page.locator("#documents button").first.click()


def opened(browser: Browser, network: Network, folder: Path, lang: str = "vi", **look: Any) -> Watched:
    target = folder / "page.html"
    page.write(network, target, lang=lang)
    return watch(browser, target, **{"viewport": {"width": 1500, "height": 900}, **look})


def watch(browser: Browser, target: Path, *, until: Literal["visible", "attached"] = "visible", **look: Any) -> Watched:
    """A page of ours, opened without a network, once its script has run and the page is so far."""
    context = browser.new_context(**look)
    context.set_offline(True)
    seen = Watched(context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("pageerror", lambda error: seen.troubles.append(str(error)))
    seen.page.on("console", lambda message: seen.troubles.append(message.text))
    seen.page.on("dialog", lambda dialog: (seen.troubles.append(dialog.message), dialog.dismiss()))
    seen.page.goto(target.as_uri())
    seen.page.wait_for_selector("html[data-ready]", state=until)
    return seen


@pytest.fixture
def small(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    watched = opened(browser, small_network(), tmp_path)
    yield watched
    assert watched.troubles == []
    assert [url for url in watched.requests if not url.startswith("file:")] == []
    watched.page.context.close()


class TestUse:
    def test_held_documents_come_first(self, small: Watched) -> None:
        assert small.shown() == ["Công văn", "Kế hoạch 22/KH-UBND", "Kế hoạch 219/KH-UBND", "Quyết định 3647/QĐ-UBND"]

    def test_search_with_and_without_diacritics(self, small: Watched) -> None:
        for typed, found in SEARCHES:
            small.page.fill("#search", typed)
            assert small.shown() == found, typed

    def test_the_sentence_of_a_chosen_document(self, small: Watched) -> None:
        small.choose("22/KH-UBND")
        panel = small.text("#panel")
        assert "Kế hoạch 22/KH-UBND thực hiện Quyết định 3647/QĐ-UBND" in panel
        assert "a.txt · ký tự 10–" in panel
        assert "ghi rõ trong văn bản" in panel and "Độ tin cậy: 90 %" in panel
        assert "! Hai số" in panel

    def test_an_inferred_relation_says_so(self, small: Watched) -> None:
        small.choose("Công văn")
        assert "suy ra" in small.text("#panel") and "Vì: theo sổ đăng ký" in small.text("#panel")

    def test_going_on_to_the_other_document_and_back(self, small: Watched) -> None:
        small.choose("22/KH-UBND")
        small.page.locator("#panel .link", has_text="3647").first.click()
        assert small.text("#panel h2") == "Quyết định 3647/QĐ-UBND"
        assert "#document%2F3647" in small.page.url
        small.page.go_back()
        small.heading("22/KH-UBND")

    def test_doubt_ends_the_highlighted_lineage(self, small: Watched) -> None:
        """From the letter over 219 one must not come to 22, which may be the same document."""
        lit = small.page.evaluate(
            "[...lineage(data.documents.findIndex((d) => d.label === 'Công văn')).documents].map((d) => names[d])"
        )
        assert "Kế hoạch 219/KH-UBND" in lit
        assert "Kế hoạch 22/KH-UBND" not in lit
        beside = small.page.evaluate(
            "[...lineage(data.documents.findIndex((d) => d.number === '219/KH-UBND')).documents].map((d) => names[d])"
        )
        assert "Kế hoạch 22/KH-UBND" in beside and "Quyết định 3647/QĐ-UBND" not in beside

    def test_a_click_on_a_box_and_on_an_arrow(self, small: Watched) -> None:
        def at(x: float, y: float) -> None:
            spot = small.page.evaluate("([x, y]) => network.canvasToDOM({ x, y })", [x, y])
            small.page.locator("#graph canvas").click(position=spot)

        box = small.page.evaluate("boxes.find((box) => data.documents[box.id].number === '22/KH-UBND')")
        at(box["x"], box["y"])
        small.heading("22/KH-UBND")
        word = small.page.evaluate("ways.find((way) => data.relations[way.relations[0]].inferred).word")
        at(*word)
        small.heading("tuyên truyền")
        assert "Công văn (000.txt) tuyên truyền, phổ biến Quyết định 3647/QĐ-UBND" in small.text("#panel")

    def test_filters_count_and_hide(self, small: Watched) -> None:
        label = small.page.locator("#relations label", has_text="thực hiện")
        assert "(2)" in label.inner_text()
        label.locator("input").uncheck()
        assert small.page.evaluate("ways.filter((way) => visible(way).length).length") == 2

    def test_the_keyboard_is_enough(self, small: Watched) -> None:
        page_ = small.page
        page_.keyboard.press("/")
        assert page_.evaluate("document.activeElement.id") == "search"
        page_.keyboard.type("219")
        page_.keyboard.press("Tab")
        page_.keyboard.press("Enter")
        assert small.text("#panel h2") == "Kế hoạch 219/KH-UBND"
        page_.keyboard.press("Escape")
        assert page_.locator("#panel h2").count() == 0
        page_.focus("#tab-picture")
        page_.keyboard.press("ArrowRight")
        assert page_.locator("#view-table").is_visible()

    def test_who_answers_for_an_index(self, small: Watched) -> None:
        small.page.click("#tab-indices")
        rows = small.page.locator("#view-indices tbody tr")
        assert "Sở Nội vụ" in rows.nth(0).inner_text()
        assert "chưa văn bản nào giao" in rows.nth(1).inner_text()

    def test_tables_hold_all_relations_and_contradictions(self, small: Watched) -> None:
        small.page.click("#tab-table")
        assert small.page.locator("#view-table tbody tr").count() == 4
        small.page.click("#tab-conflicts")
        assert "Hai số" in small.text("#view-conflicts")

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_light_and_dark(self, browser: Browser, tmp_path: Path, scheme: str) -> None:
        watched = opened(browser, small_network(), tmp_path, color_scheme=scheme)
        assert (watched.page.evaluate(GROUND) > 128) == (scheme == "light")
        assert watched.troubles == []

    def test_a_phone_scrolls_downwards_only(self, browser: Browser, tmp_path: Path) -> None:
        watched = opened(browser, small_network(), tmp_path, viewport={"width": 360, "height": 740}, has_touch=True)
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 360
        watched.choose("22/KH-UBND")
        assert watched.page.locator("#panel").is_visible()
        assert watched.troubles == []

    def test_english(self, browser: Browser, tmp_path: Path) -> None:
        watched = opened(browser, small_network(), tmp_path, lang="en")
        assert watched.text("#tab-table") == "Table of relations"

    def test_many_documents(self, browser: Browser, tmp_path: Path) -> None:
        documents = [document(f"{n}/KH-UBND", f"{2005 + n % 20}-01-01") for n in range(400)]
        relations = [
            Relation(source=documents[n].iri, target=documents[n * 7919 % 400].iri, relation="cites")
            for n in range(400)
        ]
        relations = [each for each in relations if each.source != each.target]
        watched = opened(browser, Network(documents=tuple(documents), relations=tuple(relations)), tmp_path)
        assert len(watched.shown()) == 400
        assert watched.troubles == []


def said(payload: str) -> Quotation:
    return Quotation(payload, 0, 1, payload)


def hostile() -> Network:
    """One document for each payload, which stands in every one of its texts."""
    documents = tuple(_document(number, payload) for number, payload in enumerate(PAYLOADS))
    names = [each.iri for each in documents]
    return Network(
        documents=documents,
        relations=tuple(_relation(names, number, payload) for number, payload in enumerate(PAYLOADS)),
        conflicts=tuple(
            Conflict(kind=payload, label=payload, involves=(names[number],), quotations=(said(payload),))
            for number, payload in enumerate(PAYLOADS)
        ),
        owners=tuple(
            Owner(
                agency=payload, index=payload, role="raise", document=names[number], because=payload, inferred=True,
                quotations=(said(payload),),
            )
            for number, payload in enumerate(PAYLOADS)
        ),
        indices=tuple(IndexName(payload, payload) for payload in PAYLOADS),
        words=dict.fromkeys(PAYLOADS, PAYLOADS[0]),
        focus=names[1],
    )  # fmt: skip


def _document(number: int, payload: str) -> DocumentNode:
    return DocumentNode(
        iri=f"https://w3id.org/cancu/id/{payload}", label=payload, kind=payload, number=f"{payload}{number}",
        gap=payload, title=payload, dates=(payload,), issuer=payload, issuer_inferred=True,
        file=payload if number % 2 else None,
    )  # fmt: skip


def _relation(names: list[str], number: int, payload: str) -> Relation:
    return Relation(
        source=names[number], target=names[(number + 1) % len(names)], relation=payload, speaker=payload, rule=payload,
        because=payload, surface=payload, provision=payload, confidence=0.5, inferred=number % 3 == 0,
        uncertain=number % 5 == 0, quotations=(said(payload),),
    )  # fmt: skip


def test_nothing_from_a_document_runs(browser: Browser, tmp_path: Path) -> None:
    assert len(PAYLOADS) == len(set(PAYLOADS)) == 40
    watched = opened(browser, hostile(), tmp_path)
    page_ = watched.page
    for number in range(len(PAYLOADS)):
        page_.locator("#documents button").nth(number).click()
        page_.evaluate(f"go({{ way: {number} }})")
    for tab in ("table", "indices", "conflicts", "picture"):
        page_.click(f"#tab-{tab}")
    for opener in page_.locator("details:not([open]) summary").all():
        if opener.is_visible():
            opener.click()
    box = page_.locator("#graph").bounding_box()
    assert box is not None
    for step in range(30):
        page_.mouse.move(box["x"] + box["width"] * step / 30, box["y"] + box["height"] * (step * 7 % 30) / 30)
    for payload in PAYLOADS:
        page_.fill("#search", payload)
        page_.evaluate("(hash) => { location.hash = hash; }", payload)
    page_.wait_for_timeout(200)
    assert page_.evaluate("document.documentElement.dataset.xss") is None
    assert watched.troubles == []
    assert [url for url in watched.requests if not url.startswith("file:")] == []
    assert page_.locator("body script:not([type])").count() == len(page._SCRIPTS) + 1
    assert page_.locator("img, iframe, object, a, svg, video, base, link").count() == 0
