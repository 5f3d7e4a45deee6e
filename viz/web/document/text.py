"""The text of a document for its page: the one kept with the store, proved by the quotations that count in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from loaders import reading
from ontology.errors import InputRefused
from queries.document_parts import File
from queries.results import Quotation
from queries.stores import opening
from queries.stores.kept_text import KeptText
from queries.stores.layout import StoreFolder
from viz.marked_text import Leaf, Range, leaves
from viz.web.document.marks import Placed

PLAIN = "text/plain"
MOST_READ = 4 << 20  # bytes of a plain text that is read while somebody waits


class Missing(StrEnum):
    """Why there is no text to show."""

    SERVER = "server"  # the store is a server's: it keeps no files
    NOT_KEPT = "not_kept"  # loaded before texts were kept
    DIFFERS = "differs"  # what is kept was read otherwise than what the graph quotes


@dataclass(frozen=True, slots=True)
class Shown:
    """A text cut for the page. Marks below `last` are those of `marks`, then come quotations, then unsure words."""

    leaves: tuple[Leaf, ...]
    marks: tuple[Placed, ...]
    quoted: tuple[int, ...]  # the first character of each quotation, by number from len(marks) on

    @property
    def unsure_from(self) -> int:
        return len(self.marks) + len(self.quoted)


def folder(address: str) -> StoreFolder | None:
    """The folder of a store; None for a server's."""
    if opening.engine(address) not in ("oxigraph", "ladybug"):
        return None
    return StoreFolder(opening.folder(address))


def text_of(address: str, file: File, quotations: Iterable[Quotation]) -> KeptText | Missing:
    """The text that these quotations of the file count in, or why there is none."""
    kept = folder(address)
    if kept is None:
        return Missing.SERVER
    found = kept.text(file.sha256)
    if found is not None and _proved(found.text, file.name, quotations):
        return found
    again = _read(kept, file)
    if again is None:
        return Missing.NOT_KEPT if found is None else Missing.DIFFERS
    if not _proved(again.text, file.name, quotations):
        return Missing.DIFFERS
    kept.keep_text(file.sha256, again)
    return again


def _proved(text: str, file: str, quotations: Iterable[Quotation]) -> bool:
    """Words are stored with single spaces and composed letters: a text is another one only where letters differ."""
    own = {each for each in quotations if each.file == file}
    return all(_is_alike(text[each.start : each.end], each.sentence) for each in own)


def _is_alike(one: str, other: str) -> bool:
    return " ".join(one.split()) == other or _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(letter for letter in normalize("NFC", text) if letter.isprintable() and not letter.isspace())


def _read(kept: StoreFolder, file: File) -> KeptText | None:
    """A plain text read again from its original; every other format takes walls and time."""
    path = kept.object_path(file.sha256)
    if file.media_type != PLAIN or not path.is_file() or path.stat().st_size > MOST_READ:
        return None
    original = kept.original(file.sha256)
    try:
        read = reading.read(file.name, original) if original is not None else None
    except InputRefused:
        return None
    return KeptText(text=read.text, pages=read.pages) if read else None


def shown(kept: KeptText, file: str, marks: Iterable[Placed], quotations: Iterable[Quotation]) -> Shown:
    """The text with its marks, and an anchor at every quotation of this file: the longest where several begin."""
    placed = tuple(marks)
    reaching: dict[int, int] = {}
    for each in quotations:
        if each.file == file and each.start < each.end <= len(kept.text):
            reaching[each.start] = max(each.end, reaching.get(each.start, 0))
    starts = tuple(sorted(reaching, key=lambda start: (start - reaching[start], start)))
    first_quoted, first_unsure = len(placed), len(placed) + len(starts)
    ranges: list[Range] = [(start, reaching[start], first_quoted + n) for n, start in enumerate(starts)]
    ranges += [
        (start, end, n)
        for n, mark in enumerate(placed)
        for start, end in mark.stretches
        if 0 <= start < end <= len(kept.text)
    ]
    ranges += [(start, end, first_unsure + n) for n, (start, end) in enumerate(kept.unsure) if end <= len(kept.text)]
    return Shown(tuple(leaves(kept.text, kept.pages, ranges)), placed, starts)
