"""A web page as blocks and the words in them: what a browser would show, without scripts, forms and hidden parts.

The parser of lxml tells of tags one by one and keeps none. Elements that only colour words make no node, and below
a depth that no page needs nodes are not nested further, so that size and depth stay within those of the page's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from loaders.extract.patterns import compiled

DEEPEST = 120  # blocks within blocks; pages of nested tables have 40
MOST_NODES = 500_000
MOST_FRAMES = 3  # pages within pages within pages
CHUNK = 1 << 16
UNSEEN = frozenset(
    "head script style noscript template title select option datalist textarea button svg object embed applet audio"
    " video canvas map progress meter del xml rp rt noframes dialog".split()
)
BLOCKS = frozenset(
    "html body address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead"
    " caption tr td th ul xmp listing plaintext iframe dir".split()
)
VERBATIM = ("pre", "xmp", "listing", "plaintext")
KEPT = ("colspan", "rowspan", "start", "value", "type", "class", "id", "role", "reversed")
LONGEST = 2_000  # characters of an attribute that are looked at
HIDING = compiled(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$))"
)
HIDING_CLASS = frozenset("hidden hide d-none sr-only visually-hidden screen-reader-text".split())
WRITERS = compiled(r"microsoft word|word\.document|libreoffice|openoffice|wps ")
CAPITALS = compiled(r"text-transform\s*:\s*uppercase")
MARKER = compiled(r"list-style(?:-type)?\s*:\s*([a-z\-]+)")
FACE = compiled(r"font-family\s*:([^;]*)")
LEGACY = compiled(r"^[\s'\"]*(\.Vn[\p{L}\d ]*|VNI-[\p{L}\d\-]*)")


class Words(NamedTuple):
    """Words as written; `linked` to another page, or set in a `font` whose letters are not those of Unicode."""

    words: str
    linked: bool = False
    font: str = ""


@dataclass(slots=True)
class Node:
    """A block; `inside` are its words and blocks in order, None where a line is broken by hand.

    The whole page's `attrs` say where it "hides" something, and where it was "made" by a word processor.
    """

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Node | Words | None] = field(default_factory=list)
    # Which lines of the page stand in it, and before each thing inside it: set by whoever counts lines.
    first: int = 0
    last: int = 0
    at: list[int] = field(default_factory=list)


class TooManyNodes(Exception):
    """A page out of all measure."""


class _Said(NamedTuple):
    """What a style attribute says; `face` None where it names no font, "" where that is an ordinary one."""

    hides: bool
    capitals: bool
    marker: str
    face: str | None


class _Style(NamedTuple):
    """What holds for the words within an element."""

    linked: bool = False
    capitals: bool = False
    font: str = ""


def parsed(page: str, *, hidden: bool = False, frames: int = MOST_FRAMES) -> Node:
    """The page's blocks; those that it hides too where asked for. TooManyNodes for what is out of all measure."""
    from lxml import etree

    builder = _Builder(hidden=hidden, frames=frames)
    parser = etree.HTMLParser(target=builder, encoding="utf-8")
    data = page.encode("utf-8", "replace")
    for at in range(0, len(data), CHUNK):
        parser.feed(data[at : at + CHUNK])
    parser.feed(b" ")
    root: Node = parser.close()
    return root


class _Builder:
    """Hears of tags and words from the parser, in the order of the page."""

    def __init__(self, *, hidden: bool, frames: int) -> None:
        self._root = Node("html")
        self._open: list[tuple[Node, _Style]] = [(self._root, _Style())]
        self._depth = 0
        self._unseen = 0
        self._nodes = 0
        self._buffer: list[str] = []
        self._with_hidden = hidden
        self._frames = frames

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "meta" and WRITERS.search(attrs.get("content", "")[:LONGEST]) and _is_generator(attrs):
            self._root.attrs["made"] = "by a word processor"
        if self._unseen:
            self._unseen += 1
            return
        self._flush()
        said = {key: attrs[key][:LONGEST] for key in (*KEPT, "style", "face", "hidden") if key in attrs}
        if tag in UNSEEN or self._hides(said):
            self._unseen = 1
            return
        node, style = self._open[-1]
        style = _styled(style, tag, attrs, said)
        if tag == "br":
            self._count()
            node.inside.append(None)
        elif tag in BLOCKS and self._depth < DEEPEST:
            node = self._block(node, tag, said)
            if tag == "iframe" and self._frames and attrs.get("srcdoc"):
                self._frame(node, attrs["srcdoc"])
        self._open.append((node, style))

    def end(self, _: str) -> None:
        if self._unseen:
            self._unseen -= 1
            return
        self._flush()
        if len(self._open) > 1:
            node, _style = self._open.pop()
            self._depth -= node is not self._open[-1][0]

    def data(self, words: str) -> None:
        if not self._unseen:
            self._buffer.append(words)

    def close(self) -> Node:
        self._flush()
        return self._root

    def _hides(self, said: dict[str, str]) -> bool:
        if self._with_hidden or not _is_hidden(said):
            return False
        self._root.attrs["hides"] = "something"
        return True

    def _block(self, parent: Node, tag: str, said: dict[str, str]) -> Node:
        self._count()
        self._depth += 1
        kept = {key: said[key] for key in KEPT if key in said}
        marker = _said(said.get("style", "")).marker
        if marker:
            kept["marker"] = marker
        made = Node(tag, kept)
        parent.inside.append(made)
        return made

    def _frame(self, node: Node, page: str) -> None:
        inner = parsed(page, hidden=self._with_hidden, frames=self._frames - 1)
        node.inside.append(inner)

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise TooManyNodes

    def _flush(self) -> None:
        if not self._buffer:
            return
        words = "".join(self._buffer)
        self._buffer.clear()
        node, style = self._open[-1]
        if style.capitals:
            words = words.upper()
        self._count()
        node.inside.append(Words(words, style.linked, style.font))


@lru_cache(4096)
def _said(style: str) -> _Said:
    marker, face = MARKER.search(style), FACE.search(style)
    return _Said(
        hides=HIDING.search(style) is not None,
        capitals=CAPITALS.search(style) is not None,
        marker=marker.group(1).lower() if marker is not None else "",
        face=_legacy(face.group(1)) if face is not None else None,
    )


def _legacy(names: str) -> str:
    """The first font, where it is one of those made before Unicode."""
    found = LEGACY.search(names)
    return found.group(1).strip() if found is not None else ""


def _is_generator(attrs: dict[str, str]) -> bool:
    return attrs.get("name", "").lower() in ("generator", "progid")


def _is_hidden(said: dict[str, str]) -> bool:
    if "hidden" in said or ("style" in said and _said(said["style"]).hides):
        return True
    return "class" in said and not HIDING_CLASS.isdisjoint(said["class"].split())


def _styled(style: _Style, tag: str, attrs: dict[str, str], said: dict[str, str]) -> _Style:
    if tag == "a" and "href" in attrs:
        style = style._replace(linked=True)
    face = _legacy(said["face"]) if "face" in said else None
    if "style" in said:
        further = _said(said["style"])
        style = style._replace(capitals=style.capitals or further.capitals)
        face = face if further.face is None else further.face
    return style if face is None else style._replace(font=face)
