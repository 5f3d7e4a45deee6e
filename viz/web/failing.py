"""How what goes wrong is told: a page to a person, one JSON object to a program; never a path, never a traceback."""

from __future__ import annotations

import logging
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ontology import errors
from ontology.errors import CancuError, PolicyRefused
from queries.stores import opening
from queries.supervision import NoSuchForm
from viz.web.guard import error_body
from viz.web.pages import page
from viz.web.serving import serving


class NotThere(CancuError):
    """Nothing in the store is called so: 404."""


class ReadOnly(PolicyRefused):
    """Something that would write, where nothing can be written."""


_LOG = logging.getLogger("cancu.web")
# By class of error: HTTP status and code.
_STATUS: dict[type[CancuError], tuple[int, str]] = {
    ReadOnly: (403, "read-only"),
    NoSuchForm: (406, "not-acceptable"),
    errors.InputRefused: (422, "refused"),
    errors.QueryNotUnderstood: (400, "query-not-understood"),
    errors.QueryLimit: (503, "query-limit"),
    errors.StoreBusy: (503, "busy"),
    errors.StoreDamaged: (503, "store-damaged"),
    errors.DiskFull: (507, "disk-full"),
    errors.BackendUnavailable: (503, "backend-unavailable"),
    errors.PolicyRefused: (403, "not-allowed"),
    errors.UsageError: (400, "bad-request"),
}
_RETRY_AFTER = "5"  # seconds
_OF_HTTP = {
    401: ("unauthorized", "Cần mã truy cập.", "A token is needed."),
    403: ("not-allowed", "Việc này không được phép ở đây.", "This is not allowed here."),
    404: ("not-found", "Không có trang này.", "There is no such page."),
    405: ("not-allowed", "Địa chỉ này không nhận việc đó.", "This address does not take that method."),
    406: ("not-acceptable", "Không có dạng được yêu cầu.", "The form that was asked for is not offered."),
    415: ("wrong-type", "Không nhận loại nội dung này.", "Content of this type is not taken."),
    429: ("too-many-tries", "Thử mã sai quá nhiều lần. Chờ một phút.", "Too many wrong tokens. Wait a minute."),
}
_FAULT = ("internal", "Lỗi của chương trình. Xin báo lại.", "A defect of ours. Please report it.")


def status_of(error: CancuError) -> tuple[int, str]:
    """HTTP status and code of an error."""
    if isinstance(error, NotThere):
        return 404, "not-found"
    return next((told for kind, told in _STATUS.items() if isinstance(error, kind)), (500, "internal"))


def for_people(request: Request) -> bool:
    """Whether a browser's person waits for the answer."""
    return "text/html" in request.headers.get("accept", "")


def answer(request: Request, status: int, code: str, vi: str, en: str) -> Response:
    """The error as a page or as JSON."""
    headers = {"retry-after": _RETRY_AFTER} if status == 503 else {}
    response: Response
    if for_people(request):
        response = page(request, "error.html", status=status, code=code, said={"vi": vi, "en": en})
        response.headers.update(headers)
        return response
    return JSONResponse(error_body(code, vi, en), status, headers)


def without_place(store: str, said: str) -> str:
    """A message that names the store by its last part, whatever folder it lies in."""
    for written in (opening.shown(store), str(Path(store).expanduser())):
        said = said.replace(written, Path(written).name)
    return said


def install(app: FastAPI) -> None:
    """Let the application tell its errors so."""

    @app.exception_handler(CancuError)
    def of_ours(request: Request, error: CancuError) -> Response:
        status, code = status_of(error)
        store = serving(request).store
        return answer(
            request, status, code, *(without_place(store, said) for said in (error.message_vi, error.message_en))
        )

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        response = answer(request, error.status_code, *_OF_HTTP.get(error.status_code, _FAULT))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    def of_parameters(request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(str(each["loc"][-1]) for each in error.errors())
        return answer(
            request, 400, "bad-request", f"Tham số không hợp lệ: {names}.", f"These parameters are not valid: {names}."
        )

    @app.exception_handler(Exception)
    def of_defects(request: Request, error: Exception) -> Response:
        _LOG.exception("defect", exc_info=error)
        return answer(request, 500, *_FAULT)
