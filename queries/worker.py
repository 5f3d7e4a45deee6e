"""The process in which a user's query runs: `python -m queries.worker`, its order as JSON on standard input.

Answers one JSON object on standard output. The store is opened first; then the process gives up whatever the
query has no business with, and the alarm signal ends it when the query's time is over.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ontology import confinement
from ontology.confinement import Left
from ontology.errors import BackendUnavailable, CancuError, PolicyRefused, StoreDamaged
from queries import supervision
from queries.stores import failures
from queries.supervision import Order

# What a process hears that runs against its walls; a store that is open already never does.
_WALLS = ("Permission denied", "Could not establish connection")

Found = tuple[list[str], Iterable[list[object]]]


def answer(order: Order) -> dict[str, object]:
    """Columns and rows, or the error. ASK answers one row, CONSTRUCT its triples as rows."""
    try:
        columns, rows = _EVALUATED[order.language](order)
        kept, truncated = supervision.cut(rows, order.most_rows, order.most_bytes)
        return {"columns": columns, "rows": kept, "truncated": truncated}
    except CancuError as error:
        return {"error": type(error).__name__, "vi": error.message_vi, "en": error.message_en}


def confine(order: Order, left: Left) -> None:
    """From here on there is nothing but the store that is open, and the time that is left."""
    confinement.limit(order.memory)
    confinement.seal(left)
    confinement.start_clock(order.seconds)


def _sparql(order: Order) -> Found:
    """The rows of any form of query; QueryNotUnderstood where it is none."""
    import pyoxigraph as ox

    from queries.stores.answers import plain
    from queries.stores.oxigraph import open_reader

    root = Path(order.folder)
    engine = open_reader(root).engine
    confine(order, Left.FILES)  # the engine opens its own files when it needs them; SPARQL has no word for a file
    with _told_of(root):
        found = engine.query(order.text, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryBoolean):
        return ["answer"], [[bool(found)]]
    names = ["subject", "predicate", "object"]
    columns = names if isinstance(found, ox.QueryTriples) else [each.value for each in found.variables]
    return columns, _evaluated(root, ([plain(term) for term in row] for row in found))


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
    reader = store.open_reader(root)
    confine(order, Left.NOTHING)  # the engine has its one file open, and Cypher has many words for others
    with _told_of(root):
        columns, rows = reader.found(order.text, order.parameters)
    return list(columns), _evaluated(root, (list(row) for row in rows))


_EVALUATED = {"sparql": _sparql, "cypher": _cypher}


def _answer_alone() -> IO[str]:
    """Standard output for the answer alone: what an engine prints there goes nowhere."""
    stream = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return stream


def main() -> None:
    order = Order(**json.load(sys.stdin))
    with _answer_alone() as stream:
        json.dump(answer(order), stream)


if __name__ == "__main__":
    main()
