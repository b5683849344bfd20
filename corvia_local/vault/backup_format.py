"""What a backup holds and how it is read and written (specs/backup-v1.md).

An age file whose header carries the key slots in a stanza of its own. Within: one line of JSON, the
heading, then the bytes of the encrypted database.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Annotated, Literal

import msgspec
from msgspec import Meta

from corvia_crypto.age import read_identity
from corvia_crypto.age_header import (
    LARGEST_HEADER_BYTES,
    add_stanza,
    header_length,
    read_stanza,
)
from corvia_crypto.hkdf import derive_key
from corvia_crypto.key_slots import KeySlots, decode_key_slots
from corvia_local.errors import BadInput, CorviaError, Locked, VaultDamaged

STANZA = "corvia-slots-v1"
KEY_PURPOSE = "corvia-backup-v1 data key"
LARGEST_HEADING_BYTES = 262_144
_VERSION = 1


class NotABackup(BadInput):
    """The file is no backup of a vault."""


class BackupDamaged(VaultDamaged):
    """A backup was cut short or changed."""


class BackupTooNew(VaultDamaged):
    """A backup was written by a newer version of the program."""


class KeyNotARecipient(Locked):
    """A backup is encrypted, but not to this key."""


class DatabasePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The database within: its length, its SHA-256, its schema's version, rows by table."""

    size: Annotated[int, Meta(ge=1)]
    sha256: Annotated[bytes, Meta(min_length=32, max_length=32)]
    schema: Annotated[int, Meta(ge=1)]
    rows: dict[str, int]


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line within: what follows it and how that is opened."""

    format: Literal["corvia-backup"]
    version: Literal[1]
    made_at: str
    data_key: Annotated[bytes, Meta(min_length=32, max_length=32)]
    slots: KeySlots
    database: DatabasePart


class _Beginning(msgspec.Struct, frozen=True):
    format: str
    version: int


def data_key_secret(data_key: bytes) -> bytes:
    """Derive the X25519 key of a data key, which is always a recipient."""
    return derive_key(data_key, KEY_PURPOSE)


def encode_heading(heading: Heading) -> bytes:
    """Write the heading as one line."""
    return msgspec.json.encode(heading) + b"\n"


def decode_heading(line: bytes) -> Heading:
    """Read the heading's line; raise NotABackup or BackupTooNew."""
    try:
        beginning = msgspec.json.decode(line, type=_Beginning)
        if beginning.format == "corvia-backup" and beginning.version > _VERSION:
            raise BackupTooNew(
                f"The backup has version {beginning.version}, and this program knows {_VERSION}."
                " Update the program; nothing was changed."
            )
        return msgspec.json.decode(line, type=Heading)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotABackup("What is in the file is not a vault's backup.") from error


def slots_of_backup(file: IO[bytes]) -> KeySlots | None:
    """Give the key slots that a backup carries in its header, or None; the place is kept.

    Raises NotABackup where it is no age file, SlotsDamaged, SlotsTooNew.
    """
    beginning = file.read(LARGEST_HEADER_BYTES)
    file.seek(0)
    length = header_length(beginning)
    if length is None:
        raise NotABackup("The file is no backup: it does not begin as an age file does.")
    stanza = read_stanza(beginning[:length], STANZA)
    return None if stanza is None else decode_key_slots(stanza)


class PlainReader:
    """The bytes to be encrypted: the heading, then the database's file."""

    def __init__(self, heading: bytes, database: IO[bytes], told: Callable[[int], None]) -> None:
        self._heading = heading
        self._database = database
        self._told = told
        self._given = 0
        self.failure: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Give up to so many bytes, none at the end; raise OSError, Cancelled."""
        try:
            return self._read(size)
        except (OSError, CorviaError) as error:
            self.failure = error
            raise

    def _read(self, size: int) -> bytes:
        if self._heading:
            size = len(self._heading) if size < 0 else size
            some, self._heading = self._heading[:size], self._heading[size:]
        else:
            some = self._database.read(size)
        self._given += len(some)
        self._told(self._given)
        return some


class SlotsAdder:
    """Takes an age file as it is written and passes it on with the slots in its header."""

    def __init__(self, out: IO[bytes], secret_key: bytes, slots: bytes) -> None:
        self._out = out
        self._secret_key = secret_key
        self._slots = slots
        self._header: bytes | None = b""
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        """Pass bytes on; the first of them, the header, once it is whole."""
        try:
            self._pass_on(bytes(data))
        except OSError as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Pass on what is held back by the file."""
        self._out.flush()

    def _pass_on(self, data: bytes) -> None:
        if self._header is None:
            self._out.write(data)
            return
        self._header += data
        length = header_length(self._header)
        if length is not None:
            header, rest = self._header[:length], self._header[length:]
            self._out.write(add_stanza(header, self._secret_key, STANZA, self._slots) + rest)
            self._header = None


class PlainWriter:
    """Takes decrypted bytes: reads the heading, measures the database, and passes it on.

    `out` may be None to measure only. What goes wrong here stands in `failure`, as age reports
    every error as its own.
    """

    def __init__(self, out: IO[bytes] | None) -> None:
        self._out = out
        self._line = b""
        self._digest = hashlib.sha256()
        self._bytes = 0
        self.heading: Heading | None = None
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        """Take some bytes; raise OSError, NotABackup, BackupTooNew, BackupDamaged."""
        try:
            self._take(bytes(data))
        except Exception as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Pass on what is held back by the file."""
        if self._out is not None:
            self._out.flush()

    def finished(self, file: Path) -> Heading:
        """Give the heading if the database came whole; raise BackupDamaged otherwise."""
        heading = self.heading
        if heading is None or heading.database.sha256 != self._digest.digest():
            raise damaged(file)
        return heading

    def _take(self, data: bytes) -> None:
        if self.heading is None:
            self._line += data
            line, newline, data = self._line.partition(b"\n")
            if len(line) > LARGEST_HEADING_BYTES:
                raise NotABackup("What is in the file is not a vault's backup.")
            if not newline:
                return
            self._line = b""
            self.heading = decode_heading(line)
        self._bytes += len(data)
        if self._bytes > self.heading.database.size:
            raise damaged()
        self._digest.update(data)
        if self._out is not None:
            self._out.write(data)


def read_backup(backup: IO[bytes], file: Path, identity: str, writer: PlainWriter) -> Heading:
    """Decrypt a backup into a writer; give its heading once all of it has come and verified.

    Raises KeyNotARecipient, BackupDamaged, NotABackup, BackupTooNew, OSError, IdentityUnusable.
    """
    from pyrage import DecryptError, decrypt_io

    try:
        decrypt_io(backup, writer, [read_identity(identity)])
    except (DecryptError, OSError) as error:
        if writer.failure is not None:
            raise writer.failure from error
        if "No matching keys" in str(error):
            raise KeyNotARecipient(
                f"The backup {file} is encrypted, but not to this key."
            ) from error
        # age reports a byte that does not verify as an error of reading, without a number.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise damaged(file) from error
    return writer.finished(file)


def damaged(file: Path | None = None) -> BackupDamaged:
    """Say that a backup does not verify."""
    where = "" if file is None else f" {file}"
    return BackupDamaged(
        f"The backup{where} is damaged: it was cut short or bytes in it were changed."
        " Take another one; nothing was changed here."
    )
