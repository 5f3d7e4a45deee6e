"""What stands beside a document and is said of it: its date, year and issuer; and documents told by these alone."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.folding import folded
from queries import catalog
from queries.documents import Card, cards
from queries.periods import period
from queries.stores.protocols import Store
from queries.understanding.naming import GENERIC, kinds, slot
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
    return [*used, Item(words, slot(store, document.slot.texts[0], said, fitting))]


def _fits(card: Card, slot: Slot) -> bool:
    """Whether a date, a year or an issuer is that of the document."""
    if slot.kind == "agency":
        issuer = folded(card.issuer or card.inferred_issuer or "")
        names = [folded(name) for name in (*slot.texts, *slot.names)]
        return bool(issuer) and any(issuer == name or issuer.startswith(f"{name} ") for name in names)
    if slot.kind != "period" or ".." in slot.texts[0] or " " in slot.texts[0]:
        return False
    asked = period(slot.texts[0])
    return any((asked.first or "") <= date <= (asked.last or "") or date == slot.texts[0] for date in card.dates)


def described_documents(store: Store, items: Sequence[Item]) -> list[Item]:
    """Documents told by kind and issuer alone, "văn bản của Sở", among those that are held."""
    made = list(items)
    for at in range(len(made)):
        found = _description(made, at)
        if found is None:
            continue
        stop, kind, issuer = found
        held = cards(store, [str(row["document"]) for row in catalog.rows(store, "documents")])
        fitting = [card for card in held.values() if _is_of(card, kind, issuer)]
        if fitting:
            words = tuple(token for item in made[at:stop] for token in item.tokens)
            said = " ".join(token.text for token in words)
            return [*made[:at], Item(words, slot(store, said, said, fitting)), *made[stop:]]
    return made


def _description(items: Sequence[Item], at: int) -> tuple[int, str | None, Slot | str] | None:
    """ "văn bản của Sở": where it ends, the kind where one is said, the issuer."""
    if at and items[at - 1].slot is None and items[at - 1].tokens[0].word.bare in _SEVERAL:
        return None
    for length in (3, 2, 1):
        piece = items[at : at + length + 2]
        if len(piece) < length + 2 or any(item.slot for item in piece[: length + 1]):
            continue
        words = " ".join(item.tokens[0].word.bare for item in piece[:length])
        if (words in kinds() or words in GENERIC[:2]) and piece[length].tokens[0].word.bare == "cua":
            kind = None if words in GENERIC else kinds()[words]
            issuer = piece[-1].slot
            if issuer is not None and issuer.kind == "agency":
                return at + length + 2, kind, issuer
            if piece[-1].tokens[0].text in ("Sở", "sở"):
                return at + length + 2, kind, "so"
    return None


def _is_of(card: Card, kind: str | None, issuer: Slot | str) -> bool:
    if kind is not None and folded(card.kind or "") != kind:
        return False
    if isinstance(issuer, Slot):
        return _fits(card, issuer)
    return folded(card.issuer or card.inferred_issuer or "").startswith(f"{issuer} ")
