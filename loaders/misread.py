"""Small repairs that the language of document numbers and headings forces on misread text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from loaders.extract.patterns import compiled
from loaders.lines import shouts
from loaders.syllables import is_syllable
from loaders.text import Match, Text
from ontology import data_files

SLASH = compiled(r"(\d+)\s?[\[\]|\\{}!]\s?(\p{Lu}{2,4}r?-\p{Lu}{2,})", ignore_case=False)
SYMBOL = compiled(r"(?:\d|\d/\d{4}|[^\p{L}\d])[/-](\p{Lu}[\p{L}]*(?:[-/]\p{Lu}[\p{L}\d]*)*)", ignore_case=False)
PART = compiled(r"\p{L}+")
LONE_STROKE = compiled(r"(?m)^[ \t\f]*([Ll])[ \t]+\p{Lu}{2,}[ ,]+\p{Lu}{2,}", ignore_case=False)
LABEL = compiled(r"(?m)^[ \t\f]*(?:(ø|Ø)\)|\((¡{1,3})\))", ignore_case=False, holds=("ø", "Ø", "¡"))
BULLET = compiled(r"(?m)^[ \t\f]*([~«»©®¬=_]{1,2})[ \t]+[\p{L}(]", ignore_case=False)
WORD = compiled(r"[^\s,.;:()]+")
ROMAN = compiled(r"(?m)^[ \t]*([|l!I1]{1,3}|[|l!I1]?[VX][|l!I1]{0,3})[.,][ \t]+\p{Lu}{2,}", ignore_case=False)
DOLLAR = compiled(r"(?:^|[\s(])(\$)[\p{L}60@]", ignore_case=False)
STROKES = str.maketrans("|l!1", "IIII")


@cache
def _codes() -> dict[str, str]:
    """Parts of document symbols by how they look without the stroke of Đ: "QD", "QP" and "QB" are "QĐ"."""
    lines = data_files.text("loaders", "symbol_codes.txt").split()
    kept = {line for line in lines if "Đ" not in line}
    looks = {code.replace("Đ", letter): code for code in lines if "Đ" in code for letter in "BPD"}
    return {look: code for look, code in looks.items() if look not in kept}


def code(seen: str) -> str:
    """A part of a document symbol with its Đ, where only Đ can be meant."""
    return _codes().get(seen, seen)


def mended(text: Text, stretches: list[tuple[int, int]]) -> tuple[Text, list[tuple[int, int]]]:
    """Numbers, symbols and roman numerals of the stretches set right; the stretches in the new offsets."""
    changes: list[tuple[int, int, str]] = []
    moved: list[tuple[int, int]] = []
    shift = 0
    for start, end in stretches:
        found = _changes(text.chars[start:end], start)
        changes.extend(found)
        grown = sum(len(new) - (e - s) for s, e, new in found)
        moved.append((start + shift, end + shift + grown))
        shift += grown
    return (text.edit(changes) if changes else text), moved


def _changes(chars: str, offset: int) -> list[tuple[int, int, str]]:
    found = [(m.end(1), m.start(2), "/") for m in SLASH.finditer(chars)]
    found += [change for m in SYMBOL.finditer(chars) for change in _symbol(m)]
    found += [change for m in SLASH.finditer(chars) for change in _symbol(m, 2)]
    found += [(m.start(1), m.end(1), "S") for m in DOLLAR.finditer(chars)]
    found += [change for m in ROMAN.finditer(chars) for change in _roman(m)]
    return [(s + offset, e + offset, new) for s, e, new in sorted(set(found))]


def _symbol(match: Match, group: int = 1) -> list[tuple[int, int, str]]:
    written, at = match.group(group) or "", match.start(group)
    codes = _codes()
    parts = ((m.start(), m.end(), m.group() or "") for m in PART.finditer(written))
    return [(at + s, at + e, codes[part]) for s, e, part in parts if part in codes]


def _roman(match: Match) -> list[tuple[int, int, str]]:
    """A numeral of strokes; digits alone are a number."""
    written = match.group(1) or ""
    numeral = written.translate(STROKES)
    return [] if written.isdecimal() or numeral == written else [(match.start(1), match.end(1), numeral)]


def plain_labels(text: Text) -> Text:
    """Bullets and labels that a reader took for other signs: "~ Như trên;", "L MỤC ĐÍCH", "(¡)"."""
    chars = text.chars
    changes = [(m.start(1), m.end(1), "-") for m in BULLET.finditer(chars)]
    changes += [(m.start(1), m.end(1), "I.") for m in LONE_STROKE.finditer(chars)]
    for m in LABEL.finditer(chars):
        group = 1 if m.group(1) else 2
        changes.append((m.start(group), m.end(group), "g" if group == 1 else "i" * len(m.group(group) or "")))
    return text.edit(sorted(changes)) if changes else text


def even_capitals(text: Text) -> Text:
    """Lines in capitals without the small letters that a reader put into them: "Ủy BAN NHÂN DÂN", "QUYẾT ĐịNH"."""
    changes: list[tuple[int, int, str]] = []
    at = 0
    for line in text.chars.split("\n"):
        if line and not line.isupper() and shouts(line):
            changes += [(at + start, at + start + len(word), word.upper()) for start, word in _uneven(line)]
        at += len(line) + 1
    return text.edit(changes) if changes else text


def _uneven(line: str) -> Iterator[tuple[int, str]]:
    """The words with small letters between words in capitals; symbols and names at the end stay."""
    words = [(m.start(), m.group() or "") for m in WORD.finditer(line)]
    for i, (start, word) in enumerate(words):
        if not (word.isalpha() and word[0].isupper() and not word.isupper()):
            continue
        loud_before = i == 0 or words[i - 1][1].isupper()
        loud_after = i + 1 < len(words) and _loud(words[i + 1][1])
        inner = sum(map(str.isupper, word)) > 1 and is_syllable(word.lower())
        if loud_before and (loud_after or inner):
            yield start, word


def _loud(word: str) -> bool:
    """Whether a word in capitals is one of the language, no abbreviation: the line is a heading, no list of offices."""
    return word.isupper() and len(word) > 1 and is_syllable(word.lower())
