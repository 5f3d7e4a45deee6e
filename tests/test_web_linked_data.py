"""Every IRI of the graph leads to a page for people and to triples for programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from ontology import iri
from ontology.namespaces import VB
from queries.stores.oxigraph import OxigraphReader
from tests.web import client

KINDS = ("Document", "Statement", "Task", "Responsibility", "IndexDefinition", "Target", "Gap", "SourceFile", "Place")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def service(sample_store: Path) -> Iterator[TestClient]:
    with client(sample_store) as asked:
        yield asked


def one_of(samples: OxigraphReader, kind: str) -> str:
    """The path of some thing of this kind."""
    found = samples.query(f"SELECT ?thing {{ ?thing a <{VB.base}{kind}> }} ORDER BY ?thing LIMIT 1").rows[0][0]
    return str(found).removeprefix(iri.BASE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_leads_to_its_page_and_its_triples(service: TestClient, samples: OxigraphReader, kind: str) -> None:
    name = one_of(samples, kind)
    page = service.get(f"/id/{name}", headers={"accept": BROWSER}, follow_redirects=False)
    assert page.status_code == 303
    assert page.headers["vary"] == "accept"
    assert f'</data/{name}.ttl>; rel="alternate"; type="text/turtle"' in page.headers["link"]
    if kind != "Document":
        shown = service.get(page.headers["location"], headers={"accept": BROWSER})
        assert shown.status_code == 200
        assert iri.BASE + name in shown.text
    data = service.get(f"/id/{name}", headers={"accept": "text/turtle;q=0.9, text/html;q=0.5"}, follow_redirects=False)
    assert (data.status_code, data.headers["location"]) == (303, f"/data/{name}.ttl")


@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_form_says_the_same(
    service: TestClient, samples: OxigraphReader, ending: str, form: ox.RdfFormat
) -> None:
    name = one_of(samples, "Statement")
    answer = service.get(f"/data/{name}.{ending}")
    found = {str(quad.triple) for quad in ox.parse(answer.content, format=form)}
    kept = samples.construct(f"CONSTRUCT WHERE {{ <{iri.BASE}{name}> ?p ?o }}")
    own = {str(quad.triple) for quad in ox.parse(kept, format=ox.RdfFormat.N_TRIPLES)}
    assert own < found
    assert any("#exact" in each for each in found)  # the sentence that proves it
    again = service.get(f"/data/{name}.{ending}", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_document_comes_with_the_statements_about_it(service: TestClient, samples: OxigraphReader) -> None:
    name = one_of(samples, "Document")
    text = service.get(f"/data/{name}.nt").text
    assert f"<{VB.speaker}>" in text


@pytest.mark.parametrize(
    "path", ["/id/document/nothing", "/data/task/none.ttl", "/thing/place/nowhere", "/data/task/x.exe"]
)
def test_what_is_not_there_is_404(service: TestClient, path: str) -> None:
    assert service.get(path).status_code == 404


@pytest.mark.parametrize("name", ["a%22b", "%3E%20a", "a%0Ab", "..%2F..%2Fetc"])
def test_a_name_that_is_no_path_of_ours_never_reaches_a_query(service: TestClient, name: str) -> None:
    assert service.get(f"/id/{name}").status_code in (400, 404)


def test_the_vocabulary_is_for_people_and_programs(service: TestClient) -> None:
    page = service.get("/ontology", headers={"accept": BROWSER})
    assert 'id="implements"' in page.text
    for path, accept in (("/ontology", "text/turtle"), ("/ontology.jsonld", "*/*"), ("/ontology.ttl", "*/*")):
        assert VB.implements.encode()[-10:] in service.get(path, headers={"accept": accept}).content


def test_what_is_left_out_of_a_description_is_told(
    service: TestClient, samples: OxigraphReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = one_of(samples, "Document")
    monkeypatch.setattr("queries.descriptions.POINTING", 0)
    assert "Chưa đủ" in service.get(f"/data/{name}.ttl").text
    assert "chưa đủ" in service.get(f"/thing/{name}", headers={"accept": BROWSER}).text
