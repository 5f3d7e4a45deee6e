"""Time limits in the words of a directive or of a table cell: "trước ngày 30/11/2023", "Quý IV/2023", "Thường xuyên".

Values are ISO dates as far as the words go: "2023-11-30", "2023-12", "2023-Q4", "2023"; what comes back
every year, quarter or month has no value, only its words. Dates of documents are no time limits: in prose
a word of limit must govern the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extract.patterns import Match, compiled, whole

_DAY = (
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}))?"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:,\s*)?năm\s+(?P<y2>\d{4}))?"
)
_QUARTER = r"qu[ýí]\s*(?P<q>IV|I{1,3}|[1-4])(?:\s*[/,.-]?\s*(?:năm\s*)?(?P<yq>\d{4}))?"
_MONTH = r"tháng\s*(?P<mm>\d{1,2})(?:\s*[/.,-]?\s*(?:năm\s*)?(?P<ym>\d{4}))?"
_YEAR = r"(?:cuối\s+|hết\s+)?năm\s*(?P<yy>\d{4})"
_PLACE = rf"(?:{_DAY}|{_QUARTER}|{_MONTH}|{_YEAR})"
_EVERY = r"(?:[hm](?:à|ằ)ng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"

_LIMITS = (
    r"(?:chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|không\s+(?:muộn|chậm)\s+(?:hơn|quá)|trước|hạn\s+(?:cuối|chót)(?:\s+là)?"
    r"|trong|đến|hết|xong)(?:\s+(?:trước|vào|đến|hết|là|thời\s+điểm|trong|cuối))*\s+"
)
_PROSE = compiled(rf"{_LIMITS}{_PLACE}")
_RECURRENCE = compiled(
    rf"(?:trước|vào|chậm\s+nhất)\s+(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?\s+(?:của\s+)?{_EVERY}"
    rf"|định\s+kỳ(?:\s+(?:hàng|hằng)\s+(?:năm|quý|tháng|tuần))?(?:\s*,\s*(?:0?6\s+tháng|năm|quý|tháng))*(?:\s+và\s+(?:hàng\s+)?(?:năm|quý))?"
    rf"|thường\s+xuyên|{_EVERY}|từng\s+năm|\d{{1,2}}\s+lần\s*/\s*(?:năm|quý|tháng|tuần)"
)
_REPEATS = compiled(rf"^\s*(?:của\s+)?{_EVERY}")
_EACH = compiled(_EVERY)
_ANY = compiled(_PLACE)
_BARE_YEAR = compiled(r"(?:^|[^\d/.])(20[1-4]\d)(?:[^\d/.]|$)")
_RANGE_END = compiled(r"^\s*(?:-|–|—|đến(?:\s+hết)?)\s*(?:năm\s*)?(20[1-4]\d)")
_RANGE = compiled(r"^\s*(?:-|–|—|đến)\s*$")
# What a year belongs to when it is no limit: the span of a plan, a look ahead, a report on what was done.
_NO_LIMIT = compiled(
    r"(?:định\s+hướng|tầm\s+nhìn|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|tính|kể|thống\s+kê|số\s+liệu|từ|hiệu\s+lực|giao)\s*(?:\d{4}\s*[-–]\s*\d{4}\s*)?,?\s*$"
)
_TITLE = compiled(
    r"(?:Chiến lược|Quy hoạch|Đề án|Chương trình|Kế hoạch|Nghị quyết|Quyết định|Chỉ thị|Dự án|Khung|Phương án)"
    r"[^.;:]{0,200}$"
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as it stands at start:end of the text; `value` None where it comes back again and again."""

    start: int
    end: int
    text: str
    value: str | None


def find(text: str, year: int | None = None) -> list[Deadline]:
    """The time limits of a sentence or paragraph, in order.

    `year`: the document's own; it completes "trước ngày 15/12", and dates of earlier years are no limits.
    """
    dated = list(_dated(text, year))
    taken = [(d.start, d.end) for d in dated]
    # "chi thường xuyên" is a kind of spending.
    again = [
        Deadline(m.start(), m.end(), _folded(m.group()), None)
        for m in _RECURRENCE.finditer(text)
        if whole(text, m.start(), m.end())
        and not any(s < m.end() and m.start() < e for s, e in taken)
        and not text[: m.start()].casefold().endswith("chi ")
    ]
    return sorted([*dated, *again], key=lambda d: d.start)


def first(text: str, year: int | None = None) -> Deadline | None:
    """The limit that counts for a directive: the first with a date, else the first that comes back."""
    found = find(text, year)
    return next((d for d in found if d.value), found[0] if found else None)


def of_cell(text: str, year: int | None = None) -> tuple[str | None, str | None]:
    """Value and words of what stands under "Thời gian": any date counts, of a span of time its end."""
    words = _folded(text)
    if not words or not any(c.isalnum() for c in words):
        return None, None
    matches = [m for m in _ANY.finditer(words) if whole(words, m.start(), m.end())]
    if not matches:
        bare = list(_BARE_YEAR.finditer(words))
        return (bare[-1].group(1) if bare and len(words) < 40 else None), words
    chosen = matches[0]
    for later in matches[1:]:
        if _RANGE.search(words[chosen.end() : later.start()]):
            chosen = later
    if _REPEATS.search(words[chosen.end() :]):
        return None, words
    span = _RANGE_END.search(words[chosen.end() :])
    return (span.group(1) if span and chosen.group("yy") else _value(chosen, year)), words


def _dated(text: str, year: int | None) -> Iterator[Deadline]:
    for match in _PROSE.finditer(text):
        if not whole(text, match.start(), match.end()) or not _governs(text, match):
            continue
        repeats = _REPEATS.search(text[match.end() :])
        if repeats:
            end = match.end() + repeats.end()
            yield Deadline(match.start(), end, _folded(text[match.start() : end]), None)
            continue
        value = None if _comes_back(text, match) else _value(match, year)
        if value is None and _comes_back(text, match):
            yield Deadline(match.start(), match.end(), _folded(match.group()), None)
        elif value and (year is None or int(value[:4]) >= year):
            yield Deadline(match.start(), match.end(), _folded(match.group()), value)


def _comes_back(text: str, match: Match) -> bool:
    """ "Định kỳ hằng năm (trước ngày 15 tháng 12)": a day without a year, of every year."""
    groups = match.groupdict()
    dated = any(groups[key] for key in ("y", "y2", "yq", "ym", "yy"))
    return not dated and _EACH.search(text[max(0, match.start() - 40) : match.start()]) is not None


def _governs(text: str, match: Match) -> bool:
    """Whether the date is a limit set for somebody, not the span of a plan or the end of a count."""
    before = text[max(0, match.start() - 220) : match.start()]
    if _NO_LIMIT.search(before):
        return False
    words = match.group().casefold()
    if match.group("yy") is None:
        return not words.startswith(("đến tháng", "đến quý")) or "từ" not in before[-30:].casefold()
    if words.startswith("trong"):
        return before.casefold().rstrip().endswith(("hoàn thành", "xong", "hoàn tất"))
    return not _TITLE.search(before)


def _value(match: Match, year: int | None) -> str | None:
    """The ISO form; a year that is not written is the document's own."""
    groups = match.groupdict()
    own = str(year) if year else None
    if groups["d"] or groups["d2"]:
        return _day(groups["y"] or groups["y2"] or own, groups["m"] or groups["m2"], groups["d"] or groups["d2"])
    if groups["q"]:
        written = groups["yq"] or own
        return f"{written}-Q{_ROMAN.get(groups['q'].upper()) or groups['q']}" if written else None
    if groups["mm"]:
        written = groups["ym"] or own
        return f"{written}-{int(groups['mm']):02d}" if written and 1 <= int(groups["mm"]) <= 12 else None
    return groups["yy"]


def _day(year: str | None, month: str, day: str) -> str | None:
    if year is None or not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _folded(text: str) -> str:
    return " ".join(text.split())
