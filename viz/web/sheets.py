"""Tables to take away: CSV that Excel reads as it is, in which no cell runs as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi.responses import Response

from viz.tables import sheet


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """The rows as a file of that name."""
    return attached(sheet(columns, rows), name, "text/csv; charset=utf-8")


def attached(content: bytes, name: str, media_type: str) -> Response:
    """A file that the browser saves; `name` holds plain letters only."""
    return Response(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{name}"'})


def joined(values: Iterable[str]) -> str:
    """Several values in one cell."""
    return "; ".join(values)
