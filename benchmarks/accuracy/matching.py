"""When two values count as the same, and which entry of a record answers which annotation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Any

Entry = Mapping[str, Any]
Likeness = Callable[[Entry, Entry], float]

WORD = re.compile(r"[a-z0-9]+")
HEAD_OF_OFFICE = re.compile(r"^(?:bo truong|chu tich|giam doc|chanh van phong) ")
# The same group of agencies in other words.
GROUPS = (
    (re.compile(r"^(?:uy ban nhan dan|ubnd) (?:cap xa|cac xa|xa)\b"), "ubnd cap xa"),
    (re.compile(r"^(?:uy ban nhan dan|ubnd) (?:cap huyen|cac huyen|huyen)\b"), "ubnd cap huyen"),
    (re.compile(r"^(?:cac )?so(?: ban)? nganh\b(?: cap tinh| tinh| thanh pho)?(?: lien quan)?$"), "cac so ban nganh"),
)
WORDS_SHARED = 0.4  # of the shorter text, below which two are not compared letter by letter
PART = 25  # letters that a text has at least to count as a part of another


@cache
def folded(value: object) -> str:
    """Words without case, marks and punctuation."""
    letters = unicodedata.normalize("NFD", str(value or "")).lower().replace("đ", "d")
    return " ".join(WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


def same(a: object, b: object) -> bool:
    return folded(a) == folded(b)


def number_key(number: object) -> str:
    """A document number without blanks, case and leading zeros."""
    return "".join(unicodedata.normalize("NFC", str(number or "")).split()).upper().lstrip("0")


@cache
def likeness(a: object, b: object) -> float:
    """How alike two texts are, 0 to 1; a text is much like one that it is a part of."""
    short, long = sorted((folded(a), folded(b)), key=len)
    if not short or short == long:
        return float(bool(short))
    part = len(short) >= PART and short in long
    words, others = set(short.split()), set(long.split())
    if not part and len(words & others) < WORDS_SHARED * min(len(words), len(others)):
        return 0.0
    alike = SequenceMatcher(None, folded(a), folded(b), autojunk=False).ratio()
    return max(alike, 0.5 + 0.5 * len(short) / len(long)) if part else alike


def issuer_key(issuer: object) -> str:
    """An office and the head who signs for it are one issuer."""
    return HEAD_OF_OFFICE.sub("", folded(issuer))


def same_issuer(gold: object, found: object) -> bool:
    """Whether an issuer is the annotated one, with or without its place."""
    a, b = issuer_key(gold), issuer_key(found)
    return not a or a == b or (bool(b) and (a.startswith(b + " ") or b.startswith(a + " ")))


def agency_key(name: object) -> str:
    key = issuer_key(name)
    return next((group for pattern, group in GROUPS if pattern.match(key)), key)


def agencies(names: Sequence[str] | None) -> set[str]:
    return {agency_key(name) for name in names or ()}


def equal(key: Callable[[Entry], object]) -> Likeness:
    """Entries are alike when their keys are equal."""
    return lambda a, b: float(key(a) == key(b))


def paired(gold: Sequence[Entry], found: Sequence[Entry], alike: Likeness, least: float) -> list[tuple[int, int]]:
    """Pairs of indices, each used once, the most alike first; among equals the nearest in reading order."""
    options = []
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            how = alike(a, b)
            if how >= least:
                drift = abs(i / max(1, len(gold)) - j / max(1, len(found)))
                options.append((-how, drift, i, j))
    pairs: list[tuple[int, int]] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in sorted(options):
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return pairs
