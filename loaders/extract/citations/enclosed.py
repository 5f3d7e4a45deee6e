"""Regulations, plans and lists that a decision promulgates: "Quy chế X ban hành kèm theo Quyết định số Y"."""

from __future__ import annotations

from dataclasses import replace

from loaders.extract.citations import provisions
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled

REACH = 320  # characters in front of the decision that may name what it promulgates
HEADS = compiled(
    r"Quy chế|Quy định|Quy trình|Điều lệ|Nội quy|Danh mục|Bảng giá|Định mức|Đơn giá|Phương án|Kế hoạch|Đề án"
    r"|Chương trình|Chiến lược|Bộ tiêu chí|Bộ chỉ số|Thể lệ|Quy hoạch"
    r"|QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|DANH MỤC|KẾ HOẠCH|ĐỀ ÁN",
    ignore_case=False,
)
BY = compiled(
    r"^(\p{Lu}\p{L}*(?:\s+[^\s;:.()“”\"|\x01]+){1,45}?)\s*,?\s+(?:(?:đã\s+)?được\s+(?:[\p{L}\s]{1,50}\s)?)?"
    r"((?:ban hành\s+)?kèm theo|(?:ban hành|phê duyệt|công bố|thông qua)\s+(?:kèm theo|tại|theo|bằng))\s+(?:các\s+)?$"
)
TAIL = compiled(r"\s(?:tại|có số thứ tự|số thứ tự|theo|thuộc mục)\s.*$")
AT_LARGE = compiled(r"\s(?:này|sau|trên|đó)(?:\s|$)")


def with_enclosure(words: str, mention: Mention, floor: int) -> Mention:
    """The decision with what it promulgates for its title; `floor` is where the mention before ends."""
    if mention.lead >= 0:
        return mention
    start = max(floor, mention.start - REACH)
    left = words[start : mention.start]
    if "theo" not in left[-12:].casefold() and not left.rstrip().casefold().endswith(("tại", "bằng", "các")):
        return mention
    for head in reversed(list(HEADS.finditer(left))):
        found = BY.match(left[head.start() :])
        if found is not None:
            name = TAIL.sub("", " ".join(found.group(1).split()))
            if AT_LARGE.search(name + " "):
                return mention
            concerned = provisions.before(left[: head.start()])
            provision = concerned[1] if concerned else mention.provision
            lead = replace(mention, lead=start + head.start(), provision=provision)
            return lead if name == head.group() else replace(lead, title=name, encloses=True)
    return mention
