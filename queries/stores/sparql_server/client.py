"""Requests to one SPARQL server: bounded in time and size, sent again when the connection is lost.

Whatever is sent here may be carried out twice with the same outcome, so a request whose answer was lost is
sent again. A server that is gone, silent or unreachable is told within five seconds.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import BadStatusLine, HTTPException, LineTooLong
from time import monotonic
from urllib.parse import urljoin, urlsplit

from urllib3 import exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.response import HTTPResponse

from ontology.errors import CancuError
from queries.stores.failures import words
from queries.stores.sparql_server import failures
from queries.stores.sparql_server.address import SparqlAddress
from queries.stores.sparql_server.watching import Fate, Watch

CONNECT = 2.0  # seconds for each address of the host
SILENCE = 3.5  # seconds without a sign of life
PATIENCE = 600.0  # seconds for a request of ours while the server lives
IDLE = 5.0  # seconds after which a kept connection may have been dropped on the way without a word
_PAUSES = (0.0, 0.2, 0.6, 1.2, 1.5)  # seconds before each further try
_REDIRECTS = (301, 302, 307, 308)
_MOST_REDIRECTS = 3
_CHUNK = 1 << 16
_KEEPALIVE = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *((socket.IPPROTO_TCP, getattr(socket, name), value)
      for name, value in (("TCP_KEEPIDLE", 5), ("TCP_KEEPINTVL", 2), ("TCP_KEEPCNT", 3)) if hasattr(socket, name)),
]  # fmt: skip

QUERY_TEXT = "application/sparql-query"
UPDATE_TEXT = "application/sparql-update"
RESULTS = "application/sparql-results+json"


class _LostError(Exception):
    """The connection broke before the answer was complete."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: `target` is a path of the server with its parameters."""

    target: str
    body: bytes | None = None
    media: str = ""
    accept: str = "*/*"

    @property
    def method(self) -> str:
        return "GET" if self.body is None else "POST"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whatever its status."""

    status: int
    media: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long an answer may take, in seconds, and how many bytes it may have."""

    seconds: float = PATIENCE
    most: int | None = None


OURS = Bounds()


class SparqlClient:
    """One connection to a server, opened when first needed."""

    def __init__(self, address: SparqlAddress) -> None:
        self.address = address
        self.place = address.shown
        self._connection: HTTPConnection | None = None
        self._used = 0.0
        self._answered = False

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def send(self, request: Request, bounds: Bounds = OURS) -> Reply:
        """The reply of this server, redirections on it followed; an error of ours where there is none."""
        end = monotonic() + bounds.seconds
        for _ in range(_MOST_REDIRECTS + 1):
            reply = self._insisting(request, bounds, end)
            if reply.status not in _REDIRECTS:
                return reply
            request = self._followed(request, reply)
        raise failures.foreign(self.place, f"{reply.status} × {_MOST_REDIRECTS + 1}")

    def succeed(self, request: Request, bounds: Bounds = OURS) -> Reply:
        """The reply where it is a success; the error that its status means otherwise."""
        reply = self.send(request, bounds)
        if not reply.is_success:
            raise self.error_of(request, reply)
        return reply

    def error_of(self, request: Request, reply: Reply) -> CancuError:
        """What a reply that is no success means."""
        if reply.status in (401, 403):
            return failures.denied(self.place, reply.status, reply.headers.get("WWW-Authenticate", ""))
        told = words(reply.body, self.address.password)
        target = urlsplit(request.target).path
        return failures.of_status(self.place, target, reply.status, told, asking=request.media == QUERY_TEXT)

    # -- tries -------------------------------------------------------------------------------

    def _insisting(self, request: Request, bounds: Bounds, end: float) -> Reply:
        """One request, sent again a few times while its connection is lost."""
        silence_ends: float | None = None
        pauses = iter(_PAUSES)
        while True:
            silence = SILENCE if silence_ends is None else max(0.5, silence_ends - monotonic())
            try:
                return self._once(request, bounds, end, silence)
            except _LostError as lost:
                silence_ends = silence_ends or monotonic() + SILENCE
                self._pause(pauses, min(end, silence_ends), lost)

    def _pause(self, pauses: Iterator[float], end: float, lost: _LostError) -> None:
        pause = next(pauses, None)
        if pause is None or not self._answered or monotonic() + pause >= end:
            raise failures.unreachable(self.place, str(lost)) from lost.__cause__
        time.sleep(pause)

    def _once(self, request: Request, bounds: Bounds, end: float, silence: float) -> Reply:
        watch: Watch | None = None
        try:
            connection = self._connected(min(CONNECT, silence))
            connection.timeout = max(0.1, end - monotonic()) + 1  # the watch is earlier
            watch = Watch(_socket(connection), self._ping, silence=silence, seconds=end - monotonic())
            with watch:
                reply = self._exchanged(connection, request, bounds.most, watch)
            if watch.fate is not None:  # an answer of unknown length that was cut looks like a whole one
                raise ConnectionError("cut")
        except (OSError, HTTPException, exceptions.HTTPError, ValueError) as error:
            self.close()
            raise self._meaning(error, watch.fate if watch else None, bounds) from error
        except BaseException:
            self.close()  # half an answer may still be on its way
            raise
        self._used, self._answered = monotonic(), True
        return reply

    def _connected(self, seconds: float) -> HTTPConnection:
        kept = self._connection
        if kept is not None and kept.is_connected and monotonic() - self._used < IDLE:
            return kept
        self.close()
        self._connection = self._new(seconds)
        self._connection.connect()
        return self._connection

    def _new(self, seconds: float) -> HTTPConnection:
        where = self.address
        options = [*HTTPConnection.default_socket_options, *_KEEPALIVE]
        if not where.secure:
            return HTTPConnection(where.host, where.port, timeout=seconds, socket_options=options)
        context = ssl.create_default_context()
        return HTTPSConnection(where.host, where.port, timeout=seconds, socket_options=options, ssl_context=context)

    def _exchanged(self, connection: HTTPConnection, request: Request, most: int | None, watch: Watch) -> Reply:
        headers = {"Accept": request.accept, **self.address.authorization}
        if request.media:
            headers["Content-Type"] = f"{request.media}; charset=utf-8"
        with suppress(BrokenPipeError, ConnectionResetError):  # a server may answer and close before all was sent
            connection.request(
                request.method, request.target, request.body, headers, preload_content=False, decode_content=False
            )
        response = connection.getresponse()
        return Reply(
            status=response.status,
            media=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            body=self._body(response, most, watch),
            headers=response.headers,
        )

    def _body(self, response: HTTPResponse, most: int | None, watch: Watch) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := response.read(_CHUNK):
            watch.received(len(part))
            size += len(part)
            parts.append(part)
            if most is not None and size > most:
                raise failures.too_much(self.place, most)
        return b"".join(parts)

    def _ping(self, hold: list[socket.socket]) -> bool:
        """Whether the server answers anything at all."""
        connection = self._new(SILENCE)
        try:
            connection.connect()
            hold.append(_socket(connection))
            headers = {"Content-Type": QUERY_TEXT, "Accept": RESULTS, **self.address.authorization}
            connection.request("POST", self.address.query, b"ASK {}", headers, preload_content=False)
            connection.getresponse().read(_CHUNK)
        except (OSError, HTTPException, exceptions.HTTPError, ValueError):
            return False
        finally:
            connection.close()
        return True

    # -- what went wrong ---------------------------------------------------------------------

    def _meaning(self, error: Exception, fate: Fate | None, bounds: Bounds) -> Exception:
        if fate is Fate.LATE:
            return failures.over_time(self.place, bounds.seconds)
        if fate is Fate.SILENT:
            return failures.unreachable(self.place, f"{SILENCE:g} s")
        if isinstance(error, (ssl.SSLError, exceptions.SSLError)):
            return failures.unreachable(self.place, f"TLS: {error}")
        if isinstance(error, exceptions.NameResolutionError):
            return failures.unreachable(self.place, f"DNS: {self.address.host}")
        if isinstance(error, exceptions.ConnectTimeoutError) and not isinstance(error, exceptions.NewConnectionError):
            return failures.unreachable(self.place, f"{CONNECT:g} s")
        if isinstance(error, (BadStatusLine, LineTooLong)) and not isinstance(error, ConnectionError):
            return failures.foreign(self.place, "no HTTP")
        return _LostError(str(error.__cause__ or error) or type(error).__name__)

    def _followed(self, request: Request, reply: Reply) -> Request:
        location = reply.headers.get("Location", "")
        target = urljoin(self.address.absolute(request.target), location)
        parts = urlsplit(target)
        if not location or not self.address.is_here(target):
            raise failures.redirected(self.place, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}")
        here = parts._replace(scheme="", netloc="", fragment="").geturl()
        return Request(here, request.body, request.media, request.accept)


def _socket(connection: HTTPConnection) -> socket.socket:
    if connection.sock is None:
        raise ConnectionError("closed")
    return connection.sock
