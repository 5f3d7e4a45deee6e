"""Every word of the web application in both languages: words/AREA.toml, called "AREA.key"."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The words by "AREA.key", then by language."""
    folder = files("viz").joinpath("web", "words")
    areas = (path for path in folder.iterdir() if path.name.endswith(".toml"))
    return {
        f"{path.name.removesuffix('.toml')}.{key}": said
        for path in areas
        for key, said in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


class Words:
    """The words in one language: `words("tasks.count", count=3)`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, key: str, **values: object) -> str:
        return catalogue()[key][self.lang].format(**values)
