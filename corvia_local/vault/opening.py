"""Make a vault, open it with its passphrase or its recovery phrase."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corvia_crypto import key_slots
from corvia_crypto.key_slots import (
    KeySlots,
    OpenedSlot,
    make_data_key,
    make_known_slots,
)
from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_local.errors import BadInput, NotFound, VaultDamaged
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.automatic_backup import back_up_before_migration
from corvia_local.vault.connection import connect, schema_version, settle
from corvia_local.vault.copying import discard
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import (
    alone_in,
    database_file,
    load_slots,
    log_file,
    make_empty_file,
    make_home,
    save_slots,
    slots_file,
    unfinished_database_file,
)
from corvia_local.vault.home_lock import HomeLock
from corvia_local.vault.identity import make_identity
from corvia_local.vault.integrity import check_after_crash
from corvia_local.vault.leftovers import settle_leftovers
from corvia_local.vault.migrations import LATEST, migrate
from corvia_local.vault.slot_records import knows_recipient, remember_slot
from corvia_local.vault.vault import Vault

__all__ = [
    "NoVault",
    "Vault",
    "VaultStands",
    "VaultTooNew",
    "create_vault",
    "open_by",
    "open_vault",
    "open_with_keyring",
    "open_with_phrase",
    "open_with_shares",
    "vault_exists",
]


class VaultStands(BadInput):
    """There is a vault in this folder already."""


class NoVault(NotFound):
    """There is no vault in this folder."""


class VaultTooNew(VaultDamaged):
    """The vault was written by a newer version of the program."""


def vault_exists(home: Path) -> bool:
    """Tell whether a vault stands in this folder, be it damaged.

    One whose making was cut short does not count. Raises StorageFailed where it cannot be seen.
    """
    with storage_failures(home):
        if database_file(home).exists():
            return True
        return slots_file(home).exists() and not unfinished_database_file(home).exists()


def create_vault(home: Path, passphrase: str, limits: KdfLimits = MODERATE) -> tuple[Vault, str]:
    """Make a vault with a new identity; give it, open, and the recovery phrase of 24 words.

    Nothing stands in the folder until the last step, so a crash before it leaves no vault.
    Raises VaultStands, PassphraseUnusable, StorageFailed, Busy.
    """
    refuse_second(home)
    data_key, words = make_data_key(), make_recovery_phrase()
    slots, recipients = make_known_slots(data_key, passphrase, words, limits)
    with storage_failures(home):
        make_home(home)
        with alone_in(home):
            refuse_second(home)
            _build(home, data_key, slots, recipients)
        lock = HomeLock(home)
        lock.share()
    return _open(home, slots, data_key, lock), words


def open_vault(home: Path, passphrase: str) -> Vault:
    """Open a vault; about the time that one Argon2id run takes.

    After an unclean end the database is looked through first. An older vault is backed up and
    brought up to date. Raises NoVault, Locked (and then no file was touched), VaultDamaged,
    StorageFailed, Busy.
    """
    return open_by(home, lambda slots: key_slots.open_with_passphrase(slots, passphrase))


def open_with_phrase(home: Path, words: str) -> Vault:
    """Open a vault with the 24 words of its recovery phrase.

    Raises RecoveryPhraseUnusable where the words are no recovery phrase; else as `open_vault`.
    """
    return open_by(home, lambda slots: key_slots.open_with_phrase(slots, words))


def open_with_shares(home: Path, shares: list[str]) -> Vault:
    """Open a vault with enough of its SLIP-39 shares.

    Raises SharesUnusable where they do not fit together; else as `open_vault`.
    """
    return open_by(home, lambda slots: key_slots.open_with_shares(slots, shares))


def open_with_keyring(home: Path, secret: bytes) -> Vault:
    """Open a vault with the secret that the operating system's keyring holds for it."""
    return open_by(home, lambda slots: key_slots.open_with_keyring_secret(slots, secret))


def open_by(home: Path, opened_of: Callable[[KeySlots], OpenedSlot]) -> Vault:
    """Open a vault with what `opened_of` makes of its key slots; else as `open_vault`."""
    if not vault_exists(home):
        raise NoVault(f"There is no vault in {home} yet. `corvia init` makes one.")
    with storage_failures(home):
        lock = HomeLock(home)
    try:
        return _unlock_in(home, lock, opened_of)
    except BaseException:
        lock.release()
        raise


def refuse_second(home: Path) -> None:
    """Raise VaultStands where a vault is in this folder."""
    if vault_exists(home):
        raise VaultStands(f"There is a vault in {home} already. Open it, or choose another folder.")


def _build(home: Path, data_key: bytes, slots: KeySlots, recipients: dict[bytes, str]) -> None:
    """Make the database under another name, then the slots, and give the database its name."""
    unfinished = unfinished_database_file(home)
    discard(unfinished)
    make_empty_file(unfinished)
    connection = connect(unfinished, data_key)
    try:
        # Not settled yet: without a write-ahead log the one file holds all when it is renamed.
        migrate(connection)
        vault = Vault(home, slots, connection)
        make_identity(vault)
        for salt, recipient in recipients.items():
            remember_slot(vault, salt, recipient)
    finally:
        connection.close()
    save_slots(home, slots)
    unfinished.rename(database_file(home))
    sync_folder(home)


def _unlock_in(home: Path, lock: HomeLock, opened_of: Callable[[KeySlots], OpenedSlot]) -> Vault:
    with storage_failures(home):
        ended_uncleanly = _take_place(home, lock)
        slots = load_slots(home)
    opened = opened_of(slots)
    if not database_file(home).exists():
        raise VaultDamaged(
            f"The vault in {home} has lost its database, the file {database_file(home).name}."
            " Put a copy of it from a backup in its place."
        )
    vault = _open(home, slots, opened.data_key, lock)
    try:
        if ended_uncleanly:
            check_after_crash(vault)
        vault.opened_by = opened.salt
        _learn(vault, opened)
    except BaseException:
        vault.close()
        raise
    return vault


def _take_place(home: Path, lock: HomeLock) -> bool:
    """Share the folder; tell whether the last process here ended without closing the vault.

    A closing SQLite removes its write-ahead log. So a log that lies here while nobody holds the
    folder is the mark of an unclean end, and needs no marking of our own that could itself be lost.
    """
    if not lock.try_alone():
        lock.share()
        return False
    settle_leftovers(home)
    ended_uncleanly = log_file(home).exists()
    lock.share()
    return ended_uncleanly


def _learn(vault: Vault, opened: OpenedSlot) -> None:
    """Keep the recipient of a slot that an older version made."""
    if not knows_recipient(vault, opened.salt):
        remember_slot(vault, opened.salt, opened.recipient)


def _open(home: Path, slots: KeySlots, data_key: bytes, lock: HomeLock) -> Vault:
    with storage_failures(home):
        connection = connect(database_file(home), data_key)
        vault = Vault(home, slots, connection, data_key, lock)
        try:
            if checked_version(connection, home) < LATEST:
                back_up_before_migration(vault)
            settle(connection)
            migrate(connection)
        except BaseException:
            vault.close()
            raise
    return vault


def checked_version(connection: Any, home: Path) -> int:
    """Give the schema's version; raise VaultTooNew, or VaultDamaged for an empty file."""
    version = schema_version(connection)
    if version > LATEST:
        raise VaultTooNew(
            f"The vault in {home} has version {version}, and this program knows {LATEST}."
            " Update the program; nothing was changed."
        )
    if version == 0:
        raise VaultDamaged(
            f"The vault's file in {home} is empty. Put a copy from a backup in its place."
        )
    return version
