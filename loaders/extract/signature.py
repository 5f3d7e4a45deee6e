"""The end of a document: recipients, authority to sign, position and name of the signer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders import names
from loaders.extract import agencies, positions
from loaders.extract.patterns import compiled
from loaders.outline import Level, Outline, Part
from loaders.syllables import fold, is_syllable
from ontology.model import Assertion

RECIPIENTS = compiled(r"^(?:nơi nhận|nơi nhân)\s*[:;.]?\s*")
# Beside the recipients a full stop or an office is asked for: "Phòng KT, TTPVHCC;" is one of them.
AUTHORITY = compiled(
    rf"(?:^|\s)((?:{positions.AUTHORITY}|Q)\s*(?:\.\s*\p{{Lu}}{{2}}|[,\s]\s*{positions.TITLE})[\p{{Lu}}\s,\-–]{{0,70}})",
    ignore_case=False,
)
SIGN = compiled(r"^(?:(" + positions.AUTHORITY + r")\s*[.,\s]|(Q)\s*\.)\s*", ignore_case=False)
_POSITION = r"(?:^|\s)((?:PHÓ |Q\. ?|QUYỀN )?" + positions.TITLE + r"(?:[ ,]+\p{Lu}{2,}|[ ,]+[&\-–])*)"
POSITION = compiled(_POSITION, ignore_case=False)
# "THỨ TRỬỞNG": the letters without their marks still tell the office.
MISSPELT_POSITION = compiled(fold(_POSITION), ignore_case=False)
OPENS = compiled(
    r"(?:^|\s)(" + positions.AUTHORITY + r"\s*\.|Q\s*\.\s|PHÓ |THỨ TRƯỞNG|(" + positions.TITLE + "))", ignore_case=False
)
NAMED = compiled(r"\p{Lu}{2}[\s,.]+((?:\([Đđ]ã ký\)\s*)?\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}*){1,4})\s*$", ignore_case=False)
RANK = r"(?:(?:Thượng|Trung|Thiếu|Đại)\s+(?:tướng|tá)|Đại tướng|GS|PGS|TS|ThS|BS|KS|LS)\.?"
NAME = compiled(
    r"(?:^|\s)(?:" + RANK + r"[ .]*)*(\p{Lu}\p{Ll}+(?:\s+(?:\p{Lu}\.|\p{Lu}\p{Ll}*)){1,4})[\s.]*$", ignore_case=False
)
SIGNED = compiled(r"^[\s\[(]*(?:đã ký|ký tên|signed)[\s\])./]*", ignore_case=True)
# A signer's name on the line of the last recipient: the two columns of a page read as one.
BESIDE = compiled(r"[,;&]\s*[,;&]\s*(\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+){1,3})\s*$", ignore_case=False)
UNIT = compiled(r"\s((?:chi )?cục|vụ|sở|bộ|phòng|trung tâm|viện|thuế)\s(\p{L})")
STAMP = compiled(r"[\[(]?(?:đã ký|daky|đã kí)[\])]?")
SHORT = 4  # letters of an abbreviation that ends an item on a line of its own
LONGEST_FILE_NOTE = 40  # characters behind "Lưu: VT"
LONGEST_ABBREVIATION = 8
OWN_WORDS = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Văn phòng", "Chính phủ", "Quốc hội", "Thủ tướng", "Ban Thường vụ")


@dataclass(frozen=True, slots=True)
class Signature:
    signer: Assertion | None
    position: Assertion | None
    authority: Assertion | None


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    start: int


def _in_case(words: str) -> str:
    """ "PHÓ CHỦ TỊCH" as a text writes it: "Phó Chủ tịch"; "CỤC TRƯỞNG CỤC THUẾ": "Cục trưởng Cục Thuế"."""
    lower = " ".join(words.split()).strip(" ,.-").lower()
    deputy = lower.startswith("phó ")
    cased = ", ".join(_capitalised(part) for part in lower.removeprefix("phó ").split(", "))
    for name in OWN_WORDS:
        cased = cased.replace(name.lower(), name)
    return f"Phó {cased}" if deputy else cased


def _capitalised(words: str) -> str:
    """The office and, behind it, the unit that it leads with a capital each."""
    unit = UNIT.search(words)
    if unit:
        at = unit.start(2)
        words = words[: unit.start(1)] + unit.group(1).capitalize() + " " + words[at].upper() + words[at + 1 :]
    return words[:1].upper() + words[1:]


def recipients(outline: Outline) -> tuple[Assertion, ...]:
    """Nơi nhận, one for each item, notes in brackets kept."""
    found: list[Assertion] = []
    parts = [block.part for block in outline.blocks]
    beside = Part.RECIPIENTS in parts and Part.SIGNATURE in parts[parts.index(Part.RECIPIENTS) : _last(parts)]
    for block in outline.blocks:
        if block.part is not Part.RECIPIENTS:
            continue
        words = outline.words(block)
        head = RECIPIENTS.match(words)
        if block.level is Level.PLAIN and head is None and not found:
            continue
        begin = block.content + (head.end() if head else 0)
        item = outline.text.chars[begin : block.end]
        authority = AUTHORITY.search(item)
        item = _without_noise(item[: authority.start()] if authority else item, beside=beside)
        bare = item.strip(" ;.,-–")
        if not bare or (block.level is Level.PLAIN and _of_no_item(found, bare, words)):
            continue
        start = begin + item.index(bare[0])
        if _continues(found, block.level, bare):
            found[-1] = _joined(outline, found[-1], bare, start)
            continue
        found.append(_said(outline, bare, start, start + len(bare), "recipient", 0.9))
    return tuple(found)


def _last(parts: list[Part]) -> int:
    return len(parts) - parts[::-1].index(Part.RECIPIENTS)


def _of_no_item(found: list[Assertion], bare: str, words: str) -> bool:
    """Whether a plain line belongs to no item: a signature in capitals, or what stands behind the last of the list."""
    if _shouts(bare):
        closes = len(bare) <= SHORT and words.rstrip().endswith((";", "."))  # "UBND" / "TP;"
        return not (closes or _abbreviations(bare))
    return bool(found) and found[-1].value.startswith("Lưu") and len(bare) > LONGEST_FILE_NOTE


def _without_noise(item: str, *, beside: bool) -> str:
    """An item without what a neighbouring column or the stamp left behind it."""
    name = BESIDE.search(item)
    item = item[: name.start()] if name else item
    before, mark, after = item.rpartition(";")
    rubble = sum(c.isalpha() for c in after) < 3 or (beside and _rubble(after))
    return before if mark and rubble else item


def _rubble(words: str) -> bool:
    """Whether words behind a recipient are what a reader made of a stamp: no agency, no abbreviation, no item's end."""
    tokens = words.split()
    if len(tokens) > 3 or words.rstrip().endswith(".") or agencies.find(words):
        return False
    return not any(t.isupper() and len(t) > 1 and not is_syllable(t.lower()) for t in tokens)


def _abbreviations(words: str) -> bool:
    """Whether a line lists short names only: "KTTH, NN, KGVX" goes on with the departments of the line before."""
    pieces = words.rpartition(":")[2].split(",")
    return len(pieces) > 1 and all(len(piece.strip()) <= LONGEST_ABBREVIATION for piece in pieces)


def _shouts(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.7 * len(letters)


def _continues(found: list[Assertion], level: Level, item: str) -> bool:
    """A line that closes the bracket or goes on with the words of the item before it."""
    if not found:
        return False
    before = found[-1].value
    return before.count("(") > before.count(")") or (
        level is Level.PLAIN and (not item.isupper() or len(item) <= SHORT or _abbreviations(item))
    )


def _joined(outline: Outline, before: Assertion, more: str, start: int) -> Assertion:
    _, end = outline.text.source_span(start, start + len(more))
    dash = " - " if before.value.count("(") > before.value.count(")") else " "
    return Assertion(value=before.value + dash + more, start=before.start, end=end, rule="recipient", confidence=0.8)


def _said(outline: Outline, value: str, start: int, end: int, rule: str, confidence: float) -> Assertion:
    s, e = outline.text.source_span(start, end)
    return Assertion(value=value, start=s, end=e, rule=rule, confidence=confidence)


def _cuts(words: str) -> list[int]:
    """Where authorities, positions and the name begin on a line that a converter made of several."""
    cuts = [0]
    for match in OPENS.finditer(words):
        at = match.start(1)
        before = words[cuts[-1] : at]
        plain = match.group(2) is not None
        held = POSITION.search(before) is not None
        if before.strip() and (
            not plain or before.startswith(("TM", "T/M")) or (held and not before.rstrip().endswith((",", "-", ".")))
        ):
            cuts.append(at)
    named = NAMED.search(words)
    return sorted({*cuts, named.start(1)}) if named else cuts


def _parted(line: _Line) -> Iterator[_Line]:
    cuts = _cuts(line.words)
    for start, end in zip(cuts, [*cuts[1:], len(line.words)], strict=True):
        yield _Line(line.words[start:end].rstrip(), line.start + start)


def _lines(outline: Outline) -> Iterator[_Line]:
    """The lines of the first signature; a recipients' heading may stand on the same line as the authority."""
    seen = False
    for block in outline.blocks:
        words = outline.text.chars[block.start : block.end]
        if block.part is Part.SIGNATURE:
            seen = True
            yield _Line(words, block.start)
        elif block.part is Part.RECIPIENTS:
            match = AUTHORITY.search(words)
            if match:
                yield _Line(match.group(1), block.start + match.start(1))
        elif block.part is Part.APPENDIX and seen:
            return


def read(outline: Outline) -> Signature:
    """Who signed, in which position, on whose authority."""
    authorities: list[Assertion] = []
    position = signer = None
    for line in (part for whole in _lines(outline) for part in _parted(whole)):
        head = SIGN.match(line.words)
        body = line.words
        if head:
            body = line.words[head.end() :]
            who = _capitals(body)
            sign = (head.group(1) or head.group(2)).replace("/", "").replace(" ", "") + "."
            value = f"{sign} {_in_case(who)}"
            authorities.append(_said(outline, value, line.start, line.start + head.end() + len(who), "authority", 0.95))
            continue
        title = POSITION.search(body) or MISSPELT_POSITION.search(fold(body))
        if title and position is None:
            begin = line.start + title.start(1)
            held = _capitals(body[title.start(1) : title.end(1)])
            position = _said(outline, _in_case(positions.spelt(held)), begin, begin + len(held), "position", 0.95)
            body = body[title.start(1) + len(held) :]
        if signer is None and (position or authorities or names.is_name(body.strip())):
            signer = _name(outline, line, body)
    position = _deputy(position, authorities)
    joined = _authority(authorities)
    if position is None and authorities:
        position = _from_authority(authorities[-1])
    if signer is None and authorities:
        signer = _beside_recipients(outline)
    return Signature(signer, position, joined)


def _deputy(position: Assertion | None, authorities: list[Assertion]) -> Assertion | None:
    """Nobody signs in place of himself: under "KT. CHỦ TỊCH" a "CHỦ TỊCH" lost its "PHÓ"."""
    if position is None or not any(a.value == f"KT. {position.value}" for a in authorities):
        return position
    return replace(position, value=f"Phó {position.value}", rule="position-of-deputy", confidence=0.8)


def _capitals(words: str) -> str:
    kept = []
    for token in words.split():
        if any(c.islower() for c in token):
            break
        kept.append(token)
    return " ".join(kept)


def _name(outline: Outline, line: _Line, body: str) -> Assertion | None:
    cleaned = STAMP.sub("", SIGNED.sub("", body)).strip()
    maimed = names.mended(cleaned)
    if maimed:
        return _said(outline, maimed, line.start, line.start + len(line.words), "signer-maimed", 0.6)
    match = NAME.search(cleaned)
    if match is None:
        return None
    at = line.words.rfind(match.group(1).split()[0])
    start = line.start + max(0, at)
    end = min(line.start + len(line.words), start + len(match.group(1)))
    return _said(outline, " ".join(match.group(1).split()), start, end, "signer", 0.93)


def _authority(found: list[Assertion]) -> Assertion | None:
    if not found:
        return None
    value = ", ".join(a.value for a in found)
    return Assertion(value=value, start=found[0].start, end=found[-1].end, rule="authority", confidence=0.95)


def _from_authority(authority: Assertion) -> Assertion | None:
    """Where no line gives the position: "Q. GIÁM ĐỐC" is one, and for "KT. GIÁM ĐỐC" a deputy signs."""
    value = authority.value
    if value.startswith("KT. "):
        held = value.removeprefix("KT. ")
        value = "Thứ trưởng" if held.startswith("Bộ trưởng") else f"Phó {held}"
    elif not value.startswith("Q."):
        return None
    return Assertion(
        value=value, start=authority.start, end=authority.end, rule="position-of-authority", confidence=0.75
    )


def _beside_recipients(outline: Outline) -> Assertion | None:
    for block in outline.blocks:
        match = BESIDE.search(outline.words(block)) if block.part is Part.RECIPIENTS else None
        if match:
            start = block.content + match.start(1)
            name = " ".join(match.group(1).split())
            return _said(outline, name, start, block.content + match.end(1), "signer-beside", 0.6)
    return None
