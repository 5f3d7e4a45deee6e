"""The walls around what a user wrote: a process that runs it gives up the network, and more, before it starts.

Nothing here can be taken back. Where the system has no such wall (seccomp: Linux on x86_64 and aarch64) the scan
of the text stands alone.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_OTHER_ABI = 0x40000000  # the numbers of x86_64's second way to call, which would go round the list
_NO_NEW_PRIVILEGES = 38
_FILTER, _ALL_THREADS = 1, 1


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of system calls: seccomp itself, those that reach other machines and programs, those that touch files."""

    audit: int
    seccomp: int
    outside: tuple[int, ...]
    files: tuple[int, ...]


# outside: socket connect execve execveat ptrace process_vm_readv process_vm_writev io_uring_setup
# files: open openat openat2 creat mkdir mkdirat unlink unlinkat rmdir rename renameat renameat2 truncate link linkat
#        symlink symlinkat
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        317,
        (41, 42, 59, 322, 101, 310, 311, 425),
        (2, 257, 437, 85, 83, 258, 87, 263, 84, 82, 264, 316, 76, 86, 265, 88, 266),
    ),
    "aarch64": _Machine(
        0xC00000B7, 277, (198, 203, 221, 281, 117, 270, 271, 425), (56, 437, 34, 35, 38, 276, 45, 37, 36)
    ),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def seal(*, files: bool) -> bool:
    """Give up the network and other programs in every thread, with `files` any file too; false: no such wall."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    program = _filter(machine.audit, machine.outside + (machine.files if files else ()))
    code = ctypes.create_string_buffer(b"".join(program))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    wanted = _Program(len(program), ctypes.addressof(code))
    return bool(system.syscall(machine.seccomp, _FILTER, _ALL_THREADS, ctypes.byref(wanted)) == 0)


def _filter(audit: int, refused: tuple[int, ...]) -> list[bytes]:
    """The filter as the kernel reads it: another machine's calls and those on the list are refused."""
    refusal = len(refused) + 5  # the last line
    listed = [_line(_EQUAL, number, refusal - at - 1) for at, number in enumerate(refused, start=4)]
    return [
        _line(_LOAD, 4),
        struct.pack("HBBI", _EQUAL, 0, refusal - 2, audit),
        _line(_LOAD, 0),
        _line(_AT_LEAST, _OTHER_ABI, refusal - 4),
        *listed,
        _line(_RETURN, _ALLOW),
        _line(_RETURN, _REFUSE),
    ]


def _line(operation: int, value: int, jump: int = 0) -> bytes:
    return struct.pack("HBBI", operation, jump, 0, value)


def limit(memory: int) -> None:
    """At most `memory` bytes beyond what the process has already; no file grows, no core is dumped."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)


def _lower(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def start_clock(seconds: float) -> None:
    """Let the system end this process when its time is over, whatever it is doing."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
