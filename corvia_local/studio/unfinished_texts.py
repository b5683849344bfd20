"""What is being typed beside the page: kept while it is typed, given back, forgotten when saved."""

import msgspec

from corvia_local.errors import VaultDamaged
from corvia_local.model.lyric_draft import LyricDraft
from corvia_local.model.unfinished import Unfinished, UnfinishedPlace
from corvia_local.vault import unfinished as store
from corvia_local.vault.opening import Vault

WAY: dict[str, UnfinishedPlace] = {
    "thought": "way thought",
    "acceptance": "way acceptance",
    "body": "way body",
}
"""A door → the place of its way."""


def keep(
    vault: Vault, place: UnfinishedPlace, entry_id: str | None, text: str, about: str = ""
) -> None:
    """Keep a text that is being typed, so that neither a lock nor a crash loses it.

    Raises NotFound (the entry is gone), BadInput, Busy, StorageFailed.
    """
    store.keep_unfinished(vault, place, entry_id, text, about)


def find(vault: Vault, place: UnfinishedPlace, entry_id: str | None) -> Unfinished | None:
    """Give what was being typed at a place for an entry, or for none. Raises NotFound."""
    return store.unfinished(vault, place, entry_id)


def forget(vault: Vault, place: UnfinishedPlace, entry_id: str | None) -> None:
    """Forget it: it was saved, or given up. Raises NotFound."""
    if store.unfinished(vault, place, entry_id) is not None:
        store.forget_unfinished(vault, place, entry_id)


def keep_lyric_draft(vault: Vault, entry_id: str, draft: LyricDraft) -> None:
    """Keep a lyric with the changes that were not taken yet; raises as `keep` does."""
    keep(vault, "lyric", entry_id, msgspec.json.encode(draft).decode())


def lyric_draft(vault: Vault, entry_id: str) -> LyricDraft | None:
    """Give the lyric with the changes that were not taken yet. Raises NotFound, VaultDamaged."""
    found = find(vault, "lyric", entry_id)
    if found is None:
        return None
    try:
        return msgspec.json.decode(found.text, type=LyricDraft)
    except msgspec.MsgspecError as error:
        raise VaultDamaged(
            "The lyric that you were changing cannot be read. `corvia lyric ENTRY --anew` makes a"
            " new one."
        ) from error
