"""Cypher that a user wrote, asked of a Neo4j: for reading only, within its time, and no more rows than anyone reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError

from queries import supervision
from queries.stores.bolt import failures
from queries.stores.bolt.line import Late, Line
from queries.stores.bolt.store import open_reader, plain
from queries.stores.protocols import Parameters, Rows
from queries.supervision import Answered

_FETCH = 200  # rows that come at once: the bounds are looked at in between
_GRACE = 1.0  # seconds for the server to keep the limit itself


def run(address: str, text: str, *, timeout: float) -> Answered:
    """The rows of an admitted query within `timeout` seconds; QueryNotUnderstood, QueryLimit.

    A server that does not keep the limit loses the connection, and with it the query.
    """
    with closing(open_reader(address)) as reader:
        try:
            return reader.line.do(lambda driver: _within(timeout, reader.line, driver, text), seconds=timeout + _GRACE)
        except Late:
            raise supervision.over_time(timeout) from None


def plan(address: str, text: str, values: Parameters, *, timeout: float) -> Rows:
    """How the server would go about an admitted text: its steps, the last one first, each under what it serves."""
    with closing(open_reader(address)) as reader:
        return reader.line.do(lambda driver: _planned(reader.line, driver, text, values, timeout))


def _within(timeout: float, line: Line, driver: neo4j.Driver, text: str) -> Answered:
    with line.session(driver, reading=True, fetch_size=_FETCH) as session:
        tx = session.begin_transaction(timeout=timeout)
        try:
            return _answered(tx.run(text))
        except Neo4jError as error:
            if failures.is_over_time(error):
                raise supervision.over_time(timeout) from error
            raise
        finally:
            tx.close()


def _answered(found: neo4j.Result) -> Answered:
    rows = (tuple(plain(value) for value in record.values()) for record in found)
    kept, truncated = supervision.cut(rows, supervision.MAX_ROWS, supervision.MAX_BYTES)
    return Answered(Rows(tuple(found.keys()), tuple(kept)), truncated)


def _planned(line: Line, driver: neo4j.Driver, text: str, values: Parameters, timeout: float) -> Rows:
    with line.session(driver, reading=True) as session:
        tx = session.begin_transaction(timeout=timeout)
        try:
            told = tx.run(f"EXPLAIN {text}", dict(values)).consume()
        finally:
            tx.close()
    return Rows(("operator", "details", "rows"), tuple(_steps(told.plan or {}, 0)))


def _steps(step: dict[str, Any], depth: int) -> Iterator[tuple[str, str, float]]:
    told = step.get("args", {})
    name = str(step.get("operatorType", "")).partition("@")[0]
    yield "  " * depth + name, str(told.get("Details", "")), float(told.get("EstimatedRows", 0.0))
    for child in step.get("children", ()):
        yield from _steps(child, depth + 1)
