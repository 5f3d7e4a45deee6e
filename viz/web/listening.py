"""The web server around the application: who opens a connection and says nothing does not keep it."""

from __future__ import annotations

import asyncio
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from viz.web.guard import PATIENCE

STOPS = 5  # seconds after which a server that is told to end no longer waits for its readers
MOST_CONNECTIONS = 500


class Patient(H11Protocol):
    """HTTP whose requests must begin within a time: the library waits for the rest of a head without end."""

    _begins: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._forget()

    def _wait(self) -> None:
        """Let the time run while no request is being answered."""
        cycle: RequestResponseCycle | None = self.cycle
        if cycle is not None and not cycle.response_complete:
            self._forget()
        elif self._begins is None and not self.transport.is_closing():
            self._begins = self.loop.call_later(PATIENCE, self._cut)

    def _forget(self) -> None:
        if self._begins is not None:
            self._begins.cancel()
            self._begins = None

    def _cut(self) -> None:
        self._begins = None
        self.transport.close()


def server(app: FastAPI, **told: Any) -> uvicorn.Server:
    """A server for this application, with what else uvicorn is to be told."""
    config = uvicorn.Config(
        app, http=Patient, ws="none", lifespan="on", log_level="warning", access_log=False, server_header=False,
        limit_concurrency=MOST_CONNECTIONS, timeout_graceful_shutdown=STOPS, **told,
    )  # fmt: skip
    return uvicorn.Server(config)
