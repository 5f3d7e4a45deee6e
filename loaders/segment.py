"""The parts of a document from its paragraphs: head, legal basis, body, signature, recipients, appendices.

Every paragraph becomes a block that knows its marker and what it stands under; runs of table rows become
tables. Only the shape of lines counts here, not what they say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from loaders import tables
from loaders.extract import positions
from loaders.extract.patterns import compiled
from loaders.names import is_name, mended
from loaders.outline import Block, Level, Outline, Part, Table
from loaders.text import Text

# Level, pattern of the marker; the first that fits wins. The one group of each is the marker as written.
MARKERS = (
    (Level.PART, r"((?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+\p{L}+|[IVX]+|\d+))\s*[.:]?\s*"),
    (
        Level.PART,
        r"((?:Phụ lục|PHỤ LỤC)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVX]+|\d+))?)\s*(?:[.:]\s*|$|\s)",
    ),
    (Level.CHAPTER, r"((?:Chương|CHƯƠNG)\s+(?:[IVXLC]+|\d+))\s*[.:]?\s*"),
    (Level.SECTION, r"((?:Mục|MỤC)\s+(?:[IVXLC]+|\d+))\s*[.:]?\s*(?:$|\p{Lu})"),
    (Level.ARTICLE, r"((?:Điều|ĐIỀU)\s+\d+[a-zđ]?)\s*[.:]\s*"),
    (Level.ROMAN, r"([IVXL]{1,6})\s*[.\-–)]\s*"),
    (Level.DECIMAL, r"(\d{1,2}(?:\.\d{1,2}){0,4})\s*[.)]\s*"),
    (Level.DECIMAL, r"(\d{1,2}(?:\.\d{1,2}){1,4})\s+"),
    (Level.LETTER, r"([a-zđ¢])\s*\)\s*"),
    (Level.LETTER, r"([a-hđ])\.\s+"),
    (Level.POINT, r"(\((?:[ivx]{1,4}|\d{1,2})\))\s*"),
    (Level.DASH, r"([-–—•●▪*])\s*"),
    (Level.PLUS, r"(\+)\s*"),
)
MARKER = compiled(
    "^(?:" + "|".join(pattern for _, pattern in MARKERS) + ")",
    ignore_case=False,
    begins="(PCMĐIVXL0123456789abcdefghijklmnopqrstuvwxyzđ¢-–—•●▪*+",
)
ORDER = tuple(Level)
BASIS = compiled(
    r"^(?:Căn cứ|Xét|Theo đề nghị|Thực hiện|Triển khai|Trên cơ sở|Thi hành|Để |Tiếp theo|Sau khi|Nhằm )",
    begins="CXTĐSN",
)
RECIPIENTS = compiled(r"^nơi (?:nhận|nhân|gửi)\s*(?:[:;./]|$)", begins="n")
AUTHORITY = compiled(r"^(?:" + positions.AUTHORITY + r"[.,\s]\s*|Q\.\s*)\p{Lu}{2}", ignore_case=False, begins="TKQ")
POSITION = compiled(r"^(?:PHÓ |QUYỀN )?" + positions.TITLE, ignore_case=False)
APPENDIX = compiled(
    r"^(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU|Biểu|Mẫu số|MẪU|QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN"
    r"|DANH SÁCH|ĐIỀU LỆ|NỘI QUY|PHƯƠNG ÁN|QUY TRÌNH)",
    ignore_case=False,
)
CLOSING = compiled(
    r"^(?:Trên đây là|Trong quá trình|Quá trình (?:tổ chức )?(?:triển khai|thực hiện)|Yêu cầu|Đề nghị"
    r"|Nhận được|Giao "
    r"|(?:Văn phòng|Ủy ban|UBND|Bộ|Sở|Ban)\s[^.;:]{2,80}?\s(?:thông báo|thông tin)\s[^.;:]{0,160}\sbiết)",
    begins="TQYĐNGVUBS",
)
ORDERS = compiled(r"^(?:Yêu cầu|Đề nghị|Giao |Kính đề nghị)", begins="YĐGK")
OPENING = frozenset({Level.PART, Level.CHAPTER, Level.SECTION, Level.ROMAN, Level.ARTICLE, Level.DECIMAL, Level.LETTER})
UNBROKEN = frozenset({Level.POINT, Level.DASH, Level.PLUS})  # items of one paragraph each
REACH = 30  # paragraphs between a recipient and the list that it belongs to
TAIL = frozenset({Part.SIGNATURE, Part.RECIPIENTS})


class Paragraph(NamedTuple):
    start: int
    end: int
    words: str
    level: Level
    marker: str
    content: int


def _paragraph(chars: str, start: int, end: int) -> Paragraph:
    words = chars[start:end]
    match = MARKER.match(words)
    if match is None:
        return Paragraph(start, end, words, Level.PLAIN, "", start)
    group = match.alternative
    level, marker_end, content = MARKERS[group - 1][0], match.end(group), match.end()
    if level is Level.DECIMAL and words[content - 1] in ".," and words[content : content + 1].isdigit():
        return Paragraph(start, end, words, Level.PLAIN, "", start)  # "40.000 tấn": a number, no marker
    # "Mục 1 Tên mục" looks ahead at the title's first letter, which is not part of the marker.
    if level is Level.SECTION and content > marker_end and words[content - 1].isupper():
        content -= 1
    return Paragraph(start, end, words, level, match.group(group), start + content)


def _paragraphs(text: Text) -> list[Paragraph]:
    found, at = [], 0
    for line in text.chars.split("\n"):
        if line.strip():
            found.append(_paragraph(text.chars, at, at + len(line)))
        at += len(line) + 1
    return found


def _next_part(part: Part, p: Paragraph, ended: bool) -> Part:
    """The part that a paragraph stands in, given the part before it; `ended` once a name was signed."""
    if part is not Part.APPENDIX and RECIPIENTS.match(p.words):
        return Part.RECIPIENTS
    if part is not Part.APPENDIX and AUTHORITY.match(p.words):
        return Part.SIGNATURE
    if part in (Part.BODY, Part.RECIPIENTS, Part.SIGNATURE) and _is_position(p):
        return Part.SIGNATURE
    if part in TAIL:
        return Part.APPENDIX if _opens_appendix(p, ended) else part
    if part is Part.BODY and ended and p.level is Level.PART and p.marker.casefold().startswith("phụ lục"):
        return Part.APPENDIX
    if part in (Part.HEAD, Part.BASIS):
        return _leading_part(part, p)
    return part


def _is_position(p: Paragraph) -> bool:
    return p.level is Level.PLAIN and len(p.words) < 80 and POSITION.match(p.words) is not None


def _opens_appendix(p: Paragraph, ended: bool) -> bool:
    if p.level is Level.PART:
        return True
    return ended and (APPENDIX.match(p.words) is not None or p.level in OPENING)


def _leading_part(part: Part, p: Paragraph) -> Part:
    if p.level in OPENING:
        return Part.BODY
    if BASIS.match(p.words) and len(p.words) > 25:
        return Part.BASIS
    if part is Part.BASIS and ORDERS.match(p.words):
        return Part.BODY
    if part is Part.BASIS and (p.level is Level.DASH or not p.words.rstrip().endswith(";")):
        return Part.BODY if p.level is Level.DASH or p.words.isupper() else Part.BASIS
    return part


def _parts(paragraphs: list[Paragraph]) -> list[Part]:
    parts: list[Part] = []
    part = Part.HEAD
    # A document signed at its end has its appendices after that; one without an end may have them anywhere.
    ended = not any(RECIPIENTS.match(p.words) or AUTHORITY.match(p.words) for p in paragraphs)
    for p in paragraphs:
        before = part
        part = _of_two_columns(p, parts) or _next_part(part, p, ended)
        if part is Part.SIGNATURE and p.words and not p.words.isupper() and p.level is Level.PLAIN:
            ended = True
        if before is Part.RECIPIENTS and part is Part.RECIPIENTS and p.words.startswith(("- Lưu", "Lưu")):
            ended = True
        parts.append(part)
    return parts


def _of_two_columns(p: Paragraph, parts: list[Part]) -> Part | None:
    """Recipients and signature stand side by side: bullets go with the one, a name with the other."""
    before = parts[-1] if parts else Part.HEAD
    if before is Part.SIGNATURE and p.level is Level.DASH and Part.RECIPIENTS in parts[-REACH:]:
        return Part.RECIPIENTS
    if before is Part.RECIPIENTS and p.level is Level.PLAIN and (is_name(p.words) or mended(p.words)):
        return Part.SIGNATURE
    return None


def _rank(p: Paragraph) -> tuple[int, int]:
    return ORDER.index(p.level), p.marker.count(".") if p.level is Level.DECIMAL else 0


def _parents(paragraphs: list[Paragraph], parts: list[Part]) -> list[int | None]:
    """What each paragraph stands under: the nearest one before it with a wider marker.

    A plain paragraph goes on with the numbered or lettered item before it; after bullets it stands
    beside their heading; a closing paragraph that nothing announces stands under the widest heading only.
    """
    parents: list[int | None] = []
    open_items: list[int] = []
    part_before: Part | None = None
    for i, p in enumerate(paragraphs):
        if parts[i] is not part_before and parts[i] not in (Part.BODY,) and part_before is not Part.HEAD:
            open_items = []
        part_before = parts[i]
        if p.level is Level.PLAIN:
            under = [k for k in open_items if paragraphs[k].level not in UNBROKEN]
            announced = bool(i) and paragraphs[i - 1].words.rstrip().endswith(":")
            if CLOSING.match(p.words) and not announced:
                under = under[:1] if under and paragraphs[under[0]].level is not Level.DECIMAL else []
            parents.append(under[-1] if under else None)
            continue
        while open_items and _rank(paragraphs[open_items[-1]]) >= _rank(p):
            open_items.pop()
        parents.append(open_items[-1] if open_items else None)
        open_items.append(i)
    return parents


def segment(text: Text) -> Outline:
    """The outline of normalised text."""
    paragraphs = _paragraphs(text)
    parts = _parts(paragraphs)
    found = tables.find(text)
    rows = {i for i, p in enumerate(paragraphs) if _in_table(p, found)}
    kept = [i for i in range(len(paragraphs)) if i not in rows]
    parents = _parents([paragraphs[i] for i in kept], [parts[i] for i in kept])
    headings = {k for k in parents if k is not None}
    blocks = tuple(
        Block(
            start=paragraphs[i].start,
            content=min(paragraphs[i].content, paragraphs[i].end),
            end=paragraphs[i].end,
            part=parts[i],
            level=paragraphs[i].level,
            marker=paragraphs[i].marker,
            parent=parents[k],
            heading=k in headings,
        )
        for k, i in enumerate(kept)
    )
    return Outline(text=text, blocks=blocks, tables=tuple(_placed(found, blocks)))


def _in_table(p: Paragraph, found: tuple[Table, ...]) -> bool:
    at = bisect_right(found, p.start, key=lambda t: t.start)
    return at > 0 and p.start < found[at - 1].end


def _placed(found: tuple[Table, ...], blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Each table under the last marked block before it, in that block's part of the document."""
    marked: dict[Part, int] = {}
    at = 0
    for table in found:
        while at < len(blocks) and blocks[at].start < table.start:
            if blocks[at].level is not Level.PLAIN:
                marked[blocks[at].part] = at
            at += 1
        part = blocks[at - 1].part if at else table.part
        yield replace(table, parent=marked.get(part), part=part)
