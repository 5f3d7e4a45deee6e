"""Which engine gave which question the same answer: noted by the tests, told at the end of the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

ENGINES = ("rdflib", "oxigraph", "ladybug", "fuseki", "neo4j")
SAME, OTHER, NOT_ASKED = "=", "≠", "–"


class AnswerTable:
    """One line for each question, one column for each engine."""

    def __init__(self) -> None:
        self._same: dict[str, dict[str, bool]] = {}
        self._rows: dict[str, int] = {}

    @contextmanager
    def noting(self, question: str, engine: str) -> Iterator[None]:
        """Notes whether what is done inside ends well; one failure stays noted."""
        engines = self._same.setdefault(question, {})
        before = engines.get(engine, True)
        engines[engine] = False
        yield
        engines[engine] = before

    def count(self, question: str, rows: int) -> None:
        """How many rows the reference gave."""
        self._rows[question] = self._rows.get(question, 0) + rows

    def lines(self, engines: Sequence[str] = ENGINES) -> Iterator[str]:
        """The table as text; nothing where nothing was asked."""
        if not self._same:
            return
        width = max(map(len, self._same)) + 2
        yield "question".ljust(width) + "rows".rjust(7) + "".join(engine.rjust(10) for engine in engines)
        for question, told in self._same.items():
            marks = (NOT_ASKED if engine not in told else SAME if told[engine] else OTHER for engine in engines)
            rows = str(self._rows.get(question, ""))
            yield question.ljust(width) + rows.rjust(7) + "".join(mark.rjust(10) for mark in marks)


TABLE = pytest.StashKey[AnswerTable]()
