"""Files that appear complete or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ontology.errors import BackendUnavailable


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put `content`, or its pieces, at `path` in one step: written beside it, brought to disk, then renamed."""
    try:
        _replace(path, [content] if isinstance(content, bytes) else content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BackendUnavailable(
            f"Không ghi được {path}: {reason}. Chọn nơi khác bằng -o.",
            f"Cannot write {path}: {reason}. Choose another place with -o.",
        ) from error


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    """The permissions that a new file must not have; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
