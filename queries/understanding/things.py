"""What a question names: documents, agencies, indices, stretches of time, levels of confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ontology.folding import folded
from ontology.vocabulary import indices
from queries.stores.protocols import Store
from queries.understanding.agencies import agency_at, agency_names, short_forms
from queries.understanding.beside import described_documents, with_qualifiers
from queries.understanding.documents import Spans, documents_in
from queries.understanding.times import time_at
from queries.understanding.words import Item, Slot, Token

_LONGEST = 16  # words of a name
_JOINERS = ("va", "and", "hay", "hoac")
_MANY = ("index", "agency")  # several of them side by side are one part of a question
_INDEX_WORDS = ("bo chi so ", "chi so danh gia ", "chi so ", "diem so ", "diem ")
_LEAST_INDEX_WORDS = 4  # a shorter description of an index is everyday words
_EVERYDAY = ("cai cach hanh chinh", "hai long", "chuyen doi so", "danh gia")


def readings(store: Store, tokens: Sequence[Token]) -> list[list[Item]]:
    """The question with the things that it names; then also with documents told by kind and issuer alone."""
    plain = items(store, tokens)
    described = described_documents(store, plain)
    return [plain] if described == plain else [plain, described]


def items(store: Store, tokens: Sequence[Token]) -> list[Item]:
    """The question with the things that it names."""
    spans: Spans = dict(documents_in(store, tokens))
    agencies = agency_names(store)
    at = 0
    while at < len(tokens):
        if at in spans:
            at = spans[at][0]
            continue
        free = tokens[at : min((start for start in spans if start > at), default=len(tokens))]
        found = _statement(free) or time_at(free) or _percent(free) or _index(free) or agency_at(store, free, agencies)
        if found is not None:
            spans[at] = (at + found[0], found[1])
        at += found[0] if found else 1
    return with_qualifiers(store, _joined(_items(tokens, spans)))


def _items(tokens: Sequence[Token], spans: Spans) -> list[Item]:
    made, at = [], 0
    while at < len(tokens):
        stop, slot = spans.get(at, (at + 1, None))
        made.append(Item(tuple(tokens[at:stop]), slot))
        at = stop
    return made


def _joined(found: Sequence[Item]) -> list[Item]:
    """Names of one kind side by side ("PAR INDEX, PAPI và SIPAS") as one part of the question."""
    made: list[Item] = []
    for item in found:
        joiner = made[-1] if made and made[-1].slot is None and made[-1].tokens[0].word.bare in _JOINERS else None
        before = made[-2] if joiner and len(made) > 1 else made[-1] if made else None
        if item.slot and before and before.slot and item.slot.kind == before.slot.kind and item.slot.kind in _MANY:
            del made[-2 if joiner else -1 :]
            made.append(_both(before, joiner, item))
        else:
            made.append(item)
    return made


def _both(one: Item, joiner: Item | None, other: Item) -> Item:
    assert one.slot is not None
    assert other.slot is not None
    words = (*one.tokens, *(joiner.tokens if joiner else ()), *other.tokens)
    texts = tuple(dict.fromkeys((*one.slot.texts, *other.slot.texts)))
    return Item(words, replace(one.slot, texts=texts, said=f"{one.slot.said}, {other.slot.said}"))


def _bare(tokens: Sequence[Token]) -> str:
    return " ".join(token.word.bare for token in tokens)


# -- statements and levels of confidence -------------------------------------------------------------


def _statement(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    text = tokens[0].text.strip("<>")
    return (1, Slot("statement", (text,), text)) if "://" in text and "/statement/" in text else None


def _percent(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    """ "70%", "70 phần trăm", "0,7" as a whole number of percent."""
    figure = tokens[0].text.replace(",", ".")
    if figure.endswith("%") and figure[:-1].replace(".", "", 1).isdigit():
        return 1, Slot("percent", (str(round(float(figure[:-1]))),), tokens[0].text)
    if figure.isdigit() and _bare(tokens[1:3]) == "phan tram":
        return 3, Slot("percent", (figure,), f"{figure} phần trăm")
    if figure.startswith("0.") and figure[2:].isdigit():
        return 1, Slot("percent", (str(round(float(figure) * 100)),), tokens[0].text)
    return None


# -- indices ---------------------------------------------------------------------------------------------


@cache
def _index_names() -> dict[str, str]:
    """Codes by the folded names; a description long enough also without the word "chỉ số"."""
    known: dict[str, str] = {}
    for each in indices():
        for name in (each.code, each.slug, each.vi, each.en, *each.aliases):
            key = " ".join(folded(name).replace("-", " ").replace(",", "").split())
            known.setdefault(key, each.code)
            rest = next((key.removeprefix(lead) for lead in _INDEX_WORDS if key.startswith(lead)), key)
            if rest != key:
                long = len(rest.split()) >= _LEAST_INDEX_WORDS and not rest.startswith(_EVERYDAY)
                spelt = [f"{lead}{rest}" for lead in (_INDEX_WORDS if long else _INDEX_WORDS[:3])]
                known.update({text: known.get(text, each.code) for text in (*spelt, *([rest] if long else []))})
    return known


def _index(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    known = _index_names()
    for stop in range(min(len(tokens), _LONGEST), 0, -1):
        code = known.get(_bare(tokens[:stop]).replace("-", " "))
        if code is not None:
            return stop, Slot("index", (code,), " ".join(token.text for token in tokens[:stop]))
    return _unknown_index(tokens)


def _unknown_index(tokens: Sequence[Token]) -> tuple[int, Slot] | None:
    """ "chỉ số GRDP": a code in capitals that no index bears, to be told as such."""
    if _bare(tokens[:2]) != "chi so" or len(tokens) < 3:
        return None
    code = tokens[2].text
    if _index(tokens[2:]) is not None:
        return None
    known = code.isupper() and code.isalpha() and len(code) > 1 and folded(code) not in short_forms()
    return (3, Slot("index", (code,), f"chỉ số {code}")) if known else None
