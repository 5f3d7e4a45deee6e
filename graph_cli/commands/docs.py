"""`cancu docs`: the documents that are held."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.session import Session, pass_session

COLUMNS = ("label", "number", "date", "issuer", "title", "file", "quality")


@click.command()
@output_options
@pass_session
def command(session: Session, /, format_: str | None, output: Path | None, limit: int | None) -> None:
    from queries import catalog

    found = catalog.rows(session.store, "documents")
    sheet = Sheet(columns=COLUMNS, rows=[tuple(row[column] for column in COLUMNS) for row in found])
    data = [{"iri": row["document"], **{column: row[column] for column in COLUMNS}} for row in found]
    show(session, Answer(sheet=sheet, data=data), format_=format_, output=output, limit=limit)
