"""`cancu trace`: on what a document rests, or what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import PROOF, arrow, mention, proof, quoted, review_words, standing, told
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.lineage import Break, Path, Step, Trace

COLUMNS = ("path", "weight", "step", "subject", "relation", "object", "speaker", "status", "confidence", *PROOF)


@click.command()
@click.argument("reference", metavar="REF")
@click.option("--to", "goal", metavar="REF")
@click.option("--down", is_flag=True)
@click.option("--relation", "relations", multiple=True, metavar="NAME")
@output_options
@pass_session
def command(
    session: Session,
    /,
    reference: str,
    goal: str | None,
    down: bool,
    relations: tuple[str, ...],
    **shape: Any,
) -> None:
    from queries import lineage, parameters, references

    start = references.find(session.store, reference)
    end = references.find(session.store, goal) if goal else None
    if end and end.iri == start.iri:
        raise UsageError(
            f"“{reference}” và “{goal}” là một văn bản: {start.name}. Nêu hai văn bản khác nhau.",
            f"“{reference}” and “{goal}” are one document: {start.name}. Name two different ones.",
        )
    found = lineage.trace(
        session.store,
        start.iri,
        goal=end.iri if end else None,
        down=down,
        relations=[parameters.relation(name) for name in relations],
    )
    show(session, answer(session, found), **shape)


def answer(session: Session, found: Trace) -> Answer:
    """A lineage with its sentences and where it ends."""
    from queries import as_data

    return Answer(sheet=_sheet(session, found), text=list(_text(session, found)), data=as_data.trace(found))


def _sheet(session: Session, found: Trace) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for number, path in enumerate(found.paths, 1):
        for at, step in enumerate(path.steps, 1):
            said = step.statement
            rows.append((
                number, session.words(f"weight.{path.weight}"), at,
                found.cards[said.subject].name, session.term(said.relation), found.cards[said.object].name,
                _speaker(found, step), session.words("status.inferred" if said.inferred else "status.stated"),
                said.confidence, *proof(said.quotations),
            ))  # fmt: skip
    for each in found.breaks:
        words = _reason(session, found, each)
        rows.append((None, session.words("weight.break"), None, found.cards[each.document].name, words, *[None] * 8))
    return Sheet(columns=COLUMNS, rows=rows)


def _speaker(found: Trace, step: Step) -> str:
    card = found.cards.get(step.statement.speaker)
    return card.name if card else step.statement.speaker


def _text(session: Session, found: Trace) -> Iterator[str]:
    words = session.words
    yield words("trace.from", name=told(session, found.cards[found.start]))
    if found.goal:
        yield words("trace.to", name=told(session, found.cards[found.goal]))
    for weight in ("lineage", "weaker", "meeting"):
        chosen = [path for path in found.paths if path.weight == weight]
        if chosen or (weight == "lineage" and found.goal):
            yield ""
            yield words(f"trace.{weight}" if chosen else "trace.no_lineage")
        for number, path in enumerate(chosen, 1):
            yield from _path(session, found, path, number)
    yield from _breaks(session, found)
    if found.cut:
        yield words("trace.cut", count=len(found.paths))


def _path(session: Session, found: Trace, path: Path, number: int) -> Iterator[str]:
    yield f"{number}. {found.cards[path.documents[0]].name}"
    for step in path.steps:
        said = step.statement
        line = f"—{session.term(said.relation)}→" if step.forward else f"←{session.term(said.relation)}—"
        state = standing(session, inferred=said.inferred, confidence=said.confidence, because=said.because)
        yield f"   {line} {told(session, found.cards[step.end])}  [{state}]"
        yield from quoted(session, said.quotations, "      ", around=mention(said, found.cards))
        if said.speaker != said.subject:
            yield "      " + session.words("trace.speaker", name=_speaker(found, step))
        others = sorted({session.term(other.relation) for other in step.statements if other.relation != said.relation})
        if others:
            yield "      " + session.words("trace.also", relations=", ".join(others))


def _breaks(session: Session, found: Trace) -> Iterator[str]:
    if not found.breaks:
        return
    yield ""
    yield session.words("trace.ends")
    for each in found.breaks:
        # Without a goal the step stands above, but for one that is not walked.
        said = each.step.statement if each.step and (found.goal or each.review) else None
        yield f"- {arrow(session, said, found.cards) if said else found.cards[each.document].name}"
        if said:
            yield from quoted(session, said.quotations, "    ", around=mention(said, found.cards))
        yield f"    {_reason(session, found, each)}"


def _reason(session: Session, found: Trace, each: Break) -> str:
    side = "down" if found.down else "up"
    if each.review is not None:
        return session.words("break.rejected", **review_words(each.review))
    text = session.words(f"break.{side}.{each.reason}")
    if each.candidates:
        names = "; ".join(found.cards[candidate].name for candidate in each.candidates)
        text += " " + session.words("break.candidates", names=names)
    return text
