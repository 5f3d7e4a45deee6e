"""`cancu extract`: what one document says, without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import visible
from graph_cli.session import Session, pass_session
from ontology.errors import DocumentDefect, InputRefused, UsageError

if TYPE_CHECKING:
    from loaders.apart import Readers
    from loaders.source import Heard

SOME_REFUSED = 3


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(readable=False, path_type=Path))
@click.option("--json", "shape", flag_value="json", default="json")
@click.option("--text", "shape", flag_value="text")
@click.option("--debug-html", "page", metavar="OUT.html", type=click.Path(dir_okay=False, path_type=Path))
@pass_session
def command(session: Session, /, files: tuple[Path, ...], shape: str, page: Path | None) -> int:
    from loaders import apart

    if page is not None and len(files) > 1:
        raise UsageError(
            "--debug-html cần đúng một tệp. Nêu từng tệp một.",
            "--debug-html takes one file. Name the files one by one.",
        )
    refused = 0
    with apart.readers(len(files)) as reading:
        asked = _asked(session, reading, shape) if page is None else _marked(session, reading, page)
        for _, told in reading.in_turn(files, asked):
            try:
                click.echo(told.result(), nl=shape != "text" or page is not None)
            except (InputRefused, DocumentDefect) as error:
                refused += 1
                click.echo(f"cancu: {visible(error.message(session.settings.lang))}", err=True)
    return SOME_REFUSED if refused else 0


def _asked(session: Session, reading: Readers, shape: str) -> Callable[[Path], str]:
    from loaders.opening import read_bytes, shown

    def text(path: Path) -> str:
        return reading.text(shown(path), read_bytes(path), _heard(session, path)).text

    def record(path: Path) -> str:
        return reading.record(shown(path), read_bytes(path), _heard(session, path))[1]

    return text if shape == "text" else record


def _marked(session: Session, reading: Readers, page: Path) -> Callable[[Path], str]:
    from loaders.opening import read_bytes, shown
    from viz import marked_page

    def written(path: Path) -> str:
        source, record = reading.record(shown(path), read_bytes(path), _heard(session, path))
        marked_page.write(source, json.loads(record), page, lang=session.settings.lang)
        return session.words("view.written", path=page)

    return written


def _heard(session: Session, path: Path) -> Heard:
    """Tells a terminal which page is done, on one line of the error stream."""
    from loaders.opening import shown
    from loaders.source import unheard

    if session.settings.quiet or not sys.stderr.isatty():
        return unheard
    words = session.words("load.pages", file=visible(shown(path)))
    return lambda done, of: click.echo(f"\r{words}: {done}/{of}" + "\n" * (done == of), nl=False, err=True)
