"""What a user sets once for every command: flag, then environment (CANCU_*), then a default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import UsageError

LANGUAGES = ("vi", "en")
FORMATS = ("table", "json", "csv", "tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`format` None: a table on a terminal, tab-separated values otherwise."""

    store: str
    lang: str = "vi"
    format: str | None = None
    quiet: bool = False
    debug: bool = False

    @property
    def folder(self) -> Path:
        """The folder of an embedded store; UsageError for an address that is no folder."""
        if "://" in self.store:
            raise UsageError(
                f"{self.store}: phiên bản này chỉ dùng kho trong thư mục. Đặt --store THƯ-MỤC.",
                f"{self.store}: this version keeps its store in a folder. Set --store FOLDER.",
            )
        return Path(self.store).expanduser()


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
