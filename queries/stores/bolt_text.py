"""Cypher that a user wrote, asked of a Neo4j: for reading only, within its time, and no more rows than anyone reads."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import neo4j
from neo4j.exceptions import Neo4jError

from queries import supervision
from queries.stores import bolt_failures
from queries.stores.bolt import open_reader, plain
from queries.stores.bolt_line import Line
from queries.stores.protocols import Parameters, Rows
from queries.supervision import Answered

_FETCH = 200  # rows that come at once: the bounds are looked at in between
_GRACE = 1.0  # seconds for the server to keep the limit itself


def run(address: str, text: str, *, timeout: float) -> Answered:
    """The rows of an admitted query within `timeout` seconds; QueryNotUnderstood, QueryLimit."""
    with closing(open_reader(address)) as reader:
        line = reader.line

        async def work(driver: neo4j.AsyncDriver) -> Answered:
            async with line.session(driver, reading=True, fetch_size=_FETCH) as session:
                return await _within(timeout, session, text)

        return line.do(work)


def plan(address: str, text: str, values: Parameters, *, timeout: float) -> Rows:
    """How the server would go about an admitted text: its steps, the last one first, each under what it serves."""
    with closing(open_reader(address)) as reader:
        return reader.line.do(lambda driver: _planned(reader.line, driver, text, values, timeout))


async def _within(timeout: float, session: neo4j.AsyncSession, text: str) -> Answered:
    """What the server answers in time. One that does not keep the limit loses the connection, and with it the query."""
    tx = await session.begin_transaction(timeout=timeout)
    try:
        async with asyncio.timeout(timeout + _GRACE):
            return await _answered(await tx.run(text))
    except TimeoutError:
        raise supervision.over_time(timeout) from None
    except Neo4jError as error:
        if bolt_failures.is_over_time(error):
            raise supervision.over_time(timeout) from error
        raise
    finally:
        tx.cancel()


async def _answered(found: neo4j.AsyncResult) -> Answered:
    rows: list[tuple[Any, ...]] = []
    size = 0
    async for record in found:
        row = tuple(plain(value) for value in record.values())
        size += len(json.dumps(row))
        if size > supervision.MAX_BYTES and not rows:
            raise supervision.too_large(supervision.MAX_BYTES)
        if size > supervision.MAX_BYTES or len(rows) == supervision.MAX_ROWS:
            return Answered(Rows(tuple(found.keys()), tuple(rows)), truncated=True)
        rows.append(row)
    return Answered(Rows(tuple(found.keys()), tuple(rows)), truncated=False)


async def _planned(line: Line, driver: neo4j.AsyncDriver, text: str, values: Parameters, timeout: float) -> Rows:
    async with line.session(driver, reading=True) as session:
        tx = await session.begin_transaction(timeout=timeout)
        try:
            told = await (await tx.run(f"EXPLAIN {text}", dict(values))).consume()
        finally:
            await tx.close()
    return Rows(("operator", "details", "rows"), tuple(_steps(told.plan or {}, 0)))


def _steps(step: dict[str, Any], depth: int) -> Iterator[tuple[str, str, float]]:
    told = step.get("args", {})
    name = str(step.get("operatorType", "")).partition("@")[0]
    yield "  " * depth + name, str(told.get("Details", "")), float(told.get("EstimatedRows", 0.0))
    for child in step.get("children", ()):
        yield from _steps(child, depth + 1)
