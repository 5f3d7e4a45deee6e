"""Numbers that a sentence sets as a measure: shares, ranks among provinces, counted things."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from loaders.extract.patterns import Match, Pattern, compiled, either, whole, words


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at start:end; `comparator` as its own words say."""

    start: int
    end: int
    value: float
    unit: str | None
    comparator: str


@cache
def trigger_data() -> dict[str, Any]:
    """The reviewed words of data/targets.toml."""
    return tomllib.loads(files("loaders").joinpath("data", "targets.toml").read_text(encoding="utf-8"))


@cache
def any_of(section: str, key: str) -> Pattern:
    """A pattern that fits any of section.key anywhere."""
    return compiled("(?:" + "|".join(sorted(trigger_data()[section][key], key=len, reverse=True)) + ")")


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SHARE = compiled(rf"(?P<n>{_NUMBER})(?:\s*%?\s*[-–]\s*(?:{_NUMBER}))?\s*%", holds="%")
_TOP = compiled(
    r"(?:thuộc|trong|vào|nằm trong|đứng trong)?\s*(?:nhóm|tốp|top)\s*(?P<n>\d{1,2})"
    r"(?P<who>\s[^.;]{0,40}?(?:đứng đầu|dẫn đầu|cao nhất|tốt nhất)|)"
    r"|(?P<n2>\d{1,2})\s+(?P<who2>(?:các\s+)?(?:tỉnh|địa phương)[^.;]{0,30}?(?:đứng đầu|dẫn đầu))"
    r"|xếp\s+(?:hạng|thứ)[^.;\d]{0,20}(?P<n3>\d{1,2})[^.;\d]{0,12}trở\s+lên"
)
_COUNT = compiled(
    rf"(?P<w>ít nhất|t\p{{L}}{{1,2}} thi[ểế]u|trên|hơn|đạt(?: khoảng)?|không dưới)\s+(?P<n>{_NUMBER})\s+"
    r"(?P<unit>\p{L}+(?:\s*,\s*\p{L}+|\s+\p{L}+)?(?:\s*/\s*(?:\d+\s*)?\p{L}+)?)"
)
_ANY = either((_SHARE, _TOP, _COUNT))
_NOT_COUNTED = compiled(r"^(?:năm|tháng|ngày|giờ|phút|quý|tuổi|khoản|điều|điểm\s+[a-zđ]\s|lần|đến|và|mức|%)")


def has_quantity(text: str) -> bool:
    """Whether a text may hold a quantity; most hold none."""
    return _ANY.search(text) is not None


def quantities(text: str, *, aims: bool) -> list[Quantity]:
    """Shares, ranks and, where aims are set or a least number is asked for, counted things."""
    found = [
        _top(m)
        for m in _TOP.finditer(text)
        if whole(text, m.start(), m.end()) and (m.group("n") or m.group("n2") or m.group("n3"))
    ]
    shares = [m for m in _SHARE.finditer(text) if not (m.start() and text[m.start() - 1] in ".,0123456789")]
    found += [_share(text, match) for match in shares]
    found.sort(key=_starts)
    for match in words(_COUNT, text):
        least = match.group("w").casefold().endswith(("nhất", "thiểu", "thiếu", "không dưới"))
        counted = not _NOT_COUNTED.search(match.group("unit"))
        if counted and (aims or least) and not _overlaps(found, match):
            insort(found, _count(match), key=_starts)
    return _kept(text, found)


_starts = attrgetter("start")
_REACH = 200  # characters: no quantity is longer, nor are the words that belong to it
_FROM = compiled(r"từ\s*$")
_TO = compiled(r"^\s*(?:xuống(?:\s+còn)?|lên|đến)\s*(?:mức\s*|dưới\s*|trên\s*)?$")


def _kept(text: str, found: list[Quantity]) -> list[Quantity]:
    """Without the first of "từ 30% xuống 20%" and without things counted in the clause of a share."""
    kept: list[Quantity] = []
    clause = 0
    for it, after in zip_longest(found, found[1:]):
        if after and _changes(text, it, after):
            continue
        counted = it.unit != "%" and it.comparator != "top"
        if counted and kept and kept[-1].unit == "%" and ";" not in text[clause : it.start]:
            clause = max(clause, it.start)
            continue
        kept.append(it)
        clause = it.end
    return kept


def _changes(text: str, it: Quantity, after: Quantity) -> bool:
    """Whether one becomes the other: "từ 30% xuống 20%"."""
    before = text[max(0, it.start - _REACH) : it.start]
    return _FROM.search(before) is not None and _TO.search(text[it.end : after.start]) is not None


def _overlaps(found: Sequence[Quantity], match: Match) -> bool:
    near = found[bisect_left(found, match.start() - _REACH, key=_starts) : bisect_left(found, match.end(), key=_starts)]
    return any(match.start() < q.end for q in near)


def _top(match: Match) -> Quantity:
    number = match.group("n") or match.group("n2") or match.group("n3")
    who = (match.group("who") or match.group("who2") or "").casefold()
    unit = "tỉnh" if "tỉnh" in who or not who else "địa phương" if "địa phương" in who else None
    return Quantity(match.start(), match.end(), float(number), unit, "top")


def _share(text: str, match: Match) -> Quantity:
    return Quantity(
        match.start(), match.end(), _value(match.group("n")), "%", comparator(text, match.start(), match.end())
    )


def _count(match: Match) -> Quantity:
    word = match.group("w").casefold()
    compared = "=" if word.startswith("đạt") else ">="
    return Quantity(
        match.start(), match.end(), _value(match.group("n")), " ".join(match.group("unit").split()), compared
    )


def comparator(text: str, start: int, end: int) -> str:
    """ ">=", "<=" or "=" by the words right before and after the number."""
    before, after = text[max(0, start - 24) : start].casefold().rstrip(), text[end : end + 16].casefold()
    for key, sign in (("at_least", ">="), ("at_most", "<=")):
        if any_of("comparators", f"{key}_after").search(after):
            return sign
        for match in words(any_of("comparators", key), before):
            if match.end() == len(before):
                return sign
    return "="


def _value(written: str) -> float:
    """ "1.250,5" -> 1250.5; "99.5" and "99,5" -> 99.5."""
    whole_part, _, decimals = written.partition(",")
    groups = whole_part.split(".")
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]) and not (len(groups) == 2 and groups[0] == "0"):
        whole_part = "".join(groups)
    return float(f"{whole_part}.{decimals}" if decimals else whole_part)
