"""Off line is the default: a switch in the vault's folder, held in this process by an audit hook.

While it is on, Python refuses every internet socket here before the system is asked (events of
https://docs.python.org/3/library/audit_events.html). Sockets within the machine (AF_UNIX, for a
sound server) stay. The node alone may listen, and only on this machine's loopback address.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corvia_local.errors import ConsentMissing

SETTINGS_FILE = "settings.json"
LARGEST_SETTINGS = 4096

_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
_USES = frozenset({"socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg"})


class OfflineNow(ConsentMissing):
    """The switch stands on off line, and something wanted to use the network."""


@dataclass
class _Guard:
    installed: bool = False
    offline: bool = False
    listening: bool = False


_guard = _Guard()


def is_offline(home: Path) -> bool:
    """Tell how the switch stands; off line too where there is none, or it cannot be read."""
    try:
        with (home / SETTINGS_FILE).open("rb") as file:
            settings = json.loads(file.read(LARGEST_SETTINGS))
    except (OSError, ValueError, RecursionError):
        return True
    return not isinstance(settings, dict) or settings.get("offline") is not False


def set_offline(home: Path, offline: bool) -> None:
    """Put the switch, for every process that begins after this one; raise StorageFailed."""
    from corvia_local.vault.atomic_file import write_atomically
    from corvia_local.vault.failures import storage_failures
    from corvia_local.vault.files import make_home

    with storage_failures(home):
        make_home(home)
        write_atomically(home / SETTINGS_FILE, json.dumps({"offline": offline}).encode() + b"\n")


def switch_offline(home: Path, offline: bool) -> None:
    """Put the switch, and hold this process to it at once where it is held; raise StorageFailed."""
    set_offline(home, offline)
    _guard.offline = _guard.installed and offline


def guard_network(home: Path) -> None:
    """Hold this process to the switch of a vault's folder, from now until it ends."""
    _guard.offline = is_offline(home)
    if not _guard.installed:
        sys.addaudithook(_refuse_network)
        _guard.installed = True


@contextmanager
def listening(host: str) -> Iterator[None]:
    """Let the block listen on a loopback address, though off line; raise OfflineNow for another.

    Connecting to anywhere stays refused.
    """
    if _guard.offline and not _is_loopback(host):
        raise OfflineNow(
            f"You are off line, and listening on {host} would let other machines in."
            " `corvia offline off` allows it; 127.0.0.1 works without."
        )
    _guard.listening = True
    try:
        yield
    finally:
        _guard.listening = False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if not _guard.offline or not event.startswith("socket."):
        return
    if event == "socket.__new__" and _is_internet(arguments[1]) and not _guard.listening:
        raise _offline_now()
    if event in _LOOKUPS and not (_guard.listening and _is_loopback(arguments[0])):
        raise _offline_now()
    if event in _USES and _is_internet(arguments[0].family):
        address = arguments[1]
        own = isinstance(address, tuple) and bool(address) and _is_loopback(address[0])
        if not (event == "socket.bind" and _guard.listening and own):
            raise _offline_now()


def _is_internet(family: int) -> bool:
    # Imported here, where it stands in memory already: most commands never load it.
    from socket import AF_INET, AF_INET6

    return family in (AF_INET, AF_INET6)


def _is_loopback(host: object) -> bool:
    from ipaddress import ip_address

    if host == "localhost":
        return True
    try:
        return ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _offline_now() -> OfflineNow:
    return OfflineNow(
        "You are off line, so nothing was sent or fetched. `corvia offline off` allows the network."
    )
