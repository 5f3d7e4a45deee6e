"""`cancu who`: who answers for an index, or what an agency answers for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli.output import Answer, Cell, Sheet, output_options, show
from graph_cli.phrases import PROOF, day, proof, quotation_data, quoted, standing
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.responsibility import Duty

COLUMNS = ("index", "agency", "role", "as_of", "document", "status", "confidence", "because", *PROOF)


@click.command()
@click.argument("subject", metavar="INDEX|AGENCY")
@click.option("--as-of", "as_of", metavar="DATE")
@output_options
@pass_session
def command(
    session: Session, /, subject: str, as_of: str | None, format_: str | None, output: Path | None, limit: int | None
) -> None:
    from queries import agencies, parameters, responsibility

    on = _day(as_of)
    index = parameters.index(subject)
    if index is not None:
        found = responsibility.owners(session.store, index)
        duties = (*found.owning, *found.communicating)
        heading = [session.words("who.index", name=parameters.index_name(index))]
        if not found.owning:
            heading.append(session.words("who.no_owner"))
    else:
        named = agencies.find(session.store, subject)
        duties = responsibility.duties(session.store, named)
        names = "; ".join(sorted(set(named.values())))
        heading = [session.words("who.agency" if duties else "who.no_duty", name=names)]
    answer = Answer(
        sheet=Sheet(columns=COLUMNS, rows=[_row(session, duty, on) for duty in duties]),
        text=[*heading, *_text(session, duties, on)],
        data={"heading": heading, "duties": [_data(duty, on) for duty in duties]},
    )
    show(session, answer, format_=format_, output=output, limit=limit)


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
        yield from quoted(session, duty.quotations)
        yield from (f"    {line}" for line in _later(session, duty, on))


def _later(session: Session, duty: Duty, on: date | None) -> Iterator[str]:
    """What became of the agency by that day, as an inference."""
    from queries.responsibility import ended, successions

    if on is None:
        return
    for step in successions(duty, on):
        yield session.words("who.succession", day=day(step.day), after=step.after, source=step.source)
    gone = ended(duty, on)
    if gone is not None:
        yield session.words("who.ended", day=day(gone))


def _row(session: Session, duty: Duty, on: date | None) -> tuple[Cell, ...]:
    from queries.parameters import index_name

    return (
        index_name(duty.index), duty.agency_name, session.term(duty.role), _now(duty, on), duty.document,
        session.words("status.inferred" if duty.inferred else "status.stated"), duty.confidence, duty.because,
        *proof(duty.quotations),
    )  # fmt: skip


def _now(duty: Duty, on: date | None) -> str | None:
    """The agency that does its work on that day; None without a day or without a known successor."""
    from queries.responsibility import ended, successions

    if on is None or ended(duty, on) is not None:
        return None
    changes = successions(duty, on)
    return changes[-1].after if changes else duty.agency_name


def _data(duty: Duty, on: date | None) -> dict[str, object]:
    from queries.responsibility import successions

    return {
        "index": duty.index.rsplit("/", 1)[-1],
        "agency": duty.agency_name,
        "agency_iri": duty.agency,
        "role": duty.role.rpartition("#")[2].lower(),
        "document": duty.document,
        "status": "inferred" if duty.inferred else "stated",
        "because": duty.because,
        "confidence": duty.confidence,
        "as_of": _now(duty, on),
        "successions": [
            {"day": str(step.day), "before": step.before, "after": step.after, "source": step.source}
            for step in (successions(duty, on) if on else ())
        ],
        "quotations": quotation_data(duty.quotations),
    }
