"""The named questions: one SPARQL file each, with a header that says what it asks for and what it answers.

A parameter is a data block in the query, `VALUES ?name { UNDEF }`: as it stands it restricts nothing, and
a value is put there as a complete term, written by the term's own class. (A substitution at evaluation
would hide the value from the planner: the same question then costs a thousand times more.)

How the questions are written, measured on two million quads: all patterns flat in one group, so that the
planner goes from the data block outwards; an OPTIONAL holds one pattern only; no sub-select in a join.
The graphs of many files say the same of a much cited document: what is asked of one file stands inside
GRAPH ?g, or the repetitions multiply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from ontology.errors import UsageError
from queries.stores.protocols import Rows, SparqlStore, Value

_FOLDER = "sparql"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TEXTS = ("title.vi", "title.en", "about.vi", "about.en")


class Kind(StrEnum):
    """What a parameter stands for; a person types the text, `queries.parameters` finds the term."""

    DOCUMENT = "document"
    AGENCY = "agency"
    INDEX = "index"
    RELATION = "relation"
    STATEMENT = "statement"
    ROLE = "role"
    LABEL = "label"
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"


_NAMES = (Kind.DOCUMENT, Kind.AGENCY, Kind.INDEX, Kind.RELATION, Kind.STATEMENT, Kind.ROLE)


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    kind: Kind
    required: bool

    @property
    def block(self) -> str:
        """The data block that stands for it in the query."""
        return f"VALUES ?{self.name} {{ UNDEF }}"

    def written(self, value: Value) -> str:
        """The value as a term of SPARQL; UsageError where it cannot be one."""
        try:
            if self.kind in _NAMES:
                return str(ox.NamedNode(str(value)))
            return str(self._literal(value))
        except ValueError as error:
            raise UsageError(
                f"Tham số {self.name}: “{value}” không hợp lệ ({error}).",
                f"Parameter {self.name}: “{value}” is not valid ({error}).",
            ) from error

    def _literal(self, value: Value) -> ox.Literal:
        if self.kind is Kind.DATE:
            return ox.Literal(str(value), datatype=ox.NamedNode(f"{_XSD}date"))
        if self.kind is Kind.LABEL:
            return ox.Literal(str(value), language="vi")
        return ox.Literal(int(value) if self.kind is Kind.INTEGER else str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One named question. `text` is the file as it is, a valid query without any parameter."""

    name: str
    title: Mapping[str, str]  # by language
    about: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str

    def bound(self, **given: Value | Iterable[Value] | None) -> str:
        """The query with these values in their data blocks; a list of values asks for any of them."""
        unknown = set(given) - {parameter.name for parameter in self.parameters}
        if unknown:
            raise self._complaint("không có tham số", "has no parameter", sorted(unknown))
        text = self.text
        for parameter in self.parameters:
            values = _several(given.get(parameter.name))
            if values is None and parameter.required:
                raise self._complaint("cần tham số", "needs the parameter", [parameter.name])
            terms = None if values is None else " ".join(parameter.written(value) for value in values)
            text = text.replace(parameter.block, "" if terms is None else f"VALUES ?{parameter.name} {{ {terms} }}")
        return text

    def ask(self, store: SparqlStore, /, **given: Value | Iterable[Value] | None) -> Rows:
        """The answer of a store to this question."""
        return store.query(self.bound(**given))

    def _complaint(self, vi: str, en: str, names: list[str]) -> UsageError:
        known = ", ".join(parameter.name for parameter in self.parameters) or "–"
        return UsageError(
            f"Câu hỏi {self.name} {vi} {', '.join(names)}. Tham số: {known}.",
            f"The question {self.name} {en} {', '.join(names)}. Parameters: {known}.",
        )


def _several(value: Value | Iterable[Value] | None) -> list[Value] | None:
    if value is None or isinstance(value, (str, int, float)):
        return None if value is None else [value]
    return list(value)


def parsed(name: str, text: str) -> Question:
    """Read a question file; ValueError names what is wrong with its header."""
    texts: dict[str, str] = {}
    parameters: list[Parameter] = []
    columns: tuple[str, ...] = ()
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        if key in _TEXTS:
            texts[key] = value.strip()
        elif key.startswith("param "):
            parameters.append(_parameter(name, key.removeprefix("param "), value))
        elif key == "columns":
            columns = tuple(value.split())
        else:
            raise ValueError(f"{name}: no such header: {key!r}")
    question = Question(
        name=name,
        title={lang: texts.get(f"title.{lang}", "") for lang in ("vi", "en")},
        about={lang: texts.get(f"about.{lang}", "") for lang in ("vi", "en")},
        parameters=tuple(parameters),
        columns=columns,
        text=text,
    )
    _check(question)
    return question


def _parameter(question: str, name: str, value: str) -> Parameter:
    kind, _, need = value.strip().partition(" ")
    if need not in ("required", "optional"):
        raise ValueError(f"{question}: parameter {name} is neither required nor optional")
    return Parameter(name, Kind(kind), need == "required")


def _check(question: Question) -> None:
    missing = [lang for texts in (question.title, question.about) for lang, text in texts.items() if not text]
    if missing or not question.columns:
        raise ValueError(f"{question.name}: the header needs title, about (vi, en) and columns")
    for parameter in question.parameters:
        if parameter.block not in question.text:
            raise ValueError(f"{question.name}: no {parameter.block} in the query")


@cache
def question(name: str) -> Question:
    """The question of that name; UsageError with the names there are."""
    path = files("queries").joinpath(_FOLDER, f"{name}.rq")
    if not name.isidentifier() or not path.is_file():
        known = ", ".join(names())
        raise UsageError(
            f"Không có câu hỏi “{name}”. Có: {known}.", f"There is no question “{name}”. There are: {known}."
        )
    return parsed(name, path.read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, sorted."""
    found = (path.name for path in files("queries").joinpath(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


def rows(store: SparqlStore, name: str, /, **given: Value | Iterable[Value] | None) -> Rows:
    """The answer of a store to a named question."""
    return question(name).ask(store, **given)
