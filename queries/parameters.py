"""From what a person types to the value of a parameter, by what the parameter stands for."""

from __future__ import annotations

from collections.abc import Callable

from ontology.errors import UsageError
from ontology.folding import folded
from ontology.iri import BASE
from ontology.namespaces import VB
from ontology.vocabulary import indices
from queries import agencies, references
from queries.catalog import Kind, Parameter
from queries.stores.protocols import Iri, Store, Value
from queries.walks import RELATIONS

ROLES = {
    "raise": VB.Raise, "plan": VB.Plan, "assess": VB.Assess, "communicate": VB.Communicate,
    "lead": VB.leadAgency, "coordinate": VB.coordinatingAgency,
}  # fmt: skip


def iri(text: str) -> Iri:
    """The name of a thing in the graph."""
    return Iri(text)


def values(store: Store, parameter: Parameter, text: str) -> list[Value]:
    """The values that a typed text stands for: several where a name is borne by several."""
    if parameter.kind is Kind.AGENCY:
        return list(agencies.find(store, text))
    if parameter.kind is Kind.DOCUMENT:
        return [Iri(references.find(store, text).iri)]
    return [_PLAIN[parameter.kind](text)]


def relation(name: str) -> Iri:
    """A relation by its name in the ontology: "amends"."""
    known = {folded(each.rpartition("#")[2]): each for each in RELATIONS}
    found = known.get(folded(name.removeprefix("vb:")))
    if found is None:
        names = ", ".join(each.rpartition("#")[2] for each in RELATIONS)
        raise UsageError(
            f"Không có quan hệ “{name}”. Có: {names}.", f"There is no relation “{name}”. There are: {names}."
        )
    return Iri(found)


def index(text: str) -> Iri | None:
    """The index that bears this code or name; None where none does."""
    wanted = folded(text).replace("-", " ")
    for each in indices():
        if wanted in {folded(name).replace("-", " ") for name in (each.code, each.slug, each.vi, *each.aliases)}:
            return Iri(f"{BASE}index/{each.slug}")
    return None


def index_name(name: str) -> str:
    """An index as a person knows it: "PAR INDEX"."""
    slug = name.rpartition("/")[2]
    return next((each.code for each in indices() if each.slug == slug), slug)


def _index(text: str) -> Iri:
    found = index(text)
    if found is None:
        codes = ", ".join(each.code for each in indices())
        raise UsageError(f"Không có chỉ số “{text}”. Có: {codes}.", f"There is no index “{text}”. There are: {codes}.")
    return found


def _role(text: str) -> Iri:
    if text not in ROLES:
        names = ", ".join(ROLES)
        raise UsageError(f"Không có vai “{text}”. Có: {names}.", f"There is no role “{text}”. There are: {names}.")
    return Iri(ROLES[text])


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise UsageError(f"“{text}” không phải số nguyên.", f"“{text}” is no whole number.") from error


_PLAIN: dict[Kind, Callable[[str], Value]] = {
    Kind.INDEX: _index,
    Kind.RELATION: relation,
    Kind.ROLE: _role,
    Kind.STATEMENT: Iri,
    Kind.INTEGER: _integer,
    Kind.LABEL: str,
    Kind.TEXT: str,
    Kind.DATE: str,
}
