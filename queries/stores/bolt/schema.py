"""What a Neo4j is told before documents come in: one node for each name, and what the questions look up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ontology.stored_graph import KEY, OWNER, labels
from queries.stores.bolt.statements import owned_labels, shared_edges

MARKER = "Store"  # the label of the one node that says whose database this is

# What the questions look up, beside names and owners: values as a whole, and texts by what they contain.
_BY_VALUE = (
    ("Document", "number"),
    ("Document", "numberKey"),
    ("Document", "date"),
    ("SourceFile", "fileName"),
    ("SourceFile", "sha256"),
    ("Graph", "sha256"),
    ("GovernanceIndex", "code"),
    ("DocumentKind", "code"),
    ("Statement", "subject"),
    ("Statement", "predicate"),
    ("Statement", "confidence"),
    ("Statement", "status"),
    ("Task", "deadline"),
    ("Responsibility", "role"),
    ("Target", "year"),
    ("Gap", "reason"),
)
_BY_LETTERS = (
    ("Document", "searchKey"),
    ("Agency", "name"),
    ("GovernanceIndex", "name"),
)


@cache
def statements() -> tuple[str, ...]:
    """The statements that make constraints and indexes; what is there already stays."""
    return tuple(_made())


def _made() -> Iterator[str]:
    for label in (*labels(), MARKER):
        yield f"CREATE CONSTRAINT {label}_{KEY} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.`{KEY}` IS UNIQUE"
    for label, name in (*((label, OWNER) for label in owned_labels()), *_BY_VALUE):
        yield f"CREATE RANGE INDEX {label}_{name} IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"
    for label, name in _BY_LETTERS:
        yield f"CREATE TEXT INDEX {label}_{name} IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"
    for kind in shared_edges():
        yield f"CREATE RANGE INDEX {kind}_{OWNER} IF NOT EXISTS FOR ()-[r:`{kind}`]-() ON (r.`{OWNER}`)"
