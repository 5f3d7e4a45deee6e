"""`cancu review`: what people confirmed, rejected and took back; and to do so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from getpass import getuser
from typing import TYPE_CHECKING, Any

import click

from graph_cli import linking, reviewing
from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import day
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.documents import Card
    from queries.reviews import Review

ACTS = ("list", "confirm", "reject", "take-back")
COLUMNS = ("review", "decision", "subject", "relation", "object", "reviewer", "at", "reason", "withdrawn_by", "there")
_STATEMENT = "https://w3id.org/cancu/id/statement/"


@click.command()
@click.argument("act", type=click.Choice(ACTS))
@click.argument("what", nargs=-1, metavar="[STATEMENT | REF REF | REVIEW]")
@click.option("--reason", default="")
@click.option("--as", "by", metavar="NAME")
@output_options
@pass_session
def command(session: Session, /, act: str, what: tuple[str, ...], reason: str, by: str | None, **shape: Any) -> None:
    person = by if by is not None else getuser()
    if act == "list":
        found = answer(session)
        show(session, found, **shape)
        if not found.sheet.rows:
            session.say("review.none")
    elif act == "take-back":
        number = _only(what)
        relinked = reviewing.take_back(session.settings.store, number, by=person)
        session.say("review.taken_back", number=number)
    else:
        about = _about(session, what)
        decision, relinked = reviewing.decide(
            session.settings.store, by=person, confirmed=act == "confirm", reason=reason, **about
        )
        session.say("review.noted", number=decision.number)
    if act != "list" and relinked:
        linking.prepare(session.settings.store)


def _only(what: Sequence[str]) -> str:
    if len(what) != 1:
        raise UsageError("Nêu đúng một số ý kiến. Xem: cancu review list", "Name one review. See: cancu review list")
    return what[0]


def _about(session: Session, what: Sequence[str]) -> dict[str, str]:
    """One thing is a statement, two are a reference and the document that it means or does not mean."""
    from queries import references

    if len(what) == 1:
        return {"statement": what[0] if ":" in what[0] else f"{_STATEMENT}{what[0]}"}
    if len(what) == 2:
        reference, document = (references.find(session.store, each).iri for each in what)
        return {"reference": reference, "document": document}
    raise UsageError(
        "Nêu một phát biểu (IRI, xem cancu show … --format json), hoặc hai văn bản: lần viện dẫn, rồi văn bản được "
        "cho là.",
        "Name one statement (its IRI, see cancu show … --format json), or two documents: the reference, then the one "
        "that it is said to mean.",
    )


def answer(session: Session) -> Answer:
    """All reviews, the newest first."""
    from queries import as_data, reviews
    from queries.documents import cards

    found = reviews.reviews(session.store)
    known = cards(session.store, {end for each in found for end in (each.subject, each.object)}) if found else {}
    rows = [_row(session, each, known) for each in found]
    return Answer(
        sheet=Sheet(columns=COLUMNS, rows=rows),
        text=list(_text(session, found, known)),
        data=[as_data.review(each) for each in found],
    )


def _row(session: Session, each: Review, known: dict[str, Card]) -> tuple[Cell, ...]:
    return (
        each.number, _decision(session, each), known[each.subject].name, session.term(each.relation),
        known[each.object].name, each.reviewer, each.at, each.reason, each.withdrawn_by,
        session.words("review.there" if each.targets else "review.gone"),
    )  # fmt: skip


def _decision(session: Session, each: Review) -> str:
    return session.words("review.is_confirmed" if each.confirmed else "review.is_rejected")


def _text(session: Session, found: Iterable[Review], known: dict[str, Card]) -> Iterator[str]:
    words = session.words
    for each in found:
        line = f"{known[each.subject].name} —{session.term(each.relation)}→ {known[each.object].name}"
        yield f"{_decision(session, each)}: {line}"
        yield f"    {each.reviewer}, {day(each.at[:10])}{': ' if each.reason else ''}{each.reason}  [{each.number}]"
        if each.withdrawn_by and each.withdrawn_at:
            yield "    " + words("review.withdrawn", who=each.withdrawn_by, day=day(each.withdrawn_at[:10]))
        elif not each.targets:
            yield "    " + words("review.gone")
