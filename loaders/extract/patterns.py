"""Linear-time patterns over Vietnamese text (RE2), with word edges that know Vietnamese letters.

RE2's own word edges are ASCII: they find nothing beside "Đ" or "ộ". Write patterns without them and
ask `whole` whether a match begins and ends at a word edge.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import re2
from re2 import _re2

LETTER = r"[\p{L}\p{M}]"

_ANYWHERE, _AT_START = _re2.RE2.Anchor.UNANCHORED, _re2.RE2.Anchor.ANCHOR_START
_NOWHERE = (-1, -1)
_BLANKS = " \t\n\r\f"
_WITHIN_LETTER = range(0x80, 0xC0)  # bytes that begin no character in UTF-8

Span = tuple[int, int]


class Match:
    """A match in characters. RE2 counts bytes; they are counted over for those groups only that are asked for."""

    __slots__ = ("_data", "_known", "_names", "_spans", "_text")

    def __init__(self, text: str, data: bytes, known: Span, spans: list[Span], names: dict[str, int]) -> None:
        self._text, self._data, self._spans, self._names = text, data, spans, names
        self._known = known  # a byte that is not behind the match, and which character it is

    def span(self, group: int | str = 0) -> Span:
        """Where the group begins and ends; (-1, -1) where it took no part."""
        start, end = self._spans[group if isinstance(group, int) else self._names[group]]
        data = self._data
        if start < 0 or len(data) == len(self._text):
            return start, end
        byte, char = self._known
        begin = char + len(str(data[byte:start], "utf-8"))
        return begin, begin + len(str(data[start:end], "utf-8"))

    def start(self, group: int | str = 0) -> int:
        return self.span(group)[0]

    def end(self, group: int | str = 0) -> int:
        return self.span(group)[1]

    @property
    def alternative(self) -> int:
        """The first group that took part, of a pattern whose alternatives have one group each."""
        return next(group for group, span in enumerate(self._spans) if group and span != _NOWHERE)

    # A group that took no part is None; like the standard library's types, these leave it to the caller.
    def group(self, group: int | str = 0) -> str | Any:
        start, end = self._spans[group if isinstance(group, int) else self._names[group]]
        return str(self._data[start:end], "utf-8") if start >= 0 else None

    def groups(self) -> tuple[str | Any, ...]:
        return tuple(map(self.group, range(1, len(self._spans))))

    def groupdict(self) -> dict[str, str | Any]:
        return {name: self.group(name) for name in self._names}


class Pattern:
    """An RE2 pattern, compiled when first asked for.

    RE2's own Python layer takes thrice the time of RE2 itself, mostly over offsets that nobody asks for.
    """

    __slots__ = ("_find", "_names", "ignore_case", "pattern")

    def __init__(self, pattern: str, *, ignore_case: bool) -> None:
        self.pattern, self.ignore_case = pattern, ignore_case
        self._find: Callable[[Any, bytes, int, int], list[Span]] = self._first
        self._names: dict[str, int] = {}

    def _first(self, anchor: Any, data: bytes, start: int, end: int) -> list[Span]:
        options = re2.Options()
        options.case_sensitive = not self.ignore_case
        options.log_errors = False
        options.max_mem = 64 << 20
        program = _re2.RE2(self.pattern.encode(), options)
        if not program.ok():
            raise re2.error(program.error())
        self._names = {name.decode(): index for name, index in program.NamedCapturingGroups()}
        self._find = program.Match
        return self._find(anchor, data, start, end)

    def search(self, text: str, start: int = 0) -> Match | None:
        """The first match that begins at character `start` or later."""
        return self._one(_ANYWHERE, text, start)

    def match(self, text: str, start: int = 0) -> Match | None:
        """The match that begins at character `start`."""
        return self._one(_AT_START, text, start)

    def _one(self, anchor: Any, text: str, start: int) -> Match | None:
        data = text.encode()
        byte = len(text[:start].encode()) if start else 0
        spans = self._find(anchor, data, byte, len(data))
        return None if spans[0] == _NOWHERE else Match(text, data, (byte, start), spans, self._names)

    def finditer(self, text: str) -> Iterator[Match]:
        """The matches from left to right, none overlapping another."""
        data = text.encode()
        byte, end = 0, len(data)
        known = (0, 0)
        while (spans := self._find(_ANYWHERE, data, byte, end))[0] != _NOWHERE:
            begin, stop = spans[0]
            known = (begin, known[1] + len(str(data[known[0] : begin], "utf-8")))
            yield Match(text, data, known, spans, self._names)
            if byte == end:
                return
            byte = stop if stop > byte else _next(data, byte)

    def findall(self, text: str) -> list[str]:
        """What every match holds: its first group where the pattern has one."""
        return [next(iter(match.groups()), match.group()) or "" for match in self.finditer(text)]

    def sub(self, replacement: str, text: str) -> str:
        """The text with every match replaced by the same words."""
        kept: list[str] = []
        at = 0
        for match in self.finditer(text):
            start, end = match.span()
            kept += [text[at:start], replacement]
            at = end
        return "".join([*kept, text[at:]])


class Guarded(Pattern):
    """A pattern that is asked only where its text may fit: RE2 takes ten times as long to say no."""

    __slots__ = ("_begins", "_holds")

    def __init__(self, pattern: str, *, ignore_case: bool, begins: str, holds: Iterable[str]) -> None:
        super().__init__(pattern, ignore_case=ignore_case)
        self._begins = begins + begins.swapcase() * ignore_case
        self._holds = tuple(holds)
        if begins and not pattern.startswith("^"):
            raise ValueError(f"no beginning of every match: {pattern}")
        if ignore_case and any(held.lower() != held.upper() for held in self._holds):
            raise ValueError(f"letters of either case: {self._holds}")

    def _one(self, anchor: Any, text: str, start: int) -> Match | None:
        return super()._one(anchor, text, start) if self._may_fit(text) else None

    def finditer(self, text: str) -> Iterator[Match]:
        return super().finditer(text) if self._may_fit(text) else iter(())

    def _may_fit(self, text: str) -> bool:
        if self._begins and text[:1] not in self._begins and text.lstrip(_BLANKS)[:1] not in self._begins:
            return False
        for held in self._holds:
            if held in text:
                return True
        return not self._holds


def _next(data: bytes, byte: int) -> int:
    """Where the next character begins."""
    byte += 1
    while byte < len(data) and data[byte] in _WITHIN_LETTER:
        byte += 1
    return byte


def compiled(pattern: str, *, ignore_case: bool = True, begins: str = "", holds: Iterable[str] = ()) -> Pattern:
    """An RE2 pattern; letter case does not count unless asked for.

    `begins`: letters and signs with one of which every text that fits begins, white space in front left out.
    `holds`: signs or words one of which every text that fits holds.
    """
    if begins or holds:
        return Guarded(pattern, ignore_case=ignore_case, begins=begins, holds=holds)
    return Pattern(pattern, ignore_case=ignore_case)


def either(patterns: Iterable[Pattern]) -> Pattern:
    """A pattern for what fits one of them anywhere; it tells no groups, which spares half of the time."""
    return compiled("|".join(map(_groupless, patterns)), ignore_case=False)


def _groupless(pattern: Pattern) -> str:
    bare = _GROUP.sub("(?:", pattern.pattern)
    return f"(?{'i' * pattern.ignore_case}:{bare})"


_GROUP = compiled(r"\(\?P<[a-z\d]+>")


def whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins and ends at word edges."""
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def words(pattern: Pattern, text: str) -> Iterator[Match]:
    """Matches that begin and end at word edges."""
    for match in pattern.finditer(text):
        if whole(text, *match.span()):
            yield match


def compile_all() -> None:
    """Compile every pattern that has been made: processes forked from this one find them ready."""
    for each in gc.get_objects():
        if isinstance(each, Pattern):
            each.search("")
