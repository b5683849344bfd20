"""Texts that are being typed and are not saved: drafts, of which the ledger holds nothing."""

from typing import Any

import msgspec

from corvia_local.errors import VaultDamaged
from corvia_local.model.unfinished import Unfinished, UnfinishedPlace
from corvia_local.vault.ids import whole_id
from corvia_local.vault.moments import local_time
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

LONGEST_UNFINISHED = 1_000_000
"""Code points of one text."""

_SELECT = (
    "SELECT one.place, entry.id, one.about, one.text, one.saved_at FROM unfinished AS one"
    " LEFT JOIN entries AS entry ON entry.sequence = one.entry"
)


def keep_unfinished(
    vault: Vault, place: UnfinishedPlace, entry_id: str | None, text: str, about: str = ""
) -> None:
    """Keep a text in place of the one before it at this place for this entry, or for none.

    Raises NotFound (the entry is gone), TextTooLong, NotText, Busy, StorageFailed.
    """
    check_storable(text, "text", LONGEST_UNFINISHED)
    with vault.transaction():
        forget_unfinished(vault, place, entry_id)
        vault.write(
            "INSERT INTO unfinished (place, entry, about, text, saved_at) VALUES (?, ?, ?, ?, ?)",
            (place, _sequence(vault, entry_id), about, text, local_time()),
        )


def unfinished(vault: Vault, place: UnfinishedPlace, entry_id: str | None) -> Unfinished | None:
    """Give what was being typed at a place for an entry, or for none. Raises NotFound."""
    found = vault.row(
        f"{_SELECT} WHERE one.place = ? AND one.entry IS ?", (place, _sequence(vault, entry_id))
    )
    return None if found is None else _unfinished(found)


def forget_unfinished(vault: Vault, place: UnfinishedPlace, entry_id: str | None) -> None:
    """Forget what was being typed at a place, where there is something. Raises NotFound."""
    sequence = _sequence(vault, entry_id)
    with vault.transaction():
        vault.write("DELETE FROM unfinished WHERE place = ? AND entry IS ?", (place, sequence))


def all_unfinished(vault: Vault) -> list[Unfinished]:
    """List everything of the kind, the oldest first."""
    return [_unfinished(row) for row in vault.rows(f"{_SELECT} ORDER BY one.sequence")]


def _sequence(vault: Vault, entry_id: str | None) -> int | None:
    if entry_id is None:
        return None
    whole = whole_id(vault, "entries", "entry", entry_id)
    return int(vault.rows("SELECT sequence FROM entries WHERE id = ?", (whole,))[0][0])


def _unfinished(row: tuple[Any, ...]) -> Unfinished:
    try:
        return msgspec.convert(
            dict(zip(Unfinished.__struct_fields__, row, strict=True)), Unfinished
        )
    except msgspec.ValidationError as error:
        raise VaultDamaged(
            "A text that was not saved cannot be read. `corvia check` says what to do."
        ) from error
