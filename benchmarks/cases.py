"""What the named questions are asked of a made corpus: something usual, and what much hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.corpus.graphs import graph_of
from benchmarks.corpus.papers import Level, Papers
from ontology import iri
from ontology.namespaces import RDF, VB
from queries import catalog
from queries.catalog import Kind, Parameter, Question
from queries.stores.protocols import Iri, Value

Choices = Mapping[str, Value]  # values by what they are called
_STATEMENT = re.compile(rf"<([^>]*/statement/[^>]*)> <{re.escape(RDF.type)}>")
_EVERYTHING = "everything"
_TOGETHER = (("due_from", "due_until"), ("issuer", "kind"))
_ROLES = {"tasks": VB.leadAgency, "tasks_due": VB.leadAgency}


@dataclass(frozen=True, slots=True)
class Case:
    """A question with values; `label` says what they are."""

    question: str
    label: str
    values: Mapping[str, Value]


class Cases:
    """The cases for a corpus of about so many documents."""

    def __init__(self, documents: int, seed: int = 1) -> None:
        papers = Papers(documents, seed)
        held = list(papers.held())
        plans = [paper for paper in held if paper.level is Level.PLAN]
        plan, leaf, root = plans[len(plans) // 2], held[-1], papers.paper(Level.DECREE, 0)
        assert plan.province is not None
        departments = plan.province.departments
        file = graph_of(papers, plan, seed)
        said = _STATEMENT.findall(file.nquads.decode())
        about = {"a plan": Iri(plan.iri), "a leaf letter": Iri(leaf.iri), "a root decree": Iri(root.iri)}
        agency = {"a busy agency": Iri(departments[0].iri), "an agency": Iri(departments[6].iri)}
        self._by_name: dict[str, Choices] = {
            "subject": {"a leaf letter": Iri(leaf.iri)}, "object": {"a root decree": Iri(root.iri)},
            "root": {"a plan": Iri(plan.iri), "a root decree": Iri(root.iri)}, "year": {"a year": plan.date[:4]},
            "issuer": {"a committee": Iri(plan.issuer.iri)}, "kind": {"plans": Iri(iri.kind("Kế hoạch"))},
            "key": {"a plan": plan.key, "a root decree": root.key}, "beginning": {"a file": plan.key.replace("/", "-")},
            "name": {"a busy agency": departments[0].name}, "below": {"65 percent": 65},
            "due_from": {"a month": "2020-03-01"}, "due_until": {"a month": "2020-03-31"},
        }  # fmt: skip
        self._by_kind: dict[Kind, Choices] = {
            Kind.DOCUMENT: about, Kind.AGENCY: agency, Kind.INDEX: {"an index": Iri(iri.index("PCI"))},
            Kind.RELATION: {"a rare relation": Iri(VB.concretizes), "a relation": Iri(VB.amends)},
            Kind.STATEMENT: {"a statement": Iri(said[-1])}, Kind.ROLE: {"a role": Iri(VB.Raise)},
            Kind.LABEL: {"a name": plan.label}, Kind.TEXT: {"2020": "2020"}, Kind.DATE: {"a day": "2020-03-31"},
            Kind.INTEGER: {"2020": 2020},
        }  # fmt: skip

    def __iter__(self) -> Iterator[Case]:
        for name in catalog.names():
            told: list[Mapping[str, Value]] = []
            for case in self._of(catalog.question(name)):
                if case.values not in told:
                    told.append(case.values)
                    yield case

    def _of(self, question: Question) -> Iterator[Case]:
        """The usual values of what is needed, then each other value in turn."""
        needed = {
            each.name: next(iter(self._choices(question, each).items()))
            for each in question.parameters
            if each.required
        }
        usual = {name: value for name, (_, value) in needed.items()}
        yield Case(question.name, ", ".join(label for label, _ in needed.values()) or _EVERYTHING, usual)
        for parameter in question.parameters:
            for label, value in self._choices(question, parameter).items():
                if usual.get(parameter.name) != value:
                    others = self._beside(question, parameter)
                    yield Case(question.name, label, {**usual, **others, parameter.name: value})

    def _beside(self, question: Question, parameter: Parameter) -> dict[str, Value]:
        """The values that make sense only together with this one."""
        names = next((names for names in _TOGETHER if parameter.name in names), ())
        beside = [each for each in question.parameters if each.name in names and each != parameter]
        return {each.name: next(iter(self._choices(question, each).values())) for each in beside}

    def _choices(self, question: Question, parameter: Parameter) -> Choices:
        if parameter.kind is Kind.ROLE and question.name in _ROLES:
            return {"a role": Iri(_ROLES[question.name])}
        return self._by_name.get(parameter.name) or self._by_kind[parameter.kind]
