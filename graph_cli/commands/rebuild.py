"""`cancu rebuild`: the store made again from the originals it keeps."""

from __future__ import annotations

import shutil
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import click

from graph_cli import linking, loading
from graph_cli.commands.load import SOME_REFUSED, progress
from graph_cli.session import Session, pass_session
from ontology.errors import CancuError, StoreDamaged, UsageError

MARKER = "store.json"


@click.command()
@pass_session
def command(session: Session, /) -> int:
    from queries.stores.layout import StoreFolder
    from queries.stores.oxigraph import WAIT

    store = _folder(session)
    fresh, old = store.with_name(f".{store.name}.rebuilt"), store.with_name(f".{store.name}.before")
    if old.exists() and not store.exists():  # a rebuild was cut off between its two last steps
        old.rename(store)
    kept = sorted(path for path in (store / "objects").glob("??/*") if path.is_file())
    if not kept or not (store / MARKER).exists():
        raise StoreDamaged(
            f"{store}: không còn bản gốc nào để dựng lại. Nạp lại văn bản: cancu load TỆP… "
            f"(hoặc cancu sync KHO-KHÁC {store})",
            f"{store}: there are no originals to rebuild from. Load the documents again: cancu load FILE… "
            f"(or cancu sync OTHER-STORE {store})",
        )
    with StoreFolder(store).lock(WAIT):  # nobody writes into what is about to be replaced
        outcomes, damaged = _built(session, kept, fresh)
        carried, lost = _carry(store, fresh, {path.name for path in kept})
        _carry_reviews(store, fresh)
        _replace(store, fresh, old)
    refused = [outcome for outcome in outcomes if outcome.error]
    lost += damaged + len(refused)
    session.say("rebuild.done", count=len(outcomes) - len(refused) + carried, lost=lost)
    return SOME_REFUSED if lost else 0


def _folder(session: Session) -> Path:
    """The store's folder; UsageError with what to do instead for a server, which keeps no originals."""
    from queries.stores import opening

    address = session.settings.store
    if opening.engine(address) in ("oxigraph", "ladybug"):
        return opening.folder(address)
    shown = opening.shown(address)
    raise UsageError(
        f"{shown}: máy chủ không giữ bản gốc nên không dựng lại được từ đó. Nạp lại: cancu --store {shown} load TỆP…, "
        f"hoặc chép từ kho thư mục: cancu sync THƯ-MỤC {shown}",
        f"{shown}: a server keeps no originals to rebuild from. Load again: cancu --store {shown} load FILE…, "
        f"or copy a store in a folder: cancu sync FOLDER {shown}",
    )


def _built(session: Session, kept: list[Path], fresh: Path) -> tuple[list[loading.Outcome], int]:
    """A new store beside the old one; how many originals were damaged."""
    shutil.rmtree(fresh, ignore_errors=True)
    names = _names(session)
    files = [_original(path, names) for path in kept if _intact(path)]
    with progress(session, len(files)) as bar:
        return loading.load(fresh, files, bar), len(kept) - len(files)


def _original(path: Path, names: dict[str, str]) -> loading.Original:
    from loaders import opening

    return loading.Original(names.get(path.name, path.name), lambda: opening.read_bytes(path))


def _carry(store: Path, fresh: Path, kept: set[str]) -> tuple[int, int]:
    """Take over documents whose originals are elsewhere, as `cancu sync` brought them; how many, and how many not."""
    from queries import copying
    from queries.stores import oxigraph
    from queries.stores.layout import StoreFolder

    elsewhere = StoreFolder(store).logged().keys() - kept
    if not elsewhere:
        return 0, 0
    try:
        with closing(oxigraph.open_reader(store)) as source, oxigraph.open_writer(fresh) as target:
            work = copying.plan(source, target)
            wanted = tuple(each for each in work.missing if each.sha256 in elsewhere)
            done = copying.copy(source, target, copying.Plan(missing=wanted), lambda _: None)
            carried = sum(each.error is None for each in done)
            linking.link(target)
    except CancuError:
        return 0, len(elsewhere)
    return carried, len(elsewhere) - carried


def _carry_reviews(store: Path, fresh: Path) -> None:
    """Take over what people decided; what is no longer there stays in the log."""
    from queries.stores import oxigraph
    from queries.stores.review_log import ReviewLog

    log = ReviewLog(store)
    if log.begun:
        with oxigraph.open_writer(fresh) as target:
            ReviewLog(fresh).take_over(log)
            linking.link(target)


def _replace(store: Path, fresh: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    store.rename(old)
    fresh.rename(store)
    shutil.rmtree(old)


def _intact(path: Path) -> bool:
    return sha256(path.read_bytes()).hexdigest() == path.name


def _names(session: Session) -> dict[str, str]:
    """File names by hash, as far as the old store still tells them."""
    from queries.documents import file_names

    try:
        return file_names(session.store)
    except CancuError:
        return {}
