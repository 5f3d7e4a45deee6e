"""What stands beside a document and is said of it: its date, year and issuer; and documents told by these alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from ontology.folding import folded
from queries import catalog
from queries.documents import Card, cards
from queries.periods import period
from queries.stores.protocols import Store
from queries.understanding.naming import ASKING, GENERIC, kinds, narrowed, slot
from queries.understanding.words import Item, Slot

_SEVERAL = frozenset(("cac", "nhung", "moi", "bao", "nhieu"))
_LINKS = ("cua", "do", "of", "nam", "ngay")


def with_qualifiers(store: Store, items: Sequence[Item]) -> list[Item]:
    """Documents with the date, year and issuer that stand behind them, where they are theirs."""
    made: list[Item] = []
    for item in items:
        made.append(item)
        while (joined := _qualified(store, made)) is not None:
            made = joined
    return made


def _qualified(store: Store, items: list[Item]) -> list[Item] | None:
    """The items with the last one taken into the document before it."""
    if len(items) < 2 or items[-1].slot is None:
        return None
    last = items[-1]
    linked = len(items) > 2 and items[-2].slot is None and items[-2].tokens[0].word.bare in _LINKS
    before = items[-3] if linked else items[-2]
    if before.slot is None or {before.slot.kind, last.slot.kind if last.slot else ""} <= {"document"}:
        return None
    document, other = (before, last) if before.slot.kind == "document" else (last, before)
    bracket = bool(last.tokens[0].opens)
    if (
        document.slot is None
        or other.slot is None
        or document.slot.kind != "document"
        or (document is last and not bracket)
    ):
        return None
    known = cards(store, document.slot.iris)
    fitting = [card for card in known.values() if _fits(card, other.slot)]
    if not fitting:
        return None
    used = items[: -3 if linked else -2]
    words = tuple(token for item in items[len(used) :] for token in item.tokens)
    said = " ".join(token.text for token in words)
    others = [card for card in cards(store, document.slot.others).values() if _fits(card, other.slot)]
    return [*used, Item(words, narrowed(store, document.slot, said, fitting, others))]


def _fits(card: Card, slot: Slot) -> bool:
    """Whether a date, a year or an issuer is that of the document."""
    if slot.kind == "agency":
        issuer = folded(card.issuer or card.inferred_issuer or "")
        names = [folded(name) for name in (*slot.texts, *slot.names)]
        return bool(issuer) and any(issuer == name or issuer.startswith(f"{name} ") for name in names)
    if slot.kind != "period" or ".." in slot.texts[0] or " " in slot.texts[0]:
        return False
    asked = period(slot.texts[0])
    dated = any((asked.first or "") <= date <= (asked.last or "") or date == slot.texts[0] for date in card.dates)
    return dated or f"nam {slot.texts[0]}" in folded(f"{card.label} {card.title}")


def described_documents(store: Store, items: Sequence[Item]) -> list[Item]:
    """Documents told by kind and issuer alone, "văn bản của Sở", or by a telling kind, among those that are held."""
    made = list(items)
    for at in range(len(made)):
        found = _by_issuer(made, at) or _by_kind(made, at)
        if found is None:
            continue
        stop, kind, issuer = found
        held = cards(store, [str(row["document"]) for row in catalog.rows(store, "documents")])
        fitting = [card for card in held.values() if _is_of(card, kind, issuer)]
        if fitting:
            words = tuple(token for item in made[at:stop] for token in item.tokens)
            said = " ".join(token.text for token in words)
            others = () if kind is None or issuer is not None else _named_alike(store, kind, held)
            return [*made[:at], Item(words, replace(slot(store, said, said, fitting), others=others)), *made[stop:]]
    return made


Description = tuple[int, str | None, Slot | str | None]  # where it ends, the kind where one is said, the issuer


def _by_issuer(items: Sequence[Item], at: int) -> Description | None:
    """ "văn bản của Sở"."""
    for length in (3, 2, 1):
        piece = items[at : at + length + 2]
        words = _free(piece[: length + 1], length + 1)
        if words is None or len(piece) < length + 2 or words[-1] != "cua" or not _one(items, at):
            continue
        said = " ".join(words[:-1])
        issuer = piece[-1].slot
        if said not in kinds() and said not in GENERIC[:2]:
            continue
        kind = None if said in GENERIC else kinds()[said]
        if issuer is not None and issuer.kind == "agency":
            return at + length + 2, kind, issuer
        if piece[-1].tokens[0].text in ("Sở", "sở"):
            return at + length + 2, kind, "so"
    return None


def _by_kind(items: Sequence[Item], at: int) -> Description | None:
    """ "Chương trình hành động": a kind so rare that its name may stand for the document."""
    for length in (5, 4, 3):
        words = _free(items[at : at + length], length)
        if words is not None and " ".join(words) in kinds() and _one(items, at):
            behind = _free(items[at + length : at + length + 1], 1)
            return None if behind and behind[0] in ASKING else (at + length, kinds()[" ".join(words)], None)
    return None


def _free(items: Sequence[Item], length: int) -> list[str] | None:
    """The words there, None where there are fewer or some name a thing."""
    words = [item.tokens[0].word.bare for item in items if item.slot is None]
    return words if len(words) == length else None


def _one(items: Sequence[Item], at: int) -> bool:
    """Whether what begins there is spoken of as one: no "các", "những" before it."""
    return not at or items[at - 1].slot is not None or items[at - 1].tokens[0].word.bare not in _SEVERAL


def _named_alike(store: Store, kind: str, held: Container[str]) -> tuple[str, ...]:
    """Documents of that kind that are only spoken of."""
    found = {str(row["document"]) for row in catalog.rows(store, "called") if str(row["key"]).startswith(kind)}
    return tuple(sorted(document for document in found if document not in held))


def _is_of(card: Card, kind: str | None, issuer: Slot | str | None) -> bool:
    if kind is not None and folded(card.kind or "") != kind:
        return False
    if isinstance(issuer, Slot):
        return _fits(card, issuer)
    return issuer is None or folded(card.issuer or card.inferred_issuer or "").startswith(f"{issuer} ")
