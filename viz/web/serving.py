"""What a server is told when it starts: which store, whom it answers, who may write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from fastapi import Request

    from ontology.errors import CancuError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Outcome(Protocol):
    """What became of one file: loaded, replaced, unchanged, refused or failed, and why."""

    @property
    def file(self) -> str: ...

    @property
    def outcome(self) -> str: ...

    @property
    def code(self) -> str | None: ...

    @property
    def error(self) -> CancuError | None: ...


class Loads(Protocol):
    """Brings files, by name and bytes, into the store that is served."""

    def __call__(self, files: Sequence[tuple[str, bytes]], /) -> Sequence[Outcome]: ...


class Reviewing(Protocol):
    """Notes what people decide in the store that is served, and lets the graph follow."""

    def decide(
        self, *, by: str, confirmed: bool, reason: str, statement: str | None = None, reference: str | None = None,
        document: str | None = None,
    ) -> str:  # fmt: skip
        """Confirm or reject a statement, or that a reference means a document; the number of the decision."""

    def take_back(self, number: str, *, by: str) -> None:
        """Take a decision back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """`hosts`: the names a browser may call it by, without port. `tokens`: who writes, by the SHA-256 of the token.

    `public`: it is served beyond this machine. Without tokens nothing can be written, without `load` no files
    are taken, without `reviewing` nothing is confirmed or rejected.
    """

    store: str
    lang: str = "vi"
    hosts: tuple[str, ...] = LOOPBACK
    public: bool = False
    tokens: Mapping[str, str] = field(default_factory=dict)
    load: Loads | None = None
    reviewing: Reviewing | None = None


def serving(request: Request) -> Serving:
    """What the server of this request was told."""
    told: Serving = request.app.state.serving
    return told
