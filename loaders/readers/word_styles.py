"""Styles of a Word document: what a paragraph or a run is by the name of its style, not by its own properties."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from loaders.readers.numbering import W, value

OFF = ("0", "false", "off", "none")
CONTENTS = "toc "  # "toc 1", "toc 2" …: the lines of the table of contents that Word makes


def is_on(properties: Element | None, path: str) -> bool | None:
    """Whether a property that can be switched is on; None where it is not mentioned."""
    said = value(properties, path)
    return None if said is None else said not in OFF


class Styles:
    """The styles of one document by their identifiers."""

    def __init__(self, part: Element | None) -> None:
        found = part.findall(f"{W}style") if part is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        plain = (s for s in found if s.get(f"{W}default") in ("1", "true") and s.get(f"{W}type") == "paragraph")
        default = next(plain, None)
        self._default = default.get(f"{W}styleId", "") if default is not None else ""
        self._known: dict[tuple[str, str], bool | None] = {}

    def chain(self, name: str | None, *, default: bool = True) -> Iterator[tuple[str, Element]]:
        """A style and those that it is based on; the paragraph's default where none is named."""
        at = name if name is not None or not default else self._default
        seen: set[str] = set()
        while at is not None and at in self._styles and at not in seen:
            seen.add(at)
            yield at, self._styles[at]
            at = value(self._styles[at], f"{W}basedOn")

    def is_on(self, name: str | None, path: str, *, default: bool = True) -> bool | None:
        """Whether a style switches a property of its words on; None where none of the chain mentions it."""
        key = (name or "", path)
        if key not in self._known:
            said = (is_on(style.find(f"{W}rPr"), path) for _, style in self.chain(name, default=default))
            self._known[key] = next((each for each in said if each is not None), None)
        return self._known[key]

    def is_raised(self, name: str | None) -> bool:
        """Whether a style of runs sets its words as superscript."""
        return any(value(s, f"{W}rPr/{W}vertAlign") == "superscript" for _, s in self.chain(name, default=False))

    def is_contents(self, name: str | None) -> bool:
        """Whether a style is one of the table of contents."""
        if name is None:
            return False
        said = value(self._styles.get(name), f"{W}name") or name
        return said.lower().startswith(CONTENTS) or (name[:3].upper() == "TOC" and name[3:].isdigit())
