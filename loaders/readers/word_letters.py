"""Words of a Word document set in the fonts before Unicode (.VnTime, VNI-Times), whose letters stand for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from loaders.readers import encodings, legacy_letters
from loaders.readers.numbering import W, value
from loaders.readers.word_styles import Styles, font_of


def mend(name: str, parts: Iterable[Element], styles: Styles) -> tuple[str, ...]:
    """Put such words right where they stand; what a reader of the document should know."""
    places: dict[str | None, list[tuple[Element, str]]] = defaultdict(list)
    for words, font in _words(parts, styles):
        places[legacy_letters.of_font(font)].append((words, font))
    warnings: dict[str, None] = {}
    for encoding in sorted(places, key=str):
        mending = encodings.mending_in_font(name, encoding, [words.text or "" for words, _ in places[encoding]])
        if mending is None:
            continue
        warnings |= dict.fromkeys(mending.warnings)
        for words, font in places[encoding]:
            mended = mending.mend(words.text or "")
            words.text = mended.upper() if encoding and legacy_letters.is_capitals_font(font) else mended
    return tuple(warnings)


def _words(parts: Iterable[Element], styles: Styles) -> Iterable[tuple[Element, str]]:
    """Every piece of words with its font: the run's own, its style's, its paragraph's."""
    fonts: dict[Element, str] = {}
    for part in parts:
        for paragraph in part.iter(f"{W}p"):  # one in a text box comes after the one that holds the box
            of_paragraph = styles.font(value(paragraph.find(f"{W}pPr"), f"{W}pStyle"))
            for run in paragraph.iter(f"{W}r"):
                properties = run.find(f"{W}rPr")
                own = font_of(properties) or styles.font(value(properties, f"{W}rStyle"), default=False)
                for words in run.findall(f"{W}t"):
                    fonts[words] = own or of_paragraph
    return fonts.items()
