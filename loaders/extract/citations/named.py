"""Mentions of documents by title or nickname only: laws, programmes, plans, strategies, schemes, resolutions.

A capital letter opens such a name; what identifies it is a period, a year, a body, or a nickname. A plan that
somebody is told to draw up is no citation, and neither is the document's own name.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import replace

from loaders.extract import dates
from loaders.extract.citations import laws, provisions
from loaders.extract.citations.mentions import Mention, issuer_at
from loaders.extract.patterns import compiled
from ontology.authority import Place

# Repetitions are counted in code, not in patterns: RE2 copies a part for each time that it may stand.
KINDS = (
    r"Chương trình hành động|Chương trình mục tiêu quốc gia|Chương trình|Kế hoạch hành động|Kế hoạch"
    r"|Chiến lược|Đề án|Nghị quyết|Khung Kiến trúc|Quy hoạch|Hiệp định|Công ước"
)
NAME_HEADS = ("Chương trình", "Kế hoạch", "Chiến lược", "Đề án", "Nghị quyết", "Khung Kiến trúc", "Quy hoạch")
NAME_HEAD = compiled(KINDS, ignore_case=False, holds=NAME_HEADS)
NAMED = compiled(r"(?:" + KINDS + r")\s+[^;.:()“”\"\n]{3}", ignore_case=False)
NAME_STOP = compiled(r"[;.:()“”\"\n]")
NAME_REACH = 257  # characters behind those three
LONGEST_HEAD = 100
ENDS = compiled(
    r",\s+(?:Luật|Nghị|Thông|Quyết|Chỉ|Kế|Chương|Đề|Chiến|Quy|các|UBND|Ủy ban|trong đó|như sau|bảo đảm"
    r"|nhằm|để|nhất là|góp phần|đặc biệt|đến|xác định|phân|cụ|đồng|kịp)"
    r"|\s+(?:nhằm|bảo đảm|đảm bảo|như sau|được|đã|phù hợp|để|đến cán bộ|đến toàn thể|và các"
    r"|và Kế hoạch|và Chương trình|và Nghị quyết|và Luật|và Chỉ thị|và Đề án|nói chung|nói riêng|gắn"
    r"|theo|tại|có|cho|là|hiệu quả|đề ra|này|khác|trên các|bằng|trong|khi|sang|với|ban hành|thành|vào"
    r"|và đề xuất|triển khai thực hiện Quyết|trình)(?:\s|$|,)"
)
PERIOD = compiled(
    r"(?:giai đoạn\s+\d{4}\s*[-–]\s*\d{4}|năm\s+(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?|đến\s+(?:năm\s+)?20\d{2}"
    r"|lần thứ\s+[IVXL\d]+|nhiệm kỳ|khóa\s+[IVXL]+|điện\s+[IVX]+)"
)
NATIONAL = compiled(r"quốc gia|tổng thể|mục tiêu|phát triển")
TREATIES = ("Hiệp định", "Công ước")
STRATEGY, OF_COUNTRY = "Chiến lược", compiled(r"\s(?:quốc gia|Việt Nam)(?:$|\s)")
BILL = compiled(r"(?:xây dựng|soạn thảo|dự án|dự thảo|trình)\s+$")  # a law that does not exist yet
OWNED = compiled(r"\s+của\s+")
NICKNAME = compiled(
    r"(Đề án\s+(?:số\s+)?\d{1,3}(?:/CP)?)(?:\s*[“\"‘]([^”\"’]{5,300}))?", ignore_case=False, holds=("Đề án",)
)
# Verbs of drawing up: what they govern does not exist yet.
DRAFTED = compiled(
    r"(?:xây dựng|ban hành|tham mưu|trình|lập|soạn thảo|phê duyệt|dự thảo|nghiên cứu|đề xuất"
    r"|hoàn thiện|Trên đây là|góp ý|thẩm định|thông qua|có)\s+"
    r"(?:(?:UBND|HĐND|Ủy ban nhân dân|tỉnh|cấp có thẩm quyền|và|triển khai|các|một số|“|ban hành|đề án"
    r"|bản)\s+)*[“\"‘]?$"
)
HEADING = compiled(
    r"^\s*(?:(?:[a-zđ]|\d[\d.]*|[IVX]+)[.)/]\s+)?(?:" + KINDS + r")\s[^;.]{3,120}:\s*$", ignore_case=False
)
OWN_HEAD = compiled(r"^(?:(?:về việc|ban hành|phê duyệt|v/v)\s+)*(?:" + KINDS + r")?\s*")
LONGEST_HEADING = 160
SHORTEST_NAME = 4  # words
WITHIN = compiled(
    r"^\s+của\s+(?:tỉnh|thành phố|huyện|Sở|sở|ngành|Đảng bộ(?: tỉnh| thành phố| huyện| xã)?|Đảng)(?:$|[\s,;.])"
)


def find(words: str, place: Place | None, taken: list[Mention], own_title: str | None) -> list[Mention]:
    """The named mentions of a stretch that no numbered mention covers, in order."""
    found: list[Mention] = []
    apart = list(taken)
    loud = words.isupper()  # a heading: of the names in it only those of laws can be told
    for named in (_laws(laws.quiet(words), taken),) if loud else _all_names(words, place, taken):
        for mention in named:
            at = bisect_left(apart, mention.end, key=lambda m: m.start)
            free = not at or apart[at - 1].end <= mention.start or _within_name(apart[at - 1], mention)
            enclosed = words.endswith("này ", 0, mention.start)  # "ban hành kèm theo Quyết định này Kế hoạch …"
            if free and (enclosed or not _own(mention, own_title)):
                found.append(mention)
                insort(apart, mention, key=lambda m: m.start)
    return sorted(found, key=lambda m: m.start)


def _all_names(words: str, place: Place | None, taken: list[Mention]) -> tuple[list[Mention], ...]:
    return _laws(words, taken), _nicknames(words), _titled(words, place)


def _within_name(outer: Mention, mention: Mention) -> bool:
    """Whether the name of an amending law holds the mention."""
    return outer.about is not None and outer.about[0] <= mention.start and mention.end <= outer.about[1] <= outer.end


def _own(mention: Mention, own_title: str | None) -> bool:
    """The document's own name, said in full: "Kế hoạch tuyên truyền … năm 2023" in that very plan."""
    if not own_title or not mention.title:
        return False
    title = mention.title.casefold()
    return own_title.casefold() in title or (mention.rule == "title" and _shortened(title, own_title.casefold()))


def _shortened(title: str, own: str) -> bool:
    """Whether the name is the own title with some of its words left out: "… trên địa bàn tỉnh"."""
    short, full = OWN_HEAD.sub("", title).split(), OWN_HEAD.sub("", own).split()
    rest = iter(full)
    alike = short[:3] == full[:3] and short[-1:] == full[-1:] and 2 * len(short) >= len(full)
    return alike and all(word in rest for word in short)


def _laws(words: str, taken: list[Mention]) -> list[Mention]:
    """Laws by name, those that the name of an amending law lists among them."""
    found: list[Mention] = []
    at = 0
    inner = [m.about for m in taken if m.about and m.about[1] <= m.end]
    for head in laws.HEAD.finditer(words):
        start = head.start()
        listed = next((span for span in inner if span[0] <= start < span[1]), None)
        if start < at and listed is None:
            continue
        law = laws.at(words[: listed[1]] if listed else words, start)
        if law is None or BILL.search(words[max(0, start - 12) : start]):
            continue
        part = provisions.before(words[max(0, start - provisions.REACH) : start])
        mention = Mention(
            start=start, end=law.end, kind="named", type=law.kind, title=law.title, about=law.objects,
            provision=part[1] if part else None, rule="law-name", confidence=0.93,
        )  # fmt: skip
        if listed is None:
            mention = _dated(words, mention)
            at = mention.end
        if law.objects:
            inner.append(law.objects)
        found.append(mention)
    return found


def _dated(words: str, mention: Mention) -> Mention:
    """The day or year right of a law's name."""
    rest = words[mention.end : mention.end + 60]
    on = dates.ON_DATE.match(rest)
    if on and (day := dates.of_match(on.groups())):
        return replace(mention, end=mention.end + on.end(), date=day)
    year = dates.IN_YEAR.match(rest)
    if year:
        return replace(mention, end=mention.end + year.end(), date=year.group(1))
    return mention


def _nicknames(words: str) -> list[Mention]:
    found = []
    for match in NICKNAME.finditer(words):
        full = match.group(2)
        end = match.end(2) if full else match.end(1)
        if end < len(words) and (words[end].isalnum() or words[end] in "/-"):
            continue
        title = full or " ".join(match.group(1).split())
        issuer = "Chính phủ" if match.group(1).endswith("/CP") else None
        found.append(
            Mention(
                start=match.start(1),
                end=end,
                kind="named",
                type="Đề án",
                title=title,
                issuer=issuer,
                rule="nickname",
                confidence=0.88,
            )
        )
    return found


def _titled(words: str, place: Place | None) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    for head in NAME_HEAD.finditer(words):
        start = head.start()
        raw = _name_words(words[start : start + NAME_REACH + LONGEST_HEAD]) if start >= at else ""
        mention = _title_at(words, start, raw, place) if raw else None
        if mention is not None:
            found.append(mention)
            at = mention.end
    return found


def _name_words(words: str) -> str:
    """The words that may belong to the name of the document that they begin with; "" where they name none."""
    head = NAMED.match(words)
    if head is None:
        return ""
    further = words[head.end() : head.end() + NAME_REACH]
    stop = NAME_STOP.search(further)
    return words[: head.end()] + (further[: stop.start()] if stop else further)


def _title_at(words: str, start: int, raw: str, place: Place | None) -> Mention | None:
    if DRAFTED.search(words[max(0, start - 60) : start]) or (len(words) <= LONGEST_HEADING and HEADING.match(words)):
        return None
    kind = next(k for k in KINDS.split("|") if raw.startswith(k))
    name, issuer, end = _bounded(words, start, raw, kind, place)
    if name is None:
        return None
    return Mention(
        start=start, end=end, kind="named", type=kind, title=name, issuer=issuer, rule="title", confidence=0.85
    )


def _bounded(words: str, start: int, raw: str, kind: str, place: Place | None) -> tuple[str | None, str | None, int]:
    """The name, whose document it is, and where both end; no name where nothing identifies the document."""
    ends = ENDS.search(raw, len(kind))
    name = raw[: ends.start()] if ends else raw
    periods = list(PERIOD.finditer(name))
    period = periods[-1].end() if periods else 0
    owned = OWNED.search(name, max(period, len(kind)))
    issuer, end = None, None
    if owned:
        issuer, end = _owner(words, start + owned.start(), start + owned.end(), place)
        name = name[: owned.start()] if end else name
    elif period:
        name = name[:period]
    elif kind == STRATEGY and (country := OF_COUNTRY.search(name)):
        name = name[: country.end()]
    name = name.rstrip(" ,-–")
    end = end or start + len(name)
    return (name if _identified(name, kind, issuer, bool(periods)) else None), issuer, end


def _owner(words: str, at: int, begin: int, place: Place | None) -> tuple[str | None, int | None]:
    """Whose document it is ("của Chính phủ", "của tỉnh") and where that is said; no end where it is not said."""
    named = issuer_at(words, begin, place)
    if named:
        return named[1], named[0]
    within = WITHIN.match(words[at : at + 60])
    return (None, at + len(within.group().rstrip(" ,;."))) if within else (None, None)


def _identified(name: str, kind: str, issuer: str | None, period: bool) -> bool:
    """A period, an owner with a topic, or a national name tells which document is meant."""
    topic = name[len(kind) :].strip()
    if kind in TREATIES:
        return topic[:1].isupper()
    if not topic or len(name.split()) < SHORTEST_NAME:
        return False
    national = topic[:1].isupper() and NATIONAL.search(topic) is not None
    if kind == STRATEGY and OF_COUNTRY.search(name):
        return True
    return period or (issuer is not None and len(topic.split()) >= 2) or national or kind == "Khung Kiến trúc"
