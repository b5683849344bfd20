"""Loaded by Python itself in the watched processes: note internet sockets and files to be written.

Each line of the file that WATCH_FILE names is one event: `socket FAMILY` or `write PATH`. Where
WATCH_RAISE names a function, as `module:name`, it raises an error that holds all it was given.
"""

import importlib
import os
import sys
from typing import Any

_descriptor = os.open(os.environ["WATCH_FILE"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.__new__":
        os.write(_descriptor, f"socket {int(arguments[1])}\n".encode())
    elif event == "open" and isinstance(arguments[0], str) and (arguments[2] or 0) & _WRITING:
        os.write(_descriptor, f"write {arguments[0]}\n".encode(errors="replace"))


sys.addaudithook(_note)


def _break(place: str) -> None:
    module, name = place.split(":")

    def raising(*arguments: Any, **named: Any) -> None:
        raise RuntimeError(f"{name} {arguments} {named}")

    setattr(importlib.import_module(module), name, raising)


if "WATCH_RAISE" in os.environ:
    _break(os.environ["WATCH_RAISE"])
