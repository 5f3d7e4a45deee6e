"""The title that follows a mention: "… của Thủ tướng Chính phủ về việc ban hành Quy chế Văn hóa công sở"."""

from __future__ import annotations

from dataclasses import replace

from loaders.extract import agencies
from loaders.extract.citations.kinds import KIND_NAMES, KINDS, LAWS
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled

OPENS = compiled(
    r"^\s*,?\s*(?:\([^()]{0,60}\)\s*)?((?:v/v|về việc|vể việc|về|ban hành|quy định|xác định|hướng dẫn|phê duyệt|sửa đổi"
    r"|bổ sung|thực hiện|triển khai|công bố"
    r"|điều chỉnh|thành lập|giao|ủy quyền|kiểm tra|phân công|thông qua|bãi bỏ|thay thế|hợp nhất"
    r"|đính chính|một số|tiếp tục|tăng cường|đẩy mạnh"
    r"|sắp xếp|kết luận|quy hoạch|cụ thể hóa|đưa vào|tổ chức)[\s,]+)"
)
# "Giao Chính phủ, căn cứ X, tổ chức …": the verb behind X is the order, not X's title.
ORDERED = compiled(r"(?:^|[^\p{L}])(?:giao|yêu cầu|đề nghị|chỉ đạo)\s[^.;:]*[^\p{L}]căn cứ\s[^.;:]*$")
ACTED = compiled(r"^(?:tổ chức|thực hiện|triển khai|kiểm tra|giao|tiếp tục|tăng cường|đẩy mạnh|xây dựng)[\s,]")
BEFORE = 250  # characters that an order reaches back
DROPPED = compiled(r"^(?:v/v|về việc|vể việc|về)?\s*(?:ban hành|phê duyệt|công bố)?\s*(?:kèm theo)?\s*")
# Where a title ends, whatever comes after.
ENDS = compiled(
    r"[;:\n“”\"]|\.\s|\.$|\./|\s+\(|\s+–\s|,\s+(?:trong đó|như sau|bảo đảm|đảm bảo|đến|để|nhằm|tại"
    r"|trên|yêu cầu|đề nghị|giao|cụ thể|kịp thời|gắn với|phù hợp"
    r"|đồng thời|góp phần|làm|và các văn bản|thực hiện theo|theo đó|có hiệu lực|hết hiệu lực|được)\s"
    r"|\s+(?:đến toàn thể|đến cán bộ|đến từng|nêu trên|để triển khai|làm cơ sở|có hiệu lực"
    r"|hết hiệu lực|như sau|thay thế|và các văn bản|bảo đảm|nhằm|được|đã được|trên Cổng|theo hướng"
    r"|; và|và các quy định)(?:\s|$|[,;.:])"
)
SHORT_BRACKET = compiled(
    r"^\s+\(\s*(?:[\p{Lu}\d&/\-]{2,12}|(?:đợt|lần|khóa|giai đoạn)\s+[\dIVXL][\d\s\-–IVXL]{0,12}"
    r"|(?:Chương trình|Dự án|Đề án)\s[\p{L}\d\s]{1,20})\s*\)",
    ignore_case=False,
)
# What a title may go on with behind a colon or in quotation marks: "nhóm thủ tục hành chính: Đăng ký …".
NAMING = r"thủ tục hành chính|dự án|nhiệm vụ|công trình|đề tài|hạng mục|chuyên đề"
COLON = compiled(r"(?:^|[^\p{L}])(?:" + NAMING + r")\s*$")
NAMED_SO = compiled(
    r"(?:^|[^\p{L}])(?:" + NAMING + "|" + KINDS + r"|danh hiệu|phong trào|cuộc vận động|cuộc thi|hội thi"
    r"|chiến dịch|mô hình|giải thưởng|tháng|ngày|chủ đề)\s*$"
)
QUOTE = compiled(r"^[“\"][^“”\"\n;]{3,300}[”\"]")
WITHIN_BASIS = compiled(r"^;\s+\p{Ll}[\p{L}\s]", ignore_case=False)
ANOTHER = compiled(
    r"^;\s+(?:và\s+|các\s+|điểm\s|khoản\s|điều\s|mục\s|chương\s|căn cứ\s|theo\s|xét\s|số\s|được\s|đã\s|(?:"
    + KINDS.lower()
    + r")\s+(?:số\s|\d|\p{Lu}))",
    ignore_case=False,
)
LOUD_KINDS = "|".join(name.upper().replace(" ", r"\s+") for name in KIND_NAMES)
BARE_SIBLING = compiled(r"(?:,|\s+và)\s+số\s+\d", ignore_case=False)
SIBLING = compiled(
    r"(?:,|\s+(?:và|VÀ|cùng))\s+(?:các\s+|CÁC\s+|những\s+)?(?:"
    + KINDS
    + "|"
    + LOUD_KINDS
    + r")(?:\s+(?:số|SỐ)|\s+\d|\s+\p{Lu}|\s*$)|(?:,|\s+và)\s+các\s+(?:"
    + KINDS
    + r")\s+của\s",
    ignore_case=False,
)
QUOTED = compiled(
    r"^[\s,]*(?:về việc\s+|v/v\s+|về\s+)?(?:ban hành\s+|phê duyệt\s+)?[“\"‘]([^”\"’]{5,400})[”\"’]", begins=',vbp“"‘'
)
KIND_LAST = compiled(r"(?:^|[^\p{L}])(?:" + KINDS + r")$")
LONGEST = 600
JOINT = 60  # characters between one object of an act and the next
NEXT_OBJECT = compiled(r"^(?:,\s+|\s+)và\s+(?:các\s+|một số điều của\s+)?$")


def _end(words: str, at: int) -> int:
    """Where the title that begins at `at` ends."""
    stop = min(len(words), at + LONGEST)
    position = at
    while True:
        match = ENDS.search(words[position:stop])
        if match is None:
            return stop
        where = position + match.start()
        if match.group().lstrip().startswith("thay thế") and KIND_LAST.search(words[at:where]):
            position = where + match.group().index("thế")  # "về việc ban hành Nghị quyết thay thế Nghị quyết số …"
            continue
        further = _going_on(words, at, where, stop)
        if further is None:
            return where
        position = further


def _going_on(words: str, at: int, where: int, stop: int) -> int | None:
    """Where the title that began at `at` goes on behind a sign at which most titles end."""
    bracket = SHORT_BRACKET.match(words[where:stop])
    if bracket is not None:
        return where + bracket.end()
    before, sign = words[max(at, where - 40) : where], words[where]
    if sign in '“"':
        quoted = QUOTE.match(words[where:stop]) if NAMED_SO.search(before) else None
        return where + quoted.end() if quoted else None
    if sign == ":":
        return where + 1 if COLON.search(before) and words[where + 1 : where + 3].strip() else None
    rest = words[where:stop]
    inside = sign == ";" and words.startswith("Căn cứ") and WITHIN_BASIS.match(rest) and not ANOTHER.match(rest)
    if inside or (rest.lstrip().startswith("bảo đảm") and words.startswith(("quy định", "QUY ĐỊNH"), at)):
        return where + 2
    return None


def _before_clause(words: str, start: int, end: int) -> int:
    """A comma and an agency that acts ends the title: "…, UBND tỉnh ban hành …"."""
    for at in range(start, end):
        if words[at] != ",":
            continue
        named = _agencies_end(words, at + 1 + (words[at + 1 : at + 2] == " "))
        if named is not None and named <= end + 40 and ACTS.match(words[named : named + 40]):
            return at
    return end


def _agencies_end(words: str, at: int) -> int | None:
    """Where the agencies named one after the other from `at` on end."""
    named = agencies.match(words, at)
    end = named.end if named else None
    while end is not None and (joint := NEXT_AGENCY.match(words[end : end + 8])):
        named = agencies.match(words, end + joint.end())
        if named is None:
            break
        end = named.end
    return end


NEXT_AGENCY = compiled(r"^(?:,\s+(?:và\s+)?|\s+và\s+)")
ACTS = compiled(
    r"^\s+(?:ban hành|yêu cầu|có ý kiến|đề nghị|xây dựng|triển khai|tổ chức|giao|chỉ đạo|thông báo"
    r"|báo cáo|phê duyệt|quyết định|kính|hướng dẫn|đã|chủ trì|phối hợp|tiếp tục|trình)"
)


def with_title(words: str, mention: Mention, following: int | None) -> Mention:
    """The mention with its title and the title's span; `following` is where the next mention of a list begins."""
    if mention.about is not None:
        return mention
    rest = words[mention.end : mention.end + LONGEST]
    quoted = QUOTED.match(rest)
    if quoted:
        span = mention.end + quoted.start(1), mention.end + quoted.end(1)
        return replace(mention, about=span, title=mention.title or _clean(words[span[0] : span[1]]))
    opened = OPENS.match(rest)
    if opened is None or (ACTED.match(opened.group(1)) and ORDERED.search(_before(words, mention))):
        return mention
    start = mention.end + opened.start(1)
    if start == following:
        return mention  # "…, Kết luận số 54-KL/TW": a sibling whose kind is a verb too
    end = _before_clause(words, start, _end(words, start))
    if following is not None:
        end = _before_sibling(words, mention, start + len(opened.group(1)), end)
    if end - start < 6:
        return mention
    about = words[start:end]
    title = mention.title if mention.title and mention.type in LAWS else _clean(about)
    return replace(mention, about=(start, end), title=title)


def _before_sibling(words: str, mention: Mention, start: int, end: int) -> int:
    """The title ends before the next document of its list: "số A về …, số B về … và số C"."""
    for sibling in (SIBLING, BARE_SIBLING) if words.startswith("số", mention.start) else (SIBLING,):
        found = sibling.search(words[start : end + 12])
        end = min(end, start + found.start()) if found else end
    return end


def _before(words: str, mention: Mention) -> str:
    return words[max(0, mention.start - BEFORE) : mention.start]


def _clean(about: str) -> str | None:
    dropped = DROPPED.match(about)
    words = " ".join((about[dropped.end() :] if dropped else about).split())
    if words.startswith(("bổ sung", "sửa đổi")) and "công bố" in about[: len(about) - len(words)]:
        words = f"công bố {words}"
    bare = words.strip(' ,.;:“”"')
    return bare + "”" * (bare.count("“") - bare.count("”")) or None


def joined(words: str, listed: list[Mention], sources: list[int | None]) -> list[Mention]:
    """The mentions, the titles of those that act on further documents with these: "sửa đổi A … và B quy định …".

    `sources`: for each mention which one acts on it.
    """
    result = list(listed)
    for i, source in enumerate(sources):
        about = result[source].about if source is not None else None
        if about is None or source is None or source >= i or not about[1] <= listed[i].start < about[1] + JOINT:
            continue
        span = listed[i].about
        stop = max(listed[i].end, span[1] if span else 0)
        actor = result[source]
        if actor.title and actor.type not in LAWS and NEXT_OBJECT.match(words[about[1] : listed[i].begins]):
            result[source] = replace(actor, about=(about[0], stop), title=_clean(words[about[0] : stop]))
    return result
