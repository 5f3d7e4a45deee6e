"""What a person decided about a statement, or about which document a reference means."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from ontology.namespaces import VB


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`subject`, `relation` and `object` say what it is about, also when the statement has got another name since.

    `at` and `withdrawn_at` are ISO instants (UTC). Of a statement also its IRI as it was, who says it, and the hashes
    of its quotations; a resolution has the relation vb:resolvedTo, from the reference to the document.
    """

    number: str
    at: str
    by: str
    confirmed: bool
    reason: str
    subject: str
    relation: str
    object: str
    statement: str | None = None
    speaker: str | None = None
    quotations: tuple[str, ...] = ()
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None

    @property
    def is_resolution(self) -> bool:
        return self.relation == VB.resolvedTo

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None

    @property
    def about(self) -> tuple[str, ...]:
        """What two decisions about the same thing share."""
        if self.is_resolution:
            return (self.subject, self.object)
        return (self.subject, self.relation, self.object, self.speaker or "", *self.quotations)


def quotation_hash(sentence: str) -> str:
    """By which a quotation is known again; spaces and line ends make no difference."""
    return sha256(" ".join(sentence.split()).encode()).hexdigest()[:32]
