"""What the verdicts come to: tables of measures, of kinds of document, of text quality, of confidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.documents import Judged
from benchmarks.accuracy.scoring import FIELDS, LISTS, QUOTED, Outcome, Verdict

RELATION = "relation."
MEASURES = (
    *(f"document.{field}" for field in (*FIELDS, *LISTS)),
    *(f"citation.{part}" for part in ("number", "joint", "named", "named_joint", "date", "issuer", "type", "relation")),
    *(f"task.{part}" for part in ("found", "joint", "lead", "coordinate", "deadline")),
    "responsibility", "index", "target",
    *(f"grounded.{kind}" for kind, _ in QUOTED),
)  # fmt: skip
BRIEF = ("citation.number", "citation.joint", "task.found", "task.joint", "responsibility", "target")
CONFIDENCES = ((0.95, "≥ 0.95"), (0.9, "0.90 – 0.95"), (0.8, "0.80 – 0.90"), (0.7, "0.70 – 0.80"), (0.0, "< 0.70"))
SURE = (0.9, "≥ 0.90")
# Each statement is judged once, by the measure that asks most of it.
STATED = {
    "field": ("document.",),
    "citation": ("citation.joint", "citation.named_joint"),
    "task": ("task.joint",),
    "responsibility": ("responsibility",),
    "target": ("target",),
}

Table = tuple[Sequence[str], list[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Score:
    """`wrong` is found, but not as annotated: it lowers both precision and recall."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    extra: int = 0

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Score:
        counted = Counter(verdict.outcome for verdict in verdicts)
        return cls(*(counted[outcome] for outcome in (Outcome.RIGHT, Outcome.WRONG, Outcome.MISSED, Outcome.EXTRA)))

    @property
    def precision(self) -> float:
        given = self.right + self.wrong + self.extra
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.wrong + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(documents: Iterable[Judged]) -> dict[str, Score]:
    """The score of each measure, in the order of `MEASURES`; the classes of relation behind the citations."""
    found: defaultdict[str, list[Verdict]] = defaultdict(list)
    for document in documents:
        for verdict in document.verdicts:
            found[verdict.measure].append(verdict)
    classes = sorted(measure for measure in found if measure.startswith(RELATION))
    at = MEASURES.index("task.found")
    order = (*MEASURES[:at], *classes, *MEASURES[at:])
    return {measure: Score.of(found[measure]) for measure in order if measure in found}


def macro(found: dict[str, Score]) -> float | None:
    """The mean F1 of the classes of relation that are annotated."""
    each = [s.f1 for m, s in found.items() if m.startswith(RELATION) and s.right + s.wrong + s.missed]
    return sum(each) / len(each) if each else None


def plain(documents: Sequence[Judged]) -> dict[str, Any]:
    """All scores as plain values."""
    found = scores(documents)
    rows: dict[str, Any] = {
        measure: {
            "precision": round(s.precision, 4), "recall": round(s.recall, 4), "f1": round(s.f1, 4),
            "right": s.right, "wrong": s.wrong, "missed": s.missed, "extra": s.extra,
        }
        for measure, s in found.items()
    }  # fmt: skip
    return rows | {"relation.macro": {"f1": _rounded(macro(found))}}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def by_measure(documents: Sequence[Judged]) -> Table:
    """Precision, recall and F1 of each measure; of one that only asks whether a value is right, the share."""
    found = scores(documents)
    rows: list[Sequence[str]] = [
        (m, _percent(s.precision), _percent(s.recall), _percent(s.f1), *map(str, (s.right, s.wrong, s.missed, s.extra)))
        for m, s in found.items()
    ]
    behind = max((i for i, row in enumerate(rows) if row[0].startswith(RELATION)), default=len(rows) - 1)
    rows.insert(behind + 1, ("relation (macro)", "", "", _percent(macro(found)), "", "", "", ""))
    return ("measure", "precision", "recall", "F1", "right", "wrong", "missed", "extra"), rows


def by_group(documents: Sequence[Judged], name: str, group: Callable[[Judged], str]) -> Table:
    """The chief measures (F1, for the fields of the document the share of right ones) for each group and for all."""
    groups: defaultdict[str, list[Judged]] = defaultdict(list)
    for document in documents:
        groups[group(document)].append(document)
    rows = [_brief(label, members) for label, members in sorted(groups.items())]
    if len(rows) > 1:
        rows.append(_brief("all", documents))
    return (name, "documents", "fields", *BRIEF[:2], "relation (macro)", *BRIEF[2:]), rows


def _brief(label: str, documents: Sequence[Judged]) -> Sequence[str]:
    found = scores(documents)
    fields = Score.of(v for d in documents for v in d.verdicts if v.measure in {f"document.{f}" for f in FIELDS})
    shown = [_percent(found[m].f1) if m in found else "–" for m in BRIEF]
    return label, str(len(documents)), _percent(fields.precision), *shown[:2], _percent(macro(found)), *shown[2:]


def calibration(documents: Sequence[Judged]) -> Table:
    """For each band of confidence the share of the statements given that the annotation confirms."""
    bands: defaultdict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for kind, confidence, verdict in _given(documents):
        for label in _bands(confidence):
            bands[label, kind].append(verdict)
            bands[label, "all"].append(verdict)
    kinds = (*STATED, "all")
    labels = [SURE[1], *(label for _, label in CONFIDENCES)]
    rows = [(label, *(_share(bands[label, kind]) for kind in kinds)) for label in labels if bands[label, "all"]]
    return ("confidence", *kinds), list(rows)


def by_rule(documents: Sequence[Judged]) -> Table:
    """For each rule how sure it says it is, and how often it is right; those too sure of themselves first."""
    rules: defaultdict[tuple[str, str], list[tuple[float, Verdict]]] = defaultdict(list)
    for kind, confidence, verdict in _given(documents):
        rules[kind, verdict.rule or "–"].append((confidence, verdict))
    rows = []
    for (kind, rule), given in rules.items():
        sure = sum(confidence for confidence, _ in given) / len(given)
        right = Score.of(verdict for _, verdict in given).precision
        rows.append(((right - sure) * len(given), (kind, rule, str(len(given)), _percent(sure), _percent(right))))
    return ("statement", "rule", "given", "confidence", "right"), [row for _, row in sorted(rows)]


def _given(documents: Iterable[Judged]) -> Iterator[tuple[str, float, Verdict]]:
    """Each statement of the program: its kind, its confidence, its verdict."""
    for verdict in (v for d in documents for v in d.verdicts):
        kind = next((kind for kind, measures in STATED.items() if verdict.measure.startswith(measures)), None)
        if kind is not None and verdict.confidence is not None:
            yield kind, verdict.confidence, verdict


def _bands(confidence: float) -> Sequence[str]:
    own = next(label for least, label in CONFIDENCES if confidence >= least)
    return (own, SURE[1]) if confidence >= SURE[0] else (own,)


def _share(given: Sequence[Verdict]) -> str:
    score = Score.of(given)
    return f"{_percent(score.precision)} of {len(given)}" if given else "–"


def errors(documents: Iterable[Judged]) -> list[str]:
    """One line for everything that is not as annotated."""
    return [
        f"{document.name}: {verdict.measure}: {verdict.outcome}: {verdict.note}{_by(verdict)}"
        for document in documents
        for verdict in document.verdicts
        if verdict.outcome is not Outcome.RIGHT
    ]


def _by(verdict: Verdict) -> str:
    return "" if verdict.confidence is None else f" [{verdict.rule or '–'}, {verdict.confidence}]"


def markdown(table: Table) -> str:
    """A table whose columns also line up on the screen; numbers stand at the right."""
    head, rows = table
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join([first, *rest])} |"

    rule = "|".join("-" * (w + 1) + ("-" if i == 0 else ":") for i, w in enumerate(widths))
    return "\n".join([line(head), f"|{rule}|", *map(line, rows)])


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
