"""A Neo4j that goes, stalls or breaks off: told in time, nothing half-written, finished when run again."""

from __future__ import annotations

import signal
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from neo4j.exceptions import ConfigurationError, Neo4jError, ServiceUnavailable, WriteServiceUnavailable

from ontology.errors import BackendUnavailable, CancuError, QueryLimit, QueryNotUnderstood, UsageError
from queries.stores.bolt import failures as bolt_failures
from queries.stores.bolt import replacing as bolt_replacing
from queries.stores.bolt import store as bolt
from queries.stores.bolt.address import placed
from queries.stores.protocols import GraphOfFile, Outcome
from tests.fault_proxy import FaultProxy, Towards
from tests.property_store import held, projected, signed
from tests.servers import Server, empty_neo4j
from tests.test_bolt import citing

# What is left of a broken line is collected some time later; the interpreter then tells of its open socket.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")

BOUND = 5.0  # seconds within which a fault is told
OLD, NEW = citing("hỏng", "cũ"), citing("hỏng", "mới", extractor="2", cited="https://w3id.org/cancu/id/document/khac")
NOBODY = "bolt://neo4j:bi-mat@127.0.0.1:1"


@dataclass(frozen=True)
class Behind:
    """A server that holds the old graph, its own address, and the proxy that stands before it."""

    direct: str
    address: str
    proxy: FaultProxy


@pytest.fixture(scope="module")
def laid_out() -> Server:
    server = empty_neo4j()
    with bolt.open_writer(signed(server)):
        pass
    return server


@pytest.fixture
def behind(laid_out: Server) -> Iterator[Behind]:
    """The old graph behind a proxy; what is done to it is undone."""
    direct = signed(laid_out)
    with bolt.open_writer(direct) as writer:
        writer.commit(OLD)
    with FaultProxy(laid_out.target) as proxy:
        yield Behind(direct, signed(laid_out.behind(proxy.port)), proxy)
    with bolt.open_writer(direct) as writer:
        writer.remove(OLD.sha256)


class Clock:
    """Measures from the beginning, or from the fault where that comes later."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.began = time.monotonic()


@contextmanager
def told_in_time(password: str = "") -> Iterator[Clock]:
    """What happens inside ends with the error of a server that is not there, within the bound."""
    clock = Clock()
    with pytest.raises(BackendUnavailable, match=r"127\.0\.0\.1") as told:
        yield clock
    assert time.monotonic() - clock.began < BOUND
    assert told.value.exit_code == 8
    assert not password or password not in str(told.value)


def commit(address: str, graph: GraphOfFile) -> Outcome:
    with bolt.open_writer(address) as writer:
        return writer.commit(graph)


def killed(proxy: FaultProxy) -> None:
    proxy.refuse()
    proxy.drop()


def slow(proxy: FaultProxy) -> None:
    proxy.delay(30)


FAULTS: list[Callable[[FaultProxy], None]] = [killed, FaultProxy.silence, slow]


# -- at the beginning ------------------------------------------------------------------------------


def test_nobody_there() -> None:
    with told_in_time("bi-mat"):
        bolt.open_reader(NOBODY)
    with told_in_time("bi-mat"), bolt.open_writer(NOBODY.replace("bolt:", "neo4j:")):
        pass


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+ssc"])
def test_somebody_who_says_nothing(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, told_in_time():
        bolt.open_reader(f"{scheme}://127.0.0.1:{server.getsockname()[1]}")


@pytest.mark.parametrize(
    ("answer", "scheme", "say"),
    [
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "bolt", "Bolt"),
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "neo4j", "Bolt"),
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "bolt+s", "encryption"),
        (b"SSH-2.0-OpenSSH_9\r\n", "bolt", "Bolt"),
        (b"", "bolt", "Bolt"),
    ],
)
def test_somebody_else(answer: bytes, scheme: str, say: str) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _answering(answer)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(BackendUnavailable, match=say):
            bolt.open_reader(f"{scheme}://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def _answering(answer: bytes) -> type[socketserver.BaseRequestHandler]:
    """A server that says one thing to everybody and hangs up."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1024)
            self.request.sendall(answer)

    return Handler


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_is_gone_or_stalls(behind: Behind, scheme: str, fault: Callable[[FaultProxy], None]) -> None:
    fault(behind.proxy)
    with told_in_time():
        bolt.open_reader(behind.address.replace("bolt:", f"{scheme}:"))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_wrong_password_is_told_and_not_shown(laid_out: Server, scheme: str) -> None:
    host, port = laid_out.target
    with pytest.raises(BackendUnavailable, match="CANCU_PASSWORD") as told:
        bolt.open_reader(f"{scheme}://{laid_out.user}:{quote('bí mật', safe='')}@{host}:{port}")
    assert "bí mật" not in str(told.value)
    with pytest.raises(BackendUnavailable, match="CANCU_USER"):
        bolt.open_reader(f"{scheme}://{host}:{port}")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_database_that_is_not_there(laid_out: Server, scheme: str) -> None:
    with pytest.raises(BackendUnavailable, match="khong-co"):
        bolt.open_reader(signed(laid_out, "/khong-co").replace("bolt:", f"{scheme}:"))


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s", "bolt+ssc"])
def test_a_server_without_encryption(laid_out: Server, scheme: str) -> None:
    with pytest.raises(BackendUnavailable, match=r"\+s"):
        bolt.open_reader(signed(laid_out).replace("bolt:", f"{scheme}:"))


def test_by_routing_too(laid_out: Server) -> None:
    """One server is a cluster of one: it tells its address to whoever asks for the members."""
    with closing(bolt.open_reader(signed(laid_out).replace("bolt:", "neo4j:"))) as reader:
        assert reader.cypher("RETURN 1 AS one").rows == ((1,),)


# -- in the middle ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", FAULTS)
def test_between_two_questions(behind: Behind, fault: Callable[[FaultProxy], None]) -> None:
    with closing(bolt.open_reader(behind.address)) as reader:
        fault(behind.proxy)
        with told_in_time():
            reader.cypher("RETURN 1 AS one")
        behind.proxy.heal()
        assert reader.cypher("RETURN 1 AS one").rows == ((1,),)


def at_the_edges(monkeypatch: pytest.MonkeyPatch, fault: Callable[[], object]) -> None:
    """Let something happen, once, in the middle of what a document writes."""
    put, happened = bolt_replacing._put_edges, threading.Event()

    def put_after(*given: Any) -> None:
        if not happened.is_set():
            happened.set()
            fault()
        put(*given)

    monkeypatch.setattr(bolt_replacing, "_put_edges", put_after)


@pytest.mark.parametrize("fault", FAULTS)
def test_in_the_middle_of_a_document(
    behind: Behind, fault: Callable[[FaultProxy], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with told_in_time() as clock, bolt.open_writer(behind.address) as writer:
        at_the_edges(monkeypatch, lambda: (clock.start(), fault(behind.proxy)))
        writer.commit(NEW)
    behind.proxy.heal()
    behind.proxy.drop()
    assert held(behind.direct) == projected(OLD)
    assert commit(behind.address, NEW) is Outcome.REPLACED
    assert held(behind.direct) == projected(NEW)


def test_a_connection_lost_in_the_middle_is_made_again(behind: Behind, monkeypatch: pytest.MonkeyPatch) -> None:
    with bolt.open_writer(behind.address) as writer:
        at_the_edges(monkeypatch, behind.proxy.drop)
        assert writer.commit(NEW) is Outcome.REPLACED
    assert held(behind.direct) == projected(NEW)


@pytest.mark.parametrize("towards", list(Towards))
@pytest.mark.parametrize("after", [0, 300, 1500, 4000])
def test_cut_anywhere_it_is_the_old_or_the_new_and_run_again_the_new(
    behind: Behind, after: int, towards: Towards
) -> None:
    with bolt.open_writer(behind.address) as writer:
        behind.proxy.cut(after=after, towards=towards)
        with pytest.raises(BackendUnavailable):
            writer.commit(NEW)
    behind.proxy.heal()
    assert held(behind.direct) in (projected(OLD), projected(NEW))
    commit(behind.address, NEW)
    assert held(behind.direct) == projected(NEW)


def test_a_question_that_takes_long_is_no_fault(behind: Behind) -> None:
    with closing(bolt.open_reader(behind.address)) as reader:
        behind.proxy.delay(0.2)
        assert reader.cypher("RETURN 1 AS one").rows == ((1,),)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Where tests run in several processes, none of them hears an interruption."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_wait_ends_and_leaves_nothing_behind(behind: Behind, monkeypatch: pytest.MonkeyPatch) -> None:
    once = iter([signal.SIGINT])  # the work may be tried again, and a second signal would end the tests

    def interrupted(*_: Any) -> None:
        for each in once:
            signal.pthread_kill(threading.main_thread().ident or 0, each)
        time.sleep(2)

    with bolt.open_writer(behind.address) as writer:
        monkeypatch.setattr(bolt_replacing, "_put_edges", interrupted)
        with pytest.raises(KeyboardInterrupt):
            writer.commit(NEW)
    assert held(behind.direct) == projected(OLD)


def test_a_closed_store_says_so(behind: Behind) -> None:
    reader = bolt.open_reader(behind.address)
    reader.close()
    reader.close()
    with pytest.raises(BackendUnavailable):
        reader.cypher("RETURN 1 AS one")


# -- what the driver says, in our words ------------------------------------------------------------


def said(code: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message="lời của máy chủ, bi-mat")


@pytest.mark.parametrize(
    ("error", "kind", "say"),
    [
        (said("Neo.ClientError.Cluster.NotALeader"), BackendUnavailable, "neo4j://"),
        (said("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"), BackendUnavailable, "neo4j://"),
        (WriteServiceUnavailable("no writer"), BackendUnavailable, "neo4j://"),
        (said("Neo.ClientError.Security.Forbidden"), BackendUnavailable, "quyền"),
        (said("Neo.ClientError.Security.AuthenticationRateLimit"), BackendUnavailable, "CANCU_PASSWORD"),
        (said("Neo.ClientError.Database.DatabaseNotFound"), BackendUnavailable, "cơ sở dữ liệu"),
        (said("Neo.TransientError.Transaction.DeadlockDetected"), BackendUnavailable, "Deadlock"),
        (said("Neo.DatabaseError.General.UnknownError"), BackendUnavailable, "lời của máy chủ"),
        (said("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), QueryLimit, "bộ nhớ"),
        (said("Neo.ClientError.Transaction.TransactionTimedOut"), QueryLimit, "hạn"),
        (said("Neo.ClientError.Statement.SyntaxError"), QueryNotUnderstood, "lời của máy chủ"),
        (ServiceUnavailable("gone"), BackendUnavailable, "kết nối"),
        (ConfigurationError("unknown option"), UsageError, "unknown option"),
        (TimeoutError(), BackendUnavailable, "không trả lời"),
    ],
)
def test_what_the_driver_raises_is_told_in_our_words(error: Exception, kind: type[CancuError], say: str) -> None:
    told = bolt_failures.of_server(placed(NOBODY), error)
    assert type(told) is kind and say in told.message_vi and "bi-mat" not in str(told)
