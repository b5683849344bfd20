"""Community nodes of others, as a person's own machine sees them."""

from pathlib import Path
from typing import Any

from corvia_local.studio.offline import OfflineNow, is_offline
from corvia_sync.travel.community_node import CommunityNode


def node_health(home: Path, address: str) -> dict[str, Any]:
    """Ask a node how it is; raise OfflineNow, Unreachable, or PeerRefused for another answer."""
    if is_offline(home):
        raise OfflineNow(
            "You are off line, so no node was asked. `corvia offline off` allows the network."
        )
    node = CommunityNode(address)
    try:
        return node.health()
    finally:
        node.close()
