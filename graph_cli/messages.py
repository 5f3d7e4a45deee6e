"""Every word the command says, in both languages: messages.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Messages by key, then by language."""
    return tomllib.loads(files("graph_cli").joinpath("messages.toml").read_text(encoding="utf-8"))


class Words:
    """The messages in one language: `words("trace.from", name=…)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        return catalogue()[key][self.lang].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in catalogue()
