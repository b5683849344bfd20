"""Closed communities on a member's own machine: seal what is shared, open what came."""

from corvia_local.studio.muting import muted_names
from corvia_local.studio.opening import own_did
from corvia_local.vault import communities as known
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.identity import signing_seed
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync.blocks import put_checked
from corvia_sync.cid import Cid
from corvia_sync.circle import epoch_keys, open_circle
from corvia_sync.epoch import begin_epoch, epoch_to_seal_for
from corvia_sync.gathering import Refusal, read_circle, read_manifests
from corvia_sync.manifest import SignedManifest
from corvia_sync.manifest_chain import CommunityUnknown, counted_history
from corvia_sync.retention import is_key_due
from corvia_sync.sealed_song import SharedSong, seal_song


def seal_if_closed(vault: Vault, shared: SharedSong, community: Cid) -> None:
    """Keep the sealed form of a song beside it, where its community is closed.

    Raises NoEpoch where a steward has to renew the key first, TooLongToSeal.
    """
    blocks = VaultBlocks(vault)
    manifests = read_manifests(blocks, community)
    if not manifests[-1].payload.closed:
        return
    epochs = read_circle(blocks, community).epochs
    epoch = epoch_to_seal_for(epochs, counted_history(manifests))
    sealed, content = seal_song(signing_seed(vault), shared, epoch)
    for cid, data in (*content, (sealed.cid, sealed.data)):
        put_checked(blocks, cid, data)


def begin_next_epoch(vault: Vault, community: str, manifest: SignedManifest) -> None:
    """Give a closed community a new key for the members of a manifest, as one of its stewards."""
    seed, blocks, cid = signing_seed(vault), VaultBlocks(vault), Cid.from_text(community)
    epochs = read_circle(blocks, cid).epochs
    keys = epoch_keys(epochs, seed)
    highest = max((one.payload.number for one in epochs), default=-1)
    epoch = begin_epoch(seed, cid, manifest, keys, highest + 1)
    blocks.put(epoch.cid.text, epoch.data)


def renew_key_after_taking_back(vault: Vault, community: str) -> bool:
    """Begin a new epoch where a song sealed to the newest one was taken back, and we are a steward.

    To be called before the song is erased. Tells whether there is a new epoch.
    """
    blocks, cid = VaultBlocks(vault), Cid.from_text(community)
    newest = read_manifests(blocks, cid)[-1]
    payload = newest.payload
    if not payload.closed or own_did(vault) not in payload.stewards or not is_key_due(blocks, cid):
        return False
    begin_next_epoch(vault, community, newest)
    record(vault, "key renewed", community, "because a song was taken back", community)
    return True


def open_circles(vault: Vault) -> tuple[Refusal, ...]:
    """Open every sealed song that came and that this member's keys open.

    Gives those that are not what they say, with the reason. Songs whose key was made for others
    stay sealed, and are none of these.
    """
    blocks, seed, denied = VaultBlocks(vault), signing_seed(vault), muted_names(vault)
    refused: list[Refusal] = []
    for community in known.communities(vault):
        try:
            refused += open_circle(blocks, seed, Cid.from_text(community.id), denied).refused
        except CommunityUnknown:
            continue
    return tuple(refused)
