"""The way of a document: path -> SourceFile -> Text -> Outline -> statements -> Record.

Read this file first; every arrow is one function, each in a module of its own. What a record becomes in the
graph is `to_rdf`, what records say together is `resolve`.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from loaders import warnings
from loaders.diacritics import judge, restored
from loaders.dictionary import in_words
from loaders.extract import indices, metadata, targets, tasks
from loaders.extract.citations import reader as citations
from loaders.normalize import normalize
from loaders.outline import Outline
from loaders.readers import plain_text, word
from loaders.segment import segment
from loaders.source import SourceFile
from loaders.text import Text
from ontology.model import Assertion, Citation, Metadata, Record, Target, Task

EXTRACTOR_VERSION = "1"


def read_file(path: Path) -> SourceFile:
    """The file's own text; InputRefused says why a file is none."""
    data = plain_text.read_bytes(path)
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> SourceFile:
    """As `read_file`, for bytes already in hand."""
    reader = word if word.recognises(data) else plain_text
    text = reader.read(name, data)
    return SourceFile(name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=reader.MEDIA_TYPE, text=text)


def outline(source: SourceFile) -> tuple[Outline, float]:
    """The parts of a document, and how sure the reading of its words is (1.0 where nothing was restored)."""
    certainty = 1.0

    def restore(text: Text) -> Text:
        nonlocal certainty
        found = restored(text)
        certainty = found.confidence
        return found.text

    return segment(normalize(source.text, restore)), certainty


def extract(source: SourceFile) -> Record:
    """All that one file says."""
    parts, certainty = outline(source)
    fields = metadata.read(parts)
    cited = citations.read(parts, fields, source)
    duties = tasks.read(parts, fields)
    mentions, responsibilities = indices.read(parts, duties)
    fields = metadata.with_inferred_date(fields, cited, duties)
    words = judge(source.text)
    record = Record(
        file=source.name,
        sha256=source.sha256,
        media_type=source.media_type,
        text_quality=round(words.score, 3),
        document=fields,
        citations=cited,
        tasks=duties,
        responsibilities=responsibilities,
        index_mentions=mentions,
        targets=targets.read(parts, fields),
        warnings=(*source.warnings, *warnings.of(fields, words)),
    )
    certainty *= 1.0 if words.readable else words.score
    return record if certainty == 1.0 else _as_printed(record, source, certainty)


Said = TypeVar("Said", Citation, Task, Target)


def _as_printed(record: Record, source: SourceFile, certainty: float) -> Record:
    """A record read from restored words quotes what the page shows and trusts nothing more than the reading.

    A name that is no words is no agency.
    """

    def printed(start: int, end: int) -> str:
        return " ".join(source.text[start:end].split())

    def tempered(found: tuple[Said, ...]) -> tuple[Said, ...]:
        return tuple(replace(s, confidence=round(s.confidence * certainty, 2)) for s in found)

    return replace(
        record,
        document=_tempered_fields(record.document, certainty),
        citations=tempered(record.citations),
        tasks=tuple(
            replace(
                t,
                description=printed(t.start, t.end),
                reading=t.description,
                lead=tuple(filter(in_words, t.lead)),
                coordinate=tuple(filter(in_words, t.coordinate)),
            )
            for t in tempered(record.tasks)
        ),
        responsibilities=tuple(
            replace(r, quote=printed(r.start, r.end), confidence=round(r.confidence * certainty, 2))
            for r in record.responsibilities
            if in_words(r.agency)
        ),
        targets=tuple(replace(t, text=printed(t.start, t.end)) for t in tempered(record.targets)),
    )


def _tempered_fields(fields: Metadata, certainty: float) -> Metadata:
    def tempered(assertion: Assertion) -> Assertion:
        return replace(assertion, confidence=round(assertion.confidence * certainty, 2))

    changed: dict[str, Any] = {}
    for field in dataclasses.fields(fields):
        value = getattr(fields, field.name)
        if isinstance(value, Assertion):
            changed[field.name] = tempered(value)
        elif isinstance(value, tuple):
            changed[field.name] = tuple(map(tempered, value))
    return replace(fields, **changed)
