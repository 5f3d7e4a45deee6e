"""The real servers that the tests speak to: Neo4j and Fuseki on loopback, with passwords of their own.

    eval "$(python3 .ci/servers.py start)"    # fetches them if need be, starts them, says where they are
    python3 .ci/servers.py stop               # stops them and removes their data

Linux, Java 17 or 21, and for the first time Maven. Of Python the standard library only: nothing is installed yet.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent / "servers"
FETCH_SECONDS = 900
START_SECONDS = 300
STOP_SECONDS = 10
# Small machines run the tests: two collectors' threads beside two databases are more than they have.
JAVA = ("java", "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true")
NEO4J_JAVA = (
    "-Xmx768m",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
)
# Wrong passwords are part of the tests and must not lock the user of the next test out.
NEO4J_CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
dbms.security.auth_enabled=true
dbms.security.auth_max_failed_attempts=0
dbms.usage_report.enabled=false
db.logs.query.enabled=OFF
db.transaction.timeout=120s
db.tx_log.preallocate=false
"""
FUSEKI_TTL = """\
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX ja: <http://jena.hpl.hp.com/2005/11/Assembler#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

[] a fuseki:Server ; ja:context [ ja:cxtName "arq:queryTimeout" ; ja:cxtValue "120000" ] .

[] a fuseki:Service ;
    fuseki:name "cancu" ;
    fuseki:allowedUsers "*" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "sparql" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
    fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "{data}" ; tdb2:unionDefaultGraph true ] .
"""
# Otherwise every request is written to the log with its text.
FUSEKI_LOG4J = """\
status = error
appender.out.type = Console
appender.out.name = OUT
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %-5p %c %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = OUT
"""


class Failed(Exception):
    """What stands in the way, and how to mend it."""


def said(text: str) -> None:
    """Tell the person; what is printed on standard output is for the shell."""
    print(text, file=sys.stderr, flush=True)


def fetched(name: str) -> Path:
    """The folder of a server's jars, from the cache or, the first time, from Maven."""
    pom = HERE / name / "pom.xml"
    version = ElementTree.parse(pom).findtext(".//{*}dependency/{*}version")
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    kept = Path(os.environ.get("CANCU_SERVERS") or Path(cache) / "cancu-servers") / f"{name}-{version}"
    if kept.is_dir():
        return kept
    if not shutil.which("mvn"):
        raise Failed("Maven is missing. On Debian and Ubuntu: apt install --no-install-recommends maven")
    said(f"Fetching {name} {version} …")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as fresh:
        jars = Path(fresh) / "jars"
        command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-Djars={jars}"]
        # Registries fail for a moment now and then; what has arrived is kept, so another try goes on from there.
        for tries_left in (2, 1, 0):
            if not subprocess.run(command, check=False, stdout=sys.stderr, timeout=FETCH_SECONDS).returncode:
                break
            if not tries_left:
                raise Failed(f"Maven could not fetch {name} {version}; what it says stands above.")
        jars.rename(kept)
    return kept


def started(folder: Path, name: str, command: Sequence[str]) -> None:
    """Start a server that outlives this script; its process and its log are noted in the folder."""
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    (folder / f"{name}.pid").write_text(str(process.pid))


def free_port() -> int:
    """A port that nobody listens on, below those that Linux gives to outgoing connections, which would take it back."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as trial:
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


def start_neo4j(folder: Path, port: int, password: str) -> None:
    """Neo4j with a fresh database and this password for the user neo4j."""
    home = folder / "neo4j"
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(NEO4J_CONF.replace("{port}", str(port)))
    jars = ("-cp", f"{fetched('neo4j')}/*")
    secret = folder / "password"
    secret.write_text(password)
    subprocess.run(
        [*JAVA, *jars, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", f"@{secret}"],
        env=os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        stdout=sys.stderr,
        check=True,
        timeout=START_SECONDS,
    )
    places = (f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode")
    started(folder, "neo4j", [*JAVA, *NEO4J_JAVA, *jars, "org.neo4j.server.CommunityEntryPoint", *places])


def start_fuseki(folder: Path, port: int, password: str) -> None:
    """Fuseki with an empty dataset /cancu whose default graph is the union of the named ones."""
    home = folder / "fuseki"
    (home / "data").mkdir(parents=True)
    (home / "config.ttl").write_text(FUSEKI_TTL.replace("{data}", str(home / "data")))
    (home / "passwd").write_text(f"cancu: {password}\n")
    (home / "log4j2.properties").write_text(FUSEKI_LOG4J)
    jars = ("-Xmx512m", f"-Dlog4j2.configurationFile={home / 'log4j2.properties'}", "-cp", f"{fetched('fuseki')}/*")
    listening = (
        "--localhost",
        f"--port={port}",
        "--quiet",
        "--modules=false",
        "--auth=basic",
        f"--passwd={home / 'passwd'}",
    )
    main = "org.apache.jena.fuseki.main.cmds.FusekiMainCmd"
    started(folder, "fuseki", [*JAVA, *jars, main, *listening, f"--config={home / 'config.ttl'}"])


def neo4j_answers(folder: Path, port: int) -> bool:
    """Whether Neo4j has started and agrees to speak Bolt: the protocol's greeting, answered by a version."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.settimeout(5)
        connection.sendall(bytes.fromhex("6060b017 00040405 00000004 00000000 00000000"))
        return connection.recv(4) not in (b"", bytes(4)) and "Started." in (folder / "neo4j.log").read_text()


def fuseki_answers(port: int, password: str) -> bool:
    """Whether Fuseki answers a question asked with the password."""
    address = f"http://127.0.0.1:{port}/cancu/query?" + urllib.parse.urlencode({"query": "ASK {}"})
    token = base64.b64encode(f"cancu:{password}".encode()).decode()
    request = urllib.request.Request(address, headers={"Authorization": f"Basic {token}"})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=5) as answer:
        return bool(answer.status == 200)


def wait(folder: Path, name: str, answers: Callable[[], bool]) -> None:
    """Wait until a server answers; Failed where it ends before, or takes too long."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and is_running(folder, name):
        with contextlib.suppress(OSError):
            if answers():
                return
        time.sleep(0.2)
    raise Failed(f"{name} did not start. The end of its log:\n{(folder / f'{name}.log').read_text()[-3000:]}")


def is_running(folder: Path, name: str) -> bool:
    """Whether the process noted in the folder still is the server of this folder."""
    try:
        pid = int((folder / f"{name}.pid").read_text())
        return os.fsencode(folder) in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return False


def start() -> dict[str, str]:
    """Start both servers, wait until they answer, and return the variables of the tests."""
    if not shutil.which("java"):
        raise Failed("Java is missing. On Debian and Ubuntu: apt install openjdk-17-jre-headless")
    folder = Path(tempfile.mkdtemp(prefix="cancu-servers-"))
    fuseki, neo4j = free_port(), free_port()
    password = secrets.token_hex(16)
    try:
        start_fuseki(folder, fuseki, password)
        start_neo4j(folder, neo4j, password)
        wait(folder, "fuseki", lambda: fuseki_answers(fuseki, password))
        wait(folder, "neo4j", lambda: neo4j_answers(folder, neo4j))
    except BaseException:
        stop(folder)
        raise
    return {
        "CANCU_TEST_SERVERS": str(folder),
        "CANCU_TEST_NEO4J": f"bolt://127.0.0.1:{neo4j}",
        "CANCU_TEST_NEO4J_USER": "neo4j",
        "CANCU_TEST_NEO4J_PASSWORD": password,
        "CANCU_TEST_FUSEKI": f"sparql+http://127.0.0.1:{fuseki}/cancu",
        "CANCU_TEST_FUSEKI_USER": "cancu",
        "CANCU_TEST_FUSEKI_PASSWORD": password,
    }


def stop(folder: Path) -> None:
    """Stop the servers of a folder and remove it with their data."""
    running = [name for name in ("neo4j", "fuseki") if is_running(folder, name)]
    for name in running:
        os.kill(int((folder / f"{name}.pid").read_text()), signal.SIGKILL)  # nothing of theirs is worth an orderly end
    end = time.monotonic() + STOP_SECONDS
    while any(is_running(folder, name) for name in running) and time.monotonic() < end:
        time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def interrupted(sign: int, _frame: FrameType | None) -> NoReturn:
    """End as the signal wants, but not before what was started is stopped."""
    sys.exit(128 + sign)


def main() -> int:
    """Do what the command line says; 0 where it was done."""
    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGTERM, interrupted)
    wish = sys.argv[1:]
    if wish == ["start"]:
        try:
            for name, value in start().items():
                print(f"export {name}={shlex.quote(value)}")
        except (Failed, OSError, subprocess.SubprocessError) as error:
            said(str(error))
            return 1
        return 0
    if wish == ["stop"] and os.environ.get("CANCU_TEST_SERVERS"):
        stop(Path(os.environ["CANCU_TEST_SERVERS"]))
        return 0
    said(__doc__ or "")
    return 2


if __name__ == "__main__":
    sys.exit(main())
