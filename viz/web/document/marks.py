"""The marks of a document's text, made from what the graph says: each leads to its entry on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ontology import iri
from queries.document_parts import Aim, Charge, Naming, Task
from queries.documents import Field
from queries.results import Quotation, Statement
from viz.marks import DOUBTFUL, WIDE, beside

Stretch = tuple[int, int]
# The kinds that are no relations: their names stand in words/document.toml.
OURS = frozenset(("field", "task", "lead", "coordinate", "deadline", "index", "responsibility", "target"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """`kind`: "field", a relation's local name, "task", "lead" …; `entry`: the anchor of what the graph says."""

    kind: str
    stretches: tuple[Stretch, ...]
    entry: str
    confidence: float | None = None
    inferred: bool = False
    on_page: bool = True  # else the entry has a page of its own

    @property
    def is_doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < DOUBTFUL


def entry(name: str) -> str:
    """The anchor of a thing of the graph on its document's page."""
    return name.removeprefix(iri.BASE).replace("/", "-")


def field_entry(number: int) -> str:
    """The anchor of the field of that number."""
    return f"field-{number}"


class Marks:
    """Collects the marks of one file's text, whose quotations bear the name of the `file`."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._found: list[Placed] = []

    @property
    def all(self) -> list[Placed]:
        """In the order in which they are drawn: wide marks beneath, long ones beneath short ones."""
        return sorted(self._found, key=lambda mark: (mark.kind not in WIDE, _first(mark) - _last(mark), _first(mark)))

    def fields(self, fields: Sequence[Field]) -> None:
        for number, field in enumerate(fields):
            quoted = [field.quotation] if field.quotation else []
            self._add("field", quoted, field_entry(number), field.confidence, field.inferred)

    def statements(self, said: Iterable[Statement], on_page: frozenset[str]) -> None:
        """Citations; `on_page`: the IRIs of those that the page lists."""
        for each in said:
            kind, start = each.relation.rpartition("#")[2], iri.beginning(each.iri)
            own = [quotation for quotation in each.quotations if quotation.file == self._file]
            if start is None or not own:
                continue
            end = reach(self._text, start, each.surface or "")
            place = [(start, end)] if end else [(own[0].start, own[0].end)]
            self._found.append(
                Placed(
                    kind=kind,
                    stretches=tuple(place),
                    entry=entry(each.iri),
                    confidence=each.confidence,
                    inferred=each.inferred,
                    on_page=each.iri in on_page,
                )
            )

    def tasks(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            said, where = task.said, entry(task.said.task)
            self._add("task", task.quotations, where, said.confidence)
            own = self._stretches(task.quotations)
            if own:
                for kind, words in _beside_task(task):
                    place = beside(self._text, own[0][0], max(end for _, end in own), words)
                    if place is not None:
                        self._found.append(Placed(kind=kind, stretches=(place,), entry=where))

    def indices(self, charges: Iterable[Charge], namings: Iterable[Naming], aims: Iterable[Aim]) -> None:
        for charge in charges:
            where = entry(charge.iri)
            self._add("responsibility", [charge.quotation], where, charge.confidence, charge.inferred)
        for naming in namings:
            self._add("index", [naming.quotation], entry(naming.iri), naming.confidence)
        for aim in aims:
            self._add("target", [aim.quotation], entry(aim.iri), aim.confidence)

    def _add(
        self,
        kind: str,
        quotations: Iterable[Quotation],
        where: str,
        confidence: float | None,
        inferred: bool = False,
    ) -> None:
        stretches = self._stretches(quotations)
        if stretches:
            self._found.append(
                Placed(kind=kind, stretches=stretches, entry=where, confidence=confidence, inferred=inferred)
            )

    def _stretches(self, quotations: Iterable[Quotation]) -> tuple[Stretch, ...]:
        return tuple((q.start, q.end) for q in quotations if q.file == self._file and q.start < q.end)


def _first(mark: Placed) -> int:
    return mark.stretches[0][0]


def _last(mark: Placed) -> int:
    return mark.stretches[-1][1]


def _beside_task(task: Task) -> Iterator[tuple[str, str]]:
    """What stands in a task's lines: those who do it and the time."""
    yield from (("lead", name) for name in task.said.lead)
    yield from (("coordinate", name) for name in task.said.coordinate)
    if task.said.deadline_text:
        yield "deadline", task.said.deadline_text


def reach(text: str, start: int, surface: str) -> int | None:
    """Where words end that begin at `start`, however many spaces and line ends part them; None for other words."""
    at = start
    for letter in "".join(surface.split()):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or text[at] != letter:
            return None
        at += 1
    return at if at > start else None
