"""`cancu rebuild`: the store made again from the originals it keeps."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import click

from graph_cli import loading
from graph_cli.commands.load import SOME_REFUSED, progress
from graph_cli.session import Session, pass_session
from ontology.errors import CancuError, StoreDamaged


@click.command()
@pass_session
def command(session: Session, /) -> int:
    store = session.settings.folder
    kept = sorted(path for path in (store / "objects").glob("??/*") if path.is_file())
    if not kept:
        raise StoreDamaged(
            f"{store}: không còn bản gốc nào để dựng lại. Nạp lại văn bản: cancu load TỆP…",
            f"{store}: there are no originals to rebuild from. Load the documents again: cancu load FILE…",
        )
    fresh, old = store.with_name(f"{store.name}.new"), store.with_name(f"{store.name}.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    names = _names(session)
    files = [loading.Original(names.get(path.name, path.name), path.read_bytes) for path in kept if _intact(path)]
    with progress(session, len(files)) as advance:
        outcomes = loading.load(fresh, files, advance)
    store.rename(old)
    fresh.rename(store)
    shutil.rmtree(old)
    refused = [outcome for outcome in outcomes if outcome.error]
    session.say("rebuild.done", count=len(outcomes) - len(refused), lost=len(kept) - len(files) + len(refused))
    return SOME_REFUSED if refused or len(files) < len(kept) else 0


def _intact(path: Path) -> bool:
    return sha256(path.read_bytes()).hexdigest() == path.name


def _names(session: Session) -> dict[str, str]:
    """File names by hash, as far as the old store still tells them."""
    from queries import catalog

    try:
        rows = catalog.rows(session.store, "of_file", beginning="")
        return {str(row["sha256"]): str(row["file"]) for row in rows}
    except CancuError:
        return {}
