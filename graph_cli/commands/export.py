"""`cancu export`: take everything, in a format others read."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.session import Session, pass_session


@click.command()
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "form", default="turtle", show_default=True, metavar="FORMAT")
@click.option("--graph", metavar="IRI")
@click.option("--raw", is_flag=True)
@pass_session
def command(session: Session, /, output: Path, form: str, graph: str | None, raw: bool) -> None:
    from viz import export

    export.write(session.triples, output, form, graph=graph, raw=raw)
    session.say("export.written", path=output)
