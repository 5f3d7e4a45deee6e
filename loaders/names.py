"""Names of people: the family names that they begin with, and how they are written."""

from __future__ import annotations

from functools import cache

from loaders.extract.patterns import compiled
from loaders.syllables import fold
from ontology import data_files

NAME = compiled(r"^\p{Lu}\p{Ll}+(?: \p{Lu}(?:\p{Ll}+|\.)){1,4}$", ignore_case=False)
# The stamp may hide the first letter.
MAIMED = compiled(r"^\p{Ll}?\p{L}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+){1,3}$", ignore_case=False)
SHORTEST = 4  # letters of a family name that is known without one of them


@cache
def surnames() -> frozenset[str]:
    """The family names of Vietnam."""
    return frozenset(data_files.text("loaders", "surnames.txt").split())


@cache
def _folded() -> dict[str, str]:
    return {fold(name).lower(): name for name in sorted(surnames())}


def is_name(words: str) -> bool:
    """Whether words are a family name and one to four given names, nothing else."""
    return NAME.match(words) is not None and fold(words.split(maxsplit=1)[0]).lower() in _folded()


def mended(words: str) -> str | None:
    """A name whose family name lost or changed its first letter: "rương Văn Ba"; None where it is not certain."""
    if MAIMED.match(words) is None:
        return None
    first, rest = words.split(maxsplit=1)
    seen = first.lower()
    long = [name for name in surnames() if len(name) > SHORTEST]
    for fits in ([n for n in long if n.lower()[1:] == part] for part in (seen, seen[1:])):
        if len(fits) == 1:
            return f"{fits[0]} {rest}"
    return None
