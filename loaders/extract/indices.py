"""Governance indices: where a document names one, how it explains it, and who has to do what about it.

A responsibility comes from a task: its lead agencies, the index named in one of its sentences, and the role
that the governing verb gives. The verb that opens the sentence governs where it informs ("Tuyên truyền …
nâng cao các chỉ số" is communicating); otherwise the verb nearest before the index does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.extract.index_names import Named, definition, named, trigger_data
from loaders.extract.patterns import Pattern, compiled, words
from loaders.extract.sentences import sentences
from loaders.outline import Outline
from ontology.model import INFERRED, STATED, IndexMention, Responsibility, Task

Span = tuple[int, int]
RAISE, ASSESS, COMMUNICATE, PLAN = "raise", "assess", "communicate", "plan"


def read(outline: Outline, tasks: Sequence[Task]) -> tuple[tuple[IndexMention, ...], tuple[Responsibility, ...]]:
    """One mention per index, the one that explains it where there is one; and who answers for what."""
    places = named(outline.text.chars)
    return tuple(_mentions(outline, places)), tuple(_responsibilities(outline, tasks))


def _mentions(outline: Outline, places: Sequence[Named]) -> Iterator[IndexMention]:
    text = outline.text
    for code in dict.fromkeys(place.index for place in places):
        own = [place for place in places if place.index == code]
        explained = [(place, definition(text.chars, place)) for place in own]
        place, span = next(((p, d) for p, d in explained if d), (own[0], None))
        start, end = min(place.start, span[0]) if span else place.start, max(place.end, span[1]) if span else place.end
        source = text.source_span(start, end)
        yield IndexMention(
            index=code,
            definition=" ".join(text.chars[slice(*span)].split()) if span else None,
            start=source[0],
            end=source[1],
            rule="index-described" if place.because else "index-code" if place.code else "index-name",
            confidence=0.85 if place.because else 0.97,
        )


def _responsibilities(outline: Outline, tasks: Sequence[Task]) -> Iterator[Responsibility]:
    seen: set[tuple[str, str, str]] = set()
    for task in tasks:
        for place, role, span in _roles(outline, task):
            for agency in task.lead:
                if (agency, place.index, role) not in seen:
                    seen.add((agency, place.index, role))
                    yield _responsibility(outline, task, agency, role, place, span)


def _responsibility(outline: Outline, task: Task, agency: str, role: str, place: Named, span: Span) -> Responsibility:
    start, end = outline.text.source_span(*span)
    return Responsibility(
        agency=agency,
        index=place.index,
        role=role,
        quote=" ".join(outline.text.chars[slice(*span)].split()),
        start=start,
        end=end,
        rule=f"index-{role}",
        confidence=round(min(task.confidence, 0.75 if place.because else 0.9), 2),
        status=INFERRED if place.because else STATED,
        because=place.because,
    )


def _roles(outline: Outline, task: Task) -> Iterator[tuple[Named, str, Span]]:
    """Each index a task names, with the role and the sentence that give it."""
    chars, starts = outline.text.chars, outline.text.starts
    for begin, end in [(task.start, task.end), *((p.start, p.end) for p in task.pieces)]:
        lo, hi = bisect_left(starts, begin), bisect_left(starts, end)
        for span in sentences(chars, lo, hi):
            for place in named(chars[slice(*span)]):
                for role in _governing(chars[span[0] : span[0] + place.start], chars[span[0] + place.start : span[1]]):
                    yield place, role, span


@cache
def _verbs() -> dict[str, Pattern]:
    return {role: compiled("(?:" + "|".join(patterns) + ")") for role, patterns in trigger_data()["roles"].items()}


_HEAD_REACH = 60  # characters within which a sentence says what it orders
_NOUN_CLAUSE = compiled(r"^\s*(?:các|những|về|việc|kết quả|tình hình|trong đó|nhất là)\s")


def _governing(before: str, after: str) -> Iterable[str]:
    """Roles given by the words before an index: the informing verb that opens the sentence, else the nearest verb."""
    clause = _own_clause(before)
    if _verbs()[COMMUNICATE].search(clause[:_HEAD_REACH]):
        return (COMMUNICATE,)
    roles: list[str] = []
    if _verbs()[PLAN].search(clause + after[:12]):
        roles.append(PLAN)
    last: tuple[int, int, str] | None = None
    for role in (RAISE, ASSESS, COMMUNICATE):
        for match in words(_verbs()[role], clause):
            last = max(last or (-1, -1, ""), (match.end(), match.start(), role))
    if last:
        roles.append(last[2])
    return roles


def _own_clause(before: str) -> str:
    """The clause that holds the index: one that opens with a noun goes on with the verb of the clause before."""
    pieces = before.split(";")
    clause = pieces[-1]
    for piece in reversed(pieces[:-1]):
        if not _NOUN_CLAUSE.search(clause):
            break
        clause = f"{piece};{clause}"
    return clause
