"""The graph contract between the store and every picture: documents, relations, conflicts, owners as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from queries.results import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNode:
    """A document: `kind` is a slug ("ke-hoach"), `dates` ISO, more than one where the sources disagree.

    `held`: its text is in the store; otherwise it is only cited. `gap` says why a reference stays open.
    """

    iri: str
    label: str
    kind: str | None = None
    number: str | None = None
    title: str | None = None
    dates: tuple[str, ...] = ()
    date_inferred: bool = False
    issuer: str | None = None
    issuer_inferred: bool = False
    file: str | None = None
    gap: str | None = None

    @property
    def held(self) -> bool:
        return self.file is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One statement "source <relation> target", said by `speaker`; source and target are IRIs.

    `uncertain`: they may be the same document, which nobody has said; no path leads over it.
    """

    source: str
    target: str
    relation: str  # local name: implements, cites …
    speaker: str | None = None
    quotations: tuple[Quotation, ...] = ()
    confidence: float | None = None
    inferred: bool = False
    because: str | None = None
    rule: str | None = None
    surface: str | None = None
    provision: str | None = None
    source_provision: str | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two statements that cannot both hold, in a sentence, with the documents (IRIs) that they concern."""

    kind: str  # twoDates, twoNumbers, deadlineBefore, oneMeaning
    label: str
    involves: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """An agency that answers for an index in a role (raise, assess, communicate, plan), as `document` says."""

    agency: str
    index: str  # code
    role: str
    document: str
    quotations: tuple[Quotation, ...] = ()
    inferred: bool = False
    because: str | None = None


@dataclass(frozen=True, slots=True)
class IndexName:
    """A governance index: code "PAPI" and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All that a page shows. `left_out` counts the documents beyond the limit; `words` names each relation."""

    documents: tuple[DocumentNode, ...]
    relations: tuple[Relation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    owners: tuple[Owner, ...] = ()
    indices: tuple[IndexName, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    focus: str | None = None
    left_out: int = 0
