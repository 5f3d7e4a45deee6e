"""`/api/v1`: what the pages show, for programs. Every answer follows from the state of the store and bears its mark."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from ontology import iri
from ontology.errors import UsageError
from queries import (
    agencies,
    as_data,
    catalog,
    documents,
    gaps,
    lineage,
    parameters,
    periods,
    references,
    responsibility,
    results,
    tasks,
)
from queries.known_document import all_known
from queries.search import KINDS
from queries.search_words import Typed
from queries.stores.protocols import Store
from viz.web import api_models as models
from viz.web import contradictions, fresh
from viz.web.failing import NotThere
from viz.web.finding import KnownNow
from viz.web.held import StateNow, StoreNow, held
from viz.web.pages import with_parameters

_TELLING = 20  # documents whose statements are told at once: a law is cited by thousands
Handler = Callable[[Request], Coroutine[Any, Any, Response]]
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {
        "model": models.Problem,
        "description": "A parameter is not valid, or a name fits nothing or several things.",
    },
    404: {"model": models.Problem, "description": "Nothing is called so."},
    503: {"model": models.Problem, "description": "The store cannot be asked now, or the question is too large."},
}


class Marked(APIRoute):
    """Answers 304 to a client that has this state's answer already."""

    def get_route_handler(self) -> Handler:
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            state = await run_in_threadpool(held(request).now)
            tag = fresh.mark(state, request.url.path, request.url.query)
            if fresh.unchanged(request, tag):
                return fresh.not_modified(tag)
            response = await answer(request)
            if tag and response.status_code == 200:
                response.headers.update({"etag": tag, "cache-control": "no-cache"})
            return response

        return handler


area = APIRouter(prefix="/api/v1", route_class=Marked, responses=_PROBLEMS, tags=["v1"])
Limit = Annotated[int, Query(ge=1, le=500, description="how many items of the list")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="how many items to leave out first")]
Ref = Annotated[str, Query(max_length=500, description="a document as a person names it: number, name, file, IRI")]
Words = Annotated[str, Query(max_length=500)]


@area.get("/stats")
def stats(state: StateNow, known: KnownNow) -> models.Stats:
    """What the store holds."""
    found = known.standing
    return models.Stats(
        documents=found.documents,
        files=found.files,
        missing=found.missing,
        open_references=found.open_references,
        conflicts=found.conflicts,
        agencies=found.agencies,
        tasks=found.tasks,
        state=state.version or None,
    )


@area.get("/documents")
def list_documents(
    request: Request,
    state: StateNow,
    held_only: Annotated[bool, Query(alias="held", description="only those whose text is in the store")] = False,
    limit: Limit = 50,
    offset: Offset = 0,
) -> models.Paged[models.Document]:
    """Documents by IRI, held or only named."""
    every = state.derived("api-held", _held) if held_only else state.derived("api-documents", _documents)
    shown = documents.cards(state.store, every[offset : offset + limit])
    return paged(request, [as_data.document(card) for card in shown.values()], len(every), limit, offset)


@area.get("/documents/{path:path}", response_model_exclude_unset=True)
def document(store: StoreNow, path: Annotated[str, Path(max_length=400)]) -> models.KnownDocument:
    """A document with its fields, relations, tasks and quotations; `path` is what follows id/document/ in its IRI."""
    name = f"{iri.BASE}document/{path}"
    card = documents.cards(store, [name])[name] if _is_name(name) else None
    found = all_known(store, card) if card else None
    if found is None or not (found.fields or found.acting or found.acted_upon or found.card.number or found.card.held):
        raise NotThere(f"Không có văn bản “{path}”.", f"There is no document “{path}”.")
    return models.KnownDocument.model_validate(as_data.known(found))


@area.get("/search")
def search(
    request: Request,
    known: KnownNow,
    q: Annotated[str, Query(min_length=1, max_length=1000)],
    kind: Annotated[str, Query(pattern=f"^({'|'.join(KINDS)})$")] = "document",
    limit: Limit = 20,
    offset: Annotated[int, Query(ge=0, le=1000)] = 0,
) -> models.Paged[models.Hit]:
    """Documents, agencies, tasks or sentences, with or without diacritics."""
    found = known.index.page(Typed(q), kind, limit, offset)
    hits = [
        {"kind": hit.kind, "iri": hit.iri, "name": hit.name, "text": hit.text, "document": hit.document}
        | {"file": hit.file, "start": hit.start, "end": hit.end}
        for hit in found.hits
    ]
    return paged(request, hits, found.count, limit, offset)


@area.get("/lineage")
def trace(
    store: StoreNow,
    ref: Ref,
    to: Annotated[str | None, Query(max_length=500, description="only what leads to this document")] = None,
    down: Annotated[bool, Query(description="what rests on it, in place of on what it rests")] = False,
    relation: Annotated[
        list[str] | None, Query(max_length=20, description="only these relations: implements …")
    ] = None,
) -> models.Lineage:
    """On what a document rests, or what rests on it; every step with its sentence, and where it breaks."""
    goal = references.find(store, to).iri if to else None
    found = lineage.trace(
        store,
        references.find(store, ref).iri,
        goal=goal,
        down=down,
        relations=[parameters.relation(name) for name in relation or ()],
    )
    return models.Lineage.model_validate(as_data.trace(found))


@area.get("/owners")
def owners(
    state: StateNow,
    index: Annotated[str | None, Query(max_length=100, description="code or name: PAR INDEX, SIPAS …")] = None,
    as_of: Annotated[date | None, Query(description="who does the work of those agencies on this day")] = None,
) -> list[models.Owners]:
    """Each index with the agencies that documents charge with it."""
    every = state.derived("api-owners", responsibility.everyone)
    if index is not None:
        wanted = parameters.index(index)
        every = tuple(each for each in every if each.index == wanted)
        if not every:
            raise NotThere(f"Không có chỉ số “{index}”.", f"There is no index “{index}”.")
    return [models.Owners.model_validate(as_data.owners(each, as_of)) for each in every]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks are asked for."""

    agency: Words = ""
    role: Annotated[str | None, Query(pattern="^(lead|coordinate)$")] = None
    ref: Ref = ""
    due: Annotated[str, Query(max_length=100, description="2023, quý IV/2023, 2023-01-01..2023-06-30 …")] = ""
    words: Words = ""


@area.get("/tasks")
def list_tasks(
    request: Request, state: StateNow, wanted: Annotated[Wanted, Depends()], limit: Limit = 50, offset: Offset = 0
) -> models.Paged[models.Task]:
    """Who must do what by when."""
    found = state.derived("api-tasks", tasks.tasks) if wanted == Wanted() else _tasks(state.store, wanted)
    items = [as_data.task(each) for each in found[offset : offset + limit]]
    return paged(request, items, len(found), limit, offset)


def _tasks(store: Store, wanted: Wanted) -> tuple[tasks.Assignment, ...]:
    return tasks.tasks(
        store,
        agencies=agencies.find(store, wanted.agency) if wanted.agency else None,
        role=wanted.role,
        document=references.find(store, wanted.ref).iri if wanted.ref else None,
        due=periods.period(wanted.due) if wanted.due else None,
        words=wanted.words,
    )


@area.get("/missing")
def list_missing(
    request: Request,
    state: StateNow,
    sentences: Annotated[
        bool, Query(description=f"with the statements that cite each; at most {_TELLING} items")
    ] = False,
    limit: Limit = _TELLING,
    offset: Offset = 0,
) -> models.Paged[models.Missing]:
    """Documents that are cited and not held, most cited first; `statements` are told where `sentences` are wanted."""
    if sentences and limit > _TELLING:
        raise UsageError(
            f"Kèm câu văn thì limit nhiều nhất là {_TELLING}.", f"With sentences, limit is {_TELLING} at most."
        )
    every = state.derived("api-missing", gaps.missing)
    shown = every[offset : offset + limit]
    named = (card.iri for each in shown for card in each.cards)
    said = gaps.mentions(state.store, named) if sentences else {}
    return paged(request, [as_data.missing(each, said) for each in shown], len(every), limit, offset)


@area.get("/conflicts")
def list_conflicts(
    request: Request, state: StateNow, limit: Limit = 50, offset: Offset = 0
) -> models.Paged[models.Conflict]:
    """Where documents contradict each other, with both quotations."""
    every = contradictions.every(state)
    items = [as_data.conflict(each) for each in contradictions.told(state, every[offset : offset + limit])]
    return paged(request, items, len(every), limit, offset)


@area.get("/questions")
def list_questions() -> list[models.Question]:
    """The named questions with their parameters."""
    return [_question(catalog.question(name)) for name in catalog.names()]


@area.get("/questions/{name}")
def ask(
    request: Request, store: StoreNow, name: Annotated[str, Path(max_length=60)], limit: Limit = 100, offset: Offset = 0
) -> models.Rows:
    """The answer to a named question. Its parameters are given by name as a person types them: ?document=22/KH-UBND."""
    if name not in catalog.names():
        raise NotThere(f"Không có câu hỏi “{name}”.", f"There is no question “{name}”.")
    question = catalog.question(name)
    known = {each.name: each for each in question.parameters}
    values: dict[str, Any] = {}
    for key, text in request.query_params.multi_items():
        if key not in ("limit", "offset"):
            found = parameters.values(store, known[key], text) if key in known else [text]
            values.setdefault(key, []).extend(found)
    rows = results.gathered(question.ask(store, **values))
    part = rows.rows[offset : offset + limit]
    items = [dict(zip(rows.columns, row, strict=True)) for row in part]
    following = _next(request, len(rows), limit, offset)
    return models.Rows(
        columns=list(rows.columns), items=items, total=len(rows), limit=limit, offset=offset, next=following
    )


def paged(request: Request, items: Sequence[object], total: int, limit: int, offset: int) -> models.Paged[Any]:
    """A part of a list with the address of the next."""
    following = _next(request, total, limit, offset)
    return models.Paged[Any](items=list(items), total=total, limit=limit, offset=offset, next=following)


def _next(request: Request, total: int, limit: int, offset: int) -> str | None:
    if offset + limit >= total:
        return None
    given: dict[str, object] = {
        key: request.query_params.getlist(key) for key in request.query_params if key not in ("limit", "offset")
    }
    return with_parameters(request.url.path, {**given, "limit": limit, "offset": offset + limit})


def _question(found: catalog.Question) -> models.Question:
    return models.Question(
        name=found.name,
        title=dict(found.title),
        about=dict(found.about),
        parameters=[models.Parameter(name=p.name, kind=str(p.kind), required=p.required) for p in found.parameters],
        columns=list(found.columns),
        whole=dict(found.whole),
    )


def _documents(store: Store) -> list[str]:
    """The IRIs of all documents, sorted."""
    return sorted(str(row["document"]) for row in catalog.rows(store, "all_documents"))


def _held(store: Store) -> list[str]:
    return sorted({str(row["document"]) for row in catalog.rows(store, "of_file", beginning="")})


def _is_name(name: str) -> bool:
    """Whether this may be a name of the graph: the letters that names are made of."""
    return all(letter.isascii() and (letter.isalnum() or letter in "-/:._") for letter in name)
