"""`cancu missing`: documents that are cited but not held, most cited first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.phrases import arrow, mention, quoted, standing
from graph_cli.session import Session, pass_session

if TYPE_CHECKING:
    from queries.documents import Card
    from queries.gaps import Missing
    from queries.results import Quotation, Statement

MOST_WITH_SENTENCES = 50  # beyond, a document is named with those who speak of it
COLUMNS = ("document", "number", "date", "issuer", "stated", "inferred", "mentions", "cited_by")


@click.command()
@click.option("--sentences/--no-sentences", default=True)
@output_options
@pass_session
def command(session: Session, /, sentences: bool, format_: str | None, output: Path | None, limit: int | None) -> None:
    show(session, answer(session, limit, sentences=sentences), format_=format_, output=output)


def answer(session: Session, limit: int | None = None, *, sentences: bool = True) -> Answer:
    """Documents to obtain, with the sentences that cite them."""
    from queries import as_data, gaps
    from queries.documents import cards

    found = gaps.missing(session.store)[:limit]
    first = found[:MOST_WITH_SENTENCES] if sentences else ()
    said = gaps.mentions(session.store, (card.iri for each in first for card in each.cards))
    ends = {end for each in said.values() for s in each for end in (s.subject, s.object)}
    known = cards(session.store, ends.union(*(each.speakers for each in found)))

    def speakers(each: Missing) -> list[str]:
        return sorted(known[speaker].name for speaker in each.speakers)

    def text() -> Iterator[str]:
        for each in found:
            yield session.words("missing.line", name=_names(each), stated=each.stated, inferred=each.inferred)
            for statement in (s for card in each.cards for s in said.get(card.iri, ())):
                state = standing(session, inferred=statement.inferred, confidence=statement.confidence)
                yield f"  {arrow(session, statement, known)}  [{state}]"
                yield from quoted(session, _own_first(statement, known)[:1], around=mention(statement, known))

    rows = [
        (
            _names(each), each.cards[0].number, [card.date or "" for card in each.cards], each.cards[0].issuer,
            each.stated, each.inferred, each.mentions, speakers(each),
        )
        for each in found
    ]  # fmt: skip
    return Answer(
        sheet=Sheet(columns=COLUMNS, rows=rows), text=list(text()), data=[as_data.missing(e, said) for e in found]
    )


def _own_first(statement: Statement, known: Mapping[str, Card]) -> list[Quotation]:
    """The speaker's own words before those that prove what they mean."""
    own = known[statement.speaker].file if statement.speaker in known else None
    return sorted(statement.quotations, key=lambda quotation: quotation.file != own)


def _names(each: Missing) -> str:
    return " ≟ ".join(card.name for card in each.cards)
