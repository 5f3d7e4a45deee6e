"""`cancu signers`: who signs which document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, plain, show
from graph_cli.phrases import PROOF, one_line
from graph_cli.session import Session, pass_session
from ontology.folding import folded

COLUMNS = ("document", "signer", "position", "authority", "confidence", *PROOF)


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@output_options
@pass_session
def command(
    session: Session, /, reference: str | None, format_: str | None, output: Path | None, limit: int | None
) -> None:
    from queries import references

    documents = [references.find(session.store, reference).iri] if reference else None
    show(session, answer(session, documents, limit), format_=format_, output=output, limit=limit)


def answer(session: Session, documents: Sequence[str] | None, limit: int | None = None) -> Answer:
    """Who signs these documents, every one where none are named."""
    from queries import catalog, parameters
    from queries.documents import cards

    asked = None if documents is None else [parameters.iri(each) for each in documents]
    found = list(catalog.rows(session.store, "signers", document=asked))
    known = cards(session.store, {str(row["document"]) for row in found})
    rows: list[tuple[Cell, ...]] = [
        (
            known[str(row["document"])].name, row["signer"], row["position"], row["authority"], row["confidence"],
            row["sentence"] and one_line(str(row["sentence"])), row["file"], row["start"], row["end"],
        )
        for row in found
    ]  # fmt: skip
    return Answer(sheet=Sheet(columns=COLUMNS, rows=rows), text=list(_text(session, rows[:limit])))


def _text(session: Session, rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    for document, signer, position, authority, confidence, sentence, file, start, end in rows:
        yield plain(document)
        restored = f" [{session.words('signers.restored')}]" if not _holds(sentence, signer) else ""
        role = ", ".join(plain(each) for each in (authority, position) if each)
        yield f"    {plain(signer)}{f' ({role})' if role else ''} [{plain(confidence)}]{restored}"
        yield f"    “{plain(sentence)}” ({session.words('quotation.place', file=file, start=start, end=end)})"
    if not rows:
        yield session.words("output.nothing")


def _holds(sentence: Cell, signer: Cell) -> bool:
    """Whether the name stands there; where the marks may sit and capitals do not matter, lost marks do."""
    quoted, name = plain(sentence), plain(signer)
    return folded(name) in folded(quoted) and (name.isascii() or not quoted.isascii())
