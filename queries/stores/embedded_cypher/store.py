"""The embedded store asked in Cypher: the published generation as a property graph in tables of ladybug.

The tables are made when a generation is first asked in Cypher and kept in the store's folder:

    cypher/<generation>-<form>.lbug   made in cypher/work-… and moved into place whole; older ones are taken away
    cypher/lock                       held by the one process that makes them

All of it can be deleted at any time: it is made again from the store.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import CancuError, QueryLimit
from queries.stores import failures, oxigraph
from queries.stores.embedded_cypher import build, tables
from queries.stores.layout import StoreFolder, fsync_folder, take_lock
from queries.stores.protocols import Asked, Dialect, Parameters, Rows, Value

if TYPE_CHECKING:
    import ladybug

MEMORY = 512 << 20  # bytes of the engine's buffer pool, unless told
WAIT = 600.0  # seconds for another process that makes the same tables
_PLANS = 16  # texts that a connection plans once, for all the times they are asked
_FORM = 1  # of what the projection puts into the tables: another number makes them anew
_FOLDER = "cypher"
_LARGEST = 1 << 30  # bytes: the least address space that the engine is given for its file

Row = tuple[Value | None, ...]


class LadybugReader:
    """A generation as a property graph, open for questions only."""

    dialect = Dialect.LADYBUG

    def __init__(self, root: Path, database: ladybug.Database, generation: int) -> None:
        import ladybug as lb

        self.root = root
        self.generation = generation
        self._database = database
        self._connection = lb.Connection(database)
        self._texts: set[str] = set()  # what the connection has planned, and keeps with the room that each took

    def answer(self, asked: Asked) -> Rows:
        return self.cypher(*asked.cypher(self.dialect))

    def cypher(self, text: str, parameters: Parameters | None = None) -> Rows:
        """The rows of a reading query; what is no plain value (a node, a list) is given as JSON."""
        columns, rows = self.found(text, parameters)
        return Rows(columns, tuple(rows))

    def found(self, text: str, parameters: Parameters | None = None) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Columns and rows of a reading query, each row when it is taken."""
        self._make_room(text)
        # A parameter whose name is a word of the engine stands in backticks, and it takes them for part of the name.
        given = {
            f"`{name}`" if f"$`{name}`" in text else name: list(values) for name, values in (parameters or {}).items()
        }
        try:
            results = self._connection.execute(text, given)
        except RuntimeError as error:
            raise told(self.root, error) from error
        last = results[-1] if isinstance(results, list) else results
        return tuple(last.get_column_names()), self._taken(last)

    def _make_room(self, text: str) -> None:
        """A new connection where this one keeps too many plans: each holds up to 20 MB of the engine's memory."""
        if self._connection.is_closed:
            raise failures.unavailable(self.root, "closed")
        if text not in self._texts and len(self._texts) >= _PLANS:
            import ladybug as lb

            self._connection.close()
            self._connection = lb.Connection(self._database)
            self._texts.clear()
        self._texts.add(text)

    def _taken(self, result: ladybug.QueryResult) -> Iterator[Row]:
        with closing(result):
            while result.has_next():
                yield tuple(plain(value) for value in result.get_next())

    def close(self) -> None:
        self._connection.close()
        self._database.close()


def plain(value: Any) -> Value | None:
    """A value of the engine as a plain one."""
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


def told(root: Path, error: RuntimeError) -> CancuError:
    """What an exception of the engine means for whoever asked."""
    message = str(error)
    kind = message.partition(" exception")[0]
    if "read-only" in message:
        return failures.only_reads()
    if kind in ("Buffer manager", "Interrupted") or message.startswith("Interrupted") or "bad_alloc" in message:
        return QueryLimit(
            "Truy vấn cần quá nhiều bộ nhớ hoặc thời gian nên bị dừng. Thu hẹp câu hỏi.",
            "The query needs too much memory or time and was stopped. Narrow it down.",
        )
    if kind == "IO":
        return failures.of_disk(root, error)
    return failures.not_understood(error)


def open_reader(path: Path | str, *, memory: int = MEMORY) -> LadybugReader:
    """The newest published generation of a store as a property graph, made first where it is not there yet.

    `memory`: bytes that the engine may take for its pages and its work; a query that needs more ends in QueryLimit.
    """
    folder = StoreFolder(Path(path))
    marker = folder.check(oxigraph.ENGINE)
    number = folder.current()
    if number is None:
        raise failures.missing(folder.root)
    file = folder.root / _FOLDER / f"{number}-{_form(str(marker['uuid']))}.lbug"
    if not file.exists():
        number = _make(folder, file)
        file = file.with_name(f"{number}-{file.name.partition('-')[2]}")
    try:
        return _opened(folder.root, file, number, memory)
    except RuntimeError:  # damaged, or taken away by a process that made a newer one: what is derived is made again
        file.unlink(missing_ok=True)
        _make(folder, file)
        with failures.told_of(folder.root):
            return _opened(folder.root, file, number, memory)


def _opened(root: Path, file: Path, generation: int, memory: int) -> LadybugReader:
    import ladybug as lb

    space = 1 << max(_LARGEST, 2 * memory, file.stat().st_size).bit_length()
    database = lb.Database(file, read_only=True, buffer_pool_size=memory, max_db_size=space)
    return LadybugReader(root, database, generation)


def _form(store: str) -> str:
    """Tells tables of another store, engine or projection from those that fit."""
    import ladybug as lb

    parts = (store, str(_FORM), str(lb.__version__), *tables.statements())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


# -- making the tables -----------------------------------------------------------------------


def _make(folder: StoreFolder, file: Path) -> int:
    """Make the tables of the current generation under the name of `file`; the number of that generation."""
    with failures.told_of(folder.root):
        file.parent.mkdir(exist_ok=True)
        with _lock(folder.root, file.parent):
            number = folder.current()
            if number is None:
                raise failures.missing(folder.root)
            made = file.with_name(f"{number}-{file.name.partition('-')[2]}")
            if not made.exists():
                with _work(file.parent) as work:
                    _build(folder.generation(number), work, made)
            return number


def _build(store: Path, work: Path, file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="cancu-") as plain_path:  # the engine takes [ and * in a path for patterns
        rows = Path(plain_path) / "rows"
        rows.symlink_to(work.resolve(), target_is_directory=True)
        build.build(store, work / file.name, rows)
    with (work / file.name).open("rb") as handle:
        os.fsync(handle.fileno())
    (work / file.name).replace(file)
    fsync_folder(file.parent)
    for other in file.parent.glob("*.lbug*"):
        if other != file:
            other.unlink(missing_ok=True)


@contextmanager
def _work(parent: Path) -> Iterator[Path]:
    """An empty folder that is gone afterwards; what an interrupted maker left is taken away first."""
    for left in parent.glob("work*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=parent, prefix="work-"))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _lock(root: Path, parent: Path) -> Iterator[None]:
    """Wait for another maker; StoreBusy after `WAIT` seconds. A dead maker's lock is free."""
    with (parent / "lock").open("a+") as handle:
        if not take_lock(handle.fileno(), WAIT):
            raise failures.busy(root, "cypher")
        yield
