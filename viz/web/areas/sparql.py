"""`/sparql`: the query operation of the SPARQL 1.1 Protocol, for reading only.

An answer is given whole or refused: beyond its limits it is 503 and never a part. `default-graph-uri` and
`named-graph-uri` name graphs of this store; nothing is fetched. `timeout`: seconds, 10 where none is given, 30 at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from ontology.errors import PolicyRefused, UsageError
from queries import service
from queries.stores.answers import GRAPHS, TABLES
from queries.supervision import Wanted
from viz.web import failing, running
from viz.web.negotiation import chosen

area = APIRouter()
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 100
_VARY = {"vary": "accept"}


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    parameters: dict[str, list[str]]


@area.api_route("/sparql", methods=["GET", "HEAD", "POST"], include_in_schema=False)
@area.api_route("/sparql/", methods=["GET", "HEAD", "POST"], include_in_schema=False)
async def endpoint(request: Request) -> Response:
    """A query's answer; without a query what the service offers."""
    asked = await _asked(request)
    if asked is None:
        return _described(request)
    wanted = _wanted(request, asked)
    seconds = _seconds(asked)
    found = await running.while_heard(
        request, lambda cancelled: running.written(request, asked.text, wanted, seconds, cancelled)
    )
    charset = "; charset=utf-8" if found.media.startswith("text/") else ""
    return Response(found.body, media_type=None, headers={**_VARY, "content-type": f"{found.media}{charset}"})


async def _asked(request: Request) -> _Asked | None:
    """The one query of a request; None where a GET has none."""
    parameters = _parameters(request.scope["query_string"])
    if request.method == "POST":
        for name, values in (await _posted(request)).items():
            parameters.setdefault(name, []).extend(values)
    if "update" in parameters:
        raise _read_only()
    texts = parameters.get("query", [])
    if not texts and request.method != "POST":
        return None
    if len(texts) != 1:
        raise UsageError(
            f"Yêu cầu phải có đúng một câu truy vấn (query=…), ở đây có {len(texts)}.",
            f"A request holds exactly one query (query=…); this one has {len(texts)}.",
        )
    return _Asked(texts[0], parameters)


async def _posted(request: Request) -> dict[str, list[str]]:
    """The parameters in a body; a body may be the query itself."""
    media, charset = _content_type(request)
    if media == _UPDATE:
        raise _read_only()
    if media not in (_FORM, _QUERY) or charset not in ("", "utf-8", "utf8"):
        raise HTTPException(415)
    body = await request.body()
    return _parameters(body) if media == _FORM else {"query": [_text(body)]}


def _wanted(request: Request, asked: _Asked) -> Wanted:
    accept = request.headers.get("accept", "")
    table, graph = chosen(accept, TABLES), chosen(accept, GRAPHS)
    if not table and not graph:
        raise HTTPException(406)
    default, named = (asked.parameters.get(f"{which}-graph-uri") for which in ("default", "named"))
    base = str(request.url.replace(query="", fragment=""))
    try:
        service.admit_names([*(default or ()), *(named or ())])
    except ValueError as error:
        raise UsageError(f"Tên đồ thị không phải IRI: {error}.", f"A graph's name is no IRI: {error}.") from error
    return Wanted(table=table, graph=graph, base=base, default_graphs=default, named_graphs=named)


def _seconds(asked: _Asked) -> float:
    said = asked.parameters.get("timeout", [str(running.USUAL)])[0]
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= running.LONGEST:
        raise UsageError(
            f"timeout cần từ 0.1 đến {running.LONGEST:g} giây, không phải “{said[:40]}”.",
            f"timeout takes 0.1 to {running.LONGEST:g} seconds, not “{said[:40]}”.",
        )
    return seconds


def _described(request: Request) -> Response:
    """The service description to programs; to people the page where one asks."""
    running.in_sparql(request)
    media = chosen(request.headers.get("accept", ""), (*GRAPHS, "text/html"))
    if not media:
        raise HTTPException(406)
    if media == "text/html":
        return RedirectResponse("/query", 303, headers=_VARY)
    here = str(request.url.replace(query="", fragment=""))
    return Response(service.description(here, media), headers={**_VARY, "content-type": media})


def _content_type(request: Request) -> tuple[str, str]:
    """Media type and charset, small."""
    media, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    named = dict(part.partition("=")[::2] for part in parameters)
    return media, named.get("charset", "").strip('"')


def _parameters(encoded: bytes) -> dict[str, list[str]]:
    """The parameters of an address or a form; UsageError where they are not UTF-8 or too many."""
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except ValueError as error:
        raise _unreadable() from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _unreadable() from error


def _unreadable() -> UsageError:
    return UsageError(
        "Yêu cầu không phải UTF-8 hoặc có quá nhiều tham số.", "The request is not UTF-8, or has too many parameters."
    )


def _read_only() -> PolicyRefused:
    return failing.ReadOnly(
        "Địa chỉ này chỉ đọc, không nhận SPARQL Update. Dùng cancu load để đưa văn bản vào kho.",
        "This address only reads and takes no SPARQL Update. Use cancu load to bring documents in.",
    )
