"""What the JSON API answers: the same words as `cancu … --format json`. IRIs are names of things in the graph."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")
Status = Literal["stated", "inferred"]


class Told(BaseModel):
    """The error: a code for programs, what is wrong and how to mend it in both languages."""

    code: str
    message_vi: str
    message_en: str
    detail: str


class Problem(BaseModel):
    error: Told


class Paged(BaseModel, Generic[T]):
    """A part of a list; `next` is the address of the following part, null at the end."""

    items: list[T]
    total: int
    limit: int
    offset: int
    next: str | None


class Quotation(BaseModel):
    """Words of a file: characters `start` to `end` of its text."""

    sentence: str
    file: str
    start: int
    end: int


class Document(BaseModel):
    """`held`: its text is in the store; otherwise it is only named by others."""

    iri: str
    label: str
    number: str | None
    date: str | None = Field(description="ISO, may be partial")
    issuer: str | None
    title: str | None
    held: bool
    file: str | None


class Statement(BaseModel):
    """`subject` acts on `object`, says `speaker`."""

    statement: str
    subject: str
    relation: str
    object: str
    speaker: str
    status: Status
    confidence: float | None
    rule: str | None
    because: str | None
    surface: str | None
    provision: str | None
    source_provision: str | None
    quotations: list[Quotation]


class Review(BaseModel):
    """What a person decided about a statement; `withdrawn_at` where it was taken back."""

    review: str
    decision: Literal["confirmed", "rejected"]
    subject: str
    relation: str
    object: str
    targets: list[str]
    reviewer: str
    reason: str
    at: str
    withdrawn_at: str | None
    withdrawn_by: str | None


class ReviewedStatement(Statement):
    review: Review | None = None


class DocumentField(BaseModel):
    field: str
    value: str
    status: Status
    because: str | None
    confidence: float | None
    quotations: list[Quotation]


class TaskInDocument(BaseModel):
    task: str
    description: str
    lead: list[str]


class KnownDocument(BaseModel):
    """A document with all that is known of it."""

    document: Document
    fields: list[DocumentField]
    warnings: list[str]
    acting: list[ReviewedStatement]
    acted_upon: list[ReviewedStatement]
    tasks: list[TaskInDocument]


class Task(BaseModel):
    task: str
    document: str
    section: str | None
    description: str
    lead: list[str]
    coordinate: list[str]
    deadline: str | None = Field(description="ISO, may be partial or a quarter")
    deadline_text: str | None = Field(description="as written")
    deliverable: str | None
    confidence: float | None
    quotations: list[Quotation]


class Missing(BaseModel):
    """A document that is cited and not held; `documents`: the references that seem to mean it."""

    documents: list[Document]
    stated: int
    inferred: int
    mentions: int
    statements: list[Statement]


class Side(BaseModel):
    about: str
    says: str
    quotations: list[Quotation]


class Conflict(BaseModel):
    kind: str
    one: Side
    other: Side


class Step(Statement):
    """`forward` is false where the step is walked against the direction of its statement."""

    forward: bool
    also: list[Statement]


class LineagePath(BaseModel):
    weight: Literal["lineage", "weaker", "meeting"]
    steps: list[Step]


class Break(BaseModel):
    document: str
    reason: Literal["not_held", "uncertain", "silent"]
    candidates: list[str]
    review: Review | None


class Lineage(BaseModel):
    """`cut`: there are more paths than these."""

    start: str
    goal: str | None
    down: bool
    documents: list[Document]
    paths: list[LineagePath]
    breaks: list[Break]
    cut: bool


class Succession(BaseModel):
    day: str
    before: str
    after: str
    source: str


class Duty(BaseModel):
    """`as_of`: the agency that does its work on the day asked for; null without a day, or where none is known."""

    index: str
    agency: str
    agency_iri: str
    role: str
    document: str
    status: Status
    because: str | None
    confidence: float | None
    as_of: str | None
    successions: list[Succession]
    quotations: list[Quotation]


class Owners(BaseModel):
    """An index; where `owning` is empty no document says who answers for it."""

    index: str
    owning: list[Duty]
    communicating: list[Duty]


class Hit(BaseModel):
    kind: Literal["document", "agency", "task", "sentence"]
    iri: str
    name: str
    text: str
    document: str
    file: str
    start: int
    end: int


class Parameter(BaseModel):
    name: str
    kind: str
    required: bool


class Question(BaseModel):
    """`whole`: why it takes going through everything where no parameter narrows it."""

    name: str
    title: dict[str, str]
    about: dict[str, str]
    parameters: list[Parameter]
    columns: list[str]
    whole: dict[str, str]


class Rows(BaseModel):
    """The answer to a named question, one object a row."""

    columns: list[str]
    items: list[dict[str, str | bool | int | float | None]]
    total: int
    limit: int
    offset: int
    next: str | None


class Stats(BaseModel):
    """`documents` are held, in `files`; `missing` are only cited.

    `state`: tells states of the store apart; null where the store does not tell.
    """

    documents: int
    files: int
    missing: int
    open_references: int
    conflicts: int
    agencies: int
    tasks: int
    state: str | None
