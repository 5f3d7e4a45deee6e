"""From the answers of a store to the graph that a page shows: the whole store, or the lineage of one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ontology import iri
from ontology.vocabulary import indices, kind_by_name
from queries import catalog, conflicts
from queries.documents import Card, cards, written_date
from queries.responsibility import Duty, owners
from queries.results import Quotation, Row, Statement, statements
from queries.stores.protocols import Iri, Store
from queries.walks import RELATIONS
from viz.graph import Conflict, DocumentNode, IndexName, Network, Owner, Relation
from viz.style import MAYBE
from viz.wording import wording

LIMIT = 250  # documents of one picture; beyond that a person searches, or asks for the lineage of one
_ONE_DOCUMENT = ("twoDates", "twoNumbers")  # conflicts whose two sides may be one document
_SERIES = 3
_HELD = 3
_OF_DOCUMENTS = (*_ONE_DOCUMENT, "deadlineBefore")


def whole(store: Store, *, lang: str = "vi", limit: int = LIMIT) -> Network:
    """Everything in the store: the documents with most relations, those that are held before others, up to `limit`."""
    said = statements(catalog.rows(store, "statements", relation=[Iri(relation) for relation in RELATIONS]))
    held = {str(row["document"]) for row in catalog.rows(store, "documents")}
    return _network(store, cards(store, sorted(held.union(*map(_named, said)))), said, lang, limit, None)


def around(store: Store, document: str, *, lang: str = "vi", limit: int = LIMIT) -> Network:
    """The lineage of one document (an IRI): all that it rests on and all that rests on it, step by step."""
    upwards = statements(catalog.rows(store, "lineage_up", document=Iri(document)))
    downwards = statements(catalog.rows(store, "lineage_down", document=Iri(document)))
    said = {statement.iri: statement for statement in (*upwards, *downwards)}.values()
    return _network(store, cards(store, sorted({document}.union(*map(_named, said)))), said, lang, limit, document)


def _named(statement: Statement) -> set[str]:
    return {statement.subject, statement.object, statement.speaker}


def _network(
    store: Store,
    found: Mapping[str, Card],
    said: Iterable[Statement],
    lang: str,
    limit: int,
    focus: str | None,
) -> Network:
    gaps = list(catalog.rows(store, "gaps"))
    contradictions = conflicts.conflicts(store)
    beside = _beside(found, gaps, contradictions)
    known = {**found, **cards(store, sorted(beside - set(found)))}
    meant = {name: card for name, card in known.items() if not any(other in known for other in card.resolved)}
    related = [s for s in said if s.subject in meant and s.object in meant and s.subject != s.object]
    kept = _most_telling(meant, [*beside, *_ends(related)], limit, focus)
    shown = tuple(_conflict(c, known, lang) for c in contradictions if not focus or kept & {c.one.about, c.other.about})
    reasons, maybe = _gaps(gaps, kept)
    maybe += _twins(shown, kept)
    relations = [_relation(s, known) for s in related if s.subject in kept and s.object in kept]
    return Network(
        documents=tuple(_document(meant[name], reasons.get(name)) for name in sorted(kept)),
        relations=tuple(sorted([*relations, *maybe], key=_order)),
        conflicts=shown,
        owners=_owners(store, kept if focus else None),
        indices=tuple(IndexName(index.code, index.vi if lang == "vi" else index.en) for index in indices()),
        words=_words(store, lang),
        focus=focus,
        left_out=len(meant) - len(kept),
    )


def _beside(found: Mapping[str, Card], gaps: Iterable[Row], contradictions: Iterable[conflicts.Conflict]) -> set[str]:
    """The documents that one of these may be, or that contradict one: no relation need lead there, yet they belong."""
    pairs = [(str(row["about"]), str(row["candidate"])) for row in gaps if row["candidate"] is not None]
    pairs += [(c.one.about, c.other.about) for c in contradictions if _local(c.kind) in _OF_DOCUMENTS]
    return {end for pair in pairs if found.keys() & set(pair) for end in pair}


def _ends(said: Iterable[Statement]) -> list[str]:
    return [end for statement in said for end in (statement.subject, statement.object)]


def _most_telling(known: Mapping[str, Card], ends: Iterable[str], limit: int, focus: str | None) -> set[str]:
    """Those that most is said of; to be held counts as much as a few relations."""
    ties = Counter(ends)
    weight = {name: ties[name] + (_HELD if known[name].held else 0) for name in known}
    related = [name for name in known if weight[name] or name == focus]
    return set(sorted(related, key=lambda name: (name != focus, -weight[name], name))[:limit])


def _order(relation: Relation) -> tuple[str, str, str, tuple[Quotation, ...]]:
    return relation.source, relation.target, relation.relation, relation.quotations


def _document(card: Card, gap: str | None) -> DocumentNode:
    kind = kind_by_name().get(card.kind or "")
    return DocumentNode(
        iri=card.iri,
        label=card.label,
        kind=kind.slug if kind else None,
        number=card.number,
        title=card.title,
        dates=card.dates or tuple(filter(None, [card.inferred_date])),
        date_inferred=not card.dates,
        issuer=card.issuer or card.inferred_issuer,
        issuer_inferred=card.issuer is None,
        file=card.file,
        gap=gap,
    )


def _relation(statement: Statement, known: Mapping[str, Card]) -> Relation:
    speaker = known.get(statement.speaker)
    return Relation(
        source=statement.subject,
        target=statement.object,
        relation=_local(statement.relation),
        speaker=speaker.label if speaker else None,
        quotations=statement.quotations,
        confidence=statement.confidence,
        inferred=statement.inferred,
        because=statement.because,
        rule=statement.rule,
        surface=statement.surface,
        provision=statement.provision,
        source_provision=statement.source_provision,
    )


def _maybe(ends: Sequence[str], quotations: tuple[Quotation, ...]) -> Relation:
    return Relation(source=ends[0], target=ends[1], relation=MAYBE, quotations=quotations, uncertain=True)


def _twins(found: Iterable[Conflict], kept: set[str]) -> list[Relation]:
    """The pairs that may be one document; many of one name are a series, which the list of contradictions tells."""
    pairs = [c for c in found if c.kind in _ONE_DOCUMENT and len(c.involves) == 2 and kept.issuperset(c.involves)]
    count = Counter(end for conflict in pairs for end in conflict.involves)
    return [_maybe(c.involves, c.quotations) for c in pairs if max(count[end] for end in c.involves) <= _SERIES]


def _gaps(found: Iterable[Row], kept: set[str]) -> tuple[dict[str, str], list[Relation]]:
    """Why a reference stays open, and the documents that each may be."""
    reasons: dict[str, str] = {}
    maybe: dict[tuple[str, str], set[Quotation]] = {}
    for row in found:
        ends = (str(row["about"]), str(row["candidate"]))
        if row["reason"]:
            reasons[ends[0]] = str(row["reason"])
        if row["candidate"] is not None and kept.issuperset(ends):
            quotation = Quotation.of(row)
            maybe.setdefault(ends, set()).update({quotation} if quotation else ())
    return reasons, [_maybe(ends, tuple(sorted(quoted))) for ends, quoted in sorted(maybe.items())]


def _conflict(conflict: conflicts.Conflict, known: Mapping[str, Card], lang: str) -> Conflict:
    kind = _local(conflict.kind)
    one, other = conflict.one, conflict.other
    codes = {iri.index(index.code): index.code for index in indices()}
    dated = kind in ("twoDates", "deadlineBefore")
    label = wording(lang)[f"conflict_{kind}"].format(
        one=codes.get(one.about) or _called(known, one.about),
        other=codes.get(other.about) or _called(known, other.about),
        x=written_date(one.says) if dated else one.says,
        y=written_date(other.says) if dated else other.says,
    )
    ends = tuple(dict.fromkeys(side.about for side in (one, other) if side.about not in codes))
    return Conflict(kind=kind, label=label, involves=ends, quotations=(*one.quotations, *other.quotations))


def _called(known: Mapping[str, Card], name: str) -> str:
    return known[name].label if name in known else name.rsplit("/", 1)[-1]


def _owners(store: Store, documents: set[str] | None) -> tuple[Owner, ...]:
    """Who answers for which index, as these documents say (None: any)."""
    by_index = {index.code: owners(store, iri.index(index.code)) for index in indices()}
    return tuple(
        _owner(index, duty)
        for index, found in by_index.items()
        for duty in (*found.owning, *found.communicating)
        if documents is None or duty.document in documents
    )


def _owner(index: str, duty: Duty) -> Owner:
    return Owner(
        agency=duty.agency_name,
        index=index,
        role=_local(duty.role).lower(),
        document=duty.document,
        quotations=duty.quotations,
        inferred=duty.inferred,
        because=duty.because,
    )


def _words(store: Store, lang: str) -> dict[str, str]:
    labels = {str(row["term"]): str(row["label"]) for row in catalog.rows(store, "terms") if row["lang"] == lang}
    return {_local(relation): labels[relation] for relation in RELATIONS if relation in labels}


def _local(name: str) -> str:
    return name.rsplit("#", 1)[-1]
