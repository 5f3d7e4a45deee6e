"""Where a Neo4j is and who asks it, from the address of the store and the environment.

    bolt://HOST:PORT/DATABASE         one server; +s encrypted, +ssc encrypted with a certificate nobody vouches for
    neo4j://HOST:PORT/DATABASE        a server or a cluster: every question goes to a member that may answer it

User and password: CANCU_USER and CANCU_PASSWORD, or before the host; they are never shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from ontology.errors import UsageError
from queries.stores import credentials

_FIRST_USER = "neo4j"  # what Neo4j calls the user it starts with
_DATABASE = re.compile(r"[A-Za-z][A-Za-z0-9.\-]{2,62}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`uri` is what the driver dials; `database` None is the server's own choice."""

    uri: str
    database: str | None
    user: str | None
    password: str = field(repr=False)

    @property
    def is_cluster(self) -> bool:
        """Whether there may be several members, of which one writes."""
        return self.uri.startswith("neo4j")

    @property
    def shown(self) -> str:
        """The address as people may see it."""
        return f"{self.uri}/{self.database}" if self.database else self.uri


def placed(address: str, environment: Mapping[str, str] = os.environ) -> Place:
    """The place that an address names; UsageError where it is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _not_an_address() from None
    if not parts.hostname or parts.fragment:
        raise _not_an_address()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    uri = f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "")
    if parts.query:
        uri += _routing(parts)
    user, password = credentials.of(parts, environment)
    return Place(
        uri=uri,
        database=_database(parts.path),
        user=user or (_FIRST_USER if password else None),
        password=password,
    )


def _routing(parts: SplitResult) -> str:
    """What a cluster is told about routing; a single server takes nothing of the kind."""
    if not parts.scheme.startswith("neo4j"):
        raise UsageError(
            f"“?{parts.query}”: chỉ địa chỉ neo4j:// mới có phần này. Bỏ phần sau dấu “?”.",
            f"“?{parts.query}”: only neo4j:// addresses take that. Leave out what follows the “?”.",
        )
    return f"?{parts.query}"


def _database(path: str) -> str | None:
    name = path.strip("/")
    if name and not _DATABASE.fullmatch(name):
        raise UsageError(
            f"“{name}” không phải tên cơ sở dữ liệu của Neo4j (3–63 chữ, số, dấu “.” hoặc “-”, bắt đầu bằng chữ).",
            f"“{name}” is no name of a Neo4j database (3–63 letters, digits, dots or dashes, beginning with a letter).",
        )
    return name or None


def _not_an_address() -> UsageError:
    # The text itself is not repeated: it may hold a password in a place where nobody looks for one.
    return UsageError(
        "Địa chỉ Neo4j không hợp lệ. Viết như bolt://127.0.0.1:7687 hoặc neo4j://máy:7687/cơ-sở-dữ-liệu.",
        "The Neo4j address is not valid. Write it like bolt://127.0.0.1:7687 or neo4j://host:7687/database.",
    )
