"""What stands around a document: on what it rests, what rests on it, where that ends, what it may be mixed up with."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from queries import catalog, walks
from queries.conflicts import Conflict
from queries.documents import Card, cards
from queries.lineage import Break, Reason, Step, outgoing, rejections, steps_between
from queries.results import Quotation, Statement, text
from queries.reviews import rejected
from queries.stores.protocols import Iri, Store

_ONE_DOCUMENT = ("twoDates", "twoNumbers")  # conflicts whose two sides may be one document
_SERIES = 3  # more of one name are a series, not one document written wrongly
_CANDIDATES = 3  # more are listed, not drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two documents (IRIs) that may be one, which nobody has said; no lineage leads over it."""

    one: str
    other: str
    quotations: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """`ends`: where the way up breaks; `reasons`: why a reference stays open; `candidates`: which documents it may be.

    `cut`: more rests on it than was fetched.
    """

    start: str
    steps: tuple[Step, ...]
    cards: Mapping[str, Card]
    ends: tuple[Break, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    candidates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    cut: bool = False


Concerning = Callable[[Collection[str]], Sequence[Conflict]]  # the contradictions that concern some documents


def around(
    store: Store,
    start: str,
    concerning: Concerning,
    *,
    up: bool = True,
    down: bool = True,
    besides: Iterable[Statement] = (),
) -> Surroundings:
    """The surroundings of a document; `besides`: statements to be shown that its own lineage need not hold."""
    said, cut = list(besides), False
    for wanted, way in ((up, False), (down, True)):
        found, left_out = walks.lineage(store, start, down=way) if wanted else ((), False)
        said += found
        cut = cut or left_out
    known = cards(store, {start, *(each for s in said for each in (s.subject, s.object, s.speaker))})
    refused = rejected(store, said)
    steps = steps_between((each for each in said if each.iri not in refused), known)
    barred = outgoing(steps_between((each for each in said if each.iri in refused), known))
    closed = rejections(outgoing(steps), barred, start, refused)
    shown = {start, *(end for step in steps for end in (step.start, step.end))}
    reasons, doubts = _open(store, [name for name in shown if not known[name].held])
    undecided = {doubt.one for doubt in doubts}
    contradictions = concerning(shown)
    doubts += _twins(contradictions)
    known = {**known, **cards(store, {end for d in doubts for end in (d.one, d.other)} - set(known))}
    candidates = _candidates(doubts)
    return Surroundings(
        start=start,
        steps=tuple(steps),
        cards=known,
        ends=_ends(steps, start, known, _Ends(candidates, undecided, closed)) if up else (),
        doubts=tuple(d for d in doubts if _drawn(d, shown, candidates)),
        reasons=reasons,
        candidates=candidates,
        conflicts=tuple(contradictions),
        cut=cut,
    )


def _open(store: Store, cited: Sequence[str]) -> tuple[dict[str, str], list[Doubt]]:
    """Why references stay open, and what each may be."""
    reasons: dict[str, str] = {}
    maybe: dict[tuple[str, str], set[Quotation]] = {}
    for row in catalog.rows(store, "gaps", about=[Iri(name) for name in sorted(cited)]) if cited else ():
        if reason := text(row["reason"]):
            reasons[str(row["about"])] = reason
        if row["candidate"] is not None:
            quotation = Quotation.of(row)
            ends = (str(row["about"]), str(row["candidate"]))
            maybe.setdefault(ends, set()).update({quotation} if quotation else ())
    return reasons, [Doubt(one=a, other=b, quotations=tuple(sorted(said))) for (a, b), said in sorted(maybe.items())]


def _twins(contradictions: Iterable[Conflict]) -> list[Doubt]:
    """The pairs that may be one document because they contradict each other in one thing only."""
    pairs = {
        (each.one.about, each.other.about): each
        for each in contradictions
        if each.kind.rpartition("#")[2] in _ONE_DOCUMENT and each.one.about != each.other.about
    }
    count = Counter(end for pair in pairs for end in pair)
    return [
        Doubt(one=one, other=other, quotations=(*each.one.quotations, *each.other.quotations))
        for (one, other), each in pairs.items()
        if max(count[one], count[other]) <= _SERIES
    ]


def _candidates(doubts: Iterable[Doubt]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for each in doubts:
        found.setdefault(each.one, {})[each.other] = None
        found.setdefault(each.other, {})[each.one] = None
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _drawn(doubt: Doubt, shown: Collection[str], candidates: Mapping[str, Sequence[str]]) -> bool:
    if doubt.one in shown and doubt.other in shown:
        return True
    here = doubt.one if doubt.one in shown else doubt.other
    return len(candidates[here]) <= _CANDIDATES


@dataclass(frozen=True, slots=True)
class _Ends:
    """What is known of where ways end: candidates, references left open, and steps that reviews closed."""

    candidates: Mapping[str, tuple[str, ...]]
    undecided: Collection[str]
    closed: Mapping[str, Sequence[Break]]


def _ends(steps: Iterable[Step], start: str, known: Mapping[str, Card], told: _Ends) -> tuple[Break, ...]:
    """Where the ways up break, each with the step by which the lineage came there.

    Where a review closed a step, that is at the document from which it would lead on.
    """
    onward = outgoing(step for step in steps if step.strong)
    came: dict[str, Step | None] = {start: None}
    queue, found = deque([start]), []
    while queue:
        here = queue.popleft()
        if here in told.closed:
            found.append(Break(here, Reason.REJECTED, step=came[here], review=told.closed[here][0].review))
        elif here not in onward:
            cited = Reason.UNCERTAIN if here in told.undecided else Reason.NOT_HELD
            reason = Reason.SILENT if known[here].held else cited
            found.append(Break(here, reason, told.candidates.get(here, ()), came[here]))
        for step in onward.get(here, ()):
            if step.end not in came:
                came[step.end] = step
                queue.append(step.end)
    return tuple(sorted(found, key=lambda each: each.document))
