"""The words of the page in Vietnamese and English (static/words.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def wording(lang: str) -> Mapping[str, str]:
    """All words of one language, "vi" or "en"."""
    text = files("viz").joinpath("static", "words.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)[lang]
    return words
