"""The file that says who may write: one line a person, the name and the token; and how a token is recognised."""

from __future__ import annotations

import hmac
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ontology.errors import PolicyRefused, UsageError

SHORTEST = 20  # characters of a token
LONGEST = 64 << 10  # bytes of the file
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def person_of(tokens: Mapping[str, str], token: str) -> str | None:
    """Whose token it is. Every known one is compared, each in the same time."""
    given, found = digest(token), None
    for known, name in tokens.items():
        if hmac.compare_digest(known, given):
            found = name
    return found


def read(path: Path) -> dict[str, str]:
    """Names by the digest of their tokens; PolicyRefused where others may read the file."""
    try:
        mode = path.stat().st_mode
        text = path.read_bytes()[:LONGEST].decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path}: không đọc được tệp mã truy cập. Kiểm tra đường dẫn, quyền đọc và mã UTF-8.",
            f"{path}: the token file cannot be read. Check the path, the right to read it, and that it is UTF-8.",
        ) from error
    if mode & _OPEN_TO_OTHERS:
        raise PolicyRefused(
            f"{path}: người khác trên máy này đọc được tệp mã truy cập. Chạy: chmod 600 {path}",
            f"{path}: others on this machine can read the token file. Run: chmod 600 {path}",
        )
    return _read(path, text)


def _read(path: Path, text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        *name, token = line.split()
        if not name or len(token) < SHORTEST or digest(token) in found:
            raise _wrong(path, at)
        found[digest(token)] = " ".join(name)
    if not found:
        raise _wrong(path, 1)
    return found


def _wrong(path: Path, at: int) -> UsageError:
    return UsageError(
        f"{path}, dòng {at}: mỗi dòng là HỌ TÊN rồi MÃ, mã riêng từng người, ít nhất {SHORTEST} ký tự, không dấu cách. "
        "Tạo mã: python3 -c 'import secrets; print(secrets.token_urlsafe(24))'",
        f"{path}, line {at}: each line is a NAME, then a TOKEN of that person alone, of at least {SHORTEST} characters "
        "without spaces. Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(24))'",
    )
