"""`cancu conflicts`: where documents contradict each other, with both quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import one_line, proof, quoted
from graph_cli.session import Session, pass_session

if TYPE_CHECKING:
    from queries.conflicts import Conflict, Side

COLUMNS = (
    "kind", "one", "one_says", "one_sentence", "one_file", "one_start", "one_end",
    "other", "other_says", "other_sentence", "other_file", "other_start", "other_end",
)  # fmt: skip


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@output_options
@pass_session
def command(
    session: Session, /, reference: str | None, format_: str | None, output: Path | None, limit: int | None
) -> None:
    show(session, answer(session, _found(session, reference)[:limit]), format_=format_, output=output, limit=limit)


def answer(session: Session, found: tuple[Conflict, ...]) -> Answer:
    """Contradictions, both sides with their words."""
    from queries import as_data
    from queries.documents import cards

    sides = [side.about for each in found for side in (each.one, each.other)]
    known = cards(session.store, [about for about in sides if "/document/" in about])
    names = {iri: card.name for iri, card in known.items()}
    sheet = Sheet(columns=COLUMNS, rows=[_row(session, each, names) for each in found])
    return Answer(sheet=sheet, text=list(_text(session, found, names)), data=[as_data.conflict(each) for each in found])


def _found(session: Session, reference: str | None) -> tuple[Conflict, ...]:
    """All contradictions, or those of the documents a reference fits: one number with two dates fits two."""
    from queries import conflicts, references

    if reference is None:
        return conflicts.conflicts(session.store)
    documents = references.candidates(session.store, reference) or [references.find(session.store, reference)]
    asked = {card.iri for card in documents}
    return tuple(each for each in conflicts.conflicts(session.store) if asked & {each.one.about, each.other.about})


def _name(side: Side, names: Mapping[str, str]) -> str:
    from queries.parameters import index_name

    return names.get(side.about) or index_name(side.about)


def _mention(side: Side, names: Mapping[str, str]) -> tuple[str, ...]:
    """What the sentence says; for a document its number, the word of its name with a stroke."""
    return side.says, *(word for word in _name(side, names).split() if "/" in word)


def _row(session: Session, each: Conflict, names: Mapping[str, str]) -> tuple[Cell, ...]:
    cells: list[Cell] = [session.term(each.kind)]
    for side in (each.one, each.other):
        cells += [_name(side, names), side.says, *proof(side.quotations)]
    return tuple(cells)


def _text(session: Session, found: tuple[Conflict, ...], names: Mapping[str, str]) -> Iterator[str]:
    for each in found:
        yield f"{session.term(each.kind)}:"
        for side in (each.one, each.other):
            yield f"  {_name(side, names)}: {one_line(side.says)}"
            yield from quoted(session, side.quotations, around=_mention(side, names))
    if not found:
        yield session.words("conflicts.none")
