"""Users' own queries for pages and programs: run apart from the named questions, ended with their reader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Event
from typing import TypeVar

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool

from queries import languages, own_text
from queries.lanes import Lanes
from queries.languages import Language
from queries.stores import opening
from queries.supervision import Answered, Wanted, Written
from viz.web.failing import NotThere
from viz.web.held import Held, held

LONGEST = 30.0  # seconds a query may be given
USUAL = 10.0
_LOOK = 0.25  # seconds between two looks at whether the reader is still there

T = TypeVar("T")
Cancelled = Callable[[], bool]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """The processes end with the server, and the store is let go of."""
    yield
    lanes: Lanes = app.state.lanes
    lanes.close()
    opened: Held = app.state.held
    opened.close()


def lanes_of(request: Request) -> Lanes:
    lanes: Lanes = request.app.state.lanes
    return lanes


async def while_heard(request: Request, work: Callable[[Cancelled], T]) -> T:
    """Do the work in a thread; it is told when the reader has gone."""
    gone = Event()

    async def watch() -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(_LOOK)
        gone.set()

    watching = asyncio.create_task(watch())
    try:
        return await run_in_threadpool(work, gone.is_set)
    finally:
        watching.cancel()


def written(request: Request, text: str, wanted: Wanted, seconds: float, cancelled: Cancelled) -> Written:
    """The answer to a SPARQL text in the form that is wanted; NotThere for a store that holds no RDF."""
    address = in_sparql(request)
    own_text.admit(text, Language.SPARQL)
    if opening.engine(address) == "sparql-server":
        from queries.stores.sparql_server import store as sparql_store

        server = sparql_store.open_reader(address)
        try:
            return server.written(text, wanted, seconds)
        finally:
            server.close()
    state = held(request).now().version
    order = own_text.order(address, Language.SPARQL, text, {}, seconds, wanted)
    return lanes_of(request).written(order, state, cancelled)


def rows(request: Request, text: str, language: Language, seconds: float, most: int, cancelled: Cancelled) -> Answered:
    """The first rows of a text in either language; UsageError where the store does not speak it."""
    address, language = languages.asked_in(held(request).address, language)
    if opening.engine(address) in ("sparql-server", "neo4j"):
        return own_text.run(address, text, language=language, timeout=seconds)
    own_text.admit(text, language)
    state = held(request).now().version
    order = own_text.order(address, language, text, {}, seconds, most_rows=most)
    return lanes_of(request).rows(order, state, cancelled)


def in_sparql(request: Request) -> str:
    """The address under which the store is asked in SPARQL."""
    address = held(request).address
    if Language.SPARQL not in languages.spoken(address):
        raise NotThere(
            "Kho này giữ đồ thị thuộc tính, không giữ RDF nên không trả lời SPARQL. Hỏi bằng Cypher ở trang /query.",
            "This store holds a property graph and no RDF, so it answers no SPARQL. Ask in Cypher at /query.",
        )
    return languages.asked_in(address, Language.SPARQL)[0]
