"""Directives in prose: which paragraphs charge somebody, and whom.

The outline is walked from the top. A heading, a lead-in ending with a colon, or an order makes its agencies
the holders of what stands under it; an item may name its own. What has no holder is no directive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.extract.actors import Kind, Opening, beside, opening
from loaders.extract.agency_runs import Run, runs
from loaders.extract.duty import Duty, Holder, grouped, rule_of, same, vague
from loaders.extract.headings import ENDED, ITEMS, Headings
from loaders.extract.openers import generic
from loaders.extract.patterns import compiled
from loaders.extract.places import Places
from loaders.extract.roles import roles
from loaders.extract.sentences import points
from loaders.extract.task_words import choice
from loaders.extract.told import tells_figures, tells_state
from loaders.outline import Block, Level, Outline, Part
from ontology.model import Metadata

_PARTS = frozenset({Part.BODY, Part.APPENDIX, Part.BASIS})
_LETTER = 120  # characters: no line of a head is as long and ends like a sentence
_TAIL = 40  # characters that hold the end of a paragraph
_LAST = compiled(r"\.\s*/\s*\.?\s*$")
_ORDERED = compiled(
    rf"^\s*(?:\(\d{{1,2}}\)\s*)?(?:{choice('openers', 'link')},?\s+)?{choice('openers', 'order')}(?:[^\p{{L}}]|$)"
)
_GOES_ON = compiled(
    r"^\s*(?:\p{Ll}|\((?:\d|\p{Ll})|(?:Thời|thời) (?:gian|hạn)"
    r"(?: (?:hoàn thành|thực hiện|chậm nhất|là|trước|trong|không quá)|\s*:))",
    ignore_case=False,
)
_MUST = compiled(rf"^[^.;:]{{0,160}}?(?:{choice('duties', 'charge')}|phải|cần)(?:[^\p{{L}}]|$)")
_SPOKEN = compiled(r"(?:yêu\s+cầu|đề\s+nghị|\p{L}\s+giao)(?:\s+các\s+đồng\s+chí)?\s+$")
_CONFIDENCE = {"heading": 0.95, "line": 0.95, "lead-in": 0.87, "subject": 0.85, "order": 0.88, "unlisted": 0.75}


class Walk:
    """One pass over the blocks of an outline; `used` blocks were read otherwise."""

    def __init__(self, outline: Outline, metadata: Metadata, used: frozenset[int]) -> None:
        self._outline = outline
        self._places = Places(outline, metadata)
        self._headings = Headings(outline, self._places)
        self._used = set(used)
        self._holders: dict[int, Holder] = {}
        self._lead_ins: dict[int | None, Holder] = {}
        self._began: dict[int, int] = {}
        self._announced: list[tuple[int, Opening, Holder]] = []
        self._served: set[int] = set()  # holders under whom something is ordered, by identity
        self._told: set[int] = set()  # blocks that order nothing, nor does what stands under them

    def duties(self) -> Iterator[Duty]:
        """The directives of the document, in order."""
        for i, block in enumerate(self._outline.blocks):
            if i not in self._used and (block.part in _PARTS or self._opens_letter(block)):
                yield from self._block(i, block)
        for i, it, holder in self._announced:
            if id(holder) not in self._served:
                yield self._announcement(i, it, holder)

    def _announcement(self, i: int, it: Opening, holder: Holder) -> Duty:
        """A lead-in under which nothing is ordered is the directive itself."""
        block = self._outline.blocks[i]
        rule, sure = f"task-{it.kind.value}", _CONFIDENCE["subject"] - self._places.doubt(i)
        return Duty(i, block.content, block.end, holder.lead, holder.coordinate, rule, sure)

    def _opens_letter(self, block: Block) -> bool:
        """Whether a paragraph belongs to the words of a letter that has no heading to end its head."""
        long = block.part is Part.HEAD and block.level is Level.PLAIN and block.end - block.content > _LETTER
        return long and ENDED.search(self._outline.words(block)) is not None

    def _block(self, i: int, block: Block) -> Iterator[Duty]:
        inherited = self._inherited(i)
        it = self._charged(i, inherited)
        self._begin(i, block)
        if self._headings.is_silent(i):
            return
        if self._only_tells(i, it, inherited):
            self._told.add(i)
            if it is None and block.part is not Part.BASIS:
                yield from self._counted(i, block)
            return
        self._served.add(id(inherited))
        if it is not None and it.kind is Kind.HEADING:
            self._hold(i, Holder(it.names, (), "heading" if it.known else "unlisted"))
            return
        it = self._completed(i, it)
        if self._headings.leads_in(i):
            self._hold(i, self._roles(i, it, inherited))
            if it is not None and it.kind in (Kind.ORDER, Kind.SUBJECT):
                self._announced.append((i, it, self._holders[i]))
        elif self._may_order(i, it) and not (it is None and self._headings.is_title(i)):
            yield from self._item(i, it, inherited)

    def _counted(self, i: int, block: Block) -> Iterator[Duty]:
        """What a paragraph that charges nobody counts off, "(1) Bộ X …; (2) …", or says later that agencies must do."""
        words, found = self._headings.words(i), self._headings.runs(i)
        for k, (start, stop) in enumerate(points(words) if found else ()):
            own = opening(words, found, start, stop) if k or words[start] == "(" else None
            if own is None or own.kind is Kind.HEADING or not self._places.lets(i, own, words[:stop]):
                continue
            if words[start] != "(" and not self._must(own, words[:stop]):
                continue
            got = roles(words, found, own.names, max(own.duty, start), stop, named=own.kind is not Kind.LINE)
            sure = _CONFIDENCE["subject"] - self._places.doubt(i)
            begin, end = block.content + start, block.content + stop
            yield Duty(i, begin, end, got.lead, got.coordinate, f"task-{own.kind.value}", sure)

    def _must(self, own: Opening, sentence: str) -> bool:
        """Whether a sentence behind others says of agencies that are known what they must do."""
        charged = own.kind is Kind.SUBJECT and own.known and not generic(own.names)
        return charged and not self._places.speaks(own, sentence) and _MUST.search(sentence[own.end :]) is not None

    def _begin(self, i: int, block: Block) -> None:
        """A plain line ends what the one before it announced; one that announces things holds nobody."""
        if block.level is Level.PLAIN:
            self._lead_ins.pop(block.parent, None)
        if self._headings.lists_contents(i):
            self._told.add(i)
            self._lead_ins[block.parent] = Holder((), (), "lead-in")

    def _only_tells(self, i: int, it: Opening | None, inherited: Holder | None) -> bool:
        """Whether the block charges nobody, and nobody is charged with it."""
        if it is not None:
            return self._places.speaks(it, self._headings.words(i))
        return inherited is None or self._headings.names_only(i) or self._no_duty(i, inherited)

    def _may_order(self, i: int, it: Opening | None) -> bool:
        """Among the grounds of a document only a whole sentence with a word of order is a directive."""
        if self._outline.blocks[i].part is not Part.BASIS:
            return True
        return it is not None and it.kind is Kind.ORDER and self._headings.words(i).rstrip(" /").endswith(".")

    def _no_duty(self, i: int, inherited: Holder) -> bool:
        words = self._headings.words(i)
        return tells_figures(words) or (inherited.rule == "lead-in" and tells_state(words))

    def _completed(self, i: int, it: Opening | None) -> Opening | None:
        """The subject with the agencies that a list broken off in the paragraph before it named first."""
        before = self._outline.blocks[i - 1] if i else None
        if it is None or it.kind is not Kind.SUBJECT or before is None or i - 1 in self._used:
            return it
        list_before = self._headings.opening(i - 1)
        broken_off = self._headings.words(i - 1).rstrip().endswith((";", ","))
        if list_before is None or list_before.kind is not Kind.HEADING or not broken_off:
            return it
        self._began[i] = before.content
        return replace(it, names=tuple(dict.fromkeys([*list_before.names, *it.names])))

    def _hold(self, i: int, holder: Holder) -> None:
        """The holder governs what stands under the block, and after a plain line what follows beside it."""
        self._holders[i] = holder
        if self._outline.blocks[i].level is Level.PLAIN:
            self._lead_ins[self._outline.blocks[i].parent] = holder

    def _inherited(self, i: int) -> Holder | None:
        """The holder of the nearest heading or lead-in above."""
        node: int | None = i
        while node is not None:
            block = self._outline.blocks[node]
            if block.level in ITEMS and block.parent in self._lead_ins:
                holder = self._lead_ins[block.parent]
                return holder if holder.lead or holder.coordinate else None
            node = block.parent
            if node in self._told:
                return None
            if node is not None and node in self._holders:
                return self._holders[node]
        return None

    def _charged(self, i: int, inherited: Holder | None) -> Opening | None:
        """Whom the block itself charges, where its place in the document lets it charge anybody."""
        it = self._headings.titled(i) or self._headings.named_in_full(i) or self._headings.opening(i)
        if it is None:
            return self._headings.unlisted(i) or self._narrowed(i, inherited)
        if it.kind is Kind.HEADING and not self._headings.governs(i):
            return None
        words = self._headings.words(i)
        if inherited is None and not self._places.lets(i, it, words):
            return None
        if inherited is not None and it.kind is Kind.ORDER and not self._overrides(i, it, words):
            return None
        return it

    def _narrowed(self, i: int, inherited: Holder | None) -> Opening | None:
        """Whom of the agencies that a lead-in charges the item begins with, whatever it says of them."""
        if inherited is None or inherited.rule != "lead-in":
            return None
        it = self._headings.leading(i)
        return it if it and (not it.known or grouped(inherited.lead) or set(it.names) < set(inherited.lead)) else None

    def _overrides(self, i: int, it: Opening, words: str) -> bool:
        """Whether an order frees an item from its heading: it opens it, stands in brackets, or closes the text."""
        before = words[: it.start]
        bracketed = before.rfind("(") > before.rfind(")")
        closing = self._outline.blocks[i].level is Level.PLAIN and _SPOKEN.search(before) is not None
        return _ORDERED.search(words) is not None or bracketed or closing

    def _roles(self, i: int, it: Opening | None, inherited: Holder | None) -> Holder:
        """What a lead-in makes of its agencies for all that stands under it."""
        words = self._headings.words(i)
        names, found = self._names(it, inherited), self._headings.runs(i)
        clause = next((run for run in found if run.last == words.rfind("; ") + 2 and run.names[-1:] == names), None)
        begin = clause.end if clause else it.duty if it else 0
        got = roles(words, found, names, begin, len(words))
        shared = inherited.coordinate if inherited and it is None else ()
        return Holder(got.lead, got.coordinate or shared, "lead-in", words)

    def _names(self, it: Opening | None, inherited: Holder | None) -> tuple[str, ...]:
        """The item's own agencies, but a mere word for their kind repeats the heading's."""
        repeats = inherited is not None and not generic(inherited.lead or inherited.coordinate)
        if it is None or (repeats and it.kind is Kind.SUBJECT and vague(it)):
            assert inherited is not None
            return inherited.lead or inherited.coordinate
        return it.names

    def _item(self, i: int, it: Opening | None, inherited: Holder | None) -> Iterator[Duty]:
        block = self._outline.blocks[i]
        end = self._extent(i)
        text = self._outline.text.chars[block.content : end]
        if it is None and tells_figures(text):
            return
        found = self._headings.runs(i) if end == block.end else runs(text)
        names = self._names(it, inherited)
        rule = rule_of(it) if it else inherited.rule if inherited else "heading"
        if it is not None and block.level in ITEMS and not _LAST.search(text):
            self._holders.setdefault(i, Holder(names, (), rule))
        first = it or Opening(Kind.SUBJECT, names, 0, 0, 0)
        begin = first.duty if first.kind is Kind.LINE else 0
        if it is not None and it.kind is Kind.SUBJECT:
            names = tuple(dict.fromkeys([*names, *beside(text, found, it)]))
        for start, stop, own in self._parts(text, found, names, begin):
            part = own or replace(first, names=names)
            named = part.kind in (Kind.SUBJECT, Kind.ORDER) and (it is not None or own is not None)
            got = roles(text, found, part.names, max(part.duty, start), stop, named=named)
            shared = inherited.coordinate if inherited and it is None and own is None else ()
            yield Duty(
                block=i,
                start=block.content + start if start else self._began.get(i, block.content),
                end=block.content + stop,
                lead=got.lead if inherited is None or inherited.lead or it or own else (),
                coordinate=got.coordinate or shared,
                rule=f"task-{own.kind.value if own else rule}",
                confidence=_CONFIDENCE[own.kind.value if own else rule] - self._places.doubt(i),
                above=inherited.words if inherited else "",
            )

    def _extent(self, i: int) -> int:
        """Where the item ends: with the plain paragraphs and broken-off lines that go on with it."""
        blocks = self._outline.blocks
        end = blocks[i].end
        for k in range(i + 1, len(blocks)):
            tail = self._outline.text.chars[max(blocks[i].content, end - _TAIL) : end]
            broken_off = k == i + 1 and blocks[k].level is Level.PLAIN and _GOES_ON.search(self._headings.words(k))
            if (blocks[k].parent != i and not broken_off) or k in self._used or _LAST.search(tail):
                break
            it = self._headings.opening(k)
            own = it is not None and it.kind is not Kind.HEADING and not generic(it.names)
            unfinished = not ENDED.search(tail)
            goes_on = blocks[k].level is Level.PLAIN and not own and not self._headings.leads_in(k)
            if not goes_on and not (unfinished and blocks[k].level is Level.DASH):
                break
            end = blocks[k].end
            self._used.add(k)
        return end

    def _parts(
        self, text: str, found: list[Run], names: tuple[str, ...], begin: int
    ) -> Iterator[tuple[int, int, Opening | None]]:
        """The text in parts: a later sentence that charges another agency is a directive of its own."""
        start, own = begin, None
        for k, (first, last) in enumerate(points(text)):
            it = opening(text, found, first, last) if k and first > begin else None
            if it is None or it.kind in (Kind.HEADING, Kind.LINE) or generic(it.names) or same(it, names):
                continue
            if it.kind is Kind.ORDER and not _ORDERED.search(text[first:last]):
                continue
            before = text[start:first].rstrip()
            if first > start and not before.endswith(":"):
                yield start, start + len(before), own
            start, own = first, it
        yield start, len(text), own
