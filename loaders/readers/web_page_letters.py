"""The characters of a web page: by its mark, its bytes, what it says of itself, and by the fonts it sets words in.

Old pages say Windows-1252, or nothing, and set Vietnamese in fonts (.VnTime, VNI-Times) that show other letters.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract.patterns import compiled
from loaders.readers import encodings, legacy_letters
from loaders.readers.web_page_tree import Node, Words

DECLARED = compiled(r"charset\s*=\s*[\"']?\s*([a-z\d_\-]+)")
VIETNAMESE = frozenset({"windows-1258", "cp1258", "x-cp1258"})
HEAD = 1 << 13  # bytes in which a page says how it is encoded


def characters(name: str, data: bytes, charset: str = "") -> str:
    """The page's own characters; those of a page that is not Unicode as Western ones, unless it says otherwise."""
    found = encodings.in_unicode(name, data)
    if found is not None:
        return found.removeprefix("\ufeff")
    declared = DECLARED.search(data[:HEAD].decode("latin-1"))
    said = (charset or (declared.group(1) if declared is not None else "")).lower()
    if said in VIETNAMESE:
        return legacy_letters.decode_windows_1258(data)
    if said.startswith("utf-8"):
        return data.decode("utf-8", "replace")  # a few broken letters in a long page
    return legacy_letters.decode_windows_1252(data)


def mend(name: str, root: Node) -> tuple[str, ...]:
    """Put the words of old fonts and encodings right, in their places; what a reader of the page should know."""
    warnings: dict[str, None] = {}
    for encoding in (*legacy_letters.LEGACY, None):
        places = [
            (node, i, words) for node, i, words in _places(root) if legacy_letters.of_font(words.font) == encoding
        ]
        mending = encodings.mending_in_font(name, encoding, [words.words for _, _, words in places])
        if mending is None:
            continue
        warnings |= dict.fromkeys(mending.warnings)
        for node, i, words in places:
            mended = mending.mend(words.words)
            capitals = encoding is not None and legacy_letters.is_capitals_font(words.font)
            node.inside[i] = words._replace(words=mended.upper() if capitals else mended, font="")
    return tuple(warnings)


def _places(root: Node) -> Iterator[tuple[Node, int, Words]]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        for i, each in enumerate(node.inside):
            if isinstance(each, Words):
                yield node, i, each
            elif each is not None:
                waiting.append(each)
