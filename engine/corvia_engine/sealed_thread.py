"""A thread in which the kernel refuses internet sockets, to native code too, and to whatever thread
is started in it.

Models need no network, and their runtime is a large native library that Python's own guards do not
see. On Linux a seccomp filter (https://docs.kernel.org/userspace-api/seccomp_filter.html) holds a
thread and all that come of it, for good, and no other. Elsewhere, or where the kernel refuses
filters, the work runs as it would.
"""

import ctypes
import errno
import platform
import sys
import threading
from collections.abc import Callable
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_AF_INET, _AF_INET6 = 2, 10

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""BPF_LD | BPF_W | BPF_ABS, BPF_JMP | BPF_JEQ | BPF_K, BPF_RET | BPF_K; <linux/bpf_common.h>."""
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
"""Where they stand in struct seccomp_data (little endian); <linux/seccomp.h>."""
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | errno.EACCES


class _Machine(NamedTuple):
    architecture: int
    socket: int


_MACHINES = {"x86_64": _Machine(0xC000003E, 41), "aarch64": _Machine(0xC00000B7, 198)}
"""AUDIT_ARCH of <linux/audit.h>, and the number of socket(2)."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def in_sealed_thread(work: Callable[[], T]) -> T:
    """Do some work in a sealed thread of its own; give what it gives, raise what it raises."""
    done: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            seal_this_thread()
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, name="sealed")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]


def seal_this_thread() -> bool:
    """Let the kernel refuse internet sockets to this thread for good; tell whether it does."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    steps = _steps(machine)
    program = _Program(len(steps), steps)
    control = ctypes.CDLL(None).prctl
    return bool(
        control(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0
    )


def _steps(machine: _Machine) -> "ctypes.Array[_Step]":
    program = (
        _Step(_LOAD, 0, 0, _ARCHITECTURE),
        _Step(_EQUAL, 0, 5, machine.architecture),
        _Step(_LOAD, 0, 0, _NUMBER),
        _Step(_EQUAL, 0, 3, machine.socket),
        _Step(_LOAD, 0, 0, _FIRST_ARGUMENT),
        _Step(_EQUAL, 2, 0, _AF_INET),
        _Step(_EQUAL, 1, 0, _AF_INET6),
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _REFUSE),
    )
    return (_Step * len(program))(*program)
