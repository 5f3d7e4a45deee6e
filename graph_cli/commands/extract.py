"""`cancu extract`: what one document says, without a store."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.session import Session, pass_session
from ontology.errors import InputRefused


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "shape", flag_value="json", default="json")
@click.option("--text", "shape", flag_value="text")
@pass_session
def command(session: Session, /, files: tuple[Path, ...], shape: str) -> int:
    from loaders import pipeline
    from ontology.record_json import to_json

    refused = 0
    for path in files:
        try:
            source = pipeline.read_file(path)
        except InputRefused as error:
            refused += 1
            click.echo(f"cancu: {error.message(session.settings.lang)}", err=True)
            continue
        if shape == "text":
            click.echo(source.text, nl=False)
        else:
            click.echo(to_json(pipeline.extract(source)))
    return 3 if refused else 0
