"""Which column a cell belongs to where cells of a row were lost: by its words, in the order of the columns."""

from __future__ import annotations

from loaders.extract import agencies, deadlines
from loaders.extract.patterns import compiled
from loaders.extract.task_words import choice

_HEAD = compiled(rf"^[^\p{{L}}]*{choice('groups', 'head')}(?:[^\p{{L}}]|$)")
_LONGEST_TIME = 80
_FIT, _MISFIT, _WEAK = 2.0, -1.0, 0.4
_SKIPPED = -0.3  # a cell that belongs to no column: the rest of the one before it
_NO_LEAD = -1.0  # the one column that a row of tasks hardly ever leaves empty


_Placed = tuple[float, dict[str, int]]


def fitted(cells: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, int]:
    """The place of the cell for each kind of column that got one, so that the words fit best."""
    best: list[_Placed] = [(_without(kinds[k:]), {}) for k in range(len(kinds) + 1)]
    for c in reversed(range(len(cells))):
        fits = _fits(cells[c], kinds)
        best = _with_cell(c, _SKIPPED * (len(cells) - c), fits, kinds, best)
    return best[0][1]


def _with_cell(c: int, rest: float, fits: list[float], kinds: tuple[str, ...], later: list[_Placed]) -> list[_Placed]:
    """The best from cell c on, for each column it may begin with, given the best from the cell after it on."""
    best: list[_Placed] = [(rest, {})]
    for k in reversed(range(len(kinds))):
        score, placed = later[k + 1]
        options = [(score + fits[k], {kinds[k]: c} | placed)]
        score, placed = best[0]
        options.append((score + _without(kinds[k : k + 1]), placed))
        score, placed = later[k]
        options.append((score + _SKIPPED, placed))
        best.insert(0, max(options, key=lambda option: option[0]))
    return best


def _without(kinds: tuple[str, ...]) -> float:
    """What it costs to leave the columns empty."""
    return sum((_NO_LEAD for kind in kinds if kind == "lead"), 0.0)


def _fits(words: str, kinds: tuple[str, ...]) -> list[float]:
    """How well the words could stand in each column."""
    named, timed = names_agencies(words), tells_time(words)
    of = {"lead": named, "partner": named, "deadline": timed}
    other = _MISFIT if named or timed else _WEAK
    return [(_FIT if of[kind] else _MISFIT) if kind in of else other for kind in kinds]


def names_agencies(words: str) -> bool:
    """Whether a cell names agencies and little else."""
    named = agencies.find(words)
    mostly = bool(named) and named[0].start < 12 and sum(m.end - m.start for m in named) > 0.5 * len(words)
    return mostly or (len(words) < _LONGEST_TIME and _HEAD.search(words) is not None and not tells_time(words))


def tells_time(words: str) -> bool:
    """Whether a cell says when: a date, a span of time, or that it comes back."""
    if len(words) >= _LONGEST_TIME:
        return False
    return (
        deadlines.of_cell(words)[0] is not None
        or bool(deadlines.find(words))
        or words.casefold().startswith("theo kế hoạch")
    )
