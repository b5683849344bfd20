"""Run Kubo's own program, `ipfs`, with a repository of ours and settings that keep it private.

Private: it listens on this machine's loopback address only, knows no bootstrap node, asks no
delegated router, announces itself to no local network and sends no telemetry. Our own calls go
through a Unix socket in the repository, so they need no network. Public adds what a node needs to
meet the others, and nothing that sends telemetry.
Source: https://github.com/ipfs/kubo/blob/v0.43.0/docs/config.md
"""

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from corvia_local.errors import PartMissing, StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_sync.bounded_http import Patience, Unreachable, plain_text
from corvia_sync.kubo.client import Kubo, KuboForbids

PROGRAM: Final = "ipfs"
LOOPBACK_ANY_PORT: Final = "/ip4/127.0.0.1/tcp/0"
PUBLIC_SWARM: Final = ("/ip4/0.0.0.0/tcp/4001", "/ip4/0.0.0.0/udp/4001/quic-v1")
READY_WITHIN: Final = 60.0
"""Seconds; a node was ready within 6 on two cores."""

LARGEST_CONFIG: Final = 1024 * 1024
_LONGEST_SOCKET_PATH: Final = 100
"""Characters; a Unix socket's address has room for 107."""

_PASSED_ON: Final = ("PATH", "HOME", "TMPDIR", "LANG", "XDG_RUNTIME_DIR")
_ONE_TRY: Final = Patience(connect=1.0, silence=5.0, attempts=1)


class IpfsMissing(PartMissing):
    """No `ipfs` program is found."""


class IpfsNotStarted(PartMissing):
    """The `ipfs` program ended, or was not ready in time."""


def find_program(places: tuple[Path, ...] = ()) -> Path:
    """Find `ipfs` on the PATH, or as one of the files given; raise IpfsMissing."""
    on_path = shutil.which(PROGRAM)
    found = ([Path(on_path)] if on_path else []) + [p for p in places if os.access(p, os.X_OK)]
    if not found:
        raise IpfsMissing(
            "There is no `ipfs` program here. Install Kubo (https://docs.ipfs.tech/install/), or"
            " call `make kubo` in the project's folder. Sharing by file works without."
        )
    return found[0]


def prepare_repository(program: Path, repository: Path, *, public: bool) -> None:
    """Make the repository where there is none, and put its settings.

    Raises IpfsNotStarted where `ipfs init` fails, StorageFailed where the folder cannot be written.
    """
    try:
        repository.mkdir(parents=True, exist_ok=True)
        repository.chmod(0o700)
        if not (repository / "config").exists():
            _run(program, repository, "init", "--profile=test")
        settings = json.loads(_bounded(repository / "config"))
        _set(settings, public=public, socket=_socket_for(repository, settings))
        partial = repository / "config.part"
        partial.write_text(json.dumps(settings, indent=2))
        partial.chmod(0o600)
        partial.replace(repository / "config")
    except OSError as error:
        raise StorageFailed(
            f"The folder {repository} cannot be written: {error.strerror or error}. Make room, or"
            " give another home."
        ) from error


def start_node(program: Path, repository: Path, report: Report = silent) -> None:
    """Start the node of a prepared repository; return when it answers.

    It goes on running when this process ends. Raises IpfsNotStarted.
    """
    log = repository / "daemon.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(program), "daemon", "--migrate=true"],
            env=_environment(repository),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    started = time.monotonic()
    while (waited := time.monotonic() - started) < READY_WITHIN:
        report("waiting for the IPFS node", waited / READY_WITHIN)
        if process.poll() is not None:
            break
        if is_running(repository):
            return
        time.sleep(0.1)
    process.terminate()
    raise IpfsNotStarted(f"The IPFS node did not start: {_last_line(log)}. See {log}.")


def stop_node(repository: Path, within: float = READY_WITHIN) -> bool:
    """End the node of a repository; tell whether one was running. `within` is in seconds.

    Raises Unreachable where it does not end in time.
    """
    if not is_running(repository):
        return False
    with_node = node_of(repository)
    try:
        with_node.shut_down()
    finally:
        with_node.close()
    deadline = time.monotonic() + within
    while is_running(repository) or _is_locked(repository):
        if time.monotonic() > deadline:
            raise Unreachable("The IPFS node does not end. It may still be writing; try again.")
        time.sleep(0.1)
    return True


def _is_locked(repository: Path) -> bool:
    """Tell whether a node still holds the repository, as it does until all is written."""
    with (repository / "repo.lock").open("ab") as lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def is_running(repository: Path) -> bool:
    """Tell whether the repository's node answers."""
    if address_of(repository) is None:
        return False
    node = node_of(repository, _ONE_TRY)
    try:
        node.identity()
    except Unreachable:
        return False
    except KuboForbids:
        return True
    finally:
        node.close()
    return True


def node_of(repository: Path, patience: Patience | None = None) -> Kubo:
    """Give a client for the repository's node; raise Unreachable where none was ever started."""
    address = address_of(repository)
    if address is None:
        raise Unreachable("The IPFS node is not running. `corvia ipfs start` starts it.")
    return Kubo(address, patience=patience)


def address_of(repository: Path) -> str | None:
    """Give the address at which our calls reach the node, a Unix socket; None without one."""
    try:
        settings = json.loads(_bounded(repository / "config"))
    except (OSError, ValueError):
        return None
    return next((a for a in _listening(settings) if a.startswith("/unix/")), None)


def is_public(repository: Path) -> bool:
    """Tell whether the repository's settings let the node meet the public network."""
    try:
        settings = json.loads(_bounded(repository / "config"))
    except (OSError, ValueError):
        return False
    return isinstance(settings, dict) and bool(settings.get("Bootstrap"))


def gateway_of(repository: Path) -> str | None:
    """Give the URL of a running node's gateway on this machine, or None."""
    try:
        return _bounded(repository / "gateway").decode("ascii", errors="replace").strip() or None
    except OSError:
        return None


def _set(settings: dict[str, Any], *, public: bool, socket: str) -> None:
    """Put our settings over those of `ipfs init`, whatever they were."""
    settings["Addresses"] |= {
        "API": [LOOPBACK_ANY_PORT, socket],
        "Gateway": LOOPBACK_ANY_PORT,
        "Swarm": list(PUBLIC_SWARM) if public else [LOOPBACK_ANY_PORT],
    }
    settings["AutoConf"] = {"Enabled": public}
    settings["Bootstrap"] = ["auto"] if public else []
    settings["AutoTLS"] = {"Enabled": False}
    settings["DNS"] = {"Resolvers": {}}
    settings["Discovery"] = {"MDNS": {"Enabled": False}}
    settings["Ipns"] |= {"DelegatedPublishers": []}
    settings["Plugins"] = {"Plugins": {"telemetry": {"Config": {"Mode": "off"}}}}
    settings["Routing"] = {
        "DelegatedRouters": [],
        "LoopbackAddressesOnLanDHT": not public,
        "Type": "auto" if public else "dhtserver",
    }
    settings["Swarm"] |= {"DisableNatPortMap": not public}


def _socket_for(repository: Path, settings: dict[str, Any]) -> str:
    """Choose the Unix socket: the one used before, else in the repository, else where it fits."""
    for address in _listening(settings):
        if address.startswith("/unix/") and Path(address[5:]).parent.is_dir():
            return address
    path = repository.resolve() / "api.sock"
    if len(str(path)) > _LONGEST_SOCKET_PATH:
        path = Path(tempfile.mkdtemp(prefix="corvia-ipfs-")) / "api.sock"
    return f"/unix{path}"


def _listening(settings: Any) -> list[str]:
    addresses = settings.get("Addresses", {}).get("API", []) if isinstance(settings, dict) else []
    return [a for a in addresses if isinstance(a, str)] if isinstance(addresses, list) else []


def _run(program: Path, repository: Path, *arguments: str) -> None:
    done = subprocess.run(
        [str(program), *arguments],
        env=_environment(repository),
        capture_output=True,
        check=False,
        timeout=READY_WITHIN,
    )
    if done.returncode != 0:
        raise IpfsNotStarted(f"`ipfs {arguments[0]}` failed: {plain_text(done.stderr)}.")


def _environment(repository: Path) -> dict[str, str]:
    """Pass on little: a node has no business with the rest of a person's environment."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed | {"IPFS_PATH": str(repository), "IPFS_TELEMETRY": "off"}


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_CONFIG)


def _last_line(log: Path) -> str:
    lines = _bounded(log).splitlines()
    return plain_text(lines[-1]) if lines else "it said nothing"
