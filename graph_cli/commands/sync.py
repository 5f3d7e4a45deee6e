"""`cancu sync`: a store's documents into another store, whatever the two are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from graph_cli import linking
from graph_cli.commands.load import SOME_REFUSED, progress
from graph_cli.output import Answer, Sheet, output_options, show
from graph_cli.session import Session, pass_session
from ontology import iri
from ontology.errors import UsageError

if TYPE_CHECKING:
    from queries.copying import Copied, Originals, Plan
    from queries.stores.protocols import SparqlStore, Writer

COLUMNS = ("file", "outcome", "why")


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--keep", is_flag=True)
@output_options
@pass_session
def command(session: Session, /, source: str, target: str, keep: bool, **shape: Any) -> int:
    from queries.documents import file_names
    from queries.stores import opening

    _check(source, target)
    with closing(opening.open_rdf(source)) as origin:
        names = file_names(origin)
        with opening.open_writer(target) as writer:
            _take_over_reviews(source, writer)
            names = {**file_names(writer), **names}
            done = _copied(session, origin, writer, _originals(source), keep=keep)
    show(session, _answer(session, done, names), **shape)
    return SOME_REFUSED if any(each.error for each in done) else 0


def _check(source: str, target: str) -> None:
    from queries.stores import opening

    if _place(source) == _place(target):
        raise UsageError(
            f"{opening.shown(source)}: hai kho là một. Nêu hai kho khác nhau.",
            f"{opening.shown(source)}: both are the same store. Name two different ones.",
        )


def _place(address: str) -> str:
    """What tells two addresses apart, however they are written."""
    from queries.stores import opening

    if opening.engine(address) in ("oxigraph", "ladybug"):
        return str(opening.folder(address).resolve())
    return opening.shown(address).rstrip("/").lower()


def _copied(session: Session, origin: SparqlStore, writer: Writer, originals: Originals, *, keep: bool) -> list[Copied]:
    from queries import copying

    work = copying.plan(origin, writer)
    if work.surplus and not keep and len(work) == len(work.surplus):
        raise UsageError(
            "Kho nguồn không có văn bản nào; chép sẽ xóa hết kho đích. Nếu chỉ muốn thêm: --keep.",
            "The source holds no document; to copy it would empty the target. To add only: --keep.",
        )
    done = []
    with progress(session, len(work), "sync.progress") as bar:
        for each in copying.copy(origin, writer, work, originals, keep=keep):
            done.append(each)
            bar.done(each)
    _link(origin, writer, work, done, keep=keep)
    return done


def _link(origin: SparqlStore, writer: Writer, work: Plan, done: Sequence[Copied], *, keep: bool) -> None:
    """The links across documents: those of the source where both hold the same documents, else made anew.

    Also made anew where people decided about some: the target may have decisions of its own.
    """
    from queries import copying

    links = copying.noted(origin).get(iri.LINKS)
    differ = (keep and work.surplus) or any(each.error for each in done) or linking.decided(writer)
    if links is None or differ:
        linking.link(writer)
    else:
        writer.replace_graph(links.graph, copying.checked(origin, links))


def _take_over_reviews(source: str, writer: Writer) -> None:
    """What people decided in the source, where both stores keep a log of it."""
    from queries.stores import opening, review_log

    log = review_log.of(writer)
    if log is not None and opening.engine(source) in ("oxigraph", "ladybug"):
        log.take_over(review_log.ReviewLog(opening.folder(source)))


def _originals(address: str) -> Originals:
    """Where the source keeps the files themselves: a folder does, a server does not."""
    from queries.stores import opening

    if opening.engine(address) not in ("oxigraph", "ladybug"):
        return lambda _: None
    from queries.stores.layout import StoreFolder

    return StoreFolder(opening.folder(address)).original


def _answer(session: Session, done: Sequence[Copied], names: dict[str, str]) -> Answer:
    rows = [(_name(each, names), str(each.outcome), _why(session, each)) for each in done]
    counted = Counter(str(each.outcome) for each in done)
    lines = [session.words(f"sync.{kind}", count=count) for kind, count in counted.items()]
    lines += [f"  {file}: {session.words(f'sync.is_{kind}')}" for file, kind, _ in rows if kind in ("removed", "kept")]
    lines += [f"  {why}" for _, _, why in rows if why]
    return Answer(sheet=Sheet(columns=COLUMNS, rows=rows), text=lines)


def _name(each: Copied, names: dict[str, str]) -> str:
    return names.get(str(each.noted.sha256), str(each.noted.sha256))


def _why(session: Session, each: Copied) -> str | None:
    return each.error.message(session.settings.lang) if each.error else None
