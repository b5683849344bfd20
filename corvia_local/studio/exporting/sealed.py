"""Write an export as one tar archive, encrypted with age (https://c2sp.org/age).

`age --decrypt -i KEYFILE EXPORT.age | tar x` opens it, without this program.
"""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

from corvia_crypto.age import read_recipient
from corvia_local.errors import BadInput, CorviaError, StorageFailed
from corvia_local.model.progress import Report, silent
from corvia_local.studio.exporting.contents import File, export_files
from corvia_local.vault.atomic_file import sync_folder
from corvia_local.vault.ledger import record
from corvia_local.vault.opening import Vault

ROOT = "corvia-export"
_BLOCK = 512
_LAST_BLOCKS = bytes(2 * _BLOCK)


class FileStands(BadInput):
    """There is a file where the export was to go."""


class NoRecipient(BadInput):
    """An encrypted export is for at least one recipient."""


def export_sealed(
    vault: Vault,
    file: Path,
    recipients: tuple[str, ...],
    *,
    render: bool = False,
    report: Report = silent,
) -> int:
    """Write every file into one archive for these age recipients; give their number.

    The file appears whole or not at all. Raises RecipientUnusable, NoRecipient, FileStands,
    StorageFailed.
    """
    if not recipients:
        raise NoRecipient("Name whom the export is for: an age recipient, age1….")
    for recipient in recipients:
        read_recipient(recipient)
    if file.exists():
        raise FileStands(f"There is a file {file} already. Choose another name.")
    record(vault, "everything exported", "all entries and songs", "own copy", _named(recipients))
    archive = TarStream(export_files(vault, render=render, report=report))
    partial = file.with_name(f".{file.name}.part")
    try:
        _encrypt(archive, partial, recipients)
        partial.rename(file)
        sync_folder(file.parent)
    except CorviaError:
        raise
    except OSError as error:
        raise StorageFailed(
            f"The export {file} could not be written: {error.strerror or error}."
            " Your vault is untouched. Make room there, or choose another place."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return archive.files


class TarStream:
    """A tar archive (POSIX ustar) that is made while it is read, one file in memory at a time."""

    def __init__(self, files: Iterator[File]) -> None:
        self._pieces = self._made(files)
        self._waiting = b""
        self.files = 0
        self.failure: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Give up to `size` bytes, all that is left where it is negative, none at the end."""
        try:
            while size < 0 or len(self._waiting) < size:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._waiting += piece
        except BaseException as error:
            # The encryption passes errors on as its own, so the true one is kept.
            self.failure = error
            raise
        size = len(self._waiting) if size < 0 else size
        given, self._waiting = self._waiting[:size], self._waiting[size:]
        return given

    def _made(self, files: Iterator[File]) -> Iterator[bytes]:
        for name, data in files:
            member = tarfile.TarInfo(f"{ROOT}/{name}")
            member.size, member.mode = len(data), 0o600
            yield member.tobuf(tarfile.USTAR_FORMAT)
            for start in range(0, len(data), 1 << 20):
                yield data[start : start + (1 << 20)]
            yield bytes(-len(data) % _BLOCK)
            self.files += 1
        yield _LAST_BLOCKS


def _encrypt(archive: TarStream, partial: Path, recipients: tuple[str, ...]) -> None:
    from pyrage import EncryptError, encrypt_io

    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        try:
            encrypt_io(archive, out, [read_recipient(one) for one in recipients])
        except (EncryptError, OSError) as error:
            raise (archive.failure or error) from error
        out.flush()
        os.fsync(out.fileno())


def _named(recipients: tuple[str, ...]) -> str:
    return "age " + ", ".join(one.strip()[:16] + "…" for one in recipients[:8])
