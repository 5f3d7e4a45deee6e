"""What a user sets once for every command: flag, then environment (CANCU_*), then a default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("vi", "en")
FORMATS = ("table", "json", "csv", "tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`store` is an address (queries/stores/opening.py). `format` None: a table on a terminal, else tab-separated."""

    store: str
    lang: str = "vi"
    format: str | None = None
    quiet: bool = False
    debug: bool = False

    @property
    def folder(self) -> Path:
        """The folder of an embedded store; UsageError for a server."""
        from queries.stores import opening

        return opening.folder(self.store)


def default_store() -> str:
    """The store in the user's own data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("cancu", appauthor=False) / "store")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """English where the system speaks English, else Vietnamese."""
    for name in ("CANCU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"
