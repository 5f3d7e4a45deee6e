"""Names of governance indices in a text: codes, full names, nicknames and descriptions, with what explains them."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from loaders.extract.patterns import Pattern, compiled, either, words
from ontology import data_files
from ontology.vocabulary import indices

Span = tuple[int, int]


@cache
def trigger_data() -> dict[str, Any]:
    """The reviewed words of data/indices.toml."""
    return tomllib.loads(data_files.text("loaders", "indices.toml"))


@dataclass(frozen=True, slots=True)
class Named:
    """One place where an index is named; `because` where only a description says which index it is."""

    index: str
    start: int
    end: int
    code: bool
    because: str | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    index: str
    pattern: Pattern
    code: bool
    because: str | None = None
    beside_code: bool = False


def _loose(name: str) -> str:
    """A pattern for a name whose words may stand any white space apart."""
    return r"\s+".join(re2.escape(word) for word in name.split())


@cache
def _forms() -> tuple[_Form, ...]:
    """Every way to name an index, the longer before the shorter."""
    known = {i.code: i for i in indices()}
    codes = [c for c in known if c.replace(" ", "").isupper()]
    forms = [
        _Form(d["index"], compiled(d["pattern"]), code=False, because=d["because"]) for d in trigger_data()["described"]
    ]
    forms += [_Form(d["index"], compiled(d["pattern"]), code=False, beside_code=True) for d in trigger_data()["named"]]
    names: list[tuple[str, str]] = []
    for code in codes:
        index = known[code]
        names += [
            (name, code) for name in {index.vi, *index.aliases} if name.casefold().startswith(("chỉ số", "bộ chỉ"))
        ]
    forms += [_Form(code, compiled(_loose(name)), code=False) for name, code in sorted(names, key=lambda n: -len(n[0]))]
    forms += [_Form(d["index"], compiled(d["pattern"]), code=False) for d in trigger_data()["worded"]]
    forms += [_Form(c, compiled(_code_pattern(c), ignore_case=c == "PAR INDEX"), code=True) for c in codes]
    return tuple(forms)


@cache
def _any_form() -> Pattern:
    """A pattern for what holds a name in any form: most texts hold none."""
    return either(form.pattern for form in _forms())


def _code_pattern(code: str) -> str:
    return r"PAR[\s-]*INDEX" if code == "PAR INDEX" else code


# Short for the index only in a list of indices: "các chỉ số: CCHC, SIPAS, PAPI".
_IN_LISTS = compiled(r"PAR|CCHC", ignore_case=False)
_FOLLOWS = 40  # characters in which a name may turn out to be another index's
_LISTED = compiled(r"^[\s,;/và()]*$")


def named(text: str) -> list[Named]:
    """Every place of the text where an index is named, in order; places inside a longer name are left out."""
    found: list[Named] = []
    for form in _forms() if _any_form().search(text) else ():
        for match in words(form.pattern, text):
            _add(found, Named(form.index, *match.span(), form.code, form.because))
    for match in words(_IN_LISTS, text):
        _add(found, Named("PAR INDEX", *match.span(), code=True))
    return [f for i, f in enumerate(found) if _proved(text, found, i)]


def _add(found: list[Named], it: Named) -> None:
    """Put a name in its place among the others, unless it lies inside one of them."""
    at = bisect_left(found, it.end, key=lambda f: f.start)
    if not at or found[at - 1].end <= it.start:
        found.insert(at, it)


def _proved(text: str, found: Sequence[Named], i: int) -> bool:
    """Whether letters that mean other things too are an index here; IPA's own words need its code beside them."""
    it = found[i]
    near = [found[k] for k in (i - 1, i + 1) if 0 <= k < len(found)]
    touching = [n for n in near if _LISTED.search(text[min(it.end, n.end) : max(it.start, n.start)])]
    if it.index == "IPA" and not it.code:
        return any(n.index == "IPA" and n.code for n in touching)
    written = text[it.start : it.end]
    if not it.code and _others().match(text[it.end : it.end + _FOLLOWS]):
        return False
    if not it.code or written not in trigger_data()["context"]["doubtful"]:
        return True
    if any(n.code or n.index == it.index for n in touching):
        return True
    reach = trigger_data()["context"]["near"]
    around = text[max(0, it.start - reach) : it.end + reach // 2].casefold()
    return written not in ("PAR", "CCHC") and any(word in around for word in trigger_data()["context"]["words"])


@cache
def _others() -> Pattern:
    """What follows a name that is only the beginning of another index's."""
    return compiled(r"^\s*(?:" + "|".join(trigger_data()["context"]["others"]) + ")")


_OPEN_BRACKET = compiled(r"^\s*\(\s*((?:bộ\s+)?chỉ\s+số[^()]*)\)")
_NAME_BEFORE = compiled(r"((?:bộ\s+)?chỉ\s+số[^();:.]*?)\s*\(\s*$")


def definition(text: str, at: Named) -> Span | None:
    """How the text explains the index here: "PAPI (Chỉ số …)" or "Chỉ số … (PAPI)"; a description is its own."""
    if at.because:
        return at.start, at.end
    if not at.code:
        return None
    after = _OPEN_BRACKET.search(text[at.end : at.end + 200])
    if after:
        return at.end + after.start(1), at.end + after.start(1) + len(after.group(1).rstrip())
    left = max(0, at.start - 200)
    before = list(_NAME_BEFORE.finditer(text[left : at.start]))
    if not before:
        return None
    words_before = before[-1].group(1)
    inner = words_before.casefold().rfind("chỉ số")
    start = left + before[-1].start(1) + (inner if ")" not in words_before and inner > 4 else 0)
    return start, left + before[-1].end(1)
