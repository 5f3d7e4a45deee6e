"""The process in which users' queries run: `python -m queries.worker`, an order a line as JSON on standard input.

Answers each with a JSON object on a line of standard output; where that names `bytes`, so many follow. The store is
opened first; then the process gives up whatever the query has no business with, and the alarm signal ends it when
the query's time is over. Further orders must be of the same store and language: the walls are not taken down.
With `ahead` it fetches the engine before the first order comes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ontology import confinement
from ontology.confinement import Left
from ontology.errors import BackendUnavailable, CancuError, PolicyRefused, StoreDamaged
from queries import supervision
from queries.stores import failures
from queries.supervision import Order, Wanted

if TYPE_CHECKING:
    import pyoxigraph as ox

# What a process hears that runs against its walls; a store that is open already never does.
_WALLS = ("Permission denied", "Could not establish connection")

Found = tuple[list[str], Iterable[list[object]]]


_OPEN: dict[tuple[str, str], Any] = {}  # the one store that is open, behind the walls


def answer(order: Order) -> tuple[dict[str, object], bytes]:
    """Columns and rows, or the error, or what the engine wrote. ASK answers one row, CONSTRUCT its triples as rows."""
    try:
        if order.wanted is not None:
            return _written(order, order.wanted)
        columns, rows = _EVALUATED[order.language](order)
        kept, truncated = supervision.cut(rows, order.most_rows, order.most_bytes)
        return {"columns": columns, "rows": kept, "truncated": truncated}, b""
    except CancuError as error:
        return {"error": type(error).__name__, "vi": error.message_vi, "en": error.message_en}, b""


def _behind_walls(order: Order, left: Left, opened: Callable[[Path], Any]) -> Any:
    """The open store. From here on there is nothing but that, and the time that is left."""
    key = (order.language, order.folder)
    if not _OPEN:
        _OPEN[key] = opened(Path(order.folder))
        confinement.limit(order.memory)
        confinement.seal(left)
    confinement.start_clock(order.seconds)
    return _OPEN[key]


def _engine(order: Order) -> ox.Store:
    from queries.stores.oxigraph import open_reader

    # The engine opens its own files when it needs them; SPARQL has no word for a file.
    engine: ox.Store = _behind_walls(order, Left.FILES, lambda root: open_reader(root).engine)
    return engine


def _sparql(order: Order) -> Found:
    """The rows of any form of query; QueryNotUnderstood where it is none."""
    import pyoxigraph as ox

    from queries.stores.answers import plain

    root, engine = Path(order.folder), _engine(order)
    with _told_of(root):
        found = engine.query(order.text, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryBoolean):
        return ["answer"], [[bool(found)]]
    names = ["subject", "predicate", "object"]
    columns = names if isinstance(found, ox.QueryTriples) else [each.value for each in found.variables]
    return columns, _evaluated(root, ([plain(term) for term in row] for row in found))


def _written(order: Order, wanted: Wanted) -> tuple[dict[str, object], bytes]:
    """What the engine writes of its answer: whole, or QueryLimit."""
    from queries.stores.answers import asked_of, write

    engine = _engine(order)
    with _told_of(Path(order.folder)):
        found = write(asked_of(engine, order.text, wanted), wanted, order.most_bytes)
    return {"media": found.media}, found.body


def _evaluated(root: Path, rows: Iterator[list[object]]) -> Iterator[list[object]]:
    with _told_of(root):
        yield from rows


@contextmanager
def _told_of(root: Path) -> Iterator[None]:
    """What an engine raises, told as of the query or of the store."""
    try:
        yield
    except (OSError, StoreDamaged, BackendUnavailable) as error:
        if any(sign in str(error) for sign in _WALLS):
            raise PolicyRefused(
                "Truy vấn tìm cách mở tệp hoặc lấy dữ liệu từ nơi khác; điều đó không được phép.",
                "The query tried to open a file or to fetch something from elsewhere, which is not allowed.",
            ) from error
        if isinstance(error, OSError):
            raise failures.of_disk(root, error) from error
        raise
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise failures.not_understood(error) from error


def _cypher(order: Order) -> Found:
    """The rows of a query over the tables, which are made already; QueryNotUnderstood where it is none."""
    from queries.stores.embedded_cypher import store

    root = Path(order.folder)
    # The engine has its one file open, and Cypher has many words for others.
    reader = _behind_walls(order, Left.NOTHING, store.open_reader)
    with _told_of(root):
        columns, rows = reader.found(order.text, order.parameters)
    return list(columns), _evaluated(root, (list(row) for row in rows))


_EVALUATED = {"sparql": _sparql, "cypher": _cypher}


def _answer_alone() -> IO[bytes]:
    """Standard output for the answers alone: what an engine prints there goes nowhere."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return stream


def _order(line: bytes) -> Order:
    told = json.loads(line)
    wanted = told.pop("wanted", None)
    return Order(**told, wanted=Wanted(**wanted) if wanted else None)


def main() -> None:
    if "ahead" in sys.argv:
        import queries.stores.oxigraph  # noqa: F401 - so that the first order finds it ready
    with _answer_alone() as stream:
        for line in sys.stdin.buffer:
            told, body = answer(_order(line))
            confinement.start_clock(0)
            stream.write(json.dumps({**told, "bytes": len(body)}).encode("ascii") + b"\n" + body)
            stream.flush()


if __name__ == "__main__":
    main()
