"""Make a vault, open it with its passphrase or its recovery phrase."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from corvia_crypto.key_slots import (
    KeySlots,
    make_data_key,
    make_key_slots,
    unlock_with_passphrase,
    unlock_with_phrase,
)
from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase
from corvia_local.errors import BadInput, NotFound, VaultDamaged
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.connection import connect, schema_version, settle
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import (
    alone_in,
    database_file,
    load_slots,
    make_empty_file,
    make_home,
    save_slots,
    slots_file,
    unfinished_database_file,
)
from corvia_local.vault.identity import make_identity
from corvia_local.vault.migrations import LATEST, migrate
from corvia_local.vault.vault import Vault

__all__ = ["Vault", "create_vault", "open_vault", "open_with_phrase", "vault_exists"]


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
    _refuse_second(home)
    data_key, words = make_data_key(), make_recovery_phrase()
    slots = make_key_slots(data_key, passphrase, words, limits)
    with storage_failures(home):
        make_home(home)
        with alone_in(home):
            _refuse_second(home)
            _build(home, data_key, slots)
    return _open(home, slots, data_key), words


def open_vault(home: Path, passphrase: str) -> Vault:
    """Open a vault; about the time that one Argon2id run takes.

    Raises NoVault, Locked (and then no file was touched), VaultDamaged, StorageFailed, Busy.
    """
    return _unlock(home, lambda slots: unlock_with_passphrase(slots, passphrase))


def open_with_phrase(home: Path, words: str) -> Vault:
    """Open a vault with the 24 words of its recovery phrase.

    Raises RecoveryPhraseUnusable where the words are no recovery phrase; else as `open_vault`.
    """
    return _unlock(home, lambda slots: unlock_with_phrase(slots, words))


def _refuse_second(home: Path) -> None:
    if vault_exists(home):
        raise VaultStands(f"There is a vault in {home} already. Open it, or choose another folder.")


def _build(home: Path, data_key: bytes, slots: KeySlots) -> None:
    """Make the database under another name, then the slots, and give the database its name."""
    unfinished = unfinished_database_file(home)
    for leftover in home.glob(f"{unfinished.name}*"):
        leftover.unlink()
    make_empty_file(unfinished)
    connection = connect(unfinished, data_key)
    try:
        # Not settled yet: without a write-ahead log the one file holds all when it is renamed.
        migrate(connection)
        make_identity(Vault(home, slots, connection))
    finally:
        connection.close()
    save_slots(home, slots)
    unfinished.rename(database_file(home))
    sync_folder(home)


def _unlock(home: Path, data_key_of: Callable[[KeySlots], bytes]) -> Vault:
    if not vault_exists(home):
        raise NoVault(f"There is no vault in {home} yet. `corvia init` makes one.")
    with storage_failures(home):
        slots = load_slots(home)
    data_key = data_key_of(slots)
    if not database_file(home).exists():
        raise VaultDamaged(
            f"The vault in {home} has lost its database, the file {database_file(home).name}."
            " Put a copy of it from a backup in its place."
        )
    return _open(home, slots, data_key)


def _open(home: Path, slots: KeySlots, data_key: bytes) -> Vault:
    with storage_failures(home):
        connection = connect(database_file(home), data_key)
        try:
            _check_version(connection, home)
            settle(connection)
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Vault(home, slots, connection)


def _check_version(connection: Any, home: Path) -> None:
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
