"""Who uses a vault's folder: many processes at once, or one alone.

The lock is the kernel's own (flock on the folder): it ends with its process, however that ends, so
nothing stale can be left behind.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corvia_local.errors import Busy

_WAIT_SECONDS = 5.0
_POLL_SECONDS = 0.05


class HomeLock:
    """A lock on a folder that exists. Not held at first. Raises OSError where it cannot be had."""

    def __init__(self, home: Path) -> None:
        self._descriptor = os.open(home, os.O_RDONLY | os.O_DIRECTORY)

    def share(self) -> None:
        """Hold it beside others; raise Busy where one process holds it alone for five seconds."""
        self._take(
            fcntl.LOCK_SH, "Another program is changing the vault. Let it finish and try again."
        )

    def take_alone(self) -> None:
        """Hold it alone; raise Busy where others hold it for five seconds.

        Afterwards, and after Busy too, another process may have been here in between.
        """
        self._take(
            fcntl.LOCK_EX,
            "Another program has the vault open. Close it there and try again.",
        )

    def try_alone(self) -> bool:
        """Hold it alone if nobody else holds it; tell whether that is so."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let it go; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _take(self, kind: int, said: str) -> None:
        give_up_at = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= give_up_at:
                    raise Busy(said) from error
                time.sleep(_POLL_SECONDS)
            else:
                return


@contextmanager
def alone_in(home: Path) -> Iterator[None]:
    """Be the only process with this folder for the length of a block; raise Busy, OSError."""
    lock = HomeLock(home)
    try:
        lock.take_alone()
        yield
    finally:
        lock.release()
