"""What the database reports, said as the program's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from corvia_local.errors import Busy, CorviaError, Locked, StorageFailed, VaultDamaged

_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT = 3, 5, 6, 8, 10, 11
_FULL, _CANTOPEN, _NOTADB = 13, 14, 26
_IOERR_SHORT_READ = 522


@contextmanager
def storage_failures(home: Path) -> Iterator[None]:
    """Turn the errors of disk and database within the block into errors for the person.

    The codes are SQLite's (https://www.sqlite.org/rescode.html). An error that only a defect of
    the program can cause passes as it is.
    """
    try:
        yield
    except dbapi2.Error as error:
        told = _told(error, home)
        if told is None:
            raise
        raise told from error
    except OSError as error:
        raise StorageFailed(
            f"The vault in {home} cannot be read or written: {error.strerror or error}."
            " What was saved before is untouched. Make room there, or see to its permissions."
        ) from error


def _told(error: dbapi2.Error, home: Path) -> CorviaError | None:
    extended = getattr(error, "sqlite_errorcode", 0) or _CODES.get(str(error), 0)
    code = extended & 0xFF
    if code in (_CORRUPT, _NOTADB) or extended == _IOERR_SHORT_READ:
        return VaultDamaged(
            f"The vault's file in {home} is damaged: bytes in it do not verify."
            " Put a copy from a backup in its place."
        )
    if code in (_BUSY, _LOCKED):
        return Busy(
            "Another program holds the vault just now. Let it finish, or close it, and try again."
        )
    if code in (_FULL, _READONLY, _PERM, _IOERR, _CANTOPEN):
        return StorageFailed(_REASONS.get(code, _REASONS[_IOERR]).format(home=home))
    if isinstance(error, dbapi2.ProgrammingError) and "closed database" in str(error):
        return Locked("The vault was closed. Open it again.")
    return None


_CODES = {
    "disk I/O error": _IOERR,
    "database or disk is full": _FULL,
    "database is locked": _BUSY,
    "database disk image is malformed": _CORRUPT,
    "attempt to write a readonly database": _READONLY,
    "unable to open database file": _CANTOPEN,
    "file is not a database": _NOTADB,
}
"""SQLite's own words (sqlite3_errstr), for errors that come without a number, as a copy's do."""

_REASONS = {
    _FULL: "The disk is full, so nothing new was saved in {home}."
    " What was saved before is untouched. Make room and try again.",
    _READONLY: "The folder {home} may not be written, so nothing new was saved."
    " See to its permissions and try again.",
    _PERM: "The folder {home} may not be used. See to its permissions and try again.",
    _CANTOPEN: "The vault's file in {home} cannot be opened."
    " See to the folder's permissions and try again.",
    _IOERR: "The disk under {home} refused to read or write: it may be full or failing."
    " What was saved before is untouched. Make room and try again.",
}
