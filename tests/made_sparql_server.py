"""A small SPARQL server inside the tests' own process: the protocol over a store in memory, and what can go wrong."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

UNION = "union-default-graph"
SMALL = "ASK {}"
JSON, TRIPLES, QUADS = "application/sparql-results+json", "application/n-triples", "application/n-quads"
_FORMS = {TRIPLES: ox.RdfFormat.N_TRIPLES, QUADS: ox.RdfFormat.N_QUADS}


@dataclass(frozen=True)
class Wrong:
    """An answer that no SPARQL server should give."""

    status: int = 200
    media: str = "text/html"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    stay: float = 0.0  # seconds before it is given
    length: int | None = None  # told instead of the true one


class MadeServer(ThreadingHTTPServer):
    """`union` says when the default graph is the union of all: "always", "asked" or "never".

    `wrong` maps a path's last part to what is answered there instead, `graph_store` is whether graphs are given
    by the Graph Store Protocol, `password` is that of the user "an". `asked` holds every text that was received.
    """

    daemon_threads = True
    union = "always"
    graph_store = True
    password = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = ox.Store()
        self.wrong: dict[str, Wrong] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.stop = threading.Event()

    @property
    def address(self) -> str:
        return f"sparql+http://127.0.0.1:{self.server_port}/cancu"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is what is being tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: MadeServer

    def do_POST(self) -> None:
        # As some servers do, what arrives before the connection ends is taken for the whole request.
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append(text)
        self.server.headers.append(dict(self.headers.items()))
        what = urlsplit(self.path).path.removeprefix("/cancu/")
        if self._is_answered(what, text):
            return
        try:
            if what == "update":
                self.server.store.update(text)
                self._tell(204, "", b"")
            elif what == "query":
                self._query(text)
            else:
                self._tell(404, "text/plain", b"no such dataset")
        except SyntaxError as error:
            self._tell(400, "text/plain", f"Parse error: {error}".encode())

    def do_GET(self) -> None:
        if self._is_answered("data"):
            return None
        graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
        media = self.headers["Accept"]
        form = _FORMS[media]
        if not self.server.graph_store:
            return self._tell(405, "text/plain", b"not here")
        if not graph:
            return self._tell(200, media, self.server.store.dump(format=form) or b"")
        name = ox.NamedNode(graph)
        if not self.server.store.contains_named_graph(name):
            return self._tell(404, "text/plain", b"no such graph")
        return self._tell(200, media, self.server.store.dump(format=form, from_graph=name) or b"")

    def _query(self, text: str) -> None:
        union = self.server.union == "always" or (self.server.union == "asked" and UNION in self.path)
        found = self.server.store.query(text, use_default_graph_as_union=union)
        if isinstance(found, ox.QueryTriples):
            self._tell(200, TRIPLES, found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
        else:
            self._tell(200, JSON, found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def _is_answered(self, what: str, text: str = "") -> bool:
        """Whether the request was refused, or answered wrongly as it was ordered."""
        expected = "Basic " + b64encode(f"an:{self.server.password}".encode()).decode()
        if self.server.password and self.headers.get("Authorization") != expected:
            self._tell(401, "text/plain", b"who are you", {"WWW-Authenticate": 'Basic realm="kho"'})
            return True
        wrong = self.server.wrong.get(what)
        if wrong is None or (wrong.stay and text == SMALL):  # at work, it still answers something small
            return False
        self.server.stop.wait(wrong.stay)
        self._tell(wrong.status, wrong.media, wrong.body, wrong.headers, wrong.length)
        return True

    def _tell(
        self, status: int, media: str, body: bytes, headers: dict[str, str] | None = None, length: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if media:
            self.send_header("Content-Type", media)
        if status != 204:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        if length is not None:
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is written."""


@contextmanager
def made_server() -> Iterator[MadeServer]:
    """An empty server that listens on loopback."""
    with MadeServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stop.set()
            server.shutdown()
