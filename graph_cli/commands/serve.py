"""`cancu serve`: the web application over the store, for this machine and read-only unless told otherwise."""

from __future__ import annotations

import socket

import click

from graph_cli.session import Session, pass_session
from ontology.errors import UsageError

PORT = 8000


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@pass_session
def command(session: Session, /, port: int) -> None:
    import uvicorn

    from viz.web.app import application
    from viz.web.serving import Serving

    settings = session.settings
    session.store.close()  # what is wrong with the store is told before the server starts
    app = application(Serving(store=settings.store, lang=settings.lang))
    with _listening("127.0.0.1", port) as listening:
        session.say("serve.at", address=f"http://127.0.0.1:{listening.getsockname()[1]}/")
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket of this address; UsageError where another program has it."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise UsageError(
            f"Không mở được cổng {port} ({error.strerror}). Chọn cổng khác: --port 0 để máy tự chọn.",
            f"Port {port} cannot be opened ({error.strerror}). Choose another: --port 0 takes any that is free.",
        ) from error
