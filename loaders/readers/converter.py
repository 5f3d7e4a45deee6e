"""Programs of the system that turn old documents into ones we read: LibreOffice, antiword, catdoc.

A program runs behind `ontology.enclosure`, with a folder of its own that is gone afterwards, no network, no macros,
no links to other files followed, and is killed with all it started when its time is over.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from ontology.errors import InputRefused, Refusal

OFFICES = ("soffice", "libreoffice")
PLAIN = ("antiword", "catdoc")
SECONDS = 50  # of processor, for the longest documents; by the clock thrice that
WAITING = 3
FOLDER = "cancu-office-"
STALE = 3_600  # seconds: no conversion takes so long
MEMORY = 3 << 30
GROWTH = 256 << 20
MOST_TEXT = 64 << 20
START_AGAIN = 81  # LibreOffice has made its profile and wants to be started once more
# What programs need of the system besides their own folder.
SYSTEM = (
    "/usr /lib /lib64 /bin /opt/libreoffice /etc/libreoffice /etc/fonts /etc/ld.so.cache /etc/passwd /etc/nsswitch.conf"
    " /etc/alternatives /var/lib/libreoffice /var/spool/libreoffice /var/cache/fontconfig"
    " /proc/self /proc/filesystems /proc/stat /sys/devices/system/cpu /dev/urandom /dev/random"
).split()
SHARED = Path("/tmp")  # LibreOffice makes a socket there, whatever it is told


class Ran(NamedTuple):
    """How a program ended, and what it printed."""

    code: int
    printed: bytes


def office() -> Path | None:
    """LibreOffice's own program, beside the script that is found on the path."""
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    if found is None:
        return None
    program = Path(found).resolve()
    binary = program.with_name("soffice.bin")
    return binary if binary.is_file() else program


def plain(names: Sequence[str] = PLAIN) -> Path | None:
    """The first of the programs that give the words alone."""
    return next((Path(found).resolve() for found in map(shutil.which, names) if found), None)


def to_docx(name: str, data: bytes, program: Path, import_filter: str) -> bytes:
    """The same document as a .docx; InputRefused where it is damaged, or takes too long or too much."""
    with _folder() as folder:
        given, made = folder / "given", folder / "made"
        given.write_bytes(data)
        profile = (folder / "profile").as_uri()
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_bytes(files("loaders").joinpath("data", "office-profile.xcu").read_bytes())
        command = [str(program), f"-env:UserInstallation={profile}"]
        command += "--headless --norestore --nolockcheck --nodefault --nologo".split()
        command += [f"--infilter={import_filter}", "--convert-to", "docx:MS Word 2007 XML"]
        command += ["--outdir", str(made), str(given)]
        for _ in range(2):
            try:
                ran = _run(name, command, folder)
            finally:
                _socket(profile).unlink(missing_ok=True)
            if ran.code != START_AGAIN:
                break
        result = made / "given.docx"
        if not result.is_file():
            raise InputRefused(name, Refusal.TOO_LARGE if ran.code < 0 else Refusal.DAMAGED)
        return result.read_bytes()


def to_text(name: str, data: bytes, program: Path) -> bytes:
    """The words of a document in UTF-8, as antiword or catdoc prints them."""
    options = {"antiword": ["-m", "UTF-8.txt", "-w", "0"], "catdoc": ["-d", "utf-8", "-w"]}
    with _folder() as folder:
        given = folder / "given"
        given.write_bytes(data)
        ran = _run(name, [str(program), *options[program.name], str(given)], folder)
        if ran.code != 0:
            raise InputRefused(name, Refusal.TOO_LARGE if ran.code < 0 else Refusal.DAMAGED)
        return ran.printed


@contextmanager
def _folder() -> Iterator[Path]:
    _sweep()
    with tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as made:
        yield Path(made).resolve()


def _sweep() -> None:
    """Removes what a conversion left behind that was itself killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with suppress(OSError):
            found = folder.lstat()
            if found.st_uid == os.getuid() and found.st_mtime < time.time() - STALE:
                _socket((folder / "profile").as_uri()).unlink(missing_ok=True)
                shutil.rmtree(folder, ignore_errors=True)


def _run(name: str, command: list[str], folder: Path) -> Ran:
    """Run a program to its end; killed with all that it started when its time is over."""
    from ontology import confinement, enclosure

    surroundings = {
        "HOME": str(folder), "TMPDIR": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1",
    }  # fmt: skip
    walls = enclosure.Walls(
        readable=[Path(command[0]).parent.parent, *map(Path, SYSTEM)],
        writable=[folder, Path("/dev/null")],
        sockets=[SHARED],
        memory=MEMORY,
        seconds=SECONDS,
        growth=GROWTH,
    )
    with (folder / "printed").open("w+b") as printed:
        running = subprocess.Popen(
            enclosure.command(command, surroundings, walls),
            stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.DEVNULL, cwd=folder, env=confinement.of_child(),
            start_new_session=True,
        )  # fmt: skip
        try:
            code = running.wait(SECONDS * WAITING)
        except subprocess.TimeoutExpired as error:
            raise InputRefused(name, Refusal.TOO_LARGE) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        printed.seek(0)
        return Ran(code, printed.read(MOST_TEXT))


def _socket(profile: str) -> Path:
    """The socket by which LibreOffice tells a second start of a first one; it stays behind when it is killed."""
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    mark = "".join(f"{byte:x}" for byte in digest)
    return SHARED / f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{mark}"
