"""Which mentions stand inside the title of another document, or in a bracket that says what it does to others."""

from __future__ import annotations

from itertools import takewhile

from loaders.extract.citations import provisions
from loaders.extract.citations.governing import lexicon
from loaders.extract.citations.kinds import above
from loaders.extract.citations.mentions import Mention
from loaders.extract.patterns import compiled

TITLE_REACH = 2000  # no title ends farther from where its mention begins
JOINED = compiled(r"^\s*(và|,)\s+(?:các\s+)?$")
ACTS = frozenset({"amends", "replaces", "repeals"})
AGAIN = compiled(r"(?:,|;|\s(?:và|đồng thời))\s+$")
NEAR = 40  # characters between an act and what it acts on


def find(words: str, mentions: list[Mention]) -> tuple[list[int | None], dict[int, int]]:
    """For each mention the one that holds it, None at the top; and for some the earlier one whose verb they share."""
    holders: list[int | None] = []
    twins: dict[int, int] = {}
    for i in range(len(mentions)):
        holder = _in_title(mentions, i)
        if holder is not None and holders[holder] is not None and _acts_again(words, mentions[holder], mentions[i]):
            holder = holders[holder]
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


def _acts_again(words: str, holder: Mention, mention: Mention) -> bool:
    """ "A sửa đổi Quy định kèm theo B về … và bãi bỏ C": the second act is A's too, not part of B's title."""
    between = words[holder.end : mention.begins]
    acts = [t for t in lexicon().triggers(between) if t.relation in ACTS]
    return bool(acts) and AGAIN.search(between[: acts[-1].start]) is not None and len(between[acts[-1].end :]) < NEAR


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
    """The document in a title whose act "và B" right behind it shares.

    In a list parted by semicolons every "và" belongs to a title; of the documents held there it is the one of the same
    kind: "sửa đổi Nghị định A … Luật X và Nghị định B". Elsewhere B must be one that the title's document may act on.
    """
    before = i - 1
    if before < 0 or holders[before] is None:
        return None
    last, mention = mentions[before], mentions[i]
    stop = max(last.about[1] if last.about else last.end, last.end)
    gap = words[stop : mention.begins]
    provision = provisions.before(gap)
    sign = JOINED.match(gap[: provision[0]] if provision else gap)
    if sign is None:
        return None
    twin = _of_kind(mentions, holders, before, mention.type)
    holder = holders[twin]
    if holder is None:
        return None
    listed = ";" in words[: mentions[holder].start] or ";" in words[mention.end :]
    if above(mention.type, mentions[holder].type) and above(mentions[twin].type, mentions[holder].type):
        return twin if sign.group(1) == "và" or listed else None
    if sign.group(1) == ",":
        return None
    alike = mention.type == mentions[twin].type or _carries_out(words, mentions[holder], mentions[twin])
    return twin if listed and alike else None


def _carries_out(words: str, holder: Mention, twin: Mention) -> bool:
    """Whether the title's verb may have documents of any kind for its objects: "Kế hoạch A thực hiện B và C"."""
    verbs = lexicon().triggers(words[holder.end : twin.begins])
    return bool(verbs) and verbs[-1].relation == "implements"


def _of_kind(mentions: list[Mention], holders: list[int | None], before: int, kind: str | None) -> int:
    """The document of this kind among the one before and its holders that stand in a title; else the one before."""
    twin: int | None = before
    while twin is not None and holders[twin] is not None:
        if mentions[twin].type == kind:
            return twin
        twin = holders[twin]
    return before
