"""Communities: found one, join one, know its members, carry its songs in CAR files."""

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from corvia_local.errors import BadInput, PeerRefused, StorageFailed
from corvia_local.model.records import Community
from corvia_local.studio.circles import open_circles
from corvia_local.studio.letting_go import let_go_of_ended
from corvia_local.studio.muting import muted_names
from corvia_local.studio.opening import own_did
from corvia_local.vault import communities as store
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync import exchange
from corvia_sync.cid import Cid
from corvia_sync.confusables import look_alike
from corvia_sync.epoch import begin_epoch
from corvia_sync.gathering import read_manifests, read_membership
from corvia_sync.manifest import Door, History, make_first_manifest


class NoCommunityInside(PeerRefused):
    """A CAR file holds no community to join."""


@dataclass(frozen=True)
class CommunityView:
    """A community as this vault knows it. `id` is the CID of its first manifest.

    `members` are those who belong; `left` are listed still, but left by themselves. In a `closed`
    one songs leave sealed to the members only; `history` is “all” or “none”: what those who come
    later can open. `looks_like` are the ids of other communities that the person follows and whose
    name could be taken for this one's.
    """

    id: str
    name: str
    purpose: str
    door: str
    members: tuple[str, ...]
    stewards: tuple[str, ...]
    steward: bool
    sequence: int
    closed: bool = False
    history: str = "all"
    left: tuple[str, ...] = ()
    rules: str = ""
    looks_like: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportReport:
    """What a CAR file brought. `refused` pairs a CID with the reason in plain words."""

    blocks: int
    songs: int
    communities: int
    refused: tuple[tuple[str, str], ...]


def today() -> date:
    """Give today's date in UTC, the day by which consents begin and end."""
    return datetime.now(UTC).date()


def create_community(
    vault: Vault,
    name: str,
    purpose: str = "",
    door: str = "members",
    *,
    closed: bool = False,
    history: str = "all",
) -> CommunityView:
    """Found a community, with this vault's owner as its steward and first member.

    A `closed` one gets its first key; `history` is “all” or “none”. Raises BadInput.
    """
    if door not in ("members", "open"):
        raise BadInput(f"A community's door is “members” or “open”, not “{door[:20]}”.")
    if history not in ("all", "none"):
        raise BadInput(f"A circle's history is for “all” or “none”, not “{history[:20]}”.")
    seed, blocks = signing_seed(vault), VaultBlocks(vault)
    manifest = make_first_manifest(
        seed,
        name=name,
        purpose=purpose,
        door=cast(Door, door),
        closed=closed,
        history=cast(History, history),
    )
    with vault.transaction():
        blocks.put(manifest.cid.text, manifest.data)
        if closed:
            epoch = begin_epoch(seed, manifest.cid, manifest, {})
            blocks.put(epoch.cid.text, epoch.data)
        store.save_community(vault, manifest.cid.text, name, True)
        record(vault, "community founded", manifest.cid.text, "to share songs")
    return _view(vault, store.community(vault, manifest.cid.text))


def join_community(vault: Vault, source: str) -> CommunityView:
    """Join by a CAR file that holds the manifest, or by the CID of one already imported."""
    community = _community_in(vault, source)
    manifest = read_manifests(VaultBlocks(vault), community)[-1]
    steward = own_did(vault) in manifest.payload.stewards
    with vault.transaction():
        store.save_community(vault, community.text, manifest.payload.name, steward)
        record(vault, "community joined", community.text, "to hear its songs")
        open_circles(vault)
    return _view(vault, store.community(vault, community.text))


def list_communities(vault: Vault) -> list[CommunityView]:
    """List the communities that this vault follows, in the order of joining."""
    return [_view(vault, known) for known in store.communities(vault)]


def view_community(vault: Vault, name_or_id: str) -> CommunityView:
    """Give one community by its name, its id, or the beginning of its id."""
    return _view(vault, store.community(vault, name_or_id))


def export_car(vault: Vault, name_or_id: str, target: Path) -> int:
    """Write all public blocks of a community to a CAR file; give their number.

    The file is whole or not there at all.
    """
    known = store.community(vault, name_or_id)
    partial = target.with_name(f".{target.name}.part")
    try:
        with partial.open("wb") as opened:
            blocks = exchange.export_car(
                VaultBlocks(vault), Cid.from_text(known.id), today(), opened, muted_names(vault)
            )
        os.replace(partial, target)
    except OSError as error:
        raise StorageFailed(
            f"The file {target} cannot be written: {error.strerror or error}."
            " Choose another place, or make room."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    record(vault, "community exported", known.id, "to hand on what is shared", known.id)
    return blocks


def import_car(vault: Vault, source: Path) -> ImportReport:
    """Take in a CAR file, all of it checked first; raise PeerRefused where a byte is wrong."""
    report = _import(vault, source)
    return ImportReport(
        report.blocks,
        len(report.songs),
        len(report.manifests),
        tuple((refusal.cid.text, refusal.reason) for refusal in report.refused),
    )


def _import(vault: Vault, source: Path) -> exchange.ImportReport:
    with vault.transaction():
        report = exchange.import_car(source, VaultBlocks(vault))
        unopened = open_circles(vault)
        let_go_of_ended(vault, today())
    return replace(report, refused=report.refused + unopened)


def _community_in(vault: Vault, source: str) -> Cid:
    if not Path(source).exists() and not source.endswith(".car"):
        return Cid.from_text(source)
    report = _import(vault, Path(source))
    blocks = VaultBlocks(vault)
    for root in report.roots:
        if root in report.manifests and read_manifests(blocks, root):
            return root
    raise NoCommunityInside(
        f"The file {source} holds no community to join. Ask a steward for one that"
        " `corvia community export-car` wrote."
    )


def _view(vault: Vault, known: Community) -> CommunityView:
    membership = read_membership(VaultBlocks(vault), Cid.from_text(known.id))
    manifest = membership.manifest
    return CommunityView(
        id=known.id,
        name=manifest.name,
        purpose=manifest.purpose,
        door=manifest.door,
        members=membership.members,
        stewards=manifest.stewards,
        steward=own_did(vault) in manifest.stewards,
        sequence=manifest.sequence,
        closed=manifest.closed,
        history=manifest.history,
        left=tuple(sorted(membership.left)),
        rules=manifest.rules,
        looks_like=tuple(
            other.id
            for other in store.communities(vault)
            if other.id != known.id and look_alike(other.name, manifest.name)
        ),
    )
