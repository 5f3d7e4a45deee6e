"""From one store into another, graph by graph: each is copied whole, and what is there already is left alone.

    work = plan(source, target)
    for copied in copy(source, target, work): ...

Run again after an interruption it finishes. The links across documents come last, by the caller: a store that
keeps documents of its own links other documents than the store they came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ontology import iri
from ontology.errors import CancuError, StoreDamaged
from queries import catalog
from queries.stores import updates
from queries.stores.protocols import GraphOfFile, SparqlStore, Store, Writer

Originals = Callable[[str], bytes | None]  # a file's bytes by its hash, where the source keeps them


class Outcome(StrEnum):
    """What became of one graph."""

    COPIED = "copied"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    KEPT = "kept"  # only the target has it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Noted:
    """What a store notes of a graph: of a file's graph the hash of the file and the version that read it."""

    graph: str
    sha256: str | None
    extractor: str | None
    checksum: str


@dataclass(frozen=True, slots=True)
class Copied:
    noted: Noted
    outcome: Outcome
    error: CancuError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be done: `shared` are the vocabulary and the registry, `surplus` what only the target has."""

    shared: tuple[Noted, ...] = ()
    missing: tuple[Noted, ...] = ()
    outdated: tuple[Noted, ...] = ()
    unchanged: tuple[Noted, ...] = ()
    surplus: tuple[Noted, ...] = ()

    def __len__(self) -> int:
        return len(self.missing) + len(self.outdated) + len(self.unchanged) + len(self.surplus)


def noted(store: Store) -> dict[str, Noted]:
    """What a store notes of its graphs, by name."""
    found = (
        Noted(str(row["graph"]), _text(row["sha256"]), _text(row["extractor"]), str(row["checksum"]))
        for row in catalog.rows(store, "graphs")
    )
    return {each.graph: each for each in found}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def plan(source: Store, target: Store) -> Plan:
    """Compare what two stores note of their graphs."""
    there, here = noted(source), noted(target)
    files = {each.graph: here.get(each.graph) for each in there.values() if each.sha256}
    others = (each for name, each in there.items() if name not in files and name != iri.LINKS)
    return Plan(
        shared=tuple(each for each in others if here.get(each.graph) != each),
        missing=tuple(there[name] for name, known in files.items() if known is None),
        outdated=tuple(there[name] for name, known in files.items() if known not in (None, there[name])),
        unchanged=tuple(there[name] for name, known in files.items() if known == there[name]),
        surplus=tuple(each for name, each in here.items() if each.sha256 and name not in files),
    )


def copy(
    source: SparqlStore, target: Writer, work: Plan, originals: Originals, *, keep: bool = False
) -> Iterator[Copied]:
    """Do what is planned; with `keep`, what only the target has stays. Yields each graph when it is done."""
    for each in work.shared:
        target.replace_graph(each.graph, checked(source, each))
    for each in work.unchanged:
        yield Copied(each, Outcome.UNCHANGED)
    for each, afresh in (*((m, False) for m in work.missing), *((o, True) for o in work.outdated)):
        try:
            _commit(source, target, each, originals, afresh=afresh)
        except StoreDamaged as error:
            yield Copied(each, Outcome.FAILED, error)
        else:
            yield Copied(each, Outcome.COPIED)
    for each in work.surplus:
        if not keep:
            target.remove(str(each.sha256))
        yield Copied(each, Outcome.KEPT if keep else Outcome.REMOVED)
    target.sync()


def _commit(source: SparqlStore, target: Writer, each: Noted, originals: Originals, *, afresh: bool) -> None:
    nquads = checked(source, each)
    sha256, extractor = str(each.sha256), str(each.extractor)
    if afresh and target.is_current(sha256, extractor):
        target.remove(sha256)  # the same file by the same reader, yet other contents: a commit would leave it
    target.commit(
        GraphOfFile(iri=each.graph, sha256=sha256, extractor=extractor, nquads=nquads, original=originals(sha256))
    )


def checked(source: SparqlStore, each: Noted) -> bytes:
    """A graph's contents; StoreDamaged where they are not what the source once noted."""
    nquads = source.dump(each.graph)
    if updates.checksum(nquads) != each.checksum:
        raise StoreDamaged(
            f"{each.graph}: nội dung ở kho nguồn không khớp tổng kiểm của nó. Nạp lại văn bản này vào kho nguồn.",
            f"{each.graph}: its contents in the source do not match their checksum. Load the document there again.",
        )
    return nquads
