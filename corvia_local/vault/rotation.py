"""Rotate the data key: the same vault under a new key, opened by the same slots.

Killed at any moment, the vault opens as before or as after, and nothing in between
(specs/vault-v1.md, “Rotation”).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corvia_crypto.key_slots import KeySlots, encode_key_slots, make_data_key, sealed_slot
from corvia_local.errors import BadInput, Busy
from corvia_local.model.progress import Report, silent
from corvia_local.vault.atomic_file import sync_folder, write_atomically
from corvia_local.vault.connection import connect, settle
from corvia_local.vault.copying import copy_quiet_database
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import database_file, load_slots, log_file
from corvia_local.vault.integrity import check_whole, row_counts
from corvia_local.vault.ledger import record
from corvia_local.vault.leftovers import (
    next_slots_file,
    rotated_database_file,
    settle_leftovers,
)
from corvia_local.vault.slot_records import slot_records
from corvia_local.vault.vault import Vault


class SlotUnknown(BadInput):
    """A slot's recipient is not known, so it cannot be carried over to a new data key."""


def rotate_data_key(vault: Vault, report: Report = silent) -> None:
    """Encrypt everything anew under a new random data key; the vault stays open.

    No slot's secret is needed: each is sealed to its recipient. No other process may have the
    vault open. Needs room for a second database. Raises Busy, SlotUnknown, StorageFailed,
    VaultDamaged or what `report` raises; then the old key stands.
    """
    if vault.lock is None:
        raise Busy("This vault is not open from its folder, so its key cannot be rotated.")
    with storage_failures(vault.home):
        _take_alone(vault)
        try:
            _rotate(vault, report)
        finally:
            with _same_database(vault):
                vault.lock.share()


def _take_alone(vault: Vault) -> None:
    assert vault.lock is not None
    with _same_database(vault):
        try:
            vault.lock.take_alone()
        except Busy:
            vault.lock.share()
            raise


@contextmanager
def _same_database(vault: Vault) -> Iterator[None]:
    """Change the lock within the block; close the vault if its database is another afterwards.

    A lock is let go before it is taken another way, and a rotation elsewhere may come in between.
    What this vault wrote then would go into a file that has no name any more.
    """
    before = database_file(vault.home).stat().st_ino
    try:
        yield
    finally:
        if database_file(vault.home).stat().st_ino != before:
            vault.close()
            raise Busy("Another program changed the vault's key meanwhile. Open it again.")


def _rotate(vault: Vault, report: Report) -> None:
    home, data_key = vault.home, make_data_key()
    rotated = rotated_database_file(home)
    with vault.held():
        settle_leftovers(home)
        slots = _sealed_slots(vault, data_key)
        try:
            _copy(vault, rotated, data_key, report)
            report("changing over", 0.9)
            write_atomically(next_slots_file(home, rotated), encode_key_slots(slots))
            _change_over(vault, rotated, slots, data_key)
        finally:
            settle_leftovers(home)
    report("done", 1.0)


def _sealed_slots(vault: Vault, data_key: bytes) -> KeySlots:
    slots, known = load_slots(vault.home), slot_records(vault)
    sealed = []
    for place, slot in enumerate(slots.slots, 1):
        record_of = known.get(slot.kdf.salt)
        if record_of is None or record_of.recipient is None:
            raise SlotUnknown(
                f"Key slot {place} was made by an older version and was not used since, so it"
                " cannot be carried over. Open the vault with it once, or remove it."
            )
        sealed.append(sealed_slot(slot, slots.vault, data_key, record_of.recipient))
    return KeySlots(slots.format, slots.version, slots.vault, tuple(sealed))


def _copy(vault: Vault, rotated: Path, data_key: bytes, report: Report) -> None:
    """Make the new database whole, checked and synced, with a line in its ledger."""

    def told(step: str, share: float) -> None:
        report(step, 0.6 * share)

    source = database_file(vault.home)
    copy_quiet_database(source, vault.data_key(), rotated, data_key, told)
    report("checking the copy", 0.6)
    connection = connect(rotated, data_key)
    try:
        # A log of its own would have to be moved with it.
        connection.execute("PRAGMA journal_mode = DELETE")
        copied = Vault(vault.home, vault.slots, connection)
        check_whole(copied)
        if row_counts(copied) != row_counts(vault):
            raise Busy("The vault changed while it was copied. Try again.")
        record(copied, "data key rotated", "whole vault", "safekeeping")
    finally:
        connection.close()


def _change_over(vault: Vault, rotated: Path, slots: KeySlots, data_key: bytes) -> None:
    """Put the new database, then its slots, in the place of the old ones, and open it.

    The old database must have taken its write-ahead log in, or the new one would meet it.
    """
    home, old = vault.home, (vault.slots, vault.data_key())
    vault.put_down()
    try:
        if log_file(home).exists():
            raise Busy("Another program has the vault open. Close it there and try again.")
        rotated.rename(database_file(home))
        sync_folder(home)
    finally:
        settle_leftovers(home)
        standing = (slots, data_key) if load_slots(home) == slots else old
        connection = connect(database_file(home), standing[1])
        settle(connection)
        vault.take_up(*standing, connection)
