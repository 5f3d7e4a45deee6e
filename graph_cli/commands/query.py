"""`cancu query`: a named question, or a query of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.catalog import Question
    from queries.stores.protocols import Rows


@click.command()
@click.argument("name", metavar="NAME|FILE|-", required=False)
@click.option("--param", "given", multiple=True, metavar="K=V")
@click.option("--list", "listed", is_flag=True)
@click.option("--show", "shown", is_flag=True)
@click.option("--timeout", type=click.FloatRange(min=0.1, max=600), default=10.0, show_default=True)
@output_options
@pass_session
def command(
    session: Session,
    /,
    name: str | None,
    given: tuple[str, ...],
    listed: bool,
    shown: bool,
    timeout: float,
    **shape: Any,
) -> None:
    from queries import catalog

    if listed or name is None:
        return show(session, _list(session), **shape)
    question = catalog.question(name) if name in catalog.names() else None
    if question is None and name != "-" and not Path(name).is_file():
        catalog.question(name)
    text = question.text if question else _own(name)
    if shown:
        return click.echo(text, nl=not text.endswith("\n"))
    rows = _named(session, question, given) if question else _run(session, text, timeout)
    show(session, Answer(sheet=Sheet(columns=rows.columns, rows=rows.rows)), **shape)
    return None


def _list(session: Session) -> Answer:
    from queries import catalog

    lang = session.settings.lang
    found = [catalog.question(name) for name in catalog.names()]
    rows = [
        (
            question.name,
            question.title[lang],
            [f"{p.name}: {p.kind}" + ("" if p.required else "?") for p in question.parameters],
            question.about[lang],
        )
        for question in found
    ]
    return Answer(sheet=Sheet(columns=("name", "title", "parameters", "about"), rows=rows))


def _named(session: Session, question: Question, given: tuple[str, ...]) -> Rows:
    from queries import parameters, results

    known = {parameter.name: parameter for parameter in question.parameters}
    values: dict[str, Any] = {}
    for pair in given:
        key, equals, text = pair.partition("=")
        if not equals:
            raise UsageError(
                f"--param cần dạng tên=giá-trị, không phải “{pair}”.", f"--param needs name=value, not “{pair}”."
            )
        values[key] = parameters.values(session.store, known[key], text) if key in known else text
    return results.gathered(question.ask(session.store, **values))


def _own(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name}: không đọc được câu truy vấn ({error}).", f"{name}: cannot read the query ({error})."
        ) from error


def _run(session: Session, text: str, timeout: float) -> Rows:
    """A user's own text: scanned first, then run in a process of its own that can be ended."""
    from queries import own_text

    answer = own_text.run(session.settings.folder, text, timeout=timeout)
    if answer.truncated:
        session.say("query.truncated", count=len(answer.rows))
    return answer.rows
