"""Tasks told in labelled lines: "Nhiệm vụ: …", "Đơn vị chủ trì: …", "Thời gian thực hiện: …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.extract import agencies
from loaders.extract.agency_runs import runs
from loaders.extract.patterns import compiled
from loaders.extract.places import specimens
from loaders.extract.roles import partners
from loaders.extract.task_words import choice
from loaders.outline import Level, Outline, Part

LABELS = ("task", "lead", "actor", "partner", "time", "product")
_LABEL = compiled(
    r"^[\s*]*(?:" + "|".join(f"({choice('labels', key)})" for key in LABELS) + r")\s*(?:\([^()]*\))?\s*:", holds=":"
)


_WORK = compiled(rf"^[\s:]*{choice('duties', 'verbs')}(?:[^\p{{L}}]|$)")
_CONTENT = compiled(r"^[\s*]*nội\s+dung\s*:")
_LEADS = compiled(r"\schủ\s+trì(?:[^\p{L}]|$)")
_ROOTS = frozenset({Level.ROMAN, Level.DECIMAL, Level.LETTER, Level.DASH, Level.PLUS})


@dataclass(slots=True)
class Group:
    """The labelled lines under one heading; `tasks` are the blocks that tell the work, `lines` all blocks used."""

    root: int
    lead: list[str] = field(default_factory=list)
    partner: list[str] = field(default_factory=list)
    time: str | None = None
    product: str | None = None
    tasks: list[int] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)


def label(words: str) -> tuple[str, int] | None:
    """The label that opens a line and where what it says begins."""
    match = _LABEL.search(words)
    return (LABELS[match.alternative - 1], match.end()) if match else None


def groups(outline: Outline) -> list[Group]:
    """Groups that name who acts, with the work and the time beside it."""
    found: dict[int, Group] = {}
    forms = frozenset(specimens(outline))
    for i, block in enumerate(outline.blocks):
        if block.part not in (Part.BODY, Part.APPENDIX) or block.parent is None:
            continue
        said = label(outline.words(block))
        if said is not None:
            root = _root(outline, i)
            if i not in forms and outline.blocks[root].level in _ROOTS:
                _add(outline, found.setdefault(root, Group(root)), i, *said)
    kept = [g for g in found.values() if _assigns(outline, g)]
    for group in kept:
        _find_work(outline, group)
    return kept


def _root(outline: Outline, i: int) -> int:
    """What the labelled line belongs to: its heading, or the heading of the label that it stands under."""
    parent = outline.blocks[i].parent
    assert parent is not None
    said = label(outline.words(outline.blocks[parent]))
    above = outline.blocks[parent].parent
    return above if said is not None and above is not None else parent


def _assigns(outline: Outline, group: Group) -> bool:
    """Whether the lines give work to somebody; "Cơ quan thực hiện" alone may describe a procedure."""
    if not group.lead or "lead" in group.keys:
        return bool(group.lead)
    works = "task" in group.keys or _WORK.search(outline.words(outline.blocks[group.root])) is not None
    return {"actor", "time"} <= group.keys and works


def _add(outline: Outline, group: Group, i: int, key: str, at: int) -> None:
    said = outline.words(outline.blocks[i])[at:].strip()
    group.lines.add(i)
    group.keys.add(key)
    if key == "task":
        group.tasks.append(i)
    elif key in ("lead", "actor") and _LEADS.search(said):
        _add_sentence(group, said)
    elif key in ("lead", "actor") and agencies.find(said):
        group.lead += [n for n in agencies.listed(said.rstrip(".;")) if n not in group.lead]
    elif key == "partner" and said:
        group.partner += [n for n in agencies.listed(said.rstrip(".;")) if n not in group.partner]
    elif key == "time" and said:
        group.time = said.rstrip(" .;")
    elif key == "product" and said:
        group.product = said.rstrip(" .;")


def _add_sentence(group: Group, said: str) -> None:
    """ "Cơ quan thực hiện: Sở Y tế chủ trì, phối hợp với Sở Nội vụ": lead and partners in one line."""
    found = runs(said)
    with_them = list(partners(said, found, 0, len(said)))
    if found and found[0].start == 0:
        group.keys.add("lead")
        group.lead += [n for n in found[0].names if n not in group.lead]
        group.partner += [n for n in with_them if n not in group.partner]


def _find_work(outline: Outline, group: Group) -> None:
    """Without a line "Nhiệm vụ" the work is what stands under the heading unlabelled, else the heading."""
    if any(_tells_work(outline, i) for i in group.tasks):
        return
    if group.tasks:
        group.tasks = [group.root]
        return
    first = min(group.lines)
    others = [k for k in outline.children(group.root) if k < first and not outline.blocks[k].heading]
    group.tasks = others or [group.root]


def _tells_work(outline: Outline, i: int) -> bool:
    """Whether "Nội dung: …" tells what is to be done, not what the thing made holds: "gồm", "quy định chi tiết"."""
    block = outline.blocks[i]
    said = label(outline.words(block))
    rest = outline.words(block)[said[1] if said else 0 :].strip()
    return not rest or _WORK.search(rest) is not None or not _CONTENT.search(outline.words(block))


def work(outline: Outline, group: Group) -> Iterator[tuple[int, int, int]]:
    """Block, begin and end of each piece of work of a group."""
    for i in group.tasks:
        block = outline.blocks[i]
        said = label(outline.words(block))
        begin = block.content + (said[1] if said and said[0] == "task" else 0)
        while begin < block.end and outline.text.chars[begin] == " ":
            begin += 1
        items = [
            k
            for k in outline.children(i)
            if outline.blocks[k].level in (Level.DASH, Level.PLUS) and k not in group.lines
        ]
        if begin < block.end:
            yield i, begin, block.end
        for k in items if begin >= block.end else ():
            yield k, outline.blocks[k].content, outline.blocks[k].end
            group.lines.add(k)
        group.lines.add(i)
