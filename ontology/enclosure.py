"""A program of the system behind walls of its own: it sees the folders it is given, no others, and no network.

The walls are Landlock's (Linux 5.13) and those of `confinement`; where the system has none of them, limits of time,
memory and size stand alone. Nothing here can be taken back: a process does it to itself and then becomes the program.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from ontology import confinement
from ontology.confinement import Left

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_VERSION = 1
_BENEATH = 1
_NO_NEW_PRIVILEGES, _END_WITH_PARENT = 38, 1
_EXECUTE, _WRITE, _READ, _READ_FOLDER, _MAKE_SOCKET, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 9, 1 << 14
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # how many rights each version of Landlock knows
_ALL_RIGHTS = 16
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE
HANDLES = 256
_START = "from ontology.enclosure import become; become()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """What is left to a program: `memory` and `growth` of a file in bytes, `seconds` of processor.

    `sockets`: folders in which it may make sockets, and nothing else.
    """

    readable: Sequence[Path]
    writable: Sequence[Path]
    sockets: Sequence[Path] = ()
    memory: int
    seconds: int
    growth: int


def command(program: Sequence[str], surroundings: Mapping[str, str], walls: Walls) -> list[str]:
    """The command that puts the walls around itself and then becomes the program; to be run with `of_child()`."""
    told = {"program": list(program), "surroundings": dict(surroundings), "walls": asdict(walls)}
    return [sys.executable, "-P", "-c", _START, json.dumps(told, default=str)]


def become() -> NoReturn:
    """In a process of its own: the walls, then the program that the command line names."""
    told = json.loads(sys.argv[1])
    walls = told["walls"]
    walls |= {name: [Path(each) for each in walls[name]] for name in ("readable", "writable", "sockets")}
    enclose(Walls(**walls))
    os.execve(told["program"][0], told["program"], told["surroundings"])


def enclose(walls: Walls) -> None:
    """Put walls around this process and whatever it becomes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    limits = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: walls.memory,
        resource.RLIMIT_CPU: walls.seconds,
        resource.RLIMIT_FSIZE: walls.growth,
        resource.RLIMIT_NOFILE: HANDLES,
    }
    for what, wanted in limits.items():
        hard = resource.getrlimit(what)[1]
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (most, most))
    keep_to(walls.readable, walls.writable, walls.sockets)
    confinement.seal(Left.PROGRAMS)


def keep_to(readable: Iterable[Path], writable: Iterable[Path], sockets: Iterable[Path]) -> bool:
    """Give up every file outside these folders; false: this system has no such wall."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    handled = (1 << _RIGHTS.get(version, _ALL_RIGHTS)) - 1
    rules = system.syscall(_CREATE, struct.pack("Q", handled), 8, 0)
    if rules < 0:
        return False
    allowed = [(path, _EXECUTE | _READ | _READ_FOLDER) for path in readable]
    allowed += [(path, handled) for path in writable]
    allowed += [(path, _MAKE_SOCKET) for path in sockets]
    for path, rights in allowed:
        with suppress(OSError):
            _allow(system, rules, path, rights & handled)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = bool(system.syscall(_RESTRICT, rules, 0) == 0)
    os.close(rules)
    return done


def _allow(system: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = rights if path.is_dir() else rights & _OF_FILES
        system.syscall(_ADD, rules, _BENEATH, struct.pack("=Qi", rights, opened), 0)
    finally:
        os.close(opened)
