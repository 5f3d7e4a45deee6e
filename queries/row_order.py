"""The order of an answer, the same whatever engine gave it."""

from __future__ import annotations

from collections.abc import Sequence

from queries.stores.protocols import Rows, Value

Column = tuple[Value | None, ...]


def ordered(rows: Rows, order: Sequence[str]) -> Rows:
    """The rows by these columns, "-name" from the largest on, then by all others; what is unbound counts as least."""
    if not order or len(rows) < 2:
        return rows
    columns = dict(zip(rows.columns, zip(*rows.rows, strict=True), strict=True))
    named = {name.removeprefix("-"): name.startswith("-") for name in order}
    falling = {name: named.get(name, False) for name in (*named, *rows.columns)}
    keys = list(zip(*(_keys(columns[name], backwards) for name, backwards in falling.items()), strict=True))
    return Rows(rows.columns, tuple(rows.rows[at] for at in sorted(range(len(keys)), key=keys.__getitem__)))


def _keys(column: Column, backwards: bool) -> Sequence[object]:
    """What the values of a column are compared by: themselves where all are texts, or all numbers."""
    kinds = set(map(type, column))
    if all(issubclass(kind, str) for kind in kinds) and not backwards:
        return column
    if not any(issubclass(kind, str) for kind in kinds):
        return [_number(value, backwards) for value in column]
    return [(isinstance(value, str), _number(value, backwards), str(value)) for value in column]


def _number(value: Value | None, backwards: bool) -> tuple[bool, float]:
    """A number for comparison, the unbound before all others, or behind them where it goes backwards."""
    number = 0.0 if value is None or isinstance(value, str) else value
    return (value is None) is backwards, -number if backwards else number
