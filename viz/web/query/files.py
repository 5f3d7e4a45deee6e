"""Answers to take away as files, whole: CSV in which no cell runs as a formula, TSV, JSON, Turtle."""

from __future__ import annotations

import json

from fastapi import Request

from ontology.errors import QueryLimit, UsageError
from queries.stores.protocols import Rows
from queries.supervision import Wanted
from viz import tables
from viz.web import running
from viz.web.running import Cancelled

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/json",
    "ttl": "text/turtle; charset=utf-8",
}
_WANTED = {
    "csv": Wanted(table="application/sparql-results+json", graph=""),
    "tsv": Wanted(table="text/tab-separated-values", graph=""),
    "json": Wanted(table="application/sparql-results+json", graph="application/ld+json"),
    "ttl": Wanted(table="", graph="text/turtle"),
}


def of_text(request: Request, text: str, form: str, seconds: float, cancelled: Cancelled) -> tuple[bytes, str]:
    """The answer to a SPARQL text: terms as SPARQL writes them, in CSV their plain values."""
    found = running.written(request, text, _WANTED[form], seconds, cancelled)
    if form != "csv":
        return found.body, FORMS[form]
    told = json.loads(found.body)
    if "boolean" in told:
        return tables.sheet(("answer",), [(str(told["boolean"]).lower(),)]), FORMS[form]
    columns = told["head"]["vars"]
    rows = ([row[each]["value"] if each in row else None for each in columns] for row in told["results"]["bindings"])
    return tables.sheet(columns, rows), FORMS[form]


def of_rows(found: Rows, form: str) -> tuple[bytes, str]:
    """Plain values as a file; UsageError for Turtle, which rows cannot be written in."""
    match form:
        case "csv":
            return tables.sheet(found.columns, found.rows), FORMS[form]
        case "tsv":
            lines = (found.columns, *(map(_flat, row) for row in found.rows))
            return "".join("\t".join(line) + "\n" for line in lines).encode(), FORMS[form]
        case "json":
            return json.dumps([dict(row) for row in found], ensure_ascii=False, indent=1).encode(), FORMS[form]
        case _:
            raise UsageError("Turtle chỉ dùng cho kết quả là bộ ba.", "Turtle is for answers that are triples.")


def _flat(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def incomplete(rows: int) -> QueryLimit:
    """Of a file that would not hold everything."""
    return QueryLimit(
        f"Kết quả dài hơn {rows} dòng nên không tải về được trọn vẹn. Thu hẹp câu hỏi hoặc dùng LIMIT.",
        f"The answer has more than {rows} rows and would not be whole. Narrow it down or use LIMIT.",
    )
