"""Answers that are kept with the generation they are of, so that what takes long is found once.

    answers/<generation>-<store>/<name>-<hash of the question>

A generation never changes, and no other one gets its number: what is read back is what the engine would answer. A
damaged file (each bears a checksum) is answered anew. Where nothing can be written, all is answered nevertheless.
"""

from __future__ import annotations

import json
import uuid
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from queries.stores.protocols import FileMaker, Iri, Rows, Value

_FORM = "1"  # of the files: another one does not read these
_DIGITS = 16
_LARGEST = 4_000_000  # values of an answer: a larger one takes longer to read than is won


class KeptAnswers:
    """What is kept of one generation, in a folder made when it is needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, name: str, question: str, ask: Callable[[], Rows]) -> Rows:
        """The answer to a question: the one kept, else the engine's, kept from now on."""
        path = self._path(name, question)
        with suppress(OSError, ValueError, KeyError, TypeError, zlib.error):
            return _read(path.read_bytes())
        rows = ask()
        if len(rows) * len(rows.columns) <= _LARGEST:
            self._write(path, _written(rows))
        return rows

    def text(self, name: str, version: str, make: Callable[[], str]) -> str:
        """A text that follows from the whole of the generation: the one kept, else made and kept from now on."""
        path = self._path(name, version)
        with suppress(OSError, UnicodeDecodeError, zlib.error):
            return zlib.decompress(path.read_bytes()).decode()
        text = make()
        self._write(path, zlib.compress(text.encode(), 1))
        return text

    def file(self, name: str, version: str, make: FileMaker, is_whole: Callable[[Path], bool]) -> Path | None:
        """A file that follows from the whole of the generation: the one kept, if it is whole, else what `make` writes.

        None where nothing can be written.
        """
        path = self._path(name, version)
        if path.exists() and is_whole(path):
            return path
        temporary = _temporary(path)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.touch()
        except OSError:
            return None
        try:
            make(temporary, self._earlier(path.name))
            if not is_whole(temporary):  # the disk is full
                return None
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        return path

    def _earlier(self, name: str) -> Path | None:
        """The same file of the newest other generation of this store that has one."""
        _, _, store = self.folder.name.partition("-")
        others = (folder for folder in self.folder.parent.glob(f"*-{store}") if store and folder != self.folder)
        numbers = {folder / name: folder.name.partition("-")[0] for folder in others}
        numbered = sorted((path for path in numbers if numbers[path].isdigit()), key=lambda path: -int(numbers[path]))
        return next((path for path in numbered if path.exists()), None)

    def _path(self, name: str, version: str) -> Path:
        digest = sha256(f"{_FORM}\n{version}".encode()).hexdigest()[:_DIGITS]
        return self.folder / f"{name}-{digest}"

    def _write(self, path: Path, content: bytes) -> None:
        """Several readers may come to this at once: each writes a file of its own, and the last one stays."""
        temporary = _temporary(path)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(content)
            temporary.replace(path)
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    return path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")


def _written(rows: Rows) -> bytes:
    """Column by column, each with the places of the names in it: a text alone does not tell that it is one."""
    columns = list(zip(*rows.rows, strict=True)) or [()] * len(rows.columns)
    names = [[at for at, value in enumerate(column) if isinstance(value, Iri)] for column in columns]
    counted = [True if len(places) == len(rows) else places for places in names]
    told = {"columns": rows.columns, "names": counted, "values": columns, "count": len(rows)}
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _read(content: bytes) -> Rows:
    told = json.loads(zlib.decompress(content))
    columns = [_named(column, names) for column, names in zip(told["values"], told["names"], strict=True)]
    rows: tuple[tuple[Value | None, ...], ...] = tuple(zip(*columns, strict=True))
    if len(rows) != told["count"]:
        raise ValueError("rows are missing")
    return Rows(tuple(told["columns"]), rows)


def _named(column: list[Value | None], names: bool | list[int]) -> Sequence[Value | None]:
    if names is True:
        return [Iri(value) for value in column]
    for at in names or ():
        column[at] = Iri(column[at])
    return column
