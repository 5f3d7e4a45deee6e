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


def fitted(cells: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, int]:
    """The place of the cell for each kind of column that got one, so that the words fit best."""
    return _best(cells, kinds, 0, 0)[1]


def _best(cells: tuple[str, ...], kinds: tuple[str, ...], c: int, k: int) -> tuple[float, dict[str, int]]:
    if c == len(cells) or k == len(kinds):
        rest = _SKIPPED * (len(cells) - c) + sum(_NO_LEAD for kind in kinds[k:] if kind == "lead")
        return rest, {}
    score, placed = _best(cells, kinds, c + 1, k + 1)
    options = [(score + _fit(cells[c], kinds[k]), {kinds[k]: c} | placed)]
    score, placed = _best(cells, kinds, c, k + 1)
    options.append((score + (_NO_LEAD if kinds[k] == "lead" else 0.0), placed))
    score, placed = _best(cells, kinds, c + 1, k)
    options.append((score + _SKIPPED, placed))
    return max(options, key=lambda option: option[0])


def _fit(words: str, kind: str) -> float:
    """How well the words could stand in the column."""
    if kind in ("lead", "partner"):
        return _FIT if names_agencies(words) else _MISFIT
    if kind == "deadline":
        return _FIT if tells_time(words) else _MISFIT
    return _MISFIT if names_agencies(words) or tells_time(words) else _WEAK


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
