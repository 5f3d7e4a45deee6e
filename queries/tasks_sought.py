"""Tasks by what a person calls them: those that share most pairs of neighbouring words with it.

Most Vietnamese words have two syllables, so a pair of neighbours tells far more than a syllable ("hài lòng", "y tế").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from ontology.folding import folded
from ontology.vocabulary import indices, reform_areas
from queries.tasks import Assignment
from queries.understanding.agencies import short_forms

_LEAST_SHARE = 0.45  # of the words asked for; less is another task
_LEAST_PAIRS = 2
_FEW = 3  # tasks that hold a pair which is enough by itself
_OF_THE_BEST = 0.6
_MOST = 12

# Words that join and mean nothing on their own, folded.
_JOINING = frozenset(
    "cac nhung va ve cua cho voi trong tren tai o den toi tu la duoc thi ma de theo nam viec".split()
    + "cong tac nha nuoc mot so".split()
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Tasks, best first, and the words asked for that none of them holds."""

    tasks: tuple[Assignment, ...]
    unfound: tuple[str, ...]
    share: float  # of what was asked for, in the best


def sought(tasks: Iterable[Assignment], phrases: Sequence[str]) -> Sought:
    """The tasks that these phrases describe; none where they hold too little of them."""
    wanted = [pair for phrase in phrases for pair in _pairs(phrase)]
    if not wanted:
        return Sought((), tuple(phrases), 0.0)
    told = {task.task: _told(task) for task in tasks}
    known = {task.task: task for task in tasks}
    return _best(known, told, wanted, phrases)


def _best(
    known: Mapping[str, Assignment], told: Mapping[str, str], wanted: Sequence[str], phrases: Sequence[str]
) -> Sought:
    held = {task: [pair for pair in wanted if f" {pair} " in text] for task, text in told.items()}
    most = max(map(len, held.values()), default=0)
    share = most / len(wanted)
    rare = sum(map(bool, held.values())) <= _FEW
    if share < _LEAST_SHARE or (most < min(_LEAST_PAIRS, len(wanted)) and not (most and rare)):
        return Sought((), tuple(phrases), share)
    near = _near(held, most)
    found = {pair for task in near[:_MOST] for pair in held[task]}
    words = {word for pair in found for word in pair.split()}
    unfound = [word for phrase in phrases for word in phrase.split() if not set(_words(word)) <= words and _words(word)]
    return Sought(tuple(known[task] for task in near[:_MOST]), tuple(unfound), share)


def _near(held: Mapping[str, Sequence[str]], most: int) -> list[str]:
    """The tasks that hold nearly as much as the best, of two alike that with the rarer words first."""
    spread = {pair: sum(pair in each for each in held.values()) for each in held.values() for pair in each}
    rarity = {task: sum(log((len(held) + 1) / spread[pair]) for pair in pairs) for task, pairs in held.items()}
    near = [task for task, pairs in held.items() if len(pairs) >= max(1.0, _OF_THE_BEST * most)]
    return sorted(near, key=lambda task: (-len(held[task]), -rarity[task]))


def of_areas(tasks: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Tasks that speak of an area of the reform by name."""
    areas = [" ".join(_words(area.vi)) for area in reform_areas()]
    named = [*areas, *(" ".join(_words(alias)) for area in reform_areas() for alias in area.aliases if " " in alias)]
    return tuple(task for task in tasks if any(f" {name} " in _told(task) for name in named))


def of_indices(tasks: Iterable[Assignment], codes: Sequence[str]) -> tuple[Assignment, ...]:
    """Tasks that speak of these indices, by code or name."""
    about = [each for each in indices() if each.code in codes]
    named = [" ".join(_words(name)) for each in about for name in (each.code, each.vi, *each.aliases)]
    return tuple(task for task in tasks if any(f" {name} " in _told(task) for name in named))


def _told(task: Assignment) -> str:
    sentence = task.quotation.sentence if task.quotation else None
    texts = (task.description, task.deliverable, task.deadline_text, sentence)
    return f" {' '.join(_words(' '.join(filter(None, texts))))} "


def _pairs(phrase: str) -> list[str]:
    words = _words(phrase)
    return [f"{one} {other}" for one, other in pairwise(words)] or words


def _words(text: str) -> list[str]:
    """The words that mean something, abbreviations written out, without diacritics."""
    plain = "".join(each if each.isalnum() else " " for each in folded(text))
    written = (each for piece in plain.split() for each in short_forms().get(piece, piece).split())
    return [each for each in written if each not in _JOINING]
