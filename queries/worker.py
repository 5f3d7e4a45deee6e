"""The process in which a user's query runs: `python -m queries.worker STORE MEMORY ROWS`, text on standard input.

Answers one JSON object on standard output. The alarm signal ends it when the query's time is over.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import BackendUnavailable, CancuError, StoreDamaged
from queries.stores import failures
from queries.stores.answers import plain
from queries.stores.oxigraph import open_reader

_KINDS = {StoreDamaged: "damaged", BackendUnavailable: "unavailable"}


def answer(folder: Path, text: str, most_rows: int) -> dict[str, object]:
    """Columns and rows, or the error. ASK answers one row, CONSTRUCT its triples as rows."""
    try:
        store = open_reader(folder)
        start_clock()
        columns, rows = evaluated(store.engine, text, most_rows + 1)
    except MemoryError:
        return {"error": "memory"}
    except CancuError as error:
        return {"error": _KINDS.get(type(error), "query"), "vi": error.message_vi, "en": error.message_en}
    return {"columns": columns, "rows": rows[:most_rows], "truncated": len(rows) > most_rows}


def start_clock() -> None:
    """Let the system end this process when the query's time is over, whatever it is doing."""
    signal.setitimer(signal.ITIMER_REAL, float(os.environ.get("CANCU_QUERY_SECONDS", "10")))


def evaluated(engine: ox.Store, text: str, most_rows: int) -> tuple[list[str], list[list[object]]]:
    """The first rows of any form of query; QueryNotUnderstood where it is none."""
    try:
        found = engine.query(text, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return ["answer"], [[bool(found)]]
        if isinstance(found, ox.QueryTriples):
            triples = islice(found, most_rows)
            return ["subject", "predicate", "object"], [[plain(term) for term in triple] for triple in triples]
        columns = [variable.value for variable in found.variables]
        return columns, [[plain(term) for term in row] for row in islice(found, most_rows)]
    except (SyntaxError, RuntimeError, ValueError) as error:
        raise failures.not_understood(error) from error


def main(folder: str, memory: str, most_rows: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    text = sys.stdin.buffer.read().decode("utf-8")
    json.dump(answer(Path(folder), text, int(most_rows)), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
