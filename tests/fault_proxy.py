"""A TCP proxy on loopback that fails on demand: what lies between a program and its server when things go wrong.

    with FaultProxy(("127.0.0.1", 7687)) as proxy:
        connect_to(proxy.port)
        proxy.cut(after=500, towards=Towards.SERVER)   # the wire is cut in the middle of what is written
        ...
        proxy.heal()

Every order is in force when its method returns. Bytes are counted from the order on, for each connection by itself.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

PIECE = 65_536
LINGER_NOT = struct.pack("ii", 1, 0)  # closing then sends a reset, as when a process is killed
ORDER_SECONDS = 10


class Towards(StrEnum):
    """Which way bytes go."""

    SERVER = "server"
    CLIENT = "client"


@dataclass(frozen=True, eq=False)
class Fault:
    """What happens to the bytes of every connection. Without anything set they pass."""

    silent: bool = False
    delay: float = 0.0
    after: int | None = None
    towards: Towards = Towards.CLIENT
    reset: bool = True
    times: int = 0


class FaultProxy:
    """Forwards connections to a target (host, port), until told to fail.

    Attributes: port, where it listens on 127.0.0.1; connections, how many it has accepted; passed, how many bytes it
    has let through in each direction.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.target = target
        self.port = 0
        self.connections = 0
        self.passed: Counter[Towards] = Counter()
        self._fault = Fault()
        self._ends = 0
        self._listener: socket.socket | None = None
        self._forwarding: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._ready.wait(ORDER_SECONDS):
            raise RuntimeError("the proxy did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(ORDER_SECONDS)

    def refuse(self) -> None:
        """New connections are refused, as by a server that is not there; those that exist go on."""
        self._order(self._close_listener())

    def drop(self) -> None:
        """Reset the connections that exist now, as by a server that is killed; new ones are served."""
        self._order(self._reset_all())

    def silence(self) -> None:
        """Connections are accepted and nothing passes any more; what was sent waits until the proxy is healed."""
        self._order(self._set(Fault(silent=True)))

    def delay(self, seconds: float) -> None:
        """Every piece of bytes waits so long before it passes."""
        self._order(self._set(Fault(delay=seconds)))

    def cut(self, *, after: int, towards: Towards, times: int = 0) -> None:
        """Reset each connection once so many bytes have passed in this direction; `times` connections, or (0) all."""
        self._order(self._set(Fault(after=after, towards=towards, times=times)))

    def truncate(self, *, after: int, towards: Towards, times: int = 0) -> None:
        """As cut, but the connection is closed in good order, so that what passed looks like all there is."""
        self._order(self._set(Fault(after=after, towards=towards, times=times, reset=False)))

    def heal(self) -> None:
        """Everything passes again, and new connections are accepted on the same port."""
        self._order(self._set(Fault()))
        self._order(self._open_listener())

    def _order(self, order: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(order, self._loop).result(ORDER_SECONDS)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._over, self._flows = asyncio.Event(), asyncio.Event()
        self._flows.set()
        await self._open_listener()
        self._ready.set()
        await self._over.wait()
        await self._close_listener()
        await self._reset_all()

    async def _open_listener(self) -> None:
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self._listener.setblocking(False)
            self.port = self._listener.getsockname()[1]
            self._loop.add_reader(self._listener, self._accept)

    async def _close_listener(self) -> None:
        if self._listener is not None:
            self._accept()
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None

    async def _reset_all(self) -> None:
        self._accept()
        await asyncio.sleep(0)  # a task that has not begun when it is cancelled would leave its connection open
        for task in self._forwarding:
            task.cancel()
        await asyncio.gather(*self._forwarding)

    async def _set(self, fault: Fault) -> None:
        self._fault, self._ends = fault, 0
        (self._flows.clear if fault.silent else self._flows.set)()

    def _accept(self) -> None:
        """Take every connection that waits: for its client it exists already, whatever is ordered next."""
        with suppress(BlockingIOError):
            while self._listener is not None:
                client, _ = self._listener.accept()
                self.connections += 1
                task = self._loop.create_task(self._forward(client))
                self._forwarding.add(task)
                task.add_done_callback(self._forwarding.discard)

    async def _forward(self, accepted: socket.socket) -> None:
        link: list[asyncio.StreamWriter] = []
        try:
            asked, client = await asyncio.open_connection(sock=accepted)
            link.append(client)
            answered, server = await asyncio.open_connection(*self.target)
            link.append(server)
            await asyncio.gather(
                self._pump(Towards.SERVER, asked, server, link), self._pump(Towards.CLIENT, answered, client, link)
            )
        except (OSError, asyncio.CancelledError):
            reset(*link)
        finally:
            for writer in link:
                writer.close()

    async def _pump(
        self,
        towards: Towards,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        link: list[asyncio.StreamWriter],
    ) -> None:
        """Pass bytes in one direction until there are no more, or the fault ends the connection."""
        writer.transport.set_write_buffer_limits(high=0)  # so that drain means sent, and a reset loses nothing
        seen, passed = self._fault, 0
        while piece := await reader.read(PIECE):
            await asyncio.sleep(self._fault.delay)
            await self._flows.wait()
            if self._fault is not seen:
                seen, passed = self._fault, 0
            end = seen.after if seen.towards is towards else None
            let = piece if end is None else piece[: end - passed]
            writer.write(let)
            await writer.drain()
            passed += len(let)
            self.passed[towards] += len(let)
            if passed == end:
                self._end(seen, link)
                return
        with suppress(OSError):
            writer.write_eof()

    def _end(self, fault: Fault, link: list[asyncio.StreamWriter]) -> None:
        """End a connection as the fault says, and the fault itself where it has done so often enough."""
        for writer in link:
            if fault.reset:
                reset(writer)
            else:
                writer.close()
        self._ends += 1
        if fault.times == self._ends and fault is self._fault:
            self._fault = Fault()


def reset(*writers: asyncio.StreamWriter) -> None:
    """Close connections without a farewell."""
    for writer in writers:
        with suppress(OSError):
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
        writer.transport.abort()
