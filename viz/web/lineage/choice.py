"""What of a document's surroundings is drawn: as the filters ask, folded where many stand alike, bounded in number."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ontology import iri
from queries.documents import Card
from queries.lineage import Step
from queries.surroundings import Doubt, Surroundings
from queries.walks import strength
from viz.columns import year_of

SIBLINGS = 12  # so many of one document, on one side, are drawn; more are folded
LIMIT, MOST = 80, 250  # documents of one picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asks to see, empty for everything: relations by local name, kinds by slug, agencies by key."""

    direction: str = "both"
    relations: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    state: str = ""  # "held", "cited"
    unfolded: frozenset[str] = frozenset()
    limit: int = LIMIT

    @property
    def narrows(self) -> bool:
        """Whether documents or relations are left out on purpose."""
        return bool(self.relations or self.kinds or self.agencies or self.since or self.until or self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Documents that stand alike beside `parent`, drawn as one box."""

    key: str
    parent: str
    above: bool  # they are what the parent rests on
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is drawn. `steps` and `doubts` join drawn documents only; `listed`: all steps asked for, folded or not."""

    documents: tuple[str, ...]  # in the order of their distance
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...] = ()
    folds: tuple[Fold, ...] = ()
    listed: tuple[Step, ...] = ()
    left_out: int = 0  # beyond the limit
    hidden: int = 0  # by the filters
    undated: int = 0  # of these, how many have no year to be filtered by
    joining: frozenset[str] = field(default_factory=frozenset)  # they do not fit the filters but lead to some that do


def key_of(name: str) -> str:
    """A document's or agency's IRI without what all have in common: short enough for addresses."""
    return name.removeprefix(iri.BASE).partition("/")[2] if name.startswith(iri.BASE) else name


def slug_of(card: Card) -> str:
    """The kind of a document; "?" where it is unknown."""
    return card.kind_iri.rpartition("/")[2] if card.kind_iri else "?"


def year(card: Card) -> int | None:
    """The year of a document, inferred where it is not stated."""
    return year_of(card.date or card.inferred_date)


def local(name: str) -> str:
    """The local name of a term."""
    return name.rpartition("#")[2]


def chosen(found: Surroundings, wish: Wish, needed: Sequence[str] = ()) -> Chosen:
    """What is drawn; `needed` documents (a path between two) are neither folded nor left out."""
    steps = [fewer for step in found.steps if (fewer := _narrowed(step, wish.relations))]
    order, before = _reached(found.start, steps, wish.direction, needed)
    fitting = [name for name in order if name == found.start or name in needed or _fits(found.cards[name], wish)]
    kept = _with_ways(fitting, before)
    order = [name for name in order if name in kept]
    joining = frozenset(kept - set(fitting))
    hidden = {end for step in found.steps for end in (step.start, step.end)} - kept if wish.narrows else set()
    dated = wish.since is None and wish.until is None
    among = _between(steps, kept)
    folds = _folds(found, order, among, wish.unfolded, {found.start, *needed})
    folded = {name for fold in folds for name in fold.documents}
    order = sorted((name for name in order if name not in folded), key=lambda name: name not in needed)
    order = sorted(order, key=lambda name: name != found.start)
    drawn, left_out = order[: wish.limit], order[wish.limit :]
    doubts = tuple(d for d in found.doubts if {d.one, d.other} & set(drawn)) if wish.direction != "down" else ()
    doubts = tuple(d for d in doubts if not {d.one, d.other} & (folded | set(left_out)))
    beside = dict.fromkeys(end for d in doubts for end in (d.one, d.other) if end not in drawn)
    documents = (*drawn, *beside)
    return Chosen(
        documents=documents,
        steps=tuple(_between(steps, set(documents))),
        doubts=doubts,
        folds=tuple(fold for fold in folds if fold.parent in drawn),
        listed=tuple(among),
        left_out=len(left_out) + sum(len(fold.documents) for fold in folds if fold.parent not in drawn),
        joining=joining,
        hidden=len(hidden),
        undated=0 if dated else sum(year(found.cards[name]) is None for name in hidden),
    )


def _narrowed(step: Step, relations: frozenset[str]) -> Step | None:
    said = tuple(each for each in step.statements if not relations or local(each.relation) in relations)
    return Step(said) if said else None


def _between(steps: Iterable[Step], documents: set[str]) -> list[Step]:
    return [step for step in steps if step.start in documents and step.end in documents]


def _reached(
    start: str, steps: Sequence[Step], direction: str, needed: Sequence[str]
) -> tuple[list[str], dict[str, str]]:
    """The documents up and down from the start, nearest first, and from which each was reached."""
    before: dict[str, str] = {}
    order = [start]
    for way, forward in (("up", True), ("down", False)):
        if direction not in (way, "both"):
            continue
        onward: dict[str, list[Step]] = {}
        for step in sorted(steps, key=lambda each: strength(each.statement)):
            onward.setdefault(step.start if forward else step.end, []).append(step)
        queue, seen = deque([start]), {start}
        while queue:
            here = queue.popleft()
            for end in (step.end if forward else step.start for step in onward.get(here, ())):
                if end not in seen:
                    seen.add(end)
                    queue.append(end)
                    if end not in before:
                        before[end] = here
                        order.append(end)
    order += [name for name in needed if name not in before and name != start]
    return order, before


def _with_ways(fitting: Iterable[str], before: Mapping[str, str]) -> set[str]:
    """These documents and those over which they were reached."""
    kept: set[str] = set()
    for name in fitting:
        here: str | None = name
        while here is not None and here not in kept:
            kept.add(here)
            here = before.get(here)
    return kept


def _fits(card: Card, wish: Wish) -> bool:
    when = year(card)
    dated = wish.since is None and wish.until is None
    if not dated and (when is None or when < (wish.since or 0) or when > (wish.until or 9999)):
        return False
    if wish.state and (wish.state == "held") != card.held:
        return False
    if wish.agencies and key_of(card.issuer_iri or "") not in wish.agencies:
        return False
    return not wish.kinds or slug_of(card) in wish.kinds


def _folds(
    found: Surroundings, order: Sequence[str], steps: Sequence[Step], unfolded: frozenset[str], fixed: set[str]
) -> list[Fold]:
    """Documents beside one document only, many on one side: the firmest and newest stay, the others are folded."""
    beside: dict[str, list[Step]] = {}
    for step in steps:
        beside.setdefault(step.start, []).append(step)
        beside.setdefault(step.end, []).append(step)
    doubtful = {end for doubt in found.doubts for end in (doubt.one, doubt.other)}
    alike: dict[tuple[str, bool], list[str]] = {}
    for name in order:
        ways = beside.get(name, [])
        others = {step.start if step.end == name else step.end for step in ways}
        if len(others) == 1 and len({step.end == name for step in ways}) == 1 and name not in fixed | doubtful:
            alike.setdefault((others.pop(), ways[0].end == name), []).append(name)
    folds = []
    for (parent, above), names in alike.items():
        key = f"{'up' if above else 'down'}:{key_of(parent)}"
        if len(names) > SIBLINGS and key not in unfolded:
            ranked = sorted(names, key=lambda name: _rank(found, beside[name][0], name))
            folds.append(Fold(key=key, parent=parent, above=above, documents=tuple(ranked[SIBLINGS - 1 :])))
    return folds


def _rank(found: Surroundings, step: Step, name: str) -> tuple[int, bool, int, str]:
    card = found.cards[name]
    return strength(step.statement)[0], not card.held, -(year(card) or 0), name


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that a filter offers, with how many documents or relations have it."""

    value: str
    name: str
    count: int
    on: bool = False


def counted(values: Iterable[tuple[str, str]], on: frozenset[str]) -> tuple[Facet, ...]:
    """The values (value, name) with their counts, the most frequent first; those asked for though absent as well."""
    listed = list(values)
    names = dict(listed)
    count = Counter(value for value, _ in listed)
    found = [Facet(value, names[value], number, value in on) for value, number in count.items()]
    found += [Facet(value, value, 0, True) for value in sorted(on - set(count))]
    return tuple(sorted(found, key=lambda each: (-each.count, each.name)))
