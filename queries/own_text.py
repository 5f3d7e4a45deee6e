"""A query that a user wrote: refused when it would fetch or write, run where it can be ended.

The text is never parsed in this process: a parser can be made to overflow its stack, a plan to take for
ever, and an evaluation cannot be cancelled. What is asked of a folder runs in a child process with limits, which
is killed when the time is over; what is asked of a server runs there, with the time limit told to it.
"""

from __future__ import annotations

from queries import languages, own_cypher, own_sparql, supervision
from queries.languages import Language
from queries.stores import opening
from queries.stores.protocols import Parameters, Rows
from queries.supervision import Answered, Order, Wanted

__all__ = ["Answered", "admit", "order", "plan", "run"]


def admit(text: str, language: Language) -> None:
    """PolicyRefused for text that would fetch or write, QueryNotUnderstood for text too large or too deep."""
    (own_sparql if language is Language.SPARQL else own_cypher).admit(text)


def run(address: str, text: str, *, language: Language | None = None, timeout: float) -> Answered:
    """The rows of a user's query within `timeout` seconds; QueryLimit where time or memory is not enough.

    `language` None: the one that the store speaks first. UsageError where it does not speak the language.
    """
    address, language = languages.asked_in(address, language)
    admit(text, language)
    match opening.engine(address):
        case "oxigraph" | "ladybug":
            return _apart(address, language, text, {}, timeout)
        case "sparql-server":
            from queries.stores.sparql_server import store as sparql_store

            return sparql_store.run(address, text, timeout=timeout)
        case "neo4j":
            from queries.stores.bolt import text as bolt_text

            return bolt_text.run(address, text, timeout=timeout)


def plan(address: str, text: str, values: Parameters, *, language: Language, timeout: float) -> Rows | None:
    """How the engine would go about an admitted text; None where the engine does not tell. Limits as for `run`."""
    match opening.engine(address):
        case "oxigraph" | "sparql-server":
            return None
        case "ladybug":
            return _apart(address, language, f"EXPLAIN {text}", values, timeout).rows
        case "neo4j":
            from queries.stores.bolt import text as bolt_text

            return bolt_text.plan(address, text, values, timeout=timeout)


def _apart(address: str, language: Language, text: str, values: Parameters, timeout: float) -> Answered:
    """What a process of its own finds in a folder."""
    return supervision.carry_out(order(address, language, text, values, timeout))


def order(
    address: str,
    language: Language,
    text: str,
    values: Parameters,
    timeout: float,
    wanted: Wanted | None = None,
    most_rows: int | None = None,
) -> Order:
    """An admitted text as an order to a process. The tables for Cypher are made here: a user waits for them once."""
    if language is Language.CYPHER:
        opening.open_reader(address).close()
    folder = str(opening.folder(address))
    parameters = {name: list(each) for name, each in values.items()}
    return Order(
        language=language, folder=folder, text=text, parameters=parameters, seconds=timeout,
        wanted=wanted, most_rows=most_rows or supervision.MAX_ROWS, most_bytes=supervision.MAX_BYTES,
        memory=supervision.MEMORY,
    )  # fmt: skip
