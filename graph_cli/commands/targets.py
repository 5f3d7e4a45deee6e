"""`cancu targets`: quantified aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, plain, show
from graph_cli.phrases import PROOF, cut, one_line
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.results import Row

COLUMNS = ("index", "comparator", "value", "unit", "year", "description", "document", *PROOF)


@click.command()
@click.argument("subject", metavar="[INDEX]", required=False)
@click.option("--document", "reference", metavar="REF")
@output_options
@pass_session
def command(
    session: Session,
    /,
    subject: str | None,
    reference: str | None,
    format_: str | None,
    output: Path | None,
    limit: int | None,
) -> None:
    from queries import catalog, parameters, references

    document = parameters.iri(references.find(session.store, reference).iri) if reference else None
    index = parameters.index(subject) if subject else None
    if subject and index is None:
        raise UsageError(f"Không có chỉ số “{subject}”.", f"There is no index “{subject}”.")
    found = list(catalog.rows(session.store, "targets", document=document, index=index))
    show(session, answer(session, found, limit), format_=format_, output=output, limit=limit)


def answer(session: Session, found: Sequence[Row], limit: int | None = None) -> Answer:
    """Targets, as rows of the catalogue's question."""
    from queries import parameters
    from queries.documents import cards

    known = cards(session.store, {str(row["document"]) for row in found})
    rows: list[tuple[Cell, ...]] = [
        (
            parameters.index_name(str(row["of_index"])) if row["of_index"] else None,
            row["comparator"], row["value"], row["unit"], row["year"], one_line(str(row["description"])),
            known[str(row["document"])].name, row["sentence"] and one_line(str(row["sentence"])),
            row["file"], row["start"], row["end"],
        )
        for row in found
    ]  # fmt: skip
    return Answer(sheet=Sheet(columns=COLUMNS, rows=rows), text=list(_text(session, rows[:limit])))


def _text(session: Session, rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for index, comparator, value, unit, year, description, document, sentence, file, start, end in rows:
        aim = " ".join(filter(None, map(plain, (comparator, value, unit))))
        about = f"{index} · " if index else ""
        yield f"{about}{cut(session, plain(description))}  [{aim}{f' · {year}' if year else ''}]"
        if sentence != description:
            yield f"    “{cut(session, plain(sentence), [plain(description)])}”"
        yield f"    {document} ({session.words('quotation.place', file=file, start=start, end=end)})"
    if not rows:
        yield session.words("output.nothing")
