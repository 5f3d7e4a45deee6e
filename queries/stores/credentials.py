"""Who asks a server: from the address of the store, or from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, unquote

USER = "CANCU_USER"
PASSWORD = "CANCU_PASSWORD"


def of(parts: SplitResult, environment: Mapping[str, str]) -> tuple[str, str]:
    """User and password, "" where there is none; what stands in the address comes before the environment."""
    user = unquote(parts.username) if parts.username else environment.get(USER, "")
    password = unquote(parts.password) if parts.password is not None else environment.get(PASSWORD, "")
    return user, password
