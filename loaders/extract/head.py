"""The head of a document: letterhead, number, place and date; and what the heading of an appendix repeats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.extract import agencies, dates
from loaders.extract.patterns import compiled, whole
from loaders.outline import Block, Outline, Part
from loaders.syllables import fold
from ontology.authority import Place, registry
from ontology.folding import folded
from ontology.model import STATED, Assertion
from ontology.vocabulary import document_kinds

MOTTO = compiled(
    r"CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–—]?\s*Tự do\s*[-–—]?\s*Hạnh phúc"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM|[_*=]{3,}|-{3,}"
)
ADDRESSEE = compiled(r"^(?:kính (?:gửi|trình|đề nghị)\s*:?\s*|(?:[\p{L} ]{5,60} )?điện\s*:\s*)")
SYMBOL = r"[\p{L}][\p{L}\d&]*(?:\s?[-–/.]\s?[\p{L}\d&]+)*"
NUMBER = compiled(
    r"^[\s*]*(?:(?:luật|bộ luật|nghị quyết"
    r"|pháp lệnh)\s+)?số\s*[:.;]?\s*([\d.…_]{0,8}[a-zđ]?)\s*[/|\[]\s*((?:\d{4}\s*/\s*)?" + SYMBOL + r")"
)
PARTY_NUMBER = compiled(r"^[\s*]*số\s*[:.;]?\s*([\d.…_]{0,6})\s*[-–]\s*(\p{L}{2,5}\s*/\s*[\p{L}\d.\-]+)")
_SIGNED_AT = r"(\p{Lu}[\p{L}.]*(?:[ \-]+\p{L}+){0,4})"
_SIGNED_ON = r"[Nn]gày\s*([\d.…_ ]*?)\s*tháng\s*([\d.…_ ]*?)\s*năm\s*(\d{4})?"
PLACE_DATE = compiled(_SIGNED_AT + r"\s*,\s*" + _SIGNED_ON, ignore_case=False)
# On a line of its own the comma after the place is often forgotten.
PLACE_DATE_ALONE = compiled("^" + _SIGNED_AT + r"\s+" + _SIGNED_ON + r"[\s.]*$", ignore_case=False)
PASSED = compiled(r"(?:thông qua|ký)\s+(?:ngày|tại kỳ họp[^.]{0,60}ngày)\s*" + dates.DATE)
_WITH = (
    r"kèm theo\s+(?:công văn|\p{L}+(?:\s\p{L}+){0,3}?)\s+(?:số|s6|so)\s*[:.]?\s*([\d.…_]*)\s*/\s*((?:\d{4}\s*/\s*)?"
    + SYMBOL
    + r")\s*,?\s*(?:ngày\s*"
    + dates.DATE
    + r")?"
)
WITH, BRACKETED = compiled(_WITH), compiled(r"\(\s*(?:ban hành\s+)?" + _WITH)
HEAD_KINDS = tuple(sorted((k.vi for k in document_kinds() if k.vi != "Văn bản"), key=len, reverse=True))

# Without marks: a reader drops one easily ("CHỈ THI").
LOUD_KINDS = tuple((kind, fold(kind.upper())) for kind in HEAD_KINDS)
LONGEST_KIND = 40


def head_blocks(outline: Outline) -> list[Block]:
    return [b for b in outline.blocks if b.part is Part.HEAD]


def said(outline: Outline, value: str, start: int, end: int, rule: str, confidence: float) -> Assertion:
    s, e = outline.text.source_span(start, max(end, start + 1))
    return Assertion(value=value, start=s, end=e, rule=rule, confidence=confidence, status=STATED)


def blankless(number: str) -> str:
    """A number without what fills its blanks; the dot between figures is its own: "66.7/2025/NQ-CP"."""
    kept = "".join(c for c in number if not c.isspace() and c not in "…_").replace("–", "-")
    return "".join(c for i, c in enumerate(kept) if c != "." or _between_figures(kept, i))


def _between_figures(words: str, at: int) -> bool:
    return words[at - 1 : at].isdigit() and words[at + 1 : at + 2].isdigit()


def number(outline: Outline) -> Assertion | None:
    """The document's own number from its head; a blank serial leaves the symbol: "/UBND-NC"."""
    for block in head_blocks(outline):
        words = outline.text.chars[block.start : block.end]
        for pattern, mark in ((NUMBER, "/"), (PARTY_NUMBER, "-")):
            match = pattern.match(words)
            if match is None:
                continue
            serial, symbol = blankless(match.group(1).strip(".")), _symbol(match.group(2))
            start, end = block.start + match.start(1), block.start + match.start(2) + len(match.group(2).rstrip())
            return said(outline, f"{serial}{mark}{symbol}", start, end, "head-number", 0.98 if serial else 0.9)
    return None


def _symbol(raw: str) -> str:
    """The symbol without what a neighbouring column put behind it."""
    parts: list[str] = []
    for token in raw.split():
        if parts and not (parts[-1].endswith(("-", "/", "–")) or token.startswith(("-", "/", "–"))):
            break
        parts.append(token)
    return "".join(parts).replace("–", "-").replace("…", "").replace("_", "").rstrip(".-/")


def date_and_place(outline: Outline) -> tuple[Assertion | None, str | None]:
    """Date and place of signing from the head; "2023" or "2023-09" where the rest is blank."""
    for block in head_blocks(outline):
        words = outline.text.chars[block.start : block.end]
        match = PLACE_DATE.search(words) or PLACE_DATE_ALONE.search(words)
        if match is None:
            continue
        day, month, year = (blankless(g) if g else "" for g in match.groups()[1:])
        if not year:
            return None, match.group(1)
        value = (dates.iso(day, month, year) if day and month else None) or (
            f"{year}-{int(month):02d}" if month else year
        )
        start = block.start + words.index("gày", match.end(1)) - 1
        signed = said(outline, value, start, block.start + match.end(), "head-date", 0.98 if day else 0.9)
        return signed, match.group(1)
    return None, None


@dataclass(frozen=True, slots=True)
class AppendixHeading:
    """What "(Kèm theo Kế hoạch số 22/KH-UBND ngày …)" says of the document that the appendix belongs to."""

    kind: str
    number: Assertion
    date: Assertion | None


def from_appendix(outline: Outline, kind: str | None) -> AppendixHeading | None:
    """The heading of an appendix that names the kind; any kind in a file that is nothing but appendices."""
    blocks = [b for b in outline.blocks if b.part is Part.APPENDIX] if kind else list(outline.blocks[:4])
    for block in blocks:
        words = outline.text.chars[block.start : block.end]
        match = (WITH if kind else BRACKETED).search(words)
        named = _kind_within(words[match.start() : match.start(1)]) if match else None
        if match is None or named is None or (kind and folded(kind) not in folded(words[: match.start(1)])):
            continue
        serial = blankless(match.group(1))
        where = block.start + match.start(1), block.start + match.end(2)
        number = said(outline, f"{serial}/{_symbol(match.group(2))}", *where, "appendix-number", 0.9 if serial else 0.7)
        day = dates.of_match(match.groups()[2:])
        span = (block.start + match.end(2), block.start + match.end())
        return AppendixHeading(kind or named, number, said(outline, day, *span, "appendix-date", 0.9) if day else None)
    return None


def _kind_within(words: str) -> str | None:
    return next((k for k in HEAD_KINDS if k.lower() in words.lower()), None)


def passed(outline: Outline) -> Assertion | None:
    """The day on which the National Assembly passed a law, said at its end."""
    for block in outline.blocks[-40:]:
        match = PASSED.search(outline.words(block))
        day = dates.of_match(match.groups()) if match else None
        if match and day:
            return said(outline, day, block.content + match.start(), block.content + match.end(), "passed-on", 0.9)
    return None


def kind_at(words: str) -> str | None:
    """The kind that a line in capitals begins with: "QUYẾT ĐỊNH VỀ VIỆC …"."""
    bare = fold(words[:LONGEST_KIND])
    for kind, loud in LOUD_KINDS:
        if bare.startswith(loud) and words[: len(kind)].isupper() and whole(words, 0, len(kind)):
            return kind
    return None


def letterhead(outline: Outline) -> tuple[str, int, int] | None:
    """The issuing agency's lines above the number, without the motto; and where they stand."""
    lines: list[str] = []
    start = end = 0
    for block in head_blocks(outline)[:10]:
        words = MOTTO.sub(" ", outline.text.chars[block.start : block.end]).strip(" *|\t-")
        if (
            NUMBER.match(words)
            or PARTY_NUMBER.match(words)
            or PLACE_DATE.search(words)
            or (words.isupper() and kind_at(words))
        ):
            break
        if not words:
            continue
        if not words.isupper() or ADDRESSEE.match(words):
            break
        start, end = (start if lines else block.start), block.end
        lines.append(words)
    return (_with_place(" ".join(lines)), start, end) if lines else None


def _with_place(words: str) -> str:
    """A letterhead with its province spelt as it should be: "THÀNH PHỐ HÀ NÔI", "THÀNH PHỐ HANOI"."""
    tokens = words.split()
    for n in range(min(4, len(tokens) - 1), 0, -1):
        place = places_run_together().get(folded("".join(tokens[-n:])).replace("-", ""))
        if place and folded(tokens[-n - 1]) in ("tinh", "pho"):
            return " ".join([*tokens[:-n], place.upper()])
    return words


@cache
def places_run_together() -> dict[str, str]:
    """The names of places by their letters alone: "hanoi"."""
    return {folded(p.name).replace(" ", "").replace("-", ""): p.name for p in registry().places}


def issuer(outline: Outline, place: Place | None) -> Assertion | None:
    """The issuing agency as the letterhead names it, in full and with its place."""
    found = letterhead(outline)
    if found is None:
        return None
    words, start, end = found
    name = _own_agency(words, place)
    return said(outline, name, start, end, "letterhead", 0.97) if name else None


def _own_agency(words: str, place: Place | None) -> str | None:
    """The lowest agency of a letterhead, its superior above it: "UBND TỈNH X" over "VĂN PHÒNG"."""
    named = agencies.find(words)
    if not named:
        return agencies.issuer(words, place)
    last = named[-1]
    above = agencies.issuer(words[last.start : last.end], place) or last.name
    own = words[last.end :].strip(" -–,.")
    if not own or (len(named) == 1 and last.start > 0):
        return above
    return f"{own[0]}{own[1:].lower()} {above}"
