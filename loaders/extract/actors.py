"""Who a paragraph charges: agencies as a heading, as the subject of an order, after a word of order, in brackets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from loaders.extract.agency_runs import Run, begins, run_at
from loaders.extract.classes import charged, may_open
from loaders.extract.openers import ADVERB, NOTHING, OPENER, ORDER, generic, reach
from loaders.extract.patterns import compiled, words
from loaders.extract.sentences import sentences
from loaders.extract.task_words import choice, data


class Kind(Enum):
    """What the words after the agencies make of them."""

    HEADING = "heading"  # nothing follows: "2. Sở Nội vụ"
    LINE = "line"  # the duty follows a colon: "9. Sở Xây dựng: Chủ trì …"
    SUBJECT = "subject"  # "Sở Nội vụ chủ trì …", "các bộ rà soát …"
    ORDER = "order"  # "Giao Công an tỉnh …", "UBND tỉnh yêu cầu các sở …"


@dataclass(frozen=True, slots=True)
class Opening:
    """The agencies that a paragraph or sentence charges; `duty` is where the words of the duty begin.

    `known` is false where no list knows the agency, only its place among other headings says that it is one.
    """

    kind: Kind
    names: tuple[str, ...]
    start: int
    end: int
    duty: int
    known: bool = True


_STARTS_WITH_ORDER = compiled(rf"^\s*(?:\(\d{{1,2}}\)\s*)?(?:{choice('openers', 'link')},?\s+)?{ORDER}")
_INNER_ORDER = compiled(ORDER)
_INNER = compiled(rf"(?:^|{choice('openers', 'inner')})\s*$")
_TITLED = compiled(r"^\s*(?:trách|nhiệm)\s+(?:nhiệm|vụ)\s+(?:thực\s+hiện\s+)?của\s[^.:;]*$")
_UNSAID = compiled(r"^(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|cá\s+nhân)(?:[^\p{L}]|$)")
_CAPITALS = compiled(r"^\s*:\s*(?:\p{Lu}[\p{L}-]*(?:\s*,\s*|\s+(?:và\s+)?))+", ignore_case=False)
_SPECIFIC = compiled(r"^(?:Sở|Bộ|Ủy ban|UBND|Văn phòng|Công an|Thanh tra|Ngân hàng|Kho bạc)\s", ignore_case=False)
_BY = compiled(r"(?:^|\s)(?:do|được)\s+$")
_NEAR = 400  # characters: no agency is named at greater length
_BESIDE = compiled(r";\s+(?:và\s+|còn\s+)?$")
_BEFORE = 12  # characters that hold the word before a name
# What tells which of them are meant, over a list of their duties.
_WHICH = compiled(
    r"^\s*[,(]?\s*(?:từ|trong\s+đó|trên\s+địa\s+bàn|khu\s+vực|vùng|ven\s+biển|nơi|bị|ở|tại|nêu\s+trên|có\s+tên)\s[^.;]{1,240}:$"
)
_STRETCH = compiled(
    r"^\s*từ(?:\s+(?:\p{Lu}\p{L}*|tỉnh|thành|phố))+\s+đến(?:\s+(?:\p{Lu}\p{L}*|tỉnh|thành\s+phố))+", ignore_case=False
)
_COLON = compiled(r"^\s*(?:\([^()]{0,120}\)\s*)?:\s*\S")
_ENUMERATED = compiled(r"^[\s:]*(?:\([\divx]{1,4}\)|[-+–])?\s*")
_DUTY = compiled(
    rf"^\s*(?:\([^()]{{0,120}}\)\s*)?(?:,?\s*{choice('duties', 'between')}(?:\s[^.;:]{{0,140}}?)?)?(?:,\s*|\s+)"
    rf"(?:{choice('duties', 'must')}[\s:]+)?(?:{choice('duties', 'verbs')}|{choice('duties', 'charge')})"
    rf"(?:[^\p{{L}}]|$)"
)
_NEVER = compiled(rf"^\s*,?\s*{choice('duties', 'never')}(?:[^\p{{L}}]|$)")
_COMMA = compiled(r"(?:,\s+(?:thì\s+)?|\s+thì\s+)")
# Behind the adverbial comes the duty itself: whoever heads the item is its subject.
_LEFT_OUT = compiled(r"^(?:chủ\s+trì|phối\s+hợp|chủ\s+động)[^\p{L}]")
_REACH = 600  # characters within which a sentence names whom it charges


def opening(text: str, found: Sequence[Run], start: int = 0, end: int | None = None) -> Opening | None:
    """Whom the words between start and end charge, None where they charge nobody by name."""
    end = len(text) if end is None else end
    at = start + reach(OPENER, text[start:end])
    found = _near(found, start, end)
    if not found or found[-1].end <= start:
        behind = _after_comma(text, found, start, end) if "trách nhiệm" in text[start:end] else None
        return _class(text, at, end) or behind
    run = next((r for r in found if start <= r.start <= at), None)
    if run is not None and _TITLED.search(text[start:end]):
        named = tuple(dict.fromkeys(name for r in found if start <= r.start and r.end <= end for name in r.names))
        return Opening(Kind.HEADING, named, run.start, run.end, end)
    if run is not None and run.end <= end:
        ordered = _STARTS_WITH_ORDER.search(text[start:end]) is not None
        direct = _after_names(text, run, end, ordered=ordered)
        inner = _inner_order(text, found, run.end, end) if direct is None or not ordered else None
        return inner if inner and (direct is None or _speaks(text, run.end)) else direct or inner
    behind, inner = _after_comma(text, found, start, end), _inner_order(text, found, start, end)
    if inner and (behind is None or inner.start <= behind.start or _speaks(text, behind.end)):
        return inner
    return behind or _class(text, at, end) or _after_topic(text, found, start, end)


def _after_topic(text: str, found: Sequence[Run], start: int, end: int) -> Opening | None:
    """ "Về tuyến ống: Ủy ban nhân dân tỉnh xử lý dứt điểm": the subject behind what the item is about."""
    colon = text.find(": ", start, min(end, start + _NEAR))
    run = run_at(found, colon + 2) if colon > 0 else None
    direct = _after_names(text, run, end, ordered=False) if run else None
    return direct if direct is not None and direct.kind is Kind.SUBJECT else None


def _near(found: Sequence[Run], start: int, end: int) -> Sequence[Run]:
    """The runs that begin between start and end, and the one before them."""
    first = bisect_left(found, start, key=begins)
    return found[max(0, first - 1) : bisect_right(found, end, key=begins)]


def _class(text: str, at: int, end: int) -> Opening | None:
    """A class of actors that opens the words and is charged in so many words: "Chủ đầu tư chủ động …"."""
    it = charged(text, at, end)
    return Opening(Kind.SUBJECT, tuple(it.name.split("; ")), it.start, it.end, it.end, known=False) if it else None


def _last(run: Run) -> Run:
    return Run(run.names[-1:], run.last, run.end, run.last)


_SPEAKS = compiled(
    r"^\s*(?:(?:kính|trân\s+trọng)\s+)?(?:yêu\s+cầu|đề\s+nghị|giao|thông\s+báo|có\s+ý\s+kiến|ban\s+hành|chỉ\s+đạo)(?:[^\p{L}]|$)"
)


def _speaks(text: str, at: int) -> bool:
    """Whether the agency named before `at` is the one that orders: "UBND tỉnh yêu cầu các sở …"."""
    return _SPEAKS.search(text[at : at + _NEAR]) is not None


def _after_names(text: str, run: Run, end: int, *, ordered: bool) -> Opening | None:
    rest = text[run.end : end]
    if NOTHING.search(rest):
        return Opening(Kind.HEADING, run.names, run.start, run.end, end)
    if rest.endswith(":") and _WHICH.search(rest):
        return Opening(Kind.HEADING, _bounded(run, rest), run.start, run.end, end)
    colon = reach(_COLON, rest)
    if colon:
        return _after_colon(text, run, end, run.end + colon - 1)
    if _UNSAID.search(text[run.start : run.end]) and not ordered:
        return None
    if _NEVER.search(rest):
        return None
    if _DUTY.search(rest) or ordered:
        return Opening(Kind.ORDER if ordered else Kind.SUBJECT, _bounded(run, rest), run.start, run.end, run.end)
    return None


def _bounded(run: Run, rest: str) -> tuple[str, ...]:
    """ "Ủy ban nhân dân các tỉnh từ X đến Y": the last name with the stretch of country that it stands for."""
    match = _STRETCH.search(rest)
    if match is None:
        return run.names
    name = run.names[-1].removesuffix(" trực thuộc trung ương")
    return (*run.names[:-1], f"{name} {' '.join(match.group().split())}")


def _after_colon(text: str, run: Run, end: int, duty: int) -> Opening | None:
    """A duty behind a colon begins with a verb or an adverbial; names behind it belong to the agencies."""
    rest = text[duty:end]
    named = reach(_CAPITALS, ": " + rest) - 2
    if named > 0 and _DUTY.search(" " + rest[named:]) and not _DUTY.search(" " + rest):
        return Opening(Kind.SUBJECT, run.names, run.start, run.end, run.end)
    words_of_duty = " " + rest[reach(_ENUMERATED, rest) :]
    if _DUTY.search(words_of_duty) or (ADVERB.search(rest) and not rest.casefold().startswith("đối với")):
        return Opening(Kind.LINE, run.names, run.start, run.end, duty)
    return None


def _after_comma(text: str, found: Sequence[Run], start: int, end: int) -> Opening | None:
    """ "Trên cơ sở đề nghị của các Bộ, Bộ Tài chính khẩn trương rà soát …": the subject behind an adverbial.

    Where the list belongs to the adverbial, only its last name can be the subject.
    """
    if not ADVERB.search(text[start:end]):
        return None
    for comma in _COMMA.finditer(text[start : min(end, start + _REACH)]):
        at = start + comma.end()
        if _LEFT_OUT.search(text[at:end]):
            return None
        run = run_at(found, at) or next((_last(r) for r in found if r.last == at and _SPECIFIC.search(text[at:])), None)
        if run is not None and text.count("(", start, run.start) == text.count(")", start, run.start):
            direct = _after_names(text, run, end, ordered=False)
            if direct is not None and direct.kind is Kind.SUBJECT:
                return direct
        elif run is None and may_open(text[at : at + _NEAR]):
            behind = _class(text, at, end)
            if behind is not None:
                return behind
    return None


def _inner_order(text: str, found: Sequence[Run], start: int, end: int) -> Opening | None:
    """ "…, UBND tỉnh yêu cầu các sở …", "(Giao Công an tỉnh tham mưu)": a word of order before the names."""
    for match in words(_INNER_ORDER, text[start:end] + " "):
        at = start + match.start()
        run = run_at(found, start + match.end())
        if run is None or run.end > end or run.names[0] in data()["openers"]["above"]:
            continue
        back = max(0, at - _NEAR)
        bare = back + len(text[back:at].rstrip())
        orderer = next((r for r in found if r.end == bare), None)
        if orderer is not None and _BY.search(text[max(0, orderer.start - _BEFORE) : orderer.start]):
            continue  # "nhiệm vụ do Thủ tướng Chính phủ giao các bộ" tells which tasks
        if orderer is not None or _INNER.search(text[max(start, at - _NEAR) : at]):
            return Opening(Kind.ORDER, run.names, run.start, run.end, run.end)
    return None


def beside(text: str, found: Sequence[Run], it: Opening) -> Iterator[str]:
    """Agencies charged beside the first in one sentence: "Sở X tổng hợp; Ủy ban nhân dân các xã lập kế hoạch"."""
    end = next((stop for start, stop in sentences(text) if start <= it.start < stop), 0)
    for run in found:
        if it.end < run.start < end and _BESIDE.search(text[run.start - _BEFORE : run.start]) and run.end < end:
            direct = _after_names(text, run, end, ordered=False)
            if direct is not None and direct.kind is Kind.SUBJECT and not generic(run.names):
                yield from run.names


def first_opening(text: str, found: Sequence[Run]) -> Opening | None:
    """Whom the paragraph charges: its first sentence, else an order in a later one or in brackets."""
    spans = list(sentences(text)) if found or may_open(text) or "trách nhiệm" in text else []
    for k, (start, end) in enumerate(spans):
        it = opening(text, found, start, len(text) if k == 0 and len(spans) == 1 else end)
        if it is not None and (k == 0 or it.kind is Kind.ORDER):
            return it
    return None
