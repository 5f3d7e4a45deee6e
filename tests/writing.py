"""People who may write, for tests of the web application."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fastapi.testclient import TestClient

from graph_cli.commands.serve import load
from graph_cli.reviewing import OfStore
from tests.web import client
from viz.web.tokens import digest

TOKEN = "mot-ma-truy-cap-de-thu-2026"
PERSON = "Nguyễn Thị Thử"
BEARER = {"authorization": f"Bearer {TOKEN}"}
OURS = {"origin": "http://127.0.0.1"}
FOR_PEOPLE = {"accept": "text/html"}


def writable(store: Path) -> dict[str, object]:
    """What a server is told that takes files and decisions from one person."""
    return {"tokens": {digest(TOKEN): PERSON}, "load": partial(load, str(store)), "reviewing": OfStore(str(store))}


def writer(store: Path) -> TestClient:
    """The application with one person who may write and has not signed in."""
    return client(store, **writable(store))


def signed_in(store: Path) -> TestClient:
    """The same, signed in as a browser does."""
    asked = writer(store)
    assert asked.post("/sign-in", data={"token": TOKEN}, headers=OURS, follow_redirects=False).status_code == 303
    return asked
