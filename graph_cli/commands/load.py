"""`cancu load`: files and folders into the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph_cli import loading
from graph_cli.output import Answer, Sheet, output_options, show, visible
from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

COLUMNS = ("file", "outcome", "why")
SOME_REFUSED = 3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(readable=False, path_type=Path))
@output_options
@pass_session
def command(
    session: Session, /, paths: tuple[Path, ...], format_: str | None, output: Path | None, limit: int | None
) -> int:
    present = [path for path in paths if path.exists()]
    absent = [loading.nowhere(path) for path in paths if not path.exists()]
    if not present:
        names = ", ".join(str(path) for path in paths)
        raise UsageError(
            f"{names}: không có tệp hay thư mục này. Kiểm tra lại đường dẫn.",
            f"{names}: there is no such file or folder. Check the path.",
        )
    outcomes = [*absent, *load(session, present)]
    if skipped := loading.passed_over(present):
        session.say("load.skipped", count=skipped)
    if not outcomes:
        session.say("load.nothing", kinds=", ".join(loading.READABLE))
    answer = Answer(sheet=_sheet(session, outcomes), text=_summary(session, outcomes))
    show(session, answer, format_=format_, output=output, limit=limit)
    return SOME_REFUSED if any(outcome.error for outcome in outcomes) else 0


def load(session: Session, paths: Sequence[Path]) -> list[loading.Outcome]:
    """Load with a progress bar where there is a terminal; each refusal is told once, on the error stream."""
    files = list(loading.originals(paths))
    with progress(session, len(files)) as bar:
        return loading.load(session.settings.store, files, bar)


@contextmanager
def progress(session: Session, total: int, said: str = "load.progress") -> Iterator[loading.Listener]:
    """A bar on the error stream, moved on by each file; nothing when that is no terminal, or under --quiet."""
    import sys

    if session.settings.quiet or not sys.stderr.isatty():
        yield loading.Nobody()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(session, bar, bar.add_task(session.words(said), total=total))


class _Bar:
    """The files done; for one with pages to be recognised, a line of its own."""

    def __init__(self, session: Session, bar: Progress, files: TaskID) -> None:
        self._session, self._bar, self._files = session, bar, files
        self._pages: dict[str, TaskID] = {}

    def done(self, _: object) -> None:
        self._bar.advance(self._files)

    def heard(self, name: str, done: int, of: int) -> None:
        if name not in self._pages:
            self._pages[name] = self._bar.add_task(self._session.words("load.pages", file=visible(name)), total=of)
        self._bar.update(self._pages[name], completed=done, total=of, visible=done < of)


def _why(session: Session, outcome: loading.Outcome) -> str | None:
    return outcome.error.message(session.settings.lang) if outcome.error else None


def _sheet(session: Session, outcomes: Sequence[loading.Outcome]) -> Sheet:
    rows = [(outcome.file, str(outcome.outcome), _why(session, outcome)) for outcome in outcomes]
    return Sheet(columns=COLUMNS, rows=rows)


def _summary(session: Session, outcomes: Sequence[loading.Outcome]) -> list[str]:
    counted = Counter(str(outcome.outcome) for outcome in outcomes)
    lines = [session.words(f"load.{kind}", count=count) for kind, count in sorted(counted.items())]
    return lines + [f"  {why}" for outcome in outcomes if (why := _why(session, outcome))]
