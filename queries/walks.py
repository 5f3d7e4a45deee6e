"""The statements that a lineage is made of, fetched from the store step by step and never more than can be shown.

A law may have half of a store resting on it: nearer documents are fetched before farther ones, those that rest on
it more firmly before the others, and it is told when some were left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontology.namespaces import VB
from queries import catalog
from queries.results import Statement, statements
from queries.stores.protocols import Iri, Rows, Store

# Strongest first: the first that holds between two documents names the step.
LINEAGE = (VB.concretizes, VB.implements, VB.basedOn, VB.guides)
WEAKER = (
    VB.promulgates, VB.amends, VB.replaces, VB.repeals, VB.corrects, VB.consolidates, VB.suspends, VB.extends,
    VB.proposedBy, VB.encloses, VB.disseminates, VB.cites,
)  # fmt: skip
RELATIONS = LINEAGE + WEAKER
MAX_DOCUMENTS = 600  # three times as many as paths are shown
MAX_JOINED = 500

Said = tuple[Statement, ...]


def strength(statement: Statement) -> tuple[int, bool, float, str]:
    """What the statements between two documents are sorted by, the strongest first."""
    return RELATIONS.index(statement.relation), statement.inferred, -(statement.confidence or 0.0), statement.iri


def lineage(store: Store, start: str, *, down: bool) -> tuple[Said, bool]:
    """What hands authority on, step by step from a document, with all that is said between two such documents.

    Of the document itself every relation. Also whether some were left out.
    """
    found: list[Statement] = []
    known, front, cut = {start}, [start], False
    while front:
        said = _groups(statements(_beside(store, front, down=down)), down=down)
        wanted = [group for group in said if front == [start] or group[0].relation in LINEAGE]
        onward: dict[str, None] = {}
        for group in wanted:
            end = _end(group[0], down=down)
            if end in known or len(known) + len(onward.keys() | {end}) <= MAX_DOCUMENTS:
                found += group
                if end not in known and group[0].relation in LINEAGE:
                    onward[end] = None
            else:
                cut = True
        known.update(onward)
        front = list(onward)
    return tuple(found), cut


def _beside(store: Store, documents: Sequence[str], *, down: bool) -> Rows:
    """The statements in which documents act; downwards those in which they are acted upon."""
    given = [Iri(document) for document in documents]
    return catalog.rows(store, "joining", object=given) if down else catalog.rows(store, "joining", subject=given)


def _groups(said: Iterable[Statement], *, down: bool) -> list[list[Statement]]:
    """The statements of each two documents, strongest first, and the firmest pairs before the others."""
    pairs: dict[tuple[str, str], list[Statement]] = {}
    for statement in said:
        pairs.setdefault((statement.subject, statement.object), []).append(statement)
    for group in pairs.values():
        group.sort(key=strength)
    return sorted(pairs.values(), key=lambda group: (strength(group[0])[:3], _end(group[0], down=down)))


def _end(statement: Statement, *, down: bool) -> str:
    return statement.subject if down else statement.object


def between(store: Store, lower: str, upper: str) -> Said:
    """The statements on every way from a document to one that it may rest on, by any relation."""
    return statements(catalog.rows(store, "between", document=Iri(lower), root=Iri(upper)))


def connecting(store: Store, lower: str, upper: str) -> Said:
    """The statements by which what rests on the one shares a document with the other, within two steps of both."""
    above = _two_steps(store, lower, down=False)
    below = _two_steps(store, upper, down=True)
    acting, acted_upon = {each.subject for each in below}, {each.object for each in above}
    if not acting or not acted_upon:
        return above + below
    joining = catalog.rows(store, "joining", subject=_some(acting), object=_some(acted_upon))
    return above + below + statements(joining)


def _two_steps(store: Store, document: str, *, down: bool) -> Said:
    near = statements(_beside(store, [document], down=down))
    further = _some({_end(each, down=down) for each in near} - {document})
    return near + (statements(_beside(store, further, down=down)) if further else ())


def _some(documents: Iterable[str]) -> list[Iri]:
    return [Iri(document) for document in sorted(documents)[:MAX_JOINED]]
