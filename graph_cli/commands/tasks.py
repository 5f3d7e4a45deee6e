"""`cancu tasks`: who must do what by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import PROOF, cut, one_line, proof
from graph_cli.session import Session, pass_session

if TYPE_CHECKING:
    from queries.documents import Card
    from queries.tasks import Assignment

COLUMNS = (
    "deadline", "deadline_text", "description", "lead", "coordinate", "deliverable", "document", "section",
    "confidence", *PROOF,
)  # fmt: skip


@click.command()
@click.option("--agency", metavar="NAME")
@click.option("--due", metavar="PERIOD")
@click.option("--role", type=click.Choice(["lead", "coordinate"]))
@click.option("--document", "reference", metavar="REF")
@click.option("--words", "said", default="", metavar="WORDS")
@click.option("--ics", type=click.Path(dir_okay=False, path_type=Path))
@output_options
@pass_session
def command(
    session: Session,
    /,
    agency: str | None,
    due: str | None,
    role: str | None,
    reference: str | None,
    said: str,
    ics: Path | None,
    **shape: Any,
) -> None:
    from queries import agencies, documents, periods, references, tasks

    found = tasks.tasks(
        session.store,
        agencies=agencies.find(session.store, agency) if agency else None,
        role=role,
        document=references.find(session.store, reference).iri if reference else None,
        due=periods.period(due) if due else None,
        words=said,
    )[: shape["limit"]]
    if ics is not None:
        from viz.calendar import calendar
        from viz.writing import write_whole

        write_whole(ics, calendar(found, documents.cards(session.store, {task.document for task in found})))
        session.say("tasks.calendar", path=ics, count=sum(task.deadline is not None for task in found))
    show(session, answer(session, found), **shape)


def answer(session: Session, found: Sequence[Assignment]) -> Answer:
    """Tasks with their deadlines, those who act, and the place of the words."""
    from queries import as_data, documents

    cards = documents.cards(session.store, {task.document for task in found})
    sheet = Sheet(columns=COLUMNS, rows=[_row(task, cards) for task in found])
    return Answer(sheet=sheet, text=_text(session, found, cards), data=[as_data.task(each) for each in found])


def _row(task: Assignment, cards: Mapping[str, Card]) -> tuple[Cell, ...]:
    return (
        task.deadline, task.deadline_text, one_line(task.description), task.lead, task.coordinate, task.deliverable,
        cards[task.document].name, task.section, task.confidence,
        *proof([task.quotation] if task.quotation else []),
    )  # fmt: skip


def _text(session: Session, found: Iterable[Assignment], cards: Mapping[str, Card]) -> list[str]:
    lines = []
    for task in found:
        when = task.deadline_text or task.deadline or session.words("tasks.no_deadline")
        lines.append(f"{when}  {cut(session, task.description)}")
        for key, names in (("tasks.lead", task.lead), ("tasks.coordinate", task.coordinate)):
            if names:
                lines.append(f"    {session.words(key)}: {'; '.join(names)}")
        section = f", {session.words('tasks.section')} {task.section}" if task.section else ""
        place = f", {task.quotation.file} {task.quotation.start}–{task.quotation.end}" if task.quotation else ""
        lines.append(f"    {cards[task.document].name}{section}{place}")
    return lines or [session.words("output.nothing")]
