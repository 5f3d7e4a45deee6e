"""A query that a user wrote: refused when it would fetch or write, run where it can be ended.

The text is never parsed in this process: a parser can be made to overflow its stack, a plan to take for
ever, and an evaluation cannot be cancelled. A child process with a memory limit opens the store read-only,
and is killed when the time is over.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import BackendUnavailable, PolicyRefused, QueryLimit, QueryNotUnderstood, StoreDamaged
from queries.stores.protocols import Rows

MAX_BYTES = 64 * 1024
MAX_DEPTH = 100
MAX_STEPS = 200  # triple patterns and path steps: the planner takes for ever beyond
MAX_ROWS = 100_000
MEMORY = 1 << 30
_STARTING = 5.0  # seconds that a child may take to start, beside the query's own time

# What a token can be inside of, tried in this order, so that no keyword is seen in a string, IRI or comment.
_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n]*)
    |(?P<variable>[?$]\w+)
    |(?P<prefixed>[\w.-]*:[\w.:%-]*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<mark>[{}()\[\];.,/|^])
    |(?P<other>.|\n)""",
    re.VERBOSE | re.DOTALL,
)
_FETCHING = frozenset(("SERVICE", "LOAD", "FROM"))
_WRITING = frozenset(("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
_STEP_MARKS = frozenset(";.,/|^")


@dataclass(frozen=True, slots=True)
class Answered:
    rows: Rows
    truncated: bool


def admit(text: str) -> None:
    """PolicyRefused for text that would fetch or write, QueryNotUnderstood for text too large or too deep."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _too_complex(f"hơn {MAX_BYTES // 1024} KB", f"more than {MAX_BYTES // 1024} KB")
    if "\\u" in text or "\\U" in text:
        text = _unescaped(text)
    depth = steps = 0
    for token in _TOKEN.finditer(text):
        word = token["word"]
        if word is not None:
            _admit_word(word.upper())
        depth += (token["mark"] or " ") in "{(["
        depth -= (token["mark"] or " ") in "})]"
        steps += token["mark"] in _STEP_MARKS if token["mark"] else 0
        if depth > MAX_DEPTH or steps > MAX_STEPS:
            raise _too_complex(
                f"hơn {MAX_DEPTH} ngoặc lồng nhau hoặc {MAX_STEPS} bước",
                f"more than {MAX_DEPTH} nested brackets or {MAX_STEPS} steps",
            )


def _admit_word(word: str) -> None:
    if word in _FETCHING:
        raise PolicyRefused(
            f"{word} không được phép: truy vấn chỉ đọc kho này, không lấy dữ liệu từ nơi khác. Bỏ {word}.",
            f"{word} is not allowed: a query reads this store only and fetches nothing. Leave {word} out.",
        )
    if word in _WRITING:
        raise PolicyRefused(
            f"{word} không được phép: truy vấn chỉ đọc. Dùng cancu load để đưa văn bản vào kho.",
            f"{word} is not allowed: a query only reads. Use cancu load to bring documents in.",
        )


def _unescaped(text: str) -> str:
    """Letters in place of their \\u escapes, which SPARQL allows anywhere."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _letter, text)


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= sys.maxunicode else " "


def _too_complex(vi: str, en: str) -> QueryNotUnderstood:
    return QueryNotUnderstood(
        f"Câu truy vấn quá lớn hoặc quá phức tạp ({vi}). Chia nhỏ ra.",
        f"The query is too large or too complex ({en}). Break it up.",
    )


def run(folder: Path, text: str, *, timeout: float) -> Answered:
    """The rows of a user's query within `timeout` seconds; QueryLimit where time or memory is not enough."""
    admit(text)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "queries.worker", str(folder), str(MEMORY), str(MAX_ROWS)],
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=timeout + _STARTING,
            check=False,
            env={**os.environ, "CANCU_QUERY_SECONDS": str(timeout)},
        )
    except subprocess.TimeoutExpired:
        raise _over_time(timeout) from None
    if done.returncode != 0:
        raise _over_time(timeout) if done.returncode == -14 else _crashed()
    return _answer(json.loads(done.stdout))


def _answer(told: dict[str, object]) -> Answered:
    match told:
        case {"columns": list(columns), "rows": list(rows), "truncated": bool(truncated)}:
            return Answered(Rows(tuple(columns), tuple(tuple(row) for row in rows)), truncated)
        case {"error": "damaged", "vi": str(vi), "en": str(en)}:
            raise StoreDamaged(vi, en)
        case {"error": "unavailable", "vi": str(vi), "en": str(en)}:
            raise BackendUnavailable(vi, en)
        case {"error": "memory"}:
            raise _crashed()
        case {"vi": str(vi), "en": str(en)}:
            raise QueryNotUnderstood(vi, en)
        case _:
            raise _crashed()


def _over_time(timeout: float) -> QueryLimit:
    return QueryLimit(
        f"Truy vấn quá {timeout:g} giây nên bị dừng. Thu hẹp câu hỏi hoặc tăng --timeout.",
        f"The query took more than {timeout:g} seconds and was stopped. Narrow it down or raise --timeout.",
    )


def _crashed() -> QueryLimit:
    return QueryLimit(
        "Truy vấn cần quá nhiều bộ nhớ hoặc làm máy truy vấn dừng. Thu hẹp câu hỏi.",
        "The query needs too much memory or stopped the engine. Narrow it down.",
    )
