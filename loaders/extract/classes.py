"""Actors that are classes and no list names: "Chủ đầu tư", "Các doanh nghiệp viễn thông", "Cơ quan thanh tra"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from loaders.extract.agencies import AgencyMention
from loaders.extract.patterns import compiled, words
from loaders.extract.task_words import choice, data

_NEAR = 240  # characters within which a class is named
_ALL = r"(?:(?P<all>các|những|mọi|mỗi|từng)\s+)?"
_HEAD, _MORE = choice("classes", "heads"), choice("classes", "modifiers")
_END = (
    rf"(?:\s*[,;.()]|\s*$|\s+(?:{choice('classes', 'after')}|{choice('duties', 'must')}|{choice('duties', 'verbs')})"
    r"(?:[^\p{L}]|$))"
)
_OPENINGS = ("các ", "mỗi ", "từng ", *(head.replace(r"\s+", " ") for head in data()["classes"]["heads"]))
_NAMED = compiled(rf"^{_ALL}(?P<it>{_HEAD}(?:\s+(?:và\s+)?{_MORE})*){_END}")
_WIDER = compiled(rf"^(?P<it>(?:\s+{_MORE})+){_END}")
_OPEN_NOUN = compiled(rf"(?:^|\s){_HEAD}$")
_CHARGE = (
    r"(?:\s+\([^()]{2,80}\))?"
    rf"(?:,\s+(?:{choice('duties', 'between')})[\s,][^.;:()]{{0,90}}?)?(?:,\s*|\s+)(?:(?:phải|cần)\s+)?"
    rf"{choice('classes', 'strong')}(?:[^\p{{L}}]|$)"
)
_CHARGED = compiled(rf"^{_ALL}(?P<it>{_HEAD}(?:\s+(?:Ban\s+Chỉ\s+đạo|[\p{{L}}\d/-]+)){{0,14}}?){_CHARGE}")
_MEMBER = compiled(
    rf"^{_ALL}(?P<it>{choice('classes', 'members')}(?:\s+(?:Ban\s+Chỉ\s+đạo|\p{{L}}+)){{0,8}}?)"
    rf"\s+(?:(?:phải|cần)\s+)?{choice('duties', 'verbs')}(?:[^\p{{L}}]|$)"
)
_ACTING = compiled(
    rf"^{_ALL}(?P<it>{_HEAD}(?:\s+{_MORE})+)\s+(?:(?:phải|cần)\s+)?{choice('duties', 'verbs')}(?:[^\p{{L}}]|$)"
)
_CHARGE_NEXT = compiled(rf"^{_CHARGE}")
_TOLD = compiled(rf"(?:^|\s){choice('classes', 'told')}(?:\s|$)")
_AND = compiled(r"(?:^|\s)và\s+\p{Ll}", ignore_case=False)  # "Thương binh và Xã hội" is one field
_VAGUE = compiled(r"^(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|cá\s+nhân|doanh\s+nghiệp)$")
_PLURAL = compiled(rf"^các\s+{_HEAD}$")
_CLASS = compiled(rf"^{_HEAD}(?:\s|$)")
_SEVERAL = compiled(r"^(?:(?:cơ\s+quan|đơn\s+vị|tổ\s+chức)\s|địa\s+phương(?:\s|$))")
_COMMA = compiled(r"^\s*,\s*$")
_LISTED = compiled(r"^\s*(?:[,;]\s*(?:và\s+)?|(?:và|cùng|hoặc)\s+)")
_TOGETHER = compiled(r"phối\s+hợp(?:\s+chặt\s+chẽ)?(?:,\s*hỗ\s+trợ)?(?:\s+(?:với|cùng(?:\s+với)?))?\s+")


def with_classes(text: str, found: Sequence[AgencyMention]) -> list[AgencyMention]:
    """The mentions with their classes named in full, and the classes that go on with a list or help somebody."""
    wide = [_widened(text, mention) for mention in found]
    made: list[AgencyMention] = []
    begins = {mention.start for mention in wide}
    starts, ends = [m.start for m in wide], [0, *accumulate((m.end for m in wide), max)]
    for at in _places(text, wide):
        if at not in begins and ends[bisect_left(starts, at)] <= at:
            made += _run(text, at, begins)
    return _joined(text, sorted([*wide, *made], key=lambda mention: mention.start)) if made else wide


def _joined(text: str, found: list[AgencyMention]) -> list[AgencyMention]:
    """ "các đơn vị, trường học" is one group; "UBND các xã, đơn vị liên quan" are two, and both are several."""
    kept: list[AgencyMention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before is None or text[mention.start].isupper():
            kept.append(mention)
        elif _PLURAL.search(before.name) and _COMMA.search(text[before.end : mention.start]) and _bare(mention):
            name = f"{before.name}, {mention.name[0].lower()}{mention.name[1:]}"
            kept[-1] = replace(before, end=mention.end, name=name)
        elif _bare(mention) and _SEVERAL.search(mention.name):
            kept.append(replace(mention, name=f"Các {mention.name[0].lower()}{mention.name[1:]}"))
        else:
            kept.append(mention)
    return kept


def _bare(mention: AgencyMention) -> bool:
    return _CLASS.search(mention.name) is not None


def may_open(text: str) -> bool:
    """Whether the first words may name a class; cheap, asked of every paragraph."""
    return text[:40].lstrip(" (0123456789ivx)").casefold().startswith(_OPENINGS)


def charged(text: str, start: int, end: int) -> AgencyMention | None:
    """The classes that open the words between start and end and are charged there in so many words; names by "; "."""
    several = list(_run(text, start, set()))
    if len(several) > 1 and _CHARGE_NEXT.search(text[several[-1].end : min(end, several[-1].end + _NEAR)]):
        return AgencyMention(start, several[-1].end, "; ".join(mention.name for mention in several))
    near = text[start : min(end, start + _NEAR)]
    match = _CHARGED.search(near) or _MEMBER.search(near)
    if match is None or (_VAGUE.search(match.group("it")) and not match.group("all")):
        return None
    if _TOLD.search(match.group("it")) or _AND.search(match.group("it")) or match.group("it").endswith(" Ban"):
        return None
    return AgencyMention(start, start + match.end("it"), _name(match.group("all"), match.group("it")))


def acting(text: str) -> AgencyMention | None:
    """A class with its field that opens an item and does something, whatever it is: "Cơ quan y tế kiểm tra …"."""
    match = _ACTING.search(text) if may_open(text) else None
    return AgencyMention(0, match.end("it"), _name(match.group("all"), match.group("it"))) if match else None


def _places(text: str, found: Sequence[AgencyMention]) -> Iterator[int]:
    """Where a class may be named: behind another agency of a list, and behind "phối hợp với"."""
    for mention in found:
        joint = _LISTED.search(text[mention.end : mention.end + 12])
        if joint is not None:
            yield mention.end + joint.end()
    if "phối" in text or "Phối" in text:
        for match in words(_TOGETHER, text + " "):
            yield match.end()


def _run(text: str, at: int, begins: set[int]) -> Iterator[AgencyMention]:
    """The classes listed one after the other from `at` on."""
    while at not in begins:
        match = _NAMED.search(text[at : at + _NEAR])
        if match is None or (_VAGUE.search(match.group("it")) and not match.group("all")):
            return
        end = at + match.end("it")
        yield AgencyMention(at, end, _name(match.group("all"), match.group("it")))
        joint = _LISTED.search(text[end : end + 12])
        if joint is None:
            return
        at = end + joint.end()


def _widened(text: str, mention: AgencyMention) -> AgencyMention:
    """ "Các đơn vị" of "các đơn vị điện lực trên địa bàn tỉnh"."""
    if _OPEN_NOUN.search(mention.name) is None:
        return mention
    match = _WIDER.search(text[mention.end : mention.end + _NEAR])
    if match is None:
        return mention
    more = " ".join(match.group("it").split())
    return replace(mention, end=mention.end + match.end("it"), name=f"{mention.name} {more}")


def _name(plural: str | None, it: str) -> str:
    words_of_it = " ".join(it.split())
    return f"Các {words_of_it}" if plural else words_of_it[0].upper() + words_of_it[1:]
