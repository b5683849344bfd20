"""What the vault knows of its key slots: a label, when each was made, its recipient.

It stands in the database, so that the file of the slots, which anyone may see, names nobody, and
so that nobody can put a recipient of their own in the place of the person's.
"""

import msgspec

from corvia_local.vault.moments import local_time
from corvia_local.vault.texts import check_storable
from corvia_local.vault.vault import Vault

LONGEST_LABEL = 80


class SlotRecord(msgspec.Struct, frozen=True):
    """One slot by its salt. `recipient` is its age recipient, None where it is not known yet."""

    salt: bytes
    label: str
    made_at: str
    recipient: str | None


def slot_records(vault: Vault) -> dict[bytes, SlotRecord]:
    """Give what is known of each slot, by its salt; nothing in a vault before version 11."""
    if vault.row("SELECT 1 FROM sqlite_schema WHERE name = 'key_slots'") is None:
        return {}
    found = vault.rows("SELECT salt, label, made_at, recipient FROM key_slots ORDER BY rowid")
    return {bytes(salt): SlotRecord(bytes(salt), *rest) for salt, *rest in found}


def knows_recipient(vault: Vault, salt: bytes) -> bool:
    """Tell whether a slot's recipient is known; the vault is of version 11 or later."""
    query = "SELECT 1 FROM key_slots WHERE salt = ? AND recipient IS NOT NULL"
    return vault.row(query, (salt,)) is not None


def remember_slot(vault: Vault, salt: bytes, recipient: str, label: str = "") -> None:
    """Keep what is known of a slot; of one that is known already, its recipient only.

    Raises BadInput for a label of more than 80 characters.
    """
    check_storable(label, "label", LONGEST_LABEL)
    with vault.transaction():
        vault.write(
            "INSERT INTO key_slots (salt, label, made_at, recipient) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (salt) DO UPDATE SET recipient = excluded.recipient",
            (salt, label, local_time(), recipient),
        )


def forget_slots_but(vault: Vault, salts: set[bytes]) -> None:
    """Forget what is known of slots that are gone."""
    with vault.transaction():
        for salt in slot_records(vault).keys() - salts:
            vault.write("DELETE FROM key_slots WHERE salt = ?", (salt,))
