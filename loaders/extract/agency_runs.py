"""Agencies named one after the other: lists of names, with classes and provinces among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from loaders.extract import agencies
from loaders.extract.classes import with_classes
from loaders.extract.openers import ADVERB, NOTHING, OPENER, generic, reach
from loaders.extract.patterns import compiled, whole
from loaders.extract.sentences import sentences
from loaders.extract.task_words import choice

_DEFINED = compiled(
    r"^(?P<it>\s+(?:được\s+)?(?:quy\s+định|nêu)\s+tại\s+(?:khoản\s+[\d,\s]+(?:và\s+\d+\s+)?)?Điều\s+\d+(?:\s+\p{L}+){0,3}\s+này)",
    begins="đqn",
)
_CHOSEN = compiled(
    r"^(?P<it>\s+được\s+(?:phân\s+công|giao)\s[^.,;:]{0,100}?)\s+(?:(?:có|chịu)\s+trách\s+nhiệm|chủ\s+động|khẩn\s+trương)",
    begins="đ",
)
_OF = compiled(r"^\s+(?:của|thuộc|trực\s+thuộc)\s+$", begins="ct")
_NEEDS = compiled(r"^\s+(?:phải|cần)\s")
_PROVINCE = compiled(
    r"(?:[Cc]ác\s+)?(?:[Tt]ỉnh|[Tt]hành\s+phố)[\s:,]+(?:thành\s+phố(?:\s+trực\s+thuộc\s+[Tt]rung\s+ương)?[\s:]+)?\p{Lu}",
    ignore_case=False,
    holds=("ỉnh", "phố"),
)
_NEAR = 400  # characters: no agency is named at greater length, and no more stand between two of a list
_LONGEST = 800  # characters behind a name that may say nothing
_BETWEEN = compiled(
    r"^\s*(?:[,;/]|[,;]?\s*(?:và|cùng|cùng\s+với|với|hoặc))?\s*(?:\([^()]{0,80}\)\s*[,;]?)?\s*$", begins=",;/vch("
)
_ASIDE = compiled(r"^[^()]{0,80}\)\s*(?:[,;]\s*(?:và\s+)?|(?:và|cùng(?:\s+với)?)\s+)", holds=")")
_BEHIND_ASIDE = compiled(r"^\s*\([^()]{0,160}\)\s*(?:[,;]\s*(?:và)?|và|cùng(?:\s+với)?)\s*$", begins="(")
_PERSON = compiled(
    r"(?:[Gg]iao|[Pp]hân công|[Yy]êu cầu)\s+(?:(?:các\s+)?đồng\s+chí\s+)?"
    r"(?P<it>(?:các\s+)?Phó Thủ tướng(?:\s+[Tt]hường trực)?(?:\s+Chính phủ)?(?:\s+\p{Lu}\p{Ll}*){0,4})",
    ignore_case=False,
    holds=("Phó Thủ tướng",),
)
# In the record of a visit the province visited is "Tỉnh", with a capital.
_THE_PROVINCE = compiled(
    rf"(?:^|[.:,]\s+)(?P<it>Tỉnh)\s+(?:(?:phải|cần)\s+)?(?:căn\s+cứ|{choice('duties', 'verbs')})(?:[^\p{{L}}]|$)",
    ignore_case=False,
    holds=("Tỉnh ",),
)
_SEVERAL = compiled(r"các\s+đồng\s+chí\s+$")
_MEMBER = compiled(
    r"^\s*(?:có\s+liên\s+quan|liên\s+quan|trực\s+thuộc|trên\s+địa\s+bàn(?:\s+(?:tỉnh|thành\s+phố))?)\s*[,;]?\s*(?:và\s*)?$",
    begins="clt",
)


@dataclass(frozen=True, slots=True)
class Run:
    """Agencies named one after the other at start:end; `last` is where the last of them begins."""

    names: tuple[str, ...]
    start: int
    end: int
    last: int


begins = attrgetter("start")


def run_at(found: Sequence[Run], at: int) -> Run | None:
    """The run that begins at a character."""
    first = bisect_left(found, at, key=begins)
    return found[first] if first < len(found) and found[first].start == at else None


def runs(text: str) -> list[Run]:
    """All runs of agencies in a paragraph, in order."""
    found: list[Run] = []
    for mention in _mentions(text):
        last = found[-1] if found else None
        gap = text[last.end : mention.start] if last else ""
        if last and gap.strip() == "(" and _is_aside(text, mention):
            continue
        if last and _OF.search(gap) and generic(last.names[-1:]):
            found[-1] = replace(last, end=mention.end)
        elif last and (_BETWEEN.search(gap) or _MEMBER.search(gap) or _BEHIND_ASIDE.search(gap)):
            names = last.names if mention.name in last.names else (*last.names, mention.name)
            found[-1] = Run(names, last.start, mention.end, mention.start)
        else:
            found.append(Run((mention.name,), mention.start, mention.end, mention.start))
    return [_defined(text, _specific(text, run)) for run in found]


def _is_aside(text: str, mention: agencies.AgencyMention) -> bool:
    """Whether a bracket only tells which part of an agency is meant, within a list: "Sở X (Cục Y) và Sở Z"."""
    behind = _ASIDE.search(text[mention.end : mention.end + _NEAR])
    return behind is not None and "hợp" not in behind.group()


def _mentions(text: str) -> list[agencies.AgencyMention]:
    """The agencies, and the provinces that begin a sentence, are ordered, or stand in a list behind such."""
    found = _with_persons(text, with_classes(text, agencies.find(text)))
    if _PROVINCE.search(text) is None:
        return found
    starts = {start + reach(OPENER, text[start:end]) for start, end in sentences(text)}
    named = [mention.start for mention in found]
    made: list[agencies.AgencyMention] = []
    for match in _PROVINCE.finditer(text):
        at = match.start()
        near = [*found[bisect_left(named, at - _NEAR) : bisect_right(named, at)], *made[-1:]]
        held = any(m.start <= at < m.end for m in near) or not whole(text, at, len(text))
        listed = any(_joins(text, m.end, at) for m in near)
        begun = at in starts or listed or _behind_adverbial(text, at)
        here = agencies.provinces(text, at) if not held and begun else []
        behind = text[here[-1].end : here[-1].end + _LONGEST] if here else ""
        if not here or (at not in starts and not listed and not _NEEDS.search(behind)):
            continue
        if len(behind) == _LONGEST or not NOTHING.search(behind):
            made += here
    return sorted([*found, *made], key=lambda mention: mention.start)


def _with_persons(text: str, found: list[agencies.AgencyMention]) -> list[agencies.AgencyMention]:
    """A deputy prime minister who is charged in person acts for himself, and so does "Tỉnh" for the province."""
    bare = (m.span("it") for m in _THE_PROVINCE.finditer(text))
    made = [agencies.AgencyMention(start, end, "Tỉnh") for start, end in bare]
    if made:
        found = sorted([*found, *made], key=begins)
    for match in _PERSON.finditer(text):
        start, end = match.span("it")
        several = text.startswith("các", start) or _SEVERAL.search(text[:start]) is not None
        name = " ".join(text[start:end].removeprefix("các").split())
        person = agencies.AgencyMention(start, end, f"Các {name}" if several else name)
        kept = (mention for mention in found if mention.end <= start or mention.start >= end)
        found = sorted([*kept, person], key=begins)
    return found


def _behind_adverbial(text: str, at: int) -> bool:
    """Whether a comma before `at` ends the adverbial with which its paragraph begins."""
    return text.endswith(", ", 0, at) and ADVERB.search(text[:_NEAR]) is not None


def _joins(text: str, end: int, at: int) -> bool:
    """Whether provinces at `at` are the next of a list: "Bộ Xây dựng, tỉnh X", not "Mặt trận các cấp tỉnh X"."""
    gap = text[end:at] if end <= at else "."
    return _BETWEEN.search(gap) is not None and (bool(gap.strip()) or text[at : at + 3].casefold() == "các")


def _defined(text: str, run: Run) -> Run:
    """ "Các cơ quan, đơn vị quy định tại Điều 2 Quyết định này": a group that the document itself defines."""
    if not (generic(run.names[-1:]) or run.names[-1].startswith(("Các cơ quan", "Các đơn vị"))):
        return run
    near = text[run.end : run.end + _NEAR]
    match = _DEFINED.search(near) or _CHOSEN.search(near)
    if match is None:
        return run
    name = f"{run.names[-1]} {' '.join(match.group('it').split())}"
    return replace(run, names=(*run.names[:-1], name), end=run.end + match.end("it"))


def _specific(text: str, run: Run) -> Run:
    """ "Các cơ quan Công an tỉnh, Cục Thuế" names two agencies: the word for their kind is no third one."""
    bare = len(run.names) > 1 and run.names[0] in ("Các cơ quan", "Các đơn vị", "Các sở")
    if bare and not text.startswith(",", run.start + len(run.names[0])):
        return replace(run, names=run.names[1:])
    return run
