"""Put a vault from a backup into an empty folder."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from corvia_crypto.age import identity_of_key, recovery_identity
from corvia_crypto.key_slots import (
    KeySlots,
    make_data_key,
    make_known_slots,
    open_with_passphrase,
    open_with_phrase,
    open_with_shares,
)
from corvia_crypto.passphrase import MODERATE, KdfLimits
from corvia_crypto.recovery_phrase import make_recovery_phrase, recovery_entropy
from corvia_local.errors import BadInput, NotFound
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.backup_format import (
    Heading,
    PlainWriter,
    damaged,
    data_key_secret,
    read_backup,
    slots_of_backup,
)
from corvia_local.vault.connection import connect
from corvia_local.vault.copying import discard
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import (
    alone_in,
    database_file,
    make_empty_file,
    make_home,
    save_slots,
    unfinished_database_file,
)
from corvia_local.vault.integrity import check_whole, row_counts
from corvia_local.vault.migrations import migrate
from corvia_local.vault.opening import checked_version, refuse_second
from corvia_local.vault.slot_records import forget_slots_but, remember_slot
from corvia_local.vault.vault import Vault

NewSlots = Callable[[Heading, Vault], KeySlots]
"""Makes the slots of a restored vault where its old ones do not open for the person."""


class Restored(msgspec.Struct, frozen=True):
    """A vault that was restored: when its backup was made, and its rows by table."""

    made_at: str
    rows: dict[str, int]


def restore_with_passphrase(home: Path, file: Path, passphrase: str) -> Restored:
    """Restore a backup with the passphrase that the vault had when it was made.

    Raises VaultStands, NotFound, NotABackup, BackupDamaged, VaultTooNew, Locked, StorageFailed,
    Busy; then no vault is left in the folder.
    """
    with _opened(file) as backup:
        data_key = open_with_passphrase(_slots(backup), passphrase).data_key
        return _restore(home, backup, file, identity_of_key(data_key_secret(data_key)))


def restore_with_phrase(home: Path, file: Path, words: str) -> Restored:
    """Restore a backup with the 24 words that the vault had when it was made; else as above.

    The words open the file even where its header has lost the key slots.
    """
    with _opened(file) as backup:
        slots = slots_of_backup(backup)
        if slots is None:
            identity = recovery_identity(recovery_entropy(words))
        else:
            data_key = open_with_phrase(slots, words).data_key
            identity = identity_of_key(data_key_secret(data_key))
        return _restore(home, backup, file, identity)


def restore_with_shares(home: Path, file: Path, shares: list[str]) -> Restored:
    """Restore a backup with enough SLIP-39 shares; else as above."""
    with _opened(file) as backup:
        data_key = open_with_shares(_slots(backup), shares).data_key
        return _restore(home, backup, file, identity_of_key(data_key_secret(data_key)))


def restore_with_identity(
    home: Path, file: Path, identity: str, passphrase: str, limits: KdfLimits = MODERATE
) -> tuple[Restored, str]:
    """Restore a backup with an age identity to which it was encrypted, under a new passphrase.

    The old key slots stay behind. Gives also the new recovery phrase. Raises IdentityUnusable,
    PassphraseUnusable; else as above.
    """
    words = make_recovery_phrase()
    # Before anything is written: a passphrase that cannot be used must not leave half a vault.
    make_known_slots(make_data_key(), passphrase, words, KdfLimits(1, 8192))

    def new_slots(heading: Heading, vault: Vault) -> KeySlots:
        slots, recipients = make_known_slots(heading.data_key, passphrase, words, limits)
        forget_slots_but(vault, set())
        for salt, recipient in recipients.items():
            remember_slot(vault, salt, recipient)
        return slots

    with _opened(file) as backup:
        return _restore(home, backup, file, identity, new_slots), words


def _slots(backup: IO[bytes]) -> KeySlots:
    slots = slots_of_backup(backup)
    if slots is None:
        raise BadInput(
            "This age file carries no key slots, so a passphrase cannot open it."
            " Use the 24 words of your recovery phrase."
        )
    return slots


def _restore(
    home: Path, backup: IO[bytes], file: Path, identity: str, new_slots: NewSlots | None = None
) -> Restored:
    refuse_second(home)
    with storage_failures(home):
        make_home(home)
        with alone_in(home):
            refuse_second(home)
            unfinished = unfinished_database_file(home)
            try:
                heading = _decrypted(backup, file, identity, unfinished)
                slots = _checked(home, unfinished, heading, new_slots)
                save_slots(home, slots)
                unfinished.rename(database_file(home))
            except BaseException:
                discard(unfinished)
                raise
            sync_folder(home)
    return Restored(heading.made_at, heading.database.rows)


def _decrypted(backup: IO[bytes], file: Path, identity: str, target: Path) -> Heading:
    discard(target)
    make_empty_file(target)
    with target.open("r+b") as out:
        heading = read_backup(backup, file, identity, PlainWriter(out))
        out.flush()
        os.fsync(out.fileno())
    return heading


def _checked(home: Path, database: Path, heading: Heading, new_slots: NewSlots | None) -> KeySlots:
    """Check the restored database; give the slots that open it."""
    connection = connect(database, heading.data_key)
    try:
        checked_version(connection, home)
        vault = Vault(home, heading.slots, connection)
        check_whole(vault)
        if row_counts(vault) != heading.database.rows:
            raise damaged()
        if new_slots is None:
            return heading.slots
        migrate(connection)
        return new_slots(heading, vault)
    finally:
        connection.close()


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {file}.") from error
    except OSError as error:
        raise BadInput(f"The file {file} cannot be read: {error.strerror or error}.") from error
    with opened:
        yield opened
