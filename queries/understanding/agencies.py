"""Agencies in a question: as they are written out, in their usual abbreviations, with or without their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ontology.authority import Group, LocalBody, places, registry
from ontology.folding import folded
from ontology.vocabulary import table
from queries import agencies, catalog
from queries.stores.protocols import Store
from queries.understanding.phrasings import NONE, word
from queries.understanding.words import Slot, Token

_LONGEST = 16  # words of a name
_LEAST = 3  # letters of a name of one word, in capitals as written
_LONGEST_PLACE = 6
_HEADS = ("so", "bo", "cuc", "ubnd", "hdnd", "phong", "vien", "tong cuc", "chi cuc", "trung tam")
_TITLES = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "thu truong", "lanh dao", "truong", "nguoi dung dau",
)  # fmt: skip
_PUNCTUATION = dict.fromkeys(map(ord, ",.;:()[]/'\"“”"), " ")
_WITH_LEVEL = ("uy ban", "hoi dong", "van phong", "tinh uy")

Names = Mapping[str, tuple[str, ...]]


@cache
def short_forms() -> dict[str, str]:
    """Usual abbreviations with what they stand for, both folded."""
    usual = {folded(key): _plain(text) for key, text in table("abbreviations")["abbreviations"].items()}
    return usual | {"vp": "van phong", "ttdt": "thong tin dien tu", "ptth": "phat thanh va truyen hinh"}


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """A name for comparison: folded, without punctuation and "&"."""
    bare = folded(text.replace("&", "").replace("-", ""))
    return bare if bare.replace(" ", "").isalnum() else " ".join(bare.translate(_PUNCTUATION).split())


def agency_names(store: Store) -> Names:
    """What agencies may be called, with the names of those in the store; the register's own where none is."""
    known: dict[str, dict[str, None]] = {}
    for row in catalog.rows(store, "agencies"):
        name = str(row["name"])
        for called in (
            spelt for each in _called(_plain(name)) for spelt in (each, each.replace(" truc thuoc ", " cua "))
        ):
            known.setdefault(called, {})[name] = None
    stored = {called: tuple(names) for called, names in known.items()}
    return {alias: stored.get(plain, (name,)) for alias, (name, plain) in _registered().items()} | stored


def _called(plain: str) -> list[str]:
    """With the place, without it, and without the word for its level where the name stands alone."""
    words = plain.split()
    for length in range(1, min(_LONGEST_PLACE, len(words))):
        tail = " ".join(words[-length:])
        if tail in _homes():
            stem = " ".join(words[:-length])
            bare = stem.removesuffix(f" {_homes()[tail]}")
            return [plain, stem] if bare == stem or stem.startswith(_WITH_LEVEL) else [plain, stem, bare]
    return [plain]


@cache
def _homes() -> dict[str, str]:
    return {folded(place.name): folded(place.type) for place in registry().places}


@cache
def _registered() -> dict[str, tuple[str, str]]:
    """Names, aliases and symbols of the register, with the agency's own name as written and for comparison."""
    known = registry()
    found: dict[str, tuple[str, str]] = {}
    symbols: dict[str, set[tuple[str, str]]] = {}
    for entry in (*known.all_bodies, *known.groups):
        if isinstance(entry, LocalBody) and (entry.common or entry.level):
            continue  # "thanh tra" by itself is work, not a body; "UBND" is that of a province, a district, a commune
        own = (entry.name, _plain(entry.name))
        for name in (entry.name, *entry.aliases):
            found.setdefault(_plain(name), own)
        for symbol in () if isinstance(entry, Group) else entry.symbols:
            symbols.setdefault(_plain(symbol), set()).add(own)
    return {symbol: min(names) for symbol, names in symbols.items() if len(names) == 1} | found


def agency_at(store: Store, tokens: Sequence[Token], known: Names) -> tuple[int, Slot] | None:
    """The agency that begins with the first word, the longest name there is; a person's office is the agency's."""
    lead = next((len(title.split()) for title in _TITLES if _bare(tokens[: len(title.split())]) == title), 0)
    for begin in dict.fromkeys((0, lead)):
        found = _named(store, tokens[begin:], known)
        if found is not None:
            return begin + found[0], found[1]
    return _unknown(tokens)


def _named(store: Store, tokens: Sequence[Token], known: Names) -> tuple[int, Slot] | None:
    for stop in range(min(len(tokens), _LONGEST), 0, -1):
        names = known.get(_spelt(tokens[:stop])) or known.get(_plain(" ".join(token.text for token in tokens[:stop])))
        if names is None or (stop == 1 and not _capitals(tokens[0].text)) or not _marks_fit(tokens[:stop], names):
            continue
        further = _place_behind(tokens, stop)
        said = " ".join(token.text for token in tokens[: further or stop])
        if further:
            return further, Slot("agency", (said,), said)
        return stop, Slot(
            "agency", _typed(store, said, names), said, several=names if len(names) > 1 else (), names=names
        )
    return None


def _capitals(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return len(letters) >= _LEAST and all(each.isupper() for each in letters)


def _marks_fit(tokens: Sequence[Token], names: Sequence[str]) -> bool:
    """Whether the diacritics typed are those of the name; an abbreviation has letters of its own."""
    words = [token.word for token in tokens]
    marks = {each.bare: each.marks for each in words if each.marks not in ("", NONE)}
    told = {_plain(each): each for name in names for each in name.split()}
    return all(each not in told or marks[each] == word(told[each].strip(",")).marks for each in marks)


def _spelt(tokens: Sequence[Token]) -> str:
    """The words with abbreviations written out."""
    return " ".join(short_forms().get(token.word.bare, _plain(token.text)) for token in tokens)


def _typed(store: Store, said: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What to hand over: the words themselves where they mean just these agencies."""
    for text in (_without_place(names[0]), said):
        try:
            if set(agencies.find(store, text).values()) == set(names):
                return (text,)
        except agencies.NoSuchAgency:
            continue
    return names


def _without_place(name: str) -> str:
    words = name.split()
    for length in range(1, min(_LONGEST_PLACE, len(words))):
        if folded(" ".join(words[-length:])) in _homes():
            stem = " ".join(words[:-length])
            kept = folded(stem).startswith(_WITH_LEVEL) or folded(stem).endswith("cap tinh")
            return stem if kept else stem.removesuffix(" tỉnh").removesuffix(" thành phố")
    return name


def _place_behind(tokens: Sequence[Token], at: int) -> int | None:
    """Where a place ends that is named right behind: "Sở Nội vụ tỉnh Quảng Bình"."""
    for stop in range(min(len(tokens), at + _LONGEST_PLACE), at, -1):
        if places(" ".join(token.text for token in tokens[at:stop])):
            return stop
    return None


def _bare(tokens: Sequence[Token]) -> str:
    return " ".join(token.word.bare for token in tokens)


def _unknown(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    """ "Sở Vũ trụ": a head of an agency's name with a name in capitals that nobody bears, to be told as such."""
    head = next((each for each in _HEADS if _bare(tokens[: len(each.split())]) == each), None)
    if head is None or not tokens[0].text[0].isupper():
        return None
    at = len(head.split())
    stop = at
    while stop < len(tokens) and tokens[stop].text[0].isupper() and not any(map(str.isdigit, tokens[stop].text)):
        stop += 1
    if stop == at:
        return None
    while stop < len(tokens) and stop < at + 2:  # "Sở Vũ trụ": only the first word of a name is in capitals
        stop += 1
        break
    said = " ".join(token.text for token in tokens[:stop])
    return stop, Slot("agency", (said,), said)
