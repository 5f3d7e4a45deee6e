"""What follows from all documents together, and from what people decided, made again in a store."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ontology.review import Decision
    from queries.stores.protocols import Writer


def prepare(address: str) -> None:
    """Let a store in a folder find beforehand what people would wait for."""
    from queries import beforehand
    from queries.stores import opening

    if opening.engine(address) == "oxigraph":
        with closing(opening.open_reader(address)) as reader:
            beforehand.prepare(reader)


def link(writer: Writer) -> None:
    """Make the graph of links across documents again, and that of reviews where there are any."""
    from loaders.resolve import links
    from ontology import iri
    from queries import catalog

    decisions = decided(writer)
    standing = [each for each in decisions if each.stands]
    facts = catalog.rows(writer, "resolution_facts").rows
    nquads = links(
        [(str(s), str(p), str(o)) for s, p, o in facts],
        [each for each in standing if each.is_resolution],
        _rejected(writer, standing),
    )
    writer.replace_graph(iri.LINKS, nquads)
    write_reviews(writer)


def decided(writer: Writer) -> tuple[Decision, ...]:
    """The decisions in the log of this store."""
    from queries.stores import review_log

    log = review_log.of(writer)
    return log.decisions() if log is not None else ()


def write_reviews(writer: Writer) -> None:
    """Make the graph of reviews again from the log; what the store holds otherwise stays."""
    from loaders.review_quads import written
    from ontology import iri
    from queries import reviews

    if decisions := decided(writer):
        writer.replace_graph(iri.REVIEWS, written(decisions, reviews.targets(writer, decisions)))


def _rejected(writer: Writer, standing: list[Decision]) -> set[str]:
    """The statements that people rejected, as the store calls them now."""
    from queries import reviews

    about = [each for each in standing if not each.confirmed and not each.is_resolution]
    return {target for found in reviews.targets(writer, about).values() for target in found}
