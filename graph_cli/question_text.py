"""A question on paper: what it asks and answers as comments, then its text in one of the two languages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import TYPE_CHECKING

from graph_cli.session import Session

if TYPE_CHECKING:
    from queries.catalog import Asking, Parameter, Question
    from queries.languages import Language
    from queries.stores.protocols import Parameters

_COMMENT = {"sparql": "#", "cypher": "//"}


def kept(session: Session, question: Question, language: Language) -> Iterator[str]:
    """The question as it is kept, beneath its title, what it says of itself, its parameters and columns."""
    lang = session.settings.lang
    told = [question.title[lang], question.about[lang]]
    told += [parameter(session, each) for each in question.parameters]
    told.append(session.words("query.columns", names=", ".join(question.columns)))
    yield from remarks(language, told)
    if language == "sparql":
        yield from dropwhile(lambda line: line.startswith("#"), question.text.splitlines())
    else:
        from queries import catalog, languages

        yield from catalog.cypher_text(question.name, languages.dialect(session.settings.store)).splitlines()


def asked(session: Session, asking: Asking, language: Language) -> tuple[str, Parameters]:
    """The text with these values in it, and the values that go beside it."""
    if language == "sparql":
        lines = asking.sparql().splitlines()
        return "\n".join(dropwhile(lambda line: line.startswith("#"), lines)) + "\n", {}
    from queries import languages

    text, values = asking.cypher(languages.dialect(session.settings.store))
    return text.rstrip() + "\n", values


def beside(values: Parameters) -> Iterator[str]:
    """The values of parameters, as comments."""
    return remarks(
        "cypher", (f"${name} = {json.dumps(list(value), ensure_ascii=False)}" for name, value in values.items())
    )


def remarks(language: str, told: Iterable[str]) -> Iterator[str]:
    return (f"{_COMMENT[language]} {line}" for line in told)


def parameter(session: Session, each: Parameter) -> str:
    """ "--param index=… (index)", and whether it may be left out."""
    key = "query.needed" if each.required else "query.optional"
    return session.words(key, name=each.name, kind=each.kind)
