"""What terms and things of the graph are called on pages, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ontology import iri, turtle
from ontology.namespaces import VB
from queries import catalog, documents
from queries.stores.protocols import Store
from viz.web.held import State

_DOCUMENT = f"{iri.BASE}document/"
Labels = Mapping[str, tuple[str, str]]


def terms(state: State, lang: str) -> Labels:
    """The words of the vocabulary by IRI: the label, and that of the other direction."""
    return state.derived("terms", _terms)[lang]


def _terms(store: Store) -> dict[str, dict[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {"vi": {}, "en": {}}
    for row in catalog.rows(store, "terms"):
        label = str(row["label"])
        found.setdefault(str(row["lang"]), {})[str(row["term"])] = (label, str(row["inverse"] or label))
    return found


def short(name: str) -> str:
    """An IRI with its usual prefix; one of ours without its beginning."""
    if name.startswith(iri.BASE):
        return name.removeprefix(iri.BASE)
    return turtle.name(name).strip("<>")


def names(store: Store, things: Iterable[str]) -> dict[str, str]:
    """What these things are called; those without a name are left out."""
    wanted = [each for each in dict.fromkeys(things) if each.startswith(iri.BASE)]
    held = documents.cards(store, [each for each in wanted if each.startswith(_DOCUMENT)])
    called = documents.names(store, [each for each in wanted if not each.startswith(_DOCUMENT)])
    return {**called, **{each: card.name for each, card in held.items()}}


def href(name: str) -> str:
    """Where an IRI leads on this site; itself for one of the network, "" for what no browser should follow."""
    if name.startswith(iri.BASE):
        from viz.web.pages import address

        return address(name)
    if name.startswith(VB.base):
        return f"/ontology#{name.removeprefix(VB.base)}"
    return name if name.startswith(("https://", "http://")) else ""
