"""`cancu export`: take everything, in a format others read."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.session import Session, pass_session

FORMATS = ("turtle", "nquads", "trig", "jsonld", "rdfxml", "graphml", "csv")


@click.command()
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "format_", type=click.Choice(FORMATS), default=FORMATS[0], show_default=True)
@pass_session
def command(session: Session, /, output: Path, format_: str) -> None:
    from viz import export

    export.write(session.store, output, format_)
    session.say("export.written", path=output)
