"""The title that follows a mention: "… của Thủ tướng Chính phủ về việc ban hành Quy chế Văn hóa công sở"."""

from __future__ import annotations

from dataclasses import replace

from loaders.extract import agencies
from loaders.extract.citations.kinds import KIND_NAMES, KINDS, LAWS
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled

OPENS = compiled(
    r"^\s*,?\s*(?:\([^()]{0,60}\)\s*)?((?:v/v|về việc|về|ban hành|quy định|hướng dẫn|phê duyệt|sửa đổi"
    r"|bổ sung|thực hiện|triển khai|công bố"
    r"|điều chỉnh|thành lập|giao|ủy quyền|kiểm tra|phân công|thông qua|bãi bỏ|thay thế|hợp nhất"
    r"|đính chính|một số|tiếp tục|tăng cường|đẩy mạnh"
    r"|sắp xếp|kết luận|quy hoạch|cụ thể hóa|đưa vào|tổ chức)[\s,]+)"
)
# "Giao Chính phủ, căn cứ X, tổ chức …": the verb behind X is the order, not X's title.
ORDERED = compiled(r"(?:^|[^\p{L}])(?:giao|yêu cầu|đề nghị|chỉ đạo)\s[^.;:]*[^\p{L}]căn cứ\s[^.;:]*$")
ACTED = compiled(r"^(?:tổ chức|thực hiện|triển khai|kiểm tra|giao|tiếp tục|tăng cường|đẩy mạnh|xây dựng)[\s,]")
BEFORE = 250  # characters that an order reaches back
DROPPED = compiled(r"^(?:v/v|về việc|về)?\s*(?:ban hành|phê duyệt|công bố)?\s*(?:kèm theo)?\s*")
# Where a title ends, whatever comes after.
ENDS = compiled(
    r"[;:\n“”\"]|\.\s|\.$|\./|\s+\(|\s+–\s|,\s+(?:trong đó|như sau|bảo đảm|đảm bảo|đến|để|nhằm|tại"
    r"|trên|yêu cầu|đề nghị|giao|cụ thể|kịp thời|gắn với|phù hợp"
    r"|đồng thời|góp phần|làm|và các văn bản|thực hiện theo|theo đó|có hiệu lực|hết hiệu lực|được)\s"
    r"|\s+(?:đến toàn thể|đến cán bộ|đến từng|nêu trên|để triển khai|làm cơ sở|có hiệu lực"
    r"|hết hiệu lực|như sau|thay thế|và các văn bản|bảo đảm|nhằm|được|đã được|trên Cổng|theo hướng"
    r"|; và|và các quy định)(?:\s|$|[,;.:])"
)
SHORT_BRACKET = compiled(r"^\s+\(\s*[\p{Lu}\d&\-]{2,12}\s*\)", ignore_case=False)
LOUD_KINDS = "|".join(name.upper().replace(" ", r"\s+") for name in KIND_NAMES)
SIBLING = compiled(
    r"(?:,|\s+(?:và|VÀ|cùng))\s+(?:các\s+|CÁC\s+|những\s+)?(?:"
    + KINDS
    + "|"
    + LOUD_KINDS
    + r")(?:\s+(?:số|SỐ)|\s+\d|\s+\p{Lu}|\s*$)",
    ignore_case=False,
)
QUOTED = compiled(
    r"^[\s,]*(?:về việc\s+|v/v\s+|về\s+)?(?:ban hành\s+|phê duyệt\s+)?[“\"‘]([^”\"’]{5,400})[”\"’]", begins=',vbp“"‘'
)
KIND_LAST = compiled(r"(?:^|[^\p{L}])(?:" + KINDS + r")$")
LONGEST = 600


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
        bracket = SHORT_BRACKET.match(words[where:stop])
        if bracket is None:
            return where
        position = where + bracket.end()


def _before_clause(words: str, start: int, end: int) -> int:
    """A comma and an agency that acts ends the title: "…, UBND tỉnh ban hành …"."""
    for at in range(start, end):
        if words[at] != ",":
            continue
        named = agencies.match(words, at + 1 + (words[at + 1 : at + 2] == " "))
        if named is not None and named.end <= end + 40 and ACTS.match(words[named.end : named.end + 40]):
            return at
    return end


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
    sibling = SIBLING.search(words[start + len(opened.group(1)) : end + 12]) if following is not None else None
    if sibling:
        end = min(end, start + len(opened.group(1)) + sibling.start())
    if end - start < 6:
        return mention
    about = words[start:end]
    title = mention.title if mention.title and mention.type in LAWS else _clean(about)
    return replace(mention, about=(start, end), title=title)


def _before(words: str, mention: Mention) -> str:
    return words[max(0, mention.start - BEFORE) : mention.start]


def _clean(about: str) -> str | None:
    dropped = DROPPED.match(about)
    words = about[dropped.end() :] if dropped else about
    return " ".join(words.split()).strip(' ,.;:“”"') or None
