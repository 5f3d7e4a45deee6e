"""Documents with pages: where a sentence stands is told with its page, and badly seen words count for less."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph_cli import loading
from graph_cli.main import run
from loaders import apart, pipeline
from loaders.sighted import Sight
from loaders.source import Reading, Sighted, SourceFile
from loaders.to_rdf import to_nquads
from ontology.namespaces import VB
from queries.stores.embedded_cypher import store as embedded_cypher
from queries.stores.oxigraph import open_reader

FIRST = "KẾ HOẠCH\nCải cách hành chính năm 2023\n"
SECOND = "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, Sở Nội vụ chủ trì tuyên truyền.\n"
TEXT = f"{FIRST}\f{SECOND}"
PAGES = (0, len(FIRST) + 1)


def source(words: tuple[Sighted, ...] = (), pages: tuple[int, ...] = PAGES) -> SourceFile:
    return SourceFile.of("a.pdf", "0" * 64, Reading(text=TEXT, media_type="application/pdf", pages=pages, words=words))


def test_a_quotation_has_the_page_on_which_it_begins() -> None:
    record = pipeline.extract(source())
    assert {record.page(each.start) for each in record.citations} == {2}
    lines = to_nquads(record, TEXT).decode().splitlines()
    assert {line.split()[2] for line in lines if f"<{VB.page}>" in line} >= {
        '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
    }
    without = to_nquads(pipeline.extract(source(pages=())), TEXT).decode()
    assert f"<{VB.page}>" not in without


def seen(sure: float) -> tuple[Sighted, ...]:
    """The words of the number, badly seen or not, and all others seen well."""
    words, at = [], 0
    for word in TEXT.split():
        at = TEXT.index(word, at)
        words.append(Sighted(at, at + len(word), sure if "76/" in word else 0.95))
        at += len(word)
    return tuple(words)


def test_what_was_badly_seen_is_trusted_less() -> None:
    (plain,) = pipeline.extract(source()).citations
    (well,) = pipeline.extract(source(seen(0.9))).citations
    (badly,) = pipeline.extract(source(seen(0.2))).citations
    assert well == plain
    assert badly.confidence < plain.confidence
    assert replace(badly, confidence=plain.confidence) == plain


def test_words_at_the_edge_do_not_count() -> None:
    sight = Sight((Sighted(0, 4, 0.1), Sighted(5, 9, 0.5), Sighted(10, 14, 0.1)))
    assert sight.sure(5, 9) == sight.whole(5, 9) == 0.5
    assert sight.sure(4, 5) == 1.0
    assert sight.whole(0, 9) == pytest.approx(0.05)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paged")
    (folder / "a.txt").write_text(f"?pages{TEXT}", "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(apart, "READERS", "tests.made_readers")
        (outcome,) = loading.load(folder / "store", list(loading.originals([folder])))
    assert outcome.error is None
    return folder / "store"


def test_page_and_warning_are_shown(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "vi", "--store", str(store), "--format", "table", "show", "a.txt"]) == 0
    shown = capsys.readouterr().out
    assert "(a.txt, tr. 2, ký tự " in shown
    assert "! trang 2 mờ" in shown
    assert run(["--lang", "en", "--store", str(store), "--format", "table", "trace", "a.txt", "--to", "76/NQ-CP"]) == 0
    assert "(a.txt, p. 2, characters " in capsys.readouterr().out


def test_both_languages_tell_the_page(store: Path) -> None:
    from queries.results import pages

    with closing(open_reader(store)) as rdf, closing(embedded_cypher.open_reader(store)) as graph:
        assert pages(rdf, "a.txt") == pages(graph, "a.txt") != {}
