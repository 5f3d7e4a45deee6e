"""Which store an address means, and what is said of one that means none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import UsageError
from queries.stores import opening


@pytest.mark.parametrize(
    ("address", "engine"),
    [
        ("store", "oxigraph"),
        ("~/kho văn bản", "oxigraph"),
        ("/a/b:c", "oxigraph"),
        ("cypher:store", "ladybug"),
        ("sparql+http://127.0.0.1:3030/cancu", "sparql-server"),
        ("SPARQL+HTTPS://example.org/cancu", "sparql-server"),
        ("bolt://127.0.0.1:7687", "neo4j"),
        ("neo4j+s://example.org", "neo4j"),
    ],
)
def test_an_address_tells_its_engine(address: str, engine: str) -> None:
    assert opening.engine(address) == engine


@pytest.mark.parametrize("address", ["http://example.org/sparql", "mysql://localhost", "://"])
def test_an_unknown_kind_of_store_is_refused_with_those_there_are(address: str) -> None:
    with pytest.raises(UsageError, match=r"sparql\+http"):
        opening.engine(address)


def test_a_folder_may_be_asked_in_either_language() -> None:
    assert opening.folder("kho") == opening.folder("cypher:kho") == Path("kho")


@pytest.mark.parametrize("password", ["bí-mật", "bí/mật", "bí@mật"])
def test_a_server_has_no_folder_and_its_password_is_not_repeated(password: str) -> None:
    with pytest.raises(UsageError, match=r"example\.org") as refused:
        opening.folder(f"bolt://an:{password}@example.org:7687")
    assert "bí" not in str(refused.value)
    assert "mật" not in str(refused.value)


def test_what_is_asked_in_rdf_of_a_property_graph_is_refused() -> None:
    with pytest.raises(UsageError, match="RDF"):
        opening.open_rdf("neo4j://example.org")
