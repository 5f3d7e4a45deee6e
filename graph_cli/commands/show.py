"""`cancu show`: one document with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_cli.output import Answer, Cell, Sheet, output_options
from graph_cli.output import show as put
from graph_cli.phrases import (
    PROOF,
    arrow,
    cut,
    mention,
    one_line,
    proof,
    quoted,
    reviewed,
    standing,
    told,
)  # fmt: skip
from graph_cli.session import Session, pass_session
from ontology.namespaces import DCTERMS, ELI, VB

if TYPE_CHECKING:
    from queries.documents import Field
    from queries.known_document import Known
    from queries.results import Statement

_NO_MORE: dict[str, Any] = {"warnings": (), "acting": (), "acted_upon": (), "tasks": ()}
COLUMNS = ("part", "name", "value", "status", "confidence", "because", *PROOF)


@click.command()
@click.argument("reference", metavar="REF")
@output_options
@pass_session
def command(session: Session, /, reference: str, format_: str | None, output: Path | None, limit: int | None) -> None:
    from queries import references
    from queries.known_document import all_known

    known = all_known(session.store, references.find(session.store, reference))
    put(session, answer(session, known), format_=format_, output=output, limit=limit)


def answer(session: Session, known: Known) -> Answer:
    """What is known of a document, every piece with its proof."""
    from queries import as_data

    return Answer(
        sheet=Sheet(columns=COLUMNS, rows=list(_rows(session, known))),
        text=list(_text(session, known)),
        data=as_data.known(known),
    )


def fields_answer(session: Session, known: Known, names: Sequence[str]) -> Answer:
    """Only these fields; of a document that is not held what others say of it, and what nobody says."""
    from queries import as_data

    fields = [field for field in known.fields if field.name in names]
    card, words = known.card, session.words
    spoken = {
        ELI.passed_by: card.issuer,
        VB.number: card.number,
        ELI.date_document: card.date,
        DCTERMS.title: card.title,
    }
    others = {} if card.held else {name: spoken[name] for name in names if spoken.get(name)}
    silent = [name for name in names if name not in others and name not in {field.name for field in fields}]
    rows: list[tuple[Cell, ...]] = list(_rows(session, replace(known, fields=tuple(fields), **_NO_MORE)))
    quotations = known.acted_upon[0].quotations if known.acted_upon and others else ()
    rows += [
        (words("show.fields"), _field_name(session, name), value, None, None, None, *proof(quotations))
        for name, value in others.items()
    ]
    text = [told(session, card), *_fields_text(session, fields)]
    text += [f"  {_field_name(session, name)}: {value}" for name, value in others.items()]
    text += [*quoted(session, quotations, "      ", around=[card.number])]
    text += [f"  {_field_name(session, name)}: {words('ask.nothing')}" for name in silent]
    return Answer(sheet=Sheet(columns=COLUMNS, rows=rows), text=text, data=as_data.known(known))


def _field_name(session: Session, name: str) -> str:
    key = f"field.{name.rpartition('#')[2].rpartition('/')[2]}"
    return session.words(key) if key in session.words else session.term(name)


def _rows(session: Session, known: Known) -> Iterator[tuple[Cell, ...]]:
    words = session.words
    for field in known.fields:
        state = words("status.inferred" if field.inferred else "status.stated")
        name, value = _field_name(session, field.name), one_line(field.value)
        yield words("show.fields"), name, value, state, field.confidence, field.because, *_proof(field)
    for warning in known.warnings:
        yield words("show.warning"), None, in_language(session, warning), None, None, None, *proof([])
    for part, statements in (("show.acting", known.acting), ("show.acted_upon", known.acted_upon)):
        for said in statements:
            state = words("status.inferred" if said.inferred else "status.stated")
            other = known.cards[said.object if part == "show.acting" else said.subject]
            relation = session.term(said.relation, inverse=part == "show.acted_upon")
            why = "; ".join((*filter(None, [said.because]), *reviewed(session, known.reviews.get(said.iri)))) or None
            yield words(part), relation, other.name, state, said.confidence, why, *proof(said.quotations)
    for task in known.tasks:
        who = "; ".join((*task.lead, *task.coordinate))
        value, quotation = one_line(task.description), [task.quotation] if task.quotation else []
        yield words("show.tasks"), who, value, task.deadline_text, task.confidence, None, *proof(quotation)


def _proof(field: Field) -> tuple[Cell, ...]:
    return proof([field.quotation] if field.quotation else [])


def _text(session: Session, known: Known) -> Iterator[str]:
    words = session.words
    card = known.card
    yield card.name if card.held else f"{card.name} {words('document.not_held')}"
    if card.title and card.title not in card.name:
        yield f"  {one_line(card.title)}"
    if not known.fields and (card.issuer or card.inferred_issuer):
        yield f"  {words('field.passed_by')}: {card.issuer or card.inferred_issuer}"
    yield from _fields_text(session, known.fields)
    for warning in known.warnings:
        yield f"  ! {in_language(session, warning)}"
    yield from _relations_text(session, known, "show.acting", known.acting)
    yield from _relations_text(session, known, "show.acted_upon", known.acted_upon)
    if known.tasks:
        yield ""
        yield words("show.tasks_count", count=len(known.tasks))
    for task in known.tasks:
        when = f" [{task.deadline_text or task.deadline}]" if task.deadline_text or task.deadline else ""
        yield f"  {task.section or '–'} {cut(session, task.description)}{when}"
        yield f"      {'; '.join(task.lead or task.coordinate)}"


def in_language(session: Session, warning: str) -> str:
    """A warning holds both languages, Vietnamese first."""
    vi, _, en = warning.partition(" / ")
    return en if session.settings.lang == "en" and en else vi


def _fields_text(session: Session, fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        state = standing(session, inferred=field.inferred, confidence=field.confidence, because=field.because)
        yield f"  {_field_name(session, field.name)}: {one_line(field.value)}  [{state}]"
        if field.quotation and one_line(field.quotation.sentence) != one_line(field.value):
            yield from quoted(session, [field.quotation], "      ", around=[field.value])


def _relations_text(session: Session, known: Known, heading: str, statements: Iterable[Statement]) -> Iterator[str]:
    found = list(statements)
    if not found:
        return
    yield ""
    yield session.words(heading)
    for said in found:
        state = standing(session, inferred=said.inferred, confidence=said.confidence, because=said.because)
        yield f"  {arrow(session, said, known.cards)}  [{state}]"
        yield from reviewed(session, known.reviews.get(said.iri), "      ")
        yield from quoted(session, said.quotations, "      ", around=mention(said, known.cards))
        if said.speaker != said.subject:
            yield "      " + session.words("trace.speaker", name=known.cards[said.speaker].name)
