"""Every named question, and the commands behind the questions of the sample documents, on every engine: one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ontology.namespaces import ELI, RDF, RDFS, VB
from queries import catalog
from queries.catalog import Kind, Parameter, Question
from queries.stores import opening
from queries.stores.oxigraph import open_reader
from queries.stores.protocols import Iri, Rows, SparqlStore, Store, Value
from tests import made_awkward
from tests.answer_table import ENGINES, TABLE, AnswerTable
from tests.engines import REFERENCE, comparable, filled, opened
from tests.test_questions import QUESTIONS, answered, check

OTHERS = tuple(engine for engine in ENGINES if engine != REFERENCE)
SOME = 2
# What is looked for: by the name of a parameter where its kind does not tell.
VALUES = {
    "issuer": [f"?x <{ELI.passed_by}> ?value", f"?x <{VB.inferredIssuer}> ?value"],
    "kind": [f"?x <{VB.kind}> ?value"],
    "key": [f"?x <{VB.numberKey}> ?value"],
    "task": [f"?value <{RDF.type}> <{VB.Task}>"],
    "file": [f"?x <{VB.page}> ?page ; <{VB.sourceFile}>/<{VB.fileName}> ?value", f"?x <{VB.fileName}> ?value"],
    "target": [f"?x <{VB.reviews}> ?value"],
    "thing": [
        *(f"?value <{RDF.type}> <{kind}>" for kind in (VB.Task, VB.Target, VB.Gap, VB.Statement, VB.Document, VB.Role)),
        *(f"?x <{link}> ?value" for link in (VB.leadAgency, VB.kind, VB.index, VB.place)),
    ],
}
OF_KIND = {
    Kind.DOCUMENT: [f"?x <{RDF.object}> ?value . ?value a <{VB.Document}>", f"?x <{VB.assignedIn}> ?value"],
    Kind.AGENCY: [f"?x <{link}> ?value" for link in (VB.leadAgency, VB.coordinatingAgency, VB.agency)],
    Kind.INDEX: [f"?x <{VB.index}> ?value"],
    Kind.STATEMENT: [f"?value <{RDF.type}> <{VB.Statement}> ; <{VB.evidence}> ?x"],
    Kind.LABEL: [f"?x <{VB.leadAgency}>/<{RDFS.label}> ?value"],
}
FIXED: dict[str, tuple[Value, ...]] = {
    "relation": tuple(Iri(VB.terms[name]) for name in ("amends", "cites", "implements")),
    "role": tuple(Iri(role) for role in (VB.Raise, VB.Communicate, VB.leadAgency, VB.coordinatingAgency)),
    "beginning": ("000", "E3BE7E", "nothing"), "year": ("2022", "2023-01", "20"),
    "day": ("2024-12-31", "2025-03-01"), "due_from": ("2022-03-01",), "due_until": ("2023-10-20",),
    "below": (29, 57, 90),
}  # fmt: skip


class Engine(NamedTuple):
    """An engine with a corpus in it."""

    name: str
    address: str
    store: Store


def called(question: dict[str, Any]) -> str:
    return f"{question['id']} {question['asks']}"


@dataclass
class Corpus:
    """A store and the engine whose answers over it the others are compared with, each asked for once.

    rdflib takes minutes to answer everything about the samples: there it answers the questions asked of them.
    """

    name: str
    folder: Path
    base: str
    store: Store
    _answers: dict[str, Rows] = field(default_factory=dict)

    @cached_property
    def cases(self) -> dict[str, list[dict[str, list[Value]]]]:
        """What each question is asked: every value at once, then one, without and with each optional parameter."""
        with closing(open_reader(self.folder)) as store:
            return {name: list(_cases(store, catalog.question(name))) for name in catalog.names()}

    def answer(self, question: Question, case: dict[str, list[Value]]) -> Rows:
        """What the base says."""
        key = question.asked(**case).sparql()
        if key not in self._answers:
            self._answers[key] = question.ask(self.store, **case)
        return self._answers[key]


def _cases(store: SparqlStore, question: Question) -> Iterator[dict[str, list[Value]]]:
    values = {parameter.name: _values(store, parameter) for parameter in question.parameters}
    needed = [parameter.name for parameter in question.parameters if parameter.required]
    optional = [parameter.name for parameter in question.parameters if not parameter.required]
    if needed:
        yield {name: values[name][:1] for name in needed}
        yield {name: values[name][-1:] for name in needed}
    for more in dict.fromkeys([(), *((name,) for name in optional), tuple(optional)]):
        yield {name: values[name] for name in (*needed, *more)}


def _values(store: SparqlStore, parameter: Parameter) -> list[Value]:
    """Some values, those that most is said of first."""
    if parameter.name in FIXED:
        return list(FIXED[parameter.name])
    found: list[Value] = []
    for where in VALUES.get(parameter.name) or OF_KIND[parameter.kind]:
        text = f"SELECT ?value WHERE {{ {where} }} GROUP BY ?value ORDER BY DESC(COUNT(*)) ?value LIMIT {SOME}"
        found += (value for (value,) in store.query(text).rows if value is not None and value not in found)
    return found


@pytest.fixture(scope="module")
def corpora(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Corpus]]:
    """Made once, in whatever order pytest puts the engines: the base's answers stay."""
    awkward = tmp_path_factory.mktemp("awkward") / "store"
    made_awkward.fill(awkward)
    with opened("oxigraph", str(sample_store)) as quick, opened(REFERENCE, str(awkward)) as slow:
        yield {
            "samples": Corpus("samples", sample_store, "oxigraph", quick),
            "awkward": Corpus("awkward", awkward, REFERENCE, slow),
        }


@pytest.fixture(scope="module", params=["samples", "awkward"])
def corpus(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Corpus:
    return corpora[request.param]


@pytest.fixture(scope="module", params=OTHERS)
def engine(request: pytest.FixtureRequest, corpus: Corpus) -> Iterator[Engine]:
    with filled(request.param, corpus.folder) as address, opened(request.param, address) as store:
        yield Engine(request.param, address, store)


@pytest.fixture
def table(request: pytest.FixtureRequest) -> AnswerTable:
    return request.config.stash.setdefault(TABLE, AnswerTable())


@pytest.mark.parametrize("name", catalog.names())
def test_there_is_an_answer_to_compare(name: str, corpus: Corpus, table: AnswerTable) -> None:
    question = catalog.question(name)
    with table.noting(name, corpus.base):
        rows = sum(len(corpus.answer(question, case)) for case in corpus.cases[name])
        assert rows or corpus.base != REFERENCE
    table.count(name, rows)


@pytest.mark.parametrize("name", catalog.names())
def test_a_named_question_has_one_answer(name: str, corpus: Corpus, engine: Engine, table: AnswerTable) -> None:
    question = catalog.question(name)
    with table.noting(name, engine.name):
        for case in corpus.cases[name]:
            found = question.ask(engine.store, **case)
            assert found.columns == question.columns
            assert comparable(question, found) == comparable(question, corpus.answer(question, case)), case


# -- the questions asked of the sample documents -------------------------------------------------


class Told:
    """What commands tell about the samples where rdflib is the store, each run once."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._rows: dict[str, list[dict[str, str]]] = {}

    def rows(
        self, question: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> list[dict[str, str]]:
        if called(question) not in self._rows:
            with monkeypatch.context() as patched:
                patched.setattr(opening, "open_reader", lambda _: self._store)
                self._rows[called(question)] = answered(str(self._folder), question["command"], capsys)
        return self._rows[called(question)]


@pytest.fixture(scope="module")
def told(sample_store: Path) -> Iterator[Told]:
    with opened(REFERENCE, str(sample_store)) as store:
        yield Told(sample_store, store)


asked = pytest.mark.parametrize("question", QUESTIONS, ids=called)
of_samples = pytest.mark.parametrize("corpus", ["samples"], indirect=True)


@asked
def test_the_reference_gives_the_facts(
    question: dict[str, Any],
    told: Told,
    table: AnswerTable,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with table.noting(called(question), REFERENCE):
        rows = told.rows(question, monkeypatch, capsys)
        check(question, rows)
    table.count(called(question), len(rows))


@asked
@of_samples
def test_every_engine_gives_the_facts(
    question: dict[str, Any],
    told: Told,
    engine: Engine,
    table: AnswerTable,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with table.noting(called(question), engine.name):
        rows = answered(engine.address, question["command"], capsys)
        check(question, rows)
        assert _counted(rows) == _counted(told.rows(question, monkeypatch, capsys))


def _counted(rows: list[dict[str, str]]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(row.values()) for row in rows)
