"""What reading costs grows with the text, whatever it repeats: counted in calls and in characters given to patterns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from benchmarks.pumped import REPEATED, pumped
from loaders import pipeline
from loaders.extract.patterns import Match, Pattern

LENGTH, TIMES = 10_000, 4  # characters: more than any reader looks around itself
MOST = 6.0  # in proportion is 4, quadratic is 16


@pytest.fixture
def effort(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """What it takes to read a text; no clock, so that it is the same on every machine."""
    spent = 0
    one, finditer = Pattern._one, Pattern.finditer

    def counted_one(self: Pattern, anchor: Any, text: str, start: int) -> Match | None:
        nonlocal spent
        spent += len(text)
        return one(self, anchor, text, start)

    def counted_finditer(self: Pattern, text: str) -> Iterator[Match]:
        nonlocal spent
        spent += len(text)
        return finditer(self, text)

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal spent
        spent += event in ("call", "c_call")

    def measured(text: str) -> int:
        nonlocal spent
        source = pipeline.read_bytes("text.txt", text.encode())
        before, spent = sys.getprofile(), 0
        sys.setprofile(called)
        try:
            pipeline.extract(source)
        finally:
            sys.setprofile(before)
        return spent

    monkeypatch.setattr(Pattern, "_one", counted_one)
    monkeypatch.setattr(Pattern, "finditer", counted_finditer)
    return measured


@pytest.mark.parametrize("case", REPEATED)
def test_effort_grows_with_the_text(case: str, effort: Callable[[str], int]) -> None:
    effort(pumped(case, 1_000))  # words and patterns are learnt at their first use
    once, more = effort(pumped(case, LENGTH)), effort(pumped(case, TIMES * LENGTH))
    assert more < MOST * once
