"""The verbs by which one document acts on another: amend, replace, repeal; and where they only speak of doing so."""

from __future__ import annotations

from loaders.extract.citations.governing import MASK, Trigger
from loaders.extract.patterns import compiled

NAMES = frozenset({"amends", "replaces", "repeals", "corrects", "guides", "consolidates", "suspends", "extends"})
CHANGES = frozenset({"amends", "replaces", "repeals"})
PART = compiled(
    r"^\s*(?:một số |các |toàn bộ |những )?(?:điều|điểm|khoản|mục|chương|phần|nội dung|quy định|quy chế|phụ lục"
    r"|danh mục|điều lệ|đề án|chương trình|kế hoạch|quy trình|thủ tục|cụm từ)(?:[^\p{L}]|$)"
)
WISH = compiled(r"(?:^|[^\p{L}])(?:xem xét|đề xuất|kiến nghị|nghiên cứu|đề nghị|tham mưu|dự thảo|rà soát)[^\p{L}]")
WISH_REACH = 80  # characters before the act
OPENING = compiled(
    r"(?:^[\s\d.,)a-zđ\-–+*“\"]{0,6}|ban hành (?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|văn bản)\s+)"
    r"(?:về\s+)?(?:việc\s+)?(?:quyết định\s+)?$"
)
LIST = compiled(
    r"^\s*(?:toàn bộ |một phần |một số |các |những |đối với |điều |nội dung |của |tại )*"
    r"(?:văn bản|quyết định|nghị quyết|thông tư|chỉ thị|nghị định|kế hoạch)(?:[^\p{L}]|$)"
)
LONGEST = 42  # words between the verb that opens a clause and the document that it acts on


def opening(triggers: list[Trigger], left: str) -> Trigger | None:
    """The act that opens the clause: "Sửa đổi Quy định ban hành kèm theo X" changes X, though it only points there."""
    clause = left.rfind(";") + 1
    acts = [t for t in triggers if t.start >= clause and t.relation in CHANGES]
    if not acts or not OPENING.search(left[clause : acts[0].start]):
        return None
    rest = left[acts[0].end :]
    if MASK in rest or not PART.match(rest) or len(rest.split()) > LONGEST:
        return None
    return acts[0]


def heading(triggers: list[Trigger], lead_in: str) -> Trigger | None:
    """The act that a lead-in announces for the documents listed under it: "Điều 1. Bãi bỏ các văn bản sau:"."""
    if not triggers or triggers[0].relation not in CHANGES or triggers[-1].relation != triggers[0].relation:
        return None
    return triggers[0] if LIST.match(lead_in[triggers[0].end :]) else None


def only_wished(act: Trigger, left: str) -> bool:
    """Whether a change is asked for or studied, not made: "nghiên cứu, đề xuất sửa đổi X"."""
    before = left[max(left.rfind(";") + 1, act.start - WISH_REACH) : act.start]
    return act.relation in CHANGES and WISH.search(before) is not None
