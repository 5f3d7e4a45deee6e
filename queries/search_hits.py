"""What a search finds, as it is shown: read from the tables of the index by the numbers of their rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found. For a task or a sentence `document` is the one that it stands in.

    `name`: of the document or agency; `text`: title, description or sentence; `weight`: documents that speak of a
    document, documents issued and tasks of an agency.
    """

    kind: str
    iri: str
    name: str
    text: str = ""
    document: str = ""
    document_name: str = ""
    document_kind: str = ""
    issuer: str = ""
    weight: tuple[int, ...] = ()
    file: str = ""
    start: int = 0
    end: int = 0
    page: int | None = None
    deadline: str = ""
    date: str = ""
    files: int = 1  # that hold the document

    @property
    def held(self) -> bool:
        return self.files > 0


# A reference that was found to mean a document stands for it, with the words by which it was found.
_DOCUMENT = """
SELECT d.iri, d.name, CASE WHEN d.id = own.id THEN d.title ELSE own.name END, d.kind, d.issuer_name, d.date, d.files,
    d.speakers
FROM document own JOIN document d
    ON d.id = coalesce((SELECT m.id FROM document m WHERE m.iri = own.means), own.id)
WHERE own.id = ?
"""
_AGENCY = "SELECT iri, name, issued, tasks FROM agency WHERE id = ?"
_TASK = """
SELECT t.iri, t.text, t.file, t.start, t."end", NULL, t.deadline_text, t.lead, d.iri, d.name, d.kind, d.files
FROM task t JOIN held h ON h.id = t.document JOIN document d ON d.iri = h.iri WHERE t.id = ?
"""
_SENTENCE = """
SELECT '', s.text, s.file, s.start, s."end", s.page, '', '', d.iri, d.name, d.kind, d.files
FROM sentence s JOIN held h ON h.id = s.document JOIN document d ON d.iri = h.iri WHERE s.id = ?
"""
_SHOWN = {"document": _DOCUMENT, "agency": _AGENCY, "task": _TASK, "sentence": _SENTENCE}


def hits_of(connection: sqlite3.Connection, kind: str, ids: Iterable[int]) -> Iterator[Hit]:
    """The things of these numbers, each once."""
    seen: set[str] = set()
    for number in ids:
        row = connection.execute(_SHOWN[kind], (number,)).fetchone()
        hit = _hit(kind, row)
        if not hit.iri or hit.iri not in seen:  # a document may be found by itself and by a reference to it
            seen.add(hit.iri)
            yield hit


def _hit(kind: str, row: tuple[Any, ...]) -> Hit:
    if kind in ("task", "sentence"):
        return _place(kind, row)
    return _document(row) if kind == "document" else _agency(row)


def _document(row: tuple[Any, ...]) -> Hit:
    iri, name, title, kind, issuer, date, files, speakers = row
    return Hit(
        kind="document", iri=iri, name=name, text=title or "", document=iri, document_kind=kind, issuer=issuer or "",
        date=date or "", files=files, weight=(speakers,),
    )  # fmt: skip


def _agency(row: tuple[Any, ...]) -> Hit:
    iri, name, issued, tasks = row
    return Hit(kind="agency", iri=iri, name=name, weight=(issued, tasks))


def _place(kind: str, row: tuple[Any, ...]) -> Hit:
    iri, text, file, start, end, page, deadline, lead, document, name, document_kind, files = row
    return Hit(
        kind=kind, iri=iri, name=lead, text=text, document=document, document_name=name, document_kind=document_kind,
        file=file, files=files, start=start or 0, end=end or 0, page=page, deadline=deadline or "",
    )  # fmt: skip
