"""What can leave this device now, and what has left the vault: for one page that shows it all."""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.model.records import LedgerLine
from corvia_local.studio.ipfs import repository_of
from corvia_local.studio.offline import is_offline
from corvia_local.vault.consents import consents
from corvia_local.vault.ledger import ledger
from corvia_local.vault.opening import Vault
from corvia_sync.kubo.program import address_of, is_public

THIS_DEVICE = "this device"
"""The audience of a line whose use stayed in the vault."""

_INTERNET_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")


@dataclass(frozen=True)
class Leaving:
    """The state of every way out.

    `sockets`: how many internet sockets this process has open, None where the system does not
    tell. `node`: whether an IPFS node of the vault was started; `node_public`: whether its settings
    let it meet others. `standing`: consents that have not ended. `lines`: the ledger's lines whose
    audience is not this device, newest first.
    """

    offline: bool
    sockets: int | None
    node: bool
    node_public: bool
    standing: int
    lines: tuple[LedgerLine, ...]


def what_leaves(vault: Vault, limit: int = 500) -> Leaving:
    """Look at every way out; at most `limit` lines of those that the ledger holds."""
    repository = repository_of(vault.home)
    left = [line for line in ledger(vault) if line.audience != THIS_DEVICE]
    return Leaving(
        is_offline(vault.home),
        open_internet_sockets(),
        address_of(repository) is not None,
        is_public(repository),
        sum(kept.ended_at is None for kept in consents(vault)),
        tuple(reversed(left[-limit:])),
    )


def open_internet_sockets(process: Path = Path("/proc/self")) -> int | None:
    """Count this process's open internet sockets; None where there is no /proc (proc(5))."""
    try:
        targets = [str(one.readlink()) for one in _links(process / "fd")]
        tables = [(process / "net" / name) for name in _INTERNET_TABLES]
        known = {
            line.split()[9]
            for table in tables
            if table.exists()
            for line in table.read_text().splitlines()[1:]
        }
    except OSError:
        return None
    own = {target[8:-1] for target in targets if target.startswith("socket:[")}
    return len(own & known)


def _links(folder: Path) -> list[Path]:
    """Give the descriptors that are still there; listing them opens one that is gone again."""
    return [one for one in folder.iterdir() if one.is_symlink()]
