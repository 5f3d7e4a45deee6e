"""The answer to a query as a reader sees it: every cell with where it leads, and a picture where it is a graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ontology import iri
from queries.stores.answers import NUMBERS
from queries.stores.protocols import Iri, Rows, Value
from viz.web import naming

MOST = 500  # rows on a page
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_LONG = 300  # characters of a cell until it is folded
Told = dict[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`kind`: how it is set: "number", "date", "text", "iri", "none"."""

    text: str
    kind: str
    href: str = ""
    full: str = ""
    lang: str = ""

    @property
    def folded(self) -> str:
        """The beginning of a long text; "" for a short one."""
        return f"{self.text[:_LONG].rpartition(' ')[0] or self.text[:_LONG]} …" if len(self.text) > _LONG else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`kind`: "table", "boolean" or "graph"; `truncated`: there are more rows than these."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers only."""
        filled = [[row[at].kind for row in self.rows if row[at].kind != "none"] for at in range(len(self.columns))]
        return tuple(bool(kinds) and set(kinds) == {"number"} for kinds in filled)

    @property
    def pairs(self) -> list[tuple[str, str, str]]:
        """Which things stand together: triples between things, or two documents in a row; with what joins them."""
        found = (self._pair(row) for row in self.rows)
        return list(dict.fromkeys(each for each in found if each))

    def _pair(self, row: Sequence[Cell]) -> tuple[str, str, str] | None:
        if self.kind == "graph":
            ours = row[0].full.startswith(iri.BASE) and row[2].full.startswith(iri.BASE)
            return (row[0].full, row[1].text, row[2].full) if ours else None
        documents = [cell.full for cell in row if cell.full.startswith(f"{iri.BASE}document/")]
        joined = next((cell.text for cell in row if cell.full.startswith("https://w3id.org/cancu/ontology#")), "")
        return (documents[0], joined, documents[1]) if len(documents) > 1 and documents[0] != documents[1] else None


def of_terms(body: bytes) -> Answer:
    """From `queries.stores.answers.first_rows`."""
    told = json.loads(body)
    return Answer(
        kind=told["kind"],
        columns=tuple(told["columns"]),
        rows=tuple(tuple(_term(each) for each in row) for row in told["rows"]),
        truncated=told["truncated"],
    )


def of_rows(found: Rows, *, truncated: bool = False) -> Answer:
    """From plain values; what is beyond the page's rows is left out and told."""
    rows = tuple(tuple(_plain(each) for each in row) for row in found.rows[:MOST])
    return Answer(kind="table", columns=found.columns, rows=rows, truncated=truncated or len(found) > MOST)


def _term(told: Told) -> Cell:
    if told is None:
        return Cell(text="", kind="none")
    value = told["value"]
    if told["type"] == "uri":
        return _named(value)
    if told.get("datatype") in NUMBERS:
        return Cell(text=value, kind="number")
    return Cell(text=value, kind=_kind(value), lang=told.get("xml:lang", ""))


def _plain(value: Value | None) -> Cell:
    if value is None:
        return Cell(text="", kind="none")
    if isinstance(value, Iri) or (isinstance(value, str) and value.startswith("https://w3id.org/cancu/")):
        return _named(str(value))
    if isinstance(value, bool):
        return Cell(text=str(value).lower(), kind="text")
    if isinstance(value, str):
        return Cell(text=value, kind=_kind(value))
    return Cell(text=f"{value:g}" if isinstance(value, float) else str(value), kind="number")


def _named(name: str) -> Cell:
    return Cell(text=naming.short(name), kind="iri", href=naming.href(name), full=name)


def _kind(text: str) -> str:
    return "date" if _DATE.fullmatch(text) else "text"


def place(message: str) -> tuple[int, int] | None:
    """Line and column that an engine names in its complaint."""
    found = re.search(r"error at (\d+):(\d+)|line (\d+),? column (\d+)|\(line: (\d+), offset: (\d+)\)", message)
    if not found:
        return None
    line, column = (int(each) for each in found.groups() if each is not None)
    return line, column + 1 if found[5] else column


def brief(message: str) -> str:
    """A complaint without the list of all that the parser would have taken."""
    said = re.split(r": expected one of|\. Expected|, expected one of", message, maxsplit=1)[0]
    return re.sub(r": error at \d+:\d+$", ".", said.strip())


def documents(pairs: Iterable[tuple[str, str, str]]) -> list[str]:
    """The things of some pairs, each once."""
    return list(dict.fromkeys(end for one, _, other in pairs for end in (one, other)))
