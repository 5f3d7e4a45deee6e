"""A SPARQL server that goes, stalls or breaks off: told in time, nothing half-written, finished when run again."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest

from ontology.errors import BackendUnavailable, CancuError, QueryLimit
from ontology.namespaces import DCTERMS
from queries.stores.protocols import GraphOfFile, Outcome
from queries.stores.sparql_server import client as sparql_client
from queries.stores.sparql_server import store as sparql_http
from tests.fault_proxy import FaultProxy, Towards
from tests.made_sparql_server import MadeServer, Wrong, made_server
from tests.servers import named
from tests.test_store import graph_of

BOUND = 5.0  # seconds within which a fault is told
OLD = graph_of("sparql-faults", *(f"cũ {number}" for number in range(100)))
NEW = graph_of("sparql-faults", *(f"mới {number}" for number in range(150)), extractor="2")
OTHER = graph_of("sparql-faults-other", "khác")


@dataclass(frozen=True)
class Behind:
    """A server, its own address, and the proxy that stands before it."""

    direct: str
    address: str
    proxy: FaultProxy

    def held(self) -> bytes:
        """The document's graph as the server has it."""
        with closing(sparql_http.open_reader(self.direct)) as reader:
            return reader.dump(OLD.iri)


@contextmanager
def behind_proxy(direct: str) -> Iterator[Behind]:
    """A server that holds the old graph, reached through a proxy."""
    parts = urlsplit(direct)
    with FaultProxy((str(parts.hostname), int(parts.port or 80))) as proxy:
        place = f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{proxy.port}".removeprefix("@")
        with sparql_http.open_writer(direct) as writer:
            writer.commit(OLD)
        try:
            yield Behind(direct, parts._replace(netloc=place).geturl(), proxy)
        finally:
            with sparql_http.open_writer(direct) as writer:
                for document in (OLD, OTHER):
                    writer.remove(document.sha256)


def fuseki_address() -> str:
    """The real server that the tests were told of, with its user."""
    server = named("FUSEKI")
    return server.address.replace("://", f"://{quote(server.user, safe='')}:{quote(server.password, safe='')}@")


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is silent is given up early: how long it is waited for is tried once, at the beginning."""
    monkeypatch.setattr(sparql_client, "SILENCE", 1.5)


@pytest.fixture(scope="module")
def made() -> Iterator[MadeServer]:
    with made_server() as server:
        yield server


@pytest.fixture(params=["made", "fuseki"])
def behind(request: pytest.FixtureRequest, made: MadeServer) -> Iterator[Behind]:
    """Either server with the old graph; what is done to it is undone."""
    with behind_proxy(made.address if request.param == "made" else fuseki_address()) as there:
        yield there


@contextmanager
def told_in_time() -> Iterator[None]:
    """What happens inside ends with the error of a server that is not there, within the bound."""
    began = time.monotonic()
    with pytest.raises(BackendUnavailable, match=r"127\.0\.0\.1") as told:
        yield
    assert time.monotonic() - began < BOUND
    assert told.value.exit_code == 8


def commit(address: str, graph: GraphOfFile) -> Outcome:
    with sparql_http.open_writer(address) as writer:
        return writer.commit(graph)


def refuse(proxy: FaultProxy) -> None:
    proxy.refuse()
    proxy.drop()


def slow(proxy: FaultProxy) -> None:
    proxy.delay(30)


FAULTS: list[Callable[[FaultProxy], None]] = [refuse, FaultProxy.silence, slow]


@pytest.mark.parametrize("fault", FAULTS)
def test_at_the_beginning(behind: Behind, fault: Callable[[FaultProxy], None]) -> None:
    fault(behind.proxy)
    with told_in_time():
        sparql_http.open_reader(behind.address)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("fault", FAULTS)
def test_between_two_questions(behind: Behind, fault: Callable[[FaultProxy], None]) -> None:
    with closing(sparql_http.open_reader(behind.address)) as reader:
        fault(behind.proxy)
        with told_in_time():
            reader.ask("ASK {}")
        behind.proxy.heal()
        assert reader.ask("ASK {}")


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("fault", FAULTS)
def test_before_a_document(behind: Behind, fault: Callable[[FaultProxy], None]) -> None:
    with sparql_http.open_writer(behind.address) as writer:
        fault(behind.proxy)
        with told_in_time():
            writer.commit(NEW)
    assert behind.held() in (OLD.nquads, NEW.nquads)
    behind.proxy.heal()
    commit(behind.address, NEW)
    assert behind.held() == NEW.nquads


@pytest.mark.parametrize("way", [FaultProxy.cut, FaultProxy.truncate])
@pytest.mark.parametrize("towards", list(Towards))
def test_in_the_middle_of_a_document(
    behind: Behind, way: Callable[..., None], towards: Towards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql_client, "_PAUSES", (0.0,))
    for after in (1, 150, 700, 1_100, 1_500, 5_000, 20_000) if towards is Towards.SERVER else (1, 30, 400):
        with sparql_http.open_writer(behind.address) as writer:
            way(behind.proxy, after=after, towards=towards)
            began = time.monotonic()
            with suppress(BackendUnavailable):
                writer.commit(NEW)
            assert time.monotonic() - began < BOUND
        assert behind.held() in (OLD.nquads, NEW.nquads)
        behind.proxy.heal()
        commit(behind.address, NEW)
        assert behind.held() == NEW.nquads
        with sparql_http.open_writer(behind.direct) as writer:
            writer.remove(OLD.sha256)
            writer.commit(OLD)


@pytest.mark.parametrize("towards", list(Towards))
def test_a_connection_that_breaks_once_is_not_noticed(behind: Behind, towards: Towards) -> None:
    with sparql_http.open_writer(behind.address) as writer:
        behind.proxy.cut(after=1_500 if towards is Towards.SERVER else 450, towards=towards, times=1)
        assert writer.commit(NEW) in (Outcome.REPLACED, Outcome.UNCHANGED)
        behind.proxy.drop()
        assert writer.commit(OTHER) is Outcome.LOADED
    assert behind.held() == NEW.nquads


def test_a_server_that_comes_back_soon_is_waited_for(behind: Behind) -> None:
    with sparql_http.open_writer(behind.address) as writer:
        refuse(behind.proxy)
        back = threading.Timer(0.7, behind.proxy.heal)
        back.start()
        try:
            assert writer.commit(NEW) is Outcome.REPLACED
        finally:
            back.join()
    assert behind.held() == NEW.nquads


def test_nothing_listens_there() -> None:
    with FaultProxy(("127.0.0.1", 9)) as proxy:
        port = proxy.port
    for act in (
        lambda: sparql_http.open_reader(f"sparql+http://127.0.0.1:{port}/kho"),
        lambda: sparql_http.run(f"sparql+http://127.0.0.1:{port}/kho", "ASK {}", timeout=10),
        lambda: commit(f"sparql+http://127.0.0.1:{port}/kho", NEW),
    ):
        with told_in_time():
            act()


def test_a_host_without_a_name_or_with_another_protocol(made: MadeServer) -> None:
    with pytest.raises(BackendUnavailable, match=r"máy\.invalid"):
        sparql_http.open_reader("sparql+http://máy.invalid/kho")
    with pytest.raises(BackendUnavailable, match="TLS"):
        sparql_http.open_reader(made.address.replace("http", "https"))


# -- a server at work is no server that is gone ------------------------------------------------------


@pytest.mark.usefixtures("hasty")
def test_a_long_answer_of_a_living_server_is_waited_for(made: MadeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(made.address, OTHER)
    with closing(sparql_http.open_reader(made.address)) as reader:
        monkeypatch.setitem(
            made.wrong, "query", Wrong(media=sparql_http.RESULTS, body=b'{"head":{},"boolean":true}', stay=3)
        )
        assert reader.ask(f"ASK {{ ?s <{DCTERMS.title}> ?title }}")


def test_a_users_question_ends_in_time_whatever_the_server_does(made: MadeServer) -> None:
    commit(made.address, OTHER)
    with behind_proxy(made.address) as there, closing(sparql_http.open_reader(there.address)) as reader:
        there.proxy.silence()
        began = time.monotonic()
        with pytest.raises(QueryLimit, match="--timeout"):
            reader.limited("ASK {}", 0.5)
        assert time.monotonic() - began < BOUND


class _Drip(socketserver.BaseRequestHandler):
    """Answers one letter at a time, for ever."""

    def handle(self) -> None:
        self.request.recv(65_536)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n\r\n")
        with suppress(OSError):
            while True:
                self.request.sendall(b" ")
                time.sleep(0.05)


class _Noise(socketserver.BaseRequestHandler):
    """Speaks another protocol."""

    def handle(self) -> None:
        self.request.sendall(b"220 mail.example.org ESMTP\r\n")


@pytest.mark.parametrize(
    ("kind", "seconds", "error"),
    [(_Drip, 0.5, QueryLimit), (_Drip, 60, BackendUnavailable), (_Noise, 60, BackendUnavailable)],
)
def test_an_answer_without_end_or_sense(
    kind: type[socketserver.BaseRequestHandler], seconds: float, error: type[CancuError]
) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        where = sparql_http.parsed(f"sparql+http://127.0.0.1:{server.server_address[1]}/kho")
        with closing(sparql_http.SparqlServer(sparql_http.SparqlClient(where))) as asked:
            began = time.monotonic()
            with pytest.raises(error):
                asked.limited("ASK {}", seconds)
            assert time.monotonic() - began < BOUND
        server.shutdown()
