"""Search: what people type, in what order it is found, what is marked; nothing typed is an error."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_cli import loading
from queries import search, search_index
from queries.search import Index
from queries.search_hits import Hit
from queries.search_words import Part, Typed
from queries.standing import standing
from queries.stores.oxigraph import OxigraphReader, open_reader, open_writer


@pytest.fixture(scope="module")
def index(samples: OxigraphReader) -> Index:
    return search.index(samples)


def found(index: Index, typed: str, kind: str = "document") -> tuple[Hit, ...]:
    return index.page(Typed(typed), kind, 20).hits


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("76/NQ-CP", "Nghị quyết 76/NQ-CP"), ("76 nq cp", "Nghị quyết 76/NQ-CP"), ("76nqcp", "Nghị quyết 76/NQ-CP"),
        ("76 - NQ / CP", "Nghị quyết 76/NQ-CP"), ("0076/nq-cp", "Nghị quyết 76/NQ-CP"),
        ("76/nq", "Nghị quyết 76/NQ-CP"),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ", "Nghị quyết 76/NQ-CP"),
        ("nghi quyet 76", "Nghị quyết 76/NQ-CP"), ("22/kh", "Kế hoạch 22/KH-UBND"),
        ("22 kh ubnd", "Kế hoạch 22/KH-UBND"),
        ("1/NQ-TU", "Nghị quyết 01-NQ/TU"), ("01-nq/tu", "Nghị quyết 01-NQ/TU"), ("06/QD-TTg", "Quyết định 06/QĐ-TTg"),
        ("QD-UBND", "Quyết định 3647/QĐ-UBND"), ("107 2020", "Nghị định 107/2020/NĐ-CP"), ("000", "Công văn (000_"),
        ("tuyên truyền cải cách 2023", "Kế hoạch 22/KH-UBND"), ("2023 cach cai truyen tuyen", "Kế hoạch 22/KH-UBND"),
        ("chuong trinh tong the", "Nghị quyết 76/NQ-CP"), ("Chương trình tổng thể CCHC", "Nghị quyết 76/NQ-CP"),
        ("ke hoach Quang Tri nam 2023", "Kế hoạch 22/KH-UBND"),
    ],
)  # fmt: skip
def test_a_document_is_found_first_as_people_type_it(index: Index, typed: str, name: str) -> None:
    assert found(index, typed)[0].name.startswith(name)


@pytest.mark.parametrize("typed", ["Sở Nội vụ", "so noi vu", "vu noi so", "noi v"])
def test_an_agency_is_found(index: Index, typed: str) -> None:
    assert found(index, typed, "agency")[0].name == "Sở Nội vụ tỉnh Quảng Trị"


def test_tasks_and_sentences_lead_to_their_place(index: Index) -> None:
    task = found(index, "huong dan tuyen truyen ke hoach", "task")[0]
    assert "Sở Nội vụ tỉnh Quảng Trị" in task.name and task.document_name.startswith("Kế hoạch 22/KH-UBND")
    sentence = found(index, "nâng cao chỉ số năng lực cạnh tranh", "sentence")[0]
    assert sentence.file == "003_35bbaa358a09f808.txt" and sentence.end > sentence.start > 0


def test_the_very_number_goes_before_numbers_that_begin_so(index: Index) -> None:
    hits = index.page(Typed("76"), "document", 20)
    assert hits.hits[0].name.startswith("Nghị quyết 76/NQ-CP")
    assert any("766/QĐ-TTg" in hit.name for hit in hits.hits)
    assert (index.page(Typed("76/NQ-CP"), "document", 5).exact, hits.exact) == (1, 0)


def test_what_is_held_goes_before_what_is_only_cited_and_then_the_most_cited(index: Index) -> None:
    hits = found(index, "cai cach hanh chinh")
    assert [hit.held for hit in hits] == sorted((hit.held for hit in hits), reverse=True)
    cited = [hit.weight for hit in hits if not hit.held]
    assert cited == sorted(cited, reverse=True) and len(cited) > 1


def test_words_spelt_as_typed_go_first(samples: OxigraphReader) -> None:
    index = search.index(samples)
    assert found(index, "kế hoạch cải cách")[0].name.startswith("Quyết định 3647/QĐ-UBND")
    assert found(index, "kê hoach cai cách"), "diacritics that are wrong do not hide what is there"


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(index: Index, typed: str) -> None:
    for kind in search.KINDS:
        index.page(Typed(typed), kind, 3)
    assert "".join(part.text for part in Typed(typed).marked(typed)) == typed


@pytest.mark.parametrize(
    "typed",
    ["", " ", '"', '"""', "a AND", "NEAR(a b)", "a OR NOT *", "key:76", "^76", "{bare}:x", "-a", "'; DROP TABLE", "\0a",
     "0", "000000", "đ", "ß ﬁ ǅ", "😀", "à" * 10_000, "x " * 5_000, "(" * 400, "%_\\"],
)  # fmt: skip
def test_signs_of_the_query_language_are_words_like_others(index: Index, typed: str) -> None:
    for kind in search.KINDS:
        assert len(index.page(Typed(typed), kind, 3).hits) <= 3


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("cai cach", "đẩy mạnh cải cách", ["cải", "cách"]),
        ("76nq", "Nghị quyết 76/NQ-CP ngày", ["76/NQ-CP"]),
        ("kế", "Kế hoạch kê khai", ["Kế"]),
        ("ke", "Kế hoạch kê khai", ["Kế", "kê"]),
        ("nghi", "Nghi ̣ quyết", ["Nghi"]),
        ("quyet", "Nghi ̣ quyê\u0301t", ["quyê\u0301t"]),
        ("zz", "Kế hoạch", []),
    ],
)  # fmt: skip
def test_words_that_were_found_are_marked(typed: str, text: str, marked: list[str]) -> None:
    assert [part.text for part in Typed(typed).marked(text) if part.found] == marked


def test_a_snippet_is_the_stretch_with_the_words() -> None:
    text = "mở đầu " * 60 + "cải cách hành chính " + "kết thúc " * 60
    parts = Typed("hành chính").snippet(text, 100)
    assert Part("hành", True) in parts and parts[0] == Part("… ") and parts[-1] == Part(" …")
    assert len("".join(part.text for part in parts)) < 120


def test_a_page_goes_on_where_the_one_before_ended(index: Index) -> None:
    typed = Typed("hanh chinh")
    one, other = index.page(typed, "sentence", 10), index.page(typed, "sentence", 10, 10)
    assert one.count == other.count > 20
    assert not {(hit.file, hit.start) for hit in one.hits} & {(hit.file, hit.start) for hit in other.hits}


def test_a_damaged_index_is_made_again(
    samples: OxigraphReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(samples, "_kept", type(samples._kept)(tmp_path))
    search.index(samples)
    (path,) = tmp_path.glob("search-*")
    path.write_bytes(path.read_bytes()[:5000])
    assert found(search.index(samples), "76/NQ-CP")
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM made")
    assert found(search.index(samples), "76/NQ-CP")


def test_where_nothing_can_be_kept_it_is_made_in_memory(
    samples: OxigraphReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "_kept", type(samples._kept)(Path("/proc/nowhere")))
    assert found(search.index(samples), "76/NQ-CP")


def test_the_state_of_the_corpus_is_told(samples: OxigraphReader, index: Index) -> None:
    told = standing(samples, index)
    assert (told.documents, told.files, told.conflicts, told.poor) == (5, 5, 4, 1)
    assert told.missing > 20 and told.tasks > 100 and told.cited_missing[0].name.startswith("Nghị quyết 76/NQ-CP")
    assert [hit.date for hit in told.recent] == sorted((hit.date for hit in told.recent), reverse=True)
    assert standing(samples, index) == told


def everything(index: Index) -> dict[str, set[tuple[object, ...]]]:
    """What an index holds, without the numbers of its rows."""
    texts = {
        "document": "SELECT iri, means, name, title, kind, issuer, date, files, speakers FROM document",
        "agency": "SELECT iri, name, called, issued, tasks FROM agency",
        "task": "SELECT t.iri, t.text, beside, h.iri, file, start FROM task t JOIN held h ON h.id = t.document",
        "charged": "SELECT agency, role, iri FROM charged JOIN task ON id = task",
        "sentence": "SELECT text, h.iri, file, start, page FROM sentence s JOIN held h ON h.id = s.document",
    }
    return {name: set(index.rows(text)) for name, text in texts.items()}


def test_an_index_brought_up_to_date_is_the_one_made_anew(tmp_path: Path) -> None:
    store = tmp_path / "store"
    one, *others = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
    loading.load(store, list(loading.originals([one, others[0]])))
    with closing(open_reader(store)) as reader:
        assert found(search.index(reader), "hanh chinh", "sentence")
    loading.load(store, list(loading.originals(others)))
    with open_writer(store) as writer:
        writer.remove(sha256(one.read_bytes()).hexdigest())
    with closing(open_reader(store)) as reader:
        brought_up = search.index(reader)
        anew = sqlite3.connect(":memory:", check_same_thread=False)
        search_index.build(reader, anew)
        assert everything(brought_up) == everything(Index(None, anew))
        for typed in ("cải cách", "76 nq", "so noi vu bao cao", "th"):
            for kind in ("task", "sentence"):
                places = [
                    {(hit.file, hit.start) for hit in each.page(Typed(typed), kind, 1000).hits}
                    for each in (brought_up, Index(None, anew))
                ]
                assert places[0] == places[1]
