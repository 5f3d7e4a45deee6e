"""The sentences that give numbered documents their titles, found by title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.titles import PREFIX_WORDS, Title, Words


@dataclass(frozen=True, slots=True)
class Naming:
    """A sentence that gives a numbered document a title."""

    title: Title
    document: str
    evidence: tuple[str, ...]


class Namings:
    """All namings of a corpus."""

    def __init__(self, namings: Iterable[Naming]) -> None:
        self._whole: dict[tuple[str | None, Words], list[Naming]] = defaultdict(list)
        self._begun: dict[tuple[str | None, Words], list[Naming]] = defaultdict(list)
        for naming in namings:
            title = naming.title
            self._whole[title.kind, title.words].append(naming)
            self._begun[title.kind, title.words[:PREFIX_WORDS]].append(naming)

    def same(self, titles: Iterable[Title]) -> list[Naming]:
        """Namings by one of these titles."""
        found = (
            naming for t in set(titles) for naming in self._whole.get((t.kind, t.words), ()) if t.same(naming.title)
        )
        return list(found)

    def longer(self, titles: Iterable[Title]) -> list[Naming]:
        """Namings by a title that one of these shortens."""
        begun = ((t, naming) for t in set(titles) for naming in self._begun.get((t.kind, t.words[:PREFIX_WORDS]), ()))
        return [naming for title, naming in begun if title.shortens(naming.title)]
