"""`cancu who`: who answers for an index, or what an agency answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import PROOF, day, proof, quoted, standing
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.documents import Card
    from queries.responsibility import Duty, Owners

INTERNAL = "/cchc-noi-bo"  # no index of a province: named only where a document speaks of it
COLUMNS = ("index", "agency", "role", "as_of", "document", "status", "confidence", "because", *PROOF)


@click.command()
@click.argument("subject", metavar="[INDEX|AGENCY]", required=False)
@click.option("--as-of", "as_of", metavar="DATE")
@output_options
@pass_session
def command(session: Session, /, subject: str | None, as_of: str | None, limit: int | None, **shape: Any) -> None:
    on = _day(as_of)
    if subject is None:
        return show(session, matrix(session, on), limit=limit, **shape)
    heading, duties = _asked(session, subject, on)
    return show(session, answer(session, heading, duties[:limit], on), **shape)


def answer(session: Session, heading: list[str], duties: Sequence[Duty], on: date | None = None) -> Answer:
    """Duties with their sentences under a heading, and who does the work on that day."""
    from queries import as_data

    cards = _cards(session, duties)
    return Answer(
        sheet=Sheet(columns=COLUMNS, rows=[_row(session, duty, on, cards) for duty in duties]),
        text=[*heading, *_text(session, duties, on)],
        data={"heading": heading, "duties": [as_data.duty(duty, on) for duty in duties]},
    )


def _asked(session: Session, subject: str, on: date | None) -> tuple[list[str], tuple[Duty, ...]]:
    """What was asked for as a heading, and the duties: of an index, else of an agency."""
    from queries import agencies, parameters, responsibility

    index = parameters.index(subject)
    if index is not None:
        found = responsibility.owners(session.store, index)
        heading = [session.words("who.index", name=parameters.index_name(index))]
        return heading + ([] if found.owning else [session.words("who.no_owner")]), found.all
    named = agencies.find(session.store, subject)
    duties = responsibility.duties(session.store, named) + _inherited(session, set(named.values()), on)
    names = "; ".join(sorted(set(named.values())))
    return [session.words("who.agency" if duties else "who.no_duty", name=names)], duties


def _inherited(session: Session, names: set[str], on: date | None) -> tuple[Duty, ...]:
    """What documents assign to agencies whose work these do by that day."""
    from queries import as_data
    from queries.responsibility import everyone

    if on is None:
        return ()
    known = (duty for each in everyone(session.store) for duty in each.all)
    return tuple(duty for duty in known if duty.agency_name not in names and as_data.as_of(duty, on) in names)


def _cards(session: Session, duties: Iterable[Duty]) -> dict[str, Card]:
    from queries import documents

    return documents.cards(session.store, {duty.document for duty in duties})


def matrix(session: Session, on: date | None = None) -> Answer:
    """Every index with its owners by role; one short line each."""
    from queries import as_data
    from queries.parameters import index_name
    from queries.responsibility import everyone

    found = [each for each in everyone(session.store) if each.all or not each.index.endswith(INTERNAL)]
    cards = _cards(session, (duty for each in found for duty in each.all))
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        if not each.owning:
            nobody = session.words("who.nobody")
            rows.append((index_name(each.index), None, None, None, None, nobody, *[None] * 6))
        rows += [_row(session, duty, on, cards) for duty in each.all]
    return Answer(
        sheet=Sheet(columns=COLUMNS, rows=rows),
        text=[*(line for each in found for line in _of_index(session, each, on, cards)), session.words("who.proof")],
        data=[as_data.owners(each, on) for each in found],
    )


def _of_index(session: Session, found: Owners, on: date | None, cards: Mapping[str, Card]) -> Iterator[str]:
    from queries import as_data
    from queries.parameters import index_name

    yield index_name(found.index)
    if not found.owning:
        yield f"  {session.words('who.nobody')}"
    shared: dict[tuple[str, str, bool], list[str]] = {}
    for duty in found.all:
        now = as_data.as_of(duty, on)
        name = duty.agency_name if now in (None, duty.agency_name) else f"{duty.agency_name} → {now}"
        shared.setdefault((duty.role, duty.document, duty.inferred), []).append(name)
    for (role, document, inferred), names in shared.items():
        state = f" [{session.words('status.inferred')}]" if inferred else ""
        card = cards[document]
        yield f"  {session.term(role)}: {'; '.join(names)}{state} ({card.file or card.name})"


def _day(text: str | None) -> date | None:
    from queries.periods import period

    if text is None:
        return None
    last = period(text).last
    if last is None:
        raise UsageError(f"--as-of cần một ngày, không phải “{text}”.", f"--as-of needs a day, not “{text}”.")
    return date.fromisoformat(last)


def _text(session: Session, duties: Iterable[Duty], on: date | None) -> Iterator[str]:
    from queries.parameters import index_name

    role = None
    for duty in duties:
        if (duty.index, duty.role) != role:
            role = (duty.index, duty.role)
            yield ""
            yield session.words("who.role", index=index_name(duty.index), role=session.term(duty.role))
        state = standing(session, inferred=duty.inferred, confidence=duty.confidence, because=duty.because)
        yield f"- {duty.agency_name}  [{state}]"
        yield from quoted(session, duty.quotations, around=[f"({index_name(duty.index)}", index_name(duty.index)])
        yield from (f"    {line}" for line in _later(session, duty, on))


def _later(session: Session, duty: Duty, on: date | None) -> Iterator[str]:
    """What became of the agency by that day, as an inference."""
    from queries.responsibility import ended, merged, successions

    if on is None:
        return
    for step in successions(duty, on):
        yield session.words("who.succession", day=day(step.day), after=step.after, source=step.source)
    gone = ended(duty, on)
    if gone is not None:
        yield session.words("who.ended", day=day(gone))
    elif other := merged(duty, on):
        since, before, after = other
        yield session.words("who.merged", day=day(since), before=before, after=after)


def _row(session: Session, duty: Duty, on: date | None, cards: Mapping[str, Card]) -> tuple[Cell, ...]:
    from queries import as_data
    from queries.parameters import index_name

    now = as_data.as_of(duty, on)
    return (
        index_name(duty.index), duty.agency_name, session.term(duty.role), now, cards[duty.document].name,
        session.words("status.inferred" if duty.inferred else "status.stated"), duty.confidence, duty.because,
        *proof(duty.quotations),
    )  # fmt: skip
