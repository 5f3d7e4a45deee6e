"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest


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
