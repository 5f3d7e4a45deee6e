"""The two query languages: which store speaks which, and what an address becomes when it is asked in the other."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

from ontology.errors import UsageError
from queries.stores import opening
from queries.stores.protocols import Dialect


class Language(StrEnum):
    SPARQL = "sparql"
    CYPHER = "cypher"


_SPOKEN: dict[opening.Engine, tuple[Language, ...]] = {
    "oxigraph": (Language.SPARQL, Language.CYPHER),
    "ladybug": (Language.CYPHER, Language.SPARQL),
    "sparql-server": (Language.SPARQL,),
    "neo4j": (Language.CYPHER,),
}
_ENDINGS = {
    **dict.fromkeys((".rq", ".sparql"), Language.SPARQL),
    **dict.fromkeys((".cypher", ".cyp", ".cql"), Language.CYPHER),
}


def spoken(address: str) -> tuple[Language, ...]:
    """The languages a store can be asked in, its own first."""
    return _SPOKEN[opening.engine(address)]


def of_file(name: str) -> Language | None:
    """The language that the ending of a file's name tells: .rq, .cypher."""
    return _ENDINGS.get(PurePath(name).suffix.lower())


def asked_in(address: str, language: Language | None) -> tuple[str, Language]:
    """The address under which a store is asked in this language (None: its own); UsageError where it is not spoken."""
    known = spoken(address)
    if language is None or language is known[0]:
        return address, known[0]
    if language not in known:
        names = ", ".join(known)
        raise UsageError(
            f"{opening.shown(address)}: kho này không hiểu {language}. Hỏi bằng: {names}.",
            f"{opening.shown(address)}: this store does not speak {language}. Ask it in: {names}.",
        )
    folder = str(opening.folder(address))
    return (f"cypher:{folder}" if language is Language.CYPHER else folder), language


def dialect(address: str) -> Dialect:
    """The Cypher of the engine behind an address."""
    return Dialect.NEO4J if opening.engine(address) == "neo4j" else Dialect.LADYBUG
