"""What this project asks of an IPFS node, and nothing more."""

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from corvia_local.model.progress import Report, silent
from corvia_sync.cid import Cid


@dataclass(frozen=True)
class NodeIdentity:
    """A node's peer id, its version, and the addresses at which other nodes reach it."""

    peer_id: str
    version: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Peer:
    """A node that is connected, and at which address."""

    peer_id: str
    address: str


@dataclass(frozen=True)
class RepoStat:
    """How much a node keeps: blocks, their bytes, and the bytes it may use."""

    blocks: int
    size: int
    largest: int


class IpfsNode(Protocol):
    """A node that stores, pins, fetches and routes.

    Every call raises Unreachable where the node does not answer in time, KuboFailed where it
    answers that it cannot, and PeerRefused where its answer is not what was asked for.
    """

    def identity(self) -> NodeIdentity:
        """Say who the node is."""

    def import_car(self, car: BinaryIO, report: Report = silent) -> None:
        """Give the node all blocks of a CAR file; pin nothing. The file is read twice at most."""

    def export_car(self, root: Cid, target: BinaryIO, largest: int, report: Report = silent) -> int:
        """Write all blocks below a root as a CAR file, not checked yet; give its length."""

    def block(self, cid: Cid) -> bytes | None:
        """Fetch a block, from other nodes too, and check its hash; None where none is found."""

    def has_block(self, cid: Cid) -> bool:
        """Tell whether the node itself keeps a block."""

    def remove_block(self, cid: Cid) -> None:
        """Erase a block; nothing happens where it is not kept. Raises StillPinned."""

    def pin(self, cid: Cid, *, recursive: bool) -> None:
        """Keep a block, or all blocks below it, from being collected."""

    def unpin(self, cid: Cid) -> None:
        """Let a pin go; nothing happens where there is none."""

    def pins(self) -> frozenset[Cid]:
        """List what is pinned by itself, recursively or directly."""

    def put_record(self, name: str, record: bytes) -> None:
        """Publish a signed IPNS record under its name; raise KuboFailed where it is not taken."""

    def record(self, name: str) -> bytes | None:
        """Find the newest IPNS record of a name, not verified yet; None where none is found."""

    def connect(self, address: str) -> None:
        """Connect to another node by its multiaddress."""

    def peers(self) -> tuple[Peer, ...]:
        """List the nodes that are connected."""

    def stat(self) -> RepoStat:
        """Say how much is kept."""

    def shut_down(self) -> None:
        """End the node."""
