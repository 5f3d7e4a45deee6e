"""A passive whose documents follow as a list: "Thông tư A …, được sửa đổi, bổ sung bởi:" and the circulars below."""

from __future__ import annotations

from dataclasses import replace

from loaders.extract.citations.clause import LISTED_ONLY
from loaders.extract.citations.governing import lexicon
from loaders.extract.citations.mentions import Mention
from loaders.extract.citations.reading import Reading
from ontology.model import Citation, OtherStatement


class Lists:
    """The documents of which a lead-in says that the listed ones changed them, by the paragraph of the lead-in."""

    def __init__(self) -> None:
        self.acted: dict[int, tuple[int, str, str]] = {}  # lead-in -> its citation, relation, governing words
        self.leads: dict[int, int] = {}  # paragraph -> the lead-in of the list that it goes on with

    def note(self, block: int, words: str, mentions: list[Mention], readings: list[Reading], first: int) -> None:
        """Keeps what a paragraph that ends "… được sửa đổi bởi:" leaves open; its citations start at `first`."""
        passive = lexicon().passive_before(words.rstrip(" :") + " ") if words.rstrip().endswith(":") else None
        top = next((k for k, reading in enumerate(readings) if reading.source is None), None)
        if passive is not None and top is not None and mentions[top].number is not None:
            self.acted[block] = (first + top, passive[0], passive[1])

    def lead_of(self, block: int, lead: int | None) -> int | None:
        """The lead-in of the list that a paragraph belongs to; unmarked items follow one another."""
        for candidate in (lead, self.leads.get(block - 1)):
            if candidate in self.acted:
                return candidate
        return None

    def turned(
        self, block: int, lead: int, words: str, mentions: list[Mention], readings: list[Reading]
    ) -> list[Reading]:
        """The readings of an item: its first document does what the lead-in says, and this one only cites it."""
        if not LISTED_ONLY.match(words[: mentions[0].begins]) or readings[0].source is not None:
            return readings
        self.leads[block] = lead
        trigger = self.acted[lead][2]
        first = replace(readings[0], relation="cites", specific=None, trigger=trigger, rule="passive", confidence=0.9)
        return [first, *readings[1:]]

    def said(self, found: list[Citation], lead: int, by: Citation) -> None:
        """Adds the statement to the citation of the document that was changed."""
        at, relation, _ = self.acted[lead]
        statement = OtherStatement(
            source=by.number or by.title or "",
            relation=relation,
            source_provision=by.provision,
            sentence_start=by.sentence_start,
            sentence_end=by.sentence_end,
        )
        found[at] = replace(found[at], also=(*found[at].also, statement))


class Expiring:
    """Documents listed line by line that lose their force together: "A;", "B;", "C hết hiệu lực …"."""

    def __init__(self) -> None:
        self.open: list[int] = []  # citations of the lines before

    def read(self, words: str, mentions: list[Mention], readings: list[Reading], found: list[Citation]) -> None:
        """Takes in a paragraph whose citations are the last of `found`."""
        first = len(found) - len(readings)
        listed = LISTED_ONLY.match(words[: mentions[0].begins]) is not None
        if listed and readings[0].rule == "expires":
            for at in self.open:
                found[at] = replace(
                    found[at], relation="repeals", trigger="hết hiệu lực", rule="number/expires-list", confidence=0.85
                )
        plain = [
            first + k for k, reading in enumerate(readings) if reading.source is None and reading.relation == "cites"
        ]
        goes_on = words.rstrip().endswith(";") and len(plain) == len(readings)
        self.open = [*(self.open if listed else ()), *plain] if goes_on else []


class Quoted:
    """The legal bases of another document: "Thông tư A … có căn cứ ban hành như sau:" and the lines that it quotes."""

    def __init__(self) -> None:
        self.of: str | None = None

    def read(self, words: str, found: list[Citation]) -> list[Citation]:
        """The citations of a paragraph, those of a quoted basis said of the document that is quoted."""
        bare = words.strip(' “”"')
        if bare.endswith("căn cứ ban hành như sau:"):
            self.of = next((c.number or c.title for c in found if c.source == "this"), None)
        elif self.of is not None and bare.startswith(("Căn cứ", "Theo đề nghị", "Xét")):
            return [replace(c, source=self.of, source_provision=None) if c.source == "this" else c for c in found]
        elif found:
            self.of = None
        return found
