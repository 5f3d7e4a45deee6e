"""The whole graph as a picture of points: every document and what joins it to others, without the sentences.

A page draws tens of thousands of them, so that the data are lists by column, and places are found beforehand. The
sentences stand in the documents' own pages.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ontology import iri
from ontology.namespaces import VB
from ontology.vocabulary import kind_by_name
from queries import catalog, known_conflicts
from queries.documents import Card, cards
from queries.results import Row
from queries.stores.protocols import Keeping, Store
from viz import spreading
from viz.columns import year_of

LIMIT = 20_000  # documents of one picture: what stays smooth
_SPARE = 1.1  # some of the most connected are only other names of documents that are there
_HELD = 3  # relations that holding a text counts as much as


class Sign(IntEnum):
    """How a tie is drawn."""

    STATED = 0
    INFERRED = 1
    MAYBE = 2  # may be one document
    CONFLICT = 3  # contradict each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A document: `kind` is a slug, `cited` counts the documents that speak of it."""

    iri: str
    label: str
    title: str = ""
    kind: str = ""
    year: int = 0  # 0: not known
    issuer: str = ""
    held: bool = False
    cited: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """The first of two documents (places in the list) acts on the second, in so many statements."""

    source: int
    target: int
    relation: str  # local name; "" where the sign says it all
    sign: Sign
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """`known` counts the documents of the store, those left out included."""

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    known: int


def kept(store: Store) -> str:
    """The data of the whole graph as JSON, made once for the state of the store where it keeps things."""

    def make() -> str:
        return written(whole(store))

    return store.keep("corpus", _form(), make) if isinstance(store, Keeping) else make()


@cache
def _form() -> str:
    """What the data follow from beside the store."""
    code = (
        ("viz", "corpus.py"),
        ("viz", "spreading.py"),
        ("queries", "conflicts.py"),
        ("queries", "known_conflicts.py"),
        ("queries", "documents.py"),
    )
    texts = [files(package).joinpath(name).read_text("utf-8") for package, name in code]
    return "\n".join((*texts, *(catalog.question(name).text for name in ("ties", "facts", "most_cited"))))


def related(store: Store) -> int:
    """How many documents a picture of everything would show."""
    ends = {row[end] for row in catalog.rows(store, "ties") for end in ("subject", "object")}
    return len(ends | {row["document"] for row in catalog.rows(store, "documents")})


def whole(store: Store, limit: int = LIMIT) -> Corpus:
    """Every document of the store, up to `limit` those with most relations."""
    said = list(catalog.rows(store, "ties"))
    every = [str(row["document"]) for row in catalog.rows(store, "all_documents")]
    held = {str(row["document"]) for row in catalog.rows(store, "documents")}
    weight = Counter(str(row[end]) for row in said for end in ("subject", "object"))
    weight.update(dict.fromkeys(held, _HELD))
    first = sorted(every, key=lambda name: (-weight[name], name))[: int(limit * _SPARE)]
    found = cards(store, first)
    meant = [found[name] for name in first if not any(other in found for other in found[name].resolved)][:limit]
    cited = {str(row["document"]): int(row["speakers"] or 0) for row in catalog.rows(store, "most_cited")}
    place = {card.iri: at for at, card in enumerate(meant)}
    ties = {*_said(said, place), *_doubts(store, place)}
    return Corpus(
        dots=tuple(_dot(card, cited.get(card.iri, 0)) for card in meant), ties=tuple(sorted(ties)), known=len(every)
    )


def _dot(card: Card, cited: int) -> Dot:
    kind = kind_by_name().get(card.kind or "")
    return Dot(
        iri=card.iri,
        label=card.label,
        title=card.title or "",
        kind=kind.slug if kind else "",
        year=year_of(card.date or card.inferred_date) or 0,
        issuer=card.issuer or card.inferred_issuer or "",
        held=card.held,
        cited=cited,
    )


def _said(rows: Iterable[Row], place: Mapping[str, int]) -> Iterable[Tie]:
    for row in rows:
        source, target = place.get(str(row["subject"])), place.get(str(row["object"]))
        if source is not None and target is not None and source != target:
            sign = Sign.INFERRED if row["status"] == VB.Inferred else Sign.STATED
            yield Tie(source, target, str(row["relation"]).rsplit("#", 1)[-1], sign, int(row["statements"] or 1))


def _doubts(store: Store, place: Mapping[str, int]) -> Iterable[Tie]:
    """The pairs that may be one document, and those that contradict each other."""
    maybe = ((str(row["about"]), str(row["candidate"])) for row in catalog.rows(store, "gaps") if row["candidate"])
    pairs = [(pair, Sign.MAYBE) for pair in maybe]
    pairs += [(pair, Sign.CONFLICT) for pair in known_conflicts.contradicting(store)]
    for (one, other), sign in pairs:
        if one != other and one in place and other in place:
            yield Tie(place[one], place[other], "", sign)


def written(corpus: Corpus) -> str:
    """The data of the picture as JSON, places included."""
    return json.dumps(columns(corpus), ensure_ascii=False, separators=(",", ":"))


def columns(corpus: Corpus) -> dict[str, Any]:
    """The data of the picture, one list a column: names that come again are numbers into a list of their own."""
    ends = [(tie.source, tie.target) for tie in corpus.ties]
    of = spreading.communities(len(corpus.dots), ends)
    found = spreading.places(of, ends)
    kinds, issuers = _listed(dot.kind for dot in corpus.dots), _listed(dot.issuer for dot in corpus.dots)
    relations = _listed(tie.relation for tie in corpus.ties)
    return {
        "known": corpus.known,
        "kinds": list(kinds),
        "issuers": list(issuers),
        "relations": list(relations),
        "path": [dot.iri.removeprefix(f"{iri.BASE}document/") for dot in corpus.dots],
        "label": [dot.label for dot in corpus.dots],
        "title": [dot.title for dot in corpus.dots],
        "kind": [kinds[dot.kind] for dot in corpus.dots],
        "year": [dot.year for dot in corpus.dots],
        "issuer": [issuers[dot.issuer] for dot in corpus.dots],
        "held": [int(dot.held) for dot in corpus.dots],
        "cited": [dot.cited for dot in corpus.dots],
        "community": of,
        "x": [round(x) for x, _ in found.spots],
        "y": [round(y) for _, y in found.spots],
        "apart": [int(at in found.apart) for at in range(len(corpus.dots))],
        "source": [tie.source for tie in corpus.ties],
        "target": [tie.target for tie in corpus.ties],
        "relation": [relations[tie.relation] for tie in corpus.ties],
        "sign": [int(tie.sign) for tie in corpus.ties],
        "count": [tie.count for tie in corpus.ties],
    }


def _listed(values: Iterable[str]) -> dict[str, int]:
    """Each value with its number, the most frequent first."""
    counted = Counter(values)
    return {value: at for at, value in enumerate(sorted(counted, key=lambda each: (-counted[each], each)))}
