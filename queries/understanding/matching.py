"""Which phrasing explains most of a question.

What a phrasing uses counts for it, what it leaves unused counts against it, above all things that the question names:
the question that they belong to is another one. Silent words count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from queries.understanding.phrasings import Declared, Element, Lexicon, Phrase, Phrasing
from queries.understanding.words import Item, occurrences, stands

_THING = 3.0  # what a name counts, in words
_LOST_THING = 3.0
_LOST_WORD = 0.7
_LOST_WHERE_WORDS_COUNT = 0.15  # left over, but looked for
_LONG = 0.05  # of two that explain as much, that with the longest phrase
_SAME_PLACES = 6  # places tried for one part of a phrasing that may stand anywhere

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """`bound`: values by parameter or filter, as texts; `unused`: what was left over, as items of the question."""

    declared: Declared
    phrasing: Phrasing
    score: float
    bound: Mapping[str, tuple[str, ...]]
    slots: tuple[int, ...]  # the items with names that are used
    unused: tuple[int, ...]
    turning: tuple[int, ...]  # of those, words that may turn the meaning round
    covered: frozenset[int]


@dataclass(frozen=True, slots=True)
class Field:
    """A question made ready for matching."""

    items: Sequence[Item]
    places: Mapping[str, list[Span]]
    silent: frozenset[int]
    turning: frozenset[int]

    def of(self, element: Element) -> list[tuple[Span, str]]:
        """Where a part of a phrasing may stand, and the set that it is of."""
        if element.slot is not None:
            named = (at for at, item in enumerate(self.items) if item.slot and item.slot.kind == element.slot)
            return [((at, at + 1), element.slot) for at in named]
        return [(span, name) for name in element.sets for span in self.places.get(name, ())]


def field(items: Sequence[Item], lexicon: Lexicon) -> Field:
    """Find all phrases of a question."""
    turning = set(_standing(items, lexicon.turning))
    last = next((at for at in reversed(range(len(items))) if at in turning or items[at].slot), None)
    if last is not None and last in turning and _ends(items, last, lexicon):
        turning -= {last}
        silent = {last}
    else:
        silent = set()
    silent |= set(_standing(items, lexicon.silent)) - turning - _proper(items)
    return Field(items, occurrences(items, lexicon), frozenset(silent), frozenset(turning))


def _proper(items: Sequence[Item]) -> set[int]:
    """Names of two words and more, by their capitals: "Cần Thơ" needs nothing."""
    capital = [item.slot is None and item.text[0].isupper() and not item.text.isupper() for item in items]
    inside = [at for at in range(1, len(items)) if capital[at] and not items[at - 1].tokens[-1].ends]
    return {at for at in inside if at - 1 in inside or at + 1 in inside}


def _ends(items: Sequence[Item], at: int, lexicon: Lexicon) -> bool:
    """Whether nothing that means something follows: "… không ạ?"."""
    behind = items[at + 1 :]
    silent = set(_standing(behind, lexicon.silent))
    return all(place in silent for place in range(len(behind)))


def _standing(items: Sequence[Item], phrases: Mapping[str, tuple[Phrase, ...]]) -> Iterator[int]:
    for at, item in enumerate(items):
        if item.slot is None:
            for phrase in phrases.get(item.tokens[0].word.bare, ()):
                if stands(items, at, phrase):
                    yield from range(at, at + len(phrase))


def matches(ready: Field, declarations: Iterable[Declared]) -> list[Match]:
    """The best match of each declaration that fits, best first."""
    found = [match for each in declarations if (match := _best(ready, each)) is not None]
    return sorted(found, key=lambda match: -match.score)


def _best(ready: Field, declared: Declared) -> Match | None:
    if any(ready.places.get(name) for name in declared.bars):
        return None
    found = (match for phrasing in declared.phrasings for match in _of_phrasing(ready, declared, phrasing))
    return max(found, key=lambda match: match.score, default=None)


def _of_phrasing(ready: Field, declared: Declared, phrasing: Phrasing) -> Iterator[Match]:
    options = [ready.of(element) for element in phrasing.elements]
    if not all(options):
        return
    taken = _in_order(options) if phrasing.ordered else _anywhere([each[:_SAME_PLACES] for each in options])
    if taken is not None:
        yield _match(ready, declared, phrasing, taken)


def _in_order(options: Sequence[Sequence[tuple[Span, str]]]) -> list[tuple[Span, str]] | None:
    """A place for each part behind the part before it: the longest phrases that allow it."""
    best: dict[int, tuple[int, list[tuple[Span, str]]]] = {0: (0, [])}  # by where the next may begin
    for places in options:
        further: dict[int, tuple[int, list[tuple[Span, str]]]] = {}
        for start, (length, taken) in best.items():
            for span, name in places:
                if span[0] >= start and length + span[1] - span[0] > further.get(span[1], (-1, []))[0]:
                    further[span[1]] = (length + span[1] - span[0], [*taken, (span, name)])
        best = further
    return max(best.values(), key=lambda each: each[0])[1] if best else None


def _anywhere(options: Sequence[Sequence[tuple[Span, str]]]) -> list[tuple[Span, str]] | None:
    """A place for each part, none over another: the longest phrases that allow it."""
    if not options:
        return []
    found: list[list[tuple[Span, str]]] = []
    for span, name in options[0]:
        rest = _anywhere([[each for each in places if _apart(each[0], span)] for places in options[1:]])
        if rest is not None:
            found.append([(span, name), *rest])
    return max(found, key=lambda taken: sum(stop - start for (start, stop), _ in taken), default=None)


def _apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _match(ready: Field, declared: Declared, phrasing: Phrasing, taken: list[tuple[Span, str]]) -> Match:
    used = list(zip(phrasing.elements, taken, strict=True))
    used += _also(ready, declared, [span for span, _ in taken])
    kept = [span for name in declared.keeps for span in ready.places.get(name, ())]
    covered = {at for _, ((start, stop), _) in used for at in range(start, stop)}
    covered -= {at for start, stop in kept for at in range(start, stop)}
    left = [at for at in range(len(ready.items)) if at not in covered and at not in ready.silent]
    return Match(
        declared,
        phrasing,
        _score(ready, declared, covered, left) + _LONG * max(stop - start for _, ((start, stop), _) in used),
        _bound(ready, declared, used),
        tuple(sorted(at for at in covered if ready.items[at].slot)),
        tuple(left),
        tuple(at for at in left if at in ready.turning),
        frozenset(covered),
    )


def _also(ready: Field, declared: Declared, taken: list[Span]) -> list[tuple[Element, tuple[Span, str]]]:
    """What else of the question is understood, longest phrases first."""
    every = [(element, place) for element in declared.also for place in ready.of(element)]
    found = []
    for element, place in sorted(every, key=lambda each: each[1][0][0] - each[1][0][1]):
        if all(_apart(place[0], span) for span in taken):
            taken.append(place[0])
            found.append((element, place))
    return found


def _score(ready: Field, declared: Declared, covered: set[int], left: list[int]) -> float:
    gained = sum(_THING if ready.items[at].slot else 1.0 for at in covered)
    lost_word = _LOST_WHERE_WORDS_COUNT if declared.words else _LOST_WORD
    lost_thing = _LOST_WHERE_WORDS_COUNT if declared.words else _LOST_THING
    return gained - sum(lost_thing if ready.items[at].slot else lost_word for at in left)


def _bound(
    ready: Field, declared: Declared, used: Iterable[tuple[Element, tuple[Span, str]]]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {name: text.split("; ") for name, text in declared.fixed.items()}
    for element, ((start, _), name) in used:
        if element.binds is None:
            continue
        slot = ready.items[start].slot
        found.setdefault(element.binds, []).extend(slot.texts if slot and element.slot else [name])
    return {name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}
