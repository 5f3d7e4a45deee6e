"""`cancu ask`: a question in a person's words, answered by the named question that it asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, chosen_format, output_options, show, visible
from graph_cli.session import Session, pass_session

if TYPE_CHECKING:
    from queries.asking import Understood


@click.command()
@click.argument("words", metavar="QUESTION", nargs=-1, required=True)
@output_options
@pass_session
def command(
    session: Session, /, words: tuple[str, ...], format_: str | None, output: Path | None, limit: int | None
) -> None:
    from graph_cli import asked
    from queries.asking import NotUnderstood, recognise

    understood = recognise(session.store, " ".join(words))
    if isinstance(understood, NotUnderstood):
        raise understood.error()
    lines = list(_understood(session, understood))
    table = chosen_format(session, format_, output) == "table"
    if not table and not session.settings.quiet:
        click.echo("\n".join(map(visible, lines)), err=True)
    found = asked.answer(session, understood, limit)
    text = None if found.text is None else [*lines, "", *found.text]
    data = {"understood": _data(understood), "answer": _objects(found)}
    show(session, Answer(sheet=found.sheet, text=text, data=data), format_=format_, output=output)


def _objects(found: Answer) -> object:
    if found.data is not None:
        return found.data
    return [dict(zip(found.sheet.columns, row, strict=True)) for row in found.sheet.rows]


def _understood(session: Session, understood: Understood) -> Iterator[str]:
    """Which named question was chosen, how to ask it again, what was not used."""
    from queries import catalog

    words = session.words
    titles = "; ".join(catalog.question(name).title[session.settings.lang] for name in understood.asks)
    yield words("ask.understood", title=titles)
    for line in understood.lines:
        yield f"    {line}"
    narrowed = "; ".join(
        f"{words(f'ask.by.{name}')} {', '.join(_shown(session, name, texts))}"
        for name, texts in understood.filters.items()
    )
    if narrowed:
        yield words("ask.narrowed", filters=narrowed)
    for each in understood.several:
        yield words("ask.several", said=each.said, count=len(each.fits), names="; ".join(each.fits))
    for each in understood.passed_over:
        yield words("ask.passed_over", said=each.said, names="; ".join(each.fits))
    if understood.unused:
        yield words("ask.unused", words=", ".join(understood.unused))
    if understood.turning:
        yield words("ask.turning", words=", ".join(understood.turning))


def _shown(session: Session, name: str, texts: tuple[str, ...]) -> list[str]:
    """The value of a filter as a person reads it."""
    if name == "relation":
        from queries.parameters import relation

        return [session.term(str(relation(text))) for text in texts]
    keys = [f"ask.{name}.{text}" for text in texts]
    return [session.words(key) if key in session.words else text for key, text in zip(keys, texts, strict=True)]


def _data(understood: Understood) -> dict[str, object]:
    return {
        "question": understood.name,
        "asks": list(understood.asks),
        "parameters": {name: list(texts) for name, texts in understood.parameters.items()},
        "filters": {name: list(texts) for name, texts in understood.filters.items()},
        "commands": understood.lines,
        "unused": list(understood.unused),
        "turning": list(understood.turning),
        "passed_over": [{"said": each.said, "fits": list(each.fits)} for each in understood.passed_over],
        "several": [{"said": each.said, "fits": list(each.fits)} for each in understood.several],
    }
