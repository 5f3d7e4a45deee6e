"""The address of a SPARQL server: `sparql+http://USER:PASSWORD@HOST:PORT/DATASET?query=…&update=…&data=…`.

The three paths are relative to the dataset; without them they are `query`, `update` and `data`, and an
empty one is the dataset itself. User and password may stand in CANCU_USER and CANCU_PASSWORD instead.
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urljoin, urlsplit

from queries.stores import credentials
from queries.stores.sparql_server import failures

_PREFIX = "sparql+"
_PATHS = ("query", "update", "data")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlAddress:
    """Where the server is and how it is asked. `shown` may be printed: it holds no user and no password."""

    secure: bool
    host: str
    port: int
    query: str  # path of an endpoint, with its own parameters
    update: str
    data: str
    shown: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @property
    def authorization(self) -> Mapping[str, str]:
        """The header that says who asks; empty where nobody is named."""
        if not self.user:
            return {}
        return {"Authorization": "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")}

    def is_here(self, url: str) -> bool:
        """Whether a full address is on this same server."""
        parts = urlsplit(url)
        scheme = "https" if self.secure else "http"
        port = parts.port or _PORTS.get(parts.scheme)
        return (parts.scheme, parts.hostname, port) == (scheme, self.host, self.port)

    def absolute(self, target: str) -> str:
        """A path of this server as a full address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{target}"


def parsed(address: str) -> SparqlAddress:
    """Read an address; UsageError says what is wrong with it, never repeating what may be a password."""
    scheme, _, rest = address.partition("://")
    parts = urlsplit(f"{scheme.lower().removeprefix(_PREFIX)}://{rest}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    scheme = scheme.lower()
    if parts.scheme not in _PORTS or not host:
        raise failures.bad_address(f"{scheme}://…", "thiếu máy chủ hoặc cổng không phải số", "no host, or a bad port")
    shown = _shown(scheme, parts)
    user, password = credentials.of(parts, os.environ)
    base = quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=~-._")
    return SparqlAddress(
        secure=parts.scheme == "https",
        host=host,
        port=port or _PORTS[parts.scheme],
        shown=shown,
        user=user,
        password=password,
        **_endpoints(shown, base, parts.query),
    )


def _shown(scheme: str, parts: SplitResult) -> str:
    return f"{scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _endpoints(shown: str, base: str, given: str) -> dict[str, str]:
    wanted = {name: values[-1] for name, values in parse_qs(given, keep_blank_values=True).items()}
    unknown = ", ".join(sorted(set(wanted) - set(_PATHS)))
    if unknown:
        raise failures.bad_address(shown, f"không có tham số {unknown}", f"there is no parameter {unknown}")
    return {name: _endpoint(shown, base, wanted.get(name, name)) for name in _PATHS}


def _endpoint(shown: str, base: str, path: str) -> str:
    target = urljoin(f"{base}/", path) if path else base or "/"
    if urlsplit(target).netloc or not target.startswith("/") or not target.isascii() or " " in target:
        raise failures.bad_address(shown, f"đường dẫn không hợp lệ: {path}", f"not a path of this server: {path}")
    return target


def with_parameters(target: str, parameters: Mapping[str, str | Sequence[str]]) -> str:
    """A path with these parameters beside those that it has; several values make a parameter stand several times."""
    if not parameters:
        return target
    return f"{target}{'&' if '?' in target else '?'}{urlencode(parameters, doseq=True)}"
