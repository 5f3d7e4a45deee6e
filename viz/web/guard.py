"""What holds for every request, whatever area answers it: known host, bounded body, headers that a browser obeys."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from viz.web.serving import Serving

SMALL = 64 << 10  # bytes of a body: a query, a form
UPLOAD = 50 << 20
UPLOADS = "/upload"
PATIENCE = 30.0  # seconds that a sender may be silent for
SLOWEST = 16 << 10  # bytes a second, of a body
AT_ONCE = 100  # requests; what comes beyond is told to come again
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class TooLarge(Exception):
    """A body that goes on beyond its limit."""


class TooSlow(Exception):
    """A body that hardly moves."""


class Guard:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, serving: Serving) -> None:
        self._app, self._hosts = app, frozenset(serving.hosts)
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        limit = UPLOAD if scope["path"] == UPLOADS else SMALL
        if _name(headers.get("host", "")) not in self._hosts:
            refused = _refused(400, "bad-host", "Tên máy chủ không được phép.", "This host name is not allowed.")
        elif _announced(headers) > limit:
            refused = _too_large()
        elif self._under_way >= AT_ONCE:
            refused = _too_many()
        else:
            await self._answer(scope, _bounded(receive, limit), _guarded(send))
            return
        await refused(scope, receive, _guarded(send))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        self._under_way += 1
        try:
            await self._app(scope, receive, watched)
        except TooLarge:
            if not begun:
                await _too_large()(scope, receive, send)
        except TooSlow:
            if not begun:
                await _too_slow()(scope, receive, send)
        finally:
            self._under_way -= 1


def _name(host: str) -> str:
    """A Host header without its port, small."""
    return host.lower() if host.endswith("]") else host.lower().rpartition(":")[0] or host.lower()


def _announced(headers: Headers) -> int:
    said = headers.get("content-length", "0")
    return int(said) if said.isdecimal() else 0


def _bounded(receive: Receive, limit: int) -> Receive:
    taken, whole = 0, False
    begun: float | None = None

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal taken, whole, begun
        if whole:  # what comes now is the end of the connection, however late
            return await receive()
        begun = begun or asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout_at(begun + PATIENCE + taken / SLOWEST):
                message = await receive()
        except TimeoutError as error:
            raise TooSlow from error
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > limit:
            raise TooLarge
        return message

    return bounded


def _guarded(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded


def error_body(code: str, vi: str, en: str, detail: str = "") -> dict[str, object]:
    """The one form in which programs are told of an error."""
    return {"error": {"code": code, "message_vi": vi, "message_en": en, "detail": detail}}


def _refused(status: int, code: str, vi: str, en: str) -> JSONResponse:
    return JSONResponse(error_body(code, vi, en), status)


def _too_large() -> JSONResponse:
    return _refused(413, "too-large", "Yêu cầu quá lớn. Chia nhỏ rồi gửi lại.", "The request is too large. Split it.")


def _too_slow() -> JSONResponse:
    return _refused(408, "too-slow", "Gửi quá chậm, đã ngắt. Gửi lại.", "The request came too slowly. Send it again.")


def _too_many() -> JSONResponse:
    refused = _refused(503, "busy", "Máy chủ đang bận. Thử lại sau vài giây.", "The server is busy. Try again shortly.")
    refused.headers["retry-after"] = "5"
    return refused
