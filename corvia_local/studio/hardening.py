"""What this process takes from itself before it touches private words."""

import ctypes
import os
import resource
import sys

_PR_SET_DUMPABLE = 4
"""From <linux/prctl.h>."""
_OWNER_ONLY = 0o077


def harden_process() -> None:
    """Make new files the owner's alone and leave no memory image behind if the program crashes.

    A core dump would hold the open vault's words and keys. Not dumpable also means, on Linux, that
    other programs of the same person cannot attach to this one or read its memory and environment
    under /proc, unless they are root. A system that refuses leaves things as they were.
    """
    os.umask(_OWNER_ONLY)
    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
