"""Numbers that a sentence sets as a measure: shares, ranks among provinces, counted things."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from loaders.extract.patterns import Match, Pattern, compiled, either, whole, words
from ontology import data_files


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
    return tomllib.loads(data_files.text("loaders", "targets.toml"))


@cache
def any_of(section: str, key: str) -> Pattern:
    """A pattern that fits any of section.key anywhere."""
    return compiled("(?:" + "|".join(sorted(trigger_data()[section][key], key=len, reverse=True)) + ")")


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_SHARE = compiled(rf"(?P<n>{_NUMBER})(?P<to>\s*%?\s*[-–]\s*(?:{_NUMBER}))?\s*%", holds="%")
_TOP = compiled(
    r"(?:thuộc|trong|vào|nằm trong|đứng trong)?\s*(?:nhóm|tốp|top)\s*(?P<n>\d{1,2})"
    r"(?P<who>\s[^.;]{0,40}?(?:đứng đầu|dẫn đầu|cao nhất|tốt nhất)|)"
    r"|(?P<n2>\d{1,2})\s+(?P<who2>(?:các\s+)?(?:tỉnh|địa phương)[^.;]{0,30}?(?:đứng đầu|dẫn đầu))"
    r"|xếp\s+(?:hạng|thứ)[^.;\d]{0,20}(?P<n3>\d{1,2})[^.;\d]{0,12}trở\s+lên"
)
_RANK = compiled(
    r"(?:xếp|đứng|vị\s+trí|thứ\s+hạng)\s+(?:hạng\s+|vị\s+trí\s+)?(?:thứ\s+)?(?:từ\s+)?(?P<n>\d{1,2})"
    r"(?:[^\d/,.%]|$|[.,](?:\s|$))"
)
_MANY = r"(?:(?:trăm|nghìn|ngàn|triệu|tỷ)\s+){0,2}"
_PER = r"(?:\s*/\s*(?:\d[\d.]*\s*)?\p{L}+(?:\s+(?:nữ|dân|án|gái|trai|viên|người|em|sống))?){0,2}"
_COUNT = compiled(
    r"(?P<w>ít nhất|t\p{L}{1,2} thi[ểế]u|trên|hơn|đạt(?: khoảng)?|chiếm(?: khoảng)?|không dưới|dưới|không quá|gấp)"
    rf"\s+(?P<n>{_NUMBER})\s+(?P<unit>(?:tin\s*,\s*\p{{L}}+|{_MANY}\p{{L}}+(?:\s+\p{{L}}+)?){_PER})"
)
_STEP = compiled(rf"(?P<w>tăng|nâng|cải\s+thiện|giảm)\s+(?:thêm\s+)?(?P<n>{_NUMBER})\s+(?P<unit>bậc|hạng|điểm)")
_NOT_COUNTED = compiled(
    r"^(?:năm|tháng|ngày|giờ|phút|quý|tuổi|khoản|điều|điểm\s+[a-zđ]\s|đến|và|mức|%|cấp|tuần|trường\s+hợp)"
)
# Where the name of what is counted ends.
_UNIT_END = compiled(
    r"^(.*?\p{L})\s+(?:trở|vào|trong|của|và|mỗi|để|cho|tại|trên|so|đến|được|có|hàng|hằng|là|với|theo|tham|đạt"
    r"|ở|từ|bị|do|còn|năm)$"
)
_MEASURE = compiled(r"^((?:km|ha|m|m2|m3|km2|MW|kW|kg|tấn))\s", ignore_case=False)
_LEAST = ("nhất", "thiểu", "thiếu", "không dưới", "trên", "hơn")
_MOST = ("dưới", "không quá")
_ANY = either((_SHARE, _TOP, _COUNT, _RANK, _STEP))


def has_quantity(text: str) -> bool:
    """Whether a text may hold a quantity; most hold none."""
    return _ANY.search(text) is not None


def quantities(text: str, *, aims: bool) -> list[Quantity]:
    """Shares, ranks and, where aims are set or a least number is asked for, counted things."""
    found = [_top(m) for m in _TOP.finditer(text) if _is_rank(text, m)]
    shares = [m for m in _SHARE.finditer(text) if not (m.start() and text[m.start() - 1] in ".,0123456789")]
    found += [_share(text, match) for match in shares]
    found.sort(key=_starts)
    for match in words(_COUNT, text):
        if _counts(match, aims=aims) and not _overlaps(found, match):
            insort(found, _count(text, match), key=_starts)
    for match in words(_STEP, text) if aims else ():
        if not _overlaps(found, match):
            insort(found, _count(text, match), key=_starts)
    for match in _RANK.finditer(text) if aims else ():
        if whole(text, match.start(), match.end("n")) and not _overlaps(found, match):
            insort(found, _top(match), key=_starts)
    return _kept(text, found)


def _counts(match: Match, *, aims: bool) -> bool:
    """Whether the number is one of things: aimed at, or asked for as the least."""
    word, unit = match.group("w").casefold(), match.group("unit")
    least = word.endswith(("nhất", "thiểu", "thiếu", "không dưới"))
    if unit.startswith("lần") and not least and word != "gấp":
        return False
    return (aims or least) and not _NOT_COUNTED.search(unit)


def _is_rank(text: str, match: Match) -> bool:
    """Whether the number stands for itself: "nhóm 1/3" names a third."""
    group = next((g for g in ("n", "n2", "n3") if match.group(g)), None)
    if group is None or not whole(text, match.start(), match.end()):
        return False
    start, end = match.span(group)
    return text[end : end + 1] != "/" and text[max(0, start - 1) : start] != "/"


_starts = attrgetter("start")
_REACH = 200  # characters: no quantity is longer, nor are the words that belong to it
_FROM = compiled(r"từ\s*$")
_RISES = compiled(r"(?:tăng|giảm|nâng|hạ)[^.;,]{0,40}từ\s*$")
_TO = compiled(r"^\s*(?:xuống(?:\s+còn)?|lên|đến)\s*(?:mức\s*|dưới\s*|trên\s*)?$")


def _kept(text: str, found: list[Quantity]) -> list[Quantity]:
    """Of "từ 30% xuống 20%" the last, of "đạt từ 80% đến 85%" the first; nothing counted in the clause of a share."""
    kept: list[Quantity] = []
    clause = 0
    spanned = False  # the quantity before was the first of a span
    for it, after in zip_longest(found, found[1:]):
        change = _change(text, it, after) if after and not spanned else None
        was_spanned, spanned = spanned, change is False
        if change or was_spanned:
            continue
        counted = it.unit != "%" and it.comparator != "top"
        if counted and kept and kept[-1].unit == "%" and ";" not in text[clause : it.start]:
            clause = max(clause, it.start)
            continue
        kept.append(replace(it, comparator=">=") if spanned else it)
        clause = it.end
    return kept


def _change(text: str, it: Quantity, after: Quantity) -> bool | None:
    """Whether one becomes the other ("từ 30% xuống 20%") or, if not, both end a span; None where neither."""
    before = text[max(0, it.start - _REACH) : it.start]
    to = _TO.search(text[it.end : after.start]) if _FROM.search(before) else None
    return None if to is None else "đến" not in to.group() or _RISES.search(before) is not None


def _overlaps(found: Sequence[Quantity], match: Match) -> bool:
    near = found[bisect_left(found, match.start() - _REACH, key=_starts) : bisect_left(found, match.end(), key=_starts)]
    return any(match.start() < q.end for q in near)


def _top(match: Match) -> Quantity:
    groups = match.groupdict()
    number = groups["n"] or groups.get("n2") or groups.get("n3")
    who = (groups.get("who") or groups.get("who2") or "").casefold()
    unit = "tỉnh" if "tỉnh" in who or not who else "địa phương" if "địa phương" in who else None
    return Quantity(match.start(), match.end(), float(number or 0), unit, "top")


def _share(text: str, match: Match) -> Quantity:
    compared = comparator(text, match.start(), match.end())
    if match.group("to") and compared == "=":
        compared = ">="  # a span of values is reached with its first
    return Quantity(match.start(), match.end(), _value(match.group("n")), "%", compared)


def _count(text: str, match: Match) -> Quantity:
    word = match.group("w").casefold()
    compared = ">=" if word.endswith(_LEAST) else "<=" if word.endswith(_MOST) else "="
    unit = " ".join(match.group("unit").split())
    end = match.end()
    cut = _MEASURE.search(unit) or _UNIT_END.search(unit)
    if cut:
        end -= len(unit) - len(cut.group(1))
        unit = cut.group(1)
    if compared == "=" and any_of("comparators", "at_least_after").match(text[end : end + 16].lstrip()):
        compared = ">="
    return Quantity(match.start(), end, _value(match.group("n")), unit, compared)


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
