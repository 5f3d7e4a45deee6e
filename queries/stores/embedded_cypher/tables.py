"""The tables of the embedded Cypher engine, as the ontology declares them, and how files of rows get into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ontology.projection import ValueType
from ontology.stored_graph import GRAPH, KEY, MENTIONS, OWNER, EdgeType, Label, edge_types, labels

BETWEEN = "\x1f"  # between the members of a list in a cell
_ESCAPED = (("\x1e", "\x1e0"), (BETWEEN, "\x1e1"))  # what stands in a member for the two characters used here
_EMPTY = "\x1e2"  # the engine drops empty members
_TYPES = {ValueType.TEXT: "STRING", ValueType.INTEGER: "INT64", ValueType.DECIMAL: "DOUBLE"}
_CSV = "HEADER=false, PARALLEL=false, AUTO_DETECT=false, DELIM=',', QUOTE='\"', ESCAPE='\"'"

# Words of Neo4j's Cypher that the engine calls otherwise; it keeps them with its tables.
MACROS = (
    "type(r) AS label(r)",
    "head(l) AS l[1]",
    "last(l) AS l[-1]",
    "tail(l) AS l[2:]",
    "split(t, by) AS string_split(t, by)",
    "toInteger(x) AS CAST(x, 'INT64')",
    "toFloat(x) AS CAST(x, 'DOUBLE')",
    "startNode(r) AS start_node(r)",
    "endNode(r) AS end_node(r)",
)


@dataclass(frozen=True, slots=True)
class Column:
    """`many`: a list of values."""

    name: str
    type: ValueType
    many: bool

    @property
    def declared(self) -> str:
        return f"{quoted(self.name)} {_TYPES[self.type]}{'[]' if self.many else ''}"

    @property
    def in_file(self) -> str:
        return f"{quoted(self.name)} {'STRING' if self.many else _TYPES[self.type]}"

    @property
    def nothing(self) -> str:
        return f"CAST(NULL, '{_TYPES[self.type]}{'[]' if self.many else ''}')"

    @property
    def read(self) -> str:
        """The value made from the cell of a file."""
        if not self.many:
            return quoted(self.name)
        members = f"string_split({quoted(self.name)}, '{BETWEEN}')"
        if self.type is not ValueType.TEXT:
            return f"CAST({members}, '{_TYPES[self.type]}[]')"
        restored = f"replace(x, '{_EMPTY}', '')"
        for letter, instead in reversed(_ESCAPED):
            restored = f"replace({restored}, '{instead}', '{letter}')"
        return f"list_transform({members}, x -> {restored})"


_IRI = Column(KEY, ValueType.TEXT, False)
_OWNER = Column(OWNER, ValueType.TEXT, False)
_ENDS = (Column("from", ValueType.TEXT, False), Column("to", ValueType.TEXT, False))


def quoted(name: str) -> str:
    return f"`{name}`"


def node_columns(label: Label) -> list[Column]:
    """Key first; an owned node names its graph next."""
    carried = [Column(field.name, field.type, field.several) for field in label.carried]
    return [_IRI, *([] if label.shared or label.name == GRAPH else [_OWNER]), *carried]


def edge_columns(kind: EdgeType) -> list[Column]:
    return [Column(field.name, field.type, False) for field in kind.fields]


def said_columns(label: Label) -> list[Column]:
    """What a graph may say of a shared node, as lists."""
    return [Column(field.name, field.type, True) for field in label.fields]


def mention_columns() -> list[Column]:
    """What a graph may say of any shared node."""
    return list({column.name: column for label in shared() for column in said_columns(label)}.values())


def shared() -> list[Label]:
    return [label for label in labels().values() if label.shared]


def statements() -> Iterator[str]:
    """What makes the empty tables and the macros."""
    for label in labels().values():
        columns = ", ".join(column.declared for column in node_columns(label))
        yield f"CREATE NODE TABLE {quoted(label.name)}({columns}, PRIMARY KEY({quoted(KEY)}))"
    yield _rel_table(MENTIONS, [(GRAPH, label.name) for label in shared()], mention_columns())
    for kind in edge_types().values():
        yield _rel_table(kind.name, kind.ends, edge_columns(kind))
    yield from (f"CREATE MACRO {macro}" for macro in MACROS)


def _rel_table(name: str, ends: Iterable[tuple[str, str]], columns: Sequence[Column]) -> str:
    pairs = [f"FROM {quoted(source)} TO {quoted(target)}" for source, target in ends]
    return f"CREATE REL TABLE {quoted(name)}({', '.join([*pairs, *(column.declared for column in columns)])})"


# -- files of rows ---------------------------------------------------------------------------


def copy_nodes(label: Label, files: Sequence[Path]) -> str:
    """Takes in files of owned nodes, one row each."""
    columns = node_columns(label)
    return f"COPY {quoted(label.name)} FROM ({_loaded(files, columns)} RETURN {_values(columns)})"


def copy_shared(label: Label, files: Sequence[Path]) -> str:
    """Takes in files of shared nodes, a row for each graph that speaks of one: the smallest values stay."""
    columns = node_columns(label)
    smallest = ", ".join(f"min({quoted(column.name)})" for column in columns[1:])
    return f"COPY {quoted(label.name)} FROM ({_loaded(files, columns)} RETURN {quoted(KEY)}, {smallest})"


def copy_mentions(label: Label, files: Sequence[Path]) -> str:
    """Takes in files of what graphs say of shared nodes; what no node of the label can have stays empty."""
    columns = [*_ENDS, *said_columns(label)]
    own = {column.name for column in columns}
    values = [column.read if column.name in own else column.nothing for column in (*_ENDS, *mention_columns())]
    rows = f"{_loaded(files, columns)} RETURN {', '.join(values)}"
    return f"COPY {quoted(MENTIONS)} FROM ({rows}) (from='{GRAPH}', to='{label.name}')"


def copy_edges(kind: EdgeType, ends: tuple[str, str], files: Sequence[Path]) -> str:
    """Takes in files of edges between two labels; each row begins with the keys of both ends."""
    columns = [*_ENDS, *edge_columns(kind)]
    rows = f"{_loaded(files, columns)} RETURN {_values(columns)}"
    return f"COPY {quoted(kind.name)} FROM ({rows}) (from='{ends[0]}', to='{ends[1]}')"


def _loaded(files: Sequence[Path], columns: Sequence[Column]) -> str:
    paths = ", ".join(_file(path) for path in files)
    return f"LOAD WITH HEADERS ({_headers(columns)}) FROM [{paths}] ({_CSV})"


def _values(columns: Sequence[Column]) -> str:
    return ", ".join(column.read for column in columns)


def _headers(columns: Sequence[Column]) -> str:
    return ", ".join(column.in_file for column in columns)


def _file(path: Path) -> str:
    escaped = str(path).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def cell(value: object) -> str:
    """A value in a file of rows: nothing for what is missing, texts always in quotes, lists joined."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        value = BETWEEN.join(_member(member) for member in value)
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return repr(value)


def _member(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    for letter, instead in _ESCAPED:
        if letter in text:
            text = text.replace(letter, instead)
    return text or _EMPTY
