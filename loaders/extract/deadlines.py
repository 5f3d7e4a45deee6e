"""Time limits in the words of a directive or of a table cell: "trước ngày 30/11/2023", "Quý IV/2023", "Thường xuyên".

Values are ISO dates as far as the words go: "2023-11-30", "2023-12", "2023-Q4", "2023"; what comes back
every year, quarter or month has no value, only its words, and so has what cannot be told for certain.
Dates of documents are no time limits: in prose a word of limit must govern the date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extract.patterns import Match, compiled, whole
from loaders.extract.time_forms import (
    EVERY,
    HOUR,
    PLACE,
    UNDATED,
    WEEKDAY,
    Issued,
    further,
    has_year,
    quarter_of,
    value_of,
)

_LIMITS = (
    r"(?:chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?|không\s+(?:muộn|chậm)\s+(?:hơn|quá)|trước|hạn\s+(?:cuối|chót)(?:\s+là)?"
    r"|trong|đến|hết|xong|vào|hoàn\s+thành\s+vào"
    r"|thời\s+(?:gian|hạn)\s+(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo|gửi\s+báo\s+cáo|ban\s+hành|trình)\s*:)"
    rf"(?:\s+(?:trước|vào|đến|hết|là|thời\s+điểm|trong|cuối))*\s+(?:{HOUR}[\s,]+)?"
)
_PROSE = compiled(rf"{_LIMITS}{PLACE}")
_RECURRENCE = compiled(
    rf"(?:trước|vào|chậm\s+nhất(?:\s+là)?)\s+(?:(?:{HOUR}\s+)?{WEEKDAY}|{HOUR}|(?:ngày\s+)?\d{{1,2}}(?:/\d{{1,2}})?)"
    rf"\s+(?:của\s+)?{EVERY}"
    r"|(?:trước|vào|chậm\s+nhất(?:\s+là)?)\s+ngày\s+\d{1,2}\s+của\s+tháng(?:\s+(?:cuối\s+quý|đầu\s+quý|sau|tiếp\s+theo))?"
    rf"|định\s+kỳ(?:\s+(?:hàng|hằng)\s+(?:năm|quý|tháng|tuần))?(?:\s*,\s*(?:0?6\s+tháng|năm|quý|tháng))*(?:\s+và\s+(?:hàng\s+)?(?:năm|quý))?"
    rf"|thường\s+xuyên|{EVERY}|từng\s+năm|\d{{1,2}}\s+lần\s*/\s*(?:năm|quý|tháng|tuần)"
)
# A span of time counted from an event that only the reader knows the day of.
_SPAN = compiled(
    r"(?:trong\s+(?:thời\s+(?:hạn|gian)|vòng)|chậm\s+nhất(?:\s+là)?|muộn\s+nhất(?:\s+là)?)\s+(?:không\s+quá\s+|tối\s+đa\s+)?"
    r"\d{1,3}\s*(?:\([^()]{2,20}\)\s*)?(?:ngày|giờ|tuần|tháng)(?:\s+làm\s+việc)?"
    r"(?:,?\s+(?:k[ểê]\s+)?(?:từ|sau)\s+(?:khi|ngày|thời\s+điểm)[^.,;:()]{0,100})?"
)
_QUOTES = ("“", '"')  # what opens a slogan: "mỗi ngày làm một việc tốt"
# What comes back although "thường xuyên" or "hằng tháng" only belongs to the name of a thing.
_NAMED_SO = (
    "chi",
    "kinh phí",
    "hoạt động",
    "giáo dục",
    "bảo dưỡng",
    "duy tu",
    "trợ cấp",
    "phụ cấp",
    "trợ cấp ưu đãi",
    "phụ cấp ưu đãi",
    "tiền lương",
)
_REPEATS = compiled(rf"^(?:\s*(?:,|và|hoặc)\s*(?:ngày\s+)?\d{{1,2}}/\d{{1,2}})*\s*(?:của\s+)?{EVERY}")
_OF_ANY_YEAR = compiled(r"^\s*(?:của\s+)?năm(?:\s+\p{L}|[^\p{L}\d\s]|\s*$)")
_NEXT_YEAR = compiled(r"^\s*(?:của\s+)?năm(?:\s+(?:sau|tiếp\s+theo|kế\s+tiếp|liền\s+kề))?")
_BACK_BEFORE = compiled(rf"(?:định\s+kỳ(?:\s+{EVERY})?|{EVERY})\s*[(,]?\s*(?:gửi\s+|vào\s+)?$")
_EACH = compiled(rf"{EVERY}|định\s+kỳ|0?[69]\s+tháng(?:[^/\d]|$)")
_ANY = compiled(PLACE)
_BARE_MONTH = compiled(r"(?:^|[^\d/.-])(?P<mm>0?[1-9]|1[0-2])\s*[/-]\s*(?P<ym>20[1-4]\d)(?:[^\d/.]|$)")
_BARE_YEAR = compiled(r"(?:^|[^\d/.])(20[1-4]\d)(?:[^\d/.]|$)")
_BARE_ONLY = compiled(
    r"^(?:(?:giai\s+đoạn|thời\s+kỳ|hoàn\s+thành|thực\s+hiện|ban\s+hành|trong|trước|đến|hết|cuối|năm|và|từ)\s+|20\d\d|[\s:,;/–-])*[.]?$"
)
_RANGE_END = compiled(r"^\s*(?:-|–|—|,|và|đến(?:\s+hết)?)\s*(?:năm\s*)?(20[1-4]\d)")
_RANGE = compiled(r"^\s*(?:-|–|—|đến)\s*(?:hết\s*)?$")
_AND = compiled(r"^\s*(?:,|;|và|hoặc)\s*(?:trước\s+|vào\s+)?$")
_OPEN_END = compiled(r"^\s*(?:(?:và|,)\s*(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau|kế\s+tiếp)|trở\s+đi|trở\s+về\s+sau)")
_OPEN_BEGIN = compiled(r"(?:từ|sau|bắt\s+đầu|đầu|sang)\s*$")
_BARE_QUARTER = compiled(
    r"^q\.?\s*(?P<q>IV|I{1,3}|[1-4])\s*[/-]\s*(?P<yq>20\d\d)$"
    r"|^(?P<q2>IV|I{1,3})\s*/\s*(?P<yq2>20\d\d)$"
)
_CELL_OF_NAMES = compiled(r"^(?:theo|khi|sau\s+khi)\s|/\p{Lu}{2}|số\s+\d", ignore_case=False)
_COUNTED = compiled(r"\d\s+tháng\s+(?:đầu\s*)?$")
# What a year belongs to when it is no limit: the span of a plan, a look ahead, a report on what was done.
_NO_LIMIT = compiled(
    r"(?:định\s+hướng|tầm\s+nhìn|từ\s+nay|giai\s+đoạn|thời\s+kỳ|nhiệm\s+kỳ|tính|kể|thống\s+kê|số\s+liệu|từ|hiệu\s+lực|giao)\s*(?:\d{4}\s*[-–]\s*\d{4}\s*)?,?\s*$"
)
_TITLE = compiled(
    r"(?:Chiến lược|Quy hoạch|Đề án|Chương trình|Kế hoạch|Nghị quyết|Quyết định|Chỉ thị|Dự án|Khung|Phương án)"
    r"[^.;:]{0,200}$"
)
_COMPLETION = compiled(r"(?:hoàn\s+thành|hoàn\s+tất|xong)(?:[^.;:]|\.\d){0,180}$")
_LOOSE = ("trong", "đến", "hết", "xong")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit as it stands at start:end of the text; `value` None where it comes back or cannot be told."""

    start: int
    end: int
    text: str
    value: str | None


def find(text: str, issued: Issued = UNDATED) -> list[Deadline]:
    """The time limits of a sentence or paragraph, in order.

    `issued`: the document's own date; it completes "trước ngày 15/12", and dates of earlier years are no limits.
    """
    dated = list(_dated(text, issued))
    for pattern in (_SPAN, _RECURRENCE):
        dated += [
            Deadline(m.start(), m.end(), _folded(m.group()), None)
            for m in pattern.finditer(text)
            if whole(text, m.start(), m.end())
            and not any(d.start < m.end() and m.start() < d.end for d in dated)
            and text[max(0, m.start() - 1) : m.start()] not in _QUOTES
            and not text[max(0, m.start() - 24) : m.start()].casefold().rstrip().endswith(_NAMED_SO)
        ]
    return sorted(dated, key=lambda d: d.start)


def first(text: str, issued: Issued = UNDATED) -> Deadline | None:
    """The limit that counts for a directive: the first with a date, else with a day or a span, else what comes back."""
    found = find(text, issued)
    dated = next((d for d in found if d.value), None)
    return dated or next((d for d in found if any(map(str.isdigit, d.text))), found[0] if found else None)


def of_cell(text: str, issued: Issued = UNDATED) -> tuple[str | None, str | None]:
    """Value and words of what stands under "Thời gian": any date counts, of a span of time its end."""
    words = _folded(text)
    if not words or not any(c.isalnum() for c in words):
        return None, None
    quarter = _BARE_QUARTER.search(words.rstrip("."))
    if quarter:
        return quarter_of(quarter), words
    matches = [m for m in _ANY.finditer(words) if whole(words, m.start(), m.end())]
    if _CELL_OF_NAMES.search(words[:1].lower() + words[1:]):
        return None, words
    return (_of_places(words, matches, issued) if matches else _bare(words)), words


def _bare(words: str) -> str | None:
    """ "12/2025", "2026 - 2030"."""
    months = list(_BARE_MONTH.finditer(words.replace("-", " - ").replace("–", " - ")))
    month = months[-1] if months else None
    if month and (len(months) == 1 or " - " in words.replace("–", "-")):
        return f"{month.group('ym')}-{int(month.group('mm')):02d}"
    years = _BARE_YEAR.findall(words.replace("-", " - ").replace("–", " - "))
    if not years or not _BARE_ONLY.search(words) or (words.casefold().startswith("từ ") and len(years) == 1):
        return None
    return max(years)


def _of_places(words: str, matches: list[Match], issued: Issued) -> str | None:
    chosen, begin = matches[0], matches[0].start()
    for later in matches[1:]:
        between = words[chosen.end() : later.start()]
        if _RANGE.search(between):
            chosen = later
        elif _AND.search(between) or (has_year(chosen) and has_year(later)):
            return None  # several limits
    after = words[chosen.end() :]
    if _REPEATS.search(after) or _OPEN_END.search(after):
        return None
    span = _RANGE_END.search(after)
    if span and chosen.group("yy"):
        return span.group(1)
    alone = chosen.start() == begin and not further(chosen, after)
    if alone and (_OPEN_BEGIN.search(words[:begin].casefold()) or _COUNTED.search(words[:begin])):
        return None
    if not has_year(chosen) and not further(chosen, after) and (_EACH.search(words) or _OF_ANY_YEAR.search(after)):
        return None
    return value_of(chosen, issued, after)


def _dated(text: str, issued: Issued) -> Iterator[Deadline]:
    for match in _PROSE.finditer(text):
        if not whole(text, match.start(), match.end()) or not _governs(text, match):
            continue
        after = text[match.end() : match.end() + 80]
        repeats = _REPEATS.search(after)
        back = repeats is not None or _comes_back(text, match)
        value = None if back else value_of(match, issued, after)
        tail = repeats or further(match, after) or (_NEXT_YEAR.search(after) if back else None)
        start, end = _words_begin(text, match, back), match.end() + (tail.end() if tail else 0)
        if value is None and not back and (has_year(match) or further(match, after)):
            continue
        if _on_a_day(match) and not _to_come(value, issued):
            continue
        if value is None or issued.year is None or int(value[:4]) >= issued.year:
            yield Deadline(start, end, _folded(text[start:end]), value)


def _on_a_day(match: Match) -> bool:
    """ "vào ngày 01/12/2025": a limit only where the day is still to come."""
    return match.group()[:3].casefold() == "vào"


def _to_come(value: str | None, issued: Issued) -> bool:
    return value is not None and len(value) == len("2025-12-01") and "" < issued.date <= value


def _words_begin(text: str, match: Match, back: bool) -> int:
    """Where the words of a limit begin: behind a label, at the "hằng năm" before a day in brackets."""
    start = match.start()
    if match.group()[:4].casefold() == "thời":
        behind = match.group().index(":") + 1
        return start + behind + len(match.group()[behind:]) - len(match.group()[behind:].lstrip())
    before = _BACK_BEFORE.search(text[max(0, start - 40) : start]) if back else None
    return max(0, start - 40) + before.start() if before else start


def _comes_back(text: str, match: Match) -> bool:
    """ "Định kỳ hằng năm (trước ngày 15 tháng 12)": a day without a year, of every year."""
    if has_year(match):
        return False
    if further(match, text[match.end() : match.end() + 40]):
        return False
    before = text[max(0, match.start() - 80) : match.start()]
    before = before[max(before.rfind(". "), before.rfind("; "), 0) :]
    after = text[match.end() : match.end() + 30]
    return _EACH.search(before) is not None or _OF_ANY_YEAR.search(after) is not None


def _governs(text: str, match: Match) -> bool:
    """Whether the date is a limit set for somebody, not the span of a plan, the end of a count or a fraction."""
    before = text[max(0, match.start() - 220) : match.start()]
    if _NO_LIMIT.search(before):
        return False
    words = match.group().casefold()
    if match.group("d") and "ngày" not in words and not match.group("y"):
        return "/" in words and not words.startswith(_LOOSE)
    if match.group("yy") is None:
        return not words.startswith(("đến tháng", "đến quý")) or "từ" not in before[-30:].casefold()
    if words.startswith("trong"):
        return _COMPLETION.search(before) is not None
    return not _TITLE.search(before)


def _folded(text: str) -> str:
    return " ".join(text.split())
