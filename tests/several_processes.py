"""The tests in several processes (pytest -n auto --dist loadscope): what stays together, what is told at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.answer_table import TABLE, AnswerTable

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

# Modules that speak to the real servers, which hold one test's data at a time.
WITH_SERVERS = {
    f"tests/test_{name}.py"
    for name in (
        "bolt", "bolt_faults", "bolt_text", "cypher_script", "same_answers", "servers", "sparql_faults",
        "sparql_fuseki", "sync_servers",
    )
}  # fmt: skip
_TOLD = pytest.StashKey[list[str]]()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """A module stays whole, since what it prepares is made once; those with servers stay together."""
    from xdist.scheduler import LoadScopeScheduling

    class WholeModules(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.split("::", maxsplit=1)[0]
            return "servers" if module in WITH_SERVERS else module

    return WholeModules(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """One of several processes hands what it noted to the one that reports."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["answers"] = list(session.config.stash.get(TABLE, AnswerTable()).lines())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a process handed over."""
    node.config.stash.setdefault(_TOLD, []).extend(getattr(node, "workeroutput", {}).get("answers", []))


def told(config: pytest.Config) -> list[str]:
    """What all processes handed over."""
    return config.stash.get(_TOLD, [])
