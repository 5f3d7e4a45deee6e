"""What a client has already need not be sent again: answers that follow from the state of the store bear its mark."""

from __future__ import annotations

from hashlib import sha256

from fastapi import Request
from fastapi.responses import Response

from viz.web.held import State


def mark(state: State, *parts: str) -> str:
    """The entity tag of an answer; "" where the store does not tell when it has changed."""
    if not state.version:
        return ""
    return '"' + sha256("\n".join((state.version, *parts)).encode()).hexdigest()[:20] + '"'


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has this answer."""
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return bool(tag) and tag in known


def not_modified(tag: str) -> Response:
    return Response(status_code=304, headers={"etag": tag, "vary": "accept", "cache-control": "no-cache"})
