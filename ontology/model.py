"""What a document says, as plain values: the record and its parts.

These types know no algorithm. `loaders` makes them, `to_rdf` turns them into quads,
`cancu extract --json` prints them in the format of ontology/data/record.schema.json.
Offsets count characters of the source file's own text, so that `text[start:end]` is the quotation.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

STATED = "stated"
INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """A value with the words that prove it and how sure the reader is.

    `start` and `end` are characters of the source text, `confidence` lies in 0..1, `rule` names
    the rule that read it. `because` says from what an inferred value follows.
    """

    value: str
    start: int
    end: int
    rule: str
    confidence: float
    status: str = STATED
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The document's own fields; None where the text does not say."""

    type: Assertion | None = None
    number: Assertion | None = None  # "22/KH-UBND"; partly blank: "/UBND-NC"
    date: Assertion | None = None  # "2023-01-31", "2023-01" or "2023"
    issuer: Assertion | None = None  # full canonical name with its place
    title: Assertion | None = None
    signer: Assertion | None = None
    signer_position: Assertion | None = None
    signing_authority: Assertion | None = None
    recipients: tuple[Assertion, ...] = ()
    addressees: tuple[Assertion, ...] = ()
    place: str | None = None  # province or city named by the document: "Quảng Trị"; None for central bodies


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherStatement:
    """A second true statement on the same mention: `source` carries out, amends … the cited document."""

    source: str
    relation: str
    specific: str | None = None
    source_provision: str | None = None  # the part of the source that acts: "khoản 3 Điều 1"
    sentence_start: int = 0
    sentence_end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One mention of a document and what the sentence says of it."""

    surface: str
    start: int
    end: int
    kind: str  # numbered | named | self
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    provision: str | None  # the part of the cited document that is concerned
    relation: str  # gold vocabulary: implements, basedOn, disseminates, promulgates, amends, … cites, self
    specific: str | None = None  # finer term of the ontology where the words support it: concretizes, encloses
    source: str = "this"  # "this", or the number (or name) of the document that acts
    source_provision: str | None = None  # the part of the source in which it does: "khoản 2 Điều 5"
    also: tuple[OtherStatement, ...] = ()
    sentence_start: int = 0  # the sentence that proves the relation, in source characters
    sentence_end: int = 0
    trigger: str | None = None  # the governing words
    rule: str = ""
    confidence: float = 1.0
    date_assertion: str | None = None  # "inferred" where taken from another mention
    issuer_assertion: str | None = None  # "inferred" where it follows from the symbol or the document's own place
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A further stretch of the source text that continues a broken cell."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A directive that names who must act."""

    description: str  # the quotation at start:end, white space folded
    start: int
    end: int
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    deadline: str | None  # "2023-11-30", "2023-12", "2023-Q1", "2023"
    deadline_text: str | None
    deliverable: str | None
    section: str | None
    rule: str
    confidence: float
    pieces: tuple[Piece, ...] = ()  # the rest of a description broken over pages
    reading: str | None = None  # the description with its diacritics restored, where the print had lost them


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """Who answers for which governance index, in which role."""

    agency: str
    index: str
    role: str  # raise | assess | communicate | plan
    quote: str
    start: int
    end: int
    rule: str
    confidence: float
    status: str = STATED  # inferred where the index is described without its code
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexMention:
    index: str
    definition: str | None
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A quantified aim."""

    text: str
    start: int
    end: int
    index: str | None
    comparator: str  # ">=", "<=", "=", "top"
    value: float
    unit: str | None
    year: int | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that one file says, before anything is resolved across documents."""

    file: str
    sha256: str
    media_type: str
    text_quality: float  # share of words that carry the diacritics they should, 0..1
    document: Metadata
    citations: tuple[Citation, ...] = ()
    tasks: tuple[Task, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    index_mentions: tuple[IndexMention, ...] = ()
    targets: tuple[Target, ...] = ()
    warnings: tuple[str, ...] = field(default_factory=tuple)
    pages: tuple[int, ...] = ()  # the offsets at which pages begin; none in formats without pages

    def page(self, offset: int) -> int | None:
        """The page, counted from 1, on which a character stands; None where there are no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None
