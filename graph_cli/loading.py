"""Bringing documents into a store: each is loaded, unchanged or refused, and none stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import CancuError, InputRefused, Refusal

if TYPE_CHECKING:
    from queries.stores.protocols import Writer

READABLE = (".docx", ".txt")  # what is taken from a folder; a file that is named itself is always tried
LOCK = "~$"  # begins the name of the file that Word keeps beside an open document
FAILED = "failed"
REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: loaded, replaced, unchanged, refused or failed, and why."""

    file: str
    outcome: str
    code: str | None = None
    error: CancuError | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """A file's bytes, fetched when its turn comes."""

    name: str
    fetch: Callable[[], bytes]


def originals(paths: Iterable[Path]) -> Iterator[Original]:
    """The files named, and the readable files of the folders named, in order; no links are followed in folders."""
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if _is_taken(each))
            yield from (_original(each) for each in found if each.is_file() and not each.is_symlink())
        else:
            yield _original(path)


def _is_taken(path: Path) -> bool:
    return path.suffix.lower() in READABLE and not path.name.startswith(LOCK)


def _original(path: Path) -> Original:
    from loaders.readers import plain_text

    return Original(path.name, lambda: plain_text.read_bytes(path))


def passed_over(paths: Iterable[Path]) -> int:
    """How many files of the folders named are of a kind that is not taken from a folder."""
    inside = (each for path in paths if path.is_dir() for each in path.rglob("*"))
    return sum(each.is_file() and not _is_taken(each) for each in inside)


def unheard(_: object) -> None:
    """Nobody waits to hear of each file."""


def load(store: Path | str, files: Sequence[Original], done: Callable[[Outcome], None] = unheard) -> list[Outcome]:
    """Load files into a store, made where there is none, then link what they cite; `done` hears of each in turn."""
    from queries.stores.opening import open_writer

    outcomes = []
    with open_writer(str(store)) as writer:
        for original in files:
            outcome = _load(writer, original)
            outcomes.append(outcome)
            done(outcome)
        if changed := writer.pending or any(outcome.outcome in ("loaded", "replaced") for outcome in outcomes):
            link(writer)
    if changed:
        prepare(str(store))
    return outcomes


def prepare(address: str) -> None:
    """Let a store in a folder find beforehand what people would wait for."""
    from queries import beforehand
    from queries.stores import opening

    if opening.engine(address) == "oxigraph":
        with closing(opening.open_reader(address)) as reader:
            beforehand.prepare(reader)


def link(writer: Writer) -> None:
    """Make the graph of links across documents again."""
    from loaders.resolve import links
    from ontology import iri
    from queries import catalog

    facts = catalog.rows(writer, "resolution_facts").rows
    writer.replace_graph(iri.LINKS, links([(str(s), str(p), str(o)) for s, p, o in facts]))


def _load(writer: Writer, original: Original) -> Outcome:
    try:
        return Outcome(file=original.name, outcome=_commit(writer, original))
    except InputRefused as error:
        return Outcome(file=original.name, outcome=REFUSED, code=error.code, error=error)
    except CancuError:
        raise  # the store's own trouble concerns every file
    except Exception as error:  # noqa: BLE001  one document must not stop the others; it is counted and named
        return Outcome(file=original.name, outcome=FAILED, code=type(error).__name__, error=_defect(original, error))


def _commit(writer: Writer, original: Original) -> str:
    from loaders import pipeline
    from loaders.to_rdf import to_nquads
    from ontology import iri
    from queries.stores.protocols import GraphOfFile
    from queries.stores.protocols import Outcome as Stored

    data = original.fetch()
    source = pipeline.read_bytes(original.name, data)
    if writer.is_current(source.sha256, pipeline.EXTRACTOR_VERSION):
        return Stored.UNCHANGED
    return writer.commit(
        GraphOfFile(
            iri=iri.graph(source.sha256),
            sha256=source.sha256,
            extractor=pipeline.EXTRACTOR_VERSION,
            nquads=to_nquads(pipeline.extract(source), source.text),
            original=data,
        )
    )


def _defect(original: Original, error: Exception) -> CancuError:
    detail = f"{type(error).__name__}: {error}"
    return CancuError(
        f"{original.name}: lỗi của chương trình khi đọc ({detail}). Xin báo lại kèm tệp này.",
        f"{original.name}: a defect of ours while reading ({detail}). Please report it with the file.",
    )


def nowhere(path: Path) -> Outcome:
    """The outcome of a path that does not exist."""
    return Outcome(file=path.name, outcome=REFUSED, code="not-found", error=InputRefused(str(path), Refusal.UNREADABLE))
