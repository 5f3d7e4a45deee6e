"""The page on which a person shows a token, once for each browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from viz.web.access import COOKIE, from_a_browsers_own_page, recognised, sessions
from viz.web.pages import page
from viz.web.serving import serving

area = APIRouter(include_in_schema=False)


@area.get("/sign-in")
def ask(request: Request, next_: Annotated[str, Query(alias="next", max_length=2000)] = "/") -> Response:
    return page(request, "sign_in.html", next=local(next_), wrong=False)


@area.post("/sign-in", dependencies=[Depends(from_a_browsers_own_page)])
def sign_in(
    request: Request,
    token: Annotated[str, Form(max_length=500)] = "",
    next_: Annotated[str, Form(alias="next", max_length=2000)] = "/",
) -> Response:
    if not serving(request).tokens:
        raise HTTPException(403)
    person = recognised(request, token.strip())
    if person is None:
        return page(request, "sign_in.html", status=401, next=local(next_), wrong=True)
    response = RedirectResponse(local(next_), 303)
    response.set_cookie(
        COOKIE, sessions(request).begin(person), httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return response


@area.post("/sign-out", dependencies=[Depends(from_a_browsers_own_page)])
def sign_out(request: Request) -> Response:
    sessions(request).end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def local(where: str) -> str:
    """An address of ours; "/" for any other."""
    is_ours = (
        where.startswith("/") and not where.startswith(("//", "/\\")) and where.isprintable() and "\\" not in where
    )
    return where if is_ours else "/"
