"""The graph of reviews as text: who confirmed or rejected what, when, why, and what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from loaders.quads import GraphText
from ontology import iri
from ontology.namespaces import PROV, RDF, RDFS, VB
from ontology.review import Decision


def written(decisions: Iterable[Decision], targets: Mapping[str, tuple[str, ...]]) -> bytes:
    """N-Quads, sorted. `targets`: by the number of a decision, what it is about of what the store holds."""
    add = GraphText(iri.REVIEWS)
    for each in decisions:
        node, person = iri.review(each.number), iri.person(each.by)
        add.link(node, RDF.type, VB.Review)
        add.link(node, VB.decision, VB.Confirmed if each.confirmed else VB.Rejected)
        add.link(node, VB.reviewedSubject, each.subject)
        add.link(node, VB.reviewedRelation, each.relation)
        add.link(node, VB.reviewedObject, each.object)
        for target in targets.get(each.number, ()):
            add.link(node, VB.reviews, target)
        add.text(node, VB.reviewReason, each.reason or None)
        add.text(node, VB.reviewer, each.by)
        add.link(node, PROV.wasAttributedTo, person)
        add.link(person, RDF.type, PROV.Agent)
        add.text(person, RDFS.label, each.by)
        add.instant(node, PROV.generatedAtTime, each.at)
        add.instant(node, PROV.invalidatedAtTime, each.withdrawn_at)
        add.text(node, VB.withdrawnBy, each.withdrawn_by)
    return add.nquads()
