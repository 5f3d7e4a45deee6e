"""Web archives (.mht, .mhtml): a page and what belongs to it in one file, as browsers and Word save it."""

from __future__ import annotations

import base64
import binascii
import quopri
from collections.abc import Iterator
from typing import NamedTuple

from loaders.extract.patterns import Pattern, compiled

HEADERS = compiled(r"^(?:[a-z\d_\-]+:[^\n]*(?:\r?\n[ \t][^\n]*)*\r?\n)+")
BOUNDARY = compiled(r"boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;]{1,200}))")
TYPE = compiled(r"(?im:^content-type\s*:\s*([a-z\d_/\-+.]+))")
CHARSET = compiled(r"charset\s*=\s*\"?([a-z\d_\-]+)")
CODING = compiled(r"(?im:^content-transfer-encoding\s*:\s*([a-z\d_\-]+))")
MOST_HEADERS = 1 << 14
MOST_PARTS = 2_000


class Page(NamedTuple):
    """A page of an archive; `charset` is "" where the archive names none."""

    data: bytes
    charset: str


def recognises(data: bytes) -> bool:
    """Whether the bytes begin as a message does whose parts are named by a boundary."""
    head = _head(data)
    return "mime-version:" in head.lower() and _boundary(head) is not None


def pages(data: bytes) -> Iterator[Page]:
    """The web pages in an archive, in order; parts that are damaged are passed over."""
    boundary = _boundary(_head(data))
    at = -1 if boundary is None else data.find(boundary)
    for _ in range(MOST_PARTS):
        if boundary is None or at < 0:
            return
        after = data.find(boundary, at + len(boundary))
        page = _page(data[at + len(boundary) : after if after >= 0 else len(data)])
        if page is not None:
            yield page
        at = after


def _head(data: bytes) -> str:
    """The lines that say what a message or a part of it is."""
    found = HEADERS.search(data[:MOST_HEADERS].lstrip(b"\r\n").decode("latin-1"))
    return found.group() if found is not None else ""


def _boundary(head: str) -> bytes | None:
    found = BOUNDARY.search(head)
    return b"--" + (found.group(1) or found.group(2)).encode("latin-1") if found is not None else None


def _page(part: bytes) -> Page | None:
    head = _head(part)
    if _said(TYPE, head) not in ("text/html", "application/xhtml+xml"):
        return None
    body, coding = part.lstrip(b"\r\n")[len(head) :], _said(CODING, head)
    if coding == "quoted-printable":
        body = quopri.decodestring(body)
    elif coding == "base64":
        try:
            body = base64.b64decode(body)
        except binascii.Error:
            return None
    return Page(body, _said(CHARSET, head))


def _said(pattern: Pattern, head: str) -> str:
    found = pattern.search(head)
    return found.group(1).lower() if found is not None else ""
