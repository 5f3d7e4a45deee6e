"""Tasks: every directive that names who must act, in its own words, in its heading or by the column of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.extract import agencies, deadlines, labelled, task_tables, time_forms
from loaders.extract.agency_home import naming
from loaders.extract.agency_runs import runs
from loaders.extract.duties import Walk
from loaders.extract.duty import Duty
from loaders.extract.patterns import compiled
from loaders.extract.roles import partners
from loaders.outline import Outline
from ontology.model import Metadata, Task

_COMMITTEE = "Ban Chỉ đạo"
_PROVINCE = "Tỉnh"
_NAMED_PROVINCE = compiled(r"tỉnh\s+\p{L}")
_PRODUCT = compiled(
    r"(?:^|[.;,(]\s*)(?:[Ss]ản\s+phẩm|[Kk]ết\s+quả)(?:\s+(?:đầu\s+ra|dự\s+kiến|hoàn\s+thành|của\s+nhiệm\s+vụ))?"
    r"\s*(?::|\slà\s)\s*(?P<it>[^.;()]{3,200})",
    ignore_case=False,
    holds=("ản phẩm", "ết quả"),
)

_CLOSES = compiled(
    r"^[\s,;)]*(?:(?:cụ\s+thể|trong\s+đó|gồm|với|theo)[^.;:]{0,40})?(?:như\s+sau|sau\s+đây|sau)?\s*:\s*$"
)


def read(outline: Outline, metadata: Metadata) -> tuple[Task, ...]:
    """The tasks of body and appendices, in the order of the text."""
    issued = time_forms.issued(metadata)
    found = labelled.groups(outline)
    tasks = [task for group in found for task in _of_group(outline, group, issued)]
    used = frozenset(i for group in found for i in group.lines)
    tasks += [_of_duty(outline, duty, issued) for duty in Walk(outline, metadata, used).duties()]
    known = sorted({name for task in tasks for name in (*task.lead, *task.coordinate)})
    tasks += [task for table in outline.tables for task in task_tables.read(outline, table, issued, known)]
    return tuple(sorted(_at_home(_of_the_body(_completed(tasks), metadata), metadata), key=lambda t: t.start))


def _at_home(tasks: list[Task], metadata: Metadata) -> list[Task]:
    """Agencies named as the document's own; "Tỉnh" is the province that the title names, else the issuer's."""
    own, province = naming(metadata), _province(metadata)

    def named(name: str) -> str:
        return province if name == _PROVINCE else own(name)

    return [
        replace(
            task,
            lead=tuple(dict.fromkeys(map(named, task.lead))),
            coordinate=tuple(dict.fromkeys(map(named, task.coordinate))),
        )
        for task in tasks
    ]


def _province(metadata: Metadata) -> str:
    title = metadata.title.value if metadata.title else ""
    for match in _NAMED_PROVINCE.finditer(title):
        found = agencies.provinces(title, match.start())
        if len(found) == 1:
            return found[0].name
    return f"Ủy ban nhân dân {_PROVINCE.lower()}" if metadata.place else _PROVINCE


def _of_the_body(tasks: list[Task], metadata: Metadata) -> list[Task]:
    """ "Ban Chỉ đạo" in the rules of a committee is the committee that issues them."""
    issuer = metadata.issuer.value if metadata.issuer else ""
    if not issuer.casefold().startswith(f"{_COMMITTEE} ".casefold()):
        return tasks

    def named(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(issuer if name == _COMMITTEE else name for name in names)

    return [replace(task, lead=named(task.lead), coordinate=named(task.coordinate)) for task in tasks]


def _completed(tasks: list[Task]) -> list[Task]:
    """ "Các phòng, đơn vị trực thuộc" means those "trực thuộc Sở" where the document says so elsewhere."""
    names = {name for task in tasks for name in (*task.lead, *task.coordinate)}
    full = {
        short: longer.pop()
        for short in names
        if short.endswith("trực thuộc") and len(longer := {n for n in names if n.startswith(f"{short} ")}) == 1
    }
    if not full:
        return tasks
    return [
        replace(
            task,
            lead=tuple(dict.fromkeys(full.get(n, n) for n in task.lead)),
            coordinate=tuple(dict.fromkeys(full.get(n, n) for n in task.coordinate)),
        )
        for task in tasks
    ]


def _of_duty(outline: Outline, duty: Duty, issued: time_forms.Issued) -> Task:
    words = outline.text.chars[duty.start : duty.end]
    limit = _limit(words, duty.above, issued)
    start, end = outline.text.source_span(duty.start, duty.end)
    return Task(
        description=_folded(words),
        start=start,
        end=end,
        lead=duty.lead,
        coordinate=duty.coordinate,
        deadline=limit.value if limit else None,
        deadline_text=limit.text if limit else None,
        deliverable=_deliverable(words),
        section=outline.section(duty.block),
        rule=duty.rule,
        confidence=duty.confidence,
    )


def _limit(words: str, above: str, issued: time_forms.Issued) -> deadlines.Deadline | None:
    """The time limit of a directive, else the day with which the lead-in above ends."""
    own = deadlines.first(words, issued)
    if (own is not None and own.value) or not above:
        return own
    common = (limit for limit in deadlines.find(above, issued) if limit.value and _CLOSES.search(above[limit.end :]))
    return next(common, own)


def _of_group(outline: Outline, group: labelled.Group, issued: time_forms.Issued) -> Iterator[Task]:
    value, said = deadlines.of_cell(group.time, issued) if group.time else (None, None)
    for block, begin, stop in labelled.work(outline, group):
        words = outline.text.chars[begin:stop]
        start, end = outline.text.source_span(begin, stop)
        own = [name for name in partners(words, runs(words), 0, len(words)) if name not in group.lead]
        yield Task(
            description=_folded(words),
            start=start,
            end=end,
            lead=tuple(group.lead),
            coordinate=tuple(dict.fromkeys([*group.partner, *own])),
            deadline=value,
            deadline_text=said,
            deliverable=group.product or _deliverable(words),
            section=outline.section(block),
            rule="task-in-labelled-lines",
            confidence=0.95,
        )


def _deliverable(words: str) -> str | None:
    """What is to be handed over, where the words call it the product or the result."""
    match = _PRODUCT.search(words)
    return _folded(match.group("it")) if match else None


def _folded(text: str) -> str:
    return " ".join(text.split())
