"""The governing words of data/relations.toml as patterns, and the sentence that they govern."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.extract.patterns import Pattern, compiled, whole
from ontology import data_files

MASK = "\u0001"  # stands for the characters of a mention, so that no word inside it governs another


EXTENT = [
    "một số điều",
    "một số nội dung",
    "một số khoản",
    "một số quy định",
    "một phần",
    "toàn bộ",
    "thay thế",
    "bãi bỏ",
    "lần cuối",
]
UNDERGONE = compiled(
    r"(?:^|[^\p{L}])(?:được|bị)\s+$"
)  # "thủ tục được sửa đổi": nothing is done to the document after it
BY_WHICH = r"\s+(?:quy định\s+|thực hiện\s+)?(?:bởi|tại|theo|bằng|trong)(?:\s+(?:các\s+)?quy định\s+(?:tại|của))?"


@dataclass(frozen=True, slots=True)
class Trigger:
    start: int
    end: int
    relation: str
    specific: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    active: Pattern
    passive_end: Pattern
    pointing_end: Pattern
    by_rule_end: Pattern
    substance: Pattern
    substance_tail: Pattern
    activity_end: Pattern
    elaborating: Pattern
    elaborating_end: Pattern
    proposing: Pattern
    asking: Pattern
    meaning: dict[str, tuple[str, str | None]]
    passive: dict[str, str]
    acts: frozenset[str]

    def passive_before(self, left: str) -> tuple[str, str, int] | None:
        """Relation and words of the passive that the words end with, and where it begins."""
        found = self.passive_end.search(left)
        if found is None:
            return None
        words = found.group(found.alternative)
        relation = self.passive.get(key(words)) or self.meaning[key(words)][0]
        return relation, " ".join(found.group().split()).lstrip("(, "), found.start(found.alternative)

    def triggers(self, text: str) -> list[Trigger]:
        """The governing verbs of a stretch, in order."""
        found = []
        for match in self.active.finditer(text):
            meant = self.meaning.get(key(match.group()))
            if meant and whole(text, match.start(), match.end()):
                relation, specific = meant
                if relation in self.acts and UNDERGONE.search(text[max(0, match.start() - 6) : match.start()]):
                    continue
                found.append(Trigger(match.start(), match.end(), relation, specific, match.group()))
        return found


def _any(words: list[str]) -> str:
    return "|".join(w.replace(",", ",?").replace(" ", r"\s+") for w in sorted(words, key=len, reverse=True))


def key(words: str) -> str:
    """Governing words as the lexicon looks them up: no commas, single spaces, small letters."""
    return " ".join(words.casefold().replace(",", " ").split())


def _undergoing(acts: str, literal: str) -> str:
    """The end of a clause that says what a document underwent; the first group that takes part holds the verb."""
    extent = r"(?:,?\s+(?:" + _any(EXTENT) + r"))*"
    undergone = r"(?:^|[^\p{L}])(?:được|bị)\s+(" + acts + r")" + extent + BY_WHICH
    short = r"(?:^|[^\p{L}])(sửa đổi,?\s+bổ sung|sửa đổi|bổ sung)(?:\s+một số điều)?\s+(?:bởi|tại|theo)"
    return rf"(?:{undergone}|{short}|({literal}))\s*(?:các\s+)?$"


@cache
def lexicon() -> Lexicon:
    """The governing words of data/relations.toml as patterns."""
    data = tomllib.loads(data_files.text("loaders", "relations.toml"))
    meaning: dict[str, tuple[str, str | None]] = {}
    passive: dict[str, str] = {}
    for row in data["relation"]:
        meaning |= {w: (row["name"], row.get("specific")) for w in row["words"]}
        passive |= dict.fromkeys(row.get("passive", []), row["name"])
    pointing = data["pointing"]
    substance = _any(pointing["substance"])
    points = _any(pointing["words"])
    acts = [word for row in data["relation"] if row.get("act") for word in row["words"]]
    return Lexicon(
        active=compiled(_any([*meaning, *data["pointing"]["within_names"]])),
        passive_end=compiled(_undergoing(_any(acts), _any(list(passive)))),
        pointing_end=compiled(r"(?:^|[^\p{L}])(" + points + r")\s+(?:các\s+|những\s+)?$"),
        by_rule_end=compiled(
            r"(?:^|[^\p{L}])((?:đúng\s+)?theo\s+(?:đúng\s+)?(?:các\s+)?(?:quy định|hướng dẫn|chỉ đạo"
            r"|yêu cầu|nội dung|tinh thần)[^,;]{0,40}?(?:của|tại|trong)?)\s+(?:các\s+)?$"
        ),
        substance=compiled(r"(?:" + substance + r")(?:[\s,]+(?:và\s+)?(?:" + substance + r"))*"),
        substance_tail=compiled(
            r"^(?:\s+(?:(?:về|của)\s+[^;.:]{0,70}?|(?:để|nhằm)\s+[^;.:]{0,140}?"
            r"|cụ thể|chủ yếu|trọng tâm|nêu trên))?(?:\s+(?:đã\s+"
            r"|đã\s+được\s+|được\s+)?(?:" + points + r"))?\s+(?:các\s+)?$"
        ),
        activity_end=compiled(
            r"(?:^|[^\p{L}])(?:" + _any(pointing["activity"]) + r")(?:,\s*[\p{L} ]{1,20})?\s+(?:tổ chức\s+)?$"
        ),
        elaborating=compiled(r"^\s*(?:" + _any(pointing["elaborating"]) + r")"),
        elaborating_end=compiled(r"(?:" + _any(pointing["elaborating"]) + r")\s+(?:\p{L}+[\s,]+){0,3}$"),
        proposing=compiled(r"^[\s\-–+*]*(?:" + _any(pointing["proposing"]) + r")(?:\s|$)"),
        asking=compiled(r"(?:^|\s)(?:Xét|Theo đề nghị|theo đề nghị|Xét đề nghị)\s[^;]{0,160}$", ignore_case=False),
        meaning={key(k): v for k, v in meaning.items()},
        passive={key(k): v for k, v in passive.items()},
        acts=frozenset(row["name"] for row in data["relation"] if row.get("act")),
    )


class Sentences:
    """Where sentences begin and end: after a full stop and with the next one that something opens behind."""

    def __init__(self, words: str, masked: str) -> None:
        self._length = len(words)
        self._begins = [0, *(stop + 2 for stop in _stops(masked, ". ") if not stop or _begins(masked, stop + 1))]
        self._ends = [
            stop + 1 for stop in _stops(masked, ".") if words[stop + 1 : stop + 2] in " \n" and _opens(words, stop + 1)
        ]

    def around(self, at: int) -> tuple[int, int]:
        """The sentence around a character."""
        end = bisect_right(self._ends, at)
        start = self._begins[bisect_right(self._begins, at) - 1]
        return start, self._ends[end] if end < len(self._ends) else self._length


def _stops(words: str, sign: str) -> Iterator[int]:
    at = words.find(sign)
    while at >= 0:
        yield at
        at = words.find(sign, at + 1)


def _begins(masked: str, at: int) -> bool:
    return _opens(masked, at) or masked[at + 1 : at + 2] == MASK


def _opens(words: str, at: int) -> bool:
    rest = words[at : at + 4].lstrip(' \n“"(-')
    return not rest or rest[0].isupper() or rest[0].isdigit()
