"""From the address of a store to the store: which engine, and how it is opened.

    FOLDER, ~/FOLDER                       embedded, asked in SPARQL
    cypher:FOLDER                          the same folder, asked in Cypher by an embedded engine
    sparql+http://HOST:PORT/DATASET        any SPARQL 1.1 server, also sparql+https://
    bolt://HOST:PORT, neo4j://HOST:PORT    Neo4j, also with +s and +ssc

Engines are imported when they are opened.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal

from ontology.errors import UsageError
from queries.stores.protocols import SparqlStore, Store, Writer

Engine = Literal["oxigraph", "ladybug", "sparql-server", "neo4j"]
_CYPHER_FOLDER = "cypher:"
_SCHEMES: dict[str, Engine] = {
    **dict.fromkeys(("sparql+http", "sparql+https"), "sparql-server"),
    **{f"{scheme}{secure}": "neo4j" for scheme in ("bolt", "neo4j") for secure in ("", "+s", "+ssc")},
}


def engine(address: str) -> Engine:
    """The engine behind an address; UsageError with the forms there are."""
    if address.startswith(_CYPHER_FOLDER):
        return "ladybug"
    scheme, separator, _ = address.partition("://")
    if not separator:
        return "oxigraph"
    if scheme.lower() not in _SCHEMES:
        raise UsageError(
            f"Không biết loại kho “{scheme}://”. Có: THƯ-MỤC, cypher:THƯ-MỤC, sparql+http://…, bolt://…, neo4j://….",
            f"There is no store of the kind “{scheme}://”. There are: FOLDER, cypher:FOLDER, sparql+http://…, "
            "bolt://…, neo4j://….",
        )
    return _SCHEMES[scheme.lower()]


def folder(address: str) -> Path:
    """The folder of an embedded store; UsageError for a server's address."""
    if engine(address) not in ("oxigraph", "ladybug"):
        raise UsageError(
            f"{shown(address)}: lệnh này cần kho trong thư mục. Đặt --store THƯ-MỤC.",
            f"{shown(address)}: this command needs a store in a folder. Set --store FOLDER.",
        )
    return Path(address.removeprefix(_CYPHER_FOLDER)).expanduser()


def shown(address: str) -> str:
    """An address without the user and password that it may hold, whatever signs these are written with."""
    scheme, separator, rest = address.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def open_reader(address: str) -> Store:
    """A store for questions; BackendUnavailable where its server does not answer."""
    match engine(address):
        case "oxigraph":
            from queries.stores import oxigraph

            return oxigraph.open_reader(folder(address))
        case "ladybug":
            from queries.stores.embedded_cypher import store as ladybug_store

            return ladybug_store.open_reader(folder(address))
        case "sparql-server":
            from queries.stores.sparql_server import store as sparql_store

            return sparql_store.open_reader(address)
        case "neo4j":
            from queries.stores.bolt import store as bolt_store

            return bolt_store.open_reader(address)


def open_rdf(address: str) -> SparqlStore:
    """A store that gives its triples; UsageError for one that holds no RDF."""
    match engine(address):
        case "oxigraph" | "ladybug":
            from queries.stores import oxigraph

            return oxigraph.open_reader(folder(address))
        case "neo4j":
            raise UsageError(
                f"{shown(address)}: kho này giữ đồ thị thuộc tính, không giữ RDF. Dùng kho đã nạp vào nó.",
                f"{shown(address)}: this store holds a property graph and no RDF. Use the store it was filled from.",
            )
        case "sparql-server":
            from queries.stores.sparql_server import store as sparql_store

            return sparql_store.open_reader(address)


def open_writer(address: str) -> AbstractContextManager[Writer]:
    """The store for bringing documents in, made where there is none; StoreBusy where another writer does not end."""
    match engine(address):
        case "oxigraph" | "ladybug":
            from queries.stores import oxigraph

            return oxigraph.open_writer(folder(address))
        case "sparql-server":
            from queries.stores.sparql_server import store as sparql_store

            return sparql_store.open_writer(address)
        case "neo4j":
            from queries.stores.bolt import store as bolt_store

            return bolt_store.open_writer(address)
