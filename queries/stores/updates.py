"""Update requests that put a whole graph in the place of the one that was there, with the ledger's notes on it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256 as sha256_of

import pyoxigraph as ox

from ontology import iri
from ontology.namespaces import VB

LEDGER = ox.NamedNode(iri.LEDGER)
EXTRACTOR = ox.NamedNode(VB.extractorVersion)
SHA256 = ox.NamedNode(VB.sha256)
COUNT = ox.NamedNode(VB.tripleCount)
CHECKSUM = ox.NamedNode(VB.graphChecksum)

Facts = Mapping[ox.NamedNode, str]


def checksum(nquads: bytes) -> str:
    """What the ledger notes of a graph's contents."""
    return sha256_of(nquads).hexdigest()


def replacing(name: ox.NamedNode, nquads: bytes, facts: Facts) -> str:
    """Three operations: drop, forget, insert. For an engine that is handed the text whole."""
    triples = _each(name, nquads, b" .\n")
    noted = " ".join(f"{name} {key} {value} ." for key, value in _notes(nquads, facts))
    return (
        f"DROP SILENT GRAPH {name} ; {_forget(name)} ; INSERT DATA {{"
        f" GRAPH {name} {{\n{triples}}}\n GRAPH {LEDGER} {{ {noted} }} }}"
    )


def removing(name: ox.NamedNode) -> str:
    """Take a graph out with its notes."""
    return f"DROP SILENT GRAPH {name} ; {_forget(name)}"


def exchanging(name: ox.NamedNode, nquads: bytes | None, facts: Facts, *, outdated: ox.NamedNode | None = None) -> str:
    """The same as one single operation, None to take the graph out; `outdated` is a graph whose checksum is forgotten.

    For servers: a request may be cut off on its way, and there are servers that carry out what arrived when
    that happens to be whole operations. Nothing shorter than this text is an update.
    """
    triples = _each(name, nquads, b")\n(").removesuffix("(") if nquads else ""
    notes = () if nquads is None else _notes(nquads, facts)
    noted = " ".join(f"({key} {value})" for key, value in notes)
    forgotten = f"{outdated} {CHECKSUM} ?old ." if outdated else ""
    parts = (
        f"GRAPH {name} {{ ?s ?p ?o }}",
        f"GRAPH {LEDGER} {{ {name} ?key ?value }}",
        f"GRAPH {LEDGER} {{ {forgotten} }}" if forgotten else "",
        f"VALUES (?note ?told) {{ {noted} }}",
        f"VALUES (?a ?b ?c) {{\n{'(' * bool(triples)}{triples}}}",
    )
    return (
        f"DELETE {{ GRAPH {name} {{ ?s ?p ?o }} GRAPH {LEDGER} {{ {name} ?key ?value . {forgotten} }} }}\n"
        f"INSERT {{ GRAPH {name} {{ ?a ?b ?c }} GRAPH {LEDGER} {{ {name} ?note ?told }} }}\n"
        f"WHERE {{ {' UNION '.join(f'{{ {part} }}' for part in parts if part)} }}"
    )


def _notes(nquads: bytes, facts: Facts) -> list[tuple[ox.NamedNode, ox.Literal]]:
    told = [(key, ox.Literal(value)) for key, value in {**facts, CHECKSUM: checksum(nquads)}.items()]
    return [*told, (COUNT, ox.Literal(nquads.count(b"\n")))]


def _forget(name: ox.NamedNode) -> str:
    return f"DELETE WHERE {{ GRAPH {LEDGER} {{ {name} ?p ?o }} }}"


def _each(name: ox.NamedNode, nquads: bytes, ending: bytes) -> str:
    """N-Quads of one graph, each line with another ending; ValueError where a line belongs elsewhere."""
    found = f" {name} .\n".encode()
    if nquads.count(b"\n") != nquads.count(found) or (nquads and not nquads.endswith(found)):
        raise ValueError(f"quads outside {name}")
    return nquads.replace(found, ending).decode()
