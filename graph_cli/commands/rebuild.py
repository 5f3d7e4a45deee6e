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

MARKER = "store.json"


@click.command()
@pass_session
def command(session: Session, /) -> int:
    from queries.stores.layout import StoreFolder
    from queries.stores.oxigraph import WAIT

    store = session.settings.folder
    fresh, old = store.with_name(f".{store.name}.rebuilt"), store.with_name(f".{store.name}.before")
    if old.exists() and not store.exists():  # a rebuild was cut off between its two last steps
        old.rename(store)
    kept = sorted(path for path in (store / "objects").glob("??/*") if path.is_file())
    if not kept or not (store / MARKER).exists():
        raise StoreDamaged(
            f"{store}: không còn bản gốc nào để dựng lại. Nạp lại văn bản: cancu load TỆP…",
            f"{store}: there are no originals to rebuild from. Load the documents again: cancu load FILE…",
        )
    with StoreFolder(store).lock(WAIT):  # nobody writes into what is about to be replaced
        outcomes, damaged = _built(session, kept, fresh)
        _replace(store, fresh, old)
    refused = [outcome for outcome in outcomes if outcome.error]
    session.say("rebuild.done", count=len(outcomes) - len(refused), lost=damaged + len(refused))
    return SOME_REFUSED if refused or damaged else 0


def _built(session: Session, kept: list[Path], fresh: Path) -> tuple[list[loading.Outcome], int]:
    """A new store beside the old one; how many originals were damaged."""
    shutil.rmtree(fresh, ignore_errors=True)
    names = _names(session)
    files = [loading.Original(names.get(path.name, path.name), path.read_bytes) for path in kept if _intact(path)]
    with progress(session, len(files)) as advance:
        return loading.load(fresh, files, advance), len(kept) - len(files)


def _replace(store: Path, fresh: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    store.rename(old)
    fresh.rename(store)
    shutil.rmtree(old)


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
