"""On what a document rests and what rests on it: every path, what each step is, and where it breaks.

Steps are of two weights. Carrying out, concretizing, basing on and guiding hand authority on: only they
make a lineage. Every other relation (spreading, citing, amending …) is shown for the document asked about,
labelled as weaker, and walked on only between two documents that are named. Two documents may also be
joined through a third without either resting on the other: that is a connection, never a lineage.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from queries import catalog, walks
from queries.conflicts import namesakes
from queries.documents import Card, cards
from queries.results import Statement
from queries.reviews import Review, rejected
from queries.stores.protocols import Iri, Store
from queries.walks import LINEAGE, RELATIONS, strength

MAX_PATHS = 200
MAX_STEPS = 12
MAX_MEETING_STEPS = 4
MAX_MEETINGS = 10


class Weight(StrEnum):
    LINEAGE = "lineage"  # every step hands authority on
    WEAKER = "weaker"  # some step only speaks of the other document
    MEETING = "meeting"  # joined through common documents, the directions differ


class Reason(StrEnum):
    """Why a lineage goes no further."""

    NOT_HELD = "not_held"  # its text is not here and no sentence of another says on what it rests
    UNCERTAIN = "uncertain"  # which document is meant is open
    SILENT = "silent"  # it is held and names nothing that it carries out
    REJECTED = "rejected"  # a person rejected the only statement that leads on


@dataclass(frozen=True, slots=True)
class Step:
    """From one document to the next: the statements between them, strongest first.

    `forward` is false where the step is walked against the direction of its statements.
    """

    statements: tuple[Statement, ...]
    forward: bool = True

    @property
    def statement(self) -> Statement:
        return self.statements[0]

    @property
    def start(self) -> str:
        return self.statement.subject if self.forward else self.statement.object

    @property
    def end(self) -> str:
        return self.statement.object if self.forward else self.statement.subject

    @property
    def strong(self) -> bool:
        return self.statement.relation in LINEAGE

    def turned(self) -> Step:
        """The same step walked the other way."""
        return Step(self.statements, not self.forward)


@dataclass(frozen=True, slots=True)
class Path:
    steps: tuple[Step, ...]
    weight: Weight

    @property
    def documents(self) -> tuple[str, ...]:
        return (self.steps[0].start, *(step.end for step in self.steps))


@dataclass(frozen=True, slots=True)
class Break:
    """A document at which a lineage ends, and those it may be the same as.

    Where a review rejected the step, the document is the one that it would lead to.
    """

    document: str
    reason: Reason
    candidates: tuple[str, ...] = ()
    step: Step | None = None  # by which the lineage came there; None at the start
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """`cut` tells that there are more paths than are shown."""

    start: str
    goal: str | None
    down: bool
    paths: tuple[Path, ...]
    breaks: tuple[Break, ...]
    cut: bool
    cards: Mapping[str, Card]


def trace(
    store: Store, start: str, *, goal: str | None = None, down: bool = False, relations: Sequence[str] = ()
) -> Trace:
    """The lineage of a document: all of it, or what leads to `goal`; `relations` keeps only these."""
    found, left_out = walks.lineage(store, start, down=down)
    if goal is not None:
        lower, upper = (goal, start) if down else (start, goal)
        found += walks.between(store, lower, upper) + walks.connecting(store, lower, upper)
    named_there = (each for s in found for each in (s.subject, s.object, s.speaker))
    known = cards(store, {start, *filter(None, [goal]), *named_there})
    refused = rejected(store, found)
    steps = steps_between((each for each in found if each.iri not in refused), known, relations)
    barred = steps_between((each for each in found if each.iri in refused), known, relations)
    onward = outgoing((step.turned() for step in steps) if down else steps)
    closed = outgoing((step.turned() for step in barred) if down else barred)
    paths, cut = _paths(onward, start, goal)
    if goal is not None:
        paths += meetings(steps, start, goal)
    breaks = _breaks(store, onward, start, known, rejections(onward, closed, start, refused))
    named = known | cards(store, {candidate for each in breaks for candidate in each.candidates} - set(known))
    return Trace(start=start, goal=goal, down=down, paths=paths, breaks=breaks, cut=cut or left_out, cards=named)


def steps_between(found: Iterable[Statement], known: Mapping[str, Card], relations: Collection[str] = ()) -> list[Step]:
    """One step for each pair of documents.

    What is said of a resolved reference is left out: it is said of the document that it means as well.
    """
    pairs: dict[tuple[str, str], dict[str, Statement]] = {}
    for statement in found:
        ends = (statement.subject, statement.object)
        resolved = any(known[end].resolved for end in ends if end in known)
        wanted = not relations or statement.relation in relations
        if wanted and not resolved and ends[0] != ends[1] and statement.relation in RELATIONS:
            pairs.setdefault(ends, {})[statement.iri] = statement
    return [Step(tuple(sorted(each.values(), key=strength))) for _, each in sorted(pairs.items())]


def outgoing(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """The steps that begin at each document, strongest first."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.start, []).append(step)
    for each in found.values():
        each.sort(key=lambda step: (strength(step.statement), step.end))
    return found


def _paths(onward: Mapping[str, list[Step]], start: str, goal: str | None) -> tuple[tuple[Path, ...], bool]:
    every = _to_the_end(onward, start) if goal is None else _to(onward, start, goal)
    found = list(islice(every, MAX_PATHS + 1))
    cut = len(found) > MAX_PATHS
    paths = [Path(steps, _weight(steps)) for steps in found[:MAX_PATHS]]
    return tuple(sorted(paths, key=lambda path: path.weight is not Weight.LINEAGE)), cut


def _weight(steps: Iterable[Step]) -> Weight:
    return Weight.LINEAGE if all(step.strong for step in steps) else Weight.WEAKER


def _to_the_end(onward: Mapping[str, list[Step]], start: str) -> Iterator[tuple[Step, ...]]:
    """The lineages, each as far as it goes, and the weaker steps of the document itself."""
    stack: list[tuple[Step, ...]] = [(step,) for step in reversed(onward.get(start, []))]
    while stack:
        path = stack.pop()
        passed = {start, *(step.end for step in path)}
        further = [step for step in onward.get(path[-1].end, []) if step.strong and step.end not in passed]
        if not further or not path[-1].strong or len(path) == MAX_STEPS:
            yield path
        else:
            stack.extend((*path, step) for step in reversed(further))


def _to(onward: Mapping[str, list[Step]], start: str, goal: str) -> Iterator[tuple[Step, ...]]:
    """Paths from one document to another, by any relation."""
    leading = _leading_to(onward, goal)
    stack: list[tuple[Step, ...]] = [(step,) for step in reversed(onward.get(start, [])) if step.end in leading]
    while stack:
        path = stack.pop()
        if path[-1].end == goal:
            yield path
            continue
        passed = {start, *(step.end for step in path)}
        if len(path) < MAX_STEPS:
            further = [s for s in onward.get(path[-1].end, []) if s.end in leading and s.end not in passed]
            stack.extend((*path, step) for step in reversed(further))


def _leading_to(onward: Mapping[str, list[Step]], goal: str) -> set[str]:
    """The documents from which the goal can be reached, so that no path is begun in vain."""
    before: dict[str, list[str]] = {}
    for start, steps in onward.items():
        for step in steps:
            before.setdefault(step.end, []).append(start)
    found, queue = {goal}, deque([goal])
    while queue:
        for earlier in before.get(queue.popleft(), []):
            if earlier not in found:
                found.add(earlier)
                queue.append(earlier)
    return found


def meetings(steps: Iterable[Step], start: str, goal: str) -> tuple[Path, ...]:
    """The shortest connections through documents in common, in which the direction changes on the way."""
    either = outgoing(way for step in steps for way in (step, step.turned()))
    found: list[Path] = []
    queue: deque[tuple[Step, ...]] = deque((step,) for step in either.get(start, []))
    while queue and len(found) < MAX_MEETINGS:
        path = queue.popleft()
        if path[-1].end == goal:
            if len({step.forward for step in path}) == 2:
                found.append(Path(path, Weight.MEETING))
        elif len(path) < MAX_MEETING_STEPS:
            passed = {start, *(step.end for step in path)}
            queue.extend((*path, step) for step in either.get(path[-1].end, []) if step.end not in passed)
    shortest = min((len(path.steps) for path in found), default=0)
    return tuple(path for path in found if len(path.steps) == shortest)


def rejections(
    onward: Mapping[str, list[Step]], closed: Mapping[str, list[Step]], start: str, refused: Mapping[str, Review]
) -> dict[str, list[Break]]:
    """The strong steps that a review closed, by the document reached at which they would begin.

    `closed`: the steps of rejected statements only; `refused`: the reviews by statement. Where another statement
    joins the same two documents, nothing breaks.
    """
    found: dict[str, list[Break]] = {}
    for here in _reached(onward, start):
        still = {step.end for step in onward.get(here, []) if step.strong}
        gone = [step for step in closed.get(here, []) if step.strong and step.end not in still]
        if gone:
            found[here] = [Break(s.end, Reason.REJECTED, step=s, review=refused[s.statement.iri]) for s in gone]
    return found


def _reached(onward: Mapping[str, list[Step]], start: str) -> dict[str, Step | None]:
    """The documents that strong paths from the start lead to, each with the step by which it was reached first."""
    came: dict[str, Step | None] = {start: None}
    queue = deque([start])
    while queue:
        for step in onward.get(queue.popleft(), []):
            if step.strong and step.end not in came:
                came[step.end] = step
                queue.append(step.end)
    return came


def _breaks(
    store: Store, onward: Mapping[str, list[Step]], start: str, known: Mapping[str, Card],
    closed: Mapping[str, list[Break]],
) -> tuple[Break, ...]:  # fmt: skip
    """The documents at which the strong paths from the start end, and the steps that reviews closed."""
    came = _reached(onward, start)
    ends = [here for here in came if not any(step.strong for step in onward.get(here, ())) and here not in closed]
    candidates = _candidates(store, [end for end in ends if not known[end].held])
    open_ends = [_break(store, known[end], candidates.get(end, set()), came[end]) for end in sorted(ends)]
    return (*open_ends, *(each for here in sorted(closed) for each in closed[here]))


def _candidates(store: Store, documents: Iterable[str]) -> dict[str, set[str]]:
    """The documents that each of these references may mean."""
    wanted = [Iri(document) for document in documents]
    found: dict[str, set[str]] = {}
    for row in catalog.rows(store, "gaps", about=wanted) if wanted else ():
        if row["candidate"]:
            found.setdefault(str(row["about"]), set()).add(str(row["candidate"]))
    return found


def _break(store: Store, card: Card, candidates: set[str], step: Step | None) -> Break:
    if card.held:
        return Break(card.iri, Reason.SILENT, step=step)
    alike = namesakes(store, card)
    reason = Reason.UNCERTAIN if candidates else Reason.NOT_HELD
    return Break(card.iri, reason, tuple(sorted(candidates.union(alike))), step)
