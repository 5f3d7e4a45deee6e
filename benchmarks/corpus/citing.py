"""Whom made documents cite: a few old laws and decrees are cited by many, the newest of one's own province by few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.corpus.papers import Level, Paper, Papers
from ontology.namespaces import VB

_STEEPNESS = 3  # the most cited of n takes n ** (-1/3) of all citations
_RECENT = 12  # documents back, on average, in one's own province
_LEADS = {
    VB.basedOn: "Căn cứ", VB.implements: "Thực hiện", VB.concretizes: "Cụ thể hóa", VB.guides: "Hướng dẫn thi hành",
    VB.amends: "Sửa đổi, bổ sung một số điều của", VB.replaces: "Thay thế", VB.repeals: "Bãi bỏ",
    VB.disseminates: "Sao gửi", VB.cites: "Theo",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """What documents of a level do: `relation` to `cited`, `often` times on average."""

    relation: str
    cited: Level
    often: float


HABITS: dict[Level, tuple[Habit, ...]] = {
    Level.LAW: (Habit(VB.basedOn, Level.LAW, 0.5), Habit(VB.amends, Level.LAW, 0.3)),
    Level.DECREE: (
        Habit(VB.basedOn, Level.LAW, 2.5), Habit(VB.guides, Level.LAW, 0.6), Habit(VB.amends, Level.DECREE, 0.4),
        Habit(VB.replaces, Level.DECREE, 0.2),
    ),
    Level.RESOLUTION: (Habit(VB.basedOn, Level.LAW, 1.2), Habit(VB.cites, Level.DECREE, 0.5)),
    Level.PRIME_MINISTER: (
        Habit(VB.basedOn, Level.LAW, 1.3), Habit(VB.basedOn, Level.DECREE, 0.5),
        Habit(VB.implements, Level.RESOLUTION, 0.6), Habit(VB.replaces, Level.PRIME_MINISTER, 0.1),
    ),
    Level.CIRCULAR: (
        Habit(VB.basedOn, Level.LAW, 1.0), Habit(VB.basedOn, Level.DECREE, 1.6), Habit(VB.guides, Level.DECREE, 0.4),
        Habit(VB.amends, Level.CIRCULAR, 0.3),
    ),
    Level.COUNCIL: (Habit(VB.basedOn, Level.LAW, 1.7), Habit(VB.basedOn, Level.DECREE, 1.0)),
    Level.DECISION: (
        Habit(VB.basedOn, Level.LAW, 1.2), Habit(VB.basedOn, Level.DECREE, 0.8), Habit(VB.basedOn, Level.CIRCULAR, 0.4),
        Habit(VB.implements, Level.PRIME_MINISTER, 0.2), Habit(VB.basedOn, Level.COUNCIL, 0.2),
        Habit(VB.replaces, Level.DECISION, 0.1), Habit(VB.repeals, Level.DECISION, 0.06),
        Habit(VB.amends, Level.DECISION, 0.08),
    ),
    Level.PLAN: (
        Habit(VB.implements, Level.PRIME_MINISTER, 0.7), Habit(VB.implements, Level.RESOLUTION, 0.5),
        Habit(VB.concretizes, Level.PLAN, 0.15), Habit(VB.basedOn, Level.DECISION, 0.5),
        Habit(VB.cites, Level.DECREE, 0.7),
    ),
    Level.LETTER: (
        Habit(VB.implements, Level.PLAN, 0.7), Habit(VB.disseminates, Level.PRIME_MINISTER, 0.3),
        Habit(VB.cites, Level.DECREE, 0.5), Habit(VB.cites, Level.DECISION, 0.5),
    ),
    Level.DEPARTMENT_LETTER: (
        Habit(VB.implements, Level.PLAN, 0.5), Habit(VB.implements, Level.LETTER, 0.4),
        Habit(VB.cites, Level.DECISION, 0.5), Habit(VB.cites, Level.DECREE, 0.4), Habit(VB.cites, Level.CIRCULAR, 0.3),
        Habit(VB.basedOn, Level.LAW, 0.4),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citing:
    """One citation, with the words that make it."""

    relation: str
    cited: Paper
    surface: str
    sentence: str


def citations(papers: Papers, paper: Paper, chance: Random) -> Iterator[Citing]:
    """Whom a document cites, each document once, none twice in different relations."""
    seen = {paper.iri}
    for habit in HABITS[paper.level]:
        for _ in range(_times(habit.often, chance)):
            cited = _cited(papers, paper, habit.cited, chance)
            if cited is not None and cited.iri not in seen and cited.date <= paper.date:
                seen.add(cited.iri)
                yield _citing(habit.relation, cited)


def _times(often: float, chance: Random) -> int:
    whole = int(often)
    return whole + (chance.random() < often - whole)


def _cited(papers: Papers, paper: Paper, level: Level, chance: Random) -> Paper | None:
    if level.local:
        back = int(chance.expovariate(1 / _RECENT))
        return None if paper.province is None else papers.of_province(level, paper.province, paper.moment, back)
    older = int(paper.moment * papers.count[level])
    return papers.paper(level, int(older * chance.random() ** _STEEPNESS)) if older else None


def _citing(relation: str, cited: Paper) -> Citing:
    return Citing(relation, cited, cited.written, f"{_LEADS[relation]} {cited.written} về {cited.title};")
