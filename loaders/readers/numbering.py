"""The numbers that Word puts before paragraphs by itself: they stand in no text, and headings depend on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from loaders.extract.patterns import compiled

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
PLACE = compiled(r"%([1-9])", ignore_case=False)
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
LARGEST = 700  # letters are repeated (aa, bbb): beyond this nobody counts with them, nor with roman numerals
BULLETS = "-–—+*•"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `pattern` is "%1.%2." with the counts of the levels to be put in."""

    form: str
    pattern: str
    start: int
    after: str
    plain: bool  # all counts in decimal, whatever their own form
    restarts: bool
    style: str | None


def value(element: Element | None, path: str) -> str | None:
    """The `w:val` of a child."""
    child = element.find(path) if element is not None else None
    return child.get(f"{W}val", "") if child is not None else None


def whole(words: str | None, default: int) -> int:
    """A small number as written; anything else is the default."""
    return int(words) if words is not None and words.isascii() and words.isdigit() and len(words) < 6 else default


class Numbering:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, part: Element | None) -> None:
        lists = part.findall(f"{W}abstractNum") if part is not None else []
        self._lists = {each.get(f"{W}abstractNumId", ""): each for each in lists}
        self._levels = {key: _levels(self._defining(each)) for key, each in self._lists.items()}
        nums = part.findall(f"{W}num") if part is not None else []
        self._nums = {num.get(f"{W}numId", ""): value(num, f"{W}abstractNumId") or "" for num in nums}
        self._own = {num.get(f"{W}numId", ""): dict(_overrides(num)) for num in nums}
        self._restarts = {num.get(f"{W}numId", ""): dict(_restarts(num)) for num in nums}
        self._counts: dict[str, dict[int, int]] = {}

    def level_of(self, num: str, styles: Sequence[str]) -> int:
        """The level that is tied to the first of these styles that has one, the first level where none has."""
        levels = self._levels.get(self._nums.get(num, ""), {})
        tied = {level.style: at for at, level in levels.items() if level.style}
        return next((tied[style] for style in styles if style in tied), 0)

    def next(self, num: str, at: int) -> str:
        """What stands before the next paragraph of a list, with the space after it; "" where it shows nothing."""
        key = self._nums.get(num, "")
        levels = {**self._levels.get(key, {}), **self._own.get(num, {})}
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(key, {})
        for restarted, start in self._restarts.pop(num, {}).items():
            counts[restarted] = start - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [d for d in counts if d > at and (d not in levels or levels[d].restarts)]:
            del counts[deeper]
        shown = _shown(levels, counts, level)
        return shown + level.after if shown else ""

    def _defining(self, given: Element) -> Element:
        """The list itself, where one only names the list style that defines it."""
        link = value(given, f"{W}numStyleLink")
        return next((e for e in self._lists.values() if link and value(e, f"{W}styleLink") == link), given)


def _levels(given: Element) -> dict[int, Level]:
    return {whole(each.get(f"{W}ilvl"), 0): _level(each) for each in given.findall(f"{W}lvl")}


def _level(given: Element) -> Level:
    return Level(
        form=value(given, f"{W}numFmt") or "decimal",
        pattern=value(given, f"{W}lvlText") or "",
        start=whole(value(given, f"{W}start"), 0),
        after="" if value(given, f"{W}suff") == "nothing" else " ",
        plain=given.find(f"{W}isLgl") is not None,
        restarts=value(given, f"{W}lvlRestart") != "0",
        style=value(given, f"{W}pStyle"),
    )


def _overrides(num: Element) -> Iterator[tuple[int, Level]]:
    for override in num.findall(f"{W}lvlOverride"):
        own = override.find(f"{W}lvl")
        if own is not None:
            yield whole(override.get(f"{W}ilvl"), 0), _level(own)


def _restarts(num: Element) -> Iterator[tuple[int, int]]:
    for override in num.findall(f"{W}lvlOverride"):
        start = value(override, f"{W}startOverride")
        if start is not None:
            yield whole(override.get(f"{W}ilvl"), 0), whole(start, 1)


def _shown(levels: dict[int, Level], counts: dict[int, int], level: Level) -> str:
    if level.form == "bullet":
        return level.pattern if level.pattern in BULLETS else "-"  # others are letters of a font of signs
    pieces, last = [], 0
    for place in PLACE.finditer(level.pattern):
        at = int(place.group(1)) - 1
        of = levels.get(at, level)
        pieces += [
            level.pattern[last : place.start()],
            written(counts.get(at, of.start), "" if level.plain else of.form),
        ]
        last = place.end()
    return "".join([*pieces, level.pattern[last:]]).strip()


def written(count: int, form: str) -> str:
    """A count as a list shows it: "decimalZero", "lowerLetter", "upperRoman" …, decimal for every other form."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02d}"
    if not 0 < count <= LARGEST or form not in ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman"):
        return str(count)
    letters = _roman(count) if form.endswith("Roman") else chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    return letters.upper() if form.startswith("upper") else letters


def _roman(count: int) -> str:
    written = ""
    for size, letters in ROMAN:
        written += letters * (count // size)
        count %= size
    return written
