"""The named questions: each a SPARQL file with a header that says what it asks and answers, and the same in Cypher.

In sparql/NAME.rq a parameter is a data block, `VALUES ?name { UNDEF }`: as it stands it restricts nothing, and
a value is put there as a complete term, written by the term's own class. (A substitution at evaluation
would hide the value from the planner: the same question then costs a thousand times more.)

In cypher/NAME.cypher a parameter is a list, `$name`, and is handed over beside the text. A line that ends in
`// if $name` stands only where the parameter is given, one in `// unless $name` only where it is not: a condition
that may be void keeps the planner from the index. NAME.neo4j.cypher or NAME.ladybug.cypher takes the place of the
plain file where an engine's dialect forces it.

How the questions are written, measured on twenty million quads:
- All patterns flat in one group, which the planner walks from the data block outwards, looking each up in an index.
- A data block stands in the group of the patterns that it narrows, inside GRAPH as well where that holds an
  OPTIONAL: else the planner answers the whole group and only then looks at the values.
- The graphs of many files say the same of a much cited document: what is asked of one file stands inside
  GRAPH ?g, or the repetitions multiply.
- An OPTIONAL holds one pattern, about something that no OPTIONAL has bound, and before it stands little: the
  planner multiplies its guesses (10 for a fact of a known thing, 10,000 for the things that have a known value)
  and beyond 10^17 it reads every such fact there is. So what a thing surely has may stand in an OPTIONAL too.
- What goes through everything anyway reads each property from beginning to end, in a sub-select of its own: those
  are joined at once, not row by row. Elsewhere no sub-select in a join, except as its first part.
- No ORDER BY: the header says the order, which is made here. (The engine would sort before it leaves out
  repetitions, fetching both texts for each comparison.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from re import compile as pattern

import pyoxigraph as ox

from ontology.errors import UsageError
from queries.row_order import ordered
from queries.stores.protocols import Dialect, Parameters, Rows, Store, Value

_FOLDER = "sparql"
_CYPHER = "cypher"
_CONDITION = pattern(r"// (if|unless) \$(\w+)\s*$")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TEXTS = ("title.vi", "title.en", "about.vi", "about.en", "whole.vi", "whole.en")
_LANGUAGES = ("vi", "en")


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
    """One named question. `text` is the file as it is, a valid query without any parameter.

    `order`: the columns that answers are sorted by, "-name" from the largest on. `whole`: why answering takes
    going through everything where no parameter narrows it; empty where it does not.
    """

    name: str
    title: Mapping[str, str]  # by language
    about: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    order: tuple[str, ...]
    whole: Mapping[str, str]
    text: str

    def asked(self, **given: Value | Iterable[Value] | None) -> Asking:
        """The question with these values; a list of values asks for any of them."""
        unknown = set(given) - {parameter.name for parameter in self.parameters}
        if unknown:
            raise self._complaint("không có tham số", "has no parameter", sorted(unknown))
        values = {name: _several(value) for name, value in given.items()}
        for parameter in self.parameters:
            if parameter.required and values.get(parameter.name) is None:
                raise self._complaint("cần tham số", "needs the parameter", [parameter.name])
        return Asking(self, {name: each for name, each in values.items() if each is not None})

    def ask(self, store: Store, /, **given: Value | Iterable[Value] | None) -> Rows:
        """The answer of a store to this question, in its order."""
        return ordered(store.answer(self.asked(**given)), self.order)

    def _complaint(self, vi: str, en: str, names: list[str]) -> UsageError:
        known = ", ".join(parameter.name for parameter in self.parameters) or "–"
        return UsageError(
            f"Câu hỏi {self.name} {vi} {', '.join(names)}. Tham số: {known}.",
            f"The question {self.name} {en} {', '.join(names)}. Parameters: {known}.",
        )


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its values: the same in both languages."""

    question: Question
    values: Mapping[str, list[Value]]

    @property
    def kept_as(self) -> str | None:
        """The name under which a store may keep the answer: the question goes through everything, with no value."""
        return self.question.name if self.question.whole and not self.values else None

    def sparql(self) -> str:
        """The query with each value in its data block."""
        text = self.question.text
        for parameter in self.question.parameters:
            given = self.values.get(parameter.name)
            terms = None if given is None else " ".join(parameter.written(value) for value in given)
            text = text.replace(parameter.block, "" if terms is None else f"VALUES ?{parameter.name} {{ {terms} }}")
        return text

    def cypher(self, dialect: Dialect) -> tuple[str, Parameters]:
        """The text for an engine and the values that go beside it; UsageError where a value is no such thing."""
        for parameter in self.question.parameters:
            for value in self.values.get(parameter.name, ()):
                parameter.written(value)
        return _standing(cypher_text(self.question.name, dialect), self.values), self.values


def _standing(text: str, given: Mapping[str, object]) -> str:
    """The lines of a Cypher text that stand with these parameters given."""
    kept = []
    for line in text.splitlines():
        condition = _CONDITION.search(line)
        if condition is None or (condition[1] == "if") is (condition[2] in given):
            kept.append(line)
    return "\n".join(kept)


def _several(value: Value | Iterable[Value] | None) -> list[Value] | None:
    if value is None or isinstance(value, (str, int, float)):
        return None if value is None else [value]
    return list(value)


def parsed(name: str, text: str) -> Question:
    """Read a question file; ValueError names what is wrong with its header."""
    texts: dict[str, str] = {}
    parameters: list[Parameter] = []
    lists: dict[str, tuple[str, ...]] = {"columns": (), "order": ()}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        if key in _TEXTS:
            texts[key] = value.strip()
        elif key.startswith("param "):
            parameters.append(_parameter(name, key.removeprefix("param "), value))
        elif key in lists:
            lists[key] = tuple(value.split())
        else:
            raise ValueError(f"{name}: no such header: {key!r}")
    question = Question(
        name=name,
        title={lang: texts.get(f"title.{lang}", "") for lang in _LANGUAGES},
        about={lang: texts.get(f"about.{lang}", "") for lang in _LANGUAGES},
        parameters=tuple(parameters),
        columns=lists["columns"],
        order=lists["order"],
        whole={lang: texts[f"whole.{lang}"] for lang in _LANGUAGES if f"whole.{lang}" in texts},
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
    if len(question.whole) == 1:
        raise ValueError(f"{question.name}: whole is said in one language only")
    unknown = {name.removeprefix("-") for name in question.order} - set(question.columns)
    if unknown:
        raise ValueError(f"{question.name}: no column to order by: {', '.join(sorted(unknown))}")
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
def cypher_text(name: str, dialect: Dialect) -> str:
    """The Cypher of a question for an engine; UsageError where the question has none."""
    folder = files("queries").joinpath(_CYPHER)
    for path in (folder.joinpath(f"{name}.{dialect}.cypher"), folder.joinpath(f"{name}.cypher")):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise UsageError(
        f"Câu hỏi {name} chưa có bản Cypher. Hỏi kho RDF: --store THƯ-MỤC.",
        f"The question {name} is not there in Cypher. Ask an RDF store: --store FOLDER.",
    )


@cache
def names() -> tuple[str, ...]:
    """The names of all questions, sorted."""
    found = (path.name for path in files("queries").joinpath(_FOLDER).iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in found if name.endswith(".rq")))


def rows(store: Store, name: str, /, **given: Value | Iterable[Value] | None) -> Rows:
    """The answer of a store to a named question."""
    return question(name).ask(store, **given)
