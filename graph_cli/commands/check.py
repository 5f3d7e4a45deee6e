"""`cancu check`: whether the graph keeps to the ontology's shapes."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.phrases import one_line
from graph_cli.session import Session, pass_session

COLUMNS = ("document", "focus", "path", "value", "message", "sentence", "file", "start")
SOME_FAILED = 3


@click.command()
@output_options
@pass_session
def command(session: Session, /, format_: str | None, output: Path | None, limit: int | None) -> int:
    from ontology.validation import validate_quads

    found = validate_quads(session.triples.dump())
    rows = [
        (
            each.document, each.focus, each.path, each.value,
            each.message_en if session.settings.lang == "en" else each.message_vi,
            each.quote and one_line(each.quote), each.file, each.start,
        )
        for each in found
    ]  # fmt: skip
    text = None if rows else [session.words("check.clean")]
    answer = Answer(sheet=Sheet(columns=COLUMNS, rows=rows), text=text)
    show(session, answer, format_=format_, output=output, limit=limit)
    return SOME_FAILED if rows else 0
