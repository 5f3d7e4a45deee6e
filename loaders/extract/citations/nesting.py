"""Which mentions stand inside the title of another document, or in a bracket that says what it does to others."""

from __future__ import annotations

from itertools import takewhile

from loaders.extract.citations.governing import lexicon
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled

TITLE_REACH = 2000  # no title ends farther from where its mention begins
JOINED = compiled(r"^\s*và\s+(?:các\s+)?$")


def find(words: str, mentions: list[Mention]) -> tuple[list[int | None], dict[int, int]]:
    """For each mention the one that holds it, None at the top; and for some the earlier one whose verb they share."""
    holders: list[int | None] = []
    twins: dict[int, int] = {}
    for i in range(len(mentions)):
        holder = _in_title(mentions, i)
        if holder is None and _in_bracket(words, mentions, i):
            holder = i - 1
        if holder is None and (twin := _joined_to(words, mentions, holders, i)) is not None:
            holder, twins[i] = holders[twin], twin
        holders.append(holder)
    return holders, twins


def _in_title(mentions: list[Mention], i: int) -> int | None:
    start = mentions[i].start
    near = takewhile(lambda j: mentions[j].start > start - TITLE_REACH, range(i - 1, -1, -1))
    return next((j for j in near if (a := mentions[j].about) and a[0] <= start < a[1]), None)


def _in_bracket(words: str, mentions: list[Mention], i: int) -> bool:
    """Whether a bracket after the mention before opens with an act: "(sửa đổi, bổ sung một số điều của …"."""
    if not i or mentions[i - 1].end > mentions[i].begins:
        return False
    inner = words[mentions[i - 1].end : mentions[i].begins].lstrip()
    if not inner.startswith("(") or ")" in inner or lexicon().passive_end.search(inner):
        return False
    triggers = lexicon().triggers(inner[1:])
    return bool(triggers) and triggers[0].start <= 4 and triggers[0].relation != "basedOn"


def _joined_to(words: str, mentions: list[Mention], holders: list[int | None], i: int) -> int | None:
    """In a list parted by semicolons, "và B" right after a document that a title acts on shares that act.

    Of the documents held there it is the one of the same kind: "sửa đổi Nghị định A … Luật X và Nghị định B".
    """
    before = i - 1
    if before < 0 or holders[before] is None:
        return None
    last = mentions[before]
    stop = max(last.about[1] if last.about else last.end, last.end)
    if JOINED.match(words[stop : mentions[i].begins]) is None:
        return None
    twin = before
    while mentions[twin].type != mentions[i].type and (above := holders[twin]) is not None:
        twin = above
    holder = holders[twin]
    if holder is None:
        return None
    listed = ";" in words[: mentions[holder].start] or ";" in words[mentions[i].end :]
    return twin if listed else None
