"""Records of documents whose words were restored or recognised: they quote the page, and trust it no further."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from loaders.diacritics import Restoration
from loaders.dictionary import in_words, meant
from loaders.sighted import Sight
from loaders.source import SourceFile
from loaders.text import Text
from ontology import authority
from ontology.model import Assertion, Citation, Metadata, Record, Responsibility, Target, Task

Said = TypeVar("Said", Citation, Task, Target, Responsibility)
# Every word of these must be right; of a title or a recipient most must.
SURE = 0.7  # below this a word of an agency's name was guessed
NAMES = frozenset({"type", "issuer", "signer", "signer_position", "signing_authority"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """How far a stretch of the source can be trusted; `legible` is the share of all words that are words at all."""

    words: Restoration
    legible: float
    on_the_whole: float
    by_word: dict[str, float]
    seen: Sight

    def of(self, start: int, end: int) -> float:
        return min(self.legible * min(self.on_the_whole, self.words.sure(start, end)), self.seen.sure(start, end))

    def agency(self, name: str) -> bool:
        """Whether a name is that of an agency: one of the registry, or one whose words are all read for sure."""
        if _registered(name):
            return True
        return in_words(name) and all(self.by_word.get(word, 1.0) >= SURE for word in name.casefold().split())

    def of_name(self, start: int, end: int) -> float:
        return min(self.legible * min(self.on_the_whole, self.words.whole(start, end)), self.seen.whole(start, end))


def _registered(name: str) -> bool:
    """Whether the registry has a name, with or without a place behind it."""
    if authority.look_up(name) is not None:
        return True
    words = name.split()
    return any(
        authority.places(" ".join(words[cut:])) and authority.look_up(" ".join(words[:cut])) is not None
        for cut in range(max(2, len(words) - 4), len(words))
    )


def as_seen(record: Record, source: SourceFile) -> Record:
    """The record of a text that is right where its words were well recognised."""
    return _trusted(record, _Reading(Restoration(Text.of("")), 1.0, 1.0, {}, Sight(source.words)))


def as_printed(record: Record, source: SourceFile, words: Restoration, legible: float) -> Record:
    """The record with quotations from the page, and with confidences tempered; a name that is no words is no agency."""
    reading = _Reading(words.printed(), legible, words.confidence, words.by_word(), Sight(source.words))
    record = _trusted(record, reading)

    def printed(start: int, end: int) -> str:
        return " ".join(source.text[start:end].split())

    return replace(
        record,
        tasks=tuple(
            replace(
                t,
                description=printed(t.start, t.end),
                reading=t.description,
                lead=_agencies(t.lead, reading),
                coordinate=_agencies(t.coordinate, reading),
            )
            for t in record.tasks
        ),
        responsibilities=tuple(
            replace(r, agency=meant(r.agency), quote=printed(r.start, r.end))
            for r in record.responsibilities
            if reading.agency(r.agency)
        ),
        targets=tuple(replace(t, text=printed(t.start, t.end)) for t in record.targets),
    )


def _trusted(record: Record, reading: _Reading) -> Record:
    """The record with each confidence tempered by how far its words can be trusted."""

    def tempered(found: tuple[Said, ...]) -> tuple[Said, ...]:
        return tuple(replace(s, confidence=round(s.confidence * reading.of(s.start, s.end), 2)) for s in found)

    return replace(
        record,
        document=_fields(record.document, reading),
        citations=tempered(record.citations),
        tasks=tempered(record.tasks),
        responsibilities=tempered(record.responsibilities),
        targets=tempered(record.targets),
    )


def _agencies(names: tuple[str, ...], reading: _Reading) -> tuple[str, ...]:
    """The names of agencies, those of the registry with the marks that they have there, each once."""
    return tuple(dict.fromkeys(meant(name) for name in names if reading.agency(name)))


def _fields(fields: Metadata, reading: _Reading) -> Metadata:
    """The document's own fields, each trusted as far as its words."""
    changed: dict[str, Any] = {}
    for field in dataclasses.fields(fields):
        value = getattr(fields, field.name)
        sure = reading.of_name if field.name in NAMES else reading.of
        if isinstance(value, Assertion):
            changed[field.name] = replace(value, confidence=round(value.confidence * sure(value.start, value.end), 2))
        elif isinstance(value, tuple):
            changed[field.name] = tuple(
                replace(a, confidence=round(a.confidence * sure(a.start, a.end), 2)) for a in value
            )
    return replace(fields, **changed)
