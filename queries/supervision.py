"""A query in a process of its own, which this one watches and ends: `queries.worker` is what runs there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar

from ontology import confinement, errors
from ontology.errors import CancuError, QueryLimit
from queries.stores.protocols import Rows, Value

MAX_ROWS = 100_000
MAX_BYTES = 64 << 20  # of an answer
MEMORY = 1 << 30
COMMAND = (sys.executable, "-P", "-m", "queries.worker")


class NoSuchForm(CancuError):
    """What a query gives cannot be written in any form that is asked for."""


_STARTING = 10.0  # seconds that a child may take to start, beside the query's own time
_TELLABLE = {
    kind.__name__: kind
    for kind in (
        errors.QueryNotUnderstood, errors.QueryLimit, errors.StoreBusy, errors.StoreDamaged, errors.BackendUnavailable,
        errors.PolicyRefused, NoSuchForm,
    )
}  # fmt: skip
# What the last words of a process look like that an engine or the memory limit brought down.
_BROUGHT_DOWN = ("MemoryError", "PanicException", "bad_alloc", "Cannot allocate memory")

AnyRow = TypeVar("AnyRow", bound=Sequence[object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An answer as the engine itself writes it, whole or not at all, by the media type of what the query gives.

    `table`: for rows and yes or no, `graph`: for triples; "" where that kind cannot be taken. `default_graphs` and
    `named_graphs`: the dataset, names of graphs in this store; None where all graphs together are asked.
    """

    table: str
    graph: str
    base: str | None = None
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    first: int | None = None  # so many rows as JSON for a reader, who is told that there are more


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the child is to do: `text` in `language` over the store of a folder, with its values and limits."""

    language: str
    folder: str
    text: str
    seconds: float
    parameters: Mapping[str, list[Value]] = field(default_factory=dict)
    wanted: Wanted | None = None
    memory: int = MEMORY
    most_rows: int = MAX_ROWS
    most_bytes: int = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Written:
    """The answer to an order with `wanted`."""

    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows of a user's own query; `truncated` where there were more than the limits allow."""

    rows: Rows
    truncated: bool


def carry_out(order: Order) -> Answered:
    """The child's answer. QueryLimit where time or memory is not enough; what else the child tells."""
    try:
        done = subprocess.run(
            COMMAND,
            input=json.dumps(asdict(order)).encode("ascii"),
            capture_output=True,
            timeout=order.seconds + _STARTING,
            check=False,
            env=confinement.of_child(),
        )
    except subprocess.TimeoutExpired:
        raise over_time(order.seconds) from None
    if done.returncode:
        raise _ended(done.returncode, done.stderr.decode("utf-8", "replace"), order.seconds)
    return rows_of(json.loads(done.stdout))


def rows_of(told: dict[str, object]) -> Answered:
    """The rows that a child tells; the error, where it tells one."""
    match told:
        case {"columns": list(columns), "rows": list(rows), "truncated": bool(truncated)}:
            return Answered(Rows(tuple(columns), tuple(tuple(row) for row in rows)), truncated)
        case _:
            raise _error(told)


def written(told: dict[str, object], body: bytes) -> Written:
    """The answer that a child wrote; the error, where it tells one."""
    match told:
        case {"media": str(media)}:
            return Written(media, body)
        case _:
            raise _error(told)


def _error(told: dict[str, object]) -> CancuError:
    match told:
        case {"error": str(kind), "vi": str(vi), "en": str(en)}:
            return _TELLABLE.get(kind, CancuError)(vi, en)
        case _:
            return brought_down()


def _ended(code: int, last_words: str, seconds: float) -> Exception:
    if code == -signal.SIGALRM:
        return over_time(seconds)
    if code < 0 or any(sign in last_words for sign in _BROUGHT_DOWN):
        return brought_down()
    return RuntimeError(f"queries.worker: {last_words.strip().rpartition(chr(10))[2]}")


def cut(rows: Iterable[AnyRow], most_rows: int, most_bytes: int) -> tuple[list[AnyRow], bool]:
    """The first rows, as many as the limits allow, and whether there were more; QueryLimit where not even one fits."""
    kept: list[AnyRow] = []
    size = 0
    for row in rows:
        size += len(json.dumps(row))
        if size > most_bytes and not kept:
            raise too_large(most_bytes)
        if size > most_bytes or len(kept) == most_rows:
            return kept, True
        kept.append(row)
    return kept, False


def over_time(seconds: float) -> QueryLimit:
    return QueryLimit(
        f"Truy vấn quá {seconds:g} giây nên bị dừng. Thu hẹp câu hỏi hoặc tăng --timeout.",
        f"The query took more than {seconds:g} seconds and was stopped. Narrow it down or raise --timeout.",
    )


def no_such_form(graph: bool) -> NoSuchForm:
    what = ("bộ ba (đồ thị)", "triples (a graph)") if graph else ("bảng hoặc đúng/sai", "a table or yes/no")
    return NoSuchForm(
        f"Câu truy vấn cho ra {what[0]}, không viết được ở dạng nào trong Accept.",
        f"The query gives {what[1]}, which cannot be written in any form that Accept names.",
    )


def beyond(most: int) -> QueryLimit:
    """Of an answer that must be given whole."""
    return QueryLimit(
        f"Kết quả lớn hơn {most >> 20} MB. Thu hẹp câu hỏi, hoặc hỏi từng phần bằng LIMIT và OFFSET.",
        f"The answer is larger than {most >> 20} MB. Narrow it down, or ask by parts with LIMIT and OFFSET.",
    )


def too_large(most: int) -> QueryLimit:
    return QueryLimit(
        f"Kết quả lớn hơn {most >> 20} MB ngay từ dòng đầu. Thu hẹp câu hỏi.",
        f"The answer is larger than {most >> 20} MB from its first row on. Narrow the query down.",
    )


def brought_down() -> QueryLimit:
    return QueryLimit(
        "Truy vấn cần quá nhiều bộ nhớ hoặc làm máy truy vấn dừng. Thu hẹp câu hỏi.",
        "The query needs too much memory or stopped the engine. Narrow it down.",
    )
