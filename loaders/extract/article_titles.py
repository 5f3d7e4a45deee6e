"""Whom the title of an article charges: "Điều 5. Quyền và trách nhiệm của tổ chức tín dụng, chủ đầu tư"."""

from __future__ import annotations

from itertools import pairwise

from loaders.extract import agencies
from loaders.extract.patterns import compiled
from loaders.extract.task_words import choice

_BURDEN = r"(?:trách\s+nhiệm|nhiệm\s+vụ|nghĩa\s+vụ|quyền\s+hạn|quyền\s+lợi|quyền)"
_TITLE = compiled(
    rf"^\s*{_BURDEN}(?:(?:,|\s+và|,\s+và)\s+{_BURDEN})*\s+(?:thực\s+hiện\s+|thi\s+hành\s+)?của\s+(?P<who>[^.;:]{{3,240}}?)[\s.:]*$",
    begins="tqn",
)
_CHARGES = compiled(r"(?:trách\s+nhiệm|nhiệm\s+vụ|nghĩa\s+vụ)")
_MEMBER = compiled(rf"^(?:các\s+)?{choice('classes', 'members')}(?:[^\p{{L}}]|$)")
_NEXT = compiled(rf"(?:,|;|\s+và|,\s+và)\s+((?:các\s+)?{choice('classes', 'heads')})")
_CLASS = compiled(rf"^(?:các\s+)?(?:{choice('classes', 'heads')}|{choice('classes', 'members')})(?:[^\p{{L}}]|$)")


def charged(title: str) -> tuple[tuple[str, ...], bool] | None:
    """The names, and whether a list knows them all; None where the title charges nobody."""
    match = _TITLE.search(title)
    if match is None or _CHARGES.search(title[: match.start("who")]) is None:
        return None
    who = " ".join(match.group("who").split())
    if not _MEMBER.search(who):
        found = agencies.find(who)
        if found and found[0].start == 0 and found[-1].end == len(who):
            return tuple(dict.fromkeys(mention.name for mention in found)), True
    pieces = _pieces(who)
    return (tuple(map(_capital, pieces)), False) if all(map(_CLASS.search, pieces)) else None


def _pieces(who: str) -> list[str]:
    """The classes of a list, cut only where the next one begins: "mua bán, xử lý nợ" is one."""
    cuts = [0, *(match.start(1) for match in _NEXT.finditer(who)), len(who)]
    pieces = [who[a:b].strip(" ,;") for a, b in pairwise(cuts)]
    return [piece.removesuffix(" và").rstrip(" ,;") for piece in pieces]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
