"""The page that `cancu view` writes: its graph, its layout, its looks, and that it needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import BackendUnavailable
from ontology.vocabulary import document_kinds
from queries.stores.oxigraph import OxigraphReader
from tests.made_network import document, made_store, relation, small_network
from viz import columns, network, page, writing
from viz.graph import Network
from viz.layout import HEIGHT, WIDTH, Layout, laid_out
from viz.pagedata import drawn
from viz.style import DARK_PAPER, LIGHT_PAPER, READABLE, contrast, kind_style


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphReader]:
    with made_store(tmp_path_factory.mktemp("view") / "store") as reader:
        yield reader


def by_number(found: Network) -> dict[str, str]:
    return {f"{each.number} {'|'.join(each.dates)}": each.iri for each in found.documents}


class TestNetwork:
    def test_held_documents_and_ghosts(self, store: OxigraphReader) -> None:
        held = {each.number: each.held for each in network.whole(store).documents}
        assert held == {"22/KH-UBND": True, "14/KH-VP": True, "3647/QĐ-UBND": False, "766/QĐ-TTg": False}

    def test_relations_carry_their_proof(self, store: OxigraphReader) -> None:
        found = network.whole(store)
        names = {each.iri: each.number for each in found.documents}
        said = {(names[r.source], r.relation, names[r.target]): r for r in found.relations}
        step = said["14/KH-VP", "implements", "22/KH-UBND"]
        assert step.quotations[0].sentence == "Thực hiện Kế hoạch số 22/KH-UBND ngày 31/01/2023"
        assert (step.speaker, step.inferred, step.confidence) == ("Kế hoạch 14/KH-VP", False, 1.0)
        assert found.words["implements"] == "thực hiện"

    def test_one_number_with_two_dates_is_a_contradiction_and_a_doubt(self, store: OxigraphReader) -> None:
        found = network.whole(store)
        clash = next(each for each in found.conflicts if each.kind == "twoDates")
        assert "23/06/2022" in clash.label and "23/06/2023" in clash.label
        assert [set(clash.involves)] == [{r.source, r.target} for r in found.relations if r.uncertain]

    def test_lineage_of_one_document_leaves_out_what_is_not_on_its_way(self, store: OxigraphReader) -> None:
        decision = by_number(network.whole(store))["3647/QĐ-UBND 2021-11-17"]
        found = network.around(store, decision)
        assert {each.number for each in found.documents} == {"3647/QĐ-UBND", "22/KH-UBND", "14/KH-VP"}
        assert found.focus == decision

    def test_the_least_related_are_left_out_and_counted(self, store: OxigraphReader) -> None:
        found = network.whole(store, limit=2)
        assert {each.number for each in found.documents} == {"22/KH-UBND", "14/KH-VP"}
        assert found.left_out == 3

    def test_the_same_store_gives_the_same_page(self, store: OxigraphReader) -> None:
        assert page.html(network.whole(store)) == page.html(network.whole(store))

    def test_english(self, store: OxigraphReader) -> None:
        found = network.whole(store, lang="en")
        assert found.words["implements"] == "implements"
        assert '<html lang="en">' in page.html(found, lang="en")


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    boxes = layout.places.items()
    return [
        (a, b)
        for (a, (ax, ay)), (b, (bx, by)) in itertools.combinations(boxes, 2)
        if abs(ax - bx) < WIDTH and abs(ay - by) < HEIGHT
    ]


YEARS = st.one_of(st.none(), st.integers(2005, 2026))
GRAPHS = st.integers(1, 25).flatmap(
    lambda n: st.tuples(
        st.lists(YEARS, min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=50),
    )
)


class TestLayout:
    def test_a_basis_stands_left_of_what_rests_on_it(self) -> None:
        found = laid_out({"a": 2021, "b": 2023, "c": 2023, "d": 2023}, [("b", "a"), ("c", "b"), ("d", "c")]).places
        assert found["a"][0] < found["b"][0] < found["c"][0] < found["d"][0]

    def test_older_years_stand_left_even_without_a_relation(self) -> None:
        years = {f"d{n}": 2000 + n % 20 for n in range(60)}
        layout = laid_out(years, [])
        for one, other in itertools.combinations(years, 2):
            if layout.places[one][0] < layout.places[other][0]:
                assert band_of(layout, one) <= band_of(layout, other)

    @pytest.mark.parametrize(
        ("situation", "years", "links", "year"),
        [
            ("stands by the newest of its bases", {"x": None, "a": 2020, "b": 2022}, [("x", "a"), ("x", "b")], 2022),
            ("stands by the oldest that cites it", {"x": None, "a": 2020, "b": 2022}, [("a", "x"), ("b", "x")], 2020),
            ("bases come before those that cite it", {"x": None, "a": 2020, "b": 2023}, [("x", "a"), ("b", "x")], 2020),
            ("nothing is known", {"x": None}, [], None),
        ],
    )
    def test_an_undated_document(
        self, situation: str, years: dict[str, int | None], links: list[tuple[str, str]], year: int | None
    ) -> None:
        assert columns.assumed_years(years, links)["x"] == year, situation

    def test_sparse_years_share_a_band_unless_one_rests_on_the_other(self) -> None:
        years: dict[str, int | None] = {"a": 2007, "b": 2014, "c": 2021}
        assert [band.years for band in columns.bands(years, [])] == [(2007, 2014, 2021)]
        assert [band.years for band in columns.bands(years, [("c", "b")])] == [(2007, 2014), (2021,)]

    def test_a_doubt_is_drawn_like_a_relation_of_the_newer_one(self) -> None:
        for one, other in (("2022-12-21", "2023-01-31"), ("2023-01-31", "2022-12-21"), (None, None)):
            ends = document("a", one), document("b", other)
            doubt = relation(*ends, "maybeSame", uncertain=True)
            layout, (strand,) = drawn(Network(documents=ends, relations=(doubt,)))
            assert {strand.newer, strand.basis} == {each.iri for each in ends}
            assert layout.places[strand.basis][0] <= layout.places[strand.newer][0]

    def test_a_doubt_does_not_push_a_document_aside(self) -> None:
        years = {"named": None, "numbered": 2021, "citing": 2021}
        places = laid_out(years, [("citing", "named"), ("citing", "numbered"), ("named", "numbered")], {2}).places
        assert places["named"][0] == places["numbered"][0] < places["citing"][0]

    def test_a_circle_of_relations_ends(self) -> None:
        assert len(laid_out({"a": 2020, "b": 2020}, [("a", "b"), ("b", "a")]).ways) == 2

    @settings(max_examples=60, deadline=None)
    @given(GRAPHS)
    def test_boxes_never_overlap_and_ways_end_at_their_boxes(
        self, graph: tuple[list[int | None], list[tuple[int, int]]]
    ) -> None:
        years = {f"d{n}": year for n, year in enumerate(graph[0])}
        links = [(f"d{a}", f"d{b}") for a, b in graph[1] if a != b]
        layout = laid_out(years, links)
        assert not overlaps(layout)
        for (newer, basis), way in zip(links, layout.ways, strict=True):
            for name, (x, y) in ((newer, way.points[0]), (basis, way.points[-1])):
                place = layout.places[name]
                assert abs(abs(x - place[0]) - WIDTH / 2) < 0.01
                assert abs(y - place[1]) < HEIGHT / 2

    @settings(max_examples=60, deadline=None)
    @given(GRAPHS)
    def test_level_stretches_pass_no_box(self, graph: tuple[list[int | None], list[tuple[int, int]]]) -> None:
        years = {f"d{n}": year for n, year in enumerate(graph[0])}
        links = [(f"d{a}", f"d{b}") for a, b in graph[1] if a != b]
        layout = laid_out(years, links)
        for (ax, ay), (bx, by) in (step for way in layout.ways for step in itertools.pairwise(way.points)):
            if ay == by:
                left, right = sorted((ax, bx))
                passed = [p for p in layout.places.values() if left < p[0] < right and abs(ay - p[1]) < HEIGHT / 2]
                assert not passed


def band_of(layout: Layout, name: str) -> int:
    x = layout.places[name][0]
    return next(number for number, band in enumerate(layout.stripes) if band.left <= x <= band.right)


class TestStyle:
    @pytest.mark.parametrize("slug", [kind.slug for kind in document_kinds()] + [None])
    def test_kinds_can_be_read_and_told_apart_without_colour(self, slug: str | None) -> None:
        style = kind_style(slug)
        assert contrast("#ffffff", style.fill) >= READABLE
        assert contrast(LIGHT_PAPER, style.fill) >= READABLE
        assert contrast(DARK_PAPER, style.dark_line) >= READABLE
        assert style.code and style.name

    def test_codes_differ_within_administrative_kinds(self) -> None:
        codes = [kind_style(kind.slug).code for kind in document_kinds() if "administrative" in kind.regimes]
        assert len(codes) == len(set(codes))

    @pytest.mark.parametrize("paper", ["light", "dark"])
    def test_the_words_of_the_page_can_be_read(self, paper: str) -> None:
        style = files("viz").joinpath("static", "page.css").read_text(encoding="utf-8")
        light, dark = style.split("@media (prefers-color-scheme: dark)")[:2]
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if paper == "light" else dark))
        for ink in ("ink", "muted", "accent", "doubt", "alarm", "link"):
            assert contrast(colours[ink], colours["paper"]) >= READABLE, ink
        for ink, ground in (("ink", "band"), ("muted", "band"), ("muted", "quote"), ("alarm", "alarm-paper")):
            assert contrast(colours[ink], colours[ground]) >= READABLE, (ink, ground)
        assert colours["paper"] == (LIGHT_PAPER if paper == "light" else DARK_PAPER)

    def test_both_languages_have_the_same_words(self) -> None:
        words = tomllib.loads(files("viz").joinpath("static", "words.toml").read_text(encoding="utf-8"))
        assert words["vi"].keys() == words["en"].keys()
        slots = {name: set(re.findall(r"\{\w+\}", text)) for name, text in words["vi"].items()}
        assert slots == {name: set(re.findall(r"\{\w+\}", text)) for name, text in words["en"].items()}

    def test_every_word_is_used(self) -> None:
        words = tomllib.loads(files("viz").joinpath("static", "words.toml").read_text(encoding="utf-8"))["vi"]
        static = [
            e.read_text(encoding="utf-8")
            for e in files("viz").joinpath("static").iterdir()
            if e.name.endswith(".js") and e.name != "marked.js"  # it has words of its own
        ]
        static.append(files("viz").joinpath("templates", "page.html").read_text(encoding="utf-8"))
        used = set(re.findall(r"words\.(\w+)", "".join(static)))
        indirect = {"raise", "assess", "communicate", "plan", "heading", "all", "maybe"}
        written = {name for name in words if name not in {f"conflict_{kind}" for kind in CONFLICTS}}
        assert written == (used - {"toml"}) | indirect
        assert words.keys() - written == {f"conflict_{kind}" for kind in CONFLICTS}


CONFLICTS = ("twoDates", "twoNumbers", "deadlineBefore", "oneMeaning")


class Tags(html.parser.HTMLParser):
    """Every tag with its attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] in ("script", "style") and data.strip():
            self.texts.append((*self.found[-1], data))


@pytest.fixture(scope="module")
def tags() -> Tags:
    tags = Tags()
    tags.feed(page.html(small_network()))
    return tags


class TestPage:
    def test_nothing_is_loaded_from_anywhere(self, tags: Tags) -> None:
        assert not [tag for tag, attributes in tags.found if {"src", "href", "action", "data"} & attributes.keys()]
        assert "link" not in {tag for tag, _ in tags.found}

    def test_the_policy_allows_exactly_the_scripts_of_the_page(self, tags: Tags) -> None:
        policy = next(a["content"] for t, a in tags.found if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None and policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        running = [text for tag, a, text in tags.texts if tag == "style" or a.get("type") != "application/json"]
        hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in running}
        assert hashes == set(re.findall(r"'sha256-([^']+)'", policy))

    def test_language_title_and_doctype(self, tags: Tags) -> None:
        assert ("html", {"lang": "vi"}) in tags.found
        text = page.html(small_network())
        assert text.startswith("<!DOCTYPE html>")
        assert "<title>Sơ đồ căn cứ – toàn bộ kho</title>" in text

    def test_data_cannot_end_its_script(self) -> None:
        text = str(page.island(["</script><script>alert(1)</script>", "<!--", "a\u2028b\u2029c", "&lt;"]))
        assert not set("<>&\u2028\u2029") & set(text)
        assert json.loads(text)[0] == "</script><script>alert(1)</script>"

    def test_a_heading_from_a_document_is_text(self) -> None:
        evil = document("x", label="</title><script>alert(1)</script>")
        text = page.html(Network(documents=(evil,), focus=evil.iri))
        assert "<script>alert(1)" not in text

    def test_an_empty_store_has_a_page(self) -> None:
        assert "Sơ đồ căn cứ" in page.html(Network(documents=()))

    def test_it_is_small_and_made_fast(self) -> None:
        assert len(page.html(small_network()).encode()) < 700_000

    def test_written_as_utf8(self, tmp_path: Path) -> None:
        page.write(small_network(), tmp_path / "trang.html")
        assert "Căn cứ".lower() in (tmp_path / "trang.html").read_text(encoding="utf-8")


class TestWriting:
    def test_a_failed_write_leaves_the_old_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = tmp_path / "a.html"
        target.write_text("old")

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("viz.writing.os.fsync", full)
        with pytest.raises(BackendUnavailable, match="No space left"):
            writing.write_whole(target, b"new")
        assert [each.name for each in tmp_path.iterdir()] == ["a.html"]
        assert target.read_text() == "old"

    def test_a_missing_folder_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(BackendUnavailable, match="Không ghi được"):
            writing.write_whole(tmp_path / "none" / "a.html", b"")
