"""Lines that a converter ran together are parted again: heads laid out as tables, documents on one line.

Only what is certain: the cells of a head or of an end are known by what they hold, and a document that
stands on a few endless lines is cut before its own markers.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extract.patterns import compiled
from loaders.text import Text

# What only the head and the end of a document hold; a row with it is layout, not a table.
HEAD_OR_END = compiled(
    r"cộng h[òo]a xã hội chủ nghĩa|đảng cộng sản việt nam|(?:^|\|)\s*(?:luật\s+)?số\s*:?[\s\d.…]*[/\-]"
    r"|(?:^|\|)\s*(?:kính gửi|nơi nhận)\s*:|(?:^|\|)\s*(?:TM|KT|TL|TUQ)\.\s*\p{L}{2}"
    r"|(?:^|\|)[^|,]{2,40},\s*ngày[\s\d.…]+tháng[\s\d.…]+năm\s+\d{4}\s*(?:\||$)"
)
BAR = compiled(r"\s*\|\s*")
RULE = compiled(r"[\s|]*(?:-{5,}|_{5,}|={5,}|\*{5,})[\s|]*")
RULES = ("-----", "_____", "=====", "*****")
ENDLESS = 900  # no paragraph of an ordinary document is longer and holds several articles as well
STRUCTURE = compiled(
    r"(?:[.;:,)”]|năm \d{4}|\p{Lu}{2})\s+(Căn cứ \p{Lu}|Theo đề nghị|Xét (?:đề nghị|Tờ trình)"
    r"|Điều \d{1,3}[a-zđ]?\.\s|Chương [IVXLC]+\s|Mục \d+\.?\s+\p{Lu}"
    r"|Nơi nhận:|(?:TM|KT)\.\s\p{Lu}{2}|QUYẾT (?:ĐỊNH|NGHỊ)\s*:|Phụ lục [IVX\d]+\s|PHỤ LỤC)",
    ignore_case=False,
)
CLAUSE = compiled(r"[.;:]\s+(\d{1,2}\.\s+\p{Lu}|[a-zđ]\)\s)", ignore_case=False)
BULLET = compiled(r"(?:[;.]|Nơi nhận:|Kính gửi:)\s+(-\s+\p{L})")


def open_layout(text: Text) -> Text:
    """The cells of head and end as lines of their own; rules drawn with dashes end a line too."""
    changes: list[tuple[int, int, str]] = []
    rules = [rule for rule in RULES if rule in text.chars]
    for start, words in _lines(text.chars) if rules or "|" in text.chars else ():
        cuts = list(RULE.finditer(words)) if rules and any(rule in words for rule in rules) else []
        if "|" in words and HEAD_OR_END.search(words):
            cuts += list(BAR.finditer(words))
        changes += [(start + c.start(), start + c.end(), "\n") for c in cuts]
    return text.edit(_apart(changes)) if changes else text


def open_flattened(text: Text) -> Text:
    """Endless lines cut before articles, chapters, legal bases and the end; recipients before each bullet."""
    changes: list[tuple[int, int, str]] = []
    for start, words in _lines(text.chars):
        marks = [m.start(1) for m in STRUCTURE.finditer(words)] if len(words) > ENDLESS else []
        if len(marks) >= 3:
            marks += [m.start(1) for m in CLAUSE.finditer(words)]
        if words.lstrip("| ").startswith(("Nơi nhận", "Kính gửi")):
            marks += [m.start(1) for m in BULLET.finditer(words)]
        changes += [(start + at, start + at, "\n") for at in marks]
    return text.edit(_apart(changes)) if changes else text


def _lines(chars: str) -> Iterator[tuple[int, str]]:
    """The lines, each with where it begins."""
    at = 0
    for line in chars.split("\n"):
        yield at, line
        at += len(line) + 1


def _apart(changes: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In order, none touching the one before."""
    kept: list[tuple[int, int, str]] = []
    for change in sorted(set(changes)):
        if not kept or change[0] > kept[-1][1] or change[0] == kept[-1][1] < change[1]:
            kept.append(change)
    return kept
