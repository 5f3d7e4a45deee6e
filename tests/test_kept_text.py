"""The text of a document as it was read is kept with the store; what is damaged or missing counts as not kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_cli import loading
from graph_cli.main import run
from loaders import pipeline
from queries.stores.kept_text import KeptText
from queries.stores.layout import StoreFolder
from tests.conftest import SAMPLES


@given(
    text=st.text(st.characters(exclude_categories=()), max_size=60),
    pages=st.lists(st.integers(0, 10**9), max_size=4),
    unsure=st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), max_size=4),
)
def test_what_is_kept_comes_back_as_it_was(text: str, pages: list[int], unsure: list[tuple[int, int]]) -> None:
    kept = KeptText(text=text, pages=tuple(pages), unsure=tuple(unsure))
    assert KeptText.unpacked(kept.packed()) == kept


def test_loading_keeps_the_very_text_that_offsets_count_in(sample_store: Path) -> None:
    folder = StoreFolder(sample_store)
    for path in SAMPLES.glob("*.txt"):
        data = path.read_bytes()
        kept = folder.text(sha256(data).hexdigest())
        assert kept is not None
        assert kept.text == pipeline.read_bytes(path.name, data).text


def test_a_damaged_text_counts_as_none_and_rebuilding_makes_it_again(tmp_path: Path) -> None:
    store, file = tmp_path / "store", next(iter(sorted(SAMPLES.glob("*.txt"))))
    loading.load(store, list(loading.originals([file])))
    digest = sha256(file.read_bytes()).hexdigest()
    whole = StoreFolder(store).text(digest)
    path = store / "texts" / digest[:2] / digest
    path.write_bytes(path.read_bytes()[:-3])
    assert StoreFolder(store).text(digest) is None
    assert run(["--store", str(store), "rebuild"]) == 0
    assert StoreFolder(store).text(digest) == whole is not None


@pytest.mark.parametrize("content", [b"", b"x", KeptText(text="a").packed()[:-1], KeptText(text="a").packed()[2:]])
def test_other_bytes_are_no_text(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        KeptText.unpacked(content)
