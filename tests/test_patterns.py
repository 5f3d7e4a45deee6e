"""Patterns: what a guard keeps from RE2 would not have fitted."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import loaders
from loaders.extract.patterns import Guarded, Pattern, compiled
from loaders.normalize import normalize

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.txt"))


def _guarded() -> Iterator[tuple[str, Guarded]]:
    for module in pkgutil.walk_packages(loaders.__path__, "loaders."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Guarded):
                yield f"{module.name}.{name}", value


GUARDED = dict(_guarded())


@pytest.fixture(scope="module")
def texts() -> list[str]:
    sources = [path.read_text(encoding="utf-8") for path in SAMPLES]
    chars = [text for source in sources for text in (source, normalize(source).chars)]
    lines = {line for text in chars for line in text.split("\n")}
    return sorted(lines | {line.strip() for line in lines} | {part for line in lines for part in line.split("|")})


@pytest.mark.parametrize("name", GUARDED)
def test_a_guard_keeps_back_nothing_that_fits(name: str, texts: list[str]) -> None:
    guarded = GUARDED[name]
    bare = Pattern(guarded.pattern, ignore_case=guarded.ignore_case)
    for text in texts:
        assert (bare.search(text) is None) == (guarded.search(text) is None), text


@pytest.mark.parametrize(
    ("situation", "pattern", "begins", "holds"),
    [
        ("a beginning of what may stand anywhere", "số", "s", ""),
        ("letters of either case", "số", "", ("số",)),
    ],
)
def test_a_guard_that_could_keep_back_what_fits_is_refused(
    situation: str, pattern: str, begins: str, holds: tuple[str, ...]
) -> None:
    with pytest.raises(ValueError, match=r"beginning|either case"):
        compiled(pattern, begins=begins, holds=holds)


def test_white_space_may_stand_before_the_beginning() -> None:
    pattern = compiled(r"^\s*bước", begins="b")
    assert pattern.search(" \tBước 1")
    assert not pattern.search("các bước")
