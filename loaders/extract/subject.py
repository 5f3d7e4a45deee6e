"""What a document is and what it is about: its kind, its title, and to whom a letter goes."""

from __future__ import annotations

from dataclasses import replace

from loaders.extract import dates, head, positions
from loaders.extract.patterns import compiled
from loaders.outline import Block, Level, Outline, Part
from ontology.document_number import DocumentNumber
from ontology.model import Assertion

ABOUT = compiled(r"^(?:về việc|v/v|vv|về)\s*:?\s+")
REGARDING = compiled(r"(?:^|\s)(?:v/v|về việc)\s*:?\s+")
BEHIND_NUMBER = compiled(r"^[\s*]*số\s*[:.]?\s*\S+\s+(?:v/v|về)\s*:?\s+")
# Older headings repeat who issued the document, its number and date before they say what it is about.
OWN_NUMBER = compiled(r"^của [\p{L} ,\-–]{5,60}? số \S+ (?:ngày " + dates.DATE + r"\s+)?")
BASIS_BEGINS = compiled(r"[\s.]Căn cứ\s", ignore_case=False)
ISSUED = compiled(
    r"ban hành (\p{Lu}[\p{L} ]{3,20}?) ((?:về|quy định|hướng dẫn|sửa đổi|ban hành|phê duyệt)[^;]{10,500}?)[.:]*$",
    ignore_case=False,
)
DECIDING = compiled(
    rf"^(?:{positions.TITLE}|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|CHÍNH PHỦ|QUỐC HỘI|TỔNG|CHÁNH|BAN |UBND|HĐND)",
    ignore_case=False,
)
BULLETED = compiled(r";\s*[-–+]\s")
WITHIN_BRACKETS = compiled(r"^\(")
LETTER_KIND = "Công văn"
CONSOLIDATED = "Văn bản hợp nhất"  # its heading names the kind of the document that it consolidates


def kind_block(outline: Outline) -> tuple[int, str] | None:
    """The line of the head that names the kind, and the kind; of a consolidated text the kind that it consolidates."""
    consolidated = None
    for i, block in enumerate(outline.blocks[:40]):
        if block.part not in (Part.HEAD, Part.BASIS) or block.level is not Level.PLAIN:
            continue
        kind = head.kind_at(outline.words(block).lstrip("*# "))
        if kind == CONSOLIDATED:
            consolidated = consolidated or (i, kind)
        elif kind is not None:
            return i, kind
    return consolidated


def kind(outline: Outline, own: Assertion | None) -> Assertion | None:
    """The kind from its own line, from the number's code, or a letter's form."""
    coded = DocumentNumber.parse(own.value).kind if own else None
    line = kind_block(outline)
    if line is not None and coded != CONSOLIDATED:
        block = outline.blocks[line[0]]
        return head.said(outline, line[1], block.content, block.content + len(line[1]), "kind-line", 0.97)
    if own is not None:
        return Assertion(
            value=coded or LETTER_KIND,
            start=own.start,
            end=own.end,
            rule="kind-code" if coded else "letter-symbol",
            confidence=0.95,
        )
    for block in outline.blocks[:30]:
        if head.ADDRESSEE.match(outline.words(block)):
            return head.said(outline, LETTER_KIND, block.start, block.start + len("Kính gửi"), "letter-form", 0.9)
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
    text, sought = outline.text.chars, title.casefold()
    folded = text.casefold()
    if len(folded) != len(text):  # some letters fold to two, and positions would no longer agree
        return title
    at = folded.find(sought)
    while at >= 0:
        found = text[at : at + len(title)]
        if not found.isupper():
            return found[0].upper() + found[1:]
        at = folded.find(sought, at + 1)
    return title


def title(outline: Outline) -> Assertion | None:
    """What the document is about: the lines under its kind, or the "V/v" of a letter."""
    line = kind_block(outline)
    spans = (_under_kind(outline, *line) if line else _after_about(outline)) or _as_issued(outline, line and line[1])
    if not spans:
        return None
    words = " ".join(outline.text.chars[s:e].strip(' *#.;"“”') for s, e in spans)
    for opening in (OWN_NUMBER, ABOUT):
        match = opening.match(words)
        words = words[match.end() :] if match else words
    words = _in_own_case(" ".join(words.split()), outline)
    return head.said(outline, words, spans[0][0], spans[-1][1], "title-line", 0.9) if words else None


def _under_kind(outline: Outline, index: int, kind: str) -> list[tuple[int, int]]:
    block = outline.blocks[index]
    spans: list[tuple[int, int]] = []
    rest = block.content + len(kind)
    same_line = outline.text.chars[rest : block.end]
    if same_line.strip(" *:."):
        basis = BASIS_BEGINS.search(same_line)
        end = rest + _capital_prefix(same_line) if _shouted(same_line) else rest + basis.start() if basis else block.end
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
    return next((kind for kind in head.HEAD_KINDS if kind.upper() == words.strip(" :*")), "")


def _continues_title(block: Block, words: str, spans: list[tuple[int, int]], outline: Outline) -> bool:
    if (
        WITHIN_BRACKETS.match(words)
        or (words.rstrip(" :").isupper() and head.kind_at(words) == _bare(words))
        or head.NUMBER.match(words)
        or head.PLACE_DATE.match(words)
    ):
        return False
    if block.level is not Level.PLAIN or head.ADDRESSEE.match(words) or words.startswith(("Căn cứ", "Xét")):
        return False
    if spans and DECIDING.match(words):
        return False
    if not spans:
        return len(words) < 600
    return words.isupper() and outline.text.chars[spans[-1][0] : spans[-1][1]].strip().isupper()


def _after_about(outline: Outline) -> list[tuple[int, int]]:
    """The "V/v" of a letter, on a line of its own or behind the number."""
    for block in head.head_blocks(outline):
        words = outline.words(block)
        match = REGARDING.search(words) or BEHIND_NUMBER.search(words)
        if match:
            return _beside_date(outline, block, match.end())
    return []


def _beside_date(outline: Outline, block: Block, at: int) -> list[tuple[int, int]]:
    """The words about a letter's matter without place and date, which the next column put between its lines."""
    words = outline.words(block)
    date = head.PLACE_DATE.search(words, at)
    if date is None:
        return [(block.content + at, block.end)]
    spans = [(block.content + at, block.content + date.start())]
    if words[date.end() :].strip(" ."):
        return [*spans, (block.content + date.end(), block.end)]
    after = next((b for b in head.head_blocks(outline) if b.start > block.start), None)
    more = after is not None and outline.words(after)[:1].islower()
    return [*spans, (after.content, after.end)] if after is not None and more else spans


def _as_issued(outline: Outline, kind: str | None) -> list[tuple[int, int]]:
    """The title in "Bộ trưởng ban hành Thông tư quy định …", where no line of the heading gives it."""
    for block in outline.blocks[:40] if kind else ():
        words = outline.words(block)
        match = ISSUED.search(words) if block.part in (Part.HEAD, Part.BASIS) else None
        if match and match.group(1) == kind:
            return [(block.content + match.start(2), block.content + match.end(2))]
    return []


def addressees(outline: Outline) -> tuple[Assertion, ...]:
    """To whom a letter or a telegram goes, one for each item."""
    found: list[Assertion] = []
    begun = False
    for block in outline.blocks[:60]:
        words = outline.words(block)
        match = head.ADDRESSEE.match(words) if block.part is not Part.APPENDIX else None
        if match is None and not (begun and block.level in (Level.DASH, Level.PLUS)):
            if begun:
                break
            continue
        begun = True
        items = _items(outline, block.content + (match.end() if match else 0), block.end, parted=match is not None)
        if found and items and _enumerates(found[-1].value):
            before = found.pop()
            items[0] = replace(items[0], value=f"{before.value} {items[0].value}", start=before.start)
        found += items
    return tuple(replace(item, value=item.value.rstrip(" ,")) for item in found)


def _enumerates(item: str) -> bool:
    """Whether an item breaks off within the list that it opened: "các tỉnh: Gia Lai,"."""
    return item.endswith(",") and ":" in item


def _items(outline: Outline, start: int, end: int, *, parted: bool) -> list[Assertion]:
    """The addressees of a line: several where no bullet sets each on a line of its own, or bullets stand within it."""
    found, at = [], start
    line = outline.text.chars[start:end]
    for piece in line.split(";") if parted or BULLETED.search(line) else [line]:
        words = piece.strip(" .;:-–")
        if any(c.isalpha() for c in words):
            begin = at + piece.index(words[0])
            found.append(head.said(outline, words, begin, begin + len(words), "addressee", 0.95))
        at += len(piece) + 1
    return found
