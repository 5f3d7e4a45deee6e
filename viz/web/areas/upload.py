"""Files sent by a browser or a program: into the store, with the same outcomes as `cancu load`.

Received by the event loop, so that who sends slowly holds no thread; loaded in a thread.
"""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Sequence
from threading import BoundedSemaphore

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from ontology.errors import DiskFull, PolicyRefused, StoreBusy, UsageError
from viz.web.access import told_without_paths, writer
from viz.web.failing import for_people
from viz.web.guard import UPLOAD
from viz.web.pages import page
from viz.web.serving import Loads, Outcome, serving

area = APIRouter(include_in_schema=False)
AT_ONCE = 2
MOST_FILES = 200
LONGEST_NAME = 120  # characters
_KINDS = ("unsupported", "binary")  # refusals of what a file is
_UNNAMED = "tep"
_slots = BoundedSemaphore(AT_ONCE)


@area.get("/upload")
def form(request: Request) -> Response:
    return page(request, "upload.html", outcomes=None, counted={}, megabytes=UPLOAD >> 20, most=MOST_FILES)


@area.post("/upload", dependencies=[Depends(writer)])
async def upload(request: Request) -> Response:
    """Take the files of a form (multipart/form-data); a row for each."""
    load = serving(request).load
    if load is None:
        raise PolicyRefused("Máy chủ này không nhận tệp.", "This server takes no files.")
    if not _slots.acquire(blocking=False):
        raise StoreBusy(
            "Đang nhận những lượt tải lên khác. Gửi lại sau ít giây.",
            "Other uploads are being taken. Send again in a few seconds.",
        )
    try:
        outcomes = await _loaded(request, load)
    finally:
        _slots.release()
    return await run_in_threadpool(_told, request, outcomes)


async def _loaded(request: Request, load: Loads) -> Sequence[Outcome]:
    try:
        async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=1000) as sent:
            parts = [each for _, each in sent.multi_items() if isinstance(each, UploadFile)]
            files = [(label(each.filename), await each.read()) for each in parts if each.filename or each.size]
        if not files:
            raise UsageError(
                "Chưa chọn tệp nào. Chọn ít nhất một tệp rồi gửi lại.",
                "No file was chosen. Choose at least one, then send again.",
            )
        with told_without_paths():
            return await run_in_threadpool(load, files)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise DiskFull("Đĩa của máy chủ đã đầy.", "The disk of the server is full.") from error


def label(name: str | None) -> str:
    """What a file is called, from what its sender calls it: never a path; signs that cannot be seen are written out."""
    base = (name or "").replace("\\", "/").rpartition("/")[2].strip()
    if "\0" in base:
        raise UsageError("Tên tệp có ký tự rỗng.", "A file name holds a null character.")
    seen = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in base)
    if len(seen) > LONGEST_NAME:
        seen = f"{seen[: LONGEST_NAME - 12]}…{seen[-11:]}"
    return seen if seen.strip(".") else _UNNAMED


def _told(request: Request, outcomes: Sequence[Outcome]) -> Response:
    status = _status(outcomes)
    if not for_people(request):
        return JSONResponse({"files": [_row(each) for each in outcomes]}, status)
    counted = Counter(str(each.outcome) for each in outcomes)
    return page(
        request, "upload.html", status=status, outcomes=outcomes, counted=counted, megabytes=UPLOAD >> 20,
        most=MOST_FILES,
    )  # fmt: skip


def _status(outcomes: Sequence[Outcome]) -> int:
    """200 where any file is in the store now, else why none is."""
    if any(each.error is None for each in outcomes):
        return 200
    return 415 if all(each.code in _KINDS for each in outcomes) else 422


def _row(each: Outcome) -> dict[str, str | None]:
    return {
        "file": each.file,
        "outcome": str(each.outcome),
        "code": str(each.code) if each.code else None,
        "message_vi": each.error.message_vi if each.error else None,
        "message_en": each.error.message_en if each.error else None,
    }
