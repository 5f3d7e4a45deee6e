"""Answers kept with a generation: the engine's own, thrown away with it, never in the way."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_cli import loading
from queries import catalog, conflicts, known_conflicts, known_names, references
from queries.stores import opening
from queries.stores.kept import KeptAnswers
from queries.stores.oxigraph import OxigraphReader, open_reader, open_writer
from queries.stores.protocols import Iri, Keeping, Rows

SAMPLES = Path(__file__).parents[1] / "samples"
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8")), st.text("abc/", min_size=1).map(Iri),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    loading.load(folder, list(loading.originals([sorted(SAMPLES.glob("*.txt"))[0]])))
    return folder


def files(store: Path) -> list[str]:
    return sorted(path.name for path in (store / "answers").rglob("*") if path.is_file())


def asked(store: Path, name: str = "most_cited") -> Rows:
    with closing(open_reader(store)) as reader:
        return catalog.rows(reader, name)


@given(st.lists(st.tuples(VALUES, VALUES)))
def test_rows_are_read_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, Any]]) -> None:
    kept = KeptAnswers(tmp_path_factory.mktemp("kept"))
    wanted = Rows(("x", "y"), tuple(rows))
    assert kept.rows("q", "text", lambda: wanted) == wanted
    found = kept.rows("q", "text", lambda: Rows((), ()))
    assert found == wanted
    assert [list(map(type, row)) for row in found.rows] == [list(map(type, row)) for row in wanted.rows]


def test_what_goes_through_everything_is_asked_of_the_engine_once(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(store)
    assert len(first)
    monkeypatch.setattr(OxigraphReader, "query", lambda *_: pytest.fail("the engine was asked again"))
    assert asked(store) == first


def test_another_question_text_is_another_answer(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    for text in ("one", "two", "one"):
        assert kept.rows("q", text, lambda text=text: Rows(("x",), ((text,),))).rows == ((text,),)  # type: ignore[misc]


def test_a_new_generation_has_its_own_answers_and_old_ones_go(store: Path) -> None:
    one = asked(store)
    for path in sorted(SAMPLES.glob("*.txt"))[1:4]:
        loading.load(store, list(loading.originals([path])))
        asked(store)
    assert asked(store) != one
    kept = {path.name.partition("-")[0] for path in (store / "answers").iterdir()}
    assert kept <= {path.name for path in (store / "gens").iterdir()}


@pytest.mark.parametrize("content", [b"", b"\x00" * 40, b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_damaged_answer_is_found_again(store: Path, content: bytes) -> None:
    first = asked(store)
    for path in (store / "answers").glob("*/*-*"):
        path.write_bytes(content)
    assert asked(store) == first
    assert asked(store) == first


def test_where_nothing_can_be_written_everything_is_answered(store: Path) -> None:
    shutil.rmtree(store / "answers")
    (store / "answers").write_bytes(b"in the way")
    assert len(asked(store))
    with open_writer(store) as writer:
        writer.replace_graph("https://w3id.org/cancu/id/graph/links", b"")
    assert len(asked(store))


def test_an_answer_about_something_is_not_kept(store: Path) -> None:
    with closing(open_reader(store)) as reader:
        documents = [row["document"] for row in catalog.rows(reader, "all_documents")]
        before = files(store)
        catalog.rows(reader, "facts", document=documents[0])
        catalog.rows(reader, "two_numbers", kind=Iri("https://w3id.org/cancu/id/kind/ke-hoach"))
        assert files(store) == before


def test_who_still_reads_a_store_that_was_replaced_keeps_nothing_for_the_new_one(store: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    loading.load(other, list(loading.originals([sorted(SAMPLES.glob("*.txt"))[1]])))
    shutil.rmtree(other / "answers")
    wanted = asked(other)
    shutil.rmtree(other / "answers")
    with closing(open_reader(store)) as reader:
        store.rename(tmp_path / "before")
        other.rename(store)
        assert catalog.rows(reader, "most_cited") != wanted
    assert (store / "current").readlink() == (tmp_path / "before/current").readlink()
    assert asked(store) == wanted


def test_the_number_of_a_generation_whose_answers_are_there_is_not_given_again(store: Path) -> None:
    (name,) = (path.name for path in (store / "answers").iterdir())
    (store / "answers" / name).rename(store / "answers" / name.replace("1-", "2-"))
    with open_writer(store) as writer:
        writer.replace_graph("https://w3id.org/cancu/id/graph/links", b"")
    assert (store / "current").readlink().name == "3"


def test_what_people_would_wait_for_is_found_while_loading(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(open_reader(store)) as reader:
        monkeypatch.setattr(OxigraphReader, "query", lambda *_: pytest.fail("the engine was asked"))
        for name in ("missing", "speakers", "two_dates", "two_numbers", "late_citations", "definitions"):
            catalog.rows(reader, name)
        assert known_names.names(reader)


def test_a_writer_keeps_nothing(store: Path) -> None:
    before = files(store)
    with open_writer(store) as writer:
        catalog.rows(writer, "most_cited")
    assert files(store) == before


# -- names of documents, searched as one text ---------------------------------------------------


def test_names_are_found_by_a_piece_by_their_beginning_and_by_likeness(samples: OxigraphReader) -> None:
    lines = known_names.names(samples)
    assert lines == known_names.names(samples)
    every = list(known_names.every(lines))
    piece = "ke hoach 22"
    assert {name for name in every if piece in name[0]} == set(known_names.holding(lines, piece))
    assert all(document.startswith("http") for _, document in every)
    assert known_names.likest(lines, piece, len(every) + 1) == dict(every)
    few = known_names.likest(lines, "ke hoach 22/kh-ubnd", 3)
    assert "ke hoach 22/kh-ubnd" in few
    assert len(few) <= 3


def test_no_words_are_found_nowhere(samples: OxigraphReader) -> None:
    assert list(known_names.holding(known_names.names(samples), "")) == []
    assert known_names.of_files(samples, "") == []


def test_the_iri_behind_a_name_is_no_part_of_it() -> None:
    lines = "\none\thttp://two\ntwo\thttp://x\n"
    assert list(known_names.holding(lines, "two")) == [("two", "http://x")]


def test_two_files_of_one_name_are_both_found(tmp_path: Path) -> None:
    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))[:2]]
    originals = [loading.Original("van\tban.txt", lambda text=text: text) for text in texts]  # type: ignore[misc]
    loading.load(tmp_path / "store", originals)
    with closing(open_reader(tmp_path / "store")) as reader:
        assert len({document for _, document in known_names.of_files(reader, "van")}) == 2
        assert len(references.candidates(reader, "van ban.txt")) == 2


class Forgetful:
    """A store that keeps nothing, as a server does."""

    def __init__(self, reader: OxigraphReader) -> None:
        self.answer = reader.answer

    def close(self) -> None: ...


def test_a_file_is_found_in_a_store_that_keeps_nothing_too(samples: OxigraphReader, sample_store: Path) -> None:
    forgetful = Forgetful(samples)
    assert not isinstance(forgetful, Keeping)
    assert isinstance(opening.open_reader(str(sample_store)), Keeping)
    for start in ("001", "001_69ad", "nothing"):
        assert known_names.of_files(forgetful, start) == known_names.of_files(samples, start)


@pytest.mark.parametrize("damaged", ["", "9", '9\n["x"]', "nothing"])
def test_contradictions_are_kept_whole_or_found_again(
    samples: OxigraphReader, damaged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = known_conflicts.found(samples)
    assert first and first == known_conflicts.found(samples) == conflicts.found(samples)
    monkeypatch.setattr(samples, "keep", lambda *_: damaged)
    assert known_conflicts.found(samples) == first
