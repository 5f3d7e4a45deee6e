"""The names of kinds of documents, as patterns and in their usual spelling."""

from __future__ import annotations

from ontology.vocabulary import document_kinds, kind_by_name

LAWS = ("Bộ luật", "Luật", "Pháp lệnh")
KIND_NAMES = tuple(sorted((k.vi for k in document_kinds()), key=len, reverse=True))
KINDS = "|".join(name.replace(" ", r"\s+") for name in KIND_NAMES)
_CANONICAL = {name.casefold(): name for name in kind_by_name()}


def canonical(kind: str) -> str:
    """The usual spelling of a kind's name: "NGHỊ ĐỊNH" is "Nghị định"."""
    return _CANONICAL[" ".join(kind.split()).casefold()]


# Who may amend whom: a document is changed by one of the same rank.
_RANKS = (
    ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết"),
    ("Nghị định",),
    ("Thông tư", "Thông tư liên tịch"),
    ("Quyết định", "Quy chế", "Quy định"),
)


def same_rank(one: str | None, other: str | None) -> bool:
    """Whether documents of these kinds may amend each other; what is not known may."""
    if one is None or other is None or one == other:
        return True
    return any(one in rank and other in rank for rank in _RANKS)


def above(one: str | None, other: str | None) -> bool:
    """Whether the first kind stands above the second, so that the second may carry it out or explain it."""
    ranks = [next((n for n, rank in enumerate(_RANKS[:3]) if kind in rank), None) for kind in (one, other)]
    return ranks[0] is not None and ranks[1] is not None and ranks[0] < ranks[1]
