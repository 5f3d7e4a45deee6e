"""The web application for tests: asked in the process, or served to a real browser that is watched."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi.testclient import TestClient

from viz.web import listening
from viz.web.app import application
from viz.web.serving import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = {"desk": (1280, 860), "phone": (390, 844)}
THEMES = ("light", "dark")
_SERIOUS = ("serious", "critical")


def client(store: Path | str, **told: object) -> TestClient:
    """The application over a store, asked without a network; errors come back as answers."""
    serving = Serving(store=str(store), **told)  # type: ignore[arg-type]
    return TestClient(application(serving), base_url="http://127.0.0.1", raise_server_exceptions=False)


@contextmanager
def served(store: Path | str, **told: object) -> Iterator[str]:
    """The application on a free port of this machine; its address."""
    app = application(Serving(store=str(store), **told))  # type: ignore[arg-type]
    server = listening.server(app, port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass
class Visit:
    """A page of the application in a browser, with all that went wrong and all that was asked of other places."""

    page: Page
    address: str
    troubles: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page and wait until it has loaded."""
        self.page.goto(self.address + path, wait_until="networkidle")

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def is_clean(self) -> None:
        """No error in the console, no request to anywhere else."""
        assert self.troubles == []
        assert self.elsewhere == []

    def is_accessible(self) -> None:
        """Nothing serious found by axe-core."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        told = [
            f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes'][:4]]}"
            for each in found
            if each["impact"] in _SERIOUS
        ]
        assert told == []


@contextmanager
def visit(browser: Browser, address: str, *, view: str = "desk", theme: str = "light") -> Iterator[Visit]:
    """A fresh browser window on the application; what it meets is noted."""
    width, height = VIEWS[view]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if theme == "dark" else "light", locale="vi-VN"
    )
    page = context.new_page()
    seen = Visit(page, address)
    page.on("console", lambda said: seen.troubles.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.troubles.append(str(error)))
    page.on("request", lambda asked: seen.elsewhere.append(asked.url) if _is_elsewhere(asked.url, address) else None)
    try:
        yield seen
    finally:
        context.close()


def _is_elsewhere(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))
