"""The graphs every store holds besides its documents: the vocabulary and the registry of agencies and indices."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from ontology import iri

_VOCABULARY = ("cancu.ttl",)
_SHAPES = ("shapes.ttl",)  # rules about graphs, not facts: only the validation reads them


@cache
def shared_graphs() -> tuple[tuple[str, bytes], ...]:
    """Name and N-Quads of each shared graph, the same bytes every time."""
    folder = files("ontology").joinpath("data")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".ttl"))
    registry = [name for name in names if name not in _VOCABULARY + _SHAPES]
    vocabulary = [name for name in names if name in _VOCABULARY]
    return (
        (iri.ONTOLOGY, _quads(iri.ONTOLOGY, vocabulary)),
        (iri.REGISTRY, _quads(iri.REGISTRY, registry)),
    )


def _quads(graph: str, names: list[str]) -> bytes:
    folder = files("ontology").joinpath("data")
    name = ox.NamedNode(graph)
    found: set[bytes] = set()
    for entry in names:
        triples = ox.Dataset(ox.parse(folder.joinpath(entry).read_bytes(), format=ox.RdfFormat.TURTLE))
        triples.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        stem = f"{graph}#{entry.removesuffix('.ttl')}-"
        quads = [ox.Quad(_named(q.subject, stem), q.predicate, _named(q.object, stem), name) for q in triples]
        found.update((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True))
    return b"".join(sorted(found))


def _named(node: Any, stem: str) -> Any:
    """A blank node gets a name that depends on its place in the graph only; other terms stay."""
    return ox.NamedNode(stem + node.value) if isinstance(node, ox.BlankNode) else node
