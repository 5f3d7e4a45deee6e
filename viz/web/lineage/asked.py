"""What an address of the lineage view asks for, and the addresses that lead on from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Annotated, Literal

from fastapi import Depends, Query

from queries.documents import Card
from viz.web.lineage.choice import LIMIT, MOST, Wish
from viz.web.pages import with_parameters

_Reference = Annotated[str, Query(max_length=400)]
_Many = Annotated[tuple[str, ...], Query(max_length=60)]
_YEAR = r"^([12]\d{3})?$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What the filters ask for, as it stands in the address."""

    direction: str = "both"
    relation: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Sieve):
    """The state of the view, all of it in the address. `select`: a node's or edge's key; `path`: which way is shown."""

    ref: str = ""
    to: str = ""
    open: tuple[str, ...] = ()
    limit: int = LIMIT
    path: int = 1
    select: str = ""

    @property
    def wish(self) -> Wish:
        """What is to be drawn."""
        return Wish(
            direction=self.direction,
            relations=frozenset(self.relation),
            kinds=frozenset(self.kind),
            agencies=frozenset(self.agency),
            since=int(self.since) if self.since else None,
            until=int(self.until) if self.until else None,
            state=self.state,
            unfolded=frozenset(self.open),
            limit=self.limit,
        )

    def address(self, page: str = "/lineage", **changes: object) -> str:
        """The address of this state with something changed; what is as usual is left out."""
        given = {each.name: getattr(self, each.name) for each in fields(self)} | changes
        usual = {"direction": "both", "limit": LIMIT, "path": 1}
        kept = {name: value for name, value in given.items() if usual.get(name) != value}
        if "since" in kept:
            kept["from"] = kept.pop("since")
        return with_parameters(page, {name: kept[name] for name in _ORDER if name in kept})

    def typed(self, field: str, card: Card) -> str:
        """A reference as it stands in its field: as it was typed, and words instead of an IRI."""
        given: str = getattr(self, field)
        return card.name if given.startswith("http") else given

    def unfolding(self, key: str) -> str:
        """The address of this state with one fold opened."""
        return self.address(open=(*self.open, key), select="")

    def hidden(self, *besides: str) -> Iterable[tuple[str, str]]:
        """The state as fields of a form, but for the names that the form asks itself."""
        for name in _ORDER:
            value = getattr(self, "since" if name == "from" else name)
            if name not in besides:
                yield from ((name, str(each)) for each in (value if isinstance(value, tuple) else (value,)) if each)


_ORDER = (
    "ref", "to", "path", "direction", "relation", "kind", "agency", "from", "until", "state", "open", "limit", "select"
)  # fmt: skip


def _sieve(
    direction: Literal["both", "up", "down"] = "both",
    relation: _Many = (),
    kind: _Many = (),
    agency: _Many = (),
    since: Annotated[str, Query(alias="from", pattern=_YEAR)] = "",
    until: Annotated[str, Query(pattern=_YEAR)] = "",
    state: Literal["", "held", "cited"] = "",
) -> Sieve:
    return Sieve(
        direction=direction, relation=relation, kind=kind, agency=agency, since=since, until=until, state=state
    )


def _asked(
    sieve: Annotated[Sieve, Depends(_sieve)],
    ref: _Reference = "",
    to: _Reference = "",
    open: _Many = (),  # noqa: A002
    limit: Annotated[int, Query(ge=10, le=MOST)] = LIMIT,
    path: Annotated[int, Query(ge=1, le=200)] = 1,
    select: Annotated[str, Query(max_length=900)] = "",
) -> Asked:
    filters = {each.name: getattr(sieve, each.name) for each in fields(sieve)}
    return Asked(ref=ref.strip(), to=to.strip(), open=open, limit=limit, path=path, select=select, **filters)


AskedNow = Annotated[Asked, Depends(_asked)]
