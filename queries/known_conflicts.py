"""The contradictions of a whole store without their words, found once and kept with it: finding them takes long."""

from __future__ import annotations

import json
from dataclasses import astuple
from functools import cache
from importlib.resources import files

from ontology.namespaces import VB
from queries import catalog, conflicts
from queries.conflicts import Found
from queries.stores.protocols import Keeping, Store

_CODE = (("ontology", "folding.py"), ("ontology", "iri.py"), ("queries", "conflicts.py"))
_ASKED = ("two_dates", "two_numbers", "late_citations", "definitions")


def found(store: Store) -> tuple[Found, ...]:
    """All contradictions: those kept, else found now and kept from now on."""
    if not isinstance(store, Keeping):
        return conflicts.found(store)
    count, *lines = store.keep("contradictions", _form(), lambda: _written(conflicts.found(store))).split("\n")
    if count != str(len(lines)):  # what was kept is damaged
        return conflicts.found(store)
    return tuple(map(_read, lines))


def contradicting(store: Store) -> list[tuple[str, str]]:
    """The pairs of documents that contradict each other, without the words."""
    return sorted({(each.one, each.other) for each in found(store) if each.kind != VB.oneMeaning})


def _written(every: tuple[Found, ...]) -> str:
    return "\n".join((str(len(every)), *(json.dumps(astuple(each)) for each in every)))


def _read(line: str) -> Found:
    kind, one, one_says, other, other_says, proofs = json.loads(line)
    return Found(kind, one, one_says, other, other_says, (proofs[0], proofs[1]))


@cache
def _form() -> str:
    """What contradictions follow from beside the store: how they are asked for and compared."""
    texts = [files(package).joinpath(name).read_text("utf-8") for package, name in _CODE]
    return "\n".join((*texts, *(catalog.question(name).text for name in _ASKED)))
