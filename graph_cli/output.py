"""Answers on paper: tables for a terminal, JSON, CSV and tab-separated values for everything else."""

from __future__ import annotations

import csv
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click

from graph_cli.session import Session
from graph_cli.settings import FORMATS

Cell = str | int | float | bool | None | Sequence[str]
F = TypeVar("F", bound=Callable[..., Any])
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what begins so


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under named columns; the names are the keys of JSON and stay the same in both languages."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`sheet` for every format; `text` in place of the table for a reader, `data` in place of the rows for JSON."""

    sheet: Sheet
    text: Sequence[str] | None = None
    data: object = None


def _in_full(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    session = ctx.find_object(Session)
    if asked and session is not None:
        session.full = True


def output_options(command: F) -> F:
    """--format, --output, --limit and --full, for every command that lists something."""
    options = (
        click.option("--format", "format_", type=click.Choice(FORMATS)),
        click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path)),
        click.option("--limit", type=click.IntRange(min=1)),
        click.option("--full", is_flag=True, expose_value=False, callback=_in_full),
    )
    for option in reversed(options):
        command = option(command)
    return command


def show(
    session: Session,
    answer: Answer,
    *,
    format_: str | None = None,
    output: Path | None = None,
    limit: int | None = None,
) -> None:
    """Print an answer, or write it to a file."""
    on_terminal = output is None and sys.stdout.isatty()
    chosen = chosen_format(session, format_, output)
    sheet = _limited(answer.sheet, limit)
    if chosen == "table":
        _write(output, _table(session, sheet, answer.text, on_terminal))
    elif chosen == "json":
        data = answer.data if answer.data is not None and limit is None else _objects(sheet)
        _write(output, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    elif chosen == "csv":
        _write(output, _comma_separated(sheet), bom=True)
    else:
        _write(output, _tab_separated(sheet))


def chosen_format(session: Session, format_: str | None, output: Path | None) -> str:
    """The form in which an answer is printed: as asked, else a table for a person and tsv for a program."""
    on_terminal = output is None and sys.stdout.isatty()
    return format_ or session.settings.format or ("table" if on_terminal else "tsv")


def _limited(sheet: Sheet, limit: int | None) -> Sheet:
    if limit is None:
        return sheet
    return Sheet(columns=sheet.columns, rows=list(islice(sheet.rows, limit)), title=sheet.title)


def _write(path: Path | None, text: str, *, bom: bool = False) -> None:
    """To a file (Excel needs the mark at the start to read UTF-8) or to standard output."""
    text = unicodedata.normalize("NFC", text)
    if path is None:
        click.echo(text, nl=False, color=False)
    else:
        from viz.writing import write_whole

        write_whole(path, text.encode("utf-8-sig" if bom else "utf-8"))


def _objects(sheet: Sheet) -> list[dict[str, Cell]]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


def plain(cell: Cell) -> str:
    """A cell as text; several values joined by "; "."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return f"{cell:g}"
    return str(cell) if isinstance(cell, (str, int)) else "; ".join(cell)


def visible(text: str) -> str:
    """Text in which nothing can steer a terminal or turn the reading direction: such characters by their number."""
    return "".join(f"⟦U+{ord(each):04X}⟧" if _steers(each) else each for each in text)


def _steers(letter: str) -> bool:
    return letter in _TURNING or (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n")


def _flat(cell: Cell) -> str:
    return visible(" ".join(plain(cell).split()))


def _guarded(cell: Cell) -> str:
    """Text that a spreadsheet shows and does not run (OWASP: a leading quotation mark)."""
    text = plain(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(_FORMULA) else text


def _comma_separated(sheet: Sheet) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([_guarded(value) for value in row] for row in sheet.rows)
    return out.getvalue()


def _tab_separated(sheet: Sheet) -> str:
    lines = (sheet.columns, *([_flat(value) for value in row] for row in sheet.rows))
    return "".join("\t".join(line) + "\n" for line in lines)


def _table(session: Session, sheet: Sheet, text: Iterable[str] | None, on_terminal: bool) -> str:
    if text is not None:
        return "".join(f"{visible(line)}\n" for line in text)
    if not sheet.rows:
        return session.words("output.nothing") + "\n"
    from rich import box
    from rich.console import Console
    from rich.table import Table

    lines = box.HEAVY_HEAD if on_terminal else box.ASCII  # what is piped may meet a program that knows no lines
    table = Table(title=sheet.title or None, title_justify="left", box=lines, show_lines=len(sheet.rows) < 60)
    for column in sheet.columns:
        table.add_column(_heading(session, column), overflow="fold")
    for row in sheet.rows:
        table.add_row(*(_plain_text(cell) for cell in row))
    out = io.StringIO()
    Console(file=out, width=None if on_terminal else 160, color_system=None, force_terminal=False).print(table)
    return out.getvalue()


def _plain_text(cell: Cell) -> Any:
    """Text in which square brackets are no markup."""
    from rich.text import Text

    return Text(_flat(cell))


def _heading(session: Session, column: str) -> str:
    key = f"column.{column}"
    return session.words(key) if key in session.words else column
