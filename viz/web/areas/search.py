"""Search: suggestions while somebody types, and the page of results."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response

from queries import references
from queries.documents import Card
from queries.search import KINDS, Found
from queries.search_hits import Hit
from queries.search_words import Typed
from queries.stores.protocols import Store
from viz.style import kind_style
from viz.web.finding import Known, KnownNow, where
from viz.web.held import StoreNow
from viz.web.pages import Lang, page
from viz.web.wording import Words

area = APIRouter()
LONGEST = 10_000  # letters of a query; the index looks at the first of them
_SUGGESTED = {"document": 8, "agency": 4, "task": 4, "sentence": 4}
_ON_A_PAGE = 20
_OF_EACH = {"document": 8, "agency": 5, "task": 5, "sentence": 5}
_SNIPPET, _SHORT = 300, 110  # letters
_LAST = 1_000

Text = Annotated[str, Query(max_length=LONGEST)]


@area.get("/suggest", include_in_schema=False)
def suggest(known: KnownNow, lang: Lang, q: Text = "") -> Response:
    """What the search box offers for what stands in it."""
    typed, words = Typed(q), Words(lang)
    groups = []
    for kind in KINDS:
        found = known.index.first(typed, kind, _SUGGESTED[kind])
        if found.hits:
            items = [_suggestion(hit, typed, words) for hit in found.hits]
            groups.append({"kind": kind, "label": words(f"search.kind_{kind}"), "items": items})
    return JSONResponse({"q": q, "groups": groups}, headers={"cache-control": "no-store"})


def _suggestion(hit: Hit, typed: Typed, words: Words) -> dict[str, object]:
    """One line of the box: `label` and `text` in parts, each with whether it was looked for."""
    told: dict[str, object] = {"href": where(hit), "held": hit.held}
    if hit.kind == "agency":
        return told | {"label": _told(typed.marked(hit.name)), "note": _weight(hit, words)}
    style = kind_style(hit.document_kind, words.lang)
    told |= {"code": style.code, "style": style.slug or "unknown"}
    if hit.kind == "document":
        told |= {"label": _told(typed.marked(hit.name)), "text": _told(typed.snippet(hit.text, _SHORT))}
        return told if hit.held else told | {"note": words("search.not_held")}
    return told | {"label": _told(typed.snippet(hit.text, _SHORT)), "text": [[hit.document_name, False]]}


def _told(parts: tuple[object, ...]) -> list[list[object]]:
    return [[part.text, part.found] for part in parts]  # type: ignore[attr-defined]


def _weight(hit: Hit, words: Words) -> str:
    issued, tasks = hit.weight
    return words("search.weight", issued=issued, tasks=tasks)


@area.get("/search", include_in_schema=False)
def results(
    request: Request,
    known: KnownNow,
    store: StoreNow,
    q: Text = "",
    kind: Literal["", "document", "agency", "task", "sentence"] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=_LAST // _ON_A_PAGE)] = 1,
) -> Response:
    """All that was found, or one kind of it page by page."""
    typed = Typed(q)
    found = {each: _found(known, typed, each, kind, number) for each in KINDS}
    exact = _exact(found["document"], number) if kind in ("", "document") else ()
    near = () if not typed.bare or any(each.hits for each in found.values()) else _near(store, q)
    return page(
        request, "search.html", q=q, kind=kind, kinds=KINDS, typed=typed, found=found, exact=exact, near=near,
        number=number, on_a_page=_ON_A_PAGE, last=_LAST // _ON_A_PAGE, where=where, width=_SNIPPET,
    )  # fmt: skip


def _found(known: Known, typed: Typed, each: str, kind: str, number: int) -> Found:
    """A page of the kind that is looked at, a few of each where all are, else the count alone."""
    if each == kind:
        return known.index.page(typed, each, _ON_A_PAGE, (number - 1) * _ON_A_PAGE)
    return known.index.page(typed, each, 1 if kind else _OF_EACH[each])


def _exact(found: Found, number: int) -> tuple[Hit, ...]:
    """The documents of the very number: offered large where there is one, all the others stay in the list."""
    return found.hits[:1] if found.exact == 1 and number == 1 else ()


def _near(store: Store, typed: str) -> tuple[Card, ...]:
    """Documents that it may have meant."""
    try:
        return (references.find(store, typed[:_SNIPPET]),)
    except references.SeveralDocuments as several:
        return several.found[:5]
    except references.NoSuchDocument as none:
        return none.nearest
