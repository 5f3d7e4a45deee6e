"""`cancu signers`: who signs which document."""

from __future__ import annotations

from pathlib import Path

import click

from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.phrases import PROOF, one_line
from graph_cli.session import Session, pass_session

COLUMNS = ("document", "signer", "position", "authority", "confidence", *PROOF)


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@output_options
@pass_session
def command(
    session: Session, /, reference: str | None, format_: str | None, output: Path | None, limit: int | None
) -> None:
    from queries import catalog, parameters, references
    from queries.documents import cards

    document = parameters.iri(references.find(session.store, reference).iri) if reference else None
    found = list(catalog.rows(session.store, "signers", document=document))
    known = cards(session.store, {str(row["document"]) for row in found})
    rows = [
        (
            known[str(row["document"])].name, row["signer"], row["position"], row["authority"], row["confidence"],
            row["sentence"] and one_line(str(row["sentence"])), row["file"], row["start"], row["end"],
        )
        for row in found
    ]  # fmt: skip
    show(session, Answer(sheet=Sheet(columns=COLUMNS, rows=rows)), format_=format_, output=output, limit=limit)
