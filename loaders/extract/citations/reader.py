"""All citations of a document: mentions found, named documents joined to their numbers, relations read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from loaders.extract import dates
from loaders.extract.citations import authored, enclosed, inheritance, mentions, named, own, stretches, titles
from loaders.extract.citations.hanging import Expiring, Lists, Quoted
from loaders.extract.citations.kinds import LAWS
from loaders.extract.citations.mentions import Mention
from loaders.extract.citations.nesting import TITLE_REACH
from loaders.extract.citations.reading import Reading
from loaders.extract.citations.relations import Reader
from loaders.extract.citations.stretches import Stretch
from loaders.extract.patterns import compiled
from loaders.outline import Outline, Part
from loaders.source import SourceFile
from ontology import authority
from ontology.model import INFERRED, Citation, Metadata, OtherStatement

# "Kế hoạch X … (được) ban hành tại Quyết định số Y": X is the title of Y.
AT = compiled(
    r"^[”\"’\s,)]*(?:(?:đã\s+)?được\s+)?(?:[\p{L}\s]{0,40}?)?(?:(?:ban hành|phê duyệt|thông qua"
    r"|công bố)\s+)?(?:kèm theo|tại|theo|bằng|bởi)\s+(?:các\s+)?$"
)
PROMULGATED = compiled(r"ban hành|phê duyệt|thông qua|công bố")
FINER = frozenset({"consolidates", "suspends", "extends", "encloses"})


def read(outline: Outline, metadata: Metadata, source: SourceFile) -> tuple[Citation, ...]:
    """Every mention of another document, in text order, and of this one by its own number."""
    found: list[Citation] = []
    leads = stretches.lead_ins(outline)
    lists, quoted, expiring = Lists(), Quoted(), Expiring()
    for stretch in stretches.of(outline):
        listed = _listed(stretch, metadata)
        if not listed:
            continue
        block = stretch.block
        context = stretch.column if block is None else stretches.context(outline, block, leads[block])
        readings = Reader(stretch.words, listed, context, metadata.type.value if metadata.type else None).read()
        lead = None if block is None else lists.lead_of(block, leads[block])
        if block is not None and lead is not None:
            readings = lists.turned(block, lead, stretch.words, listed, readings)
        elif block is not None:
            lists.note(block, stretch.words, listed, readings, len(found))
        first = len(found)
        listed = titles.joined(stretch.words, listed, [reading.source for reading in readings])
        cited = [_citation(outline, source, stretch, listed, readings, k, metadata) for k in range(len(listed))]
        found += quoted.read(stretch.words, cited)
        expiring.read(stretch.words, listed, readings, found)
        if lead is not None and lists.leads.get(block or 0) == lead:
            lists.said(found, lead, found[first])
    found = inheritance.with_own_issuer(inheritance.with_full_mentions(found), metadata)
    return tuple(inheritance.with_consolidated(found, metadata))


def _listed(stretch: Stretch, metadata: Metadata) -> list[Mention]:
    """The mentions of a stretch, in order."""
    if stretch.part is Part.RECIPIENTS:
        return []
    listed = _mentions(stretch, metadata)
    if stretch.part is Part.APPENDIX:
        listed = _with_own(stretch.words, listed, metadata)
    if stretch.part is Part.HEAD:  # the number in the head is a field, no citation
        listed = [m for m in listed if not own.names(m, metadata)]
    return listed


def _with_own(words: str, listed: list[Mention], metadata: Metadata) -> list[Mention]:
    """The mentions with that of the document itself under the heading of its appendix."""
    listed = [replace(m, kind="self") if own.misprinted(words, m, metadata) else m for m in listed]
    line = own.line(words, _place(metadata))
    if line is None or any(m.start < line.end and line.start < m.end for m in listed):
        return listed
    return sorted([*listed, line], key=lambda m: m.start)


def _place(metadata: Metadata) -> authority.Place | None:
    if metadata.place is None:
        return None
    on = metadata.date.value if metadata.date else None
    return authority.place(metadata.place, dates.earliest_day(on))


def _mentions(stretch: Stretch, metadata: Metadata) -> list[Mention]:
    words, place = stretch.words, _place(metadata)
    own_title = metadata.title.value if metadata.title else None
    own_kind = metadata.type.value if metadata.type else None
    numbered = [authored.completed(words, m, place) for m in mentions.find(words, place)]
    begins = [*(m.start for m in numbered), None][1:]
    numbered = [titles.with_title(words, m, following) for m, following in zip(numbered, begins, strict=True)]
    own_law = own_kind in LAWS and words.isupper()  # a law's own name in its heading
    names = [] if own_law else named.find(words, place, numbered, own_title)
    return sorted(_joined(words, numbered, names), key=lambda m: m.start)


def _joined(words: str, numbered: list[Mention], names: list[Mention]) -> list[Mention]:
    """A named document that a numbered one promulgates is that one's title; the two are one mention."""
    begins = [m.start for m in numbered]
    kept = [n for n in names if not any(_is_title(words, n, m) for m in _near(numbered, begins, n.start))]
    result: list[Mention] = []
    for found in numbered:
        mention = found
        before = bisect_right(kept, mention.start, key=lambda n: n.end)
        name = kept[before - 1] if before else None
        between = words[name.end : mention.begins] if name else ""
        if name and len(between) < 90 and AT.match(between) and ";" not in between:
            kept.remove(name)
            mention = replace(
                mention, title=name.title, lead=name.start, encloses=PROMULGATED.search(between) is not None
            )
        result.append(enclosed.with_enclosure(words, mention, result[-1].end if result else 0))
    return result + kept


def _near(numbered: list[Mention], begins: list[int], at: int) -> list[Mention]:
    """The mentions whose titles may reach the character."""
    return numbered[bisect_left(begins, at - TITLE_REACH) : bisect_right(begins, at)]


def _is_title(words: str, name: Mention, mention: Mention) -> bool:
    """Whether a name is just the title that follows a numbered mention, not a document that the title speaks of."""
    if mention.about is None or not mention.about[0] <= name.start < mention.about[1]:
        return False
    return name.rule == "title" and not titles.DROPPED.sub("", words[mention.about[0] : name.start]).strip(' “"')


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
    itself = own.names(mention, metadata)
    start, end = outline.text.source_span(stretch.start + mention.start, stretch.start + mention.end)
    s_start, s_end = outline.text.source_span(
        stretch.start + reading.start, stretch.start + max(reading.end, reading.start + 1)
    )
    relation, specific = _finer(reading.relation, reading.specific)
    return Citation(
        surface=" ".join(source.text[start:end].split()),
        start=start,
        end=end,
        kind="self" if itself else mention.kind,
        type=mention.type,
        number=mention.number,
        date=mention.date,
        issuer=mention.issuer,
        title=mention.title,
        provision=mention.provision,
        relation="self" if itself else relation,
        specific=None if itself else specific,
        source="this" if itself or reading.source is None else _name(listed[reading.source]),
        source_provision=None if itself else _acting(outline, stretch, listed, reading.source),
        also=()
        if itself
        else tuple(
            OtherStatement(
                source=_name(listed[j]),
                relation=_finer(done, None)[0],
                specific=_finer(done, None)[1],
                source_provision=listed[j].provision,
                sentence_start=s_start,
                sentence_end=s_end,
            )
            for j, done in reading.also
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


def _acting(outline: Outline, stretch: Stretch, listed: list[Mention], source: int | None) -> str | None:
    """The part of the acting document: as the mention of it names it, or where in this document the sentence stands."""
    return stretches.provision(outline, stretch) if source is None else listed[source].provision


def _finer(relation: str, specific: str | None) -> tuple[str, str | None]:
    """A relation that the common classes do not have is a citation with a finer name."""
    return ("cites", relation) if relation in FINER else (relation, specific)


def _name(mention: Mention) -> str:
    return mention.number or mention.title or ""
