"""All citations of a document: mentions found, named documents joined to their numbers, relations read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from loaders.extract import dates
from loaders.extract.citations import authored, mentions, named, titles
from loaders.extract.citations.mentions import Mention, squeezed
from loaders.extract.citations.nesting import TITLE_REACH
from loaders.extract.citations.reading import Reading
from loaders.extract.citations.relations import Reader
from loaders.extract.patterns import compiled
from loaders.outline import Block, Level, Outline, Part
from loaders.source import SourceFile
from ontology import authority
from ontology.document_number import DocumentNumber
from ontology.model import INFERRED, Citation, Metadata, OtherStatement

# "Kế hoạch X … (được) ban hành tại Quyết định số Y": X is the title of Y.
AT = compiled(
    r"^[”\"’\s,)]*(?:(?:đã\s+)?được\s+)?(?:[\p{L}\s]{0,40}?)?(?:(?:ban hành|phê duyệt|thông qua"
    r"|công bố)\s+)?(?:kèm theo|tại|theo|bằng|bởi)\s+(?:các\s+)?$"
)
ITEMS = frozenset({Level.DASH, Level.PLUS, Level.POINT, Level.LETTER, Level.DECIMAL, Level.PLAIN})
SELF_LINE = compiled(
    r"\((?:ban hành |gửi |được ban hành )?kèm theo\s+((?:\p{L}+\s+){1,4}?(?:số|so|s6|sơ"
    r"|sô)\s*[:.]?\s*[\d.…_]*\s*/\s*[\p{L}\d&]+(?:[-–][\p{L}\d&]+)*)",
    holds="/",
)
LEAD_IN = 300
SELF_NUMBER = compiled(r"[\d.…_ ]*/")
BLANKS = compiled(r"[.…_\s]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph or cell; `block` is the paragraph's."""

    start: int
    words: str
    block: int | None
    part: Part


class Said(NamedTuple):
    """What one mention says of its document; `inferred`: the issuer is."""

    date: str | None
    issuer: str | None
    inferred: bool


def stretches(outline: Outline) -> list[Stretch]:
    """Paragraphs and table cells in reading order."""
    found = [Stretch(b.content, outline.words(b), i, b.part) for i, b in enumerate(outline.blocks)]
    for table in outline.tables:
        found += [
            Stretch(s, outline.text.chars[s:e], None, table.part)
            for row in table.rows[table.header :]
            for cell in row.cells
            for s, e in cell.spans
        ]
    return sorted(found, key=lambda s: s.start)


def _context(outline: Outline, i: int, lead_ins: list[Block | None]) -> str:
    """What a list item hangs on: the last sentence of its heading or lead-in; "Căn cứ" runs on."""
    block = outline.blocks[i]
    if block.part is Part.BASIS:
        return "Căn cứ" if _in_basis_list(outline, i) else ""
    if block.level not in ITEMS or i == 0:
        return ""
    above = outline.blocks[block.parent] if block.parent is not None else None
    for candidate in (lead_ins[i], above):
        if candidate is not None:
            words = outline.words(candidate).rstrip().rsplit(". ", 1)[-1]
            if words.endswith(":") or candidate is above:
                return words[-LEAD_IN:]
    return ""


def _lead_ins(outline: Outline) -> list[Block | None]:
    """For each paragraph the one before the run of items of one level that it stands in."""
    found: list[Block | None] = []
    before: Block | None = None
    for block in outline.blocks:
        same = before is not None and block.level is before.level
        found.append(before if not same else None if block.level is Level.PLAIN else found[-1])
        before = block
    return found


def _in_basis_list(outline: Outline, i: int) -> bool:
    return any(
        outline.words(b).startswith("Căn cứ") for b in outline.blocks[max(0, i - 30) : i] if b.part is Part.BASIS
    )


def read(outline: Outline, metadata: Metadata, source: SourceFile) -> tuple[Citation, ...]:
    """Every mention of another document, in text order, and of this one by its own number."""
    place = _place(metadata)
    own_title = metadata.title.value if metadata.title else None
    found: list[Citation] = []
    lead_ins = _lead_ins(outline)
    for stretch in stretches(outline):
        if stretch.part is Part.RECIPIENTS:
            continue
        own = _self_line(stretch) if stretch.part is Part.APPENDIX else None
        listed = _mentions(stretch, place, own_title)
        if own is not None and not any(m.start < own.end and own.start < m.end for m in listed):
            listed = sorted([*listed, own], key=lambda m: m.start)
        if stretch.part is Part.HEAD:  # the number in the head is a field, no citation
            listed = [m for m in listed if not _is_own(m, metadata)]
        if not listed:
            continue
        context = "" if stretch.block is None else _context(outline, stretch.block, lead_ins)
        readings = Reader(stretch.words, listed, context).read()
        found += [_citation(outline, source, stretch, listed, readings, k, metadata) for k in range(len(listed))]
    return tuple(_with_own_issuer(_with_full_mentions(found), metadata))


def _place(metadata: Metadata) -> authority.Place | None:
    if metadata.place is None:
        return None
    on = metadata.date.value if metadata.date else None
    return authority.place(metadata.place, dates.earliest_day(on))


def _mentions(stretch: Stretch, place: authority.Place | None, own_title: str | None) -> list[Mention]:
    words = stretch.words
    numbered = [authored.completed(words, m, place) for m in mentions.find(words, place)]
    begins = [*(m.start for m in numbered), None][1:]
    numbered = [titles.with_title(words, m, following) for m, following in zip(numbered, begins, strict=True)]
    loud = words.isupper()
    names = [] if loud else named.find(words, place, numbered, own_title)
    return sorted(_joined(words, numbered, names), key=lambda m: m.start)


def _joined(words: str, numbered: list[Mention], names: list[Mention]) -> list[Mention]:
    """A named document that a numbered one promulgates is that one's title; the two are one mention."""
    begins = [m.start for m in numbered]
    kept = [n for n in names if not any(_is_title(words, n, m) for m in _near(numbered, begins, n.start))]
    result = []
    for found in numbered:
        mention = found
        before = bisect_right(kept, mention.start, key=lambda n: n.end)
        name = kept[before - 1] if before else None
        between = words[name.end : mention.begins] if name else ""
        if name and len(between) < 90 and AT.match(between) and ";" not in between:
            kept.remove(name)
            mention = replace(mention, title=name.title, lead=name.start)
        result.append(mention)
    return result + kept


def _near(numbered: list[Mention], begins: list[int], at: int) -> list[Mention]:
    """The mentions whose titles may reach the character."""
    return numbered[bisect_left(begins, at - TITLE_REACH) : bisect_right(begins, at)]


def _is_title(words: str, name: Mention, mention: Mention) -> bool:
    """Whether a name is just the title that follows a numbered mention, not a document that the title speaks of."""
    if mention.about is None or not mention.about[0] <= name.start < mention.about[1]:
        return False
    return name.rule == "title" and not titles.DROPPED.sub("", words[mention.about[0] : name.start]).strip(' “"')


def _self_line(stretch: Stretch) -> Mention | None:
    """The document's own number under the heading of its appendix, possibly blank."""
    match = SELF_LINE.search(stretch.words)
    if match is None:
        return None
    phrase = match.group(1)
    written = SELF_NUMBER.search(phrase)
    number = squeezed(BLANKS.sub("", phrase[written.start() if written else 0 :]))
    return Mention(
        start=match.start(1),
        end=match.end(1),
        kind="self",
        type=None,
        number=number,
        rule="appendix-line",
        confidence=0.9,
    )


def _citation(
    outline: Outline,
    source: SourceFile,
    stretch: Stretch,
    listed: list[Mention],
    readings: list[Reading],
    k: int,
    metadata: Metadata,
) -> Citation:
    mention, reading = listed[k], readings[k]
    own = _is_own(mention, metadata)
    start, end = outline.text.source_span(stretch.start + mention.start, stretch.start + mention.end)
    s_start, s_end = outline.text.source_span(
        stretch.start + reading.start, stretch.start + max(reading.end, reading.start + 1)
    )
    return Citation(
        surface=" ".join(source.text[start:end].split()),
        start=start,
        end=end,
        kind="self" if own else mention.kind,
        type=mention.type,
        number=mention.number,
        date=mention.date,
        issuer=mention.issuer,
        title=mention.title,
        provision=mention.provision,
        relation="self" if own else reading.relation,
        specific=None if own else reading.specific,
        source="this" if own or reading.source is None else _name(listed[reading.source]),
        also=()
        if own
        else tuple(
            OtherStatement(source=_name(listed[j]), relation=relation, sentence_start=s_start, sentence_end=s_end)
            for j, relation in reading.also
        ),
        sentence_start=s_start,
        sentence_end=s_end,
        trigger=" ".join(reading.trigger.split()) if reading.trigger else None,
        rule=f"{mention.rule}/{reading.rule}",
        confidence=round(min(mention.confidence, reading.confidence), 2),
        date_assertion=INFERRED if mention.date_inferred else None,
        issuer_assertion=INFERRED if mention.issuer_inferred else None,
        because="the words before it or its list say so" if mention.date_inferred else None,
    )


def _name(mention: Mention) -> str:
    return mention.number or mention.title or ""


def _is_own(mention: Mention, metadata: Metadata) -> bool:
    if mention.kind == "self":
        return True
    own = metadata.number.value if metadata.number else None
    if own is None or mention.number is None:
        return False
    a, b = DocumentNumber.find(own), DocumentNumber.find(mention.number)
    same_day = mention.date is None or metadata.date is None or mention.date.startswith(metadata.date.value[:4])
    return a is not None and b is not None and a.key == b.key and same_day


def _with_own_issuer(found: list[Citation], metadata: Metadata) -> list[Citation]:
    """A symbol that nobody knows but that is the document's own names its own issuer."""
    own = DocumentNumber.find(metadata.number.value) if metadata.number else None
    if own is None or metadata.issuer is None or not own.agency:
        return found
    issuer = metadata.issuer.value
    return [
        replace(c, issuer=issuer, issuer_assertion=INFERRED) if c.issuer is None and _agency(c) == own.agency else c
        for c in found
    ]


def _agency(citation: Citation) -> str | None:
    number = DocumentNumber.find(citation.number) if citation.number else None
    return number.agency if number else None


def _with_full_mentions(found: list[Citation]) -> list[Citation]:
    """Short forms take date and issuer from the one full mention of the same number in the document."""
    result = []
    keyed: dict[str, dict[Said, None]] = defaultdict(dict)
    for citation in found:
        if citation.kind == "numbered" and citation.number:
            said = Said(citation.date, citation.issuer, citation.issuer_assertion is not None)
            keyed[_key(citation.number)][said] = None
    for citation in found:
        full = list(keyed.get(_key(citation.number or ""), ()))
        result.append(_inherit(citation, full) if citation.kind == "numbered" else citation)
    return result


def _key(number: str) -> str:
    parsed = DocumentNumber.find(number)
    return parsed.key if parsed else number


def _inherit(citation: Citation, full: list[Said]) -> Citation:
    days = {
        c.date
        for c in full
        if c.date
        and (citation.issuer is None or c.issuer in (citation.issuer, None) or citation.issuer_assertion or c.inferred)
    }
    if citation.date is None and len(days) == 1:
        citation = replace(
            citation,
            date=days.pop(),
            date_assertion=INFERRED,
            because="the same number is dated elsewhere in this document",
        )
    stated = {c.issuer for c in full if c.issuer and not c.inferred}
    if (citation.issuer is None or citation.issuer_assertion) and len(stated) == 1:
        citation = replace(citation, issuer=stated.pop(), issuer_assertion=INFERRED)
    return citation
