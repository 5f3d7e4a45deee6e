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
    from viz import corpus, network, page

    lang = session.settings.lang
    if reference:
        document = references.find(session.store, reference).iri
        page.write(network.around(session.store, document, lang=lang), output, lang=lang)
    elif corpus.related(session.store) > network.LIMIT:
        _write_all(session, output)
    else:
        page.write(network.whole(session.store, lang=lang), output, lang=lang)
    session.say("view.written", path=output)


def _write_all(session: Session, output: Path) -> None:
    """What is too much for boxes and arrows, as a picture of points."""
    from viz import corpus, corpus_page
    from viz.web.overview_told import told

    lang = session.settings.lang
    corpus_page.write(corpus.whole(session.store), told(session.store, lang), output, lang=lang)
