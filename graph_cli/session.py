"""One run of the command: its settings, its words, the store once it is needed."""

from __future__ import annotations

import sys
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from graph_cli.messages import Words
from graph_cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from queries.stores.protocols import SparqlStore, Store

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound="Store")


class Session:
    """Settings, words and store of one run."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.words = Words(settings.lang)
        self._pages: dict[str, dict[tuple[int, int], int]] = {}
        self.full = False  # long quotations whole, also where a person reads them

    @cached_property
    def store(self) -> Store:
        """The store's newest state, read-only."""
        from queries.stores.opening import open_reader

        return _closed_at_the_end(open_reader(self.settings.store))

    @cached_property
    def triples(self) -> SparqlStore:
        """The store as RDF; UsageError where it holds none."""
        from queries.stores.opening import open_rdf

        return _closed_at_the_end(open_rdf(self.settings.store))

    @cached_property
    def _terms(self) -> dict[str, tuple[str, str]]:
        """Label and inverse label of each term of the vocabulary, in the language of this run."""
        from queries import catalog

        return {
            str(row["term"]): (str(row["label"]), str(row["inverse"] or row["label"]))
            for row in catalog.rows(self.store, "terms")
            if row["lang"] == self.settings.lang
        }

    def page(self, file: str, start: int, end: int) -> int | None:
        """The page of a quotation; None where the file has none."""
        if file not in self._pages:
            from queries.results import pages

            self._pages[file] = pages(self.store, file)
        return self._pages[file].get((start, end))

    def term(self, iri: str, *, inverse: bool = False) -> str:
        """What a term is called: "thực hiện", seen from the other side "được thực hiện bởi"."""
        local = iri.rpartition("#")[2].rpartition("/")[2]
        return self._terms.get(iri, (local, local))[inverse]

    def say(self, key: str, **values: object) -> None:
        """Tell the user something that is not the answer, on the error stream; nothing under --quiet."""
        if not self.settings.quiet:
            from graph_cli.output import visible

            click.echo(visible(self.words(key, **values)), file=sys.stderr)


def _closed_at_the_end(store: S) -> S:
    """The same store, which the command line closes when the command is done."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.find_root().call_on_close(store.close)
    return store


def pass_session(function: Callable[Concatenate[Session, P], R]) -> Callable[P, R]:
    """Hand the session to a command as its first argument."""

    @wraps(function)
    def with_session(*args: P.args, **kwargs: P.kwargs) -> R:
        session = click.get_current_context().find_object(Session)
        assert session is not None
        return function(session, *args, **kwargs)

    return with_session
