"""Tasks, responsibilities, index definitions and targets of a record as lines of its file's graph."""

from __future__ import annotations

from datetime import date, timedelta

from loaders.identity import Identities
from loaders.rdf_proof import FileGraph
from ontology import iri
from ontology.model import INFERRED, IndexMention, Record, Responsibility, Target, Task
from ontology.namespaces import RDF, RDFS, VB

_ROLES = {"raise": VB.Raise, "assess": VB.Assess, "communicate": VB.Communicate, "plan": VB.Plan}


def add_duties(graph: FileGraph, record: Record, names: Identities) -> None:
    for task in record.tasks:
        _task(graph, names, task)
    for responsibility in record.responsibilities:
        _responsibility(graph, names, responsibility)
    for mention in record.index_mentions:
        _index(graph, names, mention)
    for target in record.targets:
        _target(graph, names, target)


def _task(graph: FileGraph, names: Identities, task: Task) -> None:
    add = graph.lines
    node = iri.task(graph.sha, task.start, graph.number_at("task", task.start))
    add.link(node, RDF.type, VB.Task)
    add.link(node, VB.assignedIn, names.own)
    words = " ".join([task.reading or task.description, *(piece.text for piece in task.pieces)])
    add.text(node, RDFS.label, words, "vi")
    add.text(node, VB.description, words)
    for name in task.lead:
        add.link(node, VB.leadAgency, graph.agency(names.agency(name)))
    for name in task.coordinate:
        add.link(node, VB.coordinatingAgency, graph.agency(names.agency(name)))
    _deadline(graph, node, task.deadline)
    add.text(node, VB.deadlineText, task.deadline_text)
    add.text(node, VB.deliverable, task.deliverable)
    add.text(node, VB.section, task.section)
    graph.proof(node, task.start, task.end, task.rule, task.confidence)
    for piece in task.pieces:
        add.link(node, VB.evidence, graph.evidence(piece.start, piece.end))


def _deadline(graph: FileGraph, node: str, written: str | None) -> None:
    """A quarter keeps its name and ends on its last day, so that deadlines can be compared."""
    if written is not None and "Q" in written:
        year, quarter = int(written[:4]), int(written[-1])
        ends = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
        graph.lines.text(node, VB.deadlineQuarter, written)
        graph.lines.date(node, VB.deadline, ends.isoformat())
    else:
        graph.lines.date(node, VB.deadline, written)


def _responsibility(graph: FileGraph, names: Identities, duty: Responsibility) -> None:
    add = graph.lines
    node = iri.responsibility(graph.sha, duty.start, graph.number_at("responsibility", duty.start))
    add.link(node, RDF.type, VB.Responsibility)
    add.link(node, VB.assignedIn, names.own)
    add.link(node, VB.agency, graph.agency(names.agency(duty.agency)))
    add.link(node, VB.index, iri.index(duty.index))
    add.link(node, VB.role, _ROLES[duty.role])
    add.link(node, VB.status, VB.Inferred if duty.status == INFERRED else VB.Stated)
    add.text(node, VB.because, duty.because)
    graph.proof(node, duty.start, duty.end, duty.rule, duty.confidence)


def _index(graph: FileGraph, names: Identities, mention: IndexMention) -> None:
    add = graph.lines
    node = iri.definition(graph.sha, mention.start, graph.number_at("definition", mention.start))
    add.link(node, RDF.type, VB.IndexDefinition)
    add.link(node, VB.assignedIn, names.own)
    add.link(node, VB.index, iri.index(mention.index))
    add.text(node, VB.definition, mention.definition)
    graph.proof(node, mention.start, mention.end, mention.rule, mention.confidence)


def _target(graph: FileGraph, names: Identities, target: Target) -> None:
    add = graph.lines
    node = iri.target(graph.sha, target.start, graph.number_at("target", target.start))
    add.link(node, RDF.type, VB.Target)
    add.link(node, VB.assignedIn, names.own)
    add.text(node, VB.description, target.text)
    add.link(node, VB.index, iri.index(target.index) if target.index else None)
    add.text(node, VB.comparator, target.comparator)
    add.decimal(node, VB.value, target.value)
    add.text(node, VB.unit, target.unit)
    add.date(node, VB.year, str(target.year) if target.year else None)
    graph.proof(node, target.start, target.end, target.rule, target.confidence)
