"""Sync a community: bring what its authors share, then publish one's own, by a way one chooses."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corvia_crypto.did_key import DidRefused, decode_ed25519_did
from corvia_local.errors import BadInput
from corvia_local.model.progress import Report, silent
from corvia_local.studio.circles import open_circles
from corvia_local.studio.communities import today, view_community
from corvia_local.studio.letting_go import let_go_of_ended
from corvia_local.studio.muting import muted_names
from corvia_local.studio.offline import OfflineNow, is_offline
from corvia_local.studio.opening import own_did
from corvia_local.vault import heads as rows
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync.bounded_text import shown
from corvia_sync.cid import Cid
from corvia_sync.heads import Head
from corvia_sync.publishing import PublishReport, publish
from corvia_sync.pulling import PullReport, pull
from corvia_sync.travel.transport import Transport

if TYPE_CHECKING:
    from corvia_sync.travel.gateway import Gateway

Way = Literal["kubo", "gateway", "folder", "node"]


@dataclass(frozen=True)
class Synced:
    """What a sync did. `published` is None where the way only gives, or own history disagrees."""

    way: str
    pulled: PullReport
    published: PublishReport | None
    damaged: tuple[tuple[str, str], ...]


def sync_community(
    vault: Vault,
    home: Path,
    name_or_id: str,
    way: Way,
    place: str | None = None,
    *,
    also: tuple[str, ...] = (),
    authorization: str | None = None,
    report: Report = silent,
) -> Synced:
    """Pull a community's songs by a way, and publish one's own where the way takes any.

    `place` is the address of a gateway or of a community node, a folder, or the address of an
    IPFS node's RPC API (without one, the node that `corvia ipfs start` runs). `also` are the DIDs
    of authors to ask beside the members. Only a folder works off line. Raises OfflineNow,
    NotFound for an unknown community, BadInput for a missing place, PartMissing where the other
    side does not answer.
    """
    _check_dids(also)
    community = Cid.from_text(view_community(vault, name_or_id).id)
    with _opened(home, way, place, authorization) as transport:
        record(vault, "community synced", community.text, "to hear each other", transport.name)
        own = own_did(vault)
        store, heads = VaultBlocks(vault), VaultHeads(vault)
        now = datetime.now(UTC)
        pulled = pull(
            transport,
            store,
            heads,
            community,
            now,
            own=own,
            also=also,
            denied=muted_names(vault),
            report=report,
        )
        pulled = replace(pulled, refused=pulled.refused + open_circles(vault))
        let_go_of_ended(vault, today())
        published = None
        if way != "gateway" and own not in {aside.who for aside in pulled.set_aside}:
            seed = signing_seed(vault)
            published = publish(transport, store, heads, seed, community, now, report)
        return Synced(transport.name, pulled, published, _damaged(transport))


class VaultHeads:
    """The vault's HeadStore."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def head(self, author: str, community: Cid) -> Head | None:
        """Give what is known of an author in a community, or None."""
        return next((h for h in self.heads_of(author) if h.community == community), None)

    def heads_of(self, author: str) -> tuple[Head, ...]:
        """List what is known of an author, in all communities."""
        return tuple(
            Head(
                author=row.author,
                community=Cid.from_text(row.community),
                sequence=row.sequence,
                step=Cid.from_text(row.step),
                missing=tuple(map(Cid.from_text, row.missing)),
            )
            for row in rows.heads_of(self._vault, author)
        )

    def keep_head(self, head: Head) -> None:
        """Remember a head in the place of the one before."""
        row = rows.FollowedHead(
            head.author,
            head.community.text,
            head.sequence,
            head.step.text,
            tuple(cid.text for cid in head.missing),
        )
        rows.keep_head(self._vault, row)


def _check_dids(dids: tuple[str, ...]) -> None:
    for did in dids:
        try:
            decode_ed25519_did(did)
        except DidRefused as error:
            raise BadInput(f"This names no author: {error}") from error


@contextmanager
def _opened(
    home: Path, way: Way, place: str | None, authorization: str | None
) -> Iterator[Transport]:
    if way == "folder":
        from corvia_sync.travel.car_folder import CarFolder

        if place is None or not Path(place).is_dir():
            raise BadInput("Give the folder to sync through, and make it first if it is new.")
        yield CarFolder(Path(place))
        return
    if is_offline(home):
        raise OfflineNow(
            "You are off line, so nothing was sent or fetched. `corvia offline off` allows the"
            " network; `--via folder` works without."
        )
    if way in ("gateway", "node"):
        with closing(_by_http(way, place)) as other:
            yield other
        return
    from corvia_local.studio.ipfs import node_at
    from corvia_sync.travel.kubo import KuboTransport

    node = node_at(home, place, authorization)
    try:
        yield KuboTransport(node)
    finally:
        node.close()


def _by_http(way: Way, place: str | None) -> "Gateway":
    from corvia_sync.travel.community_node import CommunityNode
    from corvia_sync.travel.gateway import Gateway

    if place is None:
        raise BadInput("Give the address too, such as https://songs.example.org.")
    return CommunityNode(place) if way == "node" else Gateway(place)


def _damaged(transport: Transport) -> tuple[tuple[str, str], ...]:
    """List files of a folder that could not be read to their end, with the reason."""
    found = getattr(transport, "damaged", {})
    return tuple((shown(str(path)), shown(reason)) for path, reason in found.items())
