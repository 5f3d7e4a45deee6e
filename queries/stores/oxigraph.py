"""The embedded store: pyoxigraph on disk, one writer, readers on snapshots.

with open_writer(path) as writer:
    writer.commit(GraphOfFile(...))      # whole or not at all
with closing(open_reader(path)) as reader:
    reader.query("SELECT …", {"number": "76/NQ-CP"})
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from ontology import iri
from ontology.errors import CancuError
from queries.stores import failures, updates
from queries.stores.answers import OxigraphAnswers, plain
from queries.stores.kept import KeptAnswers
from queries.stores.layout import StoreFolder
from queries.stores.protocols import Asked, FileMaker, GraphOfFile, Outcome, Rows
from queries.stores.shared_graphs import shared_graphs
from queries.stores.updates import CHECKSUM, EXTRACTOR, LEDGER, SHA256

ENGINE = "pyoxigraph " + ".".join(ox.__version__.split(".")[:2])
FLUSH_EVERY = 50  # documents: a flush costs about a tenth of a second
WAIT = 10.0  # seconds for another writer to end


class OxigraphReader(OxigraphAnswers):
    """A published generation, open for questions only. A later publication is seen by a later reader."""

    def __init__(self, root: Path, engine: ox.Store, generation: int, kept: KeptAnswers) -> None:
        super().__init__(root, engine)
        self.generation = generation
        self._kept = kept

    def answer(self, asked: Asked) -> Rows:
        """The rows of a named question; what takes long is kept for the next time."""
        text = asked.sparql()
        if asked.kept_as is None:
            return self.query(text)
        return self._kept.rows(asked.kept_as, text, lambda: self.query(text))

    def keep(self, name: str, version: str, make: Callable[[], str]) -> str:
        """A text that follows from everything in this generation, made once."""
        return self._kept.text(name, version, make)

    def keep_file(self, name: str, version: str, make: FileMaker, is_whole: Callable[[Path], bool]) -> Path | None:
        """A file that follows from everything in this generation, made once."""
        return self._kept.file(name, version, make, is_whole)


class OxigraphWriter(OxigraphAnswers):
    """The one process that changes a store. Get it from `open_writer`."""

    def __init__(self, folder: StoreFolder) -> None:
        self.folder = folder
        self.root = folder.root
        self._engine = None
        self._unsafe: dict[str, str] = {}  # hash -> extractor, committed but not yet flushed
        self.lost: tuple[str, ...] = ()  # called safe by the log, yet not in the ledger

    @property
    def engine(self) -> ox.Store:
        if self._engine is None:
            with failures.told_of(self.root):
                self._engine = ox.Store(str(self.folder.rw))
        return self._engine

    # -- documents and graphs ----------------------------------------------------------------

    def is_current(self, sha256: str, extractor: str) -> bool:
        """Whether this file was already stored by this version of the reader."""
        return self._noted(ox.NamedNode(iri.graph(sha256)), EXTRACTOR) == extractor

    def commit(self, document: GraphOfFile) -> Outcome:
        """Store a file's graph whole in place of what was there; safe on disk after `sync`."""
        name = ox.NamedNode(document.iri)
        before = self._noted(name, EXTRACTOR)
        if before == document.extractor:
            return Outcome.UNCHANGED
        if document.original is not None:
            with failures.told_of(self.root):
                self.folder.keep(document.sha256, document.original)
        if document.text is not None:
            self.folder.keep_text(document.sha256, document.text)
        self._replace(name, document.nquads, {SHA256: document.sha256, EXTRACTOR: document.extractor})
        self._unsafe[document.sha256] = document.extractor
        if len(self._unsafe) >= FLUSH_EVERY:
            self.sync()
        return Outcome.LOADED if before is None else Outcome.REPLACED

    def replace_graph(self, iri: str, nquads: bytes) -> bool:
        """Make `iri` hold exactly these quads; false where it already did."""
        name = ox.NamedNode(iri)
        if self._noted(name, CHECKSUM) == updates.checksum(nquads):
            return False
        self._replace(name, nquads, {})
        return True

    def remove(self, sha256: str) -> bool:
        """Take a file's graph out; false where it was not there. Its original stays."""
        name = ox.NamedNode(iri.graph(sha256))
        if self._noted(name, EXTRACTOR) is None:
            return False
        self._update(updates.removing(name))
        self._flush()
        self._unsafe.pop(sha256, None)
        with failures.told_of(self.root):
            self.folder.append_log([f"- {sha256}"])
        return True

    def _replace(self, name: ox.NamedNode, nquads: bytes, facts: updates.Facts) -> None:
        """One update, so that a crash leaves the old graph or the new one, never half of it."""
        self._update(updates.replacing(name, nquads, facts))

    def _noted(self, name: ox.NamedNode, key: ox.NamedNode) -> str | None:
        with failures.told_of(self.root):
            for quad in self.engine.quads_for_pattern(name, key, None, LEDGER):
                return str(plain(quad.object))
        return None

    def _update(self, text: str) -> None:
        with self._kept_open():
            self.folder.mark_unpublished()
            self.engine.update(text)

    def _flush(self) -> None:
        with self._kept_open():
            self.engine.flush()

    @contextmanager
    def _kept_open(self) -> Iterator[None]:
        """An engine that failed once stays failed: let it go, the next use opens it again."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            self._engine = None
            raise failures.of_disk(self.root, error) from error

    # -- safety ------------------------------------------------------------------------------

    def sync(self) -> Sequence[str]:
        """Bring everything to disk; the hashes of the documents that are safe only now."""
        self._flush()
        safe = [sha for sha, extractor in self._unsafe.items() if self.is_current(sha, extractor)]
        with failures.told_of(self.root):
            self.folder.append_log([f"+ {sha} {self._unsafe[sha]}" for sha in safe])
        self._unsafe.clear()
        return safe

    @property
    def pending(self) -> bool:
        """Whether there is anything the readers do not see yet, be it from an interrupted run."""
        return self.folder.unpublished or self.folder.current() is None

    def publish(self) -> int:
        """Let new readers see what was written; the number of the generation."""
        self.sync()
        with self._kept_open():
            return self.folder.publish(lambda target: self.engine.backup(str(target)))

    def start(self) -> None:
        """Mend what an interrupted writer left and bring the shared graphs up to date."""
        with failures.told_of(self.root):
            self.folder.recover()
        logged, held = self.folder.logged(), self._held()
        self.lost = tuple(sorted(sha for sha in logged if sha not in held))
        self._unsafe = {sha: extractor for sha, extractor in held.items() if logged.get(sha) != extractor}
        for name, nquads in shared_graphs():
            self.replace_graph(name, nquads)
        if self._unsafe:
            self.sync()

    def _held(self) -> dict[str, str]:
        with failures.told_of(self.root):
            extractors = {q.subject: q.object for q in self.engine.quads_for_pattern(None, EXTRACTOR, None, LEDGER)}
            hashes = self.engine.quads_for_pattern(None, SHA256, None, LEDGER)
            return {str(plain(q.object)): str(plain(extractors[q.subject])) for q in hashes}


def open_reader(path: Path | str) -> OxigraphReader:
    """The newest published generation of a store; StoreDamaged where there is none of ours."""
    folder = StoreFolder(Path(path))
    marker = folder.check(ENGINE)
    number = folder.current()
    if number is None:
        raise failures.missing(folder.root)
    kept = KeptAnswers(folder.answers(number, str(marker["uuid"])))
    with failures.told_of(folder.root):
        return OxigraphReader(folder.root, ox.Store.read_only(str(folder.generation(number))), number, kept)


@contextmanager
def open_writer(path: Path | str, *, wait: float = WAIT) -> Iterator[OxigraphWriter]:
    """The one writer of a store, made where there is none; what it wrote is published when it ends well.

    `wait`: seconds to wait for another writer before StoreBusy. After an error or an interruption
    the committed documents are brought to disk and the next writer publishes them.
    """
    folder = StoreFolder(Path(path))
    with failures.told_of(folder.root):
        folder.claim()
    with folder.lock(wait):
        with failures.told_of(folder.root):
            folder.mark(ENGINE)
        writer = OxigraphWriter(folder)
        try:
            writer.start()
            yield writer
            if writer.pending:
                writer.publish()
        except BaseException:
            with suppress(CancuError):
                writer.sync()
            raise
        finally:
            writer.close()
