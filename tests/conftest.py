"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_cli import loading
from loaders import apart
from loaders.apart import Readers
from queries.stores.oxigraph import OxigraphReader, open_reader
from tests.answer_table import TABLE, AnswerTable
from tests.browsing import browser
from tests.servers import fuseki_server, neo4j_server
from tests.several_processes import pytest_sessionfinish, pytest_testnodedown, pytest_xdist_make_scheduler, told

__all__ = [
    "browser",
    "fuseki_server",
    "neo4j_server",
    "pytest_sessionfinish",
    "pytest_testnodedown",
    "pytest_xdist_make_scheduler",
]

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything must run (CANCU_REQUIRE_ALL=1), a skipped test is a failed one.

    Except those that need material from outside the project, which may lawfully be missing.
    """
    report = yield
    if report.skipped and os.environ.get("CANCU_REQUIRE_ALL") == "1" and not item.get_closest_marker("outside"):
        report.outcome = "failed"
        report.longrepr = f"skipped, though CANCU_REQUIRE_ALL=1 asks for everything: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where the same question was asked of several engines: which gave the same answer."""
    lines = [*config.stash.get(TABLE, AnswerTable()).lines(), *told(config)]
    if lines:
        terminalreporter.section("the same answers (= the same rows, ≠ others, – not asked)")
        terminalreporter.write("\n".join(lines) + "\n")


@pytest.fixture(autouse=True)
def _patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers on a busy machine answer late; only the tests of faults hold the program to its seconds."""
    if not request.module.__name__.endswith("_faults"):
        monkeypatch.setattr("queries.stores.sparql_server.client.SILENCE", 60.0)
        monkeypatch.setattr("queries.stores.bolt.line.CONNECT", 60.0)


class KeptReaders(Readers):
    """Processes that go on for the next test."""

    def end(self) -> None:
        """Not yet."""


@pytest.fixture(scope="session", autouse=True)
def kept_readers() -> Iterator[None]:
    """The processes that read files are started once, but where a test wants readers or a number of its own."""
    usual, begun, cores = apart.READERS, apart.begun, apart.cores
    kept: list[KeptReaders] = []

    def begin(files: int, count: int | None = None, known: str | None = None) -> Readers:
        if count or known or usual != apart.READERS or apart.cores is not cores:
            return begun(files, count, known)
        if not kept:
            kept.append(KeptReaders(cores(), 1000, usual))
        return kept[0]

    apart.begun = begin
    yield
    apart.begun = begun
    for each in kept:
        Readers.end(each)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample documents, read by the whole pipeline; to be read only."""
    path = tmp_path_factory.mktemp("samples") / "store"
    outcomes = loading.load(path, list(loading.originals([SAMPLES])))
    assert [outcome.error for outcome in outcomes] == [None] * 5
    return path


@pytest.fixture(scope="session")
def samples(sample_store: Path) -> Iterator[OxigraphReader]:
    """The sample documents, open for questions."""
    with closing(open_reader(sample_store)) as reader:
        yield reader
