"""The part of a document that a sentence speaks of: "điểm b khoản 2 Điều 5, Điều 7 và Phụ lục II"."""

from __future__ import annotations

from loaders.extract.patterns import compiled

_UNIT = r"(?:tiết|điểm|khoản|điều|mục|tiểu mục|chương|phần|phụ lục|mẫu|biểu mẫu|biểu)"
_SIGN = r"(?:số\s+)?(?:\d{1,3}(?:\.\d{1,3})*[a-zđ]?|[IVXLC]{1,6}(?:\.\d{1,3})*[a-z]?|[a-zđ]\d?)"
_JOIN = r"(?:\s*(?:,|;)\s*(?:và\s+)?|\s+(?:và|hoặc|đến|của|thuộc)\s+|\s+)"
_ONE = r"(?:các\s+|từ\s+)?(?:" + _UNIT + r"\s+" + _SIGN + r"|tên (?:điều|khoản|chương|mục))"
_MORE = r"(?:" + _JOIN + r"(?:" + _ONE + r"|" + _SIGN + r"|phụ lục))*"  # "khoản 1 của Phụ lục": the only one
# Words between a provision and its document; an annex is promulgated with the document that it belongs to.
_LINK = r"(?:\s*,?\s*(?:của|tại|thuộc|trong|(?:được\s+)?ban hành(?:\s+kèm)?\s+theo|kèm theo)(?:\s+các)?)?\s*"
BEFORE = compiled(r"(?:^|[^\p{L}\d/])(" + _ONE + _MORE + r")" + _LINK + r"$")
REACH = 260  # characters that a provision reaches back
MARKS = ("iều", "hoản", "iểm", "hụ lục", "ục", "hương", "hần", "ẫu", "iểu", "iết", "IỀU", "HOẢN", "ỤC")


def before(left: str) -> tuple[int, str] | None:
    """The provision that the words end with: where it begins, and its words."""
    near = left[-REACH:]
    if not any(mark in near for mark in MARKS):
        return None
    match = BEFORE.search(near)
    if match is None:
        return None
    return len(left) - len(near) + match.start(1), " ".join(match.group(1).strip(" ,;").split())
