"""From a question in a person's words to a named question of the catalogue with its parameters, or to the nearest ones.

The words are matched against the phrasings (understanding/phrasings.toml) once the things that they name are
found in the graph and the vocabulary. What a question does not use is told, above all words that turn its
meaning round.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from ontology.errors import QueryNotUnderstood, UsageError
from ontology.vocabulary import indices
from queries import catalog, parameters
from queries.agencies import NoSuchAgency
from queries.documents import cards
from queries.periods import Period, period
from queries.stores.protocols import Store, Value
from queries.tasks import Assignment, tasks
from queries.tasks_sought import Sought, of_areas, of_indices, sought
from queries.understanding import matching
from queries.understanding.matching import Match
from queries.understanding.phrasings import Declared, declared, lexicon
from queries.understanding.things import readings
from queries.understanding.words import Item, Slot, tokens

_LONGEST = 80  # words
_NEAREST = 4
_LEAST_SCORE = 1.5
_MOST_UNUSED = 0.5  # of the words that mean something
_UNSURE_BELOW = "70"


@dataclass(frozen=True, slots=True)
class Several:
    """A name of the question that fits several things."""

    said: str
    fits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A named question: `parameters` as typed for it, `filters` that narrow its answer further.

    `unused` are words of the question that play no part; `turning` those that may turn its meaning round.
    `several` are names that fit several things, all of which are asked for; `passed_over` tells what a name may
    mean besides what was taken.
    """

    name: str
    asks: tuple[str, ...]
    phrasing: str
    parameters: Mapping[str, tuple[str, ...]]
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    turning: tuple[str, ...] = ()
    several: tuple[Several, ...] = ()
    passed_over: tuple[Several, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The commands that ask the same of the catalogue."""
        return [self._line(name) for name in self.asks]

    def _line(self, name: str) -> str:
        known = {parameter.name for parameter in catalog.question(name).parameters}
        given = [f"{key}={text}" for key, texts in self.parameters.items() if key in known for text in texts]
        return shlex.join(["cancu", "query", name, *(part for pair in given for part in ("--param", pair))])

    def values(self, store: Store) -> dict[str, list[Value]]:
        """The parameters as values; errors as for the same texts typed after --param."""
        known = {parameter.name: parameter for parameter in catalog.question(self.asks[0]).parameters}
        return {
            name: list(dict.fromkeys(value for text in texts for value in parameters.values(store, known[name], text)))
            for name, texts in self.parameters.items()
            if name in known
        }

    @property
    def due(self) -> Period | None:
        """The time in which tasks are due."""
        return period(self.filters["due"][0]) if "due" in self.filters else None


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """`nearest`: questions that the text comes near to, each as someone would ask it, by language."""

    text: str
    nearest: tuple[Mapping[str, str], ...]
    several: tuple[Several, ...] = ()

    def error(self) -> QueryNotUnderstood:
        """What to tell the one who asked."""
        listed = {lang: "".join(f"\n  {each[lang]}" for each in self.nearest) for lang in ("vi", "en")}
        return QueryNotUnderstood(
            f"Không hiểu câu hỏi “{self.text}”. Các câu gần nhất:{listed['vi']}",
            f"The question “{self.text}” is not understood. The nearest:{listed['en']}",
        )


def recognise(store: Store, text: str) -> Understood | NotUnderstood:
    """The named question that a text asks, with the values that it names."""
    words = tokens(text, lexicon())
    if len(words) > _LONGEST:
        raise UsageError(
            f"Câu hỏi dài {len(words)} từ; nhiều nhất là {_LONGEST}.",
            f"The question has {len(words)} words; {_LONGEST} is the most.",
        )
    ready = [matching.field(reading, lexicon()) for reading in readings(store, words)]
    found = sorted(
        ((match, each) for each in ready for match in matching.matches(each, declared())),
        key=lambda pair: -pair[0].score,
    )
    for match, each in found:
        understood = _understood(store, match, each.items)
        if understood is not None:
            return understood
    return NotUnderstood(text, _nearest(ready[0], [match for match, _ in found]))


def _nearest(ready: matching.Field, found: Sequence[Match]) -> tuple[Mapping[str, str], ...]:
    """The questions that fit partly, then those that share most sets of phrases and things with the text."""
    rest = sorted(declared(), key=lambda each: -_shared(ready, each))
    examples = {each.example["vi"]: each.example for each in (*(match.declared for match in found), *rest)}
    return tuple(list(examples.values())[:_NEAREST])


def _shared(ready: matching.Field, declaration: Declared) -> float:
    """How much of its best phrasing stands in the text."""
    parts = [[bool(ready.of(element)) for element in phrasing.elements] for phrasing in declaration.phrasings]
    return max(sum(each) * sum(each) / len(each) for each in parts)


def _understood(store: Store, match: Match, found: Sequence[Item]) -> Understood | None:
    """What a match comes to; None where too much of the question is left over, or nothing here is so called."""
    declaration = match.declared
    if match.score < _LEAST_SCORE and not declaration.words:
        return None
    bound = dict(match.bound)
    unsaid = [text for at in match.slots for text in _slot(found[at]).unsaid]
    if declaration.words:
        if declaration.name == "tasks":
            looked = _looked_for(store, bound, found, match)
            if looked is None:
                return None
            bound, unused = looked
        else:
            unused = [found[at].text for at in match.unused]
            bound["words"] = tuple(_phrases(found, match.unused))
    else:
        if _too_much(match, found):
            return None
        unused = [found[at].text for at in match.unused if at not in match.turning]
    given, filters = _split(declaration, bound)
    return Understood(
        name=declaration.name,
        asks=declaration.asks,
        phrasing=match.phrasing.text,
        parameters=given,
        filters=filters,
        unused=(*unused, *unsaid),
        turning=tuple(found[at].text for at in match.turning),
        several=_several(found, match.slots),
        passed_over=_passed_over(store, found, match.slots),
    )


def _several(found: Sequence[Item], places: Iterable[int]) -> tuple[Several, ...]:
    slots = [_slot(found[at]) for at in places]
    return tuple(Several(slot.said, slot.several) for slot in slots if slot.several)


def _passed_over(store: Store, found: Sequence[Item], places: Iterable[int]) -> tuple[Several, ...]:
    """What names may mean that were taken for a document which is held."""
    slots = [_slot(found[at]) for at in places]
    named = {slot.said: cards(store, slot.others) for slot in slots if slot.others}
    return tuple(Several(said, tuple(card.name for card in others.values())) for said, others in named.items())


def _slot(item: Item) -> Slot:
    assert item.slot is not None
    return item.slot


def _too_much(match: Match, found: Sequence[Item]) -> bool:
    """Whether what was not used outweighs what was."""
    left = [at for at in match.unused if at not in match.turning]
    used = match.score + sum(0.7 for _ in left)
    lost = sum(2.0 if found[at].slot else 1.0 for at in left)
    return lost > _MOST_UNUSED * (used + lost)


def _phrases(found: Sequence[Item], places: Iterable[int]) -> list[str]:
    """Items side by side as one phrase."""
    phrases: list[list[str]] = []
    last = -2
    for at in places:
        if at != last + 1:
            phrases.append([])
        phrases[-1].append(found[at].text)
        last = at
    return [" ".join(each) for each in phrases]


def _looked_for(
    store: Store, bound: dict[str, tuple[str, ...]], found: Sequence[Item], match: Match
) -> tuple[dict[str, tuple[str, ...]], list[str]] | None:
    """With the phrases by which tasks are sought; None where no task here is so called."""
    phrases = _between_silent(found, match)
    if not phrases:
        return None
    given, filters = _split(match.declared, bound)
    trial = Understood(name="tasks", asks=("tasks",), phrasing="", parameters=given, filters=filters)
    try:
        result = _sought(trial, assignments(store, trial), phrases)
    except NoSuchAgency:
        return None
    if not result.tasks:
        return None
    return {**bound, "words": tuple(phrases)}, list(result.unfound)


def _between_silent(found: Sequence[Item], match: Match) -> list[str]:
    """The words left over with the silent ones among them, which may be parts of others: "thủ tục hành chính"."""
    phrases: list[list[int]] = [[]]
    for at in range(len(found)):
        if at in match.covered:
            phrases.append([])
        else:
            phrases[-1].append(at)
    telling = [each for each in phrases if set(each) & set(match.unused)]
    return [" ".join(found[at].text for at in each) for each in telling]


def assignments(store: Store, asked: Understood) -> tuple[Assignment, ...]:
    """The tasks that a question asks for, before its words are looked for in them."""
    values = asked.values(store)
    roles = asked.parameters.get("role", ())
    documents = values.get("document", [None])
    return tuple(
        task
        for document in documents
        for task in tasks(
            store,
            agencies=[parameters.iri(str(each)) for each in values["agency"]] if "agency" in values else None,
            role=roles[0] if len(roles) == 1 else None,
            document=None if document is None else str(document),
            due=asked.due,
        )
    )


def chosen_tasks(store: Store, asked: Understood) -> tuple[Assignment, ...]:
    """The tasks that answer a question."""
    every = assignments(store, asked)
    if "areas" in asked.filters:
        return of_areas(every)
    if "about" in asked.filters:
        return of_indices(every, asked.filters["about"])
    if "words" not in asked.filters:
        return every
    return _sought(asked, every, asked.filters["words"]).tasks


def _sought(asked: Understood, every: Sequence[Assignment], phrases: Sequence[str]) -> Sought:
    """Where a deadline is asked for, the tasks that have one go before all others."""
    dated = [task for task in every if task.deadline or task.deadline_text] if "dated" in asked.filters else []
    found = sought(dated, phrases)
    return found if found.tasks else sought(every, phrases)


def _split(
    declaration: Declared, bound: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """What the named question takes as parameters, and what narrows its answer beside it."""
    known = {parameter.name for name in declaration.asks for parameter in catalog.question(name).parameters}
    given: dict[str, tuple[str, ...]] = {}
    filters: dict[str, tuple[str, ...]] = {}
    for name, texts in bound.items():
        if name == "due":
            filters["due"] = texts
            given.update(_limits(texts[0]))
        elif name in known:
            given[name] = _typed(name, texts)
        else:
            filters[name] = texts
    if "below" in known:
        given.setdefault("below", (_UNSURE_BELOW,))
    return given, filters


def _limits(text: str) -> dict[str, tuple[str, ...]]:
    """The first and last day; of "trước quý IV/2023" the end of that quarter, which such limits name."""
    days = period(text.removeprefix("trước "))
    ends = {"due_from": None if text.startswith("trước ") else days.first, "due_until": days.last}
    return {name: (day,) for name, day in ends.items() if day is not None}


def _typed(name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    if texts == ("*",):
        return tuple(each.code for each in indices())
    if name == "day":
        return tuple(_day(text) for text in texts)
    return texts


def _day(text: str) -> str:
    """A day: the one now, or the last of the time named."""
    if text == "now":
        return str(datetime.now(UTC).date())
    return str(date.fromisoformat(period(text).last or period(text).first or ""))
