"""A made graph shaped as the documents are: two relations a document, a few laws that hundreds rest on."""

from __future__ import annotations

from random import Random

from ontology.iri import BASE
from viz.corpus import Corpus, Dot, Sign, Tie
from viz.graph import DocumentNode, Network, Relation

KINDS = ("luat", "nghi-dinh", "thong-tu", "quyet-dinh", "ke-hoach", "cong-van")
_AREA = 150  # documents that deal with one matter and mostly cite each other
_WAYS = ("basedOn", "basedOn", "implements", "cites", "amends")


def corpus(documents: int, seed: int = 1) -> Corpus:
    """So many documents; the same seed gives the same graph."""
    random = Random(seed)
    ends = sorted({pair for at in range(1, documents) for pair in _cites(random, at, max(1, documents // _AREA))})
    cited = [0] * documents
    for _, target in ends:
        cited[target] += 1
    ties = tuple(Tie(one, other, random.choice(_WAYS), _sign(random)) for one, other in ends)
    return Corpus(
        dots=tuple(_dot(random, at, documents, cited[at]) for at in range(documents)), ties=ties, known=documents
    )


def _cites(random: Random, at: int, areas: int) -> list[tuple[int, int]]:
    """Mostly what was there early in its own matter, sometimes a law of all."""
    found = []
    for _ in range(random.choice((1, 1, 2, 3, 3))):
        early = random.random() ** 3
        target = int(at * early**2) if random.random() < 0.12 else at % areas + areas * int(at // areas * early)
        if target < at:
            found.append((at, target))
    return found


def _sign(random: Random) -> Sign:
    return random.choices(tuple(Sign), (90, 6, 3, 1))[0]


def _dot(random: Random, at: int, documents: int, cited: int) -> Dot:
    kind = KINDS[min(len(KINDS) - 1, int(at / documents * len(KINDS)))]
    return Dot(
        iri=f"{BASE}document/made/{at}", label=f"Văn bản {at}/{2005 + at % 20}/QĐ-UBND", title=f"Về việc thứ {at}",
        kind=kind, year=2005 + at % 20, issuer=f"Cơ quan {at % 40}", held=random.random() < 0.5, cited=cited,
    )  # fmt: skip


def network(made: Corpus) -> Network:
    """The same graph for the page of boxes and arrows."""
    documents = tuple(
        DocumentNode(
            iri=dot.iri, label=dot.label, kind=dot.kind, dates=(str(dot.year),), file="a" if dot.held else None
        )
        for dot in made.dots
    )
    relations = tuple(
        Relation(source=made.dots[tie.source].iri, target=made.dots[tie.target].iri, relation=tie.relation or "cites")
        for tie in made.ties
    )
    return Network(documents=documents, relations=relations)
