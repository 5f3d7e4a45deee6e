"""What the graph says of one thing, as triples: its own, the words that prove them, the statements about it.

Much cited things are spoken of by thousands: what is given is bounded, and what was left out is told in the triples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import PREFIXES, RDF, RDFS, VB
from queries.stores.answers import GRAPHS
from queries.stores.protocols import SparqlStore

OWN = 2000  # triples
STATEMENTS = 200
POINTING = 500  # triples in which other things name it

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """`own`: triples with the thing as subject; `proof`: of its quotations; `statements`: about it; `pointing`: to it.

    `cut` tells that more things speak of it than are given.
    """

    iri: str
    own: tuple[ox.Triple, ...]
    proof: tuple[ox.Triple, ...]
    statements: tuple[ox.Triple, ...]
    pointing: tuple[ox.Triple, ...]
    cut: bool

    def written(self, media: str) -> bytes:
        """All of it in one of the forms of triples."""
        every = dict.fromkeys([*self.own, *self.proof, *self.statements, *self.pointing, *self._told()])
        return ox.serialize(every, format=GRAPHS[media], prefixes=PREFIXES) or b""

    def _told(self) -> Iterator[ox.Triple]:
        if self.cut:
            note = ox.BlankNode("note")
            yield ox.Triple(note, ox.NamedNode(VB.about), ox.NamedNode(self.iri))
            for language, text in _CUT.items():
                yield ox.Triple(note, ox.NamedNode(RDFS.comment), ox.Literal(text, language=language))


_CUT = {
    "vi": f"Chưa đủ: chỉ đưa ra {STATEMENTS} phát biểu và {POINTING} liên kết đầu tiên nói về đối tượng này. "
    "Hỏi phần còn lại qua /sparql.",
    "en": f"Not all: only the first {STATEMENTS} statements and {POINTING} links about this thing are given. "
    "Ask /sparql for the rest.",
}


def described(store: SparqlStore, iri: str) -> Description | None:
    """What is known of the thing with this IRI; None where nothing is. ValueError where it is no IRI."""
    name = str(ox.NamedNode(iri))
    own = _triples(store, f"CONSTRUCT {{ {name} ?p ?o }} WHERE {{ {name} ?p ?o }} LIMIT {OWN}")
    pointing = _triples(store, f"CONSTRUCT {{ ?s ?p {name} }} WHERE {{ ?s ?p {name} }} LIMIT {POINTING + 1}")
    if not own and not pointing:
        return None
    subject, thing, evidence = (ox.NamedNode(each) for each in (RDF.subject, RDF.object, VB.evidence))
    proof = _triples(store, f"CONSTRUCT {{ ?e ?p ?o }} WHERE {{ {name} {evidence} ?e . ?e ?p ?o }} LIMIT {OWN}")
    statements = _triples(
        store,
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ SELECT DISTINCT ?s {{ {{ ?s {subject} {name} }} UNION "
        f"{{ ?s {thing} {name} }} }} LIMIT {STATEMENTS + 1} }} ?s ?p ?o }}",
    )
    about = list(dict.fromkeys(triple.subject for triple in statements))
    kept = set(about[:STATEMENTS])
    return Description(
        iri=iri,
        own=own,
        proof=proof,
        statements=tuple(triple for triple in statements if triple.subject in kept),
        pointing=pointing[:POINTING],
        cut=len(about) > STATEMENTS or len(pointing) > POINTING,
    )


def _triples(store: SparqlStore, text: str) -> tuple[ox.Triple, ...]:
    parsed = ox.parse(store.construct(text), format=ox.RdfFormat.N_TRIPLES)
    return tuple(quad.triple for quad in parsed)
