"""Office files (Office Open XML): a zip archive of XML parts that refer to one another, opened within limits.

The parts come from outside. Each is measured before it is unpacked, and one that declares a document type is
refused, for these formats know none and entities are the way to blow up a parser.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ontology.errors import InputRefused, Refusal

MAGIC = b"PK\x03\x04"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"  # the first file of an .odt and its content
MAIN = "/officeDocument"
# No honest document comes near these; what exceeds them would take memory or time out of all proportion.
MOST_PARTS = 2_000
MOST_BYTES = 64_000_000
MOST_MARKS = 2_000_000  # "<" in one part, twice the number of its elements
MOST_SHRUNK = 200  # unpacked to packed size, of parts above a megabyte
SMALL = 1_000_000

ENCRYPTED = 0x1
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the format allows no other
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    OSError,
    LookupError,
    NotImplementedError,
    ValueError,
)
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
}


class _NoDocumentType(ElementTree.TreeBuilder):
    def doctype(self, name: str, *_: str | None) -> None:
        raise ValueError(f"document type {name}")


class Package:
    """An opened office file; `main` is the path of its main part."""

    def __init__(self, name: str, data: bytes) -> None:
        """InputRefused where the archive is damaged, locked with a password, out of all measure, or no office file."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise InputRefused(name, Refusal.DAMAGED) from error
        if len(self._zip.infolist()) > MOST_PARTS:
            raise InputRefused(name, Refusal.TOO_LARGE)
        self.main = self.related("", MAIN) or ""

    def related(self, path: str, kind: str) -> str | None:
        """The part that another one (the package itself: "") names as its `kind` ("/styles")."""
        folder, file = posixpath.split(path)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in relations if relations is not None else ():
            if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return None

    def part(self, path: str) -> Element | None:
        """The XML of a part, None where the file has no such part."""
        try:
            info = self._zip.getinfo(path)
        except KeyError:
            return None
        if info.flag_bits & ENCRYPTED:
            raise InputRefused(self.name, Refusal.ENCRYPTED)
        if info.compress_type not in PACKINGS:
            raise InputRefused(self.name, Refusal.DAMAGED, path)
        if info.file_size > MOST_BYTES or info.file_size > max(SMALL, MOST_SHRUNK * info.compress_size):
            raise InputRefused(self.name, Refusal.TOO_LARGE)
        try:
            return self._parsed(self._zip.read(info))
        except BROKEN as error:
            raise InputRefused(self.name, Refusal.DAMAGED, path) from error

    def _parsed(self, xml: bytes) -> Element:
        if xml.count(b"<") > MOST_MARKS:
            raise InputRefused(self.name, Refusal.TOO_LARGE)
        for strict, transitional in STRICT.items():
            xml = xml.replace(strict, transitional)
        parser = ElementTree.XMLParser(target=_NoDocumentType())
        parser.feed(xml)
        root: Element = parser.close()
        return root
