"""Numbers, symbols and dates that a reader garbled: "$6: O6/CTUBND", "24/2020/TT.BCA", "ngày 0l tháng 11 năm 2O25".

They speak a language of their own (a kind before an agency, a day before a month), which tells what was meant in
any text, whether it lost its diacritics or not. What that language leaves open stays as it was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from loaders.extract.patterns import Match, compiled
from loaders.text import Text
from ontology.bodies import registry
from ontology.vocabulary import document_kinds

_FIGURE = r"[\dOoQIl|§]"
# The word "số" before a number, whatever the reader made of it.
NUMBER_WORD = compiled(
    r"([Ss$§5][\p{L}60°]{1,2})(?:\s?[:;.]\s{0,2}[\dOoQIl|.…]{0,6}|\s[OoIl|]?\d"
    + _FIGURE
    + r"{0,5})[a-z]?\s?[/|\[-]\s?(?:\d{4}\s?/\s?)?\p{Lu}{2}",
    ignore_case=False,
)
_YEAR = f"([12]{_FIGURE}{{3}})"
SERIAL = compiled(
    rf"(?:^|[\s(:.])({_FIGURE}{{1,5}})[a-z]?\s?/\s?(?:{_YEAR}\s?/\s?)?\p{{Lu}}{{2}}",
    ignore_case=False,
)
STROKE = compiled(r"(?:^|[\s(:.])\d{1,5}([Il!|])(\p{Lu}{2}r?)[-–]\p{Lu}{2}", ignore_case=False)
SYMBOL = compiled(
    r"\d[a-z]?\s?/\s?(?:\d{4}\s?/\s?)?(\p{Lu}[\p{L}\d]+(?:(?:\s?[-–—]\s?|[.,_~=]|\s)\p{Lu}[\p{L}\d]+)?)\s?(\p{L}*)",
    ignore_case=False,
)
# In a date a bracket or a T is a one as well: "ngày 2] tháng TT năm 2025".
_DAY = r"([\dOoQIl|!T\]]{1,2})"
DATE_IN_WORDS = compiled(
    rf"(?:[Nn]g\p{{L}}{{1,2}}y\s+{_DAY}\s+)?[Tt]h\p{{L}}{{1,2}}ng\s+{_DAY}\s+n\p{{L}}{{1,3}}m\s+{_YEAR}",
    ignore_case=False,
)
DATE = compiled(rf"[^\p{{L}}\d/]({_FIGURE}{{1,2}})/({_FIGURE}{{1,2}})/{_YEAR}", ignore_case=False)
# The term of an assembly: "QHI5" and, a one read twice, "QHI15".
TERM = compiled(r"/(?:NQ-)?\p{Lu}{2,8}?([Il]1?\d|1?[Il]\d|\d[IlO]|[Il]{2})(?:[^\p{L}\d]|$)", ignore_case=False)
# Only where one of these stands are figures looked at.
CONFUSED = compiled(r"\d[OoQIl|\]§]|[OoQIl|]\d|ng [OoQIl|!T\]]{1,2} n", ignore_case=False)
FIGURES = str.maketrans("OoQIl|!T]§", "0001111118")
LOOKALIKES = frozenset("OoQIl|!T]§")
# What readers make of the "ố" of "số".
READ_AS = frozenset("6 0 o é è ê d b t g ó ò ỏ õ ọ ô ồ ổ ỗ ộ ơ 6é é6 dé éd".split())
JOINTS = str.maketrans("–—.,_~= \n", "-" * 9)
# What may follow a symbol whose hyphen became a blank; "123/QĐ UBND tỉnh" names an issuer behind the number.
AFTER_SYMBOL = frozenset({"", "ngày", "ngay", "của", "cua", "về", "ve", "V"})
MARKED = {"QD": "QĐ", "ND": "NĐ"}  # kinds typed without their stroke, where they are no other kind
LONGEST_TERM = 2  # digits
SHORTEST_AGENCY = 3  # letters
COMMITTEES = ("UBND", "HĐND", "HDND")
GOVERNMENT, ITS_KINDS = "CP", frozenset({"NĐ", "ND", "NQ"})  # "CTCP" is a joint-stock company


def mend_symbols(text: Text) -> Text:
    """Numbers, symbols and dates set right."""
    kept: list[tuple[int, int, str]] = []
    for change in sorted(set(_changes(text.chars))):
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return text.edit(kept) if kept else text


def _changes(chars: str) -> Iterator[tuple[int, int, str]]:
    yield from _number_words(chars)
    for match in SYMBOL.finditer(chars):
        yield from _symbol(match)
    if CONFUSED.search(chars) is None:
        return
    for pattern in (SERIAL, DATE_IN_WORDS, DATE):
        for match in pattern.finditer(chars):
            yield from _figures(match)
    for match in TERM.finditer(chars):
        yield match.start(1), match.end(1), match.group(1).translate(FIGURES)[-LONGEST_TERM:]


def _number_words(chars: str) -> Iterator[tuple[int, int, str]]:
    """What stands for "số" before a number, and for the stroke within it."""
    for match in NUMBER_WORD.finditer(chars):
        word = match.group(1)
        if word[1:].lower() in READ_AS:
            yield match.start(1), match.end(1), "số" if word[0] == "s" else "Số"
    for match in STROKE.finditer(chars):
        if match.group(2) in _kinds():
            yield match.start(1), match.end(1), "/"


def _figures(match: Match) -> Iterator[tuple[int, int, str]]:
    """The figures of a number or a date without letters that look like them."""
    for group in range(1, len(match.groups()) + 1):
        written = match.group(group) or ""
        if not LOOKALIKES.isdisjoint(written):
            yield match.start(group), match.end(group), written.translate(FIGURES)


def _symbol(match: Match) -> Iterator[tuple[int, int, str]]:
    written = match.group(1)
    meant = settled(written)
    if meant is None or (len(written.split()) > 1 and match.group(2) not in AFTER_SYMBOL):
        return
    yield match.start(1), match.end(1), meant


@lru_cache(maxsize=4096)
def settled(written: str) -> str | None:
    """A symbol with the hyphen between its kind and its agency; None where it has it, or where neither is known."""
    parts = [part for part in written.translate(JOINTS).split("-") if part]
    if len(parts) == 1:
        return _parted(written)
    kind, agency = parts[0].replace("Ð", "Đ").replace("ĐĐ", "Đ"), parts[1]
    kind = MARKED.get(kind, kind)
    hyphened = "".join(written.split()) == f"{kind}-{agency}"
    return None if hyphened or kind not in _kinds() or agency not in _agencies() else f"{kind}-{agency}"


def _parted(written: str) -> str | None:
    """ "KHUBND" is "KH-UBND", unless an agency is called so; a chairman's letter would name its unit as well."""
    if written in _agencies() and not written.endswith(COMMITTEES):
        return None
    for at in range(2, len(written) - 1):
        kind, agency = written[:at], written[at:]
        long_enough = len(agency) >= SHORTEST_AGENCY or (agency == GOVERNMENT and kind in ITS_KINDS)
        if long_enough and kind in _kinds() and agency in _agencies():
            return f"{kind}-{agency}"
    return None


@cache
def _kinds() -> frozenset[str]:
    """The codes of kinds, with and without the stroke of Đ."""
    return _with_looks(kind.code for kind in document_kinds() if kind.code)


@cache
def _agencies() -> frozenset[str]:
    """The symbols of registered agencies, with and without the stroke of Đ."""
    return _with_looks(symbol for body in registry().all_bodies for symbol in body.symbols)


def _with_looks(codes: Iterable[str]) -> frozenset[str]:
    known = set(codes)
    return frozenset(known | {code.replace("Đ", letter) for code in known for letter in "DBP"})
