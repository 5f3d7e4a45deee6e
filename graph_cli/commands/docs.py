"""`cancu docs`: the documents that are held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.phrases import one_line
from graph_cli.session import Session, pass_session

if TYPE_CHECKING:
    from queries.documents import Card

COLUMNS = ("label", "number", "date", "issuer", "title", "file", "quality")


@click.command()
@output_options
@pass_session
def command(session: Session, /, format_: str | None, output: Path | None, limit: int | None) -> None:
    show(session, answer(session, limit), format_=format_, output=output, limit=limit)


def answer(session: Session, limit: int | None = None) -> Answer:
    """The documents that are held, two lines each."""
    from queries import catalog
    from queries.documents import cards

    found = catalog.rows(session.store, "documents")
    sheet = Sheet(columns=COLUMNS, rows=[tuple(row[column] for column in COLUMNS) for row in found])
    text = list(lines(session, cards(session.store, [str(row["document"]) for row in found][:limit]).values()))
    data = [{"iri": row["document"], **{column: row[column] for column in COLUMNS}} for row in found]
    return Answer(sheet=sheet, text=text, data=data)


def lines(session: Session, cards: Iterable[Card]) -> Iterator[str]:
    """Two lines a document; what is not written in it but follows from it is marked."""
    mark = f" [{session.words('status.inferred')}]"
    known = list(cards)
    for card in known:
        yield card.name
        date = f"{card.inferred_date}{mark}" if card.inferred_date and not card.date else None
        issuer = card.issuer or (f"{card.inferred_issuer}{mark}" if card.inferred_issuer else None)
        title = one_line(card.title) if card.title and card.title not in card.label else None
        file = card.file if card.file and card.file not in card.name else None
        yield f"    {' · '.join(each for each in (issuer, date, title, file) if each)}"
    if not known:
        yield session.words("output.nothing")
