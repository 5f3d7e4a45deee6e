"""Documents that lose their force: "A và B hết hiệu lực kể từ ngày Quyết định này có hiệu lực"."""

from __future__ import annotations

from loaders.extract.citations.acts import SUBJECT
from loaders.extract.citations.clause import LISTED_ONLY
from loaders.extract.citations.governing import MASK, lexicon
from loaders.extract.patterns import compiled

WORDS = "hiệu lực"
REACH = 1000  # characters between the first of the documents and the verb: the others, their titles, what amended them
LOST = compiled(
    r"^([^.]{0,900}?)(?:^|[^\p{L}])(?:hết|chấm dứt|không còn) hiệu lực(?:\s+(?:thi hành|toàn bộ|một phần|pháp luật))*"
)
NOT_SAID = compiled(r"(?:chưa|trường hợp|khi|đã|nếu|đến|sắp)\s+(?:đã\s+)?$")
LISTED = compiled(
    r"^(?:[\s,;:\x01]|(?:^|[\s,;\x01])(?:và|các|cùng|số|được|đã|sửa đổi|bổ sung|một số điều|bởi|tại|theo"
    r"|sau đây|quy định tại|của|ban hành|kèm theo|nêu trên|điều|khoản|điểm|phụ lục|[\dIVX]{1,4}[a-zđ]?|[a-zđ]))*\s*$"
)
GOES_ON = compiled(r"^\s*(?:về|quy định|sửa đổi|bổ sung|hướng dẫn|ban hành|phân cấp|phê duyệt|điều chỉnh|bãi bỏ)\s")
THIS = compiled(SUBJECT + r"\s+có hiệu lực")
FEW_WORDS = 10


def lost(masked: str, end: int, left: str, context: str) -> bool:
    """Whether the document that ends at `end`, behind the words `left`, loses its force through this document.

    `context`: the lead-in or heading that the sentence hangs on.
    """
    rest = masked[end : end + REACH]
    if WORDS not in rest:
        return False
    found = LOST.match(rest)
    if found is None or NOT_SAID.search(found.group(1)):
        return False
    since = rest[found.end() : found.end() + 90].partition(";")[0]
    through_this = "này" in since.partition(MASK)[0] or THIS.search(f"{context} {left}") is not None
    between = found.group(1)
    whole_title = LISTED_ONLY.match(left) is not None and _one_title(between)
    return through_this and (whole_title or _one_subject(between))


def _one_title(between: str) -> bool:
    """Whether all up to the verb may be the title: what follows ";" goes on with it and names no other document."""
    further = between.split(";")[1:]
    return all(MASK not in piece and GOES_ON.match(piece) for piece in further)


def _one_subject(between: str) -> bool:
    """Whether nothing but more of the same stands between the document and the verb."""
    if LISTED.match(between):
        return True
    words = between.replace(MASK, " ")
    return ";" not in words and len(words.split()) <= FEW_WORDS and not lexicon().triggers(words)
