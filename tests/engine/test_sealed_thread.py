"""A sealed thread has no internet sockets, nor has any thread that is started in it."""

import platform
import socket
import sys
import threading
from functools import partial

import pytest

from corvia_engine.sealed_thread import in_sealed_thread, seal_this_thread

KNOWN = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")


def refused(family: int, kind: int = socket.SOCK_STREAM) -> bool:
    try:
        socket.socket(family, kind).close()
    except PermissionError:
        return True
    return False


def test_it_gives_what_the_work_gives_and_raises_what_it_raises() -> None:
    assert in_sealed_thread(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        in_sealed_thread(lambda: 1 // 0)


@pytest.mark.skipif(not KNOWN, reason="the kernel's filters are used on Linux alone")
def test_the_kernel_refuses_the_internet_in_it_and_nowhere_else() -> None:
    if not in_sealed_thread(seal_this_thread):
        pytest.skip("this kernel refuses filters")
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            assert in_sealed_thread(partial(refused, family, kind))
    assert not in_sealed_thread(lambda: refused(socket.AF_UNIX))
    assert not refused(socket.AF_INET), "this thread goes on as before"


@pytest.mark.skipif(not KNOWN, reason="the kernel's filters are used on Linux alone")
def test_a_thread_that_is_started_in_it_is_sealed_too() -> None:
    if not in_sealed_thread(seal_this_thread):
        pytest.skip("this kernel refuses filters")
    seen: list[bool] = []

    def start() -> None:
        child = threading.Thread(target=lambda: seen.append(refused(socket.AF_INET)))
        child.start()
        child.join()

    in_sealed_thread(start)
    assert seen == [True]
