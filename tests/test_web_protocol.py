"""The SPARQL 1.1 Protocol tests of the W3C, from their manifest, against /sparql.

Every test of the manifest runs. Those of the update operation do not apply as they stand: this service only reads, so
what they expect to succeed must be refused, and the store must be the same afterwards. One query test names a graph by
FROM in its text as well, which is refused here whatever the dataset of the protocol is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from queries.stores.oxigraph import open_reader, open_writer
from queries.stores.protocols import Iri
from tests.web import client

SUITE = Path(__file__).parent / "data" / "w3c-sparql-protocol"
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
REFUSED = {"query_multiple_dataset": "FROM in a text is refused"}
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}
_PREFIXES = """
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""
_REQUESTS = f"""{_PREFIXES}
SELECT ?test ?request ?path ?method ?text ?encoding ?boolean ?format {{
  ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:rest*/rdf:first ?request .
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?resp .
  OPTIONAL {{ ?request ht:body [ cnt:chars ?text ; cnt:characterEncoding ?encoding ] }}
  OPTIONAL {{ ?resp mf:expectedBoolean ?boolean }}
  OPTIONAL {{ ?resp mf:expectedFormat ?format }}
}}"""


@dataclass(frozen=True)
class Asked:
    """One request of a test with what is expected of it."""

    test: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: set[str]  # first digits
    boolean: bool | None
    format: str | None


def requests() -> Iterator[Asked]:
    manifest = ox.Store()
    manifest.load(path=SUITE / "manifest.ttl", base_iri="http://manifest/")
    for row in manifest.query(_REQUESTS):
        node = row["request"]
        headers = manifest.query(
            _PREFIXES + "SELECT ?request ?name ?value { ?request ht:headers/rdf:rest*/rdf:first ?header . "
            "?header ht:fieldName ?name ; ht:fieldValue ?value }",
            substitutions={ox.Variable("request"): node},
        )
        statuses = manifest.query(
            _PREFIXES + "SELECT ?request ?status { ?request ht:resp/mf:expectedStatus ?status }",
            substitutions={ox.Variable("request"): node},
        )
        text, encoding, boolean, kind = (row[name] for name in ("text", "encoding", "boolean", "format"))
        yield Asked(
            test=row["test"].value.rpartition("#")[2],
            method=row["method"].value,
            path=row["path"].value,
            headers={each["name"].value: each["value"].value for each in headers},
            body=text.value.encode(encoding.value) if text else b"",
            statuses={each["status"].value[-3] for each in statuses},
            boolean=None if boolean is None else boolean.value == "true",
            format=None if kind is None else kind.value,
        )


ASKED = sorted(requests(), key=lambda each: (each.test, each.path))
UPDATES = {each.test for each in ASKED if each.test.startswith("update_")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the graphs of the suite under their names."""
    path = tmp_path_factory.mktemp("protocol") / "store"
    with open_writer(path) as writer:
        for number in (1, 2, 3):
            quads = ox.Store()
            name = ox.NamedNode(DATA.format(number))
            quads.load(path=SUITE / f"data{number}.nt", to_graph=name)
            writer.replace_graph(Iri(name.value), quads.dump(format=ox.RdfFormat.N_QUADS) or b"")
    return path


@pytest.fixture(scope="module")
def service(store: Path) -> Iterator[TestClient]:
    with client(store) as asked:
        yield asked


def test_the_manifest_is_there_whole() -> None:
    assert len({each.test for each in ASKED}) == 34
    assert len(UPDATES) == 7


@pytest.mark.parametrize("asked", [each for each in ASKED if each.test not in UPDATES], ids=lambda each: each.test)
def test_the_query_operation(service: TestClient, asked: Asked) -> None:
    answer = service.request(asked.method, asked.path, content=asked.body, headers=asked.headers)
    if asked.test in REFUSED:
        assert answer.status_code == 403, REFUSED[asked.test]
        return
    assert str(answer.status_code)[0] in asked.statuses, answer.text
    if asked.format:
        assert answer.headers["content-type"].partition(";")[0] in FORMATS[asked.format]
    if asked.boolean is not None:
        assert json.loads(answer.content)["boolean"] is asked.boolean


@pytest.mark.parametrize(
    "asked", [each for each in ASKED if each.test in UPDATES and each.boolean is None], ids=lambda each: each.test
)
def test_the_update_operation_is_refused(service: TestClient, store: Path, asked: Asked) -> None:
    before = open_reader(store).dump()
    answer = service.request(asked.method, asked.path, content=asked.body, headers=asked.headers)
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "read-only"
    assert open_reader(store).dump() == before
