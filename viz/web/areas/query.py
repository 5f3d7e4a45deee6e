"""`/query`: the named questions with their parameters, and queries of one's own in either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from ontology.errors import CancuError, UsageError
from ontology.vocabulary import indices
from queries import catalog, languages, parameters, results
from queries.catalog import Kind, Question
from queries.languages import Language
from queries.stores.protocols import Rows, Store, Value
from queries.supervision import Wanted
from queries.walks import RELATIONS
from viz.web import failing, naming, running
from viz.web.held import held
from viz.web.pages import Lang, page, with_parameters
from viz.web.query import files as query_files
from viz.web.query import picture as query_picture
from viz.web.query import results as query_results
from viz.web.query.results import Answer
from viz.web.running import Cancelled
from viz.web.wording import catalogue

area = APIRouter()
MOST_TEXT = 64 << 10
IN_ADDRESS = 4000  # characters of a query that still go into the address
_SECONDS = 10.0
_TABLE = Wanted(table="application/json", graph="text/turtle", first=query_results.MOST)
# The parameters whose names are said in words.
_NAMED = frozenset(key.removeprefix("query.parameter_") for key in catalogue() if key.startswith("query.parameter_"))
_BY_PARAMETER = {Kind.DOCUMENT: "document", Kind.AGENCY: "agency", Kind.INDEX: "index"}
EXAMPLES = {
    Language.SPARQL: (
        "PREFIX vb: <https://w3id.org/cancu/ontology#>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n"
        "SELECT ?document ?label ?number WHERE {\n  ?document a vb:Document ;\n    rdfs:label ?label ;\n"
        "    vb:number ?number .\n}\nORDER BY ?number\nLIMIT 50\n"
    ),
    Language.CYPHER: (
        "MATCH (a:Document)-[r]->(b:Document)\n"
        "RETURN a.iri AS document, label(r) AS relation, b.iri AS other\nLIMIT 50\n"
    ),
}
Text = Annotated[str, Query(max_length=MOST_TEXT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the address of the page tells: a named question with what was typed, or a text of one's own."""

    name: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    language: Language = Language.SPARQL

    @property
    def question(self) -> Question | None:
        return catalog.question(self.name) if self.name else None

    @property
    def complete(self) -> bool:
        """Whether there is something to run."""
        if self.question is None:
            return bool(self.text.strip())
        return all(self.typed.get(each.name, "").strip() for each in self.question.parameters if each.required)

    @property
    def state(self) -> dict[str, str]:
        """The parameters of the address that stand for it."""
        if self.name:
            return {"name": self.name, **{f"p.{key}": value for key, value in self.typed.items() if value}}
        return {"q": self.text, "language": str(self.language)}


def wish(request: Request, told: Mapping[str, str]) -> Wish:
    """What a page was asked for; UsageError for a name or a language that there is not."""
    name = told.get("name", "")
    spoken = languages.spoken(held(request).address)
    try:
        language = Language(told.get("language") or spoken[0])
    except ValueError as error:
        raise UsageError("language: sparql, cypher.", "language: sparql, cypher.") from error
    known = {f"p.{each.name}" for each in catalog.question(name).parameters} if name else set()
    typed = {key.removeprefix("p."): value[:500].strip() for key, value in told.items() if key in known}
    return Wish(name=name, typed=typed, text=told.get("q", "")[: MOST_TEXT + 1], language=language)


@area.get("/query", include_in_schema=False)
async def asked(request: Request, lang: Lang, name: Text = "", q: Text = "", language: Text = "") -> Response:
    """The page, with the answer where its address asks something."""
    del name, q, language  # read with the parameters of the question
    running.lanes_of(request).ready()
    return await _shown(request, lang, wish(request, dict(request.query_params)))


@area.post("/query", include_in_schema=False)
async def posted(
    request: Request,
    lang: Lang,
    q: Annotated[str, Form(max_length=MOST_TEXT)] = "",
    language: Annotated[str, Form()] = "",
) -> Response:
    """A text of one's own: a short one goes into the address, so that it can be sent on."""
    wanted = wish(request, {"q": q, "language": language})
    if len(q) <= IN_ADDRESS:
        return RedirectResponse(f"{with_parameters('/query', wanted.state)}#result", 303)
    return await _shown(request, lang, wanted)


async def _shown(request: Request, lang: str, wanted: Wish) -> Response:
    """Everything is found in a thread: the server goes on answering others."""
    return await running.while_heard(request, lambda cancelled: _page(request, lang, wanted, cancelled))


def _page(request: Request, lang: str, wanted: Wish, cancelled: Cancelled) -> Response:
    answer, error, status = None, None, 200
    if wanted.complete:
        try:
            answer = answered(request, wanted, cancelled)
        except CancuError as met:
            error, status = met, failing.status_of(met)[0]
    response = page(
        request, "query.html", status=status, wish=wanted, answer=answer, most=query_results.MOST,
        questions=_grouped(lang), choices=_choices(), text=wanted.text or _text_of(request, wanted),
        languages=[str(each) for each in languages.spoken(held(request).address)],
        examples={str(language): text for language, text in EXAMPLES.items()},
        named_parameters=_NAMED, choice_names=_said(naming.terms(held(request).now(), lang)),
        error=error and _told(request, error, lang),
        picture=query_picture.drawn(held(request).now().store, answer) if answer else None,
    )  # fmt: skip
    if status == 503:
        response.headers["retry-after"] = "5"
    return response


def answered(request: Request, wanted: Wish, cancelled: Cancelled) -> Answer:
    """The first rows of the answer."""
    if wanted.question is not None:
        store = held(request).now().store
        return query_results.of_rows(results.gathered(named(store, wanted.question, wanted.typed)))
    if wanted.language is Language.SPARQL:
        return query_results.of_terms(running.written(request, wanted.text, _TABLE, _SECONDS, cancelled).body)
    found = running.rows(request, wanted.text, wanted.language, _SECONDS, query_results.MOST, cancelled)
    return query_results.of_rows(found.rows, truncated=found.truncated)


def named(store: Store, question: Question, typed: Mapping[str, str]) -> Rows:
    """The answer to a named question with its parameters as a person types them."""
    return question.ask(store, **values(store, question, typed))


def values(store: Store, question: Question, typed: Mapping[str, str]) -> dict[str, list[Value]]:
    """What was typed as values; what was left empty is left out."""
    known = {each.name: each for each in question.parameters}
    return {key: parameters.values(store, known[key], text) for key, text in typed.items() if text}


def _text_of(request: Request, wanted: Wish) -> str:
    """A named question as a text that one may go on from."""
    if wanted.question is None:
        return ""
    try:
        asking = wanted.question.asked(**values(held(request).now().store, wanted.question, wanted.typed))
    except CancuError:
        return ""
    if languages.spoken(held(request).address)[0] is Language.SPARQL:
        return "\n".join(dropwhile(lambda line: line.startswith("#"), asking.sparql().splitlines())) + "\n"
    return ""


def _grouped(lang: str) -> dict[str, list[tuple[str, str]]]:
    """The questions by what they ask about, each with its title."""
    found: dict[str, list[tuple[str, str]]] = {"document": [], "agency": [], "index": [], "whole": [], "other": []}
    for name in catalog.names():
        question = catalog.question(name)
        needed = [each.kind for each in question.parameters if each.required]
        group = (
            "whole" if not needed else next((_BY_PARAMETER[kind] for kind in needed if kind in _BY_PARAMETER), "other")
        )
        found[group].append((name, question.title[lang]))
    return {group: sorted(each, key=lambda pair: pair[1]) for group, each in found.items() if each}


def _choices() -> dict[str, list[str]]:
    """The values among which a parameter of some kinds is chosen."""
    relations = [each.rpartition("#")[2] for each in RELATIONS]
    return {
        Kind.INDEX: [each.code for each in indices()],
        Kind.RELATION: relations,
        Kind.ROLE: list(parameters.ROLES),
    }


def _told(request: Request, error: CancuError, lang: str) -> dict[str, object]:
    """What went wrong, and where in the text."""
    said = failing.without_place(held(request).address, error.message(lang))
    return {"message": query_results.brief(said), "place": query_results.place(said)}


def _said(words: naming.Labels) -> dict[str, str]:
    """What the values to choose from are called."""
    named = {**{each.rpartition("#")[2]: each for each in RELATIONS}, **parameters.ROLES}
    return {key: words[name][0] for key, name in named.items() if name in words}


@area.post("/query/download", include_in_schema=False)
async def downloaded(request: Request) -> Response:
    """The whole answer as a file: CSV in which no cell runs as a formula, TSV, JSON, or Turtle for triples."""
    told = {key: str(value) for key, value in (await request.form()).items()}
    form = told.get("format", "csv")
    wanted = wish(request, told)
    body, media = await running.while_heard(request, lambda cancelled: _file(request, wanted, form, cancelled))
    name = f"{wanted.name or 'query'}.{form}"
    headers = {"content-type": media, "content-disposition": f'attachment; filename="{name}"'}
    return Response(body, headers=headers)


def _file(request: Request, wanted: Wish, form: str, cancelled: Cancelled) -> tuple[bytes, str]:
    """The bytes of the file and their type."""
    if form not in query_files.FORMS or not wanted.complete:
        raise UsageError("format: csv, tsv, json, ttl.", "format: csv, tsv, json, ttl.")
    if wanted.question is None and wanted.language is Language.SPARQL:
        return query_files.of_text(request, wanted.text, form, _SECONDS, cancelled)
    if wanted.question is not None:
        found = results.gathered(named(held(request).now().store, wanted.question, wanted.typed))
    else:
        answer = running.rows(request, wanted.text, wanted.language, _SECONDS, 0, cancelled)
        if answer.truncated:
            raise query_files.incomplete(len(answer.rows))
        found = answer.rows
    return query_files.of_rows(found, form)
