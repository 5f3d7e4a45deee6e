"""What a server is told when it starts: which store, whom it answers, who may write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """`hosts`: the names a browser may call it by, without port. `tokens`: who writes, by the SHA-256 of the token.

    `public`: it is served beyond this machine. Without tokens nothing can be written.
    """

    store: str
    lang: str = "vi"
    hosts: tuple[str, ...] = LOOPBACK
    public: bool = False
    tokens: Mapping[str, str] = field(default_factory=dict)


def serving(request: Request) -> Serving:
    """What the server of this request was told."""
    told: Serving = request.app.state.serving
    return told
