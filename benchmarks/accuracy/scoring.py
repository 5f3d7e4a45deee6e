"""One document's record against its annotation: a verdict for each statement that either of them makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.accuracy.matching import (
    Entry,
    Likeness,
    agencies,
    agency_key,
    equal,
    folded,
    likeness,
    number_key,
    paired,
    same,
    same_issuer,
)

FIELDS = ("type", "number", "date", "issuer", "signer", "signer_position", "title")
LISTS = ("recipients", "addressees")
MAY_BE_INFERRED = ("issuer", "date")
QUOTED = (("citations", "surface"), ("tasks", "description"), ("responsibilities", "quote"))
TITLE, NAME, TASK, TARGET, QUOTATION = 0.9, 0.8, 0.8, 0.6, 0.97  # how alike the words must be


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"  # found where it stands, but not as annotated
    MISSED = "missed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` and `rule` are those of the statement judged, None where nothing was stated."""

    measure: str
    outcome: Outcome
    note: str = ""
    confidence: float | None = None
    rule: str | None = None


Right = Callable[[Entry, Entry], bool]


def verdicts(gold: Entry, record: Entry, text: str | None) -> Iterator[Verdict]:
    """All verdicts on a record; without the text its quotations are not looked up."""
    yield from _fields(gold["document"], record.get("document") or {})
    yield from _numbered(gold["citations"], record.get("citations") or [])
    yield from _named(gold["citations"], record.get("citations") or [])
    yield from _tasks(gold["tasks"], record.get("tasks") or [])
    yield from _indices(gold, record)
    if text is not None:
        yield from _grounded(record, text)


def _is(right: bool) -> Outcome:
    return Outcome.RIGHT if right else Outcome.WRONG


def _judged(
    measure: str,
    gold: Sequence[Entry],
    found: Sequence[Entry],
    pairs: list[tuple[int, int]],
    right: Right | None = None,
) -> Iterator[Verdict]:
    """A verdict for each pair and each entry left over; optional annotations neither help nor hurt."""
    for i, j in pairs:
        if not gold[i].get("optional"):
            outcome = _is(right is None or right(gold[i], found[j]))
            yield _stated(measure, outcome, found[j])
    left = {i for i, _ in pairs}
    yield from (
        Verdict(measure, Outcome.MISSED, _words(entry))
        for i, entry in enumerate(gold)
        if i not in left and not entry.get("optional")
    )
    used = {j for _, j in pairs}
    yield from (_stated(measure, Outcome.EXTRA, entry) for j, entry in enumerate(found) if j not in used)


def _counted(
    found: Sequence[Entry], pairs: list[tuple[int, int]], counts: Callable[[Entry], bool]
) -> tuple[list[Entry], list[tuple[int, int]]]:
    """The entries that are paired or count, and the pairs with their new places."""
    answered = {j for _, j in pairs}
    kept = [j for j, entry in enumerate(found) if j in answered or counts(entry)]
    place = {j: at for at, j in enumerate(kept)}
    return [found[j] for j in kept], [(i, place[j]) for i, j in pairs]


def _stated(measure: str, outcome: Outcome, entry: Entry) -> Verdict:
    return Verdict(measure, outcome, _words(entry), entry.get("confidence"), entry.get("rule"))


def _words(entry: Entry) -> str:
    names = ("surface", "description", "text", "quote", "index")
    return " ".join(str(next((entry[name] for name in names if entry.get(name)), "")).split())[:90]


def _compared(measure: str, gold: object, found: object, right: bool, proof: Entry | None = None) -> Verdict:
    proof = proof or {}
    return Verdict(measure, _is(right), f"gold {gold!r}, found {found!r}", proof.get("confidence"), proof.get("rule"))


def _sets(measure: str, gold: Iterable[Any], found: dict[str, float | None]) -> Iterator[Verdict]:
    wanted = {folded(each): each for each in gold}
    for key, confidence in found.items():
        yield Verdict(measure, Outcome.RIGHT if key in wanted else Outcome.EXTRA, key, confidence)
    yield from (Verdict(measure, Outcome.MISSED, str(each)) for key, each in wanted.items() if key not in found)


def _fields(gold: Entry, found: Entry) -> Iterator[Verdict]:
    assertions = found.get("assertions") or {}
    for key in FIELDS:
        a, b = gold.get(key), found.get(key)
        if key == "title":
            right = (not a and not b) or likeness(a, b) >= TITLE
        else:
            right = number_key(a) == number_key(b) if key == "number" else same(a, b)
        # What a text never says may be inferred, if it is marked so.
        right |= key in MAY_BE_INFERRED and not a and found.get(f"{key}_assertion") == "inferred"
        yield _compared(f"document.{key}", a, b, right, assertions.get(key))
    for key in LISTS:
        sure = [each.get("confidence") for each in assertions.get(key) or []]
        said = found.get(key) or []
        sure += [None] * (len(said) - len(sure))
        yield from _sets(f"document.{key}", gold.get(key) or [], dict(zip(map(folded, said), sure, strict=True)))


def statements(citation: Entry) -> set[tuple[str, str | None]]:
    """(source, relation) of a citation, and of what else is true of it."""
    each = [citation, *(citation.get("also") or [])]
    return {(number_key(one.get("source") or "this"), one.get("relation")) for one in each}


def same_relation(gold: Entry, found: Entry) -> bool:
    return bool(statements(gold) & statements(found))


def _same_date(gold: Entry, found: Entry) -> bool:
    return (gold.get("date") or None) == (found.get("date") or None)


def _jointly(gold: Entry, found: Entry) -> bool:
    dated = gold.get("date") is None or _same_date(gold, found)
    return dated and same_issuer(gold.get("issuer"), found.get("issuer")) and same_relation(gold, found)


def _with_number(citations: Sequence[Entry]) -> list[Entry]:
    return [c for c in citations if c.get("kind") in ("numbered", "self") and c.get("number")]


BY_NUMBER: Likeness = equal(lambda citation: number_key(citation["number"]))


def _numbered(all_gold: Sequence[Entry], all_found: Sequence[Entry]) -> Iterator[Verdict]:
    gold, found = _with_number(all_gold), _with_number(all_found)
    # The document's own number in its head is no citation, and no mistake either.
    found, pairs = _counted(found, paired(gold, found, BY_NUMBER, 1.0), lambda c: c.get("kind") != "self")
    yield from _judged("citation.number", gold, found, pairs)
    for i, j in pairs:
        if not gold[i].get("optional") and gold[i]["kind"] != "self":
            yield from _parts(gold[i], found[j])
    others = [c for c in gold if c["kind"] != "self"]
    given = [c for c in found if c.get("kind") != "self"]
    yield from _judged("citation.joint", others, given, paired(others, given, BY_NUMBER, 1.0), _jointly)
    yield from _classes(others, given)


def _parts(gold: Entry, found: Entry) -> Iterator[Verdict]:
    number, (date, other) = gold["number"], (gold.get("date"), found.get("date"))
    inferred = date is None and bool(found.get("date_assertion"))
    issuers = gold.get("issuer"), found.get("issuer")
    types = gold.get("type"), found.get("type")
    said, there = sorted(map(str, statements(gold))), sorted(map(str, statements(found)))
    for measure, a, b, right in (
        ("date", date, other, inferred or _same_date(gold, found)),
        ("issuer", *issuers, same_issuer(*issuers)),
        ("type", *types, same(*types)),
        ("relation", said, there, same_relation(gold, found)),
    ):
        verdict = _compared(f"citation.{measure}", a, b, right)
        yield Verdict(verdict.measure, verdict.outcome, f"{number}: {verdict.note}")


def _classes(gold: Sequence[Entry], found: Sequence[Entry]) -> Iterator[Verdict]:
    """Each class of relation by itself: the same document, said of the same side."""
    alike = equal(lambda c: (number_key(c["number"]), number_key(c.get("source") or "this")))
    for relation in sorted({c.get("relation") or "" for c in (*gold, *found)}):
        a = [c for c in gold if c["relation"] == relation]
        b = [c for c in found if (c.get("relation") or "") == relation]
        for verdict in _judged(f"relation.{relation}", a, b, paired(a, b, alike, 1.0)):
            yield Verdict(verdict.measure, verdict.outcome, verdict.note)


def _named(all_gold: Sequence[Entry], all_found: Sequence[Entry]) -> Iterator[Verdict]:
    gold = [c for c in all_gold if c["kind"] == "named"]
    found = [c for c in all_found if c.get("kind") == "named"]

    def alike(a: Entry, b: Entry) -> float:
        titles = a.get("title") or a.get("surface"), b.get("title") or b.get("surface")
        return max(likeness(a.get("surface"), b.get("surface")), likeness(*titles))

    pairs = paired(gold, found, alike, NAME)
    for verdict in _judged("citation.named", gold, found, pairs):
        yield Verdict(verdict.measure, verdict.outcome, verdict.note)
    yield from _judged("citation.named_joint", gold, found, pairs, same_relation)


def _tasks(gold: Sequence[Entry], found: Sequence[Entry]) -> Iterator[Verdict]:
    alike: Likeness = lambda a, b: likeness(a["description"], b.get("description"))  # noqa: E731
    # Items that charge nobody are no mistake: the annotation leaves them out.
    charges = lambda task: bool(task.get("lead") or task.get("coordinate"))  # noqa: E731
    found, pairs = _counted(found, paired(gold, found, alike, TASK), charges)
    for verdict in _judged("task.found", gold, found, pairs):
        yield Verdict(verdict.measure, verdict.outcome, verdict.note)
    yield from _judged("task.joint", gold, found, pairs, lambda a, b: all(_task_parts(a, b).values()))
    for i, j in pairs:
        a, b = gold[i], found[j]
        if not a.get("optional"):
            where = f"{a['section']} {a['description'][:40]!r}"
            for part, right in _task_parts(a, b).items():
                yield Verdict(f"task.{part}", _is(right), f"{where}: gold {a.get(part)}, found {b.get(part)}")


def _task_parts(gold: Entry, found: Entry) -> dict[str, bool]:
    return {
        "lead": agencies(gold["lead"]) == agencies(found.get("lead")),
        "coordinate": agencies(gold["coordinate"]) == agencies(found.get("coordinate")),
        "deadline": (gold.get("deadline") or None) == (found.get("deadline") or None),
    }


def _indices(gold: Entry, record: Entry) -> Iterator[Verdict]:
    """Responsibilities, indices spoken of, targets."""
    answers = equal(lambda r: (agency_key(r.get("agency")), folded(r.get("index")), r.get("role")))
    a, b = gold["responsibilities"], record.get("responsibilities") or []
    yield from _judged("responsibility", a, b, paired(a, b, answers, 1.0))
    spoken = {folded(m.get("index")): m.get("confidence") for m in record.get("index_mentions") or []}
    yield from _sets("index", [m["index"] for m in gold["index_mentions"]], spoken)
    a, b = gold["targets"], record.get("targets") or []
    yield from _judged("target", a, b, paired(a, b, _same_aim, TARGET))


def _same_aim(gold: Entry, found: Entry) -> float:
    aims = [(None if t.get("value") is None else float(t["value"]), folded(t.get("index"))) for t in (gold, found)]
    return likeness(gold["text"], found.get("text")) if aims[0] == aims[1] else 0.0


def _grounded(record: Entry, text: str) -> Iterator[Verdict]:
    """Whether each quotation stands where the record says."""
    for kind, quoted in QUOTED:
        for entry in record.get(kind) or []:
            start, end, said = entry["start"], entry["end"], entry.get(quoted)
            there = text[start:end] if 0 <= start < end <= len(text) else ""
            right = bool(there) and (same(there, said) or likeness(there, said) >= QUOTATION)
            yield _compared(f"grounded.{kind}", there[:60], str(said)[:60], right)
