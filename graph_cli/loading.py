"""Bringing documents into a store: each is loaded, unchanged or refused, and none stops the others.

Files are read apart, several at a time (`loaders.apart`); the store is written by this process alone, in their order.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ontology.errors import CancuError, DocumentDefect, InputRefused, Refusal

if TYPE_CHECKING:
    from loaders.apart import Readers
    from loaders.archive import Archive, Member
    from loaders.source import SourceFile
    from queries.stores.protocols import Writer

    Read = tuple[SourceFile, bytes]  # a text, and what it says as N-Quads

# What is taken from a folder; a file that is named itself is always tried.
READABLE = (
    ".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
    ".html", ".htm", ".mht", ".mhtml", ".txt", ".zip",
)  # fmt: skip
ARCHIVE = ".zip"
LOCK = "~$"  # begins the name of the file that Word keeps beside an open document
FAILED = "failed"
REFUSED = "refused"
AHEAD = 64  # files at most whose turn to be stored has not come
HELD = 64 << 20  # bytes of them, beyond which no more are begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: loaded, replaced, unchanged, refused or failed, and why."""

    file: str
    outcome: str
    code: str | None = None
    error: CancuError | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A file's bytes, fetched when its turn comes."""

    name: str
    fetch: Callable[[], bytes]


class Listener(Protocol):
    """Who waits for the end of a load."""

    def done(self, outcome: object) -> None:
        """A file's turn is over."""

    def heard(self, name: str, done: int, of: int) -> None:
        """So many pages of a file are read; from any thread."""


class Nobody:
    """Nobody waits."""

    def done(self, outcome: object) -> None: ...

    def heard(self, name: str, done: int, of: int) -> None: ...


def originals(paths: Iterable[Path]) -> Iterator[Original]:
    """The files named, and the readable files of the folders named, in order; no links are followed in folders."""
    archives = _Archives()
    for path in paths:
        for each, found in _inside(path) if path.is_dir() else ((path, False),):
            if each.suffix.lower() == ARCHIVE:
                yield from archives.originals(each, found=found)
            else:
                yield _original(each, found=found)


def _inside(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The files of a folder; what it has of folders that cannot be read or are links is refused in its place."""
    from loaders.archive import beside_pages

    closed: list[Path] = []
    found: list[Path] = []
    for at, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        found += [Path(at, name) for name in names if _is_taken(Path(name))]
        found += [path for name in folders if (path := Path(at, name)).is_symlink()]
        folders[:] = sorted(set(folders) - beside_pages(names))
    yield from ((path, True) for path in sorted({*found, *closed}))


def _is_taken(path: Path) -> bool:
    return path.suffix.lower() in READABLE and not path.name.startswith(LOCK)


def _original(path: Path, *, found: bool) -> Original:
    from loaders import opening

    return Original(opening.shown(path), lambda: opening.read_bytes(path, found=found))


class _Archives:
    """Members of archives are documents of their own; the archive that was opened last stays open for the next one."""

    def __init__(self) -> None:
        self._last: tuple[Path, Archive] | None = None

    def originals(self, path: Path, *, found: bool) -> Iterator[Original]:
        """The members of an archive; the file itself where it is one document, or cannot be opened."""
        try:
            opened = self._opened(path, found)
            members = None if opened.is_one_document else list(opened.members())
        except InputRefused:
            members = None
        if members is None:
            yield _original(path, found=found)
        else:
            yield from (Original(each.name, partial(self._member, path, found, each)) for each in members)

    def _member(self, path: Path, found: bool, member: Member) -> bytes:
        return self._opened(path, found).read(member)

    def _opened(self, path: Path, found: bool) -> Archive:
        from loaders.archive import Archive
        from loaders.opening import read_bytes, shown

        if self._last is None or self._last[0] != path:
            self._last = None
            self._last = path, Archive(shown(path), read_bytes(path, found=found))
        return self._last[1]


def sent(files: Iterable[tuple[str, bytes]]) -> Iterator[Original]:
    """Files given by name and bytes; what their bytes show to be an archive gives its members."""
    from loaders.archive import Archive, is_archive

    for name, data in files:
        try:
            opened = Archive(name, data) if is_archive(data) else None
            members = opened.members() if opened else ()
        except InputRefused:
            opened, members = None, ()
        if opened is None:
            yield Original(name, partial(bytes, data))
        else:
            yield from (Original(each.name, partial(opened.read, each)) for each in members)


def passed_over(paths: Iterable[Path]) -> int:
    """How many files of the folders named are of a kind that is not taken from a folder."""
    inside = (Path(at, name) for path in paths if path.is_dir() for at, _, names in os.walk(path) for name in names)
    return sum(not _is_taken(each) and each.is_file() for each in inside)


def load(store: Path | str, files: Sequence[Original], listener: Listener | None = None) -> list[Outcome]:
    """Load files into a store, made where there is none, then link what they cite; `listener` hears of each in turn."""
    from graph_cli.linking import link, prepare
    from queries.stores.opening import open_writer

    outcomes = []
    with open_writer(str(store)) as writer, _Reading(len(files), listener or Nobody()) as reading:
        for outcome in _in_turn(writer, files, reading):
            outcomes.append(outcome)
            reading.listener.done(outcome)
        if changed := writer.pending or any(outcome.outcome in ("loaded", "replaced") for outcome in outcomes):
            link(writer)
    if changed:
        prepare(str(store))
    return outcomes


@dataclass(frozen=True, slots=True)
class _Begun:
    """A file that is being read, or whose end is known already."""

    original: Original
    data: bytes = b""
    sha256: str = ""
    read: Future[Read] | None = None
    outcome: Outcome | None = None

    @property
    def is_done(self) -> bool:
        return self.read is None or self.read.done()


class _Reading:
    """The processes that read, begun with the first file that is to be read."""

    def __init__(self, files: int, listener: Listener) -> None:
        self._files = files
        self.listener = listener
        self._readers: Readers | None = None

    def __enter__(self) -> _Reading:
        return self

    def __exit__(self, *_: object) -> None:
        if self._readers is not None:
            self._readers.end()

    def begin(self, name: str, data: bytes) -> Future[Read]:
        from loaders import apart

        if self._readers is None:
            self._readers = apart.begun(self._files)
        return self._readers.begin(partial(self._readers.quads, name, data, partial(self.listener.heard, name)))


def _in_turn(writer: Writer, files: Iterable[Original], reading: _Reading) -> Iterator[Outcome]:
    """What becomes of each file, in their order; so many are read ahead that no process waits."""
    waiting: deque[_Begun] = deque()
    for original in files:
        waiting.append(_begun(writer, original, reading))
        while waiting and (waiting[0].is_done or len(waiting) > AHEAD or sum(len(w.data) for w in waiting) > HELD):
            yield _finished(writer, waiting.popleft())
    while waiting:
        yield _finished(writer, waiting.popleft())


def _begun(writer: Writer, original: Original, reading: _Reading) -> _Begun:
    from hashlib import sha256

    from loaders.version import EXTRACTOR_VERSION
    from queries.stores.protocols import Outcome as Stored

    try:
        data = original.fetch()
    except (InputRefused, MemoryError) as error:
        return _Begun(original, outcome=_refused(original, error))
    known = sha256(data).hexdigest()
    if writer.is_current(known, EXTRACTOR_VERSION):
        return _Begun(original, outcome=Outcome(file=original.name, outcome=Stored.UNCHANGED))
    return _Begun(original, data, known, reading.begin(original.name, data))


def _finished(writer: Writer, begun: _Begun) -> Outcome:
    if begun.read is None:
        assert begun.outcome is not None
        return begun.outcome
    try:
        return Outcome(file=begun.original.name, outcome=_commit(writer, begun, begun.read.result()))
    except InputRefused as error:
        return _refused(begun.original, error)
    except DocumentDefect as error:
        return Outcome(file=begun.original.name, outcome=FAILED, code=error.kind, error=error)
    except CancuError:
        raise  # the store's own trouble concerns every file
    except Exception as error:  # noqa: BLE001  one document must not stop the others; it is counted and named
        defect = DocumentDefect(begun.original.name, type(error).__name__, str(error))
        return Outcome(file=begun.original.name, outcome=FAILED, code=defect.kind, error=defect)


def _refused(original: Original, error: InputRefused | MemoryError) -> Outcome:
    if isinstance(error, MemoryError):
        error = InputRefused(original.name, Refusal.TOO_LARGE)
    return Outcome(file=original.name, outcome=REFUSED, code=error.code, error=error)


def _commit(writer: Writer, begun: _Begun, read: Read) -> str:
    from loaders.version import EXTRACTOR_VERSION
    from ontology import iri
    from queries.stores.kept_text import KeptText
    from queries.stores.protocols import GraphOfFile
    from queries.stores.protocols import Outcome as Stored

    source, nquads = read
    if writer.is_current(begun.sha256, EXTRACTOR_VERSION):  # the same file stood before it under another name
        return Stored.UNCHANGED
    return writer.commit(
        GraphOfFile(
            iri=iri.graph(begun.sha256),
            sha256=begun.sha256,
            extractor=EXTRACTOR_VERSION,
            nquads=nquads,
            original=begun.data,
            text=KeptText(text=source.text, pages=source.pages, unsure=source.unsure),
        )
    )


def nowhere(path: Path) -> Outcome:
    """The outcome of a path that does not exist."""
    from loaders.opening import shown

    return Outcome(
        file=shown(path), outcome=REFUSED, code="not-found", error=InputRefused(shown(path), Refusal.UNREADABLE)
    )
