"""One spelling for the names of agencies that no registry holds, so that one agency is not two.

Groups stand in small letters ("Các cơ quan, đơn vị"), common words behind the first word of a name too
("Trung tâm Kiểm soát bệnh tật"); what is no common word stands as written. Names printed all in capitals
get the capitals of a name.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ontology import authority
from ontology.bodies import LocalBody, language, registry

_LEVELS = frozenset(tuple(level.split()) for level in language()["levels"])
_FIRMS = ("công ty", "tổng công ty", "tập đoàn", "ngân hàng", "hợp tác xã")
_AGAIN = frozenset({",", "-", "và", "&"})  # behind these a part of a name begins
_OF_A_GROUP = frozenset({"sở", "bộ", "ban", "ngành"})
_OWNERS = frozenset({"sở", "bộ", "cục"})
_LONGEST = 20  # words of a known phrase

Phrases = dict[tuple[str, ...], str]


@cache
def _proper() -> Phrases:
    """Names of places, bodies and of the state, by their words in small letters."""
    known = registry()
    names = [name for place in known.places for name in (*place.aliases, place.name)]
    names += [body.name for body in known.all_bodies if not (isinstance(body, LocalBody) and body.common)]
    return {tuple(_tokens(name.lower())): name for name in (*names, *language()["proper"])}


@cache
def _common() -> Phrases:
    return {tuple(_tokens(phrase.lower())): phrase for phrase in language()["fields"]}


@cache
def _heads() -> Phrases:
    return {tuple(phrase.split()): phrase.capitalize() for phrase in language()["heads"]} | {
        tuple(name.lower().split()): name for name in language()["spelt_heads"]
    }


def _tokens(text: str) -> list[str]:
    """Words, commas and hyphens; a hyphen with room on one side has it on both."""
    text = text.replace("–", "-").replace(",", " , ").replace("&", " & ")
    return text.replace("- ", " - ").replace(" -", " - ").split()


@lru_cache(maxsize=4096)
def spelt(name: str) -> str:
    """The name in its one spelling; a name of the registry in the registry's."""
    entry = authority.look_up(name)
    if entry is not None:
        return entry.name
    tokens = _tokens(name)
    if not tokens:
        return name
    if name.isupper() and len(tokens) > 1:
        made = _loud(tokens)
    else:
        made = _group(_tokens(name.replace("-", " - "))) if tokens[0].lower() == "các" else _quiet(tokens)
    text = " ".join(made).replace(" ,", ",").replace(" & ", "&")
    return text[:1].upper() + text[1:]


def _longest(tokens: list[str], at: int, known: Phrases) -> int:
    """The end of the longest known phrase at word `at`; `at` where none begins."""
    lowered = [token.lower() for token in tokens[at : at + _LONGEST]]
    return next((at + n for n in range(len(lowered), 0, -1) if tuple(lowered[:n]) in known), at)


def _of(tokens: list[str], at: int, end: int, known: Phrases) -> str:
    return known[tuple(token.lower() for token in tokens[at:end])]


def _group(tokens: list[str]) -> list[str]:
    """ "các Sở ngành Thành phố" -> "Các sở, ngành thành phố"."""
    made: list[str] = []
    at = 0
    while at < len(tokens):
        stop = _longest(tokens, at, _proper())
        if stop > at:
            made.append(_of(tokens, at, stop, _proper()))
        else:
            stop = at + 1
            if tokens[at].lower() == "điều" and tokens[stop : stop + 1] and tokens[stop].isdigit():
                return [*made, *tokens[at:]]
            named = (len(tokens[at]) > 1 and tokens[at].isupper()) or _level_before(tokens, at)
            owner = made[-1:] == ["thuộc"] and tokens[at].lower() in _OWNERS
            made.append(tokens[at].capitalize() if owner else tokens[at] if named else tokens[at].lower())
            if made[-1] in _OF_A_GROUP and _begins_noun(tokens, stop):
                made.append(",")
        at = stop
    return made


def _begins_noun(tokens: list[str], at: int) -> bool:
    """Whether another noun of a group begins here, its comma forgotten: "các sở ngành", "các bộ, ngành địa phương"."""
    further = [token.lower() for token in tokens[at : at + 2]]
    return further == ["địa", "phương"] or (bool(further) and further[0] in _OF_A_GROUP)


def _quiet(tokens: list[str]) -> list[str]:
    """A name in its own capitals: the small words of known phrases in small letters."""
    made: list[str] = []
    at = 0
    while at < len(tokens):
        proper, common = _longest(tokens, at, _proper()), _longest(tokens, at, _common())
        stop = max(proper, common, at + 1)
        if proper >= common and proper > at:
            made.append(_of(tokens, at, proper, _proper()))
        elif common > at:
            made += [tokens[at], *(token.lower() for token in tokens[at + 1 : stop])]
        elif tuple(token.lower() for token in tokens[at : at + 2]) in _LEVELS:
            stop = at + 2
            made += [token.lower() for token in tokens[at:stop]]
        else:
            made.append(tokens[at].lower() if (tokens[at].lower(),) in _LEVELS else tokens[at])
        at = stop
    return made


def _level_before(tokens: list[str], at: int) -> bool:
    """Whether the word right before, or the two, say the level of a place: "huyện", "thành phố"."""
    return any(tuple(token.lower() for token in tokens[max(0, at - n) : at]) in _LEVELS for n in (1, 2))


def _loud(tokens: list[str]) -> list[str]:
    """ "BAN CHỈ ĐẠO NHÀ NƯỚC VỀ DU LỊCH" -> "Ban Chỉ đạo Nhà nước về du lịch"."""
    at = _longest(tokens, 0, _heads())
    made = [_of(tokens, 0, at, _heads())] if at else []
    begins, firm, place = True, tokens[0].isalpha() and " ".join(tokens[:at]).lower() in _FIRMS, False
    while at < len(tokens):
        proper = _longest(tokens, at, _proper())
        if proper > at:
            made.append(_of(tokens, at, proper, _proper()))
            at, begins = proper, False
            continue
        word = tokens[at].lower()
        level = any(tuple(token.lower() for token in tokens[at : at + n]) in _LEVELS for n in (1, 2))
        place = (place or _level_before(tokens, at)) and not level and word not in _AGAIN
        made.append(word.capitalize() if (begins or firm or place) and not level else word)
        begins = word in _AGAIN
        at += 1
    return made
