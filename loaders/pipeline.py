"""The way of a document: path -> SourceFile -> Text -> Outline -> statements -> Record.

Read this file first; every arrow is one function, each in a module of its own. What a record becomes in the
graph is `to_rdf`, what records say together is `resolve`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from loaders import opening, reading, warnings
from loaders.diacritics import Restoration, judge, restored
from loaders.extract import indices, metadata, targets, tasks
from loaders.extract.citations import reader as citations
from loaders.normalize import normalize
from loaders.outline import Outline
from loaders.printed import as_printed, as_seen
from loaders.segment import segment
from loaders.source import SourceFile
from loaders.text import Text
from ontology.model import Record


def read_file(path: Path) -> SourceFile:
    """The file's own text; InputRefused says why a file is none."""
    return read_bytes(opening.shown(path), opening.read_bytes(path))


def read_bytes(name: str, data: bytes) -> SourceFile:
    """As `read_file`, for bytes already in hand."""
    return SourceFile.of(name, hashed(data), reading.read(name, data))


def hashed(data: bytes) -> str:
    """What a file is known by, whatever it is called."""
    return hashlib.sha256(data).hexdigest()


def outline(source: SourceFile) -> tuple[Outline, Restoration]:
    """The parts of a document, and how its words were read (no guesses where nothing was restored)."""
    words = Restoration(Text.of(""))

    def restore(text: Text) -> Text:
        nonlocal words
        words = restored(text)
        return words.text

    return segment(normalize(source.text, restore)), words


def extract(source: SourceFile) -> Record:
    """All that one file says."""
    parts, restoration = outline(source)
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
        pages=source.pages,
        warnings=(*source.warnings, *warnings.of(fields, words)),
    )
    if words.readable and not restoration.guesses:
        return as_seen(record, source) if source.words else record
    return as_printed(record, source, restoration, 1.0 if words.readable else words.score)
