"""Archives (.zip) of documents: each member is a document of its own, unpacked within limits when its turn comes.

Names inside are labels and nothing else: no file is ever written.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import normalize

from ontology.errors import InputRefused, Refusal

MAGIC = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
ENTRY = b"PK\x01\x02"
MOST_MEMBERS = 2_000
MOST_BYTES = 200_000_000  # unpacked, of all members
MOST_SHRUNK = 200  # unpacked to packed size, of members above a megabyte
SMALL = 1_000_000
LARGE = 32_000_000  # members above that are pictures of pages, which packing hardly shrinks
MOST_SHRUNK_LARGE = 4
LONGEST = 200  # characters of a name
IS_ENCRYPTED = 0x1
IS_UTF_8 = 0x800
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without measure
OFFICE = frozenset({"[Content_Types].xml", "mimetype"})  # in the archives that are one document
# What systems leave in archives beside the documents.
LEFTOVERS = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
PAGES = (".html", ".htm")
BESIDE_PAGES = ("_files", ".files", "_tep")  # behind the page's own name, in the browser's or Word's language
LEFTOVER_BEGINS = ("._", "~$", ".~lock.")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, NotImplementedError, ValueError, RuntimeError)
NESTED = "tệp nén trong tệp nén: giải nén trước / an archive within an archive: unpack it first"
PACKED = "cách nén này / this way of packing"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; `name` is "a.zip/b/c.docx", `at` its place among the archive's entries."""

    name: str
    at: int


class Archive:
    """An opened archive."""

    def __init__(self, name: str, data: bytes) -> None:
        """InputRefused where it is damaged, or has too many members."""
        self.name = name
        if data.count(ENTRY) > 2 * MOST_MEMBERS:
            raise InputRefused(name, Refusal.TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise InputRefused(name, Refusal.DAMAGED) from error
        self._entries = self._zip.infolist()
        if len(self._entries) > MOST_MEMBERS:
            raise InputRefused(name, Refusal.TOO_LARGE)

    @property
    def is_one_document(self) -> bool:
        """Whether the archive is itself a document, as .docx and .odt are."""
        return not OFFICE.isdisjoint(entry.filename for entry in self._entries)

    def members(self) -> tuple[Member, ...]:
        """The files in it, in order, without what systems leave there and what belongs to saved web pages.

        InputRefused where they are out of all measure, or there are none.
        """
        if sum(entry.file_size for entry in self._entries) > MOST_BYTES:
            raise InputRefused(self.name, Refusal.TOO_LARGE)
        files = [(at, _parts(entry)) for at, entry in enumerate(self._entries) if not entry.is_dir()]
        beside = _of_pages(parts for _, parts in files)
        found = tuple(
            Member("/".join((self.name, *parts)), at)
            for at, parts in files
            if parts and not _is_left_over(parts) and beside.isdisjoint(parts[:i] for i in range(len(parts)))
        )
        if not found:
            raise InputRefused(self.name, Refusal.EMPTY)
        return found

    def read(self, member: Member) -> bytes:
        """The bytes of a member; InputRefused where it is locked, damaged, or out of all measure when unpacked."""
        if member.at >= len(self._entries):
            raise InputRefused(member.name, Refusal.DAMAGED)
        entry = self._entries[member.at]
        if entry.flag_bits & IS_ENCRYPTED:
            raise InputRefused(member.name, Refusal.ENCRYPTED)
        if entry.compress_type not in PACKINGS:
            raise InputRefused(member.name, Refusal.UNSUPPORTED, PACKED)
        if entry.file_size > _most(entry.compress_size):
            raise InputRefused(member.name, Refusal.TOO_LARGE)
        try:
            data = self._zip.read(entry)
        except BROKEN as error:
            raise InputRefused(member.name, Refusal.DAMAGED) from error
        if is_archive(data):
            raise InputRefused(member.name, Refusal.UNSUPPORTED, NESTED)
        return data


def _most(packed: int) -> int:
    """To how many bytes an honest member of so many may be unpacked."""
    return max(SMALL, min(LARGE, MOST_SHRUNK * packed), MOST_SHRUNK_LARGE * packed)


def is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive of files; not so of one document, nor of an archive too damaged to look into."""
    if data.startswith(EMPTY):
        return True
    if not data.startswith(MAGIC):
        return False
    try:
        return not Archive("", data).is_one_document
    except InputRefused as error:
        return error.code is Refusal.TOO_LARGE


def _parts(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the name of an entry, none of which leads out of the archive."""
    path = PurePosixPath(_name(entry).replace("\\", "/"))
    shown = ("".join(c if c.isprintable() else "?" for c in part)[:LONGEST] for part in path.parts)
    return tuple(part for part in shown if part not in ("/", ".", "..") and not (len(part) == 2 and part[1] == ":"))


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: the format has no sign for most ways of writing."""
    if entry.flag_bits & IS_UTF_8 or entry.filename.isascii():
        return normalize("NFC", entry.filename)
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "cp1258"):
        try:
            return normalize("NFC", raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return entry.filename


def beside_pages(names: Iterable[str]) -> set[str]:
    """The folders in which browsers and Word save what belongs to a page, beside the page: their files are none."""
    pages = (PurePosixPath(name).stem for name in names if name.lower().endswith(PAGES))
    return {page + ending for page in pages for ending in BESIDE_PAGES}


def _of_pages(files: Iterable[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Those folders, wherever they are in an archive."""
    return {(*parts[:-1], beside) for parts in files if parts for beside in beside_pages(parts[-1:])}


def _is_left_over(parts: tuple[str, ...]) -> bool:
    return not LEFTOVERS.isdisjoint(parts) or parts[-1].startswith(LEFTOVER_BEGINS)
