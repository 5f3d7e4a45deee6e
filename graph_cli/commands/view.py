"""`cancu view`: an interactive page of the graph, or of one document's surroundings."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.session import Session, pass_session

DEFAULT = Path("cancu.html")


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT, show_default=True)
@pass_session
def command(session: Session, /, reference: str | None, output: Path) -> None:
    from queries import references
    from viz import network, page

    lang = session.settings.lang
    if reference:
        found = network.around(session.store, references.find(session.store, reference).iri, lang=lang)
    else:
        found = network.whole(session.store, lang=lang)
    page.write(found, output, lang=lang)
    session.say("view.written", path=output)
