"""The answer to a question asked in a person's words: by the functions, and in the form, of the other commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from graph_cli.commands import conflicts, docs, missing, show, signers, targets, tasks, trace, who
from graph_cli.output import Answer, Cell, Sheet
from graph_cli.phrases import PROOF, arrow, mention, one_line, proof, quoted, standing
from graph_cli.session import Session
from ontology.namespaces import DCTERMS, ELI, VB

if TYPE_CHECKING:
    from queries.asking import Understood
    from queries.results import Row, Statement
    from queries.stores.protocols import Rows

STATEMENT = ("subject", "relation", "object", "speaker", "status", "confidence", "because", *PROOF)

_FIELDS = {
    "issuer-asked": (ELI.passed_by,),
    "number-asked": (VB.number,),
    "date-asked": (ELI.date_document,),
    "title-asked": (DCTERMS.title,),
    "recipient-asked": (VB.recipient, VB.addressee),
}


def answer(session: Session, asked: Understood, limit: int | None = None) -> Answer:
    """The answer to a question that was understood."""
    found = _ANSWERS.get(asked.name, _rows)(session, asked, limit)
    if found.sheet.rows or asked.name in _TELLS_WHAT_IS_NOT:
        return found
    return Answer(sheet=found.sheet, text=[session.words("ask.nothing")], data=found.data)


# -- who answers for what --------------------------------------------------------------------------------


def _owners(session: Session, asked: Understood, limit: int | None) -> Answer:
    """Each index with those who have the role asked for; where nobody has, that is told."""
    from queries.parameters import index_name
    from queries.responsibility import OWNING, owners

    values = asked.values(session.store)
    roles = set(map(str, values.get("role", ())))
    heading, duties = [], []
    for index in values["index"]:
        found = owners(session.store, str(index))
        fitting = [duty for duty in found.all if not roles or duty.role in roles]
        duties += fitting
        owning = fitting if roles else found.owning
        if not owning and (len(values["index"]) == 1 or not roles):
            named = [session.term(role) for role in (roles or OWNING)]
            heading.append(session.words("ask.no_owner", index=index_name(str(index)), roles=", ".join(named)))
    day = asked.parameters.get("day")
    return who.answer(session, heading, duties[:limit], date.fromisoformat(day[0]) if day else None)


def _duties(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries import responsibility

    values = asked.values(session.store)
    roles = set(map(str, values.get("role", ())))
    every = responsibility.duties(session.store, map(str, values["agency"]))
    found = [duty for duty in every if not roles or duty.role in roles]
    names = "; ".join(asked.parameters["agency"])
    return who.answer(session, [session.words("who.agency" if found else "who.no_duty", name=names)], found[:limit])


def _ownership(session: Session, asked: Understood, limit: int | None) -> Answer:
    del asked, limit
    return who.matrix(session)


# -- tasks and targets -----------------------------------------------------------------------------------


def _tasks(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries.asking import chosen_tasks

    return tasks.answer(session, chosen_tasks(session.store, asked)[:limit])


def _tasks_under(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries import catalog
    from queries.tasks import assignments

    found = assignments(catalog.rows(session.store, asked.name, **asked.values(session.store)))
    return tasks.answer(session, found[:limit])


def _targets(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries import catalog
    from queries.periods import period

    found = list(catalog.rows(session.store, "targets", **asked.values(session.store)))
    if "year" in asked.filters:
        years = period(asked.filters["year"][0])
        found = [row for row in found if (years.first or "")[:4] <= str(row["year"] or "") <= (years.last or "9")[:4]]
    if "every" in asked.filters:
        found = [row for row in found if row["of_index"]]
    return targets.answer(session, found, limit)


def _one(session: Session, asked: Understood, name: str) -> str:
    """The one document that a parameter means; SeveralDocuments where it fits more, NoSuchDocument for none."""
    from queries.documents import cards
    from queries.references import SeveralDocuments

    found = [str(each) for each in asked.values(session.store)[name]]
    if len(found) > 1:
        said = next((each.said for each in asked.several), asked.parameters[name][0])
        raise SeveralDocuments(said, cards(session.store, found).values())
    return found[0]


# -- lineage and relations -------------------------------------------------------------------------------


def _lineage(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries import lineage, parameters

    del limit
    start = _one(session, asked, "document")
    goal = _one(session, asked, "root") if "root" in asked.parameters else None
    found = lineage.trace(
        session.store,
        start,
        goal=goal,
        down=asked.name == "lineage_down",
        relations=[parameters.relation(name) for name in asked.filters.get("relation", ())],
    )
    if asked.filters.get("relation") and not found.paths:
        return Answer(sheet=Sheet(columns=trace.COLUMNS, rows=[]))
    return trace.answer(session, found)


def _statements(session: Session, asked: Understood, limit: int | None) -> Answer:
    """Statements of relations, those that the question is about."""
    from queries import as_data, catalog, parameters
    from queries.documents import cards
    from queries.results import statements

    values = asked.values(session.store)
    found = statements(catalog.rows(session.store, asked.name, **values))
    named = {str(parameters.relation(name)) for name in asked.filters.get("relation", ())}
    ends = {"acting": "subject", "acted_upon": "object"}.get(asked.filters.get("direction", ("",))[0])
    about = set(map(str, values.get("document", ())))
    chosen = [
        each
        for each in found
        if (not named or each.relation in named) and (ends is None or getattr(each, ends) in about)
    ][:limit]
    known = cards(session.store, {end for each in chosen for end in (each.subject, each.object, each.speaker)})
    return Answer(
        sheet=Sheet(columns=STATEMENT, rows=[_statement_row(session, each, known) for each in chosen]),
        text=list(_statement_text(session, chosen, known)),
        data=[as_data.statement(each) for each in chosen],
    )


def _statement_row(session: Session, said: Statement, known: Any) -> tuple[Cell, ...]:
    state = session.words("status.inferred" if said.inferred else "status.stated")
    return (
        known[said.subject].name, session.term(said.relation), known[said.object].name, known[said.speaker].name,
        state, said.confidence, said.because, *proof(said.quotations),
    )  # fmt: skip


def _statement_text(session: Session, found: Iterable[Statement], known: Any) -> Iterator[str]:
    for said in found:
        state = standing(session, inferred=said.inferred, confidence=said.confidence, because=said.because)
        yield f"{arrow(session, said, known)}  [{state}]"
        yield from quoted(session, said.quotations, around=mention(said, known))
        if said.speaker != said.subject:
            yield "    " + session.words("trace.speaker", name=known[said.speaker].name)


# -- documents -------------------------------------------------------------------------------------------


def _conflicts(session: Session, asked: Understood, limit: int | None) -> Answer:
    from queries.conflicts import conflicts as every

    found = every(session.store)
    if "document" in asked.filters:
        about = set(_documents(session, asked))
        found = tuple(each for each in found if about & {each.one.about, each.other.about})
    return conflicts.answer(session, found[:limit])


def _documents(session: Session, asked: Understood) -> list[str]:
    """The documents that a filter names."""
    from queries.references import candidates

    return [card.iri for text in asked.filters["document"] for card in candidates(session.store, text)]


def _signers(session: Session, asked: Understood, limit: int | None) -> Answer:
    values = asked.values(session.store)
    return signers.answer(session, [str(each) for each in values["document"]] if "document" in values else None, limit)


def _fields(session: Session, asked: Understood, limit: int | None) -> Answer:
    """All that is known of a document, or the fields asked for; what no sentence says is told."""
    del limit
    from queries.documents import cards
    from queries.known_document import all_known

    document = _one(session, asked, "document")
    known = all_known(session.store, cards(session.store, [document])[document])
    wanted = [name for field in asked.filters.get("field", ()) for name in _FIELDS[field]]
    return show.answer(session, known) if not wanted else show.fields_answer(session, known, wanted)


def _held(session: Session, asked: Understood, limit: int | None) -> Answer:
    del asked
    return docs.answer(session, limit)


def _missing(session: Session, asked: Understood, limit: int | None) -> Answer:
    del asked
    return missing.answer(session, limit)


def _rows(session: Session, asked: Understood, limit: int | None) -> Answer:
    """The rows of the catalogue, things by name, each with its sentence."""
    from queries import catalog
    from queries.results import gathered

    rows = gathered(catalog.rows(session.store, asked.name, **asked.values(session.store)))
    names = _named(session, rows)
    shown = [tuple(_called(names, cell) for cell in row) for row in rows.rows[:limit]]
    text = list(_rows_text(session, list(rows)[:limit], names))
    data = [dict(row) for row in list(rows)[:limit]]
    return Answer(sheet=Sheet(columns=rows.columns, rows=shown), text=text, data=data)


def _named(session: Session, rows: Rows) -> dict[str, str]:
    """What the things of an answer are called."""
    from queries.documents import cards, names
    from queries.stores.protocols import Iri

    things = {
        str(cell) for row in rows.rows for cell in row if isinstance(cell, Iri) or str(cell).startswith("https://w3id")
    }
    documents = {thing for thing in things if "/document/" in thing}
    called = {iri: card.name for iri, card in cards(session.store, documents).items()}
    terms = {thing: session.term(thing) for thing in things if "#" in thing}
    return names(session.store, things - documents) | terms | called


def _called(names: dict[str, str], cell: Any) -> Cell:
    if isinstance(cell, str) and cell.startswith("https://w3id"):
        return names.get(cell, cell)
    return cast("Cell", cell)


def _rows_text(session: Session, rows: Iterable[Row], names: dict[str, str]) -> Iterator[str]:
    """A line for what is told, one for each sentence that proves it."""
    from queries.results import Quotation

    last = None
    for row in rows:
        line = " · ".join(one_line(each) for each in _told(session, row, names))
        if line != last:
            yield line
        last = line
        if "sentence" in row and (quotation := Quotation.of(row)):
            yield from quoted(session, [quotation])


def _told(session: Session, row: Row, names: dict[str, str]) -> Iterator[str]:
    """The cells with their headings; the first, what the row is about, by itself."""
    cells = [(column, cell) for column, cell in row.items() if cell is not None and column not in _UNTOLD]
    for at, (column, cell) in enumerate(cells):
        shown = session.words(f"ask.{str(cell).lower()}") if isinstance(cell, bool) else str(_called(names, cell))
        if column == "warning":
            shown = show.in_language(session, shown)
        yield shown if at == 0 else f"{_heading(session, column)}: {shown}"


def _heading(session: Session, column: str) -> str:
    key = f"column.{column}"
    return session.words(key).lower() if key in session.words else column


_ANSWERS: dict[str, Callable[[Session, Any, int | None], Answer]] = {
    "owners": _owners, "owners_as_of": _owners, "ownership": _ownership, "duties": _duties,
    "tasks": _tasks, "tasks_due": _tasks, "tasks_under": _tasks_under, "targets": _targets,
    "lineage_up": _lineage, "lineage_down": _lineage, "between": _lineage, "breaks": _lineage,
    "statements": _statements, "relations": _statements, "joining": _statements, "sources": _statements,
    "unsure_statements": _statements, "conflicts": _conflicts, "signers": _signers, "fields": _fields,
    "documents": _held, "missing": _missing,
}  # fmt: skip

# Columns that repeat another one, or say nothing to a reader.
_UNTOLD = (*PROOF, "label", "statement", "quality", "number", "date")

# Their own words tell what no document says.
_TELLS_WHAT_IS_NOT = ("owners", "owners_as_of", "duties", "conflicts", "fields")
