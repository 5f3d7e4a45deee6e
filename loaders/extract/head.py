"""The head of a document: letterhead, number, place and date, kind and title, addressees."""

from __future__ import annotations

from loaders.extract import agencies, dates
from loaders.extract.patterns import compiled, whole
from loaders.outline import Block, Level, Outline, Part
from ontology.authority import Place
from ontology.document_number import DocumentNumber
from ontology.folding import folded
from ontology.model import STATED, Assertion
from ontology.vocabulary import document_kinds

MOTTO = compiled(
    r"CỘNG H[ÒO]A XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–—]?\s*Tự do\s*[-–—]?\s*Hạnh phúc|ĐẢNG CỘNG SẢN VIỆT NAM|[_*=]{3,}|-{3,}"
)
SYMBOL = r"[\p{L}][\p{L}\d&]*(?:\s?[-–/.]\s?[\p{L}\d&]+)*"
NUMBER = compiled(
    r"^[\s*]*(?:(?:luật|bộ luật|nghị quyết|pháp lệnh)\s+)?số\s*[:.;]?\s*([\d.…_]{0,8}[a-zđ]?)\s*[/|\[]\s*((?:\d{4}\s*/\s*)?" + SYMBOL + r")"
)
PARTY_NUMBER = compiled(r"^[\s*]*số\s*[:.;]?\s*([\d.…_]{0,6})\s*[-–]\s*(\p{L}{2,5}\s*/\s*[\p{L}\d.\-]+)")
PLACE_DATE = compiled(
    r"(\p{Lu}[\p{L}.]*(?:[ \-]+\p{L}+){0,4})\s*,\s*[Nn]gày\s*([\d.…_ ]*?)\s*tháng\s*([\d.…_ ]*?)\s*năm\s*(\d{4})?",
    ignore_case=False,
)
PASSED = compiled(r"(?:thông qua|ký)\s+(?:ngày|tại kỳ họp[^.]{0,60}ngày)\s*" + dates.DATE)
WITH = compiled(
    r"kèm theo\s+(?:công văn|\p{L}+(?:\s\p{L}+){0,3}?)\s+(?:số|s6|so)\s*[:.]?\s*([\d.…_]*)\s*/\s*(" + SYMBOL + r")\s*,?\s*(?:ngày\s*"
    + dates.DATE + r")?"
)
ABOUT = compiled(r"^(?:về việc|v/v|vv|về)\s*:?\s+")
REGARDING = compiled(r"(?:^|\s)(?:v/v|về việc)\s*:?\s+")
ADDRESSEE = compiled(r"^kính (?:gửi|trình|đề nghị)\s*:?\s*")
DECIDING = compiled(r"^(?:CHỦ TỊCH|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ TRƯỞNG|GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|TỔNG|CỤC TRƯỞNG|CHÁNH|BAN |UBND|HĐND)", ignore_case=False)
WITHIN_BRACKETS = compiled(r"^\(")
HEAD_KINDS = tuple(sorted((k.vi for k in document_kinds() if k.vi != "Văn bản"), key=len, reverse=True))
LETTER_KIND = "Công văn"


def head_blocks(outline: Outline) -> list[Block]:
    return [b for b in outline.blocks if b.part is Part.HEAD]


def _said(outline: Outline, value: str, start: int, end: int, rule: str, confidence: float) -> Assertion:
    s, e = outline.text.source_span(start, max(end, start + 1))
    return Assertion(value=value, start=s, end=e, rule=rule, confidence=confidence, status=STATED)


def _blankless(number: str) -> str:
    return "".join(c for c in number if not c.isspace() and c not in "…_.").replace("–", "-")


def number(outline: Outline) -> Assertion | None:
    """The document's own number from its head; a blank serial leaves the symbol: "/UBND-NC"."""
    for block in head_blocks(outline):
        words = outline.text.chars[block.start : block.end]
        for pattern, mark in ((NUMBER, "/"), (PARTY_NUMBER, "-")):
            match = pattern.match(words)
            if match is None:
                continue
            serial, symbol = _blankless(match.group(1).strip(".")), _symbol(match.group(2))
            start, end = block.start + match.start(1), block.start + match.start(2) + len(match.group(2).rstrip())
            return _said(outline, f"{serial}{mark}{symbol}", start, end, "head-number", 0.98 if serial else 0.9)
    return None


def _symbol(raw: str) -> str:
    """The symbol without what a neighbouring column put behind it."""
    parts: list[str] = []
    for token in raw.split():
        if parts and not (parts[-1].endswith(("-", "/", "–")) or token.startswith(("-", "/", "–"))):
            break
        parts.append(token)
    return _blankless("".join(parts)).rstrip(".-/")


def date_and_place(outline: Outline) -> tuple[Assertion | None, str | None]:
    """Date and place of signing from the head; "2023" or "2023-09" where the rest is blank."""
    for block in head_blocks(outline):
        words = outline.text.chars[block.start : block.end]
        match = PLACE_DATE.search(words)
        if match is None:
            continue
        day, month, year = (_blankless(g) if g else "" for g in match.groups()[1:])
        if not year:
            return None, match.group(1)
        value = (dates.iso(day, month, year) if day and month else None) or (f"{year}-{int(month):02d}" if month else year)
        start = block.start + match.end(1)
        said = _said(outline, value, start, block.start + match.end(), "head-date", 0.98 if day else 0.9)
        return said, match.group(1)
    return None, None


def from_appendix(outline: Outline, kind: str | None) -> tuple[Assertion | None, Assertion | None]:
    """Number and date as the heading of an appendix gives them: "(Ban hành kèm theo Kế hoạch số … ngày …)"."""
    if kind is None:
        return None, None
    for block in outline.blocks:
        if block.part is not Part.APPENDIX:
            continue
        words = outline.text.chars[block.start : block.end]
        match = WITH.search(words)
        if match is None or folded(kind) not in folded(words[: match.start(1)]):
            continue
        serial = _blankless(match.group(1))
        where = block.start + match.start(1), block.start + match.end(2)
        found = _said(outline, f"{serial}/{_symbol(match.group(2))}", *where, "appendix-number", 0.9 if serial else 0.7)
        day = dates.of_match(match.groups()[2:])
        span = (block.start + match.end(2), block.start + match.end())
        return found, _said(outline, day, *span, "appendix-date", 0.9) if day else None
    return None, None


def passed(outline: Outline) -> Assertion | None:
    """The day on which the National Assembly passed a law, said at its end."""
    for block in outline.blocks[-40:]:
        match = PASSED.search(outline.words(block))
        day = dates.of_match(match.groups()) if match else None
        if match and day:
            return _said(outline, day, block.content + match.start(), block.content + match.end(), "passed-on", 0.9)
    return None


def _kind_at(words: str) -> str | None:
    """The kind that a line in capitals begins with: "QUYẾT ĐỊNH VỀ VIỆC …"."""
    for kind in HEAD_KINDS:
        if words[: len(kind)] == kind.upper() and whole(words, 0, len(kind)):
            return kind
    return None


def kind_block(outline: Outline) -> tuple[int, str] | None:
    """The line of the head that names the kind, and the kind."""
    for i, block in enumerate(outline.blocks[:40]):
        if block.part not in (Part.HEAD, Part.BASIS) or block.level is not Level.PLAIN:
            continue
        kind = _kind_at(outline.words(block).lstrip("*# "))
        if kind is not None:
            return i, kind
    return None


def kind(outline: Outline, own: Assertion | None) -> Assertion | None:
    """The kind from its own line, from the number's code, or a letter's form."""
    line = kind_block(outline)
    if line is not None:
        block = outline.blocks[line[0]]
        return _said(outline, line[1], block.content, block.content + len(line[1]), "kind-line", 0.97)
    if own is not None:
        coded = DocumentNumber.parse(own.value).kind
        return Assertion(
            value=coded or LETTER_KIND, start=own.start, end=own.end, rule="kind-code" if coded else "letter-symbol", confidence=0.95
        )
    for block in outline.blocks[:30]:
        if ADDRESSEE.match(outline.words(block)):
            return _said(outline, LETTER_KIND, block.start, block.start + len("Kính gửi"), "letter-form", 0.9)
    return None


def _capital_prefix(words: str) -> int:
    """Where the capitals at the beginning of a line end: a title and the first sentence may share it."""
    at = 0
    for token in words.split(" "):
        letters = [c for c in token if c.isalpha()]
        if len(letters) > 1 and any(c.islower() for c in letters):
            break
        at += len(token) + 1
    return min(at, len(words))


def _in_own_case(title: str, outline: Outline) -> str:
    """A title in capitals as the text itself writes it elsewhere; unchanged where it does not."""
    if not title.isupper():
        return title
    at = outline.text.chars.casefold().find(title.casefold())
    while at >= 0:
        found = outline.text.chars[at : at + len(title)]
        if not found.isupper():
            return found[0].upper() + found[1:]
        at = outline.text.chars.casefold().find(title.casefold(), at + 1)
    return title


def title(outline: Outline) -> Assertion | None:
    """What the document is about: the lines under its kind, or the "V/v" of a letter."""
    line = kind_block(outline)
    spans = _under_kind(outline, *line) if line else _after_about(outline)
    if not spans:
        return None
    words = " ".join(outline.text.chars[s:e].strip(" *#.;\"“”") for s, e in spans)
    about = ABOUT.match(words)
    words = words[about.end() :] if about else words
    words = _in_own_case(" ".join(words.split()), outline)
    return _said(outline, words, spans[0][0], spans[-1][1], "title-line", 0.9) if words else None


def _under_kind(outline: Outline, index: int, kind: str) -> list[tuple[int, int]]:
    block = outline.blocks[index]
    spans: list[tuple[int, int]] = []
    rest = block.content + len(kind)
    same_line = outline.text.chars[rest : block.end]
    if same_line.strip(" *:."):
        end = rest + _capital_prefix(same_line) if _shouted(same_line) else block.end
        spans.append((rest, end))
        if end < block.end:
            return spans
    for after in outline.blocks[index + 1 : index + 6]:
        words = outline.words(after)
        if not _continues_title(after, words, spans, outline):
            break
        spans.append((after.content, after.content + (_capital_prefix(words) if _shouted(words) else len(words))))
        if not words.isupper() and not _shouted(words):
            break
    return spans


def _shouted(words: str) -> bool:
    return _capital_prefix(words.strip()) >= min(12, len(words.strip()))


def _bare(words: str) -> str:
    """The kind that a line would name if it held nothing else: "QUYẾT ĐỊNH:"."""
    return next((kind for kind in HEAD_KINDS if kind.upper() == words.strip(" :*")), "")


def _continues_title(block: Block, words: str, spans: list[tuple[int, int]], outline: Outline) -> bool:
    if WITHIN_BRACKETS.match(words) or words.rstrip(" :").isupper() and _kind_at(words) == _bare(words) or NUMBER.match(words) or PLACE_DATE.match(words):
        return False
    if block.level is not Level.PLAIN or ADDRESSEE.match(words) or words.startswith(("Căn cứ", "Xét")):
        return False
    if spans and DECIDING.match(words):
        return False
    if not spans:
        return len(words) < 600
    return words.isupper() and outline.text.chars[spans[-1][0] : spans[-1][1]].strip().isupper()


def _after_about(outline: Outline) -> list[tuple[int, int]]:
    """The "V/v" of a letter, on a line of its own or behind the number."""
    for block in head_blocks(outline):
        words = outline.words(block)
        match = REGARDING.search(words)
        if match:
            place = PLACE_DATE.search(words, match.end())
            return [(block.content + match.end(), block.content + (place.start() if place else len(words)))]
    return []


def addressees(outline: Outline) -> tuple[Assertion, ...]:
    """To whom a letter goes, one for each item."""
    found: list[Assertion] = []
    open_list = False
    for block in outline.blocks[:60]:
        words = outline.words(block)
        match = ADDRESSEE.match(words)
        if match:
            open_list = True
            found += _items(outline, block.content + match.end(), block.end)
        elif open_list and block.level in (Level.DASH, Level.PLUS):
            found += _items(outline, block.content, block.end)
        elif open_list:
            break
    return tuple(found)


def _items(outline: Outline, start: int, end: int) -> list[Assertion]:
    found, at = [], start
    for piece in outline.text.chars[start:end].split(";"):
        words = piece.strip(" .:-–")
        if words:
            begin = at + piece.index(words[0])
            found.append(_said(outline, words, begin, begin + len(words), "addressee", 0.95))
        at += len(piece) + 1
    return found


def letterhead(outline: Outline) -> tuple[str, int, int] | None:
    """The issuing agency's lines above the number, without the motto; and where they stand."""
    lines: list[str] = []
    start = end = 0
    for block in head_blocks(outline)[:10]:
        words = MOTTO.sub(" ", outline.text.chars[block.start : block.end]).strip(" *|\t-")
        if NUMBER.match(words) or PARTY_NUMBER.match(words) or PLACE_DATE.search(words) or _kind_at(words):
            break
        if not words:
            continue
        if not words.isupper() or ADDRESSEE.match(words):
            break
        start, end = (start if lines else block.start), block.end
        lines.append(words)
    return (" ".join(lines), start, end) if lines else None


def issuer(outline: Outline, place: Place | None) -> Assertion | None:
    """The issuing agency as the letterhead names it, in full and with its place."""
    found = letterhead(outline)
    if found is None:
        return None
    words, start, end = found
    name = _own_agency(words, place)
    return _said(outline, name, start, end, "letterhead", 0.97) if name else None


def _own_agency(words: str, place: Place | None) -> str | None:
    """The lowest agency of a letterhead, its superior above it: "UBND TỈNH X / SỞ NỘI VỤ", "UBND TỈNH X / VĂN PHÒNG"."""
    named = agencies.find(words)
    if not named:
        return agencies.issuer(words, place)
    last = named[-1]
    above = agencies.issuer(words[last.start : last.end], place) or last.name
    own = words[last.end :].strip(" -–,.")
    if not own or len(named) == 1 and last.start > 0:
        return above
    return f"{own[0]}{own[1:].lower()} {above}"
