"""The verbs by which one document acts on another: amend, replace, repeal; and where they only speak of doing so."""

from __future__ import annotations

from loaders.extract.citations.governing import MASK, Trigger
from loaders.extract.citations.kinds import KINDS
from loaders.extract.patterns import compiled

NAMES = frozenset({"amends", "replaces", "repeals", "corrects", "guides", "consolidates", "suspends", "extends"})
CHANGES = frozenset({"amends", "replaces", "repeals", "corrects", "suspends", "extends"})
# What a verb like "hướng dẫn" or "bổ sung" must have as its object before it acts on a document at all.
PART = compiled(
    r"^\s*(?:một số |các |toàn bộ |những |một phần |thi hành |thực hiện |và |biện pháp |hướng dẫn )*"
    r"(?:điều|điểm|khoản|mục"
    r"|chương|phần|nội dung|quy định|quy chế|phụ lục|danh mục|điều lệ|đề án|chương trình|kế hoạch|quy trình|thủ tục"
    r"|cụm từ|biểu mẫu|mẫu|tên|từ|đoạn|số thứ tự|lỗi|sai sót|bảng giá|thời gian|thời hạn|hiệu lực|việc)(?:[^\p{L}]|$)"
)
WHATEVER = frozenset(
    {"replaces", "repeals", "corrects", "suspends"}
)  # verbs that have no other use at the start of a clause
ASIDE = compiled(
    r"(?:^|[^\p{L}])(?:căn cứ|trên cơ sở|để|nhằm|phù hợp|so với|đối chiếu|dẫn chiếu|theo quy định)(?:[^\p{L}]|$)"
)
HELD = compiled(
    r"(?:^|[^\p{L}])(?:tại|của|trong|thuộc|kèm theo|(?:được|đã)?\s*ban hành theo|số thứ tự\s+[\d\s,;và-]+"
    r"|(?:tại|của)\s+(?:" + KINDS + r")\s+và)\s*(?:các\s+)?$"
)
QUOTED = compiled(r"[“\"‘][^”\"’]*[”\"’]")
WISH = compiled(
    r"(?:^|[^\p{L}])(?:xem xét|đề xuất|kiến nghị|nghiên cứu|đề nghị|tham mưu|dự thảo|rà soát|dự kiến|sẽ|soạn thảo"
    r"|chưa|(?:khi|nếu|đã) có"
    r"|xây dựng\s+(?:"
    + KINDS
    + r")|trình\s+(?:UBND|HĐND|Ủy ban|Hội đồng|Chính phủ|Thủ tướng|Quốc hội|ban hành))[^\p{L}]"
)
WISH_REACH = 80  # characters before the act
SUBJECT = r"(?:(?:" + KINDS + r")\s+này|văn bản này)"
OPENING = compiled(
    r"(?:^[\s\d.,)a-zđ\-–+*“\"]{0,6}|ban hành (?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|văn bản)\s+"
    r"|"
    + SUBJECT
    + r"\s+(?:có hiệu lực[^;]{0,160}?[,\s](?:và\s+)?|(?:và\s+)?)|^\s*(?:quyết định|nghị quyết|quyết nghị)\s*:?\s*)"
    r"(?:về\s+)?(?:việc\s+)?(?:quyết định\s+)?(?:tiếp tục\s+|tạm thời\s+)?$"
)
HEADING = compiled(r"^\s*(?:" + KINDS + r")\s+$")  # "THÔNG TƯ SỬA ĐỔI …": kind and title on one line
LIST = compiled(
    r"^\s*(?:toàn bộ |một phần |một số |các |những |đối với |điều |nội dung |của |tại )*"
    r"(?:văn bản|quyết định|nghị quyết|thông tư|chỉ thị|nghị định|kế hoạch)(?:[^\p{L}]|$)"
)
EXPIRED = compiled(
    r"^[^.;]{0,120}(?:văn bản|quyết định|nghị quyết|thông tư|chỉ thị|nghị định)[^.;]{0,120}"
    r"(?:hết|chấm dứt) hiệu lực[^.;]{0,160}:\s*$"
)
ITEM = compiled(
    r"^\s*(?:toàn bộ |một phần |một số |các |nội dung )*(?:quy định|quy chế|danh mục|nội dung|điều lệ)[^;:]{0,200}$"
)
LONGEST = 60  # words between the verb that opens a clause and the document that it acts on


def opening(triggers: list[Trigger], left: str) -> Trigger | None:
    """The act that opens the clause: "Sửa đổi Quy định ban hành kèm theo X" changes X, though it only points there."""
    clause = left.rfind(";") + 1
    acts = [t for t in triggers if t.start >= clause and (t.relation in CHANGES or t.relation == "guides")]
    if not acts:
        return None
    before = left[clause : acts[0].start]
    if not OPENING.search(before) and not (before.isupper() and HEADING.match(before)):
        return None
    act = acts[-1] if MASK in left[acts[0].end : acts[-1].start] else acts[0]
    rest = QUOTED.sub(" ", left[act.end :])
    if MASK in rest or len(rest.split()) > LONGEST or ASIDE.search(rest):
        return None
    return act if PART.match(rest) or (act.relation in WHATEVER and HELD.search(rest)) else None


def heading(triggers: list[Trigger], lead_in: str) -> tuple[str, str] | None:
    """The relation and the words that a lead-in announces for what is listed: "Bãi bỏ các văn bản sau:"."""
    if EXPIRED.match(lead_in) and "/" not in lead_in:
        return "repeals", "hết hiệu lực"
    if not triggers or triggers[0].relation not in CHANGES or triggers[-1].relation != triggers[0].relation:
        return None
    act = triggers[0]
    return (act.relation, act.words) if LIST.match(lead_in[act.end :]) else None


def only_wished(act: Trigger, left: str) -> bool:
    """Whether a change is asked for or studied, not made: "nghiên cứu, đề xuất sửa đổi X"."""
    before = left[max(left.rfind(";") + 1, act.start - WISH_REACH) : act.start]
    return act.relation in CHANGES and WISH.search(before) is not None
