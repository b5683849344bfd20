"""An IPFS node of one's own: start it, end it, see what is reachable.

It runs the `ipfs` program found on the PATH, or the one that `make kubo` built, with a repository
under the vault's folder. Until the person asks for the public network, on line, it knows no other
node and listens on this machine only.
"""

from dataclasses import dataclass
from pathlib import Path

from corvia_local.model.progress import Report, silent
from corvia_local.studio.offline import OfflineNow, is_offline
from corvia_sync.bounded_http import Unreachable
from corvia_sync.kubo.client import Kubo
from corvia_sync.kubo.node import Peer, RepoStat
from corvia_sync.kubo.program import (
    IpfsMissing,
    find_program,
    gateway_of,
    is_public,
    is_running,
    node_of,
    prepare_repository,
    start_node,
    stop_node,
)

BUILT = Path(__file__).resolve().parents[2] / ".cache" / "kubo" / "ipfs"
"""Where `make kubo` puts the program, in a checkout of the project."""


@dataclass(frozen=True)
class NodeStatus:
    """What of an IPFS node is reachable. Without a running node all but `program` is empty.

    `addresses` are those at which other nodes reach it; `gateway` is a URL on this machine.
    """

    program: str | None
    running: bool
    public: bool = False
    version: str | None = None
    peer_id: str | None = None
    addresses: tuple[str, ...] = ()
    gateway: str | None = None
    peers: tuple[Peer, ...] = ()
    stat: RepoStat | None = None


def repository_of(home: Path) -> Path:
    """Name the folder of the node's repository."""
    return home / "ipfs"


def start_ipfs(home: Path, *, public: bool = False, report: Report = silent) -> NodeStatus:
    """Start the node where it does not run; give its status.

    Raises OfflineNow for a public one while off line, IpfsMissing without the program,
    IpfsNotStarted where it fails.
    """
    if public and is_offline(home):
        raise OfflineNow(
            "You are off line, so the node was not made public. `corvia offline off` allows it."
        )
    repository = repository_of(home)
    if is_running(repository) and is_public(repository) != public:
        stop_node(repository)
    if not is_running(repository):
        program = find_program((BUILT,))
        prepare_repository(program, repository, public=public)
        start_node(program, repository, report)
    return ipfs_status(home)


def stop_ipfs(home: Path) -> bool:
    """End the node; tell whether one was running."""
    return stop_node(repository_of(home))


def end_public_node(home: Path) -> bool:
    """End the node where it is public, as going off line asks; tell whether one was ended.

    A node that is not public stays: it reaches nobody but this machine. Raises Unreachable where
    it does not end.
    """
    repository = repository_of(home)
    return is_public(repository) and is_running(repository) and stop_node(repository)


def ipfs_status(home: Path) -> NodeStatus:
    """Say what is reachable: the program, the node, its addresses and peers."""
    try:
        program = str(find_program((BUILT,)))
    except IpfsMissing:
        program = None
    repository = repository_of(home)
    if not is_running(repository):
        return NodeStatus(program, running=False)
    node = node_of(repository)
    try:
        identity = node.identity()
        return NodeStatus(
            program,
            running=True,
            public=is_public(repository),
            version=identity.version,
            peer_id=identity.peer_id,
            addresses=identity.addresses,
            gateway=gateway_of(repository),
            peers=node.peers(),
            stat=node.stat(),
        )
    finally:
        node.close()


def connect_ipfs(home: Path, address: str) -> None:
    """Connect the node to another by its multiaddress; raise OfflineNow while off line."""
    if is_offline(home):
        raise OfflineNow(
            "You are off line, so no node was called. `corvia offline off` allows the network."
        )
    node = node_at(home)
    try:
        node.connect(address)
    finally:
        node.close()


def node_at(home: Path, address: str | None = None, authorization: str | None = None) -> Kubo:
    """Give a client for the RPC API at an address, else for one's own node, which must run."""
    if address is not None:
        return Kubo(address, authorization=authorization)
    repository = repository_of(home)
    if not is_running(repository):
        raise Unreachable("The IPFS node is not running. `corvia ipfs start` starts it.")
    return node_of(repository)
