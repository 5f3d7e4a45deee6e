"""Who may write: a person who signed in with a token, or a program that sends it; and only from a page of ours.

The cookie holds the number of a session, never the token. What is written is a POST from the same origin.
"""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from ontology.errors import DiskFull, StoreBusy
from viz.web import tokens
from viz.web.serving import serving

COOKIE = "cancu-session"
LASTS = 12 * 3600  # seconds since the last request
MOST_SESSIONS = 1000
TRIES = 10  # wrong tokens from one address
WITHIN = 60.0  # seconds
MOST_ADDRESSES = 10_000
_OF_OUR_OWN = ("same-origin", "none")


@dataclass(slots=True)
class _Session:
    person: str
    seen: float


class Sessions:
    """Who has signed in, and who guesses. Gone when the server ends."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._lock = now, Lock()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._wrong: OrderedDict[str, list[float]] = OrderedDict()

    def begin(self, person: str) -> str:
        """A new session; the longest unseen one ends where there are too many."""
        number = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[number] = _Session(person, self._now())
            while len(self._sessions) > MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return number

    def end(self, number: str) -> None:
        with self._lock:
            self._sessions.pop(number, None)

    def person(self, number: str) -> str | None:
        """Whose session it is; None where it is over."""
        with self._lock:
            found = self._sessions.get(number)
            if found is None or self._now() - found.seen > LASTS:
                self._sessions.pop(number, None)
                return None
            found.seen = self._now()
            self._sessions.move_to_end(number)
            return found.person

    def may_try(self, address: str) -> bool:
        """Whether another token may be tried from this address."""
        with self._lock:
            return len(self._lately(address)) < TRIES

    def was_wrong(self, address: str) -> None:
        """Note a token that nobody has."""
        with self._lock:
            self._wrong[address] = [*self._lately(address), self._now()]
            while len(self._wrong) > MOST_ADDRESSES:
                self._wrong.popitem(last=False)

    def _lately(self, address: str) -> list[float]:
        return [at for at in self._wrong.get(address, ()) if self._now() - at < WITHIN]


def sessions(request: Request) -> Sessions:
    found: Sessions = request.app.state.sessions
    return found


def person(request: Request) -> str | None:
    """Who has signed in in this browser."""
    number = request.cookies.get(COOKIE)
    return sessions(request).person(number) if number else None


def recognised(request: Request, token: str) -> str | None:
    """Whose token it is; 429 for an address that guesses."""
    where, known = _where(request), sessions(request)
    if not known.may_try(where):
        raise HTTPException(429, headers={"retry-after": f"{WITHIN:.0f}"})
    found = tokens.person_of(serving(request).tokens, token)
    if found is None:
        known.was_wrong(where)
    return found


def from_our_page(request: Request) -> None:
    """403 where another site makes the browser ask."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in _OF_OUR_OWN:
        raise HTTPException(403)
    if origin is not None and not _is_ours(origin, request.headers.get("host", "")):
        raise HTTPException(403)


def from_a_browsers_own_page(request: Request) -> None:
    """As `from_our_page`, and the browser must say so: it does for every POST."""
    from_our_page(request)
    if "sec-fetch-site" not in request.headers and "origin" not in request.headers:
        raise HTTPException(403)


def _is_ours(origin: str, host: str) -> bool:
    """Whether an origin is this server, also behind one that speaks TLS for it."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower() != ""


def writer(request: Request) -> str:
    """Who writes: 403 where nothing can be written or another site asks, 401 without a session or token."""
    if not serving(request).tokens:
        raise HTTPException(403)
    from_our_page(request)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        found = recognised(request, token.strip())
    else:
        found = person(request)
        if found is not None:
            from_a_browsers_own_page(request)
    if found is None:
        raise HTTPException(401, headers={"www-authenticate": "Bearer"})
    return found


@contextmanager
def told_without_paths() -> Iterator[None]:
    """What hinders writing to the store, said to people elsewhere: not where it lies, nor who holds it."""
    try:
        yield
    except DiskFull as error:
        raise DiskFull("Đĩa của kho đã đầy.", "The disk of the store is full.") from error
    except StoreBusy as error:
        raise StoreBusy(
            "Kho đang được ghi bởi tiến trình khác. Gửi lại sau ít phút.",
            "Another process is writing to the store. Send again in a few minutes.",
        ) from error


def _where(request: Request) -> str:
    return request.client.host if request.client else ""


Writer = Annotated[str, Depends(writer)]
