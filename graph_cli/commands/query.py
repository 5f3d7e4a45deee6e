"""`cancu query`: a named question, or a query of one's own, in either language."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph_cli import question_text
from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from queries.catalog import Question
    from queries.languages import Language
    from queries.stores.protocols import Parameters, Rows

LANGUAGES = ("sparql", "cypher")
MOST = 1 << 20  # characters of a query that are read at all; what may run is far less


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """How a question is asked: in which language, and whether it is run (None), shown or explained."""

    language: Language
    what: str | None
    timeout: float


@click.command()
@click.argument("name", metavar="NAME|FILE|-", required=False)
@click.option("--language", type=click.Choice(LANGUAGES))
@click.option("--param", "given", multiple=True, metavar="K=V")
@click.option("--list", "what", flag_value="list")
@click.option("--show", "what", flag_value="show")
@click.option("--explain", "what", flag_value="explain")
@click.option("--timeout", type=click.FloatRange(min=0.1, max=600), default=10.0, show_default=True)
@output_options
@pass_session
def command(
    session: Session,
    /,
    name: str | None,
    language: str | None,
    given: tuple[str, ...],
    what: str | None,
    timeout: float,
    **shape: Any,
) -> None:
    from queries import catalog

    answer: Answer | None
    if what == "list" or name is None:
        answer = _list(session)
    elif name in catalog.names():
        session, spoken = _in_language(session, language)
        wish = _Wish(language=spoken, what=what, timeout=timeout)
        answer = _of_question(session, catalog.question(name), given, wish)
    else:
        text = _own(name, given)
        session, spoken = _in_language(session, language or _told_by(name))
        answer = _of_text(session, text, _Wish(language=spoken, what=what, timeout=timeout))
    if answer is not None:
        if what == "explain":  # for people first: text and plan together, piped or not
            shape["format_"] = shape["format_"] or session.settings.format or "table"
        show(session, answer, **shape)


def _in_language(session: Session, language: str | None) -> tuple[Session, Language]:
    """The session in which the store is asked in this language; UsageError where it does not speak it."""
    from queries import languages

    wanted = languages.Language(language) if language else None
    address, spoken = languages.asked_in(session.settings.store, wanted)
    same = address == session.settings.store
    return (session if same else Session(replace(session.settings, store=address))), spoken


def _told_by(name: str) -> str | None:
    from queries import languages

    return languages.of_file(name)


def _list(session: Session) -> Answer:
    from queries import catalog

    lang = session.settings.lang
    rows = [
        (
            question.name,
            question.title[lang],
            [f"{p.name}: {p.kind}" + ("" if p.required else "?") for p in question.parameters],
            question.columns,
            question.about[lang],
        )
        for question in map(catalog.question, catalog.names())
    ]
    return Answer(sheet=Sheet(columns=("name", "title", "parameters", "columns", "about"), rows=rows))


def _of_question(session: Session, question: Question, given: tuple[str, ...], wish: _Wish) -> Answer | None:
    from queries import results

    if wish.what == "show":
        _print(question_text.kept(session, question, wish.language))
        return None
    values = _values(session, question, given)
    if wish.what == "explain":
        text, beside = question_text.asked(session, question.asked(**values), wish.language)
        return _explained(session, text, beside, wish)
    return _answer(results.gathered(question.ask(session.store, **values)))


def _of_text(session: Session, text: str, wish: _Wish) -> Answer | None:
    """A user's own text: scanned first, then run where it can be ended."""
    from queries import own_text

    if wish.what == "show":
        _print(text.splitlines())
        return None
    if wish.what == "explain":
        own_text.admit(text, wish.language)
        return _explained(session, text, {}, wish)
    found = own_text.run(session.settings.store, text, language=wish.language, timeout=wish.timeout)
    if found.truncated:
        session.say("query.truncated", count=len(found.rows))
    return _answer(found.rows)


def _answer(rows: Rows) -> Answer:
    return Answer(sheet=Sheet(columns=rows.columns, rows=rows.rows))


def _print(lines: Iterable[str]) -> None:
    """Text as it is: what is printed can be run."""
    click.echo("\n".join(lines))


def _explained(session: Session, text: str, values: Parameters, wish: _Wish) -> Answer:
    """The text as an engine gets it, then how it would go about it, as far as it tells."""
    from queries import own_text

    plan = own_text.plan(session.settings.store, text, values, language=wish.language, timeout=wish.timeout)
    lines = [*question_text.beside(values), *text.splitlines()]
    if plan is None:
        remark = question_text.remarks(wish.language, [session.words("query.no_plan")])
        return Answer(sheet=Sheet(columns=("text",), rows=[(text,)]), text=[*lines, *remark])
    return Answer(sheet=Sheet(columns=plan.columns, rows=plan.rows), text=[*lines, "", *_drawn(plan)])


def _drawn(plan: Rows) -> Iterable[str]:
    """A plan for reading: a line for each row, or the drawing that an engine makes of it."""
    for row in plan.rows:
        whole = "  ".join(str(cell) for cell in row if cell is not None)
        yield from (line.rstrip() for line in whole.splitlines())


def _values(session: Session, question: Question, given: tuple[str, ...]) -> dict[str, Any]:
    """What the parameters given stand for; UsageError where one is no pair."""
    from queries import parameters

    known = {parameter.name: parameter for parameter in question.parameters}
    values: dict[str, list[Any]] = {}
    for pair in given:
        key, equals, text = pair.partition("=")
        if not equals:
            raise UsageError(
                f"--param cần dạng tên=giá-trị, không phải “{pair}”.", f"--param needs name=value, not “{pair}”."
            )
        found = parameters.values(session.store, known[key], text) if key in known else [text]
        values.setdefault(key, []).extend(found)
    return values


def _own(name: str, given: tuple[str, ...]) -> str:
    """The text of a query from a file or standard input; UsageError with the named questions where there is none."""
    from queries import catalog

    if name != "-" and not Path(name).is_file():
        catalog.question(name)
    if given:
        raise UsageError(
            "--param chỉ dùng cho câu hỏi có tên; trong truy vấn của bạn hãy viết thẳng giá trị.",
            "--param goes with a named question; in a query of your own write the value itself.",
        )
    try:
        if name == "-":
            return sys.stdin.read(MOST)
        with Path(name).open(encoding="utf-8") as file:
            return file.read(MOST)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{name}: không đọc được câu truy vấn ({error}).", f"{name}: cannot read the query ({error})."
        ) from error
