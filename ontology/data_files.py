"""The data files of the packages as text, each read once; a process that will open no more files reads all of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

KNOWLEDGE = (".toml", ".tsv", ".txt")


@cache
def text(package: str, name: str) -> str:
    """What data/`name` of a package holds."""
    return files(package).joinpath("data", name).read_text(encoding="utf-8")


def read_all(*packages: str) -> None:
    """Read whatever the code of these packages may ask for later."""
    for package in packages:
        for each in files(package).joinpath("data").iterdir():
            if each.name.endswith(KNOWLEDGE):
                text(package, each.name)
