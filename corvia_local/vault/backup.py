"""Write a backup of a live vault into one file, and read it back before it counts."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from corvia_crypto.age import identity_of_key, read_recipient, recipient_of
from corvia_crypto.key_slots import RecoverySlot, SharesSlot, encode_key_slots
from corvia_local.errors import BadInput, CorviaError, StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.backup_format import (
    DatabasePart,
    Heading,
    PlainReader,
    PlainWriter,
    SlotsAdder,
    damaged,
    data_key_secret,
    encode_heading,
    read_backup,
)
from corvia_local.vault.connection import connect, schema_version
from corvia_local.vault.copying import copy_database, discard
from corvia_local.vault.failures import storage_failures
from corvia_local.vault.files import database_file
from corvia_local.vault.integrity import check_whole, row_counts
from corvia_local.vault.leftovers import backup_copy_file
from corvia_local.vault.moments import local_time
from corvia_local.vault.slot_records import slot_records
from corvia_local.vault.vault import Vault

MOST_OTHERS = 20


class FileStands(BadInput):
    """There is a file where the backup was to go."""


class BackupMade(msgspec.Struct, frozen=True):
    """A backup that was written and read back: its place, its size, what it holds, for whom.

    `recipients` are those of age beside the vault's own data key.
    """

    file: Path
    size: int
    sha256: str
    rows: dict[str, int]
    recipients: tuple[str, ...]


def write_backup(
    vault: Vault, file: Path, others: tuple[str, ...] = (), report: Report = silent
) -> BackupMade:
    """Back up the whole vault as it is now, while others may read and write it.

    `others` are age recipients that may open it besides the person's own keys. The file appears
    only when it was decrypted again, compared byte by byte and its database checked. Raises
    RecipientUnusable, FileStands, VaultDamaged, Busy, StorageFailed; then no file is left, and
    older ones are untouched.
    """
    if len(others) > MOST_OTHERS:
        raise BadInput(f"A backup is encrypted to at most {MOST_OTHERS} keys besides your own.")
    recipients = (*_own_recipients(vault), *others)
    for recipient in recipients:
        read_recipient(recipient)
    if file.exists():
        raise FileStands(f"There is a file {file} already. Choose another name.")
    copy = backup_copy_file(vault.home, secrets.token_hex(8))
    partial = file.with_name(f".{file.name}.part")
    try:
        with storage_failures(vault.home):
            report("copying", 0.0)
            copy_database(database_file(vault.home), vault.data_key(), copy, vault.data_key())
            report("checking the copy", 0.2)
            heading = _heading(vault, copy)
        with _file_failures(file):
            _encrypt(heading, copy, partial, recipients, report)
            report("reading it back", 0.7)
            _read_back(heading, partial)
            partial.rename(file)
            sync_folder(file.parent)
            made = BackupMade(file, *_measured(file), heading.database.rows, recipients)
    finally:
        discard(copy)
        partial.unlink(missing_ok=True)
    report("done", 1.0)
    return made


def _own_recipients(vault: Vault) -> tuple[str, ...]:
    """Give the recipients of the recovery phrases and of the shares."""
    known = slot_records(vault)
    slots = [slot for slot in vault.slots.slots if isinstance(slot, RecoverySlot | SharesSlot)]
    found = [known[slot.kdf.salt].recipient for slot in slots if slot.kdf.salt in known]
    return tuple(recipient for recipient in found if recipient is not None)


def _heading(vault: Vault, copy: Path) -> Heading:
    data_key = vault.data_key()
    connection = connect(copy, data_key)
    try:
        copied = Vault(vault.home, vault.slots, connection)
        check_whole(copied)
        schema, rows = schema_version(connection), row_counts(copied)
    finally:
        connection.close()
    size, digest = _measured(copy)
    part = DatabasePart(size, bytes.fromhex(digest), schema, rows)
    return Heading("corvia-backup", 1, local_time(), data_key, vault.slots, part)


def _encrypt(
    heading: Heading, copy: Path, partial: Path, recipients: tuple[str, ...], report: Report
) -> None:
    from pyrage import EncryptError, encrypt_io

    partial.unlink(missing_ok=True)
    secret_key = data_key_secret(heading.data_key)
    everyone = (recipient_of(identity_of_key(secret_key)), *recipients)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)

    def told(given: int) -> None:
        report("encrypting", 0.3 + 0.4 * given / heading.database.size)

    with os.fdopen(descriptor, "wb") as out, copy.open("rb") as database:
        plain = PlainReader(encode_heading(heading), database, told)
        writer = SlotsAdder(out, secret_key, encode_key_slots(heading.slots))
        try:
            encrypt_io(plain, writer, [read_recipient(one) for one in everyone])
        except (EncryptError, OSError) as error:
            raise (plain.failure or writer.failure or error) from error
        out.flush()
        os.fsync(out.fileno())


def _read_back(heading: Heading, partial: Path) -> None:
    """Decrypt the file and compare all that is in it with what was to be in it."""
    identity = identity_of_key(data_key_secret(heading.data_key))
    with partial.open("rb") as written:
        if read_backup(written, partial, identity, PlainWriter(None)) != heading:
            raise damaged(partial)


def _measured(file: Path) -> tuple[int, str]:
    with file.open("rb") as opened:
        return file.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def _file_failures(file: Path) -> Iterator[None]:
    try:
        yield
    except CorviaError:
        raise
    except OSError as error:
        raise StorageFailed(
            f"The backup {file} could not be written: {error.strerror or error}. Older backups and"
            " the vault are untouched. Make room there, or choose another folder."
        ) from error
