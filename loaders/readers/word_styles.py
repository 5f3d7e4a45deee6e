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


def font_of(properties: Element | None) -> str:
    """The font that properties of a run name for Latin letters."""
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


class Styles:
    """The styles of one document by their identifiers."""

    def __init__(self, part: Element | None) -> None:
        found = part.findall(f"{W}style") if part is not None else []
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        plain = (s for s in found if s.get(f"{W}default") in ("1", "true") and s.get(f"{W}type") == "paragraph")
        default = next(plain, None)
        self._default = default.get(f"{W}styleId", "") if default is not None else ""
        self._known: dict[tuple[str, str], bool | None] = {}
        defaults = part.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if part is not None else None
        self._font = font_of(defaults)
        self._fonts: dict[tuple[str, bool], str] = {}

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

    def font(self, name: str | None, *, default: bool = True) -> str:
        """The font of a style; with `default` that of the document where the style names none."""
        key = (name or "", default)
        if key not in self._fonts:
            named = (font_of(style.find(f"{W}rPr")) for _, style in self.chain(name, default=default))
            self._fonts[key] = next(filter(None, named), self._font if default else "")
        return self._fonts[key]

    def is_raised(self, name: str | None) -> bool:
        """Whether a style of runs sets its words as superscript."""
        return any(value(s, f"{W}rPr/{W}vertAlign") == "superscript" for _, s in self.chain(name, default=False))

    def is_contents(self, name: str | None) -> bool:
        """Whether a style is one of the table of contents."""
        if name is None:
            return False
        said = value(self._styles.get(name), f"{W}name") or name
        return said.lower().startswith(CONTENTS) or (name[:3].upper() == "TOC" and name[3:].isdigit())
