"""`cancu serve`: the web application over the store, for this machine and read-only unless told otherwise."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click

from graph_cli import linking, loading, reviewing
from graph_cli.session import Session, pass_session
from ontology.errors import PolicyRefused, UsageError

if TYPE_CHECKING:
    from viz.web.serving import Serving

PORT = 8000
HOST = "127.0.0.1"
_PATIENCE = 1.0  # seconds after which a person is told what is waited for
_ALL = ("0.0.0.0", "::")  # every address of the machine, by none of which anybody calls it


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@click.option("--host", default=HOST, show_default=True)
@click.option("--public-read", is_flag=True)
@click.option("--token-file", type=click.Path(readable=False, path_type=Path))
@click.option("--allow-host", "names", multiple=True)
@pass_session
def command(
    session: Session, /, port: int, host: str, public_read: bool, token_file: Path | None, names: tuple[str, ...]
) -> int:
    from viz.web import listening, tokens
    from viz.web.app import application

    _check(host, names, public=public_read)
    people = tokens.read(token_file) if token_file else {}
    serving = _serving(session, host, names, people, public=public_read)
    session.store.close()  # what is wrong with the store is told before the server starts
    _prepared(session)
    with _listening(host, port) as heard:
        session.say("serve.at", address=f"http://{_written(host)}:{heard.getsockname()[1]}/")
        if people:
            session.say("serve.writers", count=len(set(people.values())))
        if people and not _is_loopback(host):
            session.say("serve.plain")
        try:
            listening.server(application(serving)).run(sockets=[heard])
        except KeyboardInterrupt:
            session.say("serve.ended")  # how one ends a server: no failure
    return 0


def _prepared(session: Session) -> None:
    """What pages ask of the whole store, found before anybody waits for it; a store of this program has it already."""
    patience = Timer(_PATIENCE, session.say, ("serve.preparing",))
    patience.start()
    try:
        linking.prepare(session.settings.store)
    finally:
        patience.cancel()


def _check(host: str, names: Sequence[str], *, public: bool) -> None:
    """PolicyRefused where others could read without this having been said."""
    if (names or not _is_loopback(host)) and not public:
        raise PolicyRefused(
            f"{names[0] if names else host}: máy khác sẽ đọc được toàn bộ kho. Nếu đúng ý, thêm --public-read.",
            f"{names[0] if names else host}: other machines could read the whole store. "
            "If that is meant, add --public-read.",
        )
    if host in _ALL and not names:
        raise UsageError(
            f"{host}: nêu tên hoặc địa chỉ mà trình duyệt gọi máy này: --allow-host TÊN.",
            f"{host}: say by which name or address browsers call this machine: --allow-host NAME.",
        )


def _serving(session: Session, host: str, names: Sequence[str], people: Mapping[str, str], *, public: bool) -> Serving:
    from viz.web.serving import LOOPBACK, Serving

    settings = session.settings
    own = () if host in _ALL else (_written(host),)
    return Serving(
        store=settings.store, lang=settings.lang, public=public, tokens=people,
        hosts=tuple(name.lower() for name in (*LOOPBACK, *own, *names)),
        load=partial(load, settings.store) if people else None,
        reviewing=reviewing.OfStore(settings.store) if people else None,
    )  # fmt: skip


def load(store: str, files: Sequence[tuple[str, bytes]]) -> list[loading.Outcome]:
    """Bring files that were sent into the store."""
    return loading.load(store, list(loading.sent(files)))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _written(host: str) -> str:
    """A host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """A socket of this address; UsageError where it cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(
            f"Không mở được {host}, cổng {port} ({error.strerror}). Chọn cổng khác: --port 0 để máy tự chọn.",
            f"{host}, port {port} cannot be opened ({error.strerror}). Choose another port: --port 0 takes any that "
            "is free.",
        ) from error
