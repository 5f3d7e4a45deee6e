"""The reviewed words of directives (data/tasks.toml) as patterns."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from loaders.extract.patterns import Pattern, compiled
from ontology import data_files


@cache
def data() -> dict[str, Any]:
    """The file as read."""
    return tomllib.loads(data_files.text("loaders", "tasks.toml"))


def choice(section: str, key: str) -> str:
    """One group that fits any of the patterns under section.key, longer ones first."""
    found: str | list[str] = data()[section][key]
    if isinstance(found, str):
        found = [verb.strip().replace(" ", r"\s+") for line in found.split("\n") for verb in line.split("|") if verb]
    return "(?:" + "|".join(sorted(found, key=len, reverse=True)) + ")"


@cache
def any_of(section: str, key: str) -> Pattern:
    """A pattern that fits any of section.key anywhere."""
    return compiled(choice(section, key))
