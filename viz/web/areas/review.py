"""What people confirm, reject and take back: the page of open points and decisions, and the two acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, Field

from ontology.errors import PolicyRefused
from queries import catalog, conflicts, documents, reviews
from queries.conflicts import Conflict
from queries.results import Quotation, Statement, statements
from queries.reviews import Review
from queries.stores.protocols import Store
from viz.web.access import Writer, told_without_paths
from viz.web.areas.signing_in import local
from viz.web.failing import for_people
from viz.web.held import State, StateNow
from viz.web.pages import page
from viz.web.serving import Reviewing, serving

area = APIRouter(include_in_schema=False)
Part = Literal["open", "unsure", "conflicts", "decided"]
PARTS: tuple[Part, ...] = ("open", "unsure", "conflicts", "decided")
AT_A_TIME = 20
UNSURE = 80  # percent of confidence, below which a person should look
MOST = 2000  # of a kind that are kept for the page


class Decided(BaseModel):
    """What a form says: a statement, or a reference and a document; `next`: where to go on."""

    decision: Literal["confirm", "reject"]
    reason: str = Field("", max_length=5000)
    statement: str = Field("", max_length=1000)
    reference: str = Field("", max_length=1000)
    document: str = Field("", max_length=1000)
    next: str = Field("/review", max_length=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReference:
    """A reference and one document that it may mean; `quotations` are the words of the reference."""

    reference: str
    document: str
    reason: str
    quotations: tuple[Quotation, ...]


@area.get("/review")
def show(
    request: Request, state: StateNow, part: Part = "open", first: Annotated[int, Query(alias="from", ge=0)] = 0
) -> Response:
    """One kind of things to review, some at a time, those first that matter most."""
    every = _every(state)
    shown: Sequence[object] = every[part][first : first + AT_A_TIME]
    return page(
        request, "review.html", part=part, parts=PARTS, counts={name: len(found) for name, found in every.items()},
        shown=shown, first=first, step=AT_A_TIME, most=MOST, cards=documents.cards(state.store, _named(shown)),
    )  # fmt: skip


@area.post("/review")
def decide(request: Request, person: Writer, said: Annotated[Decided, Form()]) -> Response:
    """Confirm or reject; back to the page from which it was done."""
    with told_without_paths():
        number = _reviewing(request).decide(
            by=person, confirmed=said.decision == "confirm", reason=said.reason, statement=said.statement or None,
            reference=said.reference or None, document=said.document or None,
        )  # fmt: skip
    return _done(request, said.next, number)


@area.post("/review/{number}/take-back")
def take_back(
    request: Request, person: Writer, number: str,
    next_: Annotated[str, Form(alias="next", max_length=2000)] = "/review?part=decided",
) -> Response:  # fmt: skip
    """Take a decision back; it stays listed."""
    with told_without_paths():
        _reviewing(request).take_back(number, by=person)
    return _done(request, next_, number)


def _reviewing(request: Request) -> Reviewing:
    found = serving(request).reviewing
    if found is None:
        raise PolicyRefused("Máy chủ này không nhận ý kiến rà soát.", "This server takes no reviews.")
    return found


def _done(request: Request, next_: str, number: str) -> Response:
    if for_people(request):
        return RedirectResponse(local(next_), 303)
    return JSONResponse({"review": number}, 201)


def _every(state: State) -> dict[Part, Sequence[object]]:
    """All there is to review, and all that was; found once for a state of the store."""
    decided = state.derived(("review", "decided"), reviews.reviews)
    about = {(each.subject, each.object) for each in decided if each.stands and each.is_resolution}
    targets = {target for each in decided if each.stands for target in each.targets}
    return {
        "open": [
            each for each in state.derived(("review", "open"), _open) if (each.reference, each.document) not in about
        ],
        "unsure": [each for each in state.derived(("review", "unsure"), _unsure) if each.iri not in targets],
        "conflicts": [each for each in state.derived(("review", "conflicts"), _conflicts) if not _ends(each) & about],
        "decided": decided,
    }


def _ends(conflict: Conflict) -> set[tuple[str, str]]:
    return {(conflict.one.about, conflict.other.about), (conflict.other.about, conflict.one.about)}


def _open(store: Store) -> tuple[OpenReference, ...]:
    """The references that stay open and what each may mean."""
    found: dict[tuple[str, str], list[tuple[str, Quotation | None]]] = {}
    for row in catalog.rows(store, "gaps"):
        if row["candidate"] is not None:
            pair = (str(row["about"]), str(row["candidate"]))
            found.setdefault(pair, []).append((str(row["reason"] or ""), Quotation.of(row)))
    return tuple(
        OpenReference(
            reference=reference, document=document, reason=said[0][0],
            quotations=tuple(sorted({quotation for _, quotation in said if quotation})),
        )
        for (reference, document), said in list(found.items())[:MOST]
    )  # fmt: skip


def _unsure(store: Store) -> tuple[Statement, ...]:
    return statements(catalog.rows(store, "unsure_statements", below=UNSURE))[:MOST]


def _conflicts(store: Store) -> tuple[Conflict, ...]:
    """The pairs of which one may be the other, written wrongly."""
    pairs = (*conflicts.two_dates(store), *conflicts.two_numbers(store))
    return tuple(each for each in pairs if each.one.about != each.other.about)[:MOST]


def _named(shown: Sequence[object]) -> set[str]:
    """The documents that are to be called by name."""
    found: set[str] = set()
    for each in shown:
        match each:
            case OpenReference():
                found |= {each.reference, each.document}
            case Statement():
                found |= {each.subject, each.object, each.speaker}
            case Conflict():
                found |= {each.one.about, each.other.about}
            case Review():
                found |= {each.subject, each.object}
    return found
