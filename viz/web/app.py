"""The web application: the areas in their order, inside the guard. One area a file, one router each."""

from __future__ import annotations

from fastapi import FastAPI

from queries.lanes import Lanes
from viz.web import failing, running
from viz.web.access import Sessions
from viz.web.areas import (
    agency,
    api,
    api_docs,
    colours,
    crawlers,
    document,
    files,
    gaps,
    home,
    indices,
    lineage,
    linked,
    original,
    overview,
    query,
    review,
    search,
    signing_in,
    sparql,
    tasks,
    upload,
)
from viz.web.guard import Guard
from viz.web.held import Held
from viz.web.serving import Serving

AREAS = (
    files.area,
    colours.area,
    signing_in.area,
    home.area,
    search.area,
    agency.area,
    document.area,
    original.area,
    lineage.area,
    indices.area,
    overview.area,
    tasks.area,
    gaps.area,
    upload.area,
    review.area,
    sparql.area,
    linked.area,
    query.area,
    api_docs.area,
    api.area,
    crawlers.area,
)


def application(serving: Serving) -> FastAPI:
    """The application over one store. Nothing is opened before the first request."""
    app = FastAPI(title="Căn cứ", docs_url=None, redoc_url=None, openapi_url=None, lifespan=running.lifespan)
    app.state.serving = serving
    app.state.held = Held(serving.store)
    app.state.sessions = Sessions()
    app.state.lanes = Lanes()
    failing.install(app)
    for area in AREAS:
        app.include_router(area)
    app.add_middleware(Guard, serving=serving)
    return app
