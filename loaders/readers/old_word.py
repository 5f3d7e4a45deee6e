"""Documents of older word processors (.doc, .rtf, Word 2003 XML, .odt): a program of the system converts them.

LibreOffice makes a .docx of them, which is read as every other one. Without it antiword or catdoc give the words of
a .doc or .rtf, without numbers that Word makes, and the reading says so.
"""

from __future__ import annotations

import struct

from loaders.readers import converter, ole, word
from loaders.readers.office import OPEN_DOCUMENT, Package
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

RTF = b"{\\rtf"
WORD_XML = (b"http://schemas.microsoft.com/office/word/2003/wordml", b'progid="Word.Document"')
FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"  # a whole .docx in one XML file
START = 4_096
MEDIA_TYPES = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "xml": "application/vnd.ms-word.2003+xml",
    "odt": "application/vnd.oasis.opendocument.text",
}
FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "xml": "MS Word 2003 XML", "odt": "writer8"}
WORD_95, WORD_97 = 0x68, 0xC1  # the versions that a document names at its beginning
OLDER = {False: "MS WinWord 6.0", True: "MS Word 95"}
# Which of the programs that give the words alone know a kind.
PLAIN = {"doc": ("antiword", "catdoc"), "rtf": ("catdoc",)}
OFFICE_PACKAGE = "libreoffice-writer-nogui"
OTHERS = {
    "Workbook": "Excel",
    "Book": "Excel",
    "PowerPoint Document": "PowerPoint",
    "VisioDocument": "Visio",
    "__properties_version1.0": "Outlook",
    "\u4840\u3b3f\u43f2\u4438\u45b1": "MSI",
    "Quill": "Publisher",
}
LOCKED = ("EncryptedPackage", "EncryptionInfo")
MAIN = "WordDocument"
WORD_MARK = 0xA5EC
IS_ENCRYPTED = 0x0100
PLAINLY = (
    "đọc bằng {program}: không có số thứ tự tự động của Word, bảng có thể lệch; cài libreoffice-writer-nogui để đọc đủ"
    " / read with {program}: without the numbers that Word makes, tables may be askew; install"
    " libreoffice-writer-nogui to read everything"
)


def recognises(data: bytes, /) -> bool:
    """Whether the bytes are of one of these kinds, or of another old Office program, which is refused by name."""
    return data.startswith(ole.MAGIC) or _other_kind(data) is not None


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The text by way of a program; InputRefused names the one that is missing, or what the file is instead."""
    if FLAT in data[:START]:
        raise InputRefused(name, Refusal.UNSUPPORTED, "Word XML, Flat OPC")
    kind = _other_kind(data)
    chosen = FILTERS[kind] if kind else _filter_of(name, data)
    kind = kind or "doc"
    if kind == "odt":
        _refuse_locked(name, data)
    program = converter.office()
    if program is not None:
        reading = word.read(name, converter.to_docx(name, data, program, chosen))
        return Reading(text=reading.text, media_type=MEDIA_TYPES[kind], warnings=reading.warnings)
    return _plainly(name, data, kind)


def _other_kind(data: bytes) -> str | None:
    start = data[:START]
    if start.startswith(RTF):
        return "rtf"
    if OPEN_DOCUMENT in start[: word.START]:
        return "odt"
    return (
        "xml" if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and any(m in start for m in WORD_XML) else None
    )


def _filter_of(name: str, data: bytes) -> str:
    """The name that LibreOffice gives the version of Word; InputRefused for what is no Word document."""
    try:
        directory = ole.Directory(data)
        known = directory.streams
        if any(stream in known for stream in LOCKED):
            raise InputRefused(name, Refusal.ENCRYPTED)
        if MAIN not in known:
            other = next((program for stream, program in OTHERS.items() if stream in known), "OLE")
            raise InputRefused(name, Refusal.UNSUPPORTED, other)
        mark, version, flags = struct.unpack("<HH6xH", directory.head(MAIN, 12))
    except (ValueError, struct.error) as error:
        raise InputRefused(name, Refusal.DAMAGED) from error
    if flags & IS_ENCRYPTED:
        raise InputRefused(name, Refusal.ENCRYPTED)
    if mark == WORD_MARK or version >= WORD_97:
        return FILTERS["doc"]
    return OLDER[version >= WORD_95]


def _refuse_locked(name: str, data: bytes) -> None:
    manifest = Package(name, data).part("META-INF/manifest.xml")
    if manifest is not None and any(part.tag.endswith("}encryption-data") for part in manifest.iter()):
        raise InputRefused(name, Refusal.ENCRYPTED)


def _plainly(name: str, data: bytes, kind: str) -> Reading:
    program = converter.plain(PLAIN.get(kind, ()))
    if program is None:
        raise InputRefused(name, Refusal.NEEDS_PROGRAM, ", ".join([OFFICE_PACKAGE, *PLAIN.get(kind, ())]))
    lines = converter.to_text(name, data, program).decode("utf-8", "replace").split("\n")
    text = "\n".join(" ".join(line.replace("|", " | ").split()) if line.startswith("|") else line for line in lines)
    if not any(c.isalpha() for c in text):
        raise InputRefused(name, Refusal.EMPTY)
    return Reading(text=text, media_type=MEDIA_TYPES[kind], warnings=(PLAINLY.format(program=program.name),))
