"""The reviewed word lists of the domain (data/*.toml), readable without an RDF library."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ontology import data_files
from ontology.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of document: `vi` "Kế hoạch", `code` "KH" as in the number, None where it has none.

    `joint`: several agencies stand behind the code. `also_agency`: the same letters are an agency's symbol.
    """

    slug: str
    vi: str
    en: str
    regimes: tuple[str, ...]
    code: str | None = None
    broader: str | None = None
    joint: bool = False
    also_agency: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceIndex:
    """An index of governance: `code` "PAR INDEX", the names and nicknames that texts use for it."""

    slug: str
    code: str
    vi: str
    en: str
    publisher: str | None = None
    aliases: tuple[str, ...] = ()
    note_vi: str | None = None
    note_en: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformArea:
    """One of the six areas of public administration reform."""

    slug: str
    vi: str
    en: str
    aliases: tuple[str, ...] = ()


def table(name: str) -> dict[str, Any]:
    """A data file of this package as read: `table("indices")` is data/indices.toml."""
    return tomllib.loads(data_files.text("ontology", f"{name}.toml"))


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    """The rows of a table, lists made tuples so that a row can be hashed."""
    return [
        {field: tuple(value) if isinstance(value, list) else value for field, value in row.items()}
        for row in table(name)[key]
    ]


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """All kinds of documents, in the order of the data file."""
    return tuple(DocumentKind(**row) for row in _rows("document_types", "kind"))


@cache
def kind_by_name() -> dict[str, DocumentKind]:
    """Kinds by their Vietnamese name: "Kế hoạch"."""
    return {kind.vi: kind for kind in document_kinds()}


def kind_named(name: str) -> DocumentKind | None:
    """The kind with this Vietnamese name; letter case and diacritics do not count ("Khung Kiến trúc")."""
    return _kinds_folded().get(folded(name))


@cache
def _kinds_folded() -> dict[str, DocumentKind]:
    return {folded(kind.vi): kind for kind in document_kinds()}


@cache
def kind_by_code() -> dict[str, DocumentKind]:
    """Kinds by the code in the number: "KH"."""
    return {kind.code: kind for kind in document_kinds() if kind.code}


@cache
def indices() -> tuple[GovernanceIndex, ...]:
    """All governance indices, in the order of the data file."""
    return tuple(GovernanceIndex(**row) for row in _rows("indices", "index"))


@cache
def index_by_code() -> dict[str, GovernanceIndex]:
    """Indices by code: "PAR INDEX"."""
    return {index.code: index for index in indices()}


@cache
def reform_areas() -> tuple[ReformArea, ...]:
    """The areas of public administration reform."""
    return tuple(ReformArea(**row) for row in _rows("reform_areas", "area"))
