"""The reference page of the property graph, docs/property-graph.md, made from what the ontology declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.namespaces import PREFIXES
from ontology.projection import ValueType
from ontology.stored_graph import MENTIONS, OWNER, EdgeType, Field, Label, edge_types, labels

_HEAD = f"""# The property graph

What a Cypher store holds; made from `ontology/data/cancu.ttl` by `python -m ontology.build`. It is computed one named
graph at a time (`queries/property_graph.py`), so that a file's part can be replaced alone.

- Every node has the key `iri`, unique within its label. Every other property may be missing.
- An **owned** node (SourceFile, Statement, Evidence, Task …) belongs to one named graph: `{OWNER}` is the IRI of that
  graph. A quotation that another graph rests on but whose own file is not there has its `iri` only.
- A **shared** node (Document, Agency, Place …) is spoken of by several graphs. What a graph says of it stands on
  `(:Graph)-[m:{MENTIONS}]->(node)`, **every property of {MENTIONS} as a list** of all the values that this graph gives,
  sorted; no list where it gives none. A node that a graph only names (an end of an edge) has a {MENTIONS} without
  properties: its class was said by that graph only where `m.types` is there. For people, the node itself carries the
  smallest of all the values (properties marked * stand on {MENTIONS} only).
- `GRAPH ?g {{ ?document vb:number ?n }}` is therefore
  `MATCH (g:Graph)-[m:{MENTIONS}]->(document:Document) UNWIND m.number AS n`, and what an owned node of the same graph
  says has `{OWNER} = g.iri`.
- Edges between shared nodes carry `{OWNER}`. A relation between documents is one edge for each statement of that graph
  which says so (`statement`: its IRI), or one without `statement` where none does.
- Names of things (relations, statuses, roles, kinds, graphs) are full IRIs as texts; dates are ISO texts and may be
  partial; confidences and values are floats. A property ending in `En` holds the English words, the one without it the
  Vietnamese ones or those without a language.
- `Statement.object` is an IRI or a text. Statement has the edges SUBJECT, OBJECT and SPEAKER to what they name where
  that is a node. The label Term holds everything else that has a name: words of the vocabulary, reasons, roles,
  statuses, kinds of agencies, changes.
- A file's graph has the IRI `https://w3id.org/cancu/id/graph/<sha256>`; besides these there are
  `…/graph/links` (what crosses documents: resolutions, gaps), `…/graph/registry` and `…/graph/ontology`.
"""


def page() -> str:
    """The whole page in Markdown."""
    return _HEAD + "\n## Nodes\n\n" + "".join(_nodes()) + "\n## Edges\n\n" + "".join(_edges())


def _nodes() -> Iterator[str]:
    yield "| label | owned or shared | properties (besides `iri`) |\n|---|---|---|\n"
    for label in labels().values():
        how = "shared" if label.shared else "the graph itself" if label.name == "Graph" else f"owned: `{OWNER}`"
        yield _row(f"`{label.name}`", how, ", ".join(_field(field, label) for field in label.fields))


def _field(field: Field, label: Label) -> str:
    kind = {ValueType.INTEGER: "integer", ValueType.DECIMAL: "float", ValueType.TEXT: ""}[field.type]
    notes = [kind, "list" if field.several and not label.shared else "", " / ".join(_short(iri) for iri in field.path)]
    star = "*" if field not in label.carried else ""
    return f"`{field.name}`{star} ({', '.join(note for note in notes if note)})"


def _edges() -> Iterator[str]:
    yield "| type | from → to | properties | term |\n|---|---|---|---|\n"
    shared = ", ".join(label.name for label in labels().values() if label.shared)
    yield _row(f"`{MENTIONS}`", f"Graph → {shared}", "those of the shared node, as lists", "")
    for kind in edge_types().values():
        yield _row(f"`{kind.name}`", _ends(kind), _names(kind.fields), f"`{_short(kind.iri)}`")


def _ends(kind: EdgeType) -> str:
    targets = dict.fromkeys(target for _, target in kind.ends)
    return "; ".join(f"{', '.join(a for a, b in kind.ends if b == target)} → {target}" for target in targets)


def _names(fields: Iterable[Field]) -> str:
    return ", ".join(f"`{field.name}`" for field in fields)


def _short(iri: str) -> str:
    return next((f"{prefix}:{iri[len(base) :]}" for prefix, base in PREFIXES.items() if iri.startswith(base)), iri)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"
