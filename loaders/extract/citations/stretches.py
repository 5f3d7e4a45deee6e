"""The stretches of a document in which sentences stand, paragraphs and cells, and what each hangs on."""

from __future__ import annotations

from typing import NamedTuple

from loaders.extract.citations import acts
from loaders.extract.citations.governing import lexicon
from loaders.outline import Block, Level, Outline, Part, Table

ITEMS = frozenset({Level.DASH, Level.PLUS, Level.POINT, Level.LETTER, Level.DECIMAL, Level.PLAIN})
UNITS = {Level.LETTER: "điểm", Level.DECIMAL: "khoản"}
LEAD_IN = 300
LEGAL_BASIS = "căn cứ pháp lý"


class Stretch(NamedTuple):
    """A paragraph or cell; `block` is the paragraph's."""

    start: int
    words: str
    block: int | None
    part: Part
    column: str = ""


def of(outline: Outline) -> list[Stretch]:
    """Paragraphs and table cells in reading order."""
    found = [Stretch(b.content, outline.words(b), i, b.part) for i, b in enumerate(outline.blocks)]
    for table in outline.tables:
        found += [
            Stretch(s, outline.text.chars[s:e], None, table.part, columns[k] if k < len(columns) else "")
            for columns in [_columns(outline, table)]
            for row in table.rows[table.header :]
            for k, cell in enumerate(row.cells)
            for s, e in cell.spans
        ]
    return sorted(found, key=lambda s: s.start)


def _columns(outline: Outline, table: Table) -> list[str]:
    """For each column what it says of the documents in it: "Căn cứ" under the heading "Căn cứ pháp lý"."""
    if not table.header or not table.regular:
        return []
    heads = table.rows[table.header - 1].cells
    words = [" ".join(outline.text.chars[s:e] for s, e in head.spans).split() for head in heads]
    return ["Căn cứ" if " ".join(head).casefold().startswith(LEGAL_BASIS) else "" for head in words]


def context(outline: Outline, i: int, lead: int | None) -> str:
    """What a list item hangs on: the last sentence of its heading or lead-in; "Căn cứ" runs on."""
    block = outline.blocks[i]
    if block.part is Part.BASIS:
        return "Căn cứ" if _in_basis_list(outline, i) else ""
    if block.level not in ITEMS or i == 0:
        return ""
    for candidate in (lead, block.parent):
        if candidate is not None:
            words = outline.words(outline.blocks[candidate]).rstrip().rsplit(". ", 1)[-1]
            if words.endswith(":") or (candidate == block.parent and not _only_named(words)):
                return acts.QUOTED.sub(" ", words[-LEAD_IN:])
    return ""


def _only_named(heading: str) -> bool:
    """A heading that ends with its verb orders nothing: "Hiệu lực thi hành", "Tổ chức thực hiện"."""
    verbs = lexicon().triggers(heading)
    return bool(verbs) and not heading[verbs[-1].end :].strip(" .:")


def lead_ins(outline: Outline) -> list[int | None]:
    """For each paragraph the one before the run of items of one level that it stands in."""
    found: list[int | None] = []
    before: Block | None = None
    for i, block in enumerate(outline.blocks):
        same = before is not None and block.level is before.level
        lead = i - 1 if before is not None and not same else None
        found.append(lead if not same else _plain_lead(outline, i) if block.level is Level.PLAIN else found[-1])
        before = block
    return found


def _plain_lead(outline: Outline, i: int) -> int | None:
    """Unmarked paragraphs are items only where the one right before says so."""
    return i - 1 if outline.words(outline.blocks[i - 1]).rstrip().endswith(":") else None


def _in_basis_list(outline: Outline, i: int) -> bool:
    return any(
        outline.words(b).startswith("Căn cứ") for b in outline.blocks[max(0, i - 30) : i] if b.part is Part.BASIS
    )


def provision(outline: Outline, stretch: Stretch) -> str | None:
    """The article, clause and point of this document in which the words stand."""
    if stretch.block is None or stretch.part is not Part.BODY:
        return None
    named: list[str] = []
    for i in (stretch.block, *outline.ancestors(stretch.block)):
        block = outline.blocks[i]
        if block.level is Level.ARTICLE:
            return " ".join([*named, block.marker])
        if block.level in UNITS and block.marker:
            named.append(f"{UNITS[block.level]} {block.marker}")
    return None
