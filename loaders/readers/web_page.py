"""Web pages as saved from legal portals or from Word: the document in them, nothing of what stands around it.

Nothing is fetched: pictures, frames and styles that a page only names stay away.
"""

from __future__ import annotations

from typing import NamedTuple

from loaders.extract.patterns import compiled
from loaders.readers import (
    encodings,
    web_archive,
    web_page_letters,
    web_page_lines,
    web_page_part,
    web_page_text,
    web_page_tree,
)
from loaders.source import Heard, Reading, unheard
from ontology.errors import InputRefused, Refusal

MEDIA_TYPE = "text/html"
MOST = 64_000_000  # bytes
HEAD = 1 << 12
OPENS = compiled(
    r"^(?:\x{FEFF}|\s|<!--(?:[^-]|-[^-])*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|(?:html|head|body|meta|title|link|style"
    r"|script|table|div|p|span|font|center|h[1-6]|article|section|main|form|iframe|b|i|br|ul|ol|a)(?:\s[^<]*)?/?>)"
)
WITHIN = compiled(r"<html(?:\s[^<>]*)?>\s*(?:<!--|<head|<body|<meta|<title)")
WITHHELD = compiled(
    r"(?:phải|vui lòng|cần|hãy) đăng (?:nhập|ký).{0,60}(?:để|mới) (?:được )?(?:xem|sử dụng|đọc|tải|theo dõi)"
)
ARTICLE = compiled(r"(?m:^(?:Điều|ĐIỀU)\s+(\d+[a-zđ]?)\s*[.:])", ignore_case=False)
FOLDED = (
    "trang gấp lại một phần văn bản, đã đọc cả phần đó: hãy đối chiếu với trang"
    " / the page folds a part of the document away, which was read too: compare with the page"
)
NO_HEAD = (
    "trang không có quốc hiệu, tiêu ngữ: phần đọc được có thể gồm cả chữ ngoài văn bản"
    " / the page has no letterhead: what was read may hold words from outside the document"
)
OTHERS = "trang còn văn bản khác, không đọc: {numbers} / the page holds other documents, which were not read: {numbers}"
LEFT_OUT = (
    "{count} dòng giống nội dung văn bản nằm ngoài phần đã đọc: hãy đối chiếu với trang"
    " / {count} lines that look like a document's stand outside of what was read: compare with the page"
)
PARTLY = (
    "trang ghi phải đăng nhập mới xem đủ: văn bản có thể thiếu"
    " / the page says that one must log in to see all: the document may be incomplete"
)


class _Found(NamedTuple):
    """A page's document, its text, and what its reader should know."""

    part: web_page_part.Part
    text: str
    warnings: tuple[str, ...]


def recognises(data: bytes, /) -> bool:
    """Whether the bytes begin as a web page or a web archive does."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        little = head.startswith(b"\xff\xfe") or b"<\x00" in head[:64]
        begin = head.decode("utf-16-le" if little else "utf-16-be", "replace")
    else:
        begin = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return bool(OPENS.search(begin) or WITHIN.search(begin)) or web_archive.recognises(data)


def prepare() -> None:
    """Load the parser, which is not loaded where no page is read."""
    import lxml.etree  # noqa: F401


def read(name: str, data: bytes, _: Heard = unheard, /) -> Reading:
    """The document in a page; InputRefused where it holds none, or is out of all measure."""
    if len(data) > MOST:
        raise InputRefused(name, Refusal.TOO_LARGE)
    pages = list(web_archive.pages(data)) if web_archive.recognises(data) else [web_archive.Page(data, "")]
    try:
        found = [each for page in pages if (each := _of_page(name, page)) is not None]
    except web_page_tree.TooManyNodes as error:
        raise InputRefused(name, Refusal.TOO_LARGE) from error
    if not found:
        raise InputRefused(name, Refusal.NO_DOCUMENT)
    best = next((each for each in found if each.part.headed), found[0])
    return Reading(text=best.text, media_type=MEDIA_TYPE, warnings=best.warnings)


def _of_page(name: str, page: web_archive.Page) -> _Found | None:
    """The document of a page as it is shown; with what the page hides, where no document or not all of it is seen."""
    characters = encodings.without_controls(web_page_letters.characters(name, page.data, page.charset))
    undone = encodings.undone(name, characters)
    root = web_page_tree.parsed(undone.text)
    shown = _of_blocks(name, root)
    if "hides" in root.attrs:
        shown = _fuller(shown, _of_blocks(name, web_page_tree.parsed(undone.text, hidden=True)))
    return shown and shown._replace(warnings=(*undone.warnings, *shown.warnings))


def _fuller(shown: _Found | None, hidden: _Found | None) -> _Found | None:
    """Which of two readings of a page, with and without what it hides, has the whole document."""
    if shown is None or hidden is None:
        return shown or hidden
    if shown.part.headed < hidden.part.headed:
        return hidden
    if set(ARTICLE.findall(hidden.text)) <= set(ARTICLE.findall(shown.text)):
        return shown
    return hidden._replace(warnings=(*hidden.warnings, FOLDED))


def _of_blocks(name: str, root: web_page_tree.Node) -> _Found | None:
    mended = web_page_letters.mend(name, root)
    lines = web_page_lines.lines_of(root)
    part = web_page_part.document(root, lines)
    if part is None:
        return None
    text = web_page_text.text_of(part.node, lines)
    return _Found(part, text, (*mended, *_warnings(part, text))) if any(map(str.isalpha, text)) else None


def _warnings(part: web_page_part.Part, text: str) -> tuple[str, ...]:
    said = {
        NO_HEAD: not part.headed,
        OTHERS.format(numbers=", ".join(part.others)): bool(part.others),
        LEFT_OUT.format(count=part.left_out): bool(part.left_out),
        PARTLY: WITHHELD.search(text) is not None,
    }
    return tuple(warning for warning, holds in said.items() if holds)
