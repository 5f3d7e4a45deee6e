"""From a template to a page: language, addresses of things, words; whatever comes from documents is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ontology import iri
from ontology.vocabulary import indices
from queries.documents import written_date
from viz.page import island
from viz.style import kind_style
from viz.web import schema_org
from viz.web.access import person
from viz.web.areas.colours import colours
from viz.web.proofs import Proofs
from viz.web.serving import serving
from viz.web.wording import LANGUAGES, Words

LANG_COOKIE = "lang"
# The areas that the head of every page leads to, in their order; the words are base.nav_NAME.
NAVIGATION = (
    ("home", "/"),
    ("lineage", "/lineage"),
    ("overview", "/overview"),
    ("indices", "/indices"),
    ("tasks", "/tasks"),
    ("gaps", "/gaps"),
    ("query", "/query"),
)


def language(request: Request) -> str:
    """The language of the page: asked for in the address, chosen before, else the server's."""
    for said in (request.query_params.get("lang"), request.cookies.get(LANG_COOKIE)):
        if said in LANGUAGES:
            return said
    return serving(request).lang


Lang = Annotated[str, Depends(language)]


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """A page from viz/web/templates. It knows `t` (words), `lang`, `request`, `proofs`, and the filters below."""
    lang = language(request)
    text = _environment().get_template(template).render(
        request=request, lang=lang, t=Words(lang), navigation=NAVIGATION, other_lang=_other_language(request, lang),
        proofs=Proofs(request, lang), may_write=bool(serving(request).tokens), person=person(request),
        may_review=serving(request).reviewing is not None,
        public=serving(request).public, **context,
    )  # fmt: skip
    response = HTMLResponse(text, status)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(LANG_COOKIE, lang, max_age=365 * 86400, httponly=True, samesite="lax")
    return response


def address(name: str, view: str = "") -> str:
    """Where a thing of the graph is shown: its IRI's own path under /doc, /agency …; "" for one not of ours."""
    if not name.startswith(iri.BASE):
        return ""
    kind, _, rest = name.removeprefix(iri.BASE).partition("/")
    where = _SHOWN.get(kind, f"id/{kind}")
    return f"/{where}/{quote(rest)}{f'/{view}' if view else ''}"


# Things of the graph that have a page of their own.
_SHOWN = {"document": "doc", "agency": "agency"}


def with_parameters(path: str, parameters: Mapping[str, object]) -> str:
    """An address with its state: lists are repeated, empty values left out."""
    given = {key: value for key, value in parameters.items() if value not in (None, "", [], ())}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


def _other_language(request: Request, lang: str) -> tuple[str, str]:
    """The other language and this page in it."""
    other = next(each for each in LANGUAGES if each != lang)
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    return other, f"{request.url.path}?{urlencode([*pairs, ('lang', other)])}"


def static(name: str) -> str:
    """The address of a file of ours, which changes with its bytes: browsers may keep it for ever."""
    return f"/static/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    folder = ("static",) if name.startswith("vendor/") else ("web", "static")
    return sha256(files("viz").joinpath(*folder, name).read_bytes()).hexdigest()[:12]


def _day(instant: str) -> str:
    """The day of an instant as people here write it."""
    return written_date(instant[:10])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("viz", "web/templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(address=address, island=island)
    environment.globals.update(review_day=_day)
    environment.globals.update(
        static=static,
        colours=colours,
        kind_style=kind_style,
        indices=indices,
        with_parameters=with_parameters,
        address=address,
        schema_org=schema_org,
    )
    return environment
