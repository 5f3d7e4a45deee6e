"""What a store is, what it holds, and what is not as it should be; each finding names its remedy by a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ontology import iri
from queries import catalog, copying
from queries.stores import opening, updates
from queries.stores.protocols import Store
from queries.stores.shared_graphs import shared_graphs

if TYPE_CHECKING:
    from queries.stores.protocols import CypherStore
    from queries.stores.sparql_server.store import SparqlServer


@dataclass(frozen=True, slots=True)
class Finding:
    """`key`: what was looked at, "store", "vocabulary", "reader" or "links"; `values` go into the sentence on it."""

    key: str
    well: bool
    values: dict[str, object]


def product(address: str, store: Store) -> str:
    """The engine behind an open store and its version, as far as it tells."""
    match opening.engine(address):
        case "oxigraph":
            import pyoxigraph

            return f"pyoxigraph {pyoxigraph.__version__}"
        case "ladybug":
            import ladybug

            return f"ladybug {ladybug.__version__}"
        case "neo4j":
            told = "CALL dbms.components() YIELD versions, edition RETURN versions[0] AS version, edition"
            (row,) = cast("CypherStore", store).cypher(told)
            return f"Neo4j {row['version']} {row['edition']}"
        case "sparql-server":
            return cast("SparqlServer", store).product


def findings(address: str, store: Store, extractor: str) -> Iterator[Finding]:
    """An open store looked through. `extractor`: the version of the reader of documents that is current."""
    noted = copying.noted(store)
    files = [each for each in noted.values() if each.sha256]
    yield Finding(
        "store",
        True,
        {
            "place": opening.shown(address),
            "engine": product(address, store),
            "documents": len(catalog.rows(store, "documents")),
            "graphs": len(noted),
        },
    )
    outdated = [name for name, checksum in _shared().items() if name not in noted or noted[name].checksum != checksum]
    yield Finding("vocabulary", not outdated, {})
    older = sum(each.extractor != extractor for each in files)
    yield Finding("reader", not older, {"count": older})
    yield Finding("links", iri.LINKS in noted or not files, {})


def _shared() -> dict[str, str]:
    """Checksums of the graphs that every store holds, as this version has them."""
    return {name: updates.checksum(nquads) for name, nquads in shared_graphs()}
