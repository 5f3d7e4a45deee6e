"""What a child does with a file: walls up, read, carry out the job, answer.

It says of what kind the file is, which pages are done and how much text there is, for those who watch its time,
and at last one of "done", "refused" and "defect". It goes on with the next file as long as nothing has gone wrong, and
says then either "done" or nothing: why a file cannot be read is for a child to say that has read no other.
"""

from __future__ import annotations

import codecs
import math
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from types import ModuleType
from typing import Any, NoReturn, cast

from loaders import apart_limits, pipeline, reading
from loaders.apart_frames import Frame, Incoming, send
from loaders.apart_limits import Limits
from loaders.reading import Reader
from loaders.source import Reading, SourceFile
from loaders.to_rdf import to_nquads
from ontology import confinement, data_files
from ontology.confinement import Left
from ontology.errors import InputRefused, Refusal
from ontology.record_json import to_json

Known = Sequence[Reader]
Said = tuple[dict[str, Any], bytes]
NEXT = b"next"  # is what it asks for when it has done with a file


class Job(StrEnum):
    """What may be asked for: the text; text and record; text and graph."""

    TEXT = "text"
    RECORD = "record"
    QUADS = "quads"


# What a reader may ask Python for when it can open no file any more.
ENCODINGS = (
    "ascii big5 cp437 cp1250 cp1251 cp1252 cp1258 euc_kr gb18030 gb2312 gbk iso8859_1 iso8859_2 iso8859_15 koi8_r"
    " latin_1 mac_roman shift_jis utf_7 utf_8 utf_8_sig utf_16 utf_16_be utf_16_le utf_32 utf_32_be utf_32_le"
).split()


def furnish() -> None:
    """Read all that reading may need later, when no file can be opened any more."""
    data_files.read_all("loaders", "ontology")
    for encoding in ENCODINGS:
        codecs.lookup(encoding)


def rehearse() -> None:
    """Read a made document, so that patterns are compiled once for all files to come."""
    source = pipeline.read_bytes("rehearsal.txt", data_files.text("loaders", "rehearsal.txt").encode())
    record = pipeline.extract(source)
    to_nquads(record, source.text)
    to_json(record)


def kind_of(reader: Reader) -> str:
    """What a reader is called: the name of its module."""
    return cast(ModuleType, reader).__name__.rpartition(".")[2]


def prepare(known: Known, kinds: Iterable[str]) -> None:
    """Let the readers of these kinds load what they need, those that have something to load."""
    for reader in known:
        if kind_of(reader) in kinds:
            getattr(reader, "prepare", lambda: None)()


def live(order: Frame, known: Known, answers: int, orders: int) -> NoReturn:
    """The life of the child: its first file, and those that come by `orders`."""
    try:
        incoming = Incoming(sys.maxsize)
        most = _size() + apart_limits.GROWN
        following: Frame | None = order
        for file in range(1, apart_limits.FILES + 1):
            goes_on = following and _goes_on(following, known, answers, first=file == 1)
            if not goes_on or file == apart_limits.FILES or _size() > most:
                break
            confinement.start_clock(0)
            os.write(orders, NEXT)
            following = None  # its bytes
            following = incoming.next(orders)
        os._exit(0)
    finally:
        os._exit(1)  # whatever it is, it must not go on as its parent


def _goes_on(order: Frame, known: Known, answers: int, *, first: bool) -> bool:
    """Whether, when this file is done, there may be another one."""
    work = _Work(str(order[0]["name"]), known, answers, first=first)
    said = work.outcome(order[1], _JOBS[Job(order[0]["job"])])
    if first or "done" in said[0]:
        send(answers, *said)
    return "done" in said[0] and work.is_walled


def _size() -> int:
    return confinement.largest(resource.getrusage(resource.RUSAGE_SELF))


class _Work:
    """One file, and the time there is for it."""

    def __init__(self, name: str, known: Known, answers: int, *, first: bool) -> None:
        self._name = name
        self._first = first
        self._known = known
        self._answers = answers
        self._limits = apart_limits.ORDINARY
        self._begun = time.monotonic()

    @property
    def is_walled(self) -> bool:
        """Whether nothing is left to the reader."""
        return self._limits.left is Left.NOTHING

    def outcome(self, data: bytes, job: Callable[[SourceFile], Said]) -> Said:
        """What the file gives, or why it gives nothing."""
        try:
            header, payload = job(self._source(data))
            if len(payload) > apart_limits.MOST_TOLD:
                raise self._too_large(f"> {apart_limits.MOST_TOLD >> 20} MB")
            return {"done": header}, payload
        except InputRefused as error:
            return {"refused": {"name": error.name, "code": error.code, "detail": error.detail}}, b""
        except (MemoryError, RecursionError) as error:
            deep = isinstance(error, RecursionError)
        except Exception as error:  # noqa: BLE001  one document must not stop the others; it is counted and named
            return {"defect": {"kind": type(error).__name__, "detail": f"{error} ({_where(error)})"}}, b""
        code, detail = Refusal.TOO_LARGE, "" if deep else f"> {self._limits.memory >> 20} MB"
        return {"refused": {"name": self._name, "code": code, "detail": detail}}, b""

    def _source(self, data: bytes) -> SourceFile:
        if self._first:
            confinement.limit(apart_limits.WIDEST.memory, growth=apart_limits.WIDEST.growth)
        self._allow()
        reader = reading.reader_of(data, self._known)
        self._limits = apart_limits.of_kind(kind_of(reader))
        self._allow()
        self._tell(kind=kind_of(reader))
        if not (self._first or self.is_walled):
            raise PermissionError(kind_of(reader))
        prepare((reader,), (kind_of(reader),))
        if self._first:
            self._confine(self._limits)
        found = reader.read(self._name, data, self._heard)
        self._measure(found)
        return SourceFile.of(self._name, pipeline.hashed(data), found)

    def _confine(self, limits: Limits) -> None:
        confinement.limit(limits.memory, handles=apart_limits.HANDLES, growth=limits.growth)
        confinement.seal(limits.left)

    def _heard(self, done: int, of: int) -> None:
        self._count(of)
        self._allow()
        self._tell(pages=done, of=of)

    def _measure(self, found: Reading) -> None:
        characters = len(found.text)
        self._count(len(found.pages))
        if characters > apart_limits.MOST_CHARACTERS:
            raise self._too_large(f"{characters:_} > {apart_limits.MOST_CHARACTERS:_}")
        self._allow(characters)
        self._tell(characters=characters)

    def _count(self, pages: int) -> None:
        if pages > apart_limits.MOST_PAGES:
            raise self._too_large(f"{pages} > {apart_limits.MOST_PAGES}")

    def _allow(self, characters: int = 0) -> None:
        """Let the time for a page, or for so much text, begin now."""
        seconds = self._limits.allowed(characters)
        left = self._begun + apart_limits.LONGEST - time.monotonic()
        confinement.allow(
            seconds + math.ceil(time.process_time()), max(0.001, min(apart_limits.WAITING * seconds, left))
        )

    def _tell(self, **said: object) -> None:
        send(self._answers, said)

    def _too_large(self, detail: str) -> InputRefused:
        return InputRefused(self._name, Refusal.TOO_LARGE, detail)


def _where(error: BaseException) -> str:
    """The line of the program where it happened, which a report is to name."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119


def _text(source: SourceFile) -> Said:
    return _told(source), _bytes(source.text)


def _record(source: SourceFile) -> Said:
    return _with_text(source, _bytes(to_json(pipeline.extract(source))))


def _quads(source: SourceFile) -> Said:
    return _with_text(source, to_nquads(pipeline.extract(source), source.text))


def _with_text(source: SourceFile, more: bytes) -> Said:
    text = _bytes(source.text)
    return {**_told(source), "text": len(text)}, text + more


_JOBS = {Job.TEXT: _text, Job.RECORD: _record, Job.QUADS: _quads}


def _told(source: SourceFile) -> dict[str, Any]:
    return {
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
        "words": source.words,
        "warnings": source.warnings,
    }


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
