"""The property graph as a Cypher script that Neo4j 5 runs: `cypher-shell -f graph.cypher`.

One statement a line, each with some hundred rows. A server needs milliseconds for every map or list that it reads in
a statement, so rows come as one text, divided by signs that stand in none of its values. Nodes are merged by their
IRI and edges by what tells them apart: running the script again changes nothing. Equal graphs give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from ontology.projection import ValueType
from ontology.stored_graph import GRAPH, OWNER, Field, Label, edge_types, labels
from queries.property_graph import Edge, GraphPart, Plain
from queries.stores.bolt import schema as bolt_schema

_TOGETHER = 20_000  # rows held before they are written
_ROWS, _LETTERS = 1_000, 500_000  # of one statement at most: a server reads a statement whole
_SIGNS = "|¦‖¶※‡†"  # to divide rows, cells and lists; others where a text holds these
_HEAD = """\
// Căn cứ: đồ thị thuộc tính cho Neo4j 5. Chạy: cypher-shell -f TỆP. Chạy lại không làm thay đổi gì.
// The property graph for Neo4j 5. Run: cypher-shell -f FILE. Running it again changes nothing.
"""
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_CONVERTED = {ValueType.TEXT: "{}", ValueType.INTEGER: "toInteger({})", ValueType.DECIMAL: "toFloat({})"}
_OWNER = Field(name=OWNER, type=ValueType.TEXT)

Cell = Plain | tuple[Plain, ...] | None
Row = tuple[Cell, ...]


def script(parts: Iterable[GraphPart]) -> Iterator[bytes]:
    """The script, piece by piece; the parts are read once."""
    yield _HEAD.encode()
    schema = (*bolt_schema.statements(), "CALL db.awaitIndexes(300)")
    yield "".join(f"{statement};\n" for statement in schema).encode()
    held, count = _Held(), 0
    for part in parts:
        count += held.take(part)
        if count >= _TOGETHER:
            yield held.written()
            count = 0
    yield held.written()


def literal(text: str) -> str:
    """A text as Cypher writes it. There is no other way from a value into the script."""
    return f"'{_ESCAPED.sub(_escape, text)}'"


def name_of(name: str) -> str:
    """A label, type or property: in backticks, so that no name is a keyword or ends its place."""
    return f"`{name.replace('`', '``')}`"


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04X}"


# -- rows, and the statements that take them -------------------------------------------------


class _Held:
    """Rows not yet written, by the statement that takes them: nodes before mentions before edges."""

    def __init__(self) -> None:
        self._nodes: dict[str, list[Row]] = {}
        self._mentions: dict[str, list[Row]] = {}
        self._edges: dict[str, list[Row]] = {}

    def take(self, part: GraphPart) -> int:
        """Hold the rows of a part; how many they are."""
        for node in (part.graph, *part.nodes):
            label = labels()[node.label]
            row = (node.iri, *_cells(_node_fields(label), node.properties))
            self._nodes.setdefault(_node(label), []).append(row)
        for name, iri in part.strangers:
            self._nodes.setdefault(f"MERGE (:{name_of(name)} {{iri: cell[0]}})", []).append((iri,))
        for mention in part.mentions:
            label = labels()[mention.label]
            row = (part.graph.iri, mention.iri, *_cells(label.fields, mention.properties))
            self._mentions.setdefault(_mention(label), []).append(row)
        for edge in part.edges:
            row = (edge.source, edge.target, *_cells(edge_types()[edge.type].fields, edge.properties))
            self._edges.setdefault(_edge(edge), []).append(row)
        return 1 + len(part.nodes) + len(part.strangers) + len(part.mentions) + len(part.edges)

    def written(self) -> bytes:
        """The statements that take what is held; nothing is held afterwards."""
        lines: list[str] = []
        for rows in (self._nodes, self._mentions, self._edges):
            for statement in sorted(rows):
                lines += (_line(statement, batch) for batch in _batches(rows[statement]))
            rows.clear()
        return "".join(lines).encode()


def _cells(fields: Iterable[Field], values: Mapping[str, Cell]) -> Iterator[Cell]:
    return (values.get(field.name) for field in fields)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    letters = 0
    for row in rows:
        size = sum(len(str(cell)) for cell in row)
        if batch and (len(batch) >= _ROWS or letters + size > _LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(row)
        letters += size
    yield batch


def _line(statement: str, batch: list[Row]) -> str:
    """A statement with its rows. The signs that divide them are named in the statement."""
    used = set().union(*(_members(cell) for row in batch for cell in row))
    free = (sign for sign in chain(_SIGNS, map(chr, range(0xE000, 0x110000))) if sign not in used)
    line, between, within, nothing = islice(free, 4)
    text = line.join(between.join(_told(cell, within, nothing) for cell in row) for row in batch)
    signs = f"[{literal(between)}, {literal(within)}, {literal(nothing)}] AS sign"
    rows = f"UNWIND split({literal(text)}, {literal(line)}) AS line"
    return f"WITH {signs} {rows} WITH sign, split(line, sign[0]) AS cell {statement};\n"


def _members(cell: Cell) -> set[str]:
    return set(cell) if isinstance(cell, str) else set("".join(map(str, cell if isinstance(cell, tuple) else (cell,))))


def _told(cell: Cell, within: str, nothing: str) -> str:
    if cell is None:
        return nothing
    return within.join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _said(fields: Iterable[Field], first: int, *, lists: bool) -> str:
    """The map of the values in the cells from `first` on; what is missing is null, which sets nothing."""
    return ", ".join(
        f"{name_of(field.name)}: {_read(at, field.type, many=lists or field.several)}"
        for at, field in enumerate(fields, first)
    )


def _read(at: int, kind: ValueType, *, many: bool) -> str:
    cell = f"cell[{at}]"
    value = _CONVERTED[kind].format(cell)
    if many:
        members = f"split({cell}, sign[1])"
        value = members if kind is ValueType.TEXT else f"[x IN {members} | {_CONVERTED[kind].format('x')}]"
    return f"CASE {cell} WHEN sign[2] THEN null ELSE {value} END"


def _node_fields(label: Label) -> tuple[Field, ...]:
    return label.fields if label.name == GRAPH else (_OWNER, *label.fields)


def _node(label: Label) -> str:
    said = _said(_node_fields(label), 1, lists=False)
    return f"MERGE (n:{name_of(label.name)} {{iri: cell[0]}}) SET n = {{iri: cell[0], {said}}}"


def _mention(label: Label) -> str:
    """What a graph says of a shared node, which itself carries the smallest of all that is said."""
    said = f"WITH cell, {{{_said(label.fields, 2, lists=True)}}} AS said"
    ends = f"MATCH (g:{GRAPH} {{iri: cell[0]}}) MERGE (n:{name_of(label.name)} {{iri: cell[1]}})"
    smaller = ", ".join(_smaller(field.name) for field in label.carried)
    return f"{said} {ends} SET {smaller} MERGE (g)-[m:MENTIONS]->(n) SET m = said"


def _smaller(name: str) -> str:
    here, said = f"n.{name_of(name)}", f"said.{name_of(name)}[0]"
    return f"{here} = CASE WHEN {here} <= {said} THEN {here} ELSE coalesce({said}, {here}) END"


def _edge(edge: Edge) -> str:
    """An edge is known by its statement where it has one, else by its graph where its ends have none."""
    fields = edge_types()[edge.type].fields
    key = next((name for name in ("statement", OWNER) if name in edge.properties), None)
    known = f" {{{name_of(key)}: said.{name_of(key)}}}" if key else ""
    said = f"WITH cell, {{{_said(fields, 2, lists=False)}}} AS said"
    begin = f"MATCH (a:{name_of(edge.source_label)} {{iri: cell[0]}})"
    end = f"MATCH (b:{name_of(edge.target_label)} {{iri: cell[1]}})"
    return f"{said} {begin} {end} MERGE (a)-[r:{name_of(edge.type)}{known}]->(b) SET r = said"
