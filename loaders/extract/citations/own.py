"""The document's own number in its text: under the heading of its appendix, left blank there, or misprinted."""

from __future__ import annotations

from loaders.extract.citations import mentions
from loaders.extract.citations.kinds import KINDS, canonical
from loaders.extract.citations.mentions import Mention, squeezed
from loaders.extract.patterns import compiled
from ontology.authority import Place
from ontology.document_number import DocumentNumber
from ontology.model import Metadata

LINE = compiled(
    r"\((?:ban hành |gửi |được ban hành )?kèm theo\s+(?:[^()]{0,240}?(?:ban hành )?kèm theo\s+)?"
    r"((?:\p{L}+\s+){1,4}?(?:số|so|s6|sơ|sô)\s*[:.]?\s*"
    r"([\d.…_]*\s*/\s*(?:20\d\d\s*/\s*)?\p{L}[\p{L}\d&]*(?:[-–][\p{L}\d&]+)*))",
    holds="/",
)
OPENS = compiled(r"\((?:ban hành |gửi |được ban hành )?kèm theo\s+$")
KIND = compiled(r"^(" + KINDS + r")\s")
BLANKS = compiled(r"[.…_\s]+")


def line(words: str, place: Place | None) -> Mention | None:
    """The document's own number under the heading of its appendix, possibly blank, with what is filled in."""
    match = LINE.search(words)
    if match is None:
        return None
    number = squeezed(BLANKS.sub("", match.group(2)))
    kind = KIND.match(match.group(1))
    named = Mention(
        start=match.start(1),
        end=match.end(1),
        kind="self",
        type=canonical(kind.group(1)) if kind else None,
        number=number,
        rule="appendix-line",
        confidence=0.9,
    )
    parsed = DocumentNumber.find(number)
    return mentions.with_date_and_issuer(words, named, parsed, place) if parsed else named


def names(mention: Mention, metadata: Metadata) -> bool:
    """Whether the mention names the document in which it stands."""
    if mention.kind == "self":
        return True
    own = metadata.number.value if metadata.number else None
    if own is None or mention.number is None:
        return False
    a, b = DocumentNumber.find(own), DocumentNumber.find(mention.number)
    same_day = mention.date is None or metadata.date is None or mention.date.startswith(metadata.date.value[:4])
    return a is not None and b is not None and a.key == b.key and same_day


def misprinted(words: str, mention: Mention, metadata: Metadata) -> bool:
    """Whether an appendix line writes the own number with strokes lost: "10325/QĐ-UBND" for "103/2025/QĐ-UBND"."""
    own = DocumentNumber.find(metadata.number.value) if metadata.number else None
    written = DocumentNumber.find(mention.number or "")
    if own is None or written is None or own.year is None or written.year is not None:
        return False
    if not OPENS.search(words[max(0, mention.start - 40) : mention.start]) or (own.code, own.agency_part) != (
        written.code,
        written.agency_part,
    ):
        return False
    rest = written.serial.removeprefix(own.serial)
    return rest != written.serial and rest in (str(own.year), str(own.year)[2:], "0" + str(own.year)[2:])
