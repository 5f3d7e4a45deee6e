"""The corpus that engines are compared on: the same for the same seed, and shaped as the loaders write graphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from benchmarks.cases import Cases
from benchmarks.corpus.graphs import corpus
from benchmarks.corpus.stores import fill
from ontology.namespaces import VB
from ontology.validation import validate_quads
from queries import catalog, gaps, lineage, references, walks
from queries.stores.oxigraph import OxigraphReader, open_reader
from queries.stores.shared_graphs import shared_graphs

DOCUMENTS = 300
PROPERTIES = "SELECT DISTINCT ?kind ?p WHERE { GRAPH ?g { ?s a ?kind ; ?p ?o } }"
# A few rare words of the loaders are left out; nothing may be there that loaders do not write.
RARE = {"warning", "addressee", "signerPosition", "signingAuthority", "deliverable", "sourceProvision", "because"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OxigraphReader]:
    folder = tmp_path_factory.mktemp("made") / "store"
    fill(str(folder), DOCUMENTS)
    with closing(open_reader(folder)) as reader:
        yield reader


def written(documents: int, seed: int = 1) -> bytes:
    return b"".join(graph.nquads for graph in corpus(documents, seed))


def test_one_seed_one_corpus() -> None:
    assert written(DOCUMENTS) == written(DOCUMENTS)
    assert written(DOCUMENTS) != written(DOCUMENTS, seed=2)


def test_no_line_comes_twice() -> None:
    lines = written(DOCUMENTS).splitlines()
    assert len(lines) == len(set(lines))


def test_it_keeps_the_shapes() -> None:
    assert validate_quads([written(20), *(quads for _, quads in shared_graphs())]) == []


def test_nodes_have_the_properties_that_loaders_write(made: OxigraphReader, samples: OxigraphReader) -> None:
    def properties(store: OxigraphReader) -> set[tuple[str, str]]:
        return {(str(kind), str(name)) for kind, name in store.query(PROPERTIES).rows}

    ours, theirs = properties(made), properties(samples)
    others = {*walks.RELATIONS, VB.provision}  # loaders write them, though not of the samples
    assert {pair for pair in ours - theirs if pair[1] not in others} == set()
    missed = {name.rpartition("#")[2] for kind, name in theirs - ours if kind.endswith(("#Statement", "#Task"))}
    assert missed <= RARE


def test_about_half_of_what_is_cited_is_held(made: OxigraphReader) -> None:
    cited = len(catalog.rows(made, "most_cited"))
    assert 0.3 < len(gaps.missing(made)) / cited < 0.7


def test_every_question_can_be_asked_of_it(made: OxigraphReader) -> None:
    asked = list(Cases(DOCUMENTS))
    assert {case.question for case in asked} == set(catalog.names())
    answered = {case.question for case in asked if len(catalog.rows(made, case.question, **case.values))}
    assert {"lineage_up", "relations", "tasks", "documents", "numbered", "fields"} <= answered


def test_a_document_is_found_and_its_lineage_leads_somewhere(made: OxigraphReader) -> None:
    leaf = next(case for case in Cases(DOCUMENTS) if case.label == "a leaf letter").values["document"]
    card = references.find(made, str(leaf))
    assert card.held
    assert lineage.trace(made, card.iri).paths
