"""Paths over statements: every one, each step with its kind, breaks where they are, never a bridge."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ontology.namespaces import VB
from queries import catalog, lineage, walks
from queries.documents import Card
from queries.lineage import Path, Reason, Step, Weight, outgoing, steps_between
from queries.references import find
from queries.results import Statement
from queries.stores.oxigraph import OxigraphReader
from queries.stores.protocols import Asked, Rows


def said(subject: str, relation: str, object_: str, *, inferred: bool = False, confidence: float = 0.9) -> Statement:
    return Statement(
        iri=f"{subject}-{relation}-{object_}-{inferred}", subject=subject, relation=VB.terms[relation], object=object_,
        speaker=subject, inferred=inferred, confidence=confidence,
    )  # fmt: skip


def cards(*names: str, **resolved: str) -> dict[str, Card]:
    known = {name: Card(iri=name, label=name) for name in names}
    return known | {name: Card(iri=name, label=name, resolved=(to,)) for name, to in resolved.items()}


def between(*statements: Statement, **resolved: str) -> list[Step]:
    ends = {end for each in statements for end in (each.subject, each.object)}
    return steps_between(statements, cards(*ends) | cards(**resolved))


def paths(steps: list[Step], start: str, goal: str | None = None) -> list[tuple[str, ...]]:
    return [path.documents for path in lineage._paths(outgoing(steps), start, goal)[0]]


def test_every_path_is_found() -> None:
    diamond = between(
        said("a", "implements", "b"), said("a", "basedOn", "c"), said("b", "basedOn", "d"), said("c", "implements", "d")
    )
    assert sorted(paths(diamond, "a", "d")) == [("a", "b", "d"), ("a", "c", "d")]
    assert sorted(paths(diamond, "a")) == [("a", "b", "d"), ("a", "c", "d")]


def test_a_circle_ends() -> None:
    circle = between(said("a", "implements", "b"), said("b", "implements", "c"), said("c", "implements", "a"))
    assert paths(circle, "a") == [("a", "b", "c")]


def test_a_weaker_step_is_shown_and_ends_its_path() -> None:
    steps = between(said("a", "disseminates", "b"), said("b", "implements", "c"))
    found, cut = lineage._paths(outgoing(steps), "a", None)
    assert [(path.documents, path.weight) for path in found] == [(("a", "b"), Weight.WEAKER)]
    assert not cut


def test_the_weaker_steps_of_others_do_not_weaken_a_lineage() -> None:
    steps = between(said("a", "implements", "b"), said("b", "cites", "c"))
    found, _ = lineage._paths(outgoing(steps), "a", None)
    assert [(path.documents, path.weight) for path in found] == [(("a", "b"), Weight.LINEAGE)]


def test_between_two_documents_weaker_steps_are_walked_and_labelled() -> None:
    steps = between(said("a", "disseminates", "b"), said("b", "implements", "c"))
    found, _ = lineage._paths(outgoing(steps), "a", "c")
    assert [(path.documents, path.weight) for path in found] == [(("a", "b", "c"), Weight.WEAKER)]


def test_the_strongest_statement_names_the_step_and_a_stated_one_goes_before_an_inferred_one() -> None:
    steps = between(said("a", "cites", "b"), said("a", "implements", "b", inferred=True), said("a", "implements", "b"))
    assert [(each.relation, each.inferred) for each in steps[0].statements] == [
        (VB.implements, False), (VB.implements, True), (VB.cites, False),
    ]  # fmt: skip


def test_what_is_said_of_a_resolved_reference_is_said_of_the_document() -> None:
    steps = between(said("a", "implements", "nickname"), said("a", "implements", "b", inferred=True), nickname="b")
    assert paths(steps, "a") == [("a", "b")]


def test_a_connection_through_a_common_document_is_no_lineage() -> None:
    steps = between(said("a", "disseminates", "x"), said("y", "implements", "x"), said("y", "concretizes", "b"))
    assert paths(steps, "a", "b") == []
    (meeting,) = lineage.meetings(steps, "a", "b")
    assert meeting.weight is Weight.MEETING
    assert meeting.documents == ("a", "x", "y", "b")
    assert [step.forward for step in meeting.steps] == [True, False, True]


def test_a_directed_path_is_no_meeting() -> None:
    steps = between(said("a", "implements", "x"), said("x", "implements", "b"))
    assert lineage.meetings(steps, "a", "b") == ()


def test_too_many_paths_are_cut_and_it_is_said() -> None:
    layers = [[f"{layer}{n}" for n in range(4)] for layer in "bcdef"]
    statements = [said("a", "implements", name) for name in layers[0]]
    for lower, upper in pairwise(layers):
        statements += [said(one, "implements", other) for one in lower for other in upper]
    found, cut = lineage._paths(outgoing(between(*statements)), "a", None)
    assert len(found) == lineage.MAX_PATHS
    assert cut


def test_only_the_relations_asked_for() -> None:
    statements = (said("a", "implements", "b"), said("a", "cites", "c"))
    steps = steps_between(statements, cards("a", "b", "c"), [VB.cites])
    assert paths(steps, "a") == [("a", "c")]


# -- the sample documents ------------------------------------------------------------------------


def traced(store: OxigraphReader, start: str, goal: str | None = None, *, down: bool = False) -> lineage.Trace:
    return lineage.trace(store, find(store, start).iri, goal=find(store, goal).iri if goal else None, down=down)


def of(found: lineage.Trace, weight: Weight) -> list[Path]:
    return [path for path in found.paths if path.weight is weight]


@pytest.mark.parametrize(
    ("start", "goal"), [("000", "76/NQ-CP"), ("22/KH-UBND", "76/NQ-CP"), ("3647/QĐ-UBND", "76/NQ-CP")]
)
def test_no_sentence_joins_these_so_no_lineage_does(samples: OxigraphReader, start: str, goal: str) -> None:
    assert of(traced(samples, start, goal), Weight.LINEAGE) == []


def test_the_lineage_breaks_at_a_plan_that_is_not_held(samples: OxigraphReader) -> None:
    found = traced(samples, "000")
    broken = {found.cards[each.document].number: each for each in found.breaks}
    assert broken["219/KH-UBND"].reason is Reason.NOT_HELD
    assert [found.cards[each].number for each in broken["219/KH-UBND"].candidates] == ["22/KH-UBND"]


def test_each_step_has_its_sentence(samples: OxigraphReader) -> None:
    found = traced(samples, "22/KH-UBND")
    assert all(step.statement.quotations for path in found.paths for step in path.steps)


def test_downwards(samples: OxigraphReader) -> None:
    found = traced(samples, "452/TTg-KSTT", down=True)
    (path,) = of(found, Weight.LINEAGE)
    assert [found.cards[document].number for document in path.documents] == ["452/TTg-KSTT", "2458/UBND-NC"]
    assert path.steps[0].statement.speaker != path.steps[0].statement.subject


# -- a root on which much rests ------------------------------------------------------------------


class Teeming:
    """A store in which so many documents rest on "root", and one of them is rested on by one more."""

    def __init__(self, count: int) -> None:
        names = [f"http://x/{at:05}" for at in range(count)]
        self._said = [*((name, "http://x/root") for name in names), ("http://x/last", names[-1])]

    def answer(self, asked: Asked) -> Rows:
        assert isinstance(asked, catalog.Asking)
        wanted = {str(value) for value in asked.values.get("object", ())}
        columns = catalog.question("joining").columns
        rows = [tuple(_cell(column, one, other) for column in columns) for one, other in self._said if other in wanted]
        return Rows(columns, tuple(rows))

    def close(self) -> None: ...


def _cell(column: str, one: str, other: str) -> str | float | None:
    known: dict[str, str | float] = {
        "statement": f"{one} {other}", "subject": one, "object": other, "relation": VB.basedOn, "speaker": one,
        "status": VB.Stated, "confidence": 0.9, "detail": VB.rule, "detail_value": "r",
    }  # fmt: skip
    return known.get(column)


def test_of_what_rests_on_a_root_no_more_is_fetched_than_can_be_shown() -> None:
    said, cut = walks.lineage(Teeming(2 * walks.MAX_DOCUMENTS), "http://x/root", down=True)
    assert cut
    assert len({each.subject for each in said}) == walks.MAX_DOCUMENTS - 1
    said, cut = walks.lineage(Teeming(20), "http://x/root", down=True)
    assert not cut
    assert len(said) == 21
