"""Days, months, quarters and years as they are written; what a document's own date lends to those without a year."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extract.patterns import Match, compiled
from ontology.model import Metadata

_DAY = (
    r"(?:ngày\s+)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<y>\d{4}))?"
    r"|(?P<d3>\d{1,2})\s+tháng\s+(?P<m3>\d{1,2})\s*(?:,\s*)?năm\s+(?P<y3>\d{4})"
    r"|ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s*(?:,\s*)?năm\s+(?P<y2>\d{4}))?"
)
_QUARTER = r"q(?:u[ýí]|úy)\s*(?P<q>IV|I{1,3}|[1-4])(?:\s*[/,.-]?\s*(?:năm\s*)?(?P<yq>\d{4}))?"
_MONTH = r"tháng\s*(?P<mm>\d{1,2})(?:\s*[/.,-]?\s*(?:năm\s*)?(?P<ym>\d{4}))?"
_YEAR = r"(?:cuối\s+|hết\s+)?năm\s*(?P<yy>\d{4})"
PLACE = rf"(?:{_DAY}|{_QUARTER}|{_MONTH}|{_YEAR})"
EVERY = r"(?:[hm](?:à|ằ)ng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)"
HOUR = r"(?:lúc\s+)?\d{1,2}(?:\s*(?:h|giờ)\s*(?:\d{2})?(?:\s*phút)?['’′]?|:\d{2})"
WEEKDAY = r"(?:ngày\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"

_FURTHER_QUARTER = compiled(
    r"^\s*(?:[,+–-]|và|đến)\s*(?:quý\s*)?(?P<q>IV|I{1,3}|[1-4])(?:\s*[/.-]?\s*(?:năm\s*)?(?P<yq>20\d\d))"
)
_FURTHER_MONTH = compiled(r"^\s*(?:[,+–-]|và|đến)\s*(?:tháng\s*)?(?P<mm>\d{1,2})\s*(?:[/.]|năm)\s*(?P<ym>20\d\d)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Issued:
    """What a document's own date lends to limits without a year.

    `date`: ISO, as far as known. `completes`: whether a day without a year is of that year; in rules that hold
    for years and in plans of several years it comes back every year.
    """

    date: str = ""
    completes: bool = True

    @property
    def year(self) -> int | None:
        return int(self.date[:4]) if self.date else None

    def complete(self, month: int, day: int | None = None) -> str | None:
        """The day or month in the document's own year; None where that would lie before the document."""
        if not self.completes or not self.date:
            return None
        made = f"{self.date[:4]}-{month:02d}" + (f"-{day:02d}" if day else "")
        return made if made >= self.date[: len(made)] else None


UNDATED = Issued()
_LASTING = frozenset(
    {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quy chế", "Quy định"}
)
_YEARS = compiled(r"20\d\d\s*[-–]\s*20\d\d")


def issued(metadata: Metadata) -> Issued:
    """What the date of a document lends to its limits; nothing where it holds for years."""
    kind = metadata.type.value if metadata.type else ""
    number = metadata.number.value if metadata.number else ""
    title = metadata.title.value if metadata.title else ""
    lasting = kind in _LASTING or number.count("/") == 2 or _YEARS.search(title) or "quy chế" in title.casefold()
    return Issued(metadata.date.value if metadata.date else "", completes=not lasting)


def has_year(match: Match) -> bool:
    groups = match.groupdict()
    return any(groups[key] for key in ("y", "y2", "y3", "yq", "ym", "yy"))


def value_of(match: Match, issued: Issued, after: str = "") -> str | None:
    """The ISO form; a year that is not written is the document's own."""
    groups = (further(match, after) or match).groupdict()
    for sign in ("", "2", "3"):
        if groups.get(f"d{sign}"):
            return _day(groups[f"y{sign}"], int(groups[f"m{sign}"]), int(groups[f"d{sign}"]), issued)
    if groups.get("q"):
        return _quarter(groups["q"], groups["yq"], issued)
    if groups.get("mm"):
        return _month(int(groups["mm"]), groups["ym"], issued)
    return groups["yy"]


def further(match: Match, after: str) -> Match | None:
    """The rest of "Quý II, III/2026" and of "Tháng 11 - 12/2025", where the year stands with the last only."""
    if match.group("q") and not match.group("yq"):
        return _FURTHER_QUARTER.search(after)
    return _FURTHER_MONTH.search(after) if match.group("mm") and not match.group("ym") else None


def _quarter(written: str, year: str | None, issued: Issued) -> str | None:
    number = _ROMAN.get(written.upper()) or int(written)
    if year is None:
        year = issued.date[:4] if issued.complete(3 * number) else None
    return f"{year}-Q{number}" if year else None


def quarter_of(match: Match) -> str:
    """A quarter and its year that stand alone: "Q4/2025", "IV/2025"."""
    groups = match.groupdict()
    written = groups["q"] or groups["q2"]
    return f"{groups['yq'] or groups['yq2']}-Q{_ROMAN.get(written.upper()) or written}"


def _month(month: int, year: str | None, issued: Issued) -> str | None:
    if not 1 <= month <= 12:
        return None
    return f"{year}-{month:02d}" if year else issued.complete(month)


def _day(year: str | None, month: int, day: int, issued: Issued) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year}-{month:02d}-{day:02d}" if year else issued.complete(month, day)
