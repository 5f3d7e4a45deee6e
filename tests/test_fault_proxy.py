"""The proxy that fails on demand does what it is told, or the tests that lean on it prove nothing."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest

from tests.fault_proxy import FaultProxy, Towards


class Echo(socketserver.BaseRequestHandler):
    """Says back what it hears."""

    def handle(self) -> None:
        try:
            while heard := self.request.recv(65_536):
                self.request.sendall(heard)
        except ConnectionError:
            pass


@pytest.fixture
def proxy() -> Iterator[FaultProxy]:
    """A proxy before a server that says back what it hears."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        with FaultProxy(("127.0.0.1", server.server_address[1])) as between:
            yield between
        server.shutdown()
        thread.join()


def connected(proxy: FaultProxy, *, patience: float = 30) -> socket.socket:
    """A client's connection through the proxy."""
    return socket.create_connection(("127.0.0.1", proxy.port), timeout=patience)


def heard(client: socket.socket, count: int) -> bytes:
    """What arrives, up to so many bytes or the end of the connection."""
    pieces = b""
    while len(pieces) < count and (piece := client.recv(count - len(pieces))):
        pieces += piece
    return pieces


def test_healthy_it_passes_everything_and_counts(proxy: FaultProxy) -> None:
    sent = bytes(range(256)) * 8_000
    with connected(proxy) as client:
        threading.Thread(target=client.sendall, args=(sent,)).start()
        assert heard(client, len(sent)) == sent
    assert proxy.connections == 1
    assert proxy.passed == {Towards.SERVER: len(sent), Towards.CLIENT: len(sent)}


def test_the_end_of_what_a_client_says_passes_too(proxy: FaultProxy) -> None:
    with connected(proxy) as client:
        client.sendall(b"all")
        client.shutdown(socket.SHUT_WR)
        assert heard(client, 100) == b"all"


def test_refused_and_healed_on_the_same_port(proxy: FaultProxy) -> None:
    with connected(proxy) as old:
        proxy.refuse()
        with pytest.raises(ConnectionRefusedError):
            connected(proxy)
        old.sendall(b"still")
        assert heard(old, 5) == b"still"
    proxy.heal()
    with connected(proxy) as client:
        client.sendall(b"again")
        assert heard(client, 5) == b"again"


def test_dropped_connections_are_reset_and_new_ones_served(proxy: FaultProxy) -> None:
    with connected(proxy) as old, connected(proxy) as new:
        old.sendall(b"a")
        assert heard(old, 1) == b"a"
        proxy.drop()
        with pytest.raises(ConnectionResetError):
            heard(old, 1)
        new.close()
    with connected(proxy) as client:
        client.sendall(b"b")
        assert heard(client, 1) == b"b"


def test_silent_it_accepts_and_answers_only_once_healed(proxy: FaultProxy) -> None:
    proxy.silence()
    with connected(proxy, patience=0.3) as client:
        client.sendall(b"hello")
        with pytest.raises(TimeoutError):
            client.recv(5)
        proxy.heal()
        client.settimeout(30)
        assert heard(client, 5) == b"hello"


@pytest.mark.parametrize("towards", Towards)
def test_cut_after_so_many_bytes(proxy: FaultProxy, towards: Towards) -> None:
    proxy.cut(after=3, towards=towards)
    with connected(proxy) as client:
        client.sendall(b"abcdef")
        with pytest.raises(ConnectionResetError):
            heard(client, 6)
    assert proxy.passed[towards] == 3


def test_truncated_answers_end_in_good_order(proxy: FaultProxy) -> None:
    proxy.truncate(after=3, towards=Towards.CLIENT)
    with connected(proxy) as client:
        client.sendall(b"abcdef")
        assert heard(client, 6) == b"abc"


def test_bytes_are_counted_from_the_order_on(proxy: FaultProxy) -> None:
    with connected(proxy) as client:
        client.sendall(b"before")
        assert heard(client, 6) == b"before"
        proxy.truncate(after=2, towards=Towards.CLIENT)
        client.sendall(b"after")
        assert heard(client, 5) == b"af"


def test_a_fault_of_one_time_heals_by_itself(proxy: FaultProxy) -> None:
    proxy.truncate(after=1, towards=Towards.CLIENT, times=1)
    with connected(proxy) as first, connected(proxy) as second:
        first.sendall(b"abc")
        assert heard(first, 3) == b"a"
        second.sendall(b"abc")
        assert heard(second, 3) == b"abc"


def test_a_delay_holds_every_piece_back(proxy: FaultProxy) -> None:
    proxy.delay(0.2)
    with connected(proxy) as client:
        begin = time.monotonic()
        client.sendall(b"slow")
        assert heard(client, 4) == b"slow"
        assert time.monotonic() - begin >= 0.4  # once on the way there, once on the way back


def test_a_target_that_is_not_there_shows(proxy: FaultProxy) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = free.getsockname()
    with FaultProxy(nowhere) as alone, connected(alone) as client, pytest.raises(ConnectionResetError):
        client.recv(1)
