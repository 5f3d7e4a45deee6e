"""A made corpus brought into a store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox

from benchmarks.corpus.graphs import corpus
from ontology import iri
from ontology.namespaces import VB
from queries.stores import opening, oxigraph
from queries.stores.protocols import GraphOfFile, Writer


def nquads(documents: int, seed: int = 1) -> Iterator[bytes]:
    """Every graph of the corpus with what the ledger notes of it."""
    for graph in corpus(documents, seed):
        yield graph.nquads
        yield _noted(graph).encode()


def _noted(graph: GraphOfFile) -> str:
    count = graph.nquads.count(b"\n")
    notes = {
        VB.graphChecksum: f'"{sha256(graph.nquads).hexdigest()}"',
        VB.tripleCount: f'"{count}"^^<http://www.w3.org/2001/XMLSchema#integer>',
    }
    if graph.sha256:
        notes |= {VB.sha256: f'"{graph.sha256}"', VB.extractorVersion: f'"{graph.extractor}"'}
    return "".join(f"<{graph.iri}> <{name}> {value} <{iri.LEDGER}> .\n" for name, value in notes.items())


def fill(address: str, documents: int, seed: int = 1) -> None:
    """Bring the corpus into a store, made where there is none: a folder in one go, a server graph by graph."""
    if opening.engine(address) in ("oxigraph", "ladybug"):
        return _fill_folder(opening.folder(address), documents, seed)
    with opening.open_writer(address) as writer:
        for graph in corpus(documents, seed):
            _bring(writer, graph)
    return None


def _bring(writer: Writer, graph: GraphOfFile) -> None:
    if graph.sha256:
        writer.commit(graph)
    else:
        writer.replace_graph(graph.iri, graph.nquads)


def _fill_folder(folder: Path, documents: int, seed: int) -> None:
    """One stream into the engine, made by a process of its own, then compacted; the files themselves are not kept."""
    with oxigraph.open_writer(folder) as writer:
        writer.folder.mark_unpublished()
        command = [sys.executable, "-m", "benchmarks.corpus", "--documents", str(documents), "--seed", str(seed)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as making:
            assert making.stdout is not None
            writer.engine.bulk_load(making.stdout, format=ox.RdfFormat.N_QUADS)
        if making.returncode:
            raise RuntimeError(f"{' '.join(command)}: {making.returncode}")
        writer.engine.optimize()
