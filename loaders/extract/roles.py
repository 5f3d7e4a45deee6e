"""Lead or partner: what "chủ trì" and "phối hợp với" make of the agencies of a directive."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.extract.agency_runs import Run, begins, run_at
from loaders.extract.patterns import compiled, words

_MANNER = r"(?:cụ\s+thể|chặt\s+chẽ|thường\s+xuyên|đồng\s+bộ|hiệu\s+quả|tốt|kịp\s+thời|liên\s+ngành)"
_NEAR = 400  # characters around a word that say what it means
_WITH = compiled(
    rf"phối\s+hợp(?:\s*,?\s*{_MANNER})*(?:\s*,\s*(?:hỗ\s+trợ|trao\s+đổi|thống\s+nhất|liên\s+hệ|hướng\s+dẫn))?(?:\s+(?:với|cùng(?:\s+với)?))?\s+"
    r"|chủ\s+trì\s*,?\s+cùng(?:\s+với)?\s+"
)
_ALSO = compiled(
    r"^\s*(?:[,;]|và|[,;]\s*và)\s+(?P<firms>doanh\s+nghiệp(?:\s+(?:(?:có\s+)?liên\s+quan|đồng\s+hành|nhà\s+nước|công\s+nghệ|viễn\s+thông))?)"
    r"(?:[,;.)]|\s+(?:để|trong|nhằm|và|tham\s+mưu|triển\s+khai|tổ\s+chức|xây\s+dựng|thực\s+hiện|rà\s+soát|nghiên\s+cứu)(?:[^\p{L}]|$)|$)"
)
_LEADS = compiled(r"chủ\s+trì")
_NO_LEAD = compiled(r"(?:cơ\s+quan|đơn\s+vị|tổ\s+chức|người|đã|bộ)\s+$")
_MANNERS_FIRST = (
    r"(?:(?:chủ\s+động|tích\s+cực|tiếp\s+tục|tăng\s+cường|thường\s+xuyên|kịp\s+thời|khẩn\s+trương|có\s+trách\s+nhiệm|đồng\s+thời"
    r"|theo\s+[^.;:]{0,80}?|căn\s+cứ\s+[^.;:]{0,100}?|trên\s+cơ\s+sở\s+[^.;:]{0,100}?|\([^()]{0,80}\)|trong\s+phạm\s+vi\s+[^.;:]{0,60}?)[\s,:]*)*"
)
_FIRST = compiled(rf"^[\s:,]*{_MANNERS_FIRST}phối\s+hợp(?:[^\p{{L}}]|$)")
_THEY_HELP = compiled(r"^\s*(?:cùng\s+)?phối\s+hợp\s*(?:[.;,)]|(?:triển\s+khai\s+)?thực\s+hiện|$)")


@dataclass(frozen=True, slots=True)
class Roles:
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]


def partners(text: str, found: Sequence[Run], start: int, end: int) -> Iterator[str]:
    """Agencies that stand behind "phối hợp (với)" between start and end."""
    for match in words(_WITH, text[start:end] + " "):
        run = run_at(found, start + match.end())
        if run is not None and run.start < end:
            yield from run.names
            yield from _firms(text, run.end, end)


def _firms(text: str, at: int, end: int) -> Iterator[str]:
    """ "…, doanh nghiệp đồng hành": firms at the end of a list of partners, which elsewhere are no actors."""
    match = _ALSO.search(text[at : min(end, at + _NEAR)])
    if match:
        yield f"D{match.group('firms')[1:]}"


def leads(text: str) -> bool:
    """Whether the words make somebody the lead: "chủ trì", not "cơ quan chủ trì"."""
    return any(not _NO_LEAD.search(text[max(0, m.start() - _NEAR) : m.start()].casefold()) for m in words(_LEADS, text))


def helps_first(duty: str) -> bool:
    """Whether the duty begins by working with others: "Phối hợp với …", "chủ động phối hợp …"."""
    return _FIRST.search(duty) is not None


def roles(
    text: str, found: Sequence[Run], holders: Sequence[str], duty: int, end: int, *, named: bool = False
) -> Roles:
    """Lead and partners of the directive between `duty` and `end`, held by `holders`.

    "Phối hợp với X" without "chủ trì" makes the holders partners too, and leaves nobody in the lead; holders
    `named` in the sentence itself lead where it names nobody with whom they work.
    """
    with_them = [name for name in partners(text, found, duty, end) if name not in holders]
    for run in found[bisect_left(found, duty, key=begins) : bisect_left(found, end, key=begins)]:
        if run.end < end and _THEY_HELP.search(text[run.end : min(end, run.end + _NEAR)]) and run.end != duty:
            with_them += [name for name in run.names if name not in holders]
    duty_words = text[duty:end]
    if helps_first(duty_words) and not leads(duty_words) and (with_them or not named):
        return Roles((), tuple(dict.fromkeys([*holders, *with_them])))
    return Roles(tuple(holders), tuple(dict.fromkeys(with_them)))
