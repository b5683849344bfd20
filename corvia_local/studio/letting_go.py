"""Let go of songs that ended: their blocks leave this store, and so every later file and piece."""

from datetime import date

from corvia_local.studio.circles import renew_key_after_taking_back
from corvia_local.vault import communities as known
from corvia_local.vault.blocks import VaultBlocks
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault
from corvia_sync.cid import Cid
from corvia_sync.manifest_chain import CommunityUnknown
from corvia_sync.retention import ended_blocks


def let_go_of_ended(vault: Vault, on: date) -> int:
    """Remove the blocks of all songs that were taken back, or are over, on a day (UTC).

    A closed community that we are a steward of gets a new key where a song sealed to its newest one
    was taken back. Gives the number of blocks removed. Tombstones stay, so that nothing ended comes
    back; receipts stay with the person's own consents. A community whose first manifest is gone is
    passed over: nothing of it can be verified, so nothing of it is used or handed on either.
    """
    blocks = VaultBlocks(vault)
    removed = 0
    for community in known.communities(vault):
        try:
            ended = ended_blocks(blocks, Cid.from_text(community.id), on)
        except CommunityUnknown:
            continue
        with vault.transaction():
            renew_key_after_taking_back(vault, community.id)
            for cid in ended:
                blocks.remove(cid.text)
            if ended:
                what = f"{len(ended)} blocks of songs that ended"
                record(vault, "blocks removed", what, "ending consent", community.id)
        removed += len(ended)
    return removed
