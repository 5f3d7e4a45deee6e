"""The relations of a document as its page lists them: by direction, relation and the other document, never too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product

from ontology import iri
from queries import document_parts
from queries.document_parts import Related
from queries.documents import Card
from queries.results import Statement
from queries.walks import LINEAGE, RELATIONS, strength
from viz.web.held import State
from viz.web.known_cards import cards

AT_ONCE = (
    8  # documents of one relation that are shown before the others are folded away or stand on a page of their own
)
IN_ALL = 100  # documents of one relation on the page of a document
ABOUT = 60  # statements of how other documents relate
SENTENCES = 3  # statements of one document in one relation
ON_A_PAGE = 50  # documents on a page of the full list
_OF_OTHERS = 200  # statements that other documents make of what this one does


@dataclass(frozen=True, slots=True)
class Other:
    """A document at the other end, with what joins the two; `left` statements more are not shown."""

    card: Card
    statements: tuple[Statement, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """All documents in one relation with this one: `total` of them, those shown first."""

    relation: str
    total: int
    others: tuple[Other, ...]

    @property
    def left(self) -> int:
        return self.total - len(self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relations:
    """`spoken`: what the document says itself, each with the document meant; `about`: of that what concerns others."""

    outgoing: tuple[Group, ...]
    incoming: tuple[Group, ...]
    about: tuple[Statement, ...]
    about_left: int
    spoken: tuple[Statement, ...]
    short: tuple[Related, ...]
    cards: Mapping[str, Card]

    @property
    def shown(self) -> frozenset[str]:
        """The IRIs of the statements that stand on the page."""
        groups = (*self.outgoing, *self.incoming)
        listed = {said.iri for group in groups for other in group.others for said in other.statements}
        return frozenset(listed.union(said.iri for said in self.about))


def relations(state: State, document: str) -> Relations:
    """What the page of a document shows of its relations."""
    short = document_parts.related(state.store, document)
    said = document_parts.spoken(state.store, document)
    known = cards(state, {document, *_ends(said.values())})
    spoken = _as_meant(said, known)
    acting = [each for each in spoken if each.subject == document]
    others = [each.statement for each in short if each.subject == document and each.speaker != document]
    acting += document_parts.told(state.store, islice(others, _OF_OTHERS)).values()
    upon, totals = _incoming(state, document, short)
    upon += [each for each in spoken if each.object == document and each.subject != document]
    known = {**known, **cards(state, _ends((*acting, *upon)) - known.keys())}
    about = tuple(each for each in spoken if document not in (each.subject, each.object))
    return Relations(
        outgoing=_groups(acting, known, outgoing=True),
        incoming=_groups(upon, known, outgoing=False, totals=totals),
        about=about[:ABOUT],
        about_left=len(about) - len(about[:ABOUT]),
        spoken=spoken,
        short=short,
        cards=known,
    )


def said_in(state: State, document: str, name: str) -> tuple[Statement, dict[str, Card]] | None:
    """One statement of a document as it is meant, with the cards of its ends; None where it makes no such."""
    read = document_parts.told(state.store, [name]).get(name)
    if read is None or read.speaker != document:
        return None
    known = cards(state, _ends([read]))
    ends = product((read.subject, *known[read.subject].resolved), (read.object, *known[read.object].resolved))
    derived = [iri.derived_statement(name, subject, target) for subject, target in ends]
    meant = _meant(read, document_parts.told(state.store, derived), known)
    return meant, {**known, **cards(state, _ends([meant]))}


def _ends(said: Iterable[Statement]) -> set[str]:
    return {end for each in said for end in (each.subject, each.object, each.speaker)}


def _as_meant(said: Mapping[str, Statement], known: Mapping[str, Card]) -> tuple[Statement, ...]:
    """Each statement as it was read; where its document was inferred, of the document that is meant."""
    read = (each for name, each in said.items() if iri.beginning(name) is not None)
    return tuple(_meant(each, said, known) for each in read)


def _meant(read: Statement, said: Mapping[str, Statement], known: Mapping[str, Card]) -> Statement:
    subjects = (read.subject, *known[read.subject].resolved)
    objects = (read.object, *known[read.object].resolved)
    for subject, target in product(subjects, objects):
        meant = said.get(iri.derived_statement(read.iri, subject, target))
        if meant is not None:
            return replace(
                meant,
                iri=read.iri,
                surface=read.surface,
                provision=read.provision,
                source_provision=read.source_provision,
                quotations=(*read.quotations, *(q for q in meant.quotations if q not in read.quotations)),
            )
    return read


def _incoming(state: State, document: str, short: Iterable[Related]) -> tuple[list[Statement], dict[str, int]]:
    """What others say to concern this document, the first of each relation; how many documents there are of each."""
    upon: dict[str, dict[str, list[Related]]] = {}
    for each in sorted(short, key=_firmest):
        if each.object == document and each.subject != document:
            upon.setdefault(each.relation, {}).setdefault(each.subject, []).append(each)
    wanted = [
        each.statement
        for those in upon.values()
        for several in islice(those.values(), AT_ONCE)
        for each in several[: SENTENCES + 1]
        if each.speaker != document
    ]
    found = list(document_parts.told(state.store, wanted).values())
    return found, {relation: len(those) for relation, those in upon.items()}


def _firmest(each: Related) -> tuple[bool, float, str, str]:
    return each.inferred, -each.confidence, each.subject, each.statement


def _groups(
    said: Iterable[Statement], known: Mapping[str, Card], *, outgoing: bool, totals: Mapping[str, int] | None = None
) -> tuple[Group, ...]:
    found: dict[str, dict[str, list[Statement]]] = {}
    for each in sorted(said, key=strength):
        other = each.object if outgoing else each.subject
        found.setdefault(each.relation, {}).setdefault(other, []).append(each)
    groups = []
    for relation in (name for name in RELATIONS if name in found):
        those = found[relation]
        others = tuple(_other(known[name], those[name], all_=outgoing) for name in islice(those, IN_ALL))
        groups.append(Group(relation, max((totals or {}).get(relation, 0), len(those)), others))
    return tuple(groups)


def _other(card: Card, several: list[Statement], *, all_: bool) -> Other:
    """What this document says is shown whole, for the marks of its text lead there."""
    shown = several if all_ else several[:SENTENCES]
    return Other(card, tuple(shown), len(several) - len(shown))


@dataclass(frozen=True, slots=True)
class Nearest:
    """The documents one step up or down the lineage, the first of `total`."""

    cards: tuple[Card, ...]
    inferred: frozenset[str]
    total: int


def nearest(state: State, document: str, short: Iterable[Related], *, up: bool) -> Nearest:
    """The direct bases of a document, or what rests on it directly; those held first."""
    found: dict[str, bool] = {}
    for each in short:
        here, other = (each.subject, each.object) if up else (each.object, each.subject)
        if each.relation in LINEAGE and here == document and other != document:
            found[other] = found.get(other, True) and each.inferred
    some = cards(state, islice(sorted(found, key=lambda name: (found[name], name)), AT_ONCE))
    return Nearest(tuple(some.values()), frozenset(name for name in some if found[name]), len(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the full list of one direction; `page` counts from 1."""

    others: tuple[tuple[str, Other], ...]  # with the relation
    counts: Mapping[str, int]  # documents by relation
    page: int
    pages: int
    cards: Mapping[str, Card]


def listed(state: State, document: str, *, outgoing: bool, relation: str | None, page: int) -> Listed:
    """So many documents in relation with this one, page by page; `relation` is a local name."""
    by_pair: dict[tuple[str, str], list[Related]] = {}
    for each in sorted(document_parts.related(state.store, document), key=_firmest):
        here, other = (each.subject, each.object) if outgoing else (each.object, each.subject)
        if here == document and other != document:
            by_pair.setdefault((each.relation, other), []).append(each)
    counted = Counter(pair[0] for pair in by_pair)
    counts = {name.rpartition("#")[2]: counted[name] for name in RELATIONS if counted[name]}
    pairs = sorted(by_pair, key=lambda pair: RELATIONS.index(pair[0]))
    chosen = [pair for pair in pairs if relation in (None, pair[0].rpartition("#")[2])]
    pages = max(1, -(-len(chosen) // ON_A_PAGE))
    page = min(page, pages)
    shown = chosen[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    told = document_parts.told(state.store, (each.statement for pair in shown for each in by_pair[pair][:SENTENCES]))
    known = cards(state, {document, *(pair[1] for pair in shown), *_ends(told.values())})
    return Listed(
        others=tuple((pair[0], _listed(known[pair[1]], by_pair[pair], told)) for pair in shown),
        counts=counts, page=page, pages=pages, cards=known,
    )  # fmt: skip


def _listed(card: Card, several: list[Related], told: Mapping[str, Statement]) -> Other:
    found = [told[each.statement] for each in several[:SENTENCES] if each.statement in told]
    return Other(card, tuple(found), len(several) - len(found))
