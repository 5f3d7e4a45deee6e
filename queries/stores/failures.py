"""What can go wrong with a store, on disk above all, said so that a person can mend it."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import (
    BackendUnavailable,
    CancuError,
    DiskFull,
    PolicyRefused,
    QueryNotUnderstood,
    StoreBusy,
    StoreDamaged,
)

_WORDS = 300  # characters of a server's own message
_MARKUP = re.compile(r"<[^<>]*>|[\x00-\x1f\x7f-\x9f]+")
_DISK_FULL = ("no space left", "disk quota", "file too large")
_LOCKED = ("lock hold by current process", "while lock file")


def busy(root: Path, holder: str) -> StoreBusy:
    return StoreBusy(
        f"{root}: tiến trình khác đang ghi ({holder}). Chờ nó xong rồi chạy lại.",
        f"{root}: another process is writing ({holder}). Wait until it ends, then run again.",
    )


def foreign(root: Path) -> StoreDamaged:
    return StoreDamaged(
        f"{root}: đã có nội dung khác, không phải kho của Căn cứ. Chọn thư mục khác bằng --store.",
        f"{root}: holds something else, not a store of this program. Name another folder with --store.",
    )


def missing(root: Path | str) -> StoreDamaged:
    return StoreDamaged(
        f"{root}: chưa có kho. Nạp văn bản trước: cancu load TỆP…",
        f"{root}: there is no store yet. Load documents first: cancu load FILE…",
    )


def incompatible(root: Path, detail: str) -> StoreDamaged:
    return StoreDamaged(
        f"{root}: kho của phiên bản khác ({detail}). Dựng lại: cancu --store {root} rebuild",
        f"{root}: a store of another version ({detail}). Build it again: cancu --store {root} rebuild",
    )


def damaged(root: Path, detail: str) -> StoreDamaged:
    return StoreDamaged(
        f"{root}: kho bị hỏng ({detail}). Dựng lại từ bản gốc: cancu --store {root} rebuild",
        f"{root}: the store is damaged ({detail}). Build it again from the originals: cancu --store {root} rebuild",
    )


def unavailable(root: Path, detail: str, kind: type[BackendUnavailable] = BackendUnavailable) -> BackendUnavailable:
    return kind(
        f"{root}: không ghi hoặc đọc được đĩa ({detail}). Giải phóng chỗ trống hoặc sửa quyền, rồi chạy lại.",
        f"{root}: the disk cannot be written or read ({detail}). Free some space or mend the rights, then run again.",
    )


def of_disk(root: Path, error: OSError | RuntimeError) -> CancuError:
    """What an exception of the disk or the engine means for whoever asked."""
    detail = str(error)
    told = detail.casefold()
    if isinstance(error, OSError) and (error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)):
        return unavailable(root, detail, DiskFull)
    if any(sign in told for sign in _LOCKED):
        return busy(root, detail)
    if isinstance(error, FileNotFoundError):
        return damaged(root, detail)
    if any(sign in told for sign in _DISK_FULL):
        return unavailable(root, detail, DiskFull)
    if isinstance(error, OSError):
        return unavailable(root, detail)
    return damaged(root, detail)


@contextmanager
def told_of(root: Path) -> Iterator[None]:
    """Turn what the disk or the engine raises into the error a person can act on."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise of_disk(root, error) from error


def not_understood(error: SyntaxError | RuntimeError | ValueError) -> QueryNotUnderstood:
    return QueryNotUnderstood(f"Không hiểu câu truy vấn: {error}", f"The query is not understood: {error}")


def only_reads() -> PolicyRefused:
    """Of a query that an engine found to write."""
    return PolicyRefused(
        "Truy vấn chỉ đọc; không ghi được gì. Dùng cancu load để đưa văn bản vào kho.",
        "A query only reads and writes nothing. Use cancu load to bring documents in.",
    )


def words(body: bytes, secret: str = "") -> str:
    """What a server says, on one line, shortened and without the secret."""
    text = _MARKUP.sub(" ", body[: 8 * _WORDS].decode("utf-8", "replace"))
    told = " ".join((text.replace(secret, "…") if secret else text).split())
    return told if len(told) <= _WORDS else f"{told[:_WORDS]}…"
