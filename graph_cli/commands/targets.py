"""`cancu targets`: quantified aims."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.phrases import PROOF, one_line
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

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
    from queries.documents import cards

    document = parameters.iri(references.find(session.store, reference).iri) if reference else None
    index = parameters.index(subject) if subject else None
    if subject and index is None:
        raise UsageError(f"Không có chỉ số “{subject}”.", f"There is no index “{subject}”.")
    found = list(catalog.rows(session.store, "targets", document=document, index=index))
    known = cards(session.store, {str(row["document"]) for row in found})
    rows = [
        (
            parameters.index_name(str(row["of_index"])) if row["of_index"] else None,
            row["comparator"], row["value"], row["unit"], row["year"], one_line(str(row["description"])),
            known[str(row["document"])].name, row["sentence"] and one_line(str(row["sentence"])),
            row["file"], row["start"], row["end"],
        )
        for row in found
    ]  # fmt: skip
    show(session, Answer(sheet=Sheet(columns=COLUMNS, rows=rows)), format_=format_, output=output, limit=limit)
