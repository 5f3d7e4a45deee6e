"""The walls around what comes from outside: a process gives up the network, and more, before it begins with it.

Nothing here can be taken back. Where the system has no such wall (seccomp: Linux on x86_64 and aarch64) the limits
of memory and time still hold.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_REFUSED = -1  # a jump to the last line
_OTHER_ABI = 0x40000000  # the numbers of x86_64's second way to call, which would go round the list
_NO_NEW_PRIVILEGES = 38
_FILTER, _ALL_THREADS = 1, 1
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_THIS_MACHINE = 1  # AF_UNIX


class Left(IntEnum):
    """What is left to a process behind the walls, each with what stands before it; never the network."""

    NOTHING = 0
    READING = 1  # files may be opened, none made or changed
    FILES = 2
    PROGRAMS = 3  # and talk among the programs of this machine


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of system calls: seccomp itself; those that reach other processes, machines, programs; those on files.

    `opening`: each with the place of its flags among its arguments.
    """

    audit: int
    seccomp: int
    processes: tuple[int, ...]
    socket: int
    connect: int
    programs: tuple[int, ...]
    opening: tuple[tuple[int, int], ...]
    changing: tuple[int, ...]


# processes: ptrace process_vm_readv process_vm_writev io_uring_setup
# programs: execve execveat
# opening: open openat
# changing: openat2 creat mkdir mkdirat unlink unlinkat rmdir rename renameat renameat2 truncate link linkat
#           symlink symlinkat mknod mknodat chmod fchmodat
_MACHINES = {
    "x86_64": _Machine(
        audit=0xC000003E,
        seccomp=317,
        processes=(101, 310, 311, 425),
        socket=41,
        connect=42,
        programs=(59, 322),
        opening=((2, 1), (257, 2)),
        changing=(437, 85, 83, 258, 87, 263, 84, 82, 264, 316, 76, 86, 265, 88, 266, 133, 259, 90, 268),
    ),
    "aarch64": _Machine(
        audit=0xC00000B7,
        seccomp=277,
        processes=(117, 270, 271, 425),
        socket=198,
        connect=203,
        programs=(221, 281),
        opening=((56, 2),),
        changing=(437, 34, 35, 38, 276, 45, 37, 36, 33, 53),
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def seal(left: Left) -> bool:
    """Give up in every thread all but what is `left`; false: this machine has no such wall."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    program = _filter(machine, left)
    code = ctypes.create_string_buffer(b"".join(program))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    wanted = _Program(len(program), ctypes.addressof(code))
    return bool(system.syscall(machine.seccomp, _FILTER, _ALL_THREADS, ctypes.byref(wanted)) == 0)


def _filter(machine: _Machine, left: Left) -> list[bytes]:
    """The filter as the kernel reads it: another machine's calls and those on the list are refused."""
    lines = [
        (_LOAD, 4, 0, 0),
        (_EQUAL, machine.audit, 0, _REFUSED),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, _OTHER_ABI, _REFUSED, 0),
    ]
    refused = machine.processes
    if left < Left.PROGRAMS:
        refused += (machine.socket, machine.connect, *machine.programs)
    else:
        lines += [(_EQUAL, machine.socket, 0, 3), (_LOAD, 16, 0, 0), (_EQUAL, _THIS_MACHINE, 0, _REFUSED), lines[2]]
    if left < Left.FILES:
        refused += machine.changing
    if left == Left.NOTHING:
        refused += tuple(number for number, _ in machine.opening)
    elif left == Left.READING:
        for number, flags in machine.opening:
            lines += [
                (_EQUAL, number, 0, 3),
                (_LOAD, 16 + 8 * flags, 0, 0),
                (_ANY_BIT, _WRITING, _REFUSED, 0),
                lines[2],
            ]
    lines += [(_EQUAL, number, _REFUSED, 0) for number in refused]
    lines += [(_RETURN, _ALLOW, 0, 0), (_RETURN, _REFUSE, 0, 0)]
    return [_line(line, len(lines) - at - 2) for at, line in enumerate(lines)]


def _line(line: tuple[int, int, int, int], to_the_last: int) -> bytes:
    operation, value, yes, no = line
    jumps = [to_the_last if jump == _REFUSED else jump for jump in (yes, no)]
    return struct.pack("HBBI", operation, *jumps, value)


def limit(memory: int, *, handles: int | None = None, growth: int = 0) -> None:
    """At most `memory` bytes beyond what the process has already; no core is dumped.

    `handles`: how many files may be open; `growth`: how large a file may become, in bytes.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, growth)
    if handles is not None:
        _lower(resource.RLIMIT_NOFILE, handles)
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)


def _lower(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def allow(processor: int, clock: float) -> None:
    """Let the system end this process when it has used so many seconds, and when so many more have gone by."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    start_clock(clock)


def start_clock(seconds: float) -> None:
    """Let the system end this process when its time is over, whatever it is doing; 0: it may wait for ever."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def largest(used: resource.struct_rusage) -> int:
    """How large a process was at most, in bytes."""
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def of_child() -> dict[str, str]:
    """The environment of a child: it finds the same modules and is told nothing of ours, no password either."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CANCU_")}
    places = [str(Path(__file__).parents[1]), *filter(None, sys.path)]
    return {**kept, "PYTHONPATH": os.pathsep.join(places), "PYTHONUTF8": "1"}


def sealed() -> bool:
    """Whether this machine can take the network from a process, found out in one that gives it up."""
    program = "import sys; from ontology.confinement import Left, seal; sys.exit(not seal(Left.NOTHING))"
    tried = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, check=False, env=of_child())
    return tried.returncode == 0


def end_with_parent(sign: signal.Signals) -> None:
    """Let the system send this signal when the process that made this one ends (Linux)."""
    _control(1, sign)


def take_orphans() -> None:
    """Become the parent of whatever the children of this process leave behind (Linux)."""
    _control(36, 1)


def _control(what: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(what, value, 0, 0, 0)


def children() -> list[int]:
    """The processes whose parent this one is (Linux; nothing where the system does not tell)."""
    try:
        return [int(each) for each in Path(f"/proc/self/task/{os.getpid()}/children").read_text("ascii").split()]
    except OSError:
        return []
