"""The folder of a store: marker, writer's lock, originals, generations and the log of what is safe.

    store.json          schema, engine and a name of its own; written once, whole
    writer.lock         held by the one writer for its life
    objects/ab/<sha256> originals, never changed: all else can be made again from them
    texts/ab/<sha256>   their texts as they were read, kept for pages; may be thrown away at any time
    staging/            files on their way into objects/
    rw/                 the engine's own files: opened by the writer only
    gens/<n>, current   snapshots made of hard links: all questions are asked of these
    answers/<n>-…/      answers of generation n that take long to find, kept; may be thrown away at any time
    committed.log       one line per document, written after the engine flushed it
    unpublished         present while rw/ may hold more than `current`

A crash may leave files that end in .tmp and files in staging/; the next writer removes them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Any

from queries.stores import failures, kept_text
from queries.stores.kept_text import KeptText

SCHEMA = 1
MARKER = "store.json"
LOCK = "writer.lock"
LOG = "committed.log"
UNPUBLISHED = "unpublished"
CURRENT = "current"
ANSWERS = "answers"
HASH_DIGITS = 64
_POLL = 0.1  # seconds between two looks at a lock another process holds


def fsync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes, temporary: Path) -> None:
    """Write a file so that it is either there with all its bytes or not at all, even after a power cut."""
    with temporary.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
    fsync_folder(path.parent)


def take_lock(handle: int, seconds: float) -> bool:
    """Take the lock of an open file; false where another process still holds it after so many seconds."""
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
        time.sleep(_POLL)


def _is_still(handle: int, path: Path) -> bool:
    return path.exists() and os.path.samestat(os.fstat(handle), path.stat())


class StoreFolder:
    """The paths of one store and the steps that must survive a crash."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.rw = root / "rw"
        self.generations = root / "gens"
        self.objects = root / "objects"
        self.texts = root / "texts"
        self.staging = root / "staging"

    # -- whose folder it is ------------------------------------------------------------------

    def check(self, engine: str) -> dict[str, Any]:
        """The marker of this store; StoreDamaged when it is not one of ours."""
        try:
            marker = json.loads((self.root / MARKER).read_text("utf-8"))
            schema, written_by = int(marker["schema"]), str(marker["engine"])
        except (FileNotFoundError, NotADirectoryError):
            raise (failures.foreign if self._occupied() else failures.missing)(self.root) from None
        except (ValueError, KeyError, TypeError) as error:
            raise failures.damaged(self.root, f"{MARKER}: {error}") from error
        if schema != SCHEMA or written_by != engine:
            raise failures.incompatible(self.root, f"{written_by}, schema {schema} ≠ {engine}, schema {SCHEMA}")
        return dict(marker)

    def claim(self) -> None:
        """Make the folder where there is none; never among foreign files."""
        if not (self.root / MARKER).exists() and self._occupied():
            raise failures.foreign(self.root)
        self.root.mkdir(parents=True, exist_ok=True)

    def mark(self, engine: str) -> None:
        """Write the marker of a new store, or make sure that of the old one fits. The writer's lock is held."""
        if (self.root / MARKER).exists():
            self.check(engine)
            return
        marker = {"schema": SCHEMA, "engine": engine, "uuid": str(uuid.uuid4())}
        content = json.dumps(marker, indent=1).encode() + b"\n"
        write_whole(self.root / MARKER, content, self.root / f"{MARKER}.tmp")

    def _occupied(self) -> bool:
        if not self.root.exists():
            return False
        if not self.root.is_dir():
            return True
        return any(entry.suffix != ".tmp" and entry.name != LOCK for entry in self.root.iterdir())

    # -- the one writer ----------------------------------------------------------------------

    @contextmanager
    def lock(self, wait: float) -> Iterator[None]:
        """Hold the writer's lock; StoreBusy, naming the holder, after `wait` seconds. A dead holder's lock is free."""
        with failures.told_of(self.root):
            handle = (self.root / LOCK).open("a+", encoding="utf-8")
        with handle:
            if not take_lock(handle.fileno(), wait):
                raise failures.busy(self.root, (self.root / LOCK).read_text("utf-8").strip())
            if not _is_still(handle.fileno(), self.root / LOCK):  # the store was replaced while we waited
                raise failures.busy(self.root, "rebuild")
            with failures.told_of(self.root):
                handle.seek(0)
                handle.truncate()
                handle.write(f"{os.getpid()} {socket.gethostname()} {time.strftime('%Y-%m-%dT%H:%M:%S%z')}\n")
                handle.flush()
            yield

    def recover(self) -> None:
        """Take away what an interrupted writer left half done."""
        for leftover in (*self.root.glob("*.tmp"), *self.generations.glob("*.tmp"), self.staging):
            if leftover.is_dir() and not leftover.is_symlink():
                shutil.rmtree(leftover)
            else:
                leftover.unlink(missing_ok=True)
        for folder in (self.generations, self.objects, self.staging):
            folder.mkdir(exist_ok=True)

    # -- originals ---------------------------------------------------------------------------

    def object_path(self, sha256: str) -> Path:
        return self.objects / sha256[:2] / sha256

    def original(self, sha256: str) -> bytes | None:
        """The file of this hash; None where it is not kept here or is no longer what it was."""
        path = self.object_path(sha256)
        content = path.read_bytes() if path.is_file() else None
        return content if content is not None and sha256_of(content).hexdigest() == sha256 else None

    def keep(self, sha256: str, content: bytes) -> None:
        """Keep an original under its hash; one that is there already stays."""
        path = self.object_path(sha256)
        if path.exists():
            return
        if not path.parent.exists():
            path.parent.mkdir()
            fsync_folder(self.objects)
        write_whole(path, content, self.staging / sha256)

    def text(self, sha256: str) -> KeptText | None:
        """The text of this file as it was read; None where it is not kept here."""
        return kept_text.read(self._text_path(sha256))

    def keep_text(self, sha256: str, text: KeptText) -> None:
        """Keep a file's text in place of what an earlier reading made of it."""
        kept_text.write(self._text_path(sha256), text)

    def _text_path(self, sha256: str) -> Path:
        return self.texts / sha256[:2] / sha256

    # -- snapshots ---------------------------------------------------------------------------

    def current(self) -> int | None:
        """The number of the published generation."""
        try:
            return int((self.root / CURRENT).readlink().name)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise failures.damaged(self.root, f"{CURRENT}: {error}") from error

    def generation(self, number: int) -> Path:
        return self.generations / str(number)

    def answers(self, number: int, store: str) -> Path:
        """The folder of the answers kept with a generation of the store of that name (`uuid` of its marker).

        The name tells a store from the one that took its place while somebody still read it.
        """
        return self.root / ANSWERS / f"{number}-{store}"

    def carry_answers(self, before: int, after: int, store: str, but: tuple[str, ...]) -> None:
        """Keep the answers of a generation for the next one, but those whose names begin so: nothing else is different.

        What cannot be kept is found anew when it is asked for.
        """
        here = self.answers(after, store)
        with suppress(OSError):
            here.mkdir(parents=True, exist_ok=True)
            for each in self.answers(before, store).iterdir():
                if not each.name.startswith((*but, ".")):
                    with suppress(FileExistsError):
                        os.link(each, here / each.name)

    def _answered(self) -> Iterator[tuple[Path, int]]:
        """The folders of kept answers, each with the number of its generation."""
        for folder in (self.root / ANSWERS).glob("*-*"):
            number = folder.name.partition("-")[0]
            if number.isdigit():
                yield folder, int(number)

    def publish(self, snapshot: Callable[[Path], None]) -> int:
        """Make a new generation and let `current` name it; the one before stays for those who still read it."""
        taken = [int(path.name) for path in self.generations.iterdir() if path.name.isdigit()]
        number = max((*taken, *(old for _, old in self._answered())), default=0) + 1
        temporary = self.generations / f"{number}.tmp"
        snapshot(temporary)
        temporary.rename(self.generation(number))
        fsync_folder(self.generations)
        link = self.root / f"{CURRENT}.tmp"
        link.unlink(missing_ok=True)
        link.symlink_to(f"gens/{number}")
        link.replace(self.root / CURRENT)
        (self.root / UNPUBLISHED).unlink(missing_ok=True)
        fsync_folder(self.root)
        for old in sorted(taken)[:-1]:
            shutil.rmtree(self.generation(old))
        for answers, old in self._answered():
            if not self.generation(old).exists():
                shutil.rmtree(answers, ignore_errors=True)
        return number

    @property
    def unpublished(self) -> bool:
        return (self.root / UNPUBLISHED).exists()

    def mark_unpublished(self) -> None:
        if not self.unpublished:
            (self.root / UNPUBLISHED).touch()
            fsync_folder(self.root)

    # -- what is safe ------------------------------------------------------------------------

    def append_log(self, lines: list[str]) -> None:
        """Note documents that the engine has flushed; on disk when this returns."""
        path = self.root / LOG
        new = not path.exists()
        with path.open("ab+") as handle:
            handle.seek(-1 if handle.tell() else 0, os.SEEK_END)
            torn = handle.read() not in (b"", b"\n")
            handle.write(b"\n" * torn + "".join(f"{line}\n" for line in lines).encode("ascii"))
            handle.flush()
            os.fsync(handle.fileno())
        if new:
            fsync_folder(self.root)

    def logged(self) -> dict[str, str]:
        """Hash and extractor version of every document the log calls safe; a torn line does not count."""
        path = self.root / LOG
        found: dict[str, str] = {}
        for line in path.read_text("ascii", "replace").splitlines() if path.exists() else ():
            mark, sha256, extractor = (*line.split(" "), "", "")[:3]
            if mark == "+" and len(sha256) == HASH_DIGITS:
                found[sha256] = extractor
            elif mark == "-":
                found.pop(sha256, None)
        return found
